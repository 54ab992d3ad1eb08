import { momentOf } from '../../platform/calendar/zones.ts'
import { invalid, notFound } from '../../platform/http/problems.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import { record } from '../../spine/activity/record.ts'
import { goGently } from '../../spine/care/newcomers.ts'
import { plainTitle } from '../../spine/items/items.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { wallTimes } from './checked.ts'
import { type Event, type EventInput, mustTend } from './events.ts'
import { noteChange, saidNow } from './telling/changes.ts'

/** Of a repeating event: this date alone, this and those after it, or all of them. */
export const scopes = ['this', 'following', 'all'] as const
export type Scope = (typeof scopes)[number]

/** One date of an event, as it is kept. @throws 404 */
export async function occurrenceFor(
  ctx: Ctx,
  event: Event,
  original: string,
): Promise<{ original: string; starts: string; ends: string; first: boolean }> {
  const [row] = await ctx.sql<[{ original: string; starts: string; ends: string; first: boolean }?]>`
    select o.original, o.starts, o.ends, not exists (select from occurrence x where x.event_id = o.event_id and x.original < o.original) first
    from occurrence o where o.event_id = ${event.id} and o.original = ${original}`
  if (!row) throw notFound()
  return row
}

/** An event as one of its dates has it, with what is said of that date alone. @throws 404 */
export async function eventAt(ctx: Ctx, event: Event, original: string): Promise<Event & { first: boolean }> {
  const { first, starts, ends } = await occurrenceFor(ctx, event, original)
  const [row] = await ctx.sql<[{ own: Partial<EventInput> }]>`
    select jsonb_strip_nulls(jsonb_build_object('title', title, 'description', description, 'place', place, 'link', link, 'dialIn', dial_in,
      'prepare', prepare, 'agenda', agenda)) own from occurrence where event_id = ${event.id} and original = ${original}`
  return { ...event, ...row.own, when: { ...event.when, starts, ends }, first }
}

/**
 * Says one date of a repeating event otherwise: when, where, what; the others stay.
 * @throws Invalid; 403; 404
 */
export async function changeDate(ctx: Ctx, event: Event, original: string, input: EventInput): Promise<void> {
  mustTend(ctx, event)
  await occurrenceFor(ctx, event, original)
  const when = wallTimes({ ...input.when, rule: null })
  if ((when.zone === null) !== (event.when.zone === null)) throw invalid('whole', 'date-alike')
  if (when.zone !== event.when.zone) throw invalid('zone', 'date-alike')
  const moved = when.starts !== original || lasts(when) !== lasts(event.when)
  const own = <K extends 'place' | 'link' | 'dialIn' | 'prepare'>(key: K) =>
    input[key] === event[key] ? null : input[key]
  const title = plainTitle(input.title)
  const description = input.description === event.description ? null : input.description
  if (description !== null) await goGently(ctx, description, 0, [])
  const was = await saidNow(ctx, event.id, original)
  await nextModseq(ctx, event)
  await ctx.sql`
    update occurrence set ${ctx.sql({
      starts: when.starts,
      ends: when.ends,
      from_at: momentOf(when.starts, when.zone),
      until_at: momentOf(when.ends, when.zone),
      moved,
      title: title === event.title ? null : title,
      description,
      html: description === null ? null : renderMarkdown(description),
      place: own('place'),
      link: own('link'),
      dial_in: own('dialIn'),
      prepare: own('prepare'),
      agenda: JSON.stringify(input.agenda) === JSON.stringify(event.agenda) ? null : ctx.sql.json(input.agenda),
    })} where event_id = ${event.id} and original = ${original}`
  await touched(ctx, event)
  await noteChange(ctx, event, was, original)
  await record(ctx, 'event.changed', event.spaceId, { itemId: event.id })
}

const lasts = ({ starts, ends }: { starts: string; ends: string }) => Date.parse(`${ends}Z`) - Date.parse(`${starts}Z`)

/**
 * Calls an event off, or one of its dates; or holds it after all. It stays where it is, so that nobody comes in vain.
 * @throws 403; 404
 */
export async function callOff(ctx: Ctx, event: Event, original: string | undefined, off: boolean): Promise<void> {
  mustTend(ctx, event)
  if (original) await occurrenceFor(ctx, event, original)
  const was = await saidNow(ctx, event.id, original)
  await nextModseq(ctx, event)
  if (original)
    await ctx.sql`update occurrence set cancelled = ${off} where event_id = ${event.id} and original = ${original}`
  else await ctx.sql`update event set cancelled_at = ${off ? ctx.now : null} where item_id = ${event.id}`
  await touched(ctx, event)
  await noteChange(ctx, event, was, original)
  await record(ctx, off ? 'event.called-off' : 'event.held', event.spaceId, { itemId: event.id })
}

async function touched(ctx: Ctx, event: Event): Promise<void> {
  await ctx.sql`update event set version = version + 1, sequence = sequence + 1, changed_at = ${ctx.now} where item_id = ${event.id}`
}
