import { mergeUpdates } from 'yjs'
import { ask, fromBase64, say, toBase64 } from './wire.ts'

/** A sentence in the making is gathered for so long; who writes on is heard four times a second. */
const GATHER_MS = 100
const PACE_MS = 250
/** What has no answer after this is said again: hearing it twice changes nothing. */
const PATIENCE_MS = 4_000
/** What is longer goes by HTTP: words on the line are short. */
const LONGEST = 11_000
/** What a browser still sends for a page that is left, before it is written in base64. */
const LAST_WORDS = 45_000
/** What is said again is refused again. Anything else is a network or a server that is not itself. */
const REFUSED = [400, 403, 404, 413, 422]

interface Away {
  id: number
  data: Uint8Array
  at: number
}

/** What goes out: one update under way, the next gathered meanwhile. */
export class Outgoing {
  private waiting: Uint8Array[] = []
  private away: Away | undefined
  private ids = 0
  private sent = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  /** What goes by HTTP is answered when it is there, however long that takes. */
  private posting: Away | undefined
  private stopped = false
  private readonly empty = new Set<() => void>()
  joined = false

  constructor(
    private readonly text: number,
    private readonly address: string,
    private readonly ends: {
      /** Where the cursor is. */
      at(): string
      /** Something has not arrived yet, or everything has. */
      changed(): void
      /** It was refused: too much, or not allowed any more. */
      refused(): void
    },
  ) {}

  /** What nobody has yet. */
  get left(): Uint8Array | undefined {
    const all = [...(this.away ? [this.away.data] : []), ...this.waiting]
    return all.length ? mergeUpdates(all) : undefined
  }

  get isEmpty(): boolean {
    return !this.away && !this.waiting.length
  }

  add(update: Uint8Array): void {
    this.waiting.push(update)
    this.ends.changed()
    this.soon(Math.max(GATHER_MS, PACE_MS - (performance.now() - this.sent)))
  }

  /** The line is there: what was under way when it broke is said again. */
  opened(): void {
    this.joined = true
    if (this.away) this.send(this.away)
    else this.next()
  }

  arrived(id: number): void {
    if (this.away?.id !== id) return
    this.away = undefined
    if (this.waiting.length) this.soon(Math.max(0, PACE_MS - (performance.now() - this.sent)))
    else for (const tell of this.empty) tell()
    this.ends.changed()
  }

  refused(id: number): void {
    if (this.away?.id === id) this.ends.refused()
  }

  /** Everything goes out now. @returns when it has arrived, or after a while */
  async flush(ms: number): Promise<void> {
    if (this.isEmpty) return
    this.next()
    await new Promise<void>((done) => {
      const tell = () => {
        this.empty.delete(tell)
        done()
      }
      this.empty.add(tell)
      setTimeout(tell, ms)
    })
  }

  /** The last words go by themselves. @param leaving the page is being left: only so much still goes then */
  lastWords(leaving = true): void {
    const { left } = this
    if (left && (!leaving || left.length < LAST_WORDS))
      void ask(`${this.address}/updates`, { text: this.text, data: toBase64(left) }, leaving)
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  private soon(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.next(), ms)
  }

  private next(): void {
    clearTimeout(this.timer)
    if (this.away || !this.waiting.length) {
      if (this.away) this.patiently()
      return
    }
    this.away = { id: ++this.ids, data: mergeUpdates(this.waiting), at: performance.now() }
    this.waiting = []
    this.send(this.away)
  }

  private again(): void {
    if (this.away && performance.now() - this.away.at >= PATIENCE_MS - 50) this.send(this.away)
    else this.next()
  }

  private send(away: Away): void {
    away.at = this.sent = performance.now()
    this.patiently()
    if (!this.joined) return
    const data = toBase64(away.data)
    if (data.length > LONGEST) void this.post(away, data)
    else say({ write: { text: this.text, id: away.id, data, at: this.ends.at() } })
  }

  private patiently(): void {
    clearTimeout(this.timer)
    if (!this.posting && !this.stopped) this.timer = setTimeout(() => this.again(), PATIENCE_MS)
  }

  private async post(away: Away, data: string): Promise<void> {
    if (this.posting) return
    this.posting = away
    clearTimeout(this.timer)
    const { status } = await ask(`${this.address}/updates`, { text: this.text, data })
    this.posting = undefined
    if (status === 200) this.arrived(away.id)
    else if (REFUSED.includes(status)) this.refused(away.id)
    else if (this.away) this.patiently()
  }
}

export { fromBase64 }
