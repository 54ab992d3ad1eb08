import { applyUpdate, Doc, XmlElement, XmlText } from 'yjs'
import { keepPure } from '../../../editor/pure.ts'
import { Outgoing } from './outgoing.ts'
import { Shelving } from './shelving.ts'
import { ask, fromBase64, listen, type Point, type State, say, toBase64, type Word, type Writer } from './wire.ts'

/** Where updates come from that others wrote. */
const OTHERS = 'others'
/** So long something may be on its way before it is kept with its words. */
const UNSURE_MS = 1_500
/** So long a line is waited for. */
const LINELESS_MS = 12_000
/** What could not be fetched is asked for again after so long, then after twice as long each time. */
const AGAIN_MS = 1_000
const AGAIN_MOST_MS = 30_000

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
  private readonly outbox: Outgoing
  private readonly shelf: Shelving
  /** Something is missing here until it was fetched: `number` stays where nothing is missing. */
  private behind = false
  /** It is not open to us any more, or over: what is asked next says which. */
  private ousted = false
  private readonly caughtUp = new Set<() => void>()
  private retry: ReturnType<typeof setTimeout> | undefined
  private wait = AGAIN_MS
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
    this.shelf = new Shelving(`writing:${me}:${address}`, state.text)
    this.outbox = new Outgoing(this.id, address, {
      at: () => ends.at(),
      changed: () => this.changed(),
      refused: () => this.over('alone'),
    })
    // Before anything shows it: what no page can hold is not shown.
    keepPure(this.text, { XmlElement, XmlText })
    applyUpdate(this.doc, fromBase64(state.update), OTHERS)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== OTHERS && !this.stopped) this.outbox.add(update)
    })
  }

  /** What this device kept of another shared text of the page, which is gone. */
  get lost(): { base: string; markdown: string } | undefined {
    return this.shelf.lost?.[1]
  }

  /** Begins to hear and to be heard. What this device kept goes out first. */
  begin(): void {
    for (const update of this.shelf.adopt()) applyUpdate(this.doc, update, 'shelf')
    if (this.outbox.isEmpty) this.shelf.clear()
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
    this.shelf.forget()
  }

  /** What is under way arrives, and what is missing here comes. @returns when it has, or after a while */
  async flush(ms: number): Promise<void> {
    const caughtUp = new Promise<void>((done) => {
      if (!this.behind) return done()
      this.caughtUp.add(done)
      setTimeout(done, ms)
    })
    await Promise.all([this.outbox.flush(ms), caughtUp])
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
    clearTimeout(this.retry)
    this.leave?.()
    removeEventListener('pagehide', this.hide)
    removeEventListener('offline', this.offline)
    document.removeEventListener('visibilitychange', this.hide)
  }

  private over(why: 'gone' | 'ended' | 'alone'): void {
    if (this.stopped) return
    if (why === 'alone') {
      // One's own text has it all from here on: what the others can still have of it goes to them.
      this.outbox.lastWords(false)
      say({ unshare: { text: this.id } })
    }
    this.end()
    if (why !== 'ended') this.shelf.clear()
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
    if (word.gone) this.ousted = true
    if (word.gone) return this.look()
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
      if (!this.behind) this.number = Math.max(this.number, word.number ?? 0)
      const moved = word.updates.filter(([, line, , , at]) => at && line !== this.line)
      this.ends.points(moved.map(([, line, , , at]) => ({ line, at, person: { id: 0, name: '' } })))
    }
    if (word.resync) this.behind = true
    if (word.resync || word.saved !== undefined) await this.look()
  }

  /** What is too much for the line, and what was saved. Asked until there is an answer: a hole must not stay unseen. */
  private async look(): Promise<void> {
    clearTimeout(this.retry)
    const { status, data } = await ask<State>(`${this.address}?after=${this.number}`)
    if (this.stopped) return
    if (status === 403 || status === 404) return this.over('gone')
    if (!data) {
      this.ends.status('offline')
      clearTimeout(this.retry)
      this.retry = setTimeout(() => void this.look(), this.wait)
      this.wait = Math.min(this.wait * 2, AGAIN_MOST_MS)
      return
    }
    if (this.ousted || data.text !== this.id) return this.over('ended')
    if (data.update) applyUpdate(this.doc, fromBase64(data.update), OTHERS)
    this.number = Math.max(this.number, data.number)
    this.base = data.base
    this.wait = AGAIN_MS
    this.ends.saved(data)
    this.status()
    if (!this.behind) return
    this.behind = false
    for (const tell of this.caughtUp) tell()
    this.caughtUp.clear()
    this.join()
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
    const markdown = words ? this.ends.markdown() : this.shelf.markdown
    this.shelf.put({ update: toBase64(left), base: this.base, markdown })
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
}
