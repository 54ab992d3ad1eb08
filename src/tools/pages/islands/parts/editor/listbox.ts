export interface Offer {
  shown: string
  take(): void
}

/** What is offered while one writes (ARIA combobox pattern): arrow keys choose, Enter or Tab takes, Escape closes. */
export class Listbox {
  readonly list = document.createElement('ul')
  private offers: Offer[] = []
  private chosen = 0

  /** @param field who has the focus meanwhile */
  constructor(
    private readonly field: HTMLElement,
    id: string,
    label: string,
  ) {
    this.list.className = 'offers'
    this.list.id = id
    this.list.setAttribute('role', 'listbox')
    this.list.setAttribute('aria-label', label)
    this.list.hidden = true
    field.setAttribute('aria-controls', id)
    field.setAttribute('aria-autocomplete', 'list')
  }

  get open(): boolean {
    return !this.list.hidden
  }

  /** @param offers at least one */
  show(offers: Offer[]): void {
    this.offers = offers
    this.list.replaceChildren(...offers.map((offer, i) => this.optionOf(offer, i)))
    this.list.hidden = false
    if (this.field.getAttribute('role') === 'combobox') this.field.setAttribute('aria-expanded', 'true')
    this.choose(0)
  }

  close(): void {
    this.list.hidden = true
    this.offers = []
    this.field.removeAttribute('aria-activedescendant')
    if (this.field.getAttribute('role') === 'combobox') this.field.setAttribute('aria-expanded', 'false')
  }

  /** @returns whether the key was for the list */
  key(event: KeyboardEvent): boolean {
    if (!this.open || event.isComposing) return false
    if (event.key === 'Escape') this.close()
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) this.offers[this.chosen]?.take()
    else if (event.key === 'ArrowDown') this.choose(this.chosen + 1)
    else if (event.key === 'ArrowUp') this.choose(this.chosen - 1)
    else return false
    return true
  }

  private choose(which: number): void {
    this.chosen = (which + this.offers.length) % this.offers.length
    for (const [i, option] of [...this.list.children].entries())
      option.setAttribute('aria-selected', String(i === this.chosen))
    this.field.setAttribute('aria-activedescendant', `${this.list.id}-${this.chosen}`)
    this.list.children[this.chosen]?.scrollIntoView({ block: 'nearest' })
  }

  private optionOf(offer: Offer, i: number): HTMLElement {
    const option = document.createElement('li')
    option.id = `${this.list.id}-${i}`
    option.setAttribute('role', 'option')
    option.textContent = offer.shown
    option.addEventListener('pointerdown', (event) => event.preventDefault())
    option.addEventListener('click', () => offer.take())
    return option
  }
}
