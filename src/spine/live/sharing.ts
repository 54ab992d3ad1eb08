import { packShared } from '../sharing/shared.ts'
import type { Around } from './channel.ts'
import type { Listener } from './listener.ts'
import type { Name } from './names.ts'
import { Table } from './table.ts'

/** How many lines of one process write in one text, and in how many texts one line. */
const MOST_SEATS = 200
const MOST_TEXTS = 4
/** Who has not been heard of for so long is not in a text any more. */
const GONE_MS = 45_000
/** After so many numbers a log becomes one row. */
const PACK_EVERY = 250
/** Other processes hear of what is logged at once; of what follows within so long, in one word. */
const SPREAD_MS = 50

/** All texts that somebody in this process writes in. */
export class Sharing {
  private readonly tables = new Map<number, Table>()
  /** Who is in which text, here or at another process, and when that was last heard. */
  private readonly present = new Map<number, Map<number, number>>()
  /** Where each log was when it was last made one row. */
  private readonly packs = new Map<number, number>()
  /** Of which texts a word went out just now, and how far each has come since. */
  private readonly spreading = new Map<number, { said: number; number: number; timer: NodeJS.Timeout }>()

  constructor(
    private readonly around: Around,
    private readonly nameOf: (id: number) => Promise<Name | undefined>,
  ) {}

  join(listener: Listener, text: number, after: number): void {
    let table = this.tables.get(text)
    const theirs = [...this.tables.values()].filter(({ seats }) => seats.has(listener)).length
    if (theirs >= MOST_TEXTS && !table?.seats.has(listener)) return
    if ((table?.seats.size ?? 0) >= MOST_SEATS && !table?.seats.has(listener))
      return void listener.say({ shared: { text, full: true } })
    if (!table) {
      table = new Table(text, this.around, {
        logged: (number) => this.logged(text, number),
        moved: (one, here) => this.moved(text, one, here),
        entered: () => void this.tell(text).catch(this.around.failed),
      })
      this.tables.set(text, table)
      this.around.site.bus.publish('tables', { text })
    }
    table.join(listener, after)
  }

  leave(listener: Listener, text: number): void {
    const table = this.tables.get(text)
    table?.leave(listener)
    if (!table?.seats.size) this.forget(text)
  }

  /** Nobody in this process writes in it any more. */
  private forget(text: number): void {
    this.tables.delete(text)
    this.present.delete(text)
    this.packs.delete(text)
  }

  /** The line is gone. */
  leaveAll(listener: Listener): void {
    for (const [text, { seats }] of this.tables) if (seats.has(listener)) this.leave(listener, text)
  }

  write(listener: Listener, said: { text: number; id: number; data: string; at?: string | undefined }): void {
    this.tables.get(said.text)?.write(listener, said.id, said.data, said.at ?? '')
  }

  point(listener: Listener, text: number, at: string): void {
    this.tables.get(text)?.pointed(listener, at)
  }

  /** What one may do may have changed: of a person, or of all. */
  doubt(person?: number): void {
    for (const table of this.tables.values()) table.doubt(person)
  }

  /** The bus says that something was logged, saved, or is over. */
  async hear(text: number, number: number | undefined, ended: boolean): Promise<void> {
    const table = this.tables.get(text)
    if (!table) return
    if (number !== undefined) return table.hear(number)
    if (ended) {
      table.tell({ ended: true })
      for (const listener of [...table.seats.keys()]) this.leave(listener, text)
    } else for (const state of await this.states([text])) table.tell({ saved: state.version })
  }

  /** Looks whether a word of the bus was missed. */
  async poll(): Promise<void> {
    for (const [text, { seats }] of this.tables) if (!seats.size) this.forget(text)
    if (!this.tables.size) return
    for (const { id, number } of await this.states([...this.tables.keys()])) this.tables.get(id)?.hear(number)
    this.doubt()
    this.beat()
  }

  /** Another process says that somebody is in a text, or is not any more. */
  hearPerson(text: number, person: number, here: boolean): void {
    if (!this.tables.has(text)) return
    const people = this.present.get(text) ?? new Map<number, number>()
    this.present.set(text, people)
    const before = people.has(person)
    if (here) people.set(person, performance.now())
    else people.delete(person)
    if (before !== here) this.tell(text).catch(this.around.failed)
  }

  /** Another process has somebody new, who does not know who is there. */
  announce(text: number): void {
    const { bus } = this.around.site
    for (const [{ card }, { at }] of this.tables.get(text)?.seats ?? [])
      if (at) bus.publish('pointing', { text, person: card.id, here: 1 })
  }

  private beat(): void {
    for (const [text, people] of this.present) {
      this.announce(text)
      let gone = false
      for (const [person, at] of people) if (at < performance.now() - GONE_MS) gone = people.delete(person) || gone
      if (gone) this.tell(text).catch(this.around.failed)
    }
  }

  private moved(text: number, listener: Listener, here: boolean): void {
    const others = [...(this.tables.get(text)?.seats ?? [])]
    const still = others.some(([one, { at }]) => one !== listener && one.card.id === listener.card.id && at)
    if (here || !still) this.around.site.bus.publish('pointing', { text, person: listener.card.id, here: here ? 1 : 0 })
  }

  private async tell(text: number): Promise<void> {
    const ids = [...(this.present.get(text)?.keys() ?? [])].slice(0, 50)
    const here = (await Promise.all(ids.map((id) => this.nameOf(id)))).filter((one) => one !== undefined)
    this.tables.get(text)?.tell({ here }, false)
  }

  /** Says what it has not said yet. */
  close(): void {
    for (const text of [...this.spreading.keys()]) this.spreadRest(text)
  }

  private logged(text: number, number: number): void {
    const just = this.spreading.get(text)
    if (just) just.number = number
    else this.spread(text, number)
    const before = this.packs.get(text) ?? 0
    this.packs.set(text, number - before < PACK_EVERY ? before : number)
    if (number - before >= PACK_EVERY) packShared(this.around.site.database.app, text).catch(this.around.failed)
  }

  /** A word of the bus is a statement for the database and for all who listen: fifty who type are not fifty words. */
  private spread(text: number, number: number): void {
    this.around.site.bus.publish('shared', { text, number, ended: 0 })
    const timer = setTimeout(() => this.spreadRest(text), SPREAD_MS).unref()
    this.spreading.set(text, { said: number, number, timer })
  }

  private spreadRest(text: number): void {
    const { said, number, timer } = this.spreading.get(text)!
    clearTimeout(timer)
    this.spreading.delete(text)
    if (number > said) this.spread(text, number)
  }

  private states(texts: number[]): Promise<{ id: number; number: number; version: number }[]> {
    return this.around.site.database.app`select * from shared_states(${texts}::bigint[])`
  }
}
