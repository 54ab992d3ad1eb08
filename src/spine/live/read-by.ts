import { setTimeout as pause } from 'node:timers/promises'
import { type ReadBy, readLines, SMALL_GROUP } from '../items/read-by.ts'
import type { Around, Channel } from './channel.ts'
import type { Listener, Watch } from './listener.ts'

/** What is read and said within so short a time is told at once. */
const GATHER_MS = 200

/**
 * How far others have read, told to the pages of those who show it themselves. What each may know is asked of the database in
 * that moment, and told where it is not what was told before: whoever shows nothing moves nothing.
 */
export class LiveReadBy {
  /** Items of which something will be told, and whether more happened while it was asked. */
  private readonly going = new Map<number, { again: boolean }>()
  private closed = false

  constructor(
    private readonly around: Around,
    private readonly channels: Map<number, Channel>,
  ) {}

  /** Somebody has read on here, has come, or has said something. */
  changed(item: number): void {
    const going = this.going.get(item)
    if (going) going.again = true
    else if (this.concerned(item).length) void this.gather(item)
  }

  /** Someone came, went, chose otherwise or blocked somebody: wherever they look, or are named. */
  changedFor(person: number): void {
    for (const { item, watches, named } of this.channels.values())
      if (named.has(person) || [...watches.keys()].some(({ card }) => card.id === person)) this.changed(item)
  }

  /** Words of the bus may have been lost. */
  changedAll(): void {
    for (const item of this.channels.keys()) this.changed(item)
  }

  close(): void {
    this.closed = true
  }

  private async gather(item: number): Promise<void> {
    const going = { again: false }
    this.going.set(item, going)
    do {
      await pause(GATHER_MS, undefined, { ref: false })
      going.again = false
      if (!this.closed) await this.tell(item).catch(this.around.failed)
    } while (going.again && !this.closed)
    this.going.delete(item)
  }

  private async tell(item: number): Promise<void> {
    const concerned = this.concerned(item)
    if (!concerned.length) return
    const people = [...new Set(concerned.map(([{ card }]) => card.id))]
    const { site, inTurn } = this.around
    const rows = await inTurn(
      () => site.database.app<{ person: number; readBy: ReadBy }[]>`
        select * from live_read_by(${item}, ${people}::bigint[], ${SMALL_GROUP})`,
    )
    const found = new Map(rows.map(({ person, readBy }) => [person, readBy]))
    const channel = this.channels.get(item)
    if (channel) channel.named = new Set(rows.flatMap(({ readBy }) => readBy.people.map(({ id }) => id)))
    for (const [listener, watch] of concerned) {
      const known = found.get(listener.card.id)
      const readBy = known ? readLines(site.localeFor(listener.card.lang), known) : []
      const text = JSON.stringify(readBy)
      if (text !== watch.readBy && listener.say({ item, readBy }, false)) watch.readBy = text
    }
  }

  /** Pages of those who show it, and of those who did until now. */
  private concerned(item: number): [Listener, Watch][] {
    const channel = this.channels.get(item)
    if (!channel?.readBy) return []
    return [...channel.watches].filter(
      ([{ card }, { allowed, readBy }]) => allowed && (card.showsReading || readBy !== undefined),
    )
  }
}
