import type { Words } from '../composer.ts'

const FIELDS = ['text', 'title', 'tags', 'intent', 'lang']
const PAUSE_MS = 900

/**
 * Keeps what is being written: on the server a moment after the last key, on the device while there is no connection.
 * When another tab has kept something else since, both texts are offered and none is lost.
 */
export class Drafting {
  private timer: ReturnType<typeof setTimeout> | undefined
  private sent = ''
  private sending = false
  private over = false

  constructor(
    private readonly form: HTMLFormElement,
    private readonly place: string,
    private version: number,
    private readonly status: HTMLElement,
    private readonly words: Words,
  ) {
    this.sent = this.snapshot()
    this.bringBack()
    form.addEventListener('input', this.soon)
    form.addEventListener('change', this.soon)
    addEventListener('online', this.now)
    addEventListener('pagehide', this.now)
  }

  stop(): void {
    this.now()
    clearTimeout(this.timer)
    removeEventListener('online', this.now)
    removeEventListener('pagehide', this.now)
  }

  /** What was sent needs no draft. */
  forget(): void {
    this.over = true
    clearTimeout(this.timer)
    localStorage.removeItem(this.shelf)
  }

  private get shelf(): string {
    return `draft:${this.place}`
  }

  private snapshot(): string {
    const data = new FormData(this.form)
    return JSON.stringify(
      Object.fromEntries(
        FIELDS.flatMap((name) => (typeof data.get(name) === 'string' ? [[name, data.get(name)]] : [])),
      ),
    )
  }

  /** What the device kept while there was no connection. */
  private bringBack(): void {
    const kept = localStorage.getItem(this.shelf)
    if (!kept || kept === this.sent) {
      localStorage.removeItem(this.shelf)
      return
    }
    const here = JSON.parse(this.sent) as Record<string, string>
    if (!here.text) {
      this.fill(JSON.parse(kept))
      this.soon()
    } else this.offer(JSON.parse(kept))
  }

  private fill(fields: Record<string, string>): void {
    for (const [name, value] of Object.entries(fields)) {
      const field = this.form.elements.namedItem(name)
      if (
        field instanceof HTMLInputElement ||
        field instanceof HTMLTextAreaElement ||
        field instanceof HTMLSelectElement ||
        field instanceof RadioNodeList
      )
        field.value = value
    }
  }

  private readonly soon = (): void => {
    clearTimeout(this.timer)
    this.timer = setTimeout(this.now, PAUSE_MS)
  }

  private readonly now = (): void => {
    clearTimeout(this.timer)
    const fields = this.snapshot()
    if (this.over || fields === this.sent) return
    if (this.sending) this.soon()
    else void this.keep(fields)
  }

  private async keep(fields: string): Promise<void> {
    this.sending = true
    try {
      const answer = await fetch(`/drafts/${this.place}`, {
        method: 'POST',
        keepalive: true,
        body: JSON.stringify({ ...JSON.parse(fields), version: this.version }),
        headers: { accept: 'application/json', 'content-type': 'application/json' },
      })
      if (this.over) return
      if (answer.status === 409) return await this.collide()
      if (!answer.ok) throw new Error(String(answer.status))
      this.version = (await answer.json()).version
      this.sent = fields
      localStorage.removeItem(this.shelf)
      const time = new Intl.DateTimeFormat(document.documentElement.lang, {
        hour: 'numeric',
        minute: '2-digit',
      }).format(new Date())
      this.status.textContent = this.words.kept.replace('{time}', time)
    } catch {
      if (this.over) return
      localStorage.setItem(this.shelf, fields)
      this.status.textContent = this.words.offline
    } finally {
      this.sending = false
    }
  }

  private async collide(): Promise<void> {
    const answer = await fetch(`/drafts/${this.place}`, { headers: { accept: 'application/json' } })
    const { draft } = await answer.json()
    this.version = draft?.version ?? 0
    if (draft) this.offer(draft.fields)
  }

  /** Shows the other text beside this one and lets the writer choose. */
  private offer(other: Record<string, string>): void {
    this.form.querySelector('.other-draft')?.remove()
    const panel = document.createElement('section')
    panel.className = 'panel need stack other-draft'
    panel.setAttribute('role', 'alert')
    const says = document.createElement('p')
    says.textContent = this.words.elsewhere
    const text = document.createElement('pre')
    text.className = 'source'
    text.textContent = other.text ?? ''
    const button = (words: string, act: () => void) => {
      const made = document.createElement('button')
      made.type = 'button'
      made.className = 'button second'
      made.textContent = words
      made.addEventListener('click', () => {
        panel.remove()
        act()
      })
      return made
    }
    const choice = document.createElement('p')
    choice.className = 'cluster'
    choice.append(
      button(this.words.use, () => {
        this.fill(other)
        this.now()
      }),
      button(this.words.mine, () => {
        this.sent = ''
        this.now()
      }),
    )
    panel.append(says, text, choice)
    this.form.querySelector('.writing')?.before(panel)
  }
}
