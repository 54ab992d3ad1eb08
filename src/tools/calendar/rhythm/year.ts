import type { Sql } from '../../../platform/database/connect.ts'
import { type Ctx, spaceOf } from '../../../spine/request/ctx.ts'
import type { Range } from '../range.ts'

/** One date as a year shows it. */
export interface YearDate {
  eventId: number
  original: string
  title: string
  /** What its event is called: one date may have a name of its own. */
  event: string
  lang: string
  starts: string
  ends: string
  zone: string | null
  fromAt: Date
  untilAt: Date
  onSite: boolean
  online: boolean
  rule: string | null
  /** When the event begins by its rule: the weekday of a rule that names none. */
  begins: string
  slug: string
  space: string
  kind: string
}

/** More dates than this no year is told of. */
export const MOST = 5000

/** Whole days are kept as midnights in UTC, and are the same days everywhere: a zone may be this much away. */
const WIDEST_MS = 14 * 3_600_000
const DAY_MS = 86_400_000

/**
 * The dates of a year in the spaces that the request entered, in order; not those that are called off, nor those of others. One
 * query, which asks for less of each than a month does.
 */
export function yearDates(sql: Sql, { first, end, from, to }: Range): Promise<YearDate[]> {
  const [early, late] = [new Date(from.getTime() - WIDEST_MS), new Date(to.getTime() + WIDEST_MS)]
  return sql<YearDate[]>`
    select e.item_id event_id, o.original, coalesce(o.title, i.title) title, i.title event, i.lang, o.starts, o.ends, e.zone, o.from_at, o.until_at,
      coalesce(o.place, e.place) <> '' on_site, coalesce(o.link, e.link) <> '' or coalesce(o.dial_in, e.dial_in) <> '' online,
      e.rule, e.starts begins, s.slug::text, s.name space, s.kind
    from (
      (select o.* from unnest((select reads())::bigint[]) r(id) cross join lateral (
        select o.* from occurrence o where o.space_id = r.id and not o.long
          and o.from_at > ${new Date(early.getTime() - DAY_MS)} and o.from_at < ${late} order by o.from_at limit ${MOST}) o)
      union all
      (select o.* from unnest((select reads())::bigint[]) r(id) cross join lateral (
        select o.* from occurrence o where o.space_id = r.id and o.long and o.until_at > ${early} and o.from_at < ${late} limit ${MOST}) o)
    ) o join event e on e.item_id = o.event_id join item i on i.id = e.item_id join space s on s.id = o.space_id
    where i.removed_at is null and e.cancelled_at is null and not o.cancelled and 'calendar' = any(s.tools)
      and case when e.zone is null then o.ends > ${first} and o.starts < ${end}
        else (o.until_at > ${from} or o.from_at >= ${from}) and o.from_at < ${to} end
    order by o.from_at, e.item_id limit ${MOST}`
}

/** The month that the year of the space of the address begins with; January where nobody said otherwise. */
export async function firstMonth(sql: Sql, spaceId: number | undefined): Promise<number> {
  if (spaceId === undefined) return 1
  const [row] = await sql<{ month: number }[]>`select month from rhythm_year where space_id = ${spaceId}`
  return row?.month ?? 1
}

/** Says with which month the year of the space of the address begins; for hosts, as the database sees to. */
export async function keepFirstMonth(ctx: Ctx, month: number): Promise<void> {
  await ctx.sql`
    insert into rhythm_year (space_id, month) values (${spaceOf(ctx).id}, ${month}) on conflict (space_id) do update set month = excluded.month`
}
