import { type Static, Type as T } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import type { Locale } from '../../platform/i18n.ts'
import { cardOf, PersonSchema } from '../people/cards.ts'

/**
 * In places of more people than this nobody sees how far others have read, whatever they chose: as many as know each other
 * and wait for each other's answer. In larger ones it would be a register of who was there.
 */
export const SMALL_GROUP = 12

/** How far others have read, of those who show it to the reader. */
export interface ReadBy {
  /** How many others belong there, whether they show it or not. */
  others: number
  /** The last message that stands in no side thread. */
  last: number
  people: {
    id: number
    handle: string
    name: string
    picture: string | null
    /** The last message that they have read. */
    number: number
    /** Whether it is their own. */
    own: boolean
  }[]
}

/** What is said below one message of who has read so far. */
export interface ReadLine {
  number: number
  words: string
}

/** Its column, for a query that has `item i`: null for who does not show how far they have read, and in larger places. */
export function readByColumn(sql: Sql) {
  return sql`read_by(i.id, ${SMALL_GROUP}) read_by`
}

export const ReadBySchema = T.Array(T.Object({ person: PersonSchema, number: T.Integer() }))

/** The same as the API shows it. */
export function presentReadBy({ people }: ReadBy): Static<typeof ReadBySchema> {
  return people.map((one) => ({ person: cardOf(one), number: one.number }))
}

/**
 * The lines below messages, by number. Nobody is named below their own words, which say it themselves; and where all others
 * have read all, it says that.
 */
export function readLines(locale: Locale, { others, last, people }: ReadBy): ReadLine[] {
  const all = people.length === others && people.every(({ number }) => number === last)
  const below = new Map<number, string[]>()
  for (const { number, name, own } of people) if (!own) below.set(number, [...(below.get(number) ?? []), name])
  return [...below]
    .sort(([one], [other]) => one - other)
    .map(([number, names]) => ({
      number,
      words:
        all && names.length > 1
          ? locale.t('items.read-by-all')
          : locale.t('items.read-by', { names: locale.list(names) }),
    }))
}
