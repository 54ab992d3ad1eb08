/** The browser completes a field as a whole; so what stands before the last comma is put before each tag on offer. */
export class Tags extends HTMLElement {
  private known: string[] = []

  connectedCallback(): void {
    const field = this.querySelector('input')
    const list = this.querySelector('datalist')
    if (!field || !list) return
    if (!this.known.length) this.known = [...list.options].map((option) => option.value)
    field.addEventListener('input', () => {
      const before = /^.*,\s*/.exec(field.value)?.[0] ?? ''
      const there = new Set(before.split(',').map((tag) => tag.trim()))
      const offered = this.known.filter((tag) => !there.has(tag))
      list.replaceChildren(...offered.map((tag) => new Option('', before + tag)))
    })
  }
}
customElements.define('copse-tags', Tags)
