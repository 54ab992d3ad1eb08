/** So long a pointer rests on a word before it is explained, and so long it may be on its way to the explanation. */
const REST_MS = 150
const WAY_MS = 250
/** Between a word and what it means, and at the edges of the window. */
const GAP = 6
const EDGE = 8

/**
 * Shows what a word of the glossary means beside it: on hover, on focus, at the first touch. It stays while the pointer is on it, and
 * goes with Escape, with a look elsewhere, or when another is shown (WCAG 1.4.13).
 */
export class Terms extends HTMLElement {
  private shown?: { word: HTMLElement; meaning: HTMLElement }
  private timer?: ReturnType<typeof setTimeout>
  private readonly ending = new AbortController()

  connectedCallback(): void {
    if (document.documentElement.hasAttribute('data-turbo-preview')) return
    const main = this.closest('main')
    if (!main || !('showPopover' in this)) return
    const { signal } = this.ending
    const listen = <K extends keyof HTMLElementEventMap>(name: K, hear: (event: HTMLElementEventMap[K]) => void) =>
      main.addEventListener(name, hear, { signal })
    listen('pointerover', (event) => this.over(event))
    listen('pointerout', (event) => this.out(event))
    listen('focusin', ({ target }) => this.focused(target))
    listen('click', (event) => this.touched(event))
    document.addEventListener('keydown', (event) => event.key === 'Escape' && this.hide(), { signal })
    addEventListener('scroll', () => this.place(), { signal, passive: true, capture: true })
    document.addEventListener('pointerdown', ({ target }) => this.elsewhere(target) && this.hide(), { signal })
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer)
    this.ending.abort()
  }

  private over(event: PointerEvent): void {
    if (event.pointerType === 'touch') return
    const word = wordOf(event.target)
    if (word) this.soon(() => this.show(word), word === this.shown?.word ? 0 : REST_MS)
    else if (!this.elsewhere(event.target)) clearTimeout(this.timer)
  }

  private out(event: PointerEvent): void {
    if (event.pointerType === 'touch' || this.elsewhere(event.target)) return
    this.soon(() => this.shown?.word !== document.activeElement && this.hide(), WAY_MS)
  }

  private focused(target: EventTarget | null): void {
    const word = wordOf(target)
    if (word) this.soon(() => this.show(word), 0)
    else if (this.elsewhere(target)) this.hide()
  }

  /** The first touch explains; whoever wants to read on finds the way in the explanation. */
  private touched(event: MouseEvent): void {
    const word = wordOf(event.target)
    if (!word || (event as PointerEvent).pointerType !== 'touch' || this.touchedWord === word) return
    event.preventDefault()
    this.touchedWord = word
    this.show(word)
  }
  private touchedWord?: HTMLElement

  private soon(act: () => void, wait: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(act, wait)
  }

  private show(word: HTMLElement): void {
    if (this.shown?.word === word) return
    this.hide()
    const meaning = document.getElementById(word.getAttribute('aria-describedby')?.replace('term-', 'meaning-') ?? '')
    if (!meaning || !word.isConnected) return
    meaning.showPopover()
    this.shown = { word, meaning }
    this.place()
  }

  private hide(): void {
    clearTimeout(this.timer)
    this.touchedWord = undefined
    this.shown?.meaning.hidePopover()
    this.shown = undefined
  }

  private elsewhere(target: EventTarget | null): boolean {
    return (
      !this.shown ||
      !(target instanceof Node) ||
      !(this.shown.word.contains(target) || this.shown.meaning.contains(target))
    )
  }

  /** Below the word, or above it where there is no room; always within the window. */
  private place(): void {
    if (!this.shown) return
    const { word, meaning } = this.shown
    const at = word.getClientRects()[0] ?? word.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height } = meaning
    const below = at.bottom + GAP
    const top = below + height + EDGE > innerHeight && at.top - GAP - height > 0 ? at.top - GAP - height : below
    meaning.style.top = `${top}px`
    meaning.style.left = `${Math.max(EDGE, Math.min(at.left, document.documentElement.clientWidth - width - EDGE))}px`
  }
}

function wordOf(target: EventTarget | null): HTMLElement | undefined {
  return (target instanceof Element && target.closest<HTMLElement>('a.term')) || undefined
}
customElements.define('copse-terms', Terms)
