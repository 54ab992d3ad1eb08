import type { Sql } from '../../platform/database/connect.ts'
import { addDays } from './days.ts'
import { presentDate } from './present.ts'
import { datesBetween } from './range.ts'

/** More is read than shown: of what is found some may be over by now. */
const SPARE = 20

/**
 * The next dates in the spaces that the request entered, also those that go on now. One query.
 * @param days how far ahead to look
 */
export async function comingDates(sql: Sql, now: Date, { days, most }: { days: number; most: number }) {
  const first = now.toISOString().slice(0, 10)
  const to = new Date(now.getTime() + days * 86_400_000)
  const rows = await datesBetween(
    sql,
    { first, end: addDays(first, days), from: now, to },
    { most: most + SPARE, coming: true },
  )
  return rows.slice(0, most).map((row) => ({ ...presentDate(row), coming: row.coming }))
}

export type ComingDate = Awaited<ReturnType<typeof comingDates>>[number]
