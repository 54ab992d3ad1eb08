/** How long nothing is typed before it is asked. */
const PAUSE_MS = 200

/** Offers titles of pages that have words that begin with what is typed. */
class TitlesField extends HTMLElement {
  private timer: ReturnType<typeof setTimeout> | undefined
  private turn = 0

  connectedCallback(): void {
    this.querySelector('input')?.addEventListener('input', this.typed)
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer)
    this.turn++
    this.querySelector('input')?.removeEventListener('input', this.typed)
  }

  private readonly typed = (event: Event): void => {
    clearTimeout(this.timer)
    const word = (event.target as HTMLInputElement).value.trim().slice(0, 60)
    if (word) this.timer = setTimeout(() => void this.ask(word).catch(() => {}), PAUSE_MS)
  }

  private async ask(word: string): Promise<void> {
    const turn = ++this.turn
    const address = `${this.dataset.from}&q=${encodeURIComponent(word)}`
    const answer = await fetch(address, { headers: { accept: 'application/json' } })
    if (!answer.ok || turn !== this.turn) return
    const { titles } = (await answer.json()) as { titles: { title: string }[] }
    this.querySelector('datalist')?.replaceChildren(...titles.map(({ title }) => new Option('', title)))
  }
}

customElements.define('copse-titles', TitlesField)

export {}
