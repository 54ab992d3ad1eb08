import { lastMs, readRule, ruleText } from '../../platform/calendar/rule.ts'
import type { CheckedWhen } from '../../platform/calendar/when.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { occurrenceFor } from './changing.ts'
import { keepDates } from './dates.ts'
import { addDays } from './days.ts'
import { changeEvent, type Event, type EventInput, makeEvent, mustTend } from './events.ts'
import { noteChange, saidNow } from './telling/changes.ts'

/**
 * Says a repeating event otherwise from a date on: the event ends before it, and another goes on from there, with all that people had
 * said of it and of its later dates: see `carry_on()`. From its first date on it is the whole event.
 * @returns the address of what goes on @throws Invalid; 403; 404
 */
export async function changeFollowing(ctx: Ctx, event: Event, original: string, input: EventInput): Promise<string> {
  mustTend(ctx, event)
  const from = await occurrenceFor(ctx, event, original)
  if (from.first || !event.when.rule) return changeEvent(ctx, event, input)
  const { sql } = ctx
  const was = { ...(await saidNow(ctx, event.id)), when: (await saidNow(ctx, event.id, original)).when }
  const made = await makeEvent(ctx, input, { authorId: event.authorId, at: ctx.now })
  await sql`select carry_on(${event.id}, ${original}, ${made.id})`
  await noteChange(ctx, { id: made.id, spaceId: event.spaceId }, was)
  await nextModseq(ctx, event)
  const when = endedBefore(event.when, original)
  await sql`
    update event set rule = ${when.rule}, added = ${when.dates}, version = version + 1, sequence = sequence + 1, changed_at = ${ctx.now} where item_id = ${event.id}`
  await keepDates(ctx, event.id, when)
  return made.url
}

/** The same, as long as it is before a date. */
export function endedBefore(when: CheckedWhen, original: string): CheckedWhen {
  const rule = readRule(when.rule!)
  const last = addDays(original.slice(0, 10), -1)
  delete rule.count
  if (rule.until === undefined || lastMs(rule, when.zone) > Date.parse(`${last}T23:59:59Z`)) rule.until = last
  return { ...when, rule: ruleText(rule), dates: when.dates.filter((date) => date < original) }
}
