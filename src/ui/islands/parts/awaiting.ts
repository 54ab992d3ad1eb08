/** How far something is: looked at again every two seconds; when it is done, the whole page is shown anew, or the part of it that is named. */
class Awaiting extends HTMLElement {
  private timer?: ReturnType<typeof setTimeout>

  connectedCallback(): void {
    this.timer = setTimeout(() => void this.look(), 2000)
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer)
  }

  private async look(): Promise<void> {
    const page = await fetch(location.href, { headers: { accept: 'text/html' } }).then(
      (answer) => (answer.ok ? answer.text() : undefined),
      () => undefined, // no network now; perhaps next time
    )
    const next = page ? new DOMParser().parseFromString(page, 'text/html') : undefined
    const now = next?.querySelector('copse-awaiting')
    if (now) {
      const bar = this.querySelector('progress')
      const fresh = now.querySelector('progress')
      if (bar && fresh) [bar.max, bar.value] = [fresh.max, fresh.value]
      const words = this.querySelector('p')
      if (words) words.textContent = now.querySelector('p')?.textContent ?? ''
    } else if (next) {
      const name = this.dataset.part
      const [here, there] = name ? [document.getElementById(name), next.getElementById(name)] : []
      if (here && there) here.replaceWith(document.adoptNode(there))
      else location.reload()
      return
    }
    this.timer = setTimeout(() => void this.look(), 2000)
  }
}
customElements.define('copse-awaiting', Awaiting)

export {}
