import type { Composer } from '../../../../ui/islands/composer.ts'
import { keepRecordings, NoRoom, type Recorded } from './recordings.ts'
import type { Words } from './said.ts'

/** What was written, as the server takes it. */
export interface Written {
  key: string
  address: string
  fields: Record<string, unknown>
  files: string[]
  /** Recordings that have not arrived, and where they go. */
  sounds?: Recorded[]
  upload?: string
}

/** Where a mouse or a keyboard is at hand, Enter sends; with fingers it begins a new line, as there is no Shift to hold. */
const entersSend = matchMedia('(hover: hover) and (pointer: fine)')

/** The place where one writes, in a room: what is sent leaves it at once, and it is ready for the next. */
export class Writing {
  private readonly form: HTMLFormElement
  private readonly text: HTMLTextAreaElement
  private readonly away = new AbortController()
  /** Recordings are being kept: the message is taken when they are. */
  private keeping = false

  /** @param words what is said where recordings cannot be kept @param take what is done with what was written @param editLast opens one's last message for changing it */
  constructor(
    readonly composer: Composer,
    private readonly words: Words,
    private readonly take: (written: Written) => void,
    private readonly editLast: () => void,
  ) {
    this.form = composer.querySelector('form')!
    this.text = composer.querySelector<HTMLTextAreaElement>('[data-text]')!
    const { signal } = this.away
    // Before the composer's own keys, which begin the next line of a list.
    composer.addEventListener('keydown', (event) => this.key(event), { capture: true, signal })
    // After its own: what is not ready yet is not sent.
    composer.addEventListener('submit', (event) => this.submit(event), { signal })
    this.hint()
    entersSend.addEventListener('change', () => this.hint(), { signal })
  }

  stop(): void {
    this.away.abort()
  }

  /** Whether this stands there and has been taken: a draft that the page brought may be older than the message. */
  forget(text: unknown): void {
    if (typeof text === 'string' && text.trim() && this.text.value.trim() === text.trim()) this.empty()
  }

  /** Puts something back that was not sent, before what has been begun since. */
  bring(fields: Record<string, unknown>): void {
    const { text, replyTo, attachments = [] } = fields
    const data = new FormData(this.form)
    const words = [text, this.text.value].filter((one) => typeof one === 'string' && one.trim())
    const files = [...(attachments as number[]), ...data.getAll('attachments')].join(',')
    const to = replyTo ?? data.get('replyTo') ?? ''
    this.composer.drafting?.bring({ text: words.join('\n\n'), attachments: files, replyTo: String(to) })
    this.text.focus()
  }

  private key(event: KeyboardEvent): void {
    const offering = this.composer.querySelector('.offers:not([hidden])')
    if (event.target !== this.text || offering || event.isComposing || event.keyCode === 229) return
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const done = this.doneBy(event.key)
    if (!done) return
    event.preventDefault()
    event.stopPropagation()
    done()
  }

  /** What a key alone does here, where it does something. */
  private doneBy(key: string): (() => void) | undefined {
    const answers = this.form.querySelector<HTMLInputElement>('[data-to] input:checked')
    if (key === 'Enter' && entersSend.matches) return () => this.form.requestSubmit()
    if (key === 'Escape' && answers) return () => this.answerNobody(answers)
    if (key === 'ArrowUp' && !this.text.value && !answers) return this.editLast
    return undefined
  }

  private answerNobody(box: HTMLInputElement): void {
    box.checked = false
    box.dispatchEvent(new Event('change', { bubbles: true }))
  }

  private submit(event: SubmitEvent): void {
    const along = [...this.form.querySelectorAll<HTMLInputElement>('[type="file"]')].some((one) => one.files?.length)
    // Files that could not go ahead go with the form, as without script.
    if (event.defaultPrevented || along) return
    event.preventDefault()
    const recorded = this.composer.attached?.unsent() ?? []
    if (recorded.length) void this.sendRecorded(recorded)
    else this.send()
    // Who pressed the button goes on writing.
    this.text.focus()
  }

  private send(sounds?: Recorded[]): void {
    const written = this.written()
    const { text, attachments } = written.fields
    if (!String(text ?? '').trim() && !attachments) return
    const upload = `${this.composer.dataset.space}/attachments`
    this.take(
      sounds ? { ...written, files: [...written.files, ...sounds.map(({ name }) => name)], sounds, upload } : written,
    )
    this.empty()
  }

  /** What was recorded and has not arrived is kept here first, so that it waits with the words. Where it cannot be, all stays as it is. */
  private async sendRecorded(files: File[]): Promise<void> {
    if (this.keeping) return
    this.keeping = true
    try {
      const kept = await keepRecordings(files)
      this.composer.attached?.letGo()
      this.send(kept)
    } catch (error) {
      this.composer.drafting?.say((error instanceof NoRoom ? this.words.full : this.words.unkept) ?? '')
    } finally {
      this.keeping = false
    }
  }

  private written(): Written {
    const fields: Record<string, unknown> = {}
    const data = new FormData(this.form)
    for (const [name, value] of data)
      if (name !== '_key' && name !== 'attachments' && typeof value === 'string' && value) fields[name] = value
    const attachments = data.getAll('attachments').map(Number)
    if (attachments.length) fields.attachments = attachments
    for (const name of ['replyTo', 'thread']) if (fields[name]) fields[name] = Number(fields[name])
    const files = [...this.form.querySelectorAll('[data-attached] [data-keep] span')].map(
      (one) => one.textContent ?? '',
    )
    return { key: this.nextKey(), address: new URL(this.form.action).pathname, fields, files }
  }

  /** Each message has a key of its own, made once. */
  private nextKey(): string {
    const field = this.form.querySelector<HTMLInputElement>('[name="_key"]')!
    const key = field.value
    field.value = crypto.randomUUID()
    return key
  }

  private empty(): void {
    this.text.value = ''
    const to = this.form.querySelector<HTMLElement>('[data-to]')
    if (to) {
      to.hidden = true
      to.querySelector('input')!.checked = false
    }
    for (const file of this.form.querySelectorAll('[data-file], [data-bare]')) file.remove()
    this.form.dispatchEvent(new Event('copse:filled'))
    this.composer.drafting?.emptied()
  }

  private hint(): void {
    const hint = this.composer.querySelector<HTMLElement>('[data-enter]')
    if (!hint) return
    hint.hidden = !entersSend.matches
    const described = (this.text.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== hint.id)
    this.text.setAttribute('aria-describedby', [...described, ...(hint.hidden ? [] : [hint.id])].join(' '))
  }
}
