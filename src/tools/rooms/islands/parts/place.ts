/** So near to the end counts as being there. */
const NEAR = 60

/**
 * Where one is in a room. Who is at its end stays there, whatever comes, loads or grows; for anybody else nothing moves, and
 * a button leads to the end.
 */
export class Place {
  private atEnd: boolean
  private last = scrollY
  private readonly away = new AbortController()
  private readonly growing = new ResizeObserver(() => this.keep())

  /** @param list the messages @param button leads to the end, on whatever page that is */
  constructor(
    private readonly list: HTMLElement,
    private readonly button: HTMLElement | null,
    opened: string | undefined,
  ) {
    const { signal } = this.away
    addEventListener('scroll', () => this.moved(), { passive: true, signal })
    addEventListener('resize', () => this.keep(), { signal })
    button?.addEventListener('click', (event) => this.press(event), { signal })
    this.atEnd = this.isNear() || opened === String(scrollY)
    this.growing.observe(list.closest('main') ?? list)
    for (const composer of document.querySelectorAll('copse-composer')) this.growing.observe(composer)
    this.keep()
    this.look()
  }

  stop(): void {
    this.away.abort()
    this.growing.disconnect()
  }

  /** Goes to the end and stays there. */
  toEnd(): void {
    this.atEnd = this.isEndless
    this.keep()
    this.look()
  }

  /** Whoever is at the end is there again, after something has changed. */
  readonly keep = (): void => {
    if (!this.atEnd || !this.isEndless) return
    const { scrollHeight } = document.documentElement
    if (scrollHeight - innerHeight - scrollY > 0.5) scrollTo({ top: scrollHeight, behavior: 'instant' })
    this.last = scrollY
  }

  /** The list has been given its end, or has let it go. */
  readonly look = (): void => {
    if (this.button) this.button.hidden = this.atEnd && this.isEndless
  }

  private get isEndless(): boolean {
    return this.list.dataset.endless !== undefined
  }

  private isNear(): boolean {
    return document.documentElement.scrollHeight - innerHeight - scrollY < NEAR
  }

  /** Only who goes up leaves the end: what grows below does not lead away from it. */
  private moved(): void {
    if (scrollY < this.last - 1 && !this.isNear()) this.atEnd = false
    else if (this.isNear()) this.atEnd = true
    this.last = scrollY
    this.look()
  }

  /** Where the end is on this page; else the link leads there. */
  private press(event: MouseEvent): void {
    if (!this.isEndless || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    this.toEnd()
    const last = [...this.list.querySelectorAll<HTMLElement>('article.message')].at(-1)
    if (!last) return
    last.tabIndex = -1
    last.focus({ preventScroll: true })
  }
}
