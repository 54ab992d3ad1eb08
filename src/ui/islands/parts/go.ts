/** Presses the one button of a page that only stands between two others. Once: who comes back to it presses it by hand. */
class Go extends HTMLElement {
  connectedCallback(): void {
    if (
      performance
        .getEntriesByType('navigation')
        .some((one) => (one as PerformanceNavigationTiming).type === 'back_forward')
    )
      return
    this.querySelector('form')?.requestSubmit()
  }
}
customElements.define('copse-go', Go)

export {}
