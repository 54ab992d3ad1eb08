/**
 * Options with an answer each: what is chosen is sent at once, one after the other. What could not be sent stays chosen, and goes
 * with the button that sends all of them.
 */
export class Suits extends HTMLElement {
  private sent: Promise<unknown> = Promise.resolve()

  connectedCallback(): void {
    this.addEventListener('change', this.chosen)
  }

  private readonly chosen = ({ target }: Event): void => {
    const { name, value, form } = target as HTMLInputElement
    if (!form || !/^o\d+$/.test(name)) return
    this.sent = this.sent.then(() => this.send(form.action, new URLSearchParams({ [name]: value })))
  }

  private async send(action: string, body: URLSearchParams): Promise<void> {
    const answer = await fetch(action, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body,
      keepalive: true,
    }).catch(() => undefined)
    const said = this.querySelector('.said')
    if (said) said.textContent = (answer?.ok ? this.dataset.saved : this.dataset.failed) ?? ''
  }
}
customElements.define('copse-suits', Suits)
