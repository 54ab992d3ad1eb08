import { freshPage } from '../../../../ui/islands/parts/fresh.ts'

/**
 * Options with an answer each: what is chosen is sent at once, one after the other, and counted again where it stands. What could
 * not be sent stays chosen, and goes with the next one, or with the button that sends all of them.
 */
export class Suits extends HTMLElement {
  /** By the name of the option. */
  private readonly unsent = new Map<string, string>()
  private sent: Promise<unknown> = Promise.resolve()

  connectedCallback(): void {
    this.addEventListener('change', this.chosen)
  }

  private readonly chosen = ({ target }: Event): void => {
    const { name, value, form } = target as HTMLInputElement
    if (!form || !/^o\d+$/.test(name)) return
    this.unsent.set(name, value)
    const option = (target as HTMLInputElement).closest('li')
    this.sent = this.sent.then(() => this.send(form.action, option))
  }

  private async send(action: string, option: HTMLLIElement | null): Promise<void> {
    const going = [...this.unsent]
    if (!going.length) return
    const answer = await fetch(action, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams(going),
      keepalive: true,
    }).catch(() => undefined)
    if (!answer?.ok) return this.say(option, this.dataset.failed)
    for (const [name, value] of going) if (this.unsent.get(name) === value) this.unsent.delete(name)
    this.say(option, this.dataset.saved)
    if (!this.unsent.size) recount(await freshPage())
  }

  /** Beside the option that was answered, where one looks. */
  private say(option: HTMLLIElement | null, words = ''): void {
    this.querySelector('.who > .said')?.remove()
    const said = document.createElement('p')
    said.className = 'said'
    said.textContent = words
    option?.querySelector('.who')?.prepend(said)
    const spoken = document.getElementById('spoken')
    if (spoken) spoken.textContent = words
  }
}

/** Puts what follows from the answers as it is now; a fold that is open stays open. */
function recount(page: Document | undefined): void {
  for (const old of document.querySelectorAll<HTMLElement>('[data-counted]')) {
    const fresh = page?.querySelector<HTMLElement>(`[data-counted="${old.dataset.counted}"]`)
    if (!fresh) continue
    if (old.querySelector('details[open]')) fresh.querySelector('details')?.setAttribute('open', '')
    old.replaceWith(fresh)
  }
}
customElements.define('copse-suits', Suits)
