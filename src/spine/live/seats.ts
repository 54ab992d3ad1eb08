import { textFrame } from '../../platform/http/socket.ts'
import type { Listener } from './listener.ts'
import type { Recent } from './recent.ts'

/** Somebody's line at a table. */
export interface Seat {
  /** What others know this line by. */
  line: string
  /** Up to here everything was sent. */
  after: number
  /** To be asked anew whether they may write. */
  stale: boolean
  /** They were found to be allowed, and nothing has made it doubtful since: only then is anything sent. */
  allowed: boolean
  told: boolean
  /** Where their cursor is, in words of the pages; empty: not in the text. */
  at: string
}

let lines = 0

/** All lines at one table, and what is said to them. */
export class Seats extends Map<Listener, Seat> {
  constructor(private readonly text: number) {
    super()
  }

  /** Whoever was there already keeps their name. @param after up to where they have the text */
  put(listener: Listener, after: number): void {
    const line = this.get(listener)?.line ?? (++lines).toString(36)
    this.set(listener, { line, after, stale: true, allowed: false, told: false, at: '' })
  }

  /** Everyone, or this person, is asked about anew: something may have ended. */
  doubt(person?: number): void {
    for (const [listener, seat] of this) {
      if (person !== undefined && listener.card.id !== person) continue
      seat.stale = true
      seat.allowed = false
    }
  }

  /** Says the same to all who may hear it. */
  tell(words: object, important: boolean, except?: Listener): void {
    const frame = textFrame(JSON.stringify({ shared: { text: this.text, ...words } }))
    for (const [listener, seat] of this) if (listener !== except && seat.allowed) listener.line.send(frame, important)
  }

  /** Where the others are in the text. */
  pointsFor(listener: Listener) {
    return [...this]
      .filter(([one, { at, allowed }]) => one !== listener && allowed && at)
      .map(([one, seat]) => pointOf(one, seat))
  }

  /** What each does not have yet. @returns whether everyone has everything: not, where someone reads too slowly */
  send(recent: Recent): { all: boolean; frames: number } {
    const { have } = recent
    const frames = new Map<number, Buffer>()
    let all = true
    for (const [listener, seat] of this) {
      if (seat.after >= have || !seat.allowed) continue
      const frame = frames.get(seat.after) ?? this.frame(recent, seat.after)
      frames.set(seat.after, frame)
      if (listener.line.send(frame)) seat.after = have
      else all = all && !listener.line.open
    }
    return { all, frames: frames.size }
  }

  /** What came after a number, the same for all who stand there. */
  private frame(recent: Recent, after: number): Buffer {
    const updates = recent.after(after)
    const words = { number: recent.have, ...(updates ? { updates } : { resync: true }) }
    return textFrame(JSON.stringify({ shared: { text: this.text, ...words } }))
  }
}

/** Where somebody is in the text, as it is said to the others. */
export function pointOf({ card }: Listener, { line, at }: Seat) {
  return { line, at, person: { id: card.id, name: card.name } }
}
