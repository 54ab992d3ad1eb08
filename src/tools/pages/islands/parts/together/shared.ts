import { applyUpdate, Doc, XmlElement, XmlText } from 'yjs'
import { purify } from '../../../editor/pure.ts'
import { Outbox } from './outbox.ts'
import { Shelf } from './shelf.ts'
import { ask, fromBase64, listen, type Point, type State, say, toBase64, type Word, type Writer } from './wire.ts'

/** Where updates come from that others wrote. */
const OTHERS = 'others'
/** So long something may be on its way before it is kept with its words. */
const UNSURE_MS = 1_500
/** So long a line is waited for. */
const LINELESS_MS = 12_000

export interface Ends {
  markdown(): string
  at(): string
  points(points: Point[]): void
  writers(people: Writer[]): void
  saved(state: State): void
  /** Whether what was written here is with the others. */
  status(status: 'kept' | 'waiting' | 'offline'): void
  /** One may not write here any more; or what was written together is over; or others cannot be reached. */
  over(why: 'gone' | 'ended' | 'alone'): void
}

/** A text that others write in too: all of it here, and everything that changes on its way to the others. */
export class Shared {
  readonly doc = new Doc()
  readonly text = this.doc.getXmlFragment('text')
  readonly id: number
  number: number
  private line = ''
  private online = true
  private stopped = false
  private readonly known = new WeakSet<object>()
  private readonly outbox: Outbox
  private readonly shelf: Shelf
  private readonly lostShelf: Shelf
  private lineless: ReturnType<typeof setTimeout> | undefined
  private unsure: ReturnType<typeof setTimeout> | undefined
  private leave: (() => void) | undefined
  private base: string

  constructor(
    state: State & { text: number },
    private readonly address: string,
    me: string,
    private readonly ends: Ends,
  ) {
    this.id = state.text
    this.number = state.number
    this.base = state.base
    this.shelf = new Shelf(`writing:${me}:${address}`)
    this.lostShelf = new Shelf(`writing-lost:${me}:${address}`)
    const kept = this.shelf.get()
    if (kept && kept.text !== this.id && kept.markdown) this.lostShelf.put(kept)
    this.outbox = new Outbox(this.id, address, {
      at: () => ends.at(),
      changed: () => this.changed(),
      refused: () => this.over('alone'),
    })
    // Before anything shows it: what no page can hold is not shown.
    this.text.observeDeep((_events, transaction) => {
      for (const type of transaction.changed.keys()) this.known.delete(type)
      for (const type of transaction.changedParentTypes.keys()) this.known.delete(type)
      this.purify()
    })
    applyUpdate(this.doc, fromBase64(state.update), OTHERS)
    this.purify()
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== OTHERS && !this.stopped) this.outbox.add(update)
    })
  }

  /** What this device kept of another shared text of the page, which is gone. */
  get lost(): { base: string; markdown: string } | undefined {
    return this.lostShelf.get()
  }

  /** Begins to hear and to be heard. What this device kept goes out first. */
  begin(): void {
    const kept = this.shelf.get()
    if (kept?.text === this.id) applyUpdate(this.doc, fromBase64(kept.update), 'shelf')
    this.leave = listen(
      this.id,
      () => this.join(),
      (word) => void this.hear(word),
      (now) => this.connected(now),
    )
    // Some networks let no such line through: one writes alone then, as ever.
    this.lineless = setTimeout(() => !this.line && navigator.onLine && this.over('alone'), LINELESS_MS)
    addEventListener('pagehide', this.hide)
    addEventListener('offline', this.offline)
    document.addEventListener('visibilitychange', this.hide)
  }

  /** Nothing more is said here; what is still on its way goes out. */
  stop(): void {
    if (this.stopped) return
    this.keep()
    this.outbox.lastWords()
    this.end()
    say({ unshare: { text: this.id } })
  }

  forget(): void {
    this.lostShelf.clear()
  }

  flush(ms: number): Promise<void> {
    return this.outbox.flush(ms)
  }

  /** The cursor moved. */
  point(): void {
    if (this.outbox.joined) say({ point: { text: this.id, at: this.ends.at() } })
  }

  private end(): void {
    this.stopped = true
    this.outbox.stop()
    clearTimeout(this.unsure)
    clearTimeout(this.lineless)
    this.leave?.()
    removeEventListener('pagehide', this.hide)
    removeEventListener('offline', this.offline)
    document.removeEventListener('visibilitychange', this.hide)
  }

  private over(why: 'gone' | 'ended' | 'alone'): void {
    if (this.stopped) return
    this.end()
    if (why === 'gone') this.shelf.clear()
    this.ends.over(why)
  }

  private join(): void {
    say({ share: { text: this.id, after: this.number } })
  }

  private connected(now: boolean): void {
    this.online = now
    if (!now) this.outbox.joined = false
    this.status()
  }

  private async hear(word: Word): Promise<void> {
    if (this.stopped) return
    if (word.gone) return this.lookWhy()
    if (word.ended) return this.over('ended')
    if (word.full) return this.over('alone')
    if (word.line !== undefined) {
      this.line = word.line
      this.online = true
      this.outbox.opened()
      this.status()
    }
    if (word.points) this.ends.points(word.points)
    if (word.here) this.ends.writers(word.here)
    if (word.wrote !== undefined) this.outbox.arrived(word.wrote)
    if (word.refused !== undefined) this.outbox.refused(word.refused)
    for (const [, line, id, data] of word.updates ?? []) {
      if (line === this.line) this.outbox.arrived(id)
      else applyUpdate(this.doc, fromBase64(data), OTHERS)
    }
    if (word.updates) {
      this.number = Math.max(this.number, word.number ?? 0)
      const moved = word.updates.filter(([, line, , , at]) => at && line !== this.line)
      this.ends.points(moved.map(([, line, , , at]) => ({ line, at, person: { id: 0, name: '' } })))
    }
    if (word.resync || word.saved !== undefined) await this.look(word.resync === true)
  }

  /** What is too much for the line, and what was saved. */
  private async look(rejoin: boolean): Promise<void> {
    const { status, data } = await ask<State>(`${this.address}?after=${this.number}`)
    if (this.stopped || !data) return void (status && status !== 200 && this.lookWhy(status))
    if (data.text !== this.id) return this.over('ended')
    if (data.update) applyUpdate(this.doc, fromBase64(data.update), OTHERS)
    this.number = Math.max(this.number, data.number)
    this.base = data.base
    this.ends.saved(data)
    if (rejoin) this.join()
  }

  /** Not open to us, or over: a page that asks learns which. */
  private async lookWhy(status?: number): Promise<void> {
    const seen = status ?? (await ask<State>(`${this.address}?after=${this.number}`)).status
    if (seen === 0 || seen >= 500 || seen === 401) return this.ends.status('offline')
    this.over(seen === 200 ? 'ended' : 'gone')
  }

  private changed(): void {
    clearTimeout(this.unsure)
    if (this.outbox.isEmpty) this.shelf.clear()
    else {
      this.keep(false)
      this.unsure = setTimeout(() => this.keep(), UNSURE_MS)
    }
    this.status()
  }

  private status(): void {
    this.ends.status(!this.online ? 'offline' : this.outbox.isEmpty ? 'kept' : 'waiting')
  }

  /** On the device, until it has arrived. */
  private keep(words = true): void {
    const { left } = this.outbox
    if (!left) return
    const before = this.shelf.get()
    const markdown = words ? this.ends.markdown() : before?.text === this.id ? before.markdown : ''
    this.shelf.put({ text: this.id, update: toBase64(left), base: this.base, markdown })
  }

  private readonly hide = (event: Event): void => {
    if (event.type !== 'pagehide' && document.visibilityState !== 'hidden') return
    this.keep()
    if (event.type === 'pagehide') this.outbox.lastWords()
  }

  private readonly offline = (): void => {
    this.online = false
    this.outbox.joined = false
    this.keep()
    this.status()
  }

  private purify(): void {
    purify(this.text, { XmlElement, XmlText }, this.known)
  }
}
