/** So long a page is in front before what someone was told of it counts as read. */
const MOMENT_MS = 1500

/**
 * Stands on a page about which its reader was told something besides what is said there: that is read by opening it. What
 * is said is read with the messages.
 */
export class Told extends HTMLElement {
  private timer?: ReturnType<typeof setTimeout>

  connectedCallback(): void {
    if (document.documentElement.hasAttribute('data-turbo-preview')) return
    this.wait()
    document.addEventListener('visibilitychange', this.wait)
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer)
    document.removeEventListener('visibilitychange', this.wait)
  }

  private readonly wait = (): void => {
    clearTimeout(this.timer)
    if (document.visibilityState === 'visible') this.timer = setTimeout(() => void this.tell(), MOMENT_MS)
  }

  private async tell(): Promise<void> {
    const answer = await fetch('/notifications/reading', {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ item: Number(this.dataset.item) }),
      keepalive: true,
    }).catch(() => undefined)
    if (!answer?.ok) return
    document.dispatchEvent(new CustomEvent('copse:signs', { detail: await answer.json() }))
  }
}
customElements.define('copse-told', Told)
