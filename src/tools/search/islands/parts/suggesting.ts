import { recentSearches, rememberSearch } from './recent.ts'

const PAUSE_MS = 180

interface Suggestion {
  kind: string
  text: string
  lang: string
  url: string
  where: string
}

/**
 * While one types in the search: what may be meant, under the field. Arrow keys choose, Enter goes there, Escape closes;
 * Enter without a choice searches (ARIA combobox pattern). Nothing chosen, it is a plain field.
 */
class Search extends HTMLElement {
  private timer: ReturnType<typeof setTimeout> | undefined
  private turn = 0
  private chosen = -1
  private field!: HTMLInputElement
  private list!: HTMLUListElement

  connectedCallback(): void {
    this.field = this.querySelector('input')!
    this.list = this.querySelector<HTMLUListElement>('ul.offers') ?? this.makeList()
    const { field } = this
    field.setAttribute('role', 'combobox')
    field.setAttribute('aria-autocomplete', 'list')
    field.setAttribute('aria-controls', this.list.id)
    field.setAttribute('aria-expanded', 'false')
    field.addEventListener('input', this.soon)
    field.addEventListener('keydown', this.pressed)
    field.addEventListener('click', this.offerRecent)
    field.addEventListener('blur', this.close)
    field.form?.addEventListener('submit', this.remember)
  }

  disconnectedCallback(): void {
    this.close()
    const { field } = this
    field.removeEventListener('input', this.soon)
    field.removeEventListener('keydown', this.pressed)
    field.removeEventListener('click', this.offerRecent)
    field.removeEventListener('blur', this.close)
    field.form?.removeEventListener('submit', this.remember)
  }

  private makeList(): HTMLUListElement {
    const list = document.createElement('ul')
    list.className = 'offers'
    list.id = `${this.field.id}-offers`
    list.setAttribute('role', 'listbox')
    list.setAttribute('aria-label', this.dataset.label ?? '')
    list.hidden = true
    this.append(list)
    return list
  }

  private readonly soon = (): void => {
    clearTimeout(this.timer)
    this.turn++
    if (!this.field.value.trim()) this.offerRecent()
    else this.timer = setTimeout(() => void this.ask(), PAUSE_MS)
  }

  private async ask(): Promise<void> {
    const turn = this.turn
    const answer = await fetch(`${this.dataset.suggestions}?q=${encodeURIComponent(this.field.value.trim())}`, {
      headers: { accept: 'application/json' },
    }).catch(() => undefined)
    const offered = answer?.ok ? ((await answer.json()) as { suggestions: Suggestion[] }).suggestions : []
    if (turn === this.turn && document.activeElement === this.field) this.show(offered)
  }

  /** Before anything is typed, if one asks for it: what was looked for lately, in this tab alone. */
  private readonly offerRecent = (): void => {
    if (this.field.value.trim()) return
    const { lang } = document.documentElement
    const address = this.field.form!.getAttribute('action')
    const url = (text: string) => `${address}?q=${encodeURIComponent(text)}`
    this.show(
      recentSearches().map((text) => ({
        kind: 'recent',
        text,
        lang,
        url: url(text),
        where: this.dataset.recent ?? '',
      })),
    )
  }

  private readonly remember = (): void => rememberSearch(this.field.value)

  private show(offered: Suggestion[]): void {
    this.chosen = -1
    this.field.removeAttribute('aria-activedescendant')
    this.list.replaceChildren(...offered.map((one, i) => this.option(one, i)))
    const spoken = document.getElementById('spoken')
    if (spoken)
      spoken.textContent = offered.length ? (this.dataset.offered ?? '').replace('{count}', String(offered.length)) : ''
    this.list.hidden = !offered.length
    this.field.setAttribute('aria-expanded', String(offered.length > 0))
  }

  private readonly close = (): void => {
    clearTimeout(this.timer)
    this.turn++
    if (this.list) this.show([])
  }

  private option(one: Suggestion, i: number): HTMLElement {
    const option = document.createElement('li')
    option.id = `${this.list.id}-${i}`
    option.setAttribute('role', 'option')
    option.setAttribute('aria-selected', 'false')
    option.dataset.url = one.url
    const text = document.createElement('span')
    text.lang = one.lang
    text.textContent = one.text
    const where = document.createElement('span')
    where.className = 'quiet'
    where.textContent = one.where
    option.append(text, where)
    option.addEventListener('pointerdown', (event) => event.preventDefault())
    option.addEventListener('click', () => this.go(option))
    return option
  }

  /** Followed like a link of the page. */
  private go(option: HTMLElement): void {
    const link = document.createElement('a')
    link.href = option.dataset.url!
    document.body.append(link)
    link.click()
    link.remove()
    this.close()
  }

  private choose(which: number): void {
    const options = [...this.list.children] as HTMLElement[]
    this.chosen = (which + options.length) % options.length
    for (const [i, option] of options.entries()) option.setAttribute('aria-selected', String(i === this.chosen))
    this.field.setAttribute('aria-activedescendant', options[this.chosen]!.id)
    options[this.chosen]!.scrollIntoView({ block: 'nearest' })
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (this.list.hidden && event.key === 'ArrowDown') this.offerRecent()
    if (this.list.hidden || event.isComposing) return
    if (event.key === 'Escape') this.close()
    else if (event.key === 'ArrowDown') this.choose(this.chosen + 1)
    else if (event.key === 'ArrowUp') this.choose(this.chosen < 0 ? -1 : this.chosen - 1)
    else if (event.key === 'Enter' && this.chosen >= 0) this.go(this.list.children[this.chosen] as HTMLElement)
    else return
    event.preventDefault()
  }
}
customElements.define('copse-search', Search)
