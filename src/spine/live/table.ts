import { setTimeout as pause } from 'node:timers/promises'
import { sinceIn, write } from '../sharing/shared.ts'
import type { Around } from './channel.ts'
import { Gate } from './gate.ts'
import type { Listener } from './listener.ts'
import { Recent } from './recent.ts'
import { pointOf, type Seat, Seats } from './seats.ts'

/** How often a slow reader is tried again. */
const AGAIN_MS = 1_000
/** So far apart are two rounds in which something is logged. */
const GATHER_MS = 20

interface Waiting {
  listener: Listener
  id: number
  data: Buffer
  at: string
}

/** One text and everyone in this process who writes in it. What they say is logged, then told to all of them. */
export class Table {
  readonly seats: Seats
  /** The latest that is known to be logged. */
  private known = 0
  private readonly recent = new Recent()
  private readonly gate: Gate
  private waiting: Waiting[] = []
  /** When something was logged last. */
  private logged = Number.NEGATIVE_INFINITY
  private running: Promise<void> | undefined
  private retry: NodeJS.Timeout | undefined

  constructor(
    readonly text: number,
    private readonly around: Around,
    private readonly ends: {
      /** Something was logged up to this number. */
      logged(number: number): void
      /** Somebody came, went, or moved into the text or out of it. */
      moved(listener: Listener, here: boolean): void
      /** Somebody is in, and does not know who else is. */
      entered(): void
    },
  ) {
    this.seats = new Seats(text)
    this.gate = new Gate(around.site.database.app, text)
  }

  join(listener: Listener, after: number): void {
    this.seats.put(listener, after)
    this.wake()
  }

  leave(listener: Listener): void {
    const seat = this.seats.get(listener)
    if (!seat) return
    this.seats.delete(listener)
    this.waiting = this.waiting.filter((one) => one.listener !== listener)
    // Of whoever was not in the text nobody hears.
    if (seat.at) this.point(listener, seat, '')
    if (!this.seats.size) clearTimeout(this.retry)
  }

  hear(number: number): void {
    if (number <= this.known) return
    this.known = number
    this.wake()
  }

  /** Everyone, or this person, is asked about anew: something may have ended. */
  doubt(person?: number): void {
    this.seats.doubt(person)
    this.wake()
  }

  write(listener: Listener, id: number, data: string, at: string): void {
    if (!this.seats.has(listener)) return
    this.waiting.push({ listener, id, data: Buffer.from(data, 'base64'), at })
    this.wake()
  }

  pointed(listener: Listener, at: string): void {
    const seat = this.seats.get(listener)
    if (seat?.allowed) this.point(listener, seat, at)
  }

  /** Says the same to all who may hear it. */
  tell(words: object, important = true, except?: Listener): void {
    this.seats.tell(words, important, except)
  }

  private point(listener: Listener, seat: Seat, at: string): void {
    const moved = (seat.at === '') !== (at === '')
    seat.at = at
    this.tell({ points: [pointOf(listener, seat)] }, false, listener)
    if (moved) this.ends.moved(listener, at !== '')
  }

  private wake(): void {
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
    // Whatever comes in this very moment, from whichever line, belongs to the same round.
    await new Promise((go) => setImmediate(go))
    while (this.seats.size) {
      if ([...this.seats.values()].some(({ stale }) => stale)) await this.around.inTurn(() => this.admit())
      else if (this.waiting.length) {
        await this.gather()
        await this.log()
        // What is logged does not wait for what comes next.
        this.send()
      } else if (this.recent.have < this.known) await this.around.inTurn(() => this.catchUp())
      else if (this.send()) return
      else return this.later()
    }
  }

  /** Where one round has just been, what comes is gathered for a moment: fifty who type are not fifty transactions. */
  private async gather(): Promise<void> {
    const wait = this.logged + GATHER_MS - performance.now()
    if (wait > 0) await pause(wait)
    this.logged = performance.now()
  }

  private async admit(): Promise<void> {
    const asked = [...this.seats].filter(([, seat]) => seat.stale)
    for (const [, seat] of asked) seat.stale = false
    const people = [...new Set(asked.map(([listener]) => listener.card.id))]
    const { app } = this.around.site.database
    const [may, [state]] = await Promise.all([
      app<{ id: number }[]>`select shared_may(${this.text}, ${people}::bigint[]) id`,
      app<{ number: number }[]>`select number from shared_states(${[this.text]}::bigint[])`,
    ]).catch((error) => {
      for (const [, seat] of asked) seat.stale = true
      throw error
    })
    const those = new Set(may.map(({ id }) => id))
    this.known = Math.max(this.known, state?.number ?? 0)
    if (!this.recent.have) this.recent.have = this.known
    for (const [listener, seat] of asked) {
      if (this.seats.get(listener) !== seat || seat.stale) continue
      seat.allowed = those.has(listener.card.id) && listener.may.write
      // Only the database says how far a log goes: whoever is ahead of it begins anew.
      if (seat.after > this.known) seat.after = 0
      if (!seat.allowed) this.away(listener)
      else if (!seat.told) this.welcome(listener, seat)
    }
  }

  /** Not open to them, or over: it says no more than a 404 does. */
  private away(listener: Listener): void {
    listener.say({ shared: { text: this.text, gone: true } })
    this.leave(listener)
  }

  private welcome(listener: Listener, seat: Seat): void {
    seat.told = true
    listener.say({
      shared: { text: this.text, line: seat.line, number: this.known, points: this.seats.pointsFor(listener) },
    })
    this.ends.entered()
  }

  /** All that waits is logged at once; of each the database asks whether its person may write in this moment. */
  private async log(): Promise<void> {
    const good = await this.passing(this.waiting.splice(0, 64))
    if (!good.length) return
    const rows = await write(
      this.around.site.database.app,
      this.text,
      good.map(({ listener }) => listener.card.id),
      good.map(({ data }) => data),
    ).catch((error) => {
      // Not a word is lost: they are still with those who wrote them, who say them again.
      this.around.failed(error)
      return undefined
    })
    if (rows?.length !== good.length) this.gate.forget()
    if (!rows) return
    const kept = new Map(rows.map(({ nth, number }) => [nth - 1, number]))
    const whole = rows[0]?.number === this.recent.have + 1
    for (const [i, one] of good.entries()) this.settle(one, kept.get(i), whole)
    const last = rows.at(-1)?.number
    if (last === undefined) return
    this.known = Math.max(this.known, last)
    this.ends.logged(last)
  }

  /** Those that may be logged; the others are refused. */
  private async passing(come: Waiting[]): Promise<Waiting[]> {
    const good: Waiting[] = []
    for (const one of come)
      if (one.listener.may.write && this.seats.has(one.listener) && (await this.gate.admits(one.data))) good.push(one)
      else this.refuse(one)
    return good
  }

  /** @param number under which it was logged, if it was @param whole whether nothing of others came in between */
  private settle(one: Waiting, number: number | undefined, whole: boolean): void {
    const seat = this.seats.get(one.listener)
    if (number === undefined) {
      // Whether they may not, or the text is full, is asked next.
      this.refuse(one)
      if (seat) seat.stale = true
      if (seat) seat.allowed = false
      return
    }
    if (whole) this.recent.keep([number, seat?.line ?? '', one.id, one.data.toString('base64'), one.at])
    else one.listener.say({ shared: { text: this.text, wrote: one.id } })
    // Whoever writes is there, also if they never said so.
    if (seat && one.at && !seat.at) this.point(one.listener, seat, one.at)
    else if (seat) seat.at = one.at || seat.at
  }

  private refuse({ listener, id }: Waiting): void {
    listener.say({ shared: { text: this.text, refused: id } })
  }

  /** What was logged elsewhere, in another process or by a form. */
  private async catchUp(): Promise<void> {
    const { recent } = this
    for (const { number, data } of await sinceIn(this.around.site.database.app, this.text, recent.have))
      recent.keep([number, '', 0, Buffer.from(data).toString('base64'), ''])
    recent.have = this.known = Math.max(this.known, recent.have)
  }

  /** @returns whether everyone has everything: not, where someone reads too slowly */
  private send(): boolean {
    const { all, frames } = this.seats.send(this.recent)
    this.around.sent(frames, 0)
    return all
  }
}
