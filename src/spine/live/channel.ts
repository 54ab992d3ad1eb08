import type { Site } from '../request/site.ts'
import { changesOf } from './changes.ts'
import { Frames } from './frames.ts'
import type { Listener, Watch } from './listener.ts'

/** How often a slow reader is tried again. */
const AGAIN_MS = 1_000

/** What a channel needs of the hub. */
export interface Around {
  site: Site
  /** Lets only a few look into the database at once. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  sent(frames: number, resyncs: number): void
  failed(error: unknown): void
}

/** One item and everyone in this process who looks at it. Whoever is behind is brought up to date, as often as need be. */
export class Channel {
  readonly watches = new Map<Listener, Watch>()
  /** People who let others see that they are here, and when that was last heard. */
  readonly here = new Map<number, number>()
  space = 0
  /** Whether its pages say how far others have read. */
  readBy = false
  /** Of whom they say it. */
  named = new Set<number>()
  /** The latest that is known to have happened. */
  private known = 0
  private running: Promise<void> | undefined
  private retry: NodeJS.Timeout | undefined

  constructor(
    readonly item: number,
    private readonly around: Around,
    private readonly comings: {
      /** Somebody was found to be allowed here, for the first time. */
      joined(listener: Listener): Promise<unknown>
      left(listener: Listener): unknown
    },
  ) {}

  join(listener: Listener, modseq: number): void {
    const watch: Watch = { item: this.item, modseq, allowed: undefined, writes: false, stale: true }
    this.watches.set(listener, watch)
    listener.watches.set(this.item, watch)
    this.wake()
  }

  leave(listener: Listener): void {
    this.watches.delete(listener)
    listener.watches.delete(this.item)
    this.comings.left(listener)
    if (!this.watches.size) clearTimeout(this.retry)
  }

  hear(modseq: number): void {
    if (modseq <= this.known) return
    this.known = modseq
    this.wake()
  }

  /** Everyone, or this person, is asked about anew: something may have ended. */
  doubt(person?: number): void {
    let found = false
    for (const [listener, watch] of this.watches) {
      if (person !== undefined && listener.card.id !== person) continue
      watch.stale = found = true
    }
    if (found) this.wake()
  }

  /** Whether this listener may hear of the item in this moment, as far as is known here. */
  admits(listener: Listener): boolean {
    const watch = this.watches.get(listener)
    const until = watch?.allowed?.until
    return watch?.allowed !== undefined && !watch.stale && (until == null || until > Date.now())
  }

  /** Brings everyone up to date; what comes meanwhile is another round. */
  wake(): void {
    this.running ??= this.rounds()
      .catch((error) => {
        this.around.failed(error)
        this.later()
      })
      .finally(() => (this.running = undefined))
  }

  private later(): void {
    clearTimeout(this.retry)
    this.retry = setTimeout(() => this.wake(), AGAIN_MS).unref()
  }

  private async rounds(): Promise<void> {
    // Whatever wakes it in this very moment belongs to the same round.
    await Promise.resolve()
    while (true) {
      const behind = [...this.watches].filter(([, watch]) => watch.stale || watch.modseq < this.known)
      if (!behind.length) return
      if (!(await this.round(behind))) return this.later()
    }
  }

  /** @returns whether all of it went out: false, where someone reads too slowly */
  private async round(behind: [Listener, Watch][]): Promise<boolean> {
    for (const [, watch] of behind) watch.stale = false
    const { known } = this
    const since = Math.min(...behind.map(([, watch]) => watch.modseq))
    const people = [...new Set(behind.map(([listener]) => listener.card.id))]
    const changes = await this.around
      .inTurn(() => changesOf(this.around.site, this.item, since, people))
      .catch((error) => {
        for (const [, watch] of behind) watch.stale = true
        throw error
      })
    // What was heard while we looked comes in the next round.
    if (changes && this.known === known) this.known = changes.item.modseq
    if (changes) {
      this.space = changes.item.spaceId
      this.readBy = this.around.site.liveKinds[changes.item.kind]?.readBy === true
    }
    const frames = changes && new Frames(this.around.site, changes)
    let sent = 0
    let all = true
    for (const [listener, watch] of behind) {
      // Gone meanwhile, or in doubt again: the next round knows better.
      if (this.watches.get(listener) !== watch || watch.stale) continue
      const fresh = !watch.allowed
      watch.allowed = changes?.may.get(listener.card.id)
      if (!changes || !frames || !watch.allowed) {
        listener.say({ item: this.item, gone: true })
        this.leave(listener)
        continue
      }
      watch.writes = watch.allowed.standing !== 'visitor' && !changes.item.closed
      if (fresh) this.comings.joined(listener).catch(this.around.failed)
      if (watch.modseq === changes.item.modseq) continue
      if (listener.line.send(frames.for(listener, watch))) {
        watch.modseq = changes.item.modseq
        sent++
      } else all = all && !listener.line.open
    }
    this.around.sent(sent, frames?.resyncs ?? 0)
    return all
  }
}
