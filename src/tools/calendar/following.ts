import { occurrences } from '../../platform/calendar/occurrences.ts'
import { lastMs, readRule, ruleText } from '../../platform/calendar/rule.ts'
import type { CheckedWhen, When } from '../../platform/calendar/when.ts'
import { momentOf } from '../../platform/calendar/zones.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { occurrenceFor } from './changing.ts'
import { daysBetween } from './checked.ts'
import { keepDates } from './dates.ts'
import { addDays } from './days.ts'
import { changeEvent, type Event, type EventInput, makeEvent, mustTend } from './events.ts'
import { singlesBy, wallMs } from './singles.ts'
import { noteChange, saidNow } from './telling/changes.ts'

/**
 * Says a repeating event otherwise from a date on: the event ends before it, and another goes on from there, with all that people had
 * said of it and of its later dates: see `carry_on()`. From its first date on it is the whole event.
 * @returns the address of what goes on @throws Invalid; 403; 404
 */
export async function changeFollowing(ctx: Ctx, event: Event, original: string, input: EventInput): Promise<string> {
  mustTend(ctx, event)
  const from = await occurrenceFor(ctx, event, original)
  if (from.first || !event.repeats) return changeEvent(ctx, event, input)
  const { sql } = ctx
  const was = { ...(await saidNow(ctx, event.id)), when: (await saidNow(ctx, event.id, original)).when }
  const goesOn = { ...input, when: whenFrom(event.when, from, input.when) }
  const made = await makeEvent(ctx, goesOn, { authorId: event.authorId, at: ctx.now })
  await sql`select carry_parts(${event.id}, ${made.id})`
  await sql`
    insert into follow (person_id, item_id, level) select person_id, ${made.id}, level from follow where item_id = ${event.id} on conflict do nothing`
  await takeDates(ctx, event, from, made.id, goesOn)
  await sql`select carry_on(${event.id}, ${original}, ${made.id})`
  await noteChange(ctx, { id: made.id, spaceId: event.spaceId }, was)
  await nextModseq(ctx, event)
  const when = endedBefore(event.when, original)
  await sql`
    update event set rule = ${when.rule}, added = ${when.dates}, left_out = ${when.except}, version = version + 1, sequence = sequence + 1, changed_at = ${ctx.now} where item_id = ${event.id}`
  await keepDates(ctx, event.id, when)
  return made.url
}

/** When the following ones are: so many as there were still to come, with single dates that were added and left out. */
function whenFrom(was: CheckedWhen, from: { original: string; starts: string }, now: When): When {
  const { dates, except } = singlesBy(later(was, from.original), wallMs(now.starts) - wallMs(from.starts))
  const rule = now.rule ? readRule(now.rule) : null
  const counted = was.rule ? readRule(was.rule).count : undefined
  if (rule?.count === undefined || rule.count !== counted) return { ...now, dates, except }
  const before = occurrences(
    { ...was, dates: [], except: [] },
    { to: momentOf(from.original, was.zone), most: rule.count },
  )
  rule.count = Math.max(1, rule.count - before.length)
  return { ...now, rule: ruleText(rule), dates, except }
}

/** What was said of single dates goes along to those of the same day, as far as they are moved: that one is called off, or where. */
async function takeDates(
  { sql }: Ctx,
  event: Event,
  from: { original: string; starts: string },
  to: number,
  { when }: EventInput,
): Promise<void> {
  const days = daysBetween(from.starts, when.starts)
  const alike = when.zone === event.when.zone
  await sql`
    update occurrence n set cancelled = o.cancelled, title = o.title, description = o.description, html = o.html, place = o.place, link = o.link,
      dial_in = o.dial_in, agenda = o.agenda, prepare = o.prepare, moved = o.moved and ${alike},
      starts = case when o.moved and ${alike} then o.starts else n.starts end, ends = case when o.moved and ${alike} then o.ends else n.ends end,
      from_at = case when o.moved and ${alike} then o.from_at else n.from_at end, until_at = case when o.moved and ${alike} then o.until_at else n.until_at end
    from occurrence o where n.event_id = ${to} and o.event_id = ${event.id} and o.original > ${from.original}
      and left(n.original, 10) = to_char(left(o.original, 10)::date + ${days}::int, 'YYYY-MM-DD')
      and (o.moved or o.cancelled or coalesce(o.title, o.description, o.place, o.link, o.dial_in, o.prepare, o.agenda::text) is not null)`
}

/** The same, as long as it is before a date. */
function endedBefore(when: CheckedWhen, original: string): CheckedWhen {
  const dates = when.dates.filter((date) => date < original)
  const except = when.except.filter((date) => date < original)
  if (when.rule === null) return { ...when, dates, except }
  const rule = readRule(when.rule)
  const last = addDays(original.slice(0, 10), -1)
  delete rule.count
  if (rule.until === undefined || lastMs(rule, when.zone) > Date.parse(`${last}T23:59:59Z`)) rule.until = last
  return { ...when, rule: ruleText(rule), dates, except }
}

const later = (when: CheckedWhen, original: string): CheckedWhen => ({
  ...when,
  dates: when.dates.filter((date) => date > original),
  except: when.except.filter((date) => date > original),
})
