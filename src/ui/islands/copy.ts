/**
 * Copies a link: that of the field it names, or of the link it holds. Without script the link can be selected, or opened,
 * by hand.
 */
class Copy extends HTMLElement {
  connectedCallback(): void {
    const from = document.getElementById(this.dataset.from ?? '')
    const press = this.querySelector<HTMLElement>('button, a')
    if (!press || !navigator.clipboard) return
    const words = press.querySelector('span') ?? press
    if (this.dataset.words) words.textContent = this.dataset.words
    press.hidden = false
    press.addEventListener('click', async (event) => {
      event.preventDefault()
      const link =
        from instanceof HTMLInputElement || from instanceof HTMLTextAreaElement
          ? from.value
          : (press as HTMLAnchorElement).href
      await navigator.clipboard.writeText(link)
      words.textContent = this.dataset.done ?? ''
      const spoken = document.getElementById('spoken')
      if (spoken) spoken.textContent = this.dataset.done ?? ''
    })
  }
}
customElements.define('copse-copy', Copy)
