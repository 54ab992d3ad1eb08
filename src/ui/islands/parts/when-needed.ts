/** Fetches an element's script when one stands on the page, so that all other pages are without it. */
export function whenNeeded(element: string, load: () => Promise<unknown>): void {
  const look = () => {
    // Without a network the page does without; the next page tries again.
    if (!customElements.get(element) && document.querySelector(element)) void load().catch(() => {})
  }
  addEventListener('turbo:load', look)
  addEventListener('turbo:render', look)
}
