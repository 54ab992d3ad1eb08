import { type Dice, dice } from './dice.ts'
import type { Talk } from './talk.ts'

/** Every message there is, in the order in which they were said, as columns: a million objects would be too many. */
export interface Messages {
  count: number
  /** By place in time: which talk, which number in it, when. */
  talk: Uint32Array
  number: Uint32Array
  at: Float64Array
}

/** People talk at once: what is said in one discussion lies among what is said in all the others. */
export function inOrder(talks: Talk[]): Messages {
  const count = talks.reduce((sum, { length }) => sum + length, 0)
  const [talk, number, at] = [new Uint32Array(count), new Uint32Array(count), new Float64Array(count)]
  let i = 0
  for (const [nth, { length, began, ended }] of talks.entries())
    for (let n = 1; n <= length; n++) {
      talk[i] = nth
      number[i] = n
      at[i] = Math.floor(began + (ended - began) * ((n - 1) / Math.max(1, length - 1)) ** 2)
      i++
    }
  const order = new Uint32Array(count).map((_, place) => place).sort((a, b) => at[a]! - at[b]! || a - b)
  return {
    count,
    talk: order.map((place) => talk[place]!),
    number: order.map((place) => number[place]!),
    at: Float64Array.from(order, (place) => at[place]!),
  }
}

/** What each message has besides its words, drawn anew and alike whenever it is asked for. */
export interface Extras {
  author: number
  replyTo: number | null
  named: number | null
  reactions: { kind: string; person: number }[]
  edited: boolean
}

const kinds = ['thanks', 'me-too', 'helped']

export function extrasOf(roll: Dice, talk: Talk, number: number): Extras {
  const author = number === 1 ? talk.voices[0]! : roll.one(talk.voices)
  const others = talk.voices.filter((one) => one !== author)
  const kind = roll.one(kinds)
  return {
    author,
    replyTo: number > 2 && roll.onceIn(4) ? 1 + roll.upTo(number - 1) : null,
    named: others.length && talk.kind === 'discussion' && roll.onceIn(20) ? roll.one(others) : null,
    reactions: roll.onceIn(5) ? others.slice(0, 1 + roll.upTo(4)).map((person) => ({ kind, person })) : [],
    edited: roll.onceIn(30),
  }
}

/** The dice of one message: whoever fills another table from the same message comes to the same. */
export function diceOf(id: number): Dice {
  return dice(id * 2_654_435_761)
}
