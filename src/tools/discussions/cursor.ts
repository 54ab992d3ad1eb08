import { Problem } from '../../platform/http/problems.ts'

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

export function cursorText({ sort, key, id, asOf }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, key, id, asOf])).toString('base64url')
}

/** @throws 400 for something that is not one of our cursors, or is one of another order */
export function cursorIn(text: string | undefined, sort: Sort): Cursor | undefined {
  if (text === undefined) return undefined
  try {
    const [said, key, id, asOf] = JSON.parse(Buffer.from(text, 'base64url').toString())
    const fits = sort === 'replies' ? Number.isSafeInteger(key) : isDate(key)
    if (said === sort && fits && Number.isSafeInteger(id) && id > 0 && isDate(asOf)) return { sort, key, id, asOf }
  } catch {
    // falls through to the refusal
  }
  throw new Problem(400, 'not-understood')
}

function isDate(text: unknown): boolean {
  return typeof text === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text))
}
