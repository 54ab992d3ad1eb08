import { dropAll, isWaiting, note, tell } from './parts/marks.ts'

/** So long the end of a message is in view before it counts as seen. */
const MOMENT_MS = 800

/** How long a visit waits, at most, for what was seen to be told first: so that the next page knows it. */
const PATIENCE_MS = 500

/**
 * Notes how far one has read. A message counts once its end has been in view for a moment, in a tab that is in front; so
 * does the end of the page, past what lies elsewhere now. Messages that come later count too. After something was called
 * new again the page says nothing (`data-hold`), and what older pages have seen is of an older generation.
 */
class Reading extends HTMLElement {
  private seeing?: IntersectionObserver
  private coming?: MutationObserver
  private readonly inView = new Set<Element>()
  private timer?: ReturnType<typeof setTimeout>
  private furthest = 0

  connectedCallback(): void {
    if (document.documentElement.hasAttribute('data-turbo-preview') || this.dataset.hold !== undefined) return
    this.furthest = Number(this.dataset.read)
    this.seeing = new IntersectionObserver((entries) => this.look(entries))
    this.seeing.observe(this)
    const main = this.closest('main')
    if (!main) return
    for (const message of main.querySelectorAll('.message')) this.watch(message)
    this.coming = new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes) if (node instanceof Element) this.watchIn(node)
    })
    this.coming.observe(main, { childList: true, subtree: true })
    document.addEventListener('visibilitychange', this.again)
  }

  disconnectedCallback(): void {
    this.seeing?.disconnect()
    this.coming?.disconnect()
    clearTimeout(this.timer)
    this.inView.clear()
    document.removeEventListener('visibilitychange', this.again)
  }

  private watchIn(node: Element): void {
    if (node.matches('.message')) this.watch(node)
    for (const message of node.querySelectorAll('.message')) this.watch(message)
  }

  /** The end of a message is its last part. */
  private watch(message: Element): void {
    if (message.lastElementChild && numberOf(message) > this.furthest) this.seeing?.observe(message.lastElementChild)
  }

  private look(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.inView.add(target)
      else this.inView.delete(target)
    }
    this.again()
  }

  /** Looks once more after a moment: what is still in view then has been seen. */
  private readonly again = (): void => {
    clearTimeout(this.timer)
    if (this.inView.size) this.timer = setTimeout(() => this.count(), MOMENT_MS)
  }

  private count(): void {
    if (document.visibilityState !== 'visible') return
    const numbers = [...this.inView].map((end) =>
      end === this ? Number(this.dataset.number) : numberOf(end.closest('.message')),
    )
    const number = Math.max(...numbers)
    if (!(number > this.furthest)) return
    this.furthest = number
    const { reader = '', item = '', generation } = this.dataset
    note(reader, item, { number, generation: Number(generation) })
  }
}
customElements.define('copse-reading', Reading)

function numberOf(message: Element | null): number {
  return Number(/^m(\d+)$/.exec(message?.id ?? '')?.[1] ?? 0)
}

addEventListener('pagehide', () => void tell())
addEventListener('online', () => void tell())
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void tell()
})
// What was kept while there was no network.
void tell()

/** The next page is asked for once the server knows what was seen on this one. */
addEventListener('turbo:before-fetch-request', (event) => {
  if (!isWaiting()) return
  event.preventDefault()
  const { resume } = (event as CustomEvent<{ resume(value?: unknown): void }>).detail
  void Promise.race([tell(), new Promise((late) => setTimeout(late, PATIENCE_MS))]).then(resume)
})

addEventListener('turbo:submit-end', (event) => {
  const action = (event as CustomEvent).detail.formSubmission.formElement.getAttribute('action')
  if (action === '/sign-out') dropAll()
})
