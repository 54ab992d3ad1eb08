import { cursorOf, type Key, moment, whole } from '../../spine/request/cursor.ts'

/** In which order the list stands: last word, begun, or most replies first. */
export const sorts = ['last', 'begun', 'replies'] as const
export type Sort = (typeof sorts)[number]

/**
 * Where the next page begins, in one order. `asOf` is when the first page was made: what moved up since is counted, not
 * lost.
 */
export interface Cursor {
  sort: Sort
  /** The last row's date as ISO text, or its number of messages. */
  key: string | number
  id: number
  asOf: string
}

/** For each order its own: a cursor of another order is none. */
export const cursors = {
  last: behind('last', moment),
  begun: behind('begun', moment),
  replies: behind('replies', whole),
}

function behind(order: Sort, key: Key<string | number>) {
  return cursorOf({ sort: (value): value is Sort => value === order, key, id: whole, asOf: moment })
}
