import type { Ctx } from '../../../spine/request/ctx.ts'

/** When a date is, by the clock where it is and as moments. */
export interface Moment {
  starts: string
  ends: string
  zone: string | null
  from: string
  until: string
}

/** What people are told of when it changes; `text` and `places` stand on the event's page alone. */
interface Said {
  title: string
  when: Moment | null
  rule: string | null
  place: string
  link: string
  dialIn: string
  off: boolean
  places: number | null
  text: string
}

/** What was changed: what it was, and what it is. Of longer words only that they were changed. */
export type Change = { [K in keyof Omit<Said, 'text'>]?: [Said[K], Said[K]] } & {
  text?: [boolean, boolean]
  /** It was taken away, or brought back; the database notes it. */
  gone?: [boolean, boolean]
}

/** Several changes that follow each other closely are told as one. */
const WAIT_MS = 10 * 60_000

/** Of what is nearer than this people are told at once. */
const NEAR_MS = 24 * 3_600_000

/** How an event is said now; or one of its dates. Without a date `when` is its next one. */
export async function saidNow(ctx: Ctx, id: number, original?: string): Promise<Said> {
  if (original !== undefined) return (await saidAt(ctx, id, [original])).get(original)!
  const { sql, now } = ctx
  const [row] = await sql<[Said]>`
    select i.title, e.rule, e.place, e.link, e.dial_in, e.cancelled_at is not null off, e.places,
      md5(concat_ws('|', e.description, e.way, e.access, e.agenda, e.prepare, e.format)) "text", ${when(sql)} "when"
    from event e join item i on i.id = e.item_id left join lateral (
      select * from occurrence o where o.event_id = e.item_id
      order by o.until_at <= ${now}, case when o.until_at > ${now} then o.from_at end, o.from_at desc limit 1) o on true
    where e.item_id = ${id}`
  return row
}

/** How some dates of an event are said now, by their start by the rule. */
async function saidAt({ sql }: Ctx, id: number, originals: readonly string[]): Promise<Map<string, Said>> {
  const rows = await sql<(Said & { original: string })[]>`
    select o.original, coalesce(o.title, i.title) title, null rule, coalesce(o.place, e.place) place, coalesce(o.link, e.link) link,
      coalesce(o.dial_in, e.dial_in) dial_in, o.cancelled off, e.places, md5(concat_ws('|', o.description, o.agenda, o.prepare)) "text", ${when(sql)} "when"
    from occurrence o join event e on e.item_id = o.event_id join item i on i.id = e.item_id
    where o.event_id = ${id} and o.original = any(${originals as string[]}::text[])`
  return new Map(rows.map(({ original, ...said }) => [original, said]))
}

const when = (sql: Ctx['sql']) =>
  sql`case when o.original is not null then jsonb_build_object('starts', o.starts, 'ends', o.ends, 'zone', e.zone, 'from', o.from_at, 'until', o.until_at) end`

/**
 * Writes down what was changed of an event, or of one of its dates, since it was said otherwise; those who come are told within
 * minutes. What is as it was is no change.
 */
export async function noteChange(
  ctx: Ctx,
  event: { id: number; spaceId: number },
  was: Said,
  original?: string,
): Promise<void> {
  await note(ctx, event, original, was, await saidNow(ctx, event.id, original))
}

/** The same of single dates that are changed together, as a file or a program says them. */
export async function noteDates(
  ctx: Ctx,
  event: { id: number; spaceId: number },
  originals: readonly string[],
  change: () => Promise<void>,
): Promise<void> {
  const was = await saidAt(ctx, event.id, originals)
  await change()
  const now = await saidAt(ctx, event.id, originals)
  for (const [original, said] of was) {
    const then = now.get(original)
    if (then?.when && Date.parse(then.when.until) > ctx.now.getTime()) await note(ctx, event, original, said, then)
  }
}

async function note(
  ctx: Ctx,
  event: { id: number; spaceId: number },
  original: string | undefined,
  was: Said,
  is: Said,
): Promise<void> {
  const change = difference(was, is)
  if (!Object.keys(change).length) return
  const { sql } = ctx
  await sql`
    insert into event_change (event_id, space_id, original, person_id, at, what)
    values (${event.id}, ${event.spaceId}, ${original ?? null}, ${ctx.me!.id}, ${ctx.now}, ${sql.json(change as object as never)})`
  const key = `date-changes:${event.id}`
  const soon = nearest(change, was) - ctx.now.getTime() < NEAR_MS
  const at = soon ? ctx.now : new Date(ctx.now.getTime() + WAIT_MS)
  await sql`
    select jobs.enqueue('date-changes', jsonb_build_object('id', ${event.id}::bigint), ${at}, ${key}, ${soon ? 'replace' : 'preserve_run_at'})`
}

function nearest({ when }: Change, was: Said): number {
  const moments = when ?? [was.when]
  return Math.min(...moments.flatMap((one) => (one ? [Date.parse(one.from)] : [])))
}

function difference(was: Said, now: Said): Change {
  const changed = Object.keys(now).flatMap((name) => {
    const key = name as keyof Said
    const pair = key === 'when' ? [plain(was.when), plain(now.when)] : [was[key], now[key]]
    if (JSON.stringify(pair[0]) === JSON.stringify(pair[1])) return []
    return [[key, key === 'text' ? [false, true] : pair]]
  })
  return Object.fromEntries(changed)
}

/** Always in the same order, so that it can be compared. */
function plain(when: Moment | null): Moment | null {
  return when && { starts: when.starts, ends: when.ends, zone: when.zone, from: when.from, until: when.until }
}
