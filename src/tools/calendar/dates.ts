import { DAY, END } from '../../platform/calendar/local.ts'
import { occurrences } from '../../platform/calendar/occurrences.ts'
import { lastMs, readRule } from '../../platform/calendar/rule.ts'
import type { CheckedWhen, Occurrence, When } from '../../platform/calendar/when.ts'
import { localOf, momentOf } from '../../platform/calendar/zones.ts'
import type { Rows, Sql } from '../../platform/database/connect.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'

/** What repeats without end is known so far ahead; a job goes on with it. */
const AHEAD_MS = 3 * 366 * 86_400_000
const MOST = 1200

/** Whether there are several dates: by a rule, or one by one. */
export function repeats({ rule, dates }: Pick<When, 'rule' | 'dates'>): boolean {
  return Boolean(rule) || (dates?.length ?? 0) > 0
}

/** The dates of an event as far as they are kept, and until when they are known; null: these are all. */
export function datesOf(when: CheckedWhen, now: Date): { dates: Occurrence[]; knownUntil: Date | null } {
  const first = Date.parse(when.zone ? `${when.starts}Z` : `${when.starts}T00:00:00Z`)
  const to = new Date(Math.max(now.getTime(), first) + AHEAD_MS)
  const dates = occurrences(when, { to, most: MOST })
  if (dates.length === MOST) return { dates, knownUntil: dates.at(-1)!.from }
  const more = !isAll(when, dates, to) && occurrences(when, { from: to, to: new Date(END), most: 1 }).length > 0
  return { dates, knownUntil: more ? to : null }
}

/** Whether these are surely all: it does not repeat, or as often as it does, or until then. */
function isAll(when: CheckedWhen, dates: Occurrence[], to: Date): boolean {
  if (when.rule === null) return true
  const rule = readRule(when.rule)
  if (rule.count !== undefined) return dates.length - when.dates.length >= rule.count
  return rule.until !== undefined && lastMs(rule, when.zone) < to.getTime() - 2 * DAY
}

/**
 * Counts the dates of an event again. What hangs on one stays with it: on the same date by the rule, else on the one of the
 * same day; on the only one. What is on no day any more goes. Where people have met it stays, and when it was.
 */
export async function keepDates(ctx: Ctx, id: number, when: CheckedWhen): Promise<void> {
  const { dates: near, knownUntil } = datesOf(when, ctx.now)
  const all = knownUntil ? [...near, ...(await farDates(ctx.sql, id, when, near.at(-1)))] : near
  const held = repeats(when) ? await heldDates(ctx, id, when) : []
  const days = new Set(held.map(({ original }) => original.slice(0, 10)))
  const dates = all.filter(({ original }) => !days.has(original.slice(0, 10)))
  const { sql } = ctx
  // One after another, in one round trip.
  await Promise.all([
    ...carryOver(sql, id, dates),
    sql`
      delete from occurrence where event_id = ${id} and original <> all(${dates.map(({ original }) => original)}::text[]) and not was_held(event_id, original)`,
    sql`update occurrence set moved = false where event_id = ${id} and moved and length(starts) <> ${when.starts.length}`,
    addDates(sql, { id, spaceId: spaceOf(ctx).id }, dates),
  ])
  await keepClocks(sql, id, when, held)
  await sql`update event set known_until = ${knownUntil} where item_id = ${id} and known_until is distinct from ${knownUntil}`
}

/** Dates further on than they are known, of the days of those that are there already: something was said of them alone. */
async function farDates(sql: Sql, id: number, when: CheckedWhen, last: Occurrence | undefined): Promise<Occurrence[]> {
  const rows = await sql<{ day: string }[]>`
    select distinct left(original, 10) "day" from occurrence where event_id = ${id} and left(original, 10) > ${last?.original.slice(0, 10) ?? ''}`
  return rows.flatMap(({ day }) => {
    const from = momentOf(day, when.zone)
    const on = occurrences(when, { from, to: new Date(from.getTime() + A_DAY_MS), most: 10 })
    return on.filter(({ original }) => original.startsWith(day)).slice(0, 1)
  })
}

/** The longest there is: an hour more than others. */
const A_DAY_MS = 25 * 3_600_000

interface Kept {
  original: string
  starts: string
  ends: string
  fromAt: Date
  untilAt: Date
}

/** What is over, and where people have met. */
function heldDates(ctx: Ctx, id: number, { starts }: CheckedWhen): Promise<Kept[]> {
  return ctx.sql<Kept[]>`
    select original, starts, ends, from_at, until_at from occurrence where event_id = ${id} and until_at <= ${ctx.now}
      and length(starts) = ${starts.length} and was_held(event_id, original)`
}

/** In another zone what was moved is at the same hour there; what was held was when it was. */
async function keepClocks(sql: Sql, id: number, { zone }: CheckedWhen, held: Kept[]): Promise<void> {
  const moved = await sql<Kept[]>`
    select original, starts, ends, from_at, until_at from occurrence where event_id = ${id} and moved
      and original <> all(${held.map(({ original }) => original)}::text[])`
  const wrong = (one: Kept) => momentOf(one.starts, zone).getTime() !== one.fromAt.getTime()
  const rows = [
    ...moved
      .filter(wrong)
      .map((one) => ({ ...one, from: momentOf(one.starts, zone), until: momentOf(one.ends, zone) })),
    ...held.filter(wrong).map((one) => ({
      ...one,
      starts: localOf(one.fromAt, zone),
      ends: localOf(one.untilAt, zone),
      from: one.fromAt,
      until: one.untilAt,
    })),
  ].map(({ original, starts, ends, from, until }) => ({ original, starts, ends, from, until }))
  if (!rows.length) return
  await sql`
    update occurrence o set starts = d.starts, ends = d.ends, from_at = d."from", until_at = d."until", moved = true
    from jsonb_to_recordset(${sql.json(datesAsJson(rows))}) d(original text, starts text, ends text, "from" timestamptz, "until" timestamptz)
    where o.event_id = ${id} and o.original = d.original`
}

/** Adds dates to an event; those that are there, and were not moved, are when they are now. */
export function addDates(sql: Sql, event: { id: number; spaceId: number }, dates: Occurrence[]): Rows<object> {
  return sql`
    insert into occurrence as o (event_id, space_id, original, starts, ends, from_at, until_at)
    select ${event.id}, ${event.spaceId}, d.original, d.starts, d.ends, d."from", d."until"
    from jsonb_to_recordset(${sql.json(datesAsJson(dates))}) d(original text, starts text, ends text, "from" timestamptz, "until" timestamptz)
    on conflict (event_id, original) do update
      set starts = excluded.starts, ends = excluded.ends, from_at = excluded.from_at, until_at = excluded.until_at
      where not o.moved and (o.from_at, o.until_at, o.starts, o.ends) is distinct from (excluded.from_at, excluded.until_at, excluded.starts, excluded.ends)`
}

/** So many dates are kept in one statement. */
const AT_ONCE = 5000

/** Adds the dates of events that have none yet. @returns the statements */
export function addDatesOfMany(sql: Sql, spaceId: number, events: Map<number, Occurrence[]>): Rows<object>[] {
  const all = [...events].flatMap(([event, dates]) => datesAsJson(dates).map((date) => ({ event, ...date })))
  const chunks = Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) =>
    all.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  )
  return chunks.map(
    (some) => sql`
      insert into occurrence (event_id, space_id, original, starts, ends, from_at, until_at)
      select d.event, ${spaceId}, d.original, d.starts, d.ends, d."from", d."until"
      from jsonb_to_recordset(${sql.json(some)}) d(event bigint, original text, starts text, ends text, "from" timestamptz, "until" timestamptz)`,
  )
}

/** Dates with their moments as text, for PostgreSQL. */
export function datesAsJson(dates: Occurrence[]) {
  return dates.map(({ from, until, ...wall }) => ({ ...wall, from: from.toISOString(), until: until.toISOString() }))
}

function carryOver(sql: Sql, id: number, dates: Occurrence[]): Rows<object>[] {
  const here = dates.map(({ original }) => original)
  const onlyOne = sql`
    update occurrence set original = ${here[0] ?? ''} where event_id = ${id} and original <> ${here[0] ?? ''}
      and 1 = (select count(*) from occurrence x where x.event_id = ${id})`
  const ofTheirDay = sql`
    update occurrence o set original = d.original
    from (select distinct on (left(at, 10)) at original from unnest(${here}::text[]) at order by left(at, 10), at) d
    where o.event_id = ${id} and o.original <> all(${here}::text[]) and left(o.original, 10) = left(d.original, 10)
      and not exists (select from occurrence x where x.event_id = o.event_id and x.original = d.original)
      and not exists (select from occurrence x where x.event_id = o.event_id and left(x.original, 10) = left(o.original, 10) and x.original < o.original)`
  return dates.length === 1 ? [onlyOne, ofTheirDay] : [ofTheirDay]
}
