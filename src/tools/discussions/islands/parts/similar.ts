const PAUSE_MS = 400

/** While a title is typed: what has been spoken of already, under the title. It can be sent away and then stays away. */
export class Similar extends HTMLElement {
  private timer: ReturnType<typeof setTimeout> | undefined
  private asked = ''
  private away = false
  private typed: HTMLInputElement | null = null

  connectedCallback(): void {
    this.typed = this.closest('form')?.querySelector<HTMLInputElement>(`[name="${this.dataset.field}"]`) ?? null
    this.typed?.addEventListener('input', this.soon)
    this.querySelector('button')?.addEventListener('click', () => {
      this.away = true
      this.show([])
      this.typed?.focus()
    })
    this.soon()
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer)
    this.typed?.removeEventListener('input', this.soon)
  }

  private readonly soon = (): void => {
    clearTimeout(this.timer)
    if (!this.away) this.timer = setTimeout(() => void this.ask(), PAUSE_MS)
  }

  private async ask(): Promise<void> {
    const title = this.typed?.value.trim() ?? ''
    if (title === this.asked) return
    this.asked = title
    if (title.length < 4) return this.show([])
    const answer = await fetch(`${this.dataset.address}?q=${encodeURIComponent(title)}`, {
      headers: { accept: 'application/json' },
    }).catch(() => undefined)
    if (!answer?.ok || this.away || title !== this.asked) return
    this.show(((await answer.json()) as { discussions: Found[] }).discussions)
  }

  private show(found: Found[]): void {
    const panel = this.querySelector<HTMLElement>('section')!
    const said = this.querySelector<HTMLElement>('[role="status"]')!
    if (panel.hidden && found.length) said.textContent = this.dataset.told ?? ''
    if (!found.length) said.textContent = ''
    panel.hidden = found.length === 0
    panel.querySelector('ul')!.replaceChildren(...found.map(entry))
  }
}
customElements.define('copse-similar', Similar)

interface Found {
  url: string
  title: string
  lang: string
}

function entry({ url, title, lang }: Found): HTMLElement {
  const link = document.createElement('a')
  link.href = url
  link.lang = lang
  link.textContent = title
  const item = document.createElement('li')
  item.append(link)
  return item
}
