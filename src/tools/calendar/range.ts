import type { Sql } from '../../platform/database/connect.ts'
import type { Reply } from './answers.ts'

/** One date as a calendar shows it. */
export interface DateRow {
  eventId: number
  original: string
  title: string
  lang: string
  starts: string
  ends: string
  zone: string | null
  fromAt: Date
  untilAt: Date
  place: string
  link: string
  dialIn: string
  repeats: boolean
  cancelled: boolean
  reply: Reply | null
  /** The calendar of somebody else that it is of; null for what is ours. */
  outside: string | null
  space: { slug: string; name: string; kind: string }
}

/** Days that somebody looks at, from the one up to the other, which is not among them; and when they begin and end for them. */
export interface Range {
  first: string
  end: string
  from: Date
  to: Date
}

/** Whole days are kept as midnights in UTC, and are the same days everywhere: a zone may be this much away. */
const WIDEST_MS = 14 * 3_600_000

/** When `occurrence o` begins and ends wherever one is: whole days are longer than a day, around the world. */
export const begins = (sql: Sql) =>
  sql`case when length(o.starts) = 10 then o.from_at - interval '14 hours' else o.from_at end`
export const ends = (sql: Sql) =>
  sql`case when length(o.starts) = 10 then o.until_at + interval '12 hours' else o.until_at end`

/**
 * The dates of some days in the spaces that the request entered, in order, also those that began before, with those of the outside
 * calendars that these spaces show. One query.
 */
export function datesBetween(
  sql: Sql,
  range: Range,
  { most, coming = false }: { most: number; coming?: boolean },
): Promise<(DateRow & { coming: number })[]> {
  const { from, to } = range
  const [early, late] = [new Date(from.getTime() - WIDEST_MS), new Date(to.getTime() + WIDEST_MS)]
  return sql`(
    select e.item_id event_id, o.original, coalesce(o.title, o.of) title, o.lang, o.starts, o.ends, e.zone, o.from_at, o.until_at,
      coalesce(o.place, e.place) place, coalesce(o.link, e.link) link, coalesce(o.dial_in, e.dial_in) dial_in,
      e.rule is not null or e.added <> '{}' repeats, o.cancelled or e.cancelled_at is not null cancelled,
      (select a.reply from answer a where a.event_id = e.item_id and a.person_id = (select me()) and coalesce(a.original, o.original) = o.original
        order by a.original nulls last limit 1) reply,
      ${coming ? comingTo(sql) : sql`0`} coming, null outside,
      jsonb_build_object('slug', s.slug, 'name', s.name, 'kind', s.kind) space
    from (
      (select o.* from unnest((select reads())::bigint[]) r(id) cross join lateral (
        select o.*, i.title of, i.lang from occurrence o join item i on i.id = o.event_id and i.removed_at is null
        where o.space_id = r.id and not o.long
          and o.from_at > ${new Date(early.getTime() - 86_400_000)} and o.from_at < ${late} and ${within(sql, range)} order by o.from_at limit ${most}) o)
      union all
      (select o.* from unnest((select reads())::bigint[]) r(id) cross join lateral (
        select o.*, i.title of, i.lang from occurrence o join item i on i.id = o.event_id and i.removed_at is null
        where o.space_id = r.id and o.long and o.until_at > ${early} and o.from_at < ${late} and ${within(sql, range)} order by o.from_at limit ${most}) o)
    ) o join event e on e.item_id = o.event_id join space s on s.id = o.space_id
    where 'calendar' = any(s.tools)
    order by o.from_at, o.until_at desc, e.item_id limit ${most}
    ) union all (${outsideDates(sql, range, [early, late], most)})
    order by from_at, until_at desc, event_id limit ${most}`
}

/** Whether a row `o` is on these days: whole days are the same everywhere. */
const within = (
  sql: Sql,
  { first, end, from, to }: Range,
) => sql`case when length(o.starts) = 10 then o.ends > ${first} and o.starts < ${end}
  else (o.until_at > ${from} or o.from_at >= ${from}) and o.from_at < ${to} end`

/** The same of calendars of others, which nobody can answer here. */
function outsideDates(sql: Sql, range: Range, [early, late]: [Date, Date], most: number) {
  return sql`
    select d.id event_id, d.starts original, d.title, s.lang, d.starts, d.ends, d.zone, d.from_at, d.until_at, d.place, d.link, '' dial_in,
      false repeats, d.cancelled, null reply, 0 coming, c.name outside,
      jsonb_build_object('slug', s.slug, 'name', s.name, 'kind', s.kind) space
    from unnest((select reads())::bigint[]) r(id) cross join lateral (
      (select o.* from outside_date o where o.space_id = r.id and not o.long
        and o.from_at > ${new Date(early.getTime() - 86_400_000)} and o.from_at < ${late} and ${within(sql, range)} order by o.from_at limit ${most})
      union all
      (select o.* from outside_date o where o.space_id = r.id and o.long and o.until_at > ${early} and o.from_at < ${late} and ${within(sql, range)}
        order by o.from_at limit ${most})
    ) d join outside_calendar c on c.id = d.calendar_id join space s on s.id = d.space_id
    where 'calendar' = any(s.tools)
    order by d.from_at, d.until_at desc, d.id limit ${most}`
}

/** How many say that they come to `occurrence o` of `event e`: of a date, else of all of them. */
export const comingTo = (sql: Sql) => sql`(
  select count(*)::int from answer a where a.event_id = e.item_id and a.reply = 'yes' and (a.original = o.original or (a.original is null
    and not exists (select from answer x where x.event_id = a.event_id and x.person_id = a.person_id and x.original = o.original))))`
