import { Problem } from '../../platform/http/problems.ts'

/** Whether a value can stand in a cursor at its place. */
export type Key<V = unknown> = (value: unknown) => value is V
type Keys = Record<string, Key>
type Values<K extends Keys> = { [N in keyof K]: K[N] extends Key<infer V> ? V : never }
/** A row that carries the values; its dates are written as JSON writes them. */
type Row<K extends Keys> = { [N in keyof K]: Values<K>[N] | (string extends Values<K>[N] ? Date : never) }

/** A moment as ISO text, in UTC: one that is in the calendar. */
export const moment: Key<string> = (value): value is string => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/.test(value)) return false
  const date = new Date(value)
  // The 31st of February is taken for a day of March by some.
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 19) === value.slice(0, 19)
}

/** An id, or how many of something there are. */
export const whole: Key<number> = (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0

export const words: Key<string> = (value): value is string => typeof value === 'string'

/**
 * Where the next page of a list begins: the values of the last row that decide its place, as one word for an address, which
 * says nothing to whom it is given. The list goes on there also when rows were added or taken away meanwhile.
 * @param keys the names of the values, in their order, and what each may be
 */
export function cursorOf<K extends Keys>(keys: K) {
  const names = Object.keys(keys)

  /** What a cursor says; undefined for none, and for what is no cursor of this list. */
  function known(text: string | undefined): Values<K> | undefined {
    if (!text) return undefined
    const values = valuesIn(text)
    const fits = values?.length === names.length && names.every((name, at) => keys[name]!(values[at]))
    return fits ? (Object.fromEntries(names.map((name, at) => [name, values[at]])) as Values<K>) : undefined
  }

  return {
    /** The cursor behind a row. */
    text(row: Row<K>): string {
      return Buffer.from(JSON.stringify(names.map((name) => row[name]))).toString('base64url')
    },
    known,
    /** The same as `known`, for lists that say so. @throws 400 for what is no cursor of this list */
    in(text: string | undefined): Values<K> | undefined {
      const values = known(text)
      if (text && !values) throw new Problem(400, 'not-understood')
      return values
    },
  }
}

function valuesIn(text: string): unknown[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(values) ? values : undefined
  } catch {
    return undefined
  }
}
