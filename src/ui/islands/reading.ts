/** Notes how far one has read once the end of the page has been in sight. */
class Reading extends HTMLElement {
  private observer?: IntersectionObserver

  connectedCallback(): void {
    if (document.documentElement.hasAttribute('data-turbo-preview')) return
    this.observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      this.observer?.disconnect()
      const body = new URLSearchParams({ number: this.dataset.number ?? '0' })
      void fetch(this.dataset.address ?? '', {
        method: 'POST',
        body,
        keepalive: true,
        headers: { accept: 'application/json' },
      }).catch(() => {})
    })
    this.observer.observe(this)
  }

  disconnectedCallback(): void {
    this.observer?.disconnect()
  }
}
customElements.define('copse-reading', Reading)
