import type { IcsEvent } from '../../../platform/calendar/file.ts'
import { CalendarTrouble, checkedWhen, momentOf } from '../../../platform/calendar.ts'
import { renderMarkdown } from '../../../platform/markdown/markdown.ts'
import { goGently } from '../../../spine/care/newcomers.ts'
import { type Ctx, spaceOf } from '../../../spine/request/ctx.ts'
import { callOff } from '../changing.ts'
import { changeEvent, eventFor, makeEvents } from '../events.ts'
import { noteDates } from '../telling/changes.ts'
import { oneLine } from './outside-dates.ts'
import { type Planned, storable } from './planned.ts'

/** Two who bring the same file at once wait for each other: the second finds what the first has brought. */
export async function takeTurns(ctx: Ctx): Promise<void> {
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`dates ${spaceOf(ctx).id}`}, 48))`
}

/** Takes what a file brings. Each is an event of the asking person's, or one they see to. @throws Invalid; 403 */
export async function take(ctx: Ctx, plans: readonly Planned[]): Promise<{ added: number; changed: number }> {
  const news = plans.filter(({ state }) => state === 'new')
  if (news.length) {
    const made = news.map(({ uid, event, input }) => {
      return { input, outside: { uid, rest: restOf(event), cancelled: event.status === 'cancelled' } }
    })
    for (const { input } of made) await goGently(ctx, input.description, 0, [])
    const ids = await makeEvents(ctx, made)
    for (const [at, { event, input }] of news.entries()) await keepOwnDates(ctx, ids[at]!, event, input.when.zone)
  }
  const changed = plans.flatMap(({ state, id, ...plan }) => (state === 'changed' && id ? [{ id, ...plan }] : []))
  for (const { id, event, input } of changed) {
    const before = await eventFor(ctx, id)
    await changeEvent(ctx, before, input)
    const now = await eventFor(ctx, id)
    const off = event.status === 'cancelled'
    if (off !== before.cancelled) await callOff(ctx, now, undefined, off)
    const own = event.overrides.map(({ original }) => original)
    await noteDates(ctx, now, own, () => keepOwnDates(ctx, id, event, input.when.zone))
  }
  return { added: news.length, changed: changed.length }
}

/** What we have no word for, as long as it can be kept. */
function restOf({ rest }: IcsEvent): string {
  const plain = storable(rest)
  return plain.length <= 20_000 ? plain : ''
}

/** What is otherwise at single dates of it. */
async function keepOwnDates(ctx: Ctx, id: number, event: IcsEvent, zone: string | null): Promise<void> {
  const own = event.overrides.flatMap((override) => ownDate(override, event, zone))
  if (!own.length) return
  await ctx.sql`
    update occurrence o set cancelled = d.cancelled, moved = o.moved or d.starts is not null,
      starts = coalesce(d.starts, o.starts), ends = coalesce(d.ends, o.ends),
      from_at = coalesce(d."from", o.from_at), until_at = coalesce(d."until", o.until_at),
      title = d.title, description = d.description, html = d.html, place = d.place
    from jsonb_to_recordset(${ctx.sql.json(own)}) d(original text, cancelled boolean, starts text, ends text, "from" timestamptz, "until" timestamptz,
      title text, description text, html text, place text)
    where o.event_id = ${id} and o.original = d.original`
}

function ownDate(override: IcsEvent['overrides'][number], event: IcsEvent, zone: string | null) {
  const { original, starts, ends, title, description, place } = override
  const words = description === undefined ? undefined : storable(description).slice(0, 20_000)
  const said = {
    original,
    cancelled: override.cancelled === true || (override.status ?? event.status) === 'cancelled',
    title: title === undefined ? null : oneLine(title, 200) || null,
    description: words ?? null,
    html: words === undefined ? null : renderMarkdown(words),
    place: place === undefined ? null : oneLine(place, 300),
  }
  if (!starts || !ends) return [said]
  try {
    const when = checkedWhen({ starts, ends, zone })
    const moments = { from: momentOf(when.starts, zone).toISOString(), until: momentOf(when.ends, zone).toISOString() }
    return [{ ...said, starts: when.starts, ends: when.ends, ...moments }]
  } catch (error) {
    // When it is otherwise cannot be read: the rest is as it says.
    if (error instanceof CalendarTrouble) return [said]
    throw error
  }
}
