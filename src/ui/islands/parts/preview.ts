import type { Words } from '../composer.ts'

/** How the text will look, in the place where it is written. */
export class Preview {
  private readonly shown: HTMLElement
  private readonly button: HTMLElement

  constructor(
    composer: HTMLElement,
    private readonly text: HTMLTextAreaElement,
    private readonly space: string,
    private readonly words: Words,
  ) {
    this.shown = composer.querySelector<HTMLElement>('[data-preview]')!
    this.button = composer.querySelector<HTMLElement>('[data-tool="preview"]')!
  }

  close(): void {
    if (!this.shown.hidden) this.show(false)
  }

  async toggle(): Promise<void> {
    if (!this.shown.hidden) {
      this.show(false)
      this.text.focus()
      return
    }
    this.shown.style.minBlockSize = `${this.text.offsetHeight}px`
    this.show(true)
    const answer = await fetch(`${this.space}/preview`, {
      method: 'POST',
      body: JSON.stringify({ text: this.text.value }),
      headers: { accept: 'application/json', 'content-type': 'application/json' },
    }).catch(() => undefined)
    // The server made this markup safe; it is the same that the message will have.
    if (answer?.ok) this.shown.innerHTML = (await answer.json()).html
    else this.shown.textContent = this.words.cannot ?? ''
    if (!this.shown.textContent?.trim() && !this.shown.querySelector('img'))
      this.shown.textContent = this.words.empty ?? ''
  }

  private show(on: boolean): void {
    this.shown.hidden = !on
    this.text.hidden = on
    this.button.setAttribute('aria-pressed', String(on))
    const words = (on ? this.words.write : this.words.preview) ?? ''
    this.button.setAttribute('aria-label', words)
    this.button.title = words
  }
}
