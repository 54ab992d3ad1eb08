import { occurrences } from '../../platform/calendar/occurrences.ts'
import type { CheckedWhen, Occurrence } from '../../platform/calendar/when.ts'
import { momentOf } from '../../platform/calendar/zones.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import { plainTitle } from '../../spine/items/items.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { wallTimes } from './checked.ts'
import { datesOf } from './dates.ts'
import type { Event } from './events.ts'

/** What is said of one date of an event otherwise than of all of them. What is not there is as the event says. */
export interface DateSaid {
  /** The start that the rule gives it. */
  original: string
  cancelled?: boolean
  starts?: string
  ends?: string
  title?: string
  description?: string
  place?: string
  link?: string
}

/** Which of these starts are none of an event's. */
export function strayDates(when: CheckedWhen, originals: readonly string[]): string[] {
  return originals.filter((original) => !dateAt(when, original))
}

function dateAt(when: CheckedWhen, original: string): Occurrence | undefined {
  const at = momentOf(original, when.zone).getTime()
  const near = occurrences(when, { from: new Date(at), to: new Date(at + 1), most: 10 })
  return near.find((date) => date.original === original)
}

/**
 * Says all that single dates of an event say otherwise: what was said so of others is taken back. An agenda and the like of a date
 * stay. For whoever has just changed the event: nothing is asked here.
 * @throws Invalid
 */
export async function sayDates(
  ctx: Ctx,
  event: Pick<Event, 'id' | 'spaceId'>,
  when: CheckedWhen,
  said: DateSaid[],
): Promise<void> {
  const { sql } = ctx
  const before = await sql<{ original: string }[]>`
    select original from occurrence where event_id = ${event.id}
      and (moved or cancelled or coalesce(title, description, place, link) is not null)`
  const known = new Map(datesOf(when, ctx.now).dates.map((date) => [date.original, date]))
  const otherwise = new Map(said.map((one) => [one.original, one]))
  const rows = [...new Set([...before.map(({ original }) => original), ...otherwise.keys()])].flatMap((original) => {
    const date = known.get(original) ?? dateAt(when, original)
    return date ? [rowOf(when, date, otherwise.get(original) ?? { original })] : []
  })
  if (!rows.length) return
  await sql`
    insert into occurrence as o (event_id, space_id, original, starts, ends, from_at, until_at, moved, cancelled, title, description, html, place, link)
    select ${event.id}, ${event.spaceId}, d.original, d.starts, d.ends, d.from_at, d.until_at, d.moved, d.cancelled, d.title, d.description, d.html, d.place, d.link
    from jsonb_to_recordset(${sql.json(rows)}) d(original text, starts text, ends text, from_at timestamptz, until_at timestamptz,
      moved boolean, cancelled boolean, title text, description text, html text, place text, link text)
    on conflict (event_id, original) do update set starts = excluded.starts, ends = excluded.ends, from_at = excluded.from_at,
      until_at = excluded.until_at, moved = excluded.moved, cancelled = excluded.cancelled, title = excluded.title,
      description = excluded.description, html = excluded.html, place = excluded.place, link = excluded.link`
}

function rowOf(when: CheckedWhen, date: Occurrence, said: DateSaid) {
  const { starts = date.starts, ends = date.ends } = said
  const moved = starts !== date.starts || ends !== date.ends
  const times = moved ? wallTimes({ starts, ends, zone: when.zone, rule: null }) : date
  return {
    original: date.original,
    starts: times.starts,
    ends: times.ends,
    from_at: (moved ? momentOf(times.starts, when.zone) : date.from).toISOString(),
    until_at: (moved ? momentOf(times.ends, when.zone) : date.until).toISOString(),
    moved,
    cancelled: said.cancelled ?? false,
    title: said.title === undefined ? null : plainTitle(said.title),
    description: said.description ?? null,
    html: said.description === undefined ? null : renderMarkdown(said.description),
    place: said.place ?? null,
    link: said.link ?? null,
  }
}
