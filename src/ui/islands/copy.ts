/** A button that copies a link; without script the link can be selected by hand. */
class Copy extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button')
    const from = document.getElementById(this.dataset.from ?? '')
    if (!button || !(from instanceof HTMLInputElement) || !navigator.clipboard) return
    button.hidden = false
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(from.value)
      button.textContent = this.dataset.done ?? ''
      const spoken = document.getElementById('spoken')
      if (spoken) spoken.textContent = this.dataset.done ?? ''
    })
  }
}
customElements.define('copse-copy', Copy)
