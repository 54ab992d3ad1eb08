import { freshPage, restOf, whenSeen } from './fresh.ts'
import { inSight, keepingPlace } from './keeping.ts'
import type { Line } from './line.ts'
import type { Listening, Said } from './live.ts'
import { counted, hideBar, showBar, speak } from './live-bar.ts'
import { LiveLine } from './live-line.ts'
import { foldBlocked, markMine, messageIn, updateMessage } from './live-message.ts'
import { numberOf, PAGE, reachOf, replacePart } from './live-page.ts'

const TYPING_MS = 3_000
const SPREAD_MS = 2_000
/** In a side thread there are few. */
const BESIDE_MS = 200
/** What is said within so short a time is spoken of in one sentence. */
const GATHER_MS = 1_500
/** What one has sent oneself comes with the page that follows; only elsewhere does it appear by itself. */
const OWN_MS = 2_500

interface Come {
  number: number
  by: string
  own: boolean
  html: string
}

/** The page of an item whose messages come and change while one reads. */
export class LiveItem implements Listening {
  private readonly item: number
  private readonly words: Record<string, string>
  private readonly line: LiveLine
  private readonly away = new AbortController()
  /** New messages that have not been in sight. */
  private readonly unseen = new Set<number>()
  /** The newest on a page that comes after this one, and how many there are that are new. */
  private beyond = { count: 0, last: 0 }
  private readonly later = new Map<number, HTMLElement>()
  private readonly observer = new IntersectionObserver((seen) => this.saw(seen))
  private looking: (() => void) | undefined
  private typed = 0
  /** Who wrote what has not been spoken of yet. */
  private heard: string[] = []
  private speaking: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly element: HTMLElement,
    private readonly socket: Line,
  ) {
    this.item = Number(element.dataset.liveItem)
    this.words = JSON.parse(element.dataset.liveWords ?? '{}') as Record<string, string>
    this.line = new LiveLine(document.querySelector('[data-live-line]'), this.words)
    const outside = { signal: this.away.signal }
    document.addEventListener('input', (event) => this.types(event), outside)
    document.addEventListener('selectionchange', () => this.tryLater(), outside)
    document.addEventListener('pause', () => this.tryLater(), { ...outside, capture: true })
  }

  /** The last page that is shown of what is said here. */
  private get page(): number {
    return Number(this.element.dataset.page)
  }

  /** Its end is the end of all that is said: nothing begins on a page after it. */
  private get endless(): boolean {
    return this.element.dataset.endless !== undefined
  }

  wish(): object {
    return { watch: { item: this.item, modseq: Number(this.element.dataset.modseq) } }
  }

  hear(said: Said): void {
    if (said.item !== this.item || !this.element.isConnected) return
    if (said.writing) this.line.writes(said.writing)
    if (said.here) this.line.areHere(said.here)
    // For the part that shows it, which may come later.
    if (said.readBy) this.element.dataset.readBy = JSON.stringify(said.readBy)
    if (said.gone) showBar(this.words.gone ?? '', { words: this.words.again ?? '', address: location.href })
    if (said.gone || said.modseq === undefined) return
    this.element.dataset.modseq = String(said.modseq)
    if (said.resync || said.page) this.lookAgain()
    if (said.messages) this.take(said.messages, said.mine ?? {})
    for (const [name, html] of Object.entries(said.parts ?? {})) replacePart(name, html)
  }

  connected(now: boolean): void {
    this.line.connected(now)
  }

  stop(): object {
    this.away.abort()
    this.observer.disconnect()
    this.looking?.()
    clearTimeout(this.speaking)
    this.line.stop()
    hideBar()
    return { unwatch: { item: this.item } }
  }

  private take(messages: readonly Come[], mine: Record<string, string[]>): void {
    const own = this.endless ? [] : messages.filter((one) => one.own && !this.shown(one.number))
    const others = messages.filter((one) => !own.includes(one))
    if (own.length) setTimeout(() => this.element.isConnected && this.put(own, mine), OWN_MS)
    this.put(others, mine)
  }

  private put(messages: readonly Come[], mine: Record<string, string[]>): void {
    if (this.element.dataset.thread) this.putBeside(messages)
    else this.putIn(messages, mine)
  }

  private putIn(messages: readonly Come[], mine: Record<string, string[]>): void {
    const fresh: Come[] = []
    keepingPlace(() => {
      for (const one of messages) {
        const message = messageIn(one.html)
        if (!message) continue
        markMine(message, mine[one.number] ?? [])
        foldBlocked(message, this.blocks(), this.words)
        if (this.update(one.number, message) || Math.ceil(one.number / PAGE) < this.page) continue
        if (Math.ceil(one.number / PAGE) > this.page && !this.endless) this.goesBeyond(one)
        else if (this.insert(one, message)) fresh.push(one)
      }
    })
    this.came(messages)
    for (const one of messages) this.line.said(one.by)
    this.tell(fresh.filter((one) => !one.own && !this.shown(one.number)?.classList.contains('blocked')))
  }

  /** What is said beside one message comes as a line that leads here: it is looked at here as it is. */
  private putBeside(messages: readonly Come[]): void {
    const { thread } = this.element.dataset
    const here = messages.filter(({ number, html }) => this.shown(number) || messageIn(html)?.dataset.thread === thread)
    for (const one of here) this.line.said(one.by)
    if (here.length) this.lookAgain(BESIDE_MS)
  }

  /** Whoever else looks after these messages does so before anything is said of them. */
  private came(messages: readonly Pick<Come, 'number'>[]): void {
    this.element.dispatchEvent(new CustomEvent('copse:came', { detail: messages.map(({ number }) => number) }))
  }

  /** @returns whether it was there already */
  private update(number: number, message: HTMLElement): boolean {
    const old = this.shown(number)
    if (!old) return false
    if (updateMessage(old, message)) this.later.delete(number)
    else this.later.set(number, message)
    return true
  }

  private insert({ number, own }: Come, message: HTMLElement): boolean {
    const after = [...this.element.querySelectorAll<HTMLElement>('article.message')].find(
      (one) => numberOf(one) > number,
    )
    // Into the middle comes only what was taken elsewhere and brought back: nothing new.
    if (after) {
      after.before(message)
      return false
    }
    if (!own && !this.element.querySelector('.divide.new')) {
      const divider = document.createElement('p')
      divider.className = 'divide new'
      divider.textContent = this.words.fresh ?? ''
      this.element.append(divider)
    }
    this.element.append(message)
    if (!own) {
      this.unseen.add(number)
      this.observer.observe(message)
    }
    return true
  }

  private goesBeyond({ number, own }: Come): void {
    if (number <= this.beyond.last || number <= Number(this.element.dataset.last ?? 0)) return
    this.beyond = { count: this.beyond.count + (own ? 0 : 1), last: number }
    this.element.dataset.last = String(number)
  }

  /** Says what is new: to the ear always, in words at the foot where it is out of sight. */
  private tell(fresh: readonly Come[]): void {
    this.heard.push(...fresh.map(({ by }) => by))
    if (fresh.length && !this.speaking) this.sayAll()
    this.bar()
  }

  /** One who wrote is named; several at once are counted, by the one whose they are if all are of one. */
  private sayAll(): void {
    const names = new Set(this.heard)
    const [name = ''] = names
    const { length } = this.heard
    if (length === 1) speak((this.words.wrote ?? '').replace('{name}', name))
    else if (length && names.size === 1) speak(this.count(length, this.words.manyBy).replace('{name}', name))
    else if (length) speak(this.count(length))
    // The first is said at once; what follows right after is gathered.
    this.heard = []
    this.speaking = length ? setTimeout(() => this.sayAll(), GATHER_MS) : undefined
  }

  private bar(): void {
    const hidden = [...this.unseen].filter((number) => {
      const message = this.shown(number)
      return message && !inSight(message)
    })
    if (this.endless) this.beyond = { count: 0, last: 0 }
    const count = hidden.length + this.beyond.count
    const { last } = this.beyond
    const beyond = { address: `${this.element.dataset.url}?page=${Math.ceil(last / PAGE)}#m${last}` }
    if (count) showBar(this.count(count), last ? beyond : { go: () => this.goTo(Math.min(...hidden)) })
    else hideBar()
  }

  private goTo(number: number): void {
    const message = this.shown(number)
    if (!message) return
    message.tabIndex = -1
    message.scrollIntoView({ block: 'center' })
    message.focus({ preventScroll: true })
  }

  private saw(seen: IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue
      this.unseen.delete(numberOf(target))
      this.observer.unobserve(target)
    }
    if (document.querySelector('.live-bar')) this.bar()
  }

  /** More has changed than messages, or too much: the page as it is now, piece by piece. */
  private lookAgain(spread = SPREAD_MS): void {
    this.looking ??= whenSeen(spread, async () => {
      const page = await freshPage()
      this.looking = undefined
      if (!this.element.isConnected) return
      const now = page?.querySelector<HTMLElement>('[data-live-item]')
      if (!page || !now) return this.changed()
      this.become(now)
      for (const part of page.querySelectorAll<HTMLElement>('[data-live-part]'))
        replacePart(part.dataset.livePart!, part.outerHTML)
      const writes = (where: Document) => where.querySelector('copse-composer') !== null
      if (restOf(page) !== restOf(document) || writes(page) !== writes(document)) this.changed()
    })
  }

  /** The messages as the page has them now: some may be gone elsewhere. */
  private become(now: HTMLElement): void {
    const there = new Map([...now.querySelectorAll<HTMLElement>('article.message')].map((one) => [numberOf(one), one]))
    const fresh: Come[] = []
    const shown = [...this.element.querySelectorAll<HTMLElement>('article.message')]
    const { from, to } = reachOf(now, there)
    const last = shown.at(-1)
    // The page shows more than its address says, or so much was said meanwhile that some of it is on none of the two.
    if (this.endless && (to < Number.POSITIVE_INFINITY || (last && from > numberOf(last) + 1))) {
      this.changed()
      return
    }
    keepingPlace(() => {
      for (const old of shown) {
        const number = numberOf(old)
        if (number >= from && number <= to && !there.has(number)) old.remove()
      }
      for (const [number, message] of there) {
        const own = message.dataset.by === document.body.dataset.me
        const come = { number, own, html: '', by: message.querySelector('h3')?.textContent?.trim() ?? '' }
        if (!this.update(number, message.cloneNode(true) as HTMLElement) && this.insert(come, message)) fresh.push(come)
      }
    })
    const modseq = Math.max(Number(now.dataset.modseq), Number(this.element.dataset.modseq))
    this.element.dataset.modseq = String(modseq)
    this.came([...there.keys()].map((number) => ({ number })))
    this.tell(fresh)
  }

  private changed(): void {
    showBar(this.words.changed ?? '', { words: this.words.again ?? '', address: location.href })
  }

  private tryLater(): void {
    if (!this.later.size || getSelection()?.isCollapsed === false) return
    const waiting = [...this.later]
    this.later.clear()
    keepingPlace(() => {
      for (const [number, message] of waiting) this.update(number, message)
    })
  }

  private types(event: Event): void {
    const field = event.target as Element
    if (!field.matches('#reply textarea[data-text]') || !this.element.hasAttribute('data-writes')) return
    if (Date.now() - this.typed < TYPING_MS) return
    this.typed = Date.now()
    this.socket.say({ writing: { item: this.item } })
  }

  /** Whom the reader has blocked, as the page says it. */
  private blocks(): string[] {
    return this.element.dataset.blocks?.split(' ') ?? []
  }

  private shown(number: number): HTMLElement | null {
    return this.element.querySelector<HTMLElement>(`#m${number}`)
  }

  private count(count: number, many = this.words.many): string {
    return counted(count, this.words.one ?? '', many ?? '')
  }
}
