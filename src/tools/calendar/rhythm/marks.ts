import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../../platform/database/connect.ts'
import { nullable } from '../../../spine/request/schemas.ts'
import { addDays } from '../days.ts'
import { dayInYear, yearDaysIn, yearlySpans, yearsOf } from './yearly.ts'

/** What days are besides their dates: a day that a community keeps, somebody's birthday, a time of rest. */
type MarkKind = 'key-day' | 'birthday' | 'quiet'

/** As it is kept; of a birthday `id` and `title` are its person's, and `handle` leads to them. */
export interface MarkRow {
  kind: MarkKind
  id: number
  title: string
  handle: string | null
  /** Of a quiet time its days; of the others the day of every year. */
  starts: string
  ends: string
  since: number | null
  yearly: boolean
  lang: string
  space: { slug: string; name: string; kind: string }
}

export const MarkSchema = T.Object({
  kind: T.String(),
  id: T.Integer(),
  title: T.String(),
  lang: T.String(),
  first: T.String(),
  last: T.String(),
  /** Which year of it this is, where it is known when it began: the fourth. */
  nth: nullable(T.Integer()),
  url: T.String(),
  space: T.Object({ slug: T.String(), name: T.String(), kind: T.String() }),
})

export type Mark = ReturnType<typeof presentMark>

/** Days, up to the end, which is not among them. */
type Days = { first: string; end: string }

/**
 * What is kept in the spaces that the request entered, and may be on some days. One query.
 * @param days undefined: all of it
 */
export function markRows(sql: Sql, days?: Days): Promise<MarkRow[]> {
  const which = days ? yearDaysIn(days) : null
  const on = (column: string) => (which ? sql`and ${sql(column)} = any(${which}::text[])` : sql``)
  const space = sql`jsonb_build_object('slug', s.slug, 'name', s.name, 'kind', s.kind) space`
  const here = sql`= any((select reads())::bigint[]) and 'calendar' = any(s.tools)`
  return sql<MarkRow[]>`
    select 'key-day' kind, k.id, k.title, null handle, k.day::text starts, k.day::text ends, k.since, true yearly, s.lang, ${space}
    from key_day k join space s on s.id = k.space_id where k.space_id ${here} ${on('k.day')}
    union all
    select 'birthday', p.id, p.name, p.handle::text, b.day, b.day, null, true, p.lang, ${space}
    from birthday_shown w join birthday b on b.person_id = w.person_id join person p on p.id = w.person_id join space s on s.id = w.space_id
    where w.space_id ${here} ${on('b.day')}
    union all
    select 'quiet', q.id, q.why, null, q.starts, q.ends, null, q.yearly, s.lang, ${space}
    from quiet_time q join space s on s.id = q.space_id
    where q.space_id ${here} ${days ? sql`and (q.yearly or (q.ends >= ${days.first} and q.starts < ${days.end}))` : sql``}`
}

/** What is on some days, in order: each time that it comes round. Who shares several spaces with one has one birthday. */
export function marksIn(rows: readonly MarkRow[], days: Days): Mark[] {
  const seen = new Set<string>()
  return rows
    .flatMap((row) => timesOf(row, days).map((span) => presentMark(row, span)))
    .filter(({ kind, id, first }) => {
      const name = `${kind} ${id} ${first}`
      return !seen.has(name) && seen.add(name)
    })
    .sort((a, b) => a.first.localeCompare(b.first) || b.last.localeCompare(a.last) || a.title.localeCompare(b.title))
}

function timesOf(row: MarkRow, days: Days): { first: string; last: string; nth?: number }[] {
  if (row.kind === 'quiet') {
    const span = { first: row.starts, last: row.ends }
    return row.yearly ? yearlySpans(span, days) : [span]
  }
  const { since } = row
  return yearsOf(days)
    .filter((year) => since === null || year >= since)
    .map((year) => ({ day: dayInYear(row.starts, year), nth: since === null ? undefined : year - since + 1 }))
    .filter(({ day }) => day >= days.first && day < days.end)
    .map(({ day, nth }) => ({ first: day, last: day, ...(nth !== undefined && { nth }) }))
}

function presentMark(row: MarkRow, { first, last, nth }: { first: string; last: string; nth?: number }) {
  const { kind, id, title, lang, space } = row
  return { kind, id, title, lang, first, last, nth: nth ?? null, url: markUrl(row), space }
}

/** A birthday leads to its person, the others to where they are kept. */
export function markUrl({ kind, id, handle, space }: Pick<MarkRow, 'kind' | 'id' | 'handle' | 'space'>): string {
  return kind === 'birthday' ? `/people/${handle}` : `/c/${space.slug}/calendar/days#${kind}-${id}`
}

/** The same days as they stand in the calendar. */
export async function marksBetween(sql: Sql, days: Days): Promise<Mark[]> {
  return marksIn(await markRows(sql, days), days)
}

/** What is kept yesterday, today and tomorrow by the clock of UTC: before it is known who asks, and where their day begins. */
export function marksAround(sql: Sql, now: Date): Promise<MarkRow[]> {
  const day = now.toISOString().slice(0, 10)
  return markRows(sql, { first: addDays(day, -1), end: addDays(day, 2) })
}
