import { PAGE } from '../../../../ui/page-size.ts'
import { keepingMessage, messagesOf, numberOf, pageAt, putIn } from './messages.ts'

/** So many messages stay on the page; those far away are let go, with a way back to them. */
const MOST = 400
/** So near to the end of what is there, more is fetched. */
const NEAR = 1_200

type Side = 'earlier' | 'later'

/**
 * The way through a long room, in both directions: where what is shown ends, more of it comes, without anything moving. The
 * links to the pages before and after stay there as buttons for it.
 */
export class Walking {
  private readonly away = new AbortController()
  private loading = false
  /** The other side, where one came near to it while this one was on its way: no scrolling may follow that asks again. */
  private next: Side | undefined
  private last = scrollY

  /** @param changed called after what is shown has changed @param say tells whoever listens how many came */
  constructor(
    private readonly list: HTMLElement,
    private readonly ways: { earlier: HTMLElement; later: HTMLElement },
    private readonly changed: () => void,
    private readonly say: (count: number) => void,
  ) {
    const { signal } = this.away
    addEventListener('scroll', () => this.moved(), { passive: true, signal })
    ways.earlier.addEventListener('click', (event) => this.press(event, 'earlier'), { signal })
    ways.later.addEventListener('click', (event) => this.press(event, 'later'), { signal })
  }

  stop(): void {
    this.away.abort()
  }

  private moved(): void {
    const side = scrollY < this.last ? 'earlier' : 'later'
    this.last = scrollY
    if (this.isNear(side)) void this.load(side)
  }

  private isNear(side: Side): boolean {
    const { top, bottom } = this.ways[side].getBoundingClientRect()
    return side === 'earlier' ? bottom > -NEAR : top < innerHeight + NEAR
  }

  private press(event: MouseEvent, side: Side): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target as Element).closest('a')) return
    event.preventDefault()
    void this.load(side, true)
  }

  /** Fetches the next page on one side. Where it cannot be had, the link stays as it is. */
  private async load(side: Side, pressed = false): Promise<void> {
    const way = this.ways[side]
    if (this.loading) this.next = side
    if (this.loading || way.hidden) return
    this.loading = true
    this.next = undefined
    const link = way.querySelector('a')!
    const page = await pageAt(side === 'later' ? this.address(this.page + 1) : link.href)
    this.loading = false
    if (!page || !this.list.isConnected) {
      // Whoever pressed it gets there the plain way, or is told why not.
      if (pressed && this.list.isConnected) location.assign(link.href)
      return
    }
    const before = messagesOf(this.list).length
    keepingMessage(this.list, () => {
      putIn(this.list, page)
      this.follow(side, page)
      if (pressed) this.say(messagesOf(this.list).length - before)
      this.letGo(side === 'earlier' ? 'later' : 'earlier')
      this.changed()
    })
    if (pressed) this.stay(way, side)
    this.last = scrollY
    this.catchUp()
    if (this.next && this.next !== side && this.isNear(this.next)) void this.load(this.next)
  }

  /** Takes over from the page that was fetched what lies beyond it. */
  private follow(side: Side, page: Document): void {
    const now = page.querySelector<HTMLElement>(`.${side}`)
    const way = this.ways[side]
    way.hidden = now?.hidden ?? true
    const href = now?.querySelector('a')?.getAttribute('href')
    if (href) way.querySelector('a')!.setAttribute('href', href)
    if (side === 'earlier') return
    const list = page.querySelector<HTMLElement>('[data-live-item]')
    this.list.dataset.page = list?.dataset.page ?? this.list.dataset.page ?? ''
    this.list.toggleAttribute('data-endless', list?.dataset.endless !== undefined)
  }

  /** Lets go what is far away, whole pages of it. */
  private letGo(side: Side): void {
    const all = messagesOf(this.list)
    if (all.length <= MOST) return
    const way = this.ways[side]
    if (side === 'later') {
      const page = Math.floor(numberOf(all[MOST - 1]) / PAGE)
      for (const one of all) if (numberOf(one) > page * PAGE) one.remove()
      way.querySelector('a')!.setAttribute('href', this.address(page + 1))
      this.list.dataset.page = String(page)
      this.list.removeAttribute('data-endless')
    } else {
      const page = Math.ceil((numberOf(all.at(-MOST)) - 1) / PAGE)
      for (const one of all) if (numberOf(one) <= page * PAGE) one.remove()
      way.querySelector('a')!.setAttribute('href', this.address(page))
    }
    way.hidden = false
  }

  /** What was said while the last page was on its way is on none that is shown. */
  private catchUp(): void {
    if (this.list.dataset.endless === undefined) return
    if (Number(this.list.dataset.last) <= numberOf(messagesOf(this.list).at(-1))) return
    void pageAt(this.address(Math.ceil(Number(this.list.dataset.last) / PAGE))).then((page) => {
      if (!page || !this.list.isConnected) return
      keepingMessage(this.list, () => {
        putIn(this.list, page)
        this.changed()
      })
    })
  }

  /** Whoever pressed a button stays on it; where it has gone, at the message where it ended. */
  private stay(way: HTMLElement, side: Side): void {
    if (!way.hidden) return
    const message = messagesOf(this.list).at(side === 'earlier' ? 0 : -1)
    if (!message) return
    message.tabIndex = -1
    message.focus({ preventScroll: true })
  }

  private get page(): number {
    return Number(this.list.dataset.page)
  }

  private address(page: number): string {
    return `${this.list.dataset.url}?page=${page}`
  }
}
