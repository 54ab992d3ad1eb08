import type { CheckedWhen } from '../../platform/calendar/when.ts'
import { invalid } from '../../platform/http/problems.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { type Event, eventFor, makeEvent } from '../calendar/index.ts'
import { type Journey, makeJourney } from './journeys.ts'
import type { StepKind } from './steps.ts'

const DAY_MS = 86_400_000

/** A date of the journey before, and the day it would be on for the new group. */
export interface Shifted {
  stepId: number
  title: string
  day: string
}

interface Copied {
  id: number
  kind: StepKind
  title: string
  itemId: number | null
  original: string | null
  starts: string | null
}

/** @returns the day so many days later */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** How many days lie between two. */
function daysFrom(day: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / DAY_MS)
}

/** The dates of a journey as they would be, were it to begin on another day. */
export async function shiftedDates(ctx: Ctx, it: Journey, begins: string): Promise<Shifted[]> {
  const steps = await datedSteps(ctx, it)
  const first = it.beginsOn ?? steps.find(({ starts }) => starts)?.starts?.slice(0, 10) ?? begins
  const days = daysFrom(first, begins)
  return steps.flatMap(({ id, title, starts }) =>
    starts ? [{ stepId: id, title, day: dayAfter(starts.slice(0, 10), days) }] : [],
  )
}

export interface Again {
  title: string
  begins: string
  /** For each date that it had, by its step, the new day; without one no date is made. */
  dates: { stepId: number; day: string }[]
}

/**
 * Goes again with a new group: a draft with the same steps, its days shifted, and new dates where a day is given. Nobody and
 * nothing that people did comes along; who begins it guides it.
 * @throws Invalid; 403 for guests
 */
export async function goAgain(
  ctx: Ctx,
  it: Journey,
  { title, begins, dates }: Again,
): Promise<{ id: number; url: string }> {
  mustStart(ctx)
  const { about, forWhom, able, takes, places, lang } = it
  const days = it.beginsOn ? daysFrom(it.beginsOn, begins) : 0
  const later = (day: string | null) => (day && it.beginsOn ? dayAfter(day, days) : null)
  const said = { about, forWhom, able, takes, places, lang, title, beginsOn: begins }
  const made = await makeJourney(ctx, { ...said, endsOn: later(it.endsOn), joinUntil: later(it.joinUntil) })
  const events = await newDates(ctx, it, dates)
  await ctx.sql`
    insert into journey_step (journey_id, space_id, place, stage, kind, title, words, html, minutes, day, after_days, must, item_id, led, original, address, bring)
    select ${made.id}, s.space_id, s.place, s.stage, s.kind, s.title, s.words, s.html, s.minutes, s.day + ${days}::int, s.after_days, s.must,
      case when s.kind = 'meet' then n.event_id else x.id end, case when s.kind = 'meet' then n.event_id is not null else x.id is not null end, null, s.address, s.bring
    from journey_step s left join unnest(${events.map(({ stepId }) => stepId)}::bigint[], ${events.map(({ id }) => id)}::bigint[]) n(step_id, event_id) on n.step_id = s.id
    left join item x on x.id = s.item_id and x.removed_at is null
    where s.journey_id = ${it.id} and s.removed_at is null`
  return made
}

/** The steps that lead to a date that can be read, with when it is. */
function datedSteps(ctx: Ctx, it: Journey): Promise<Copied[]> {
  return ctx.sql<Copied[]>`
    select s.id, s.kind, s.title, s.item_id, s.original, o.starts from journey_step s
    join item i on i.id = s.item_id and i.removed_at is null and i.space_id = s.space_id
    join lateral (select o.starts from occurrence o where o.event_id = s.item_id and o.original = coalesce(s.original, o.original) order by o.from_at limit 1) o on true
    where s.journey_id = ${it.id} and s.kind = 'meet' and s.removed_at is null order by s.place, s.id`
}

async function newDates(ctx: Ctx, it: Journey, dates: Again['dates']): Promise<{ stepId: number; id: number }[]> {
  const steps = await datedSteps(ctx, it)
  const made: { stepId: number; id: number }[] = []
  for (const { stepId, day } of dates) {
    const step = steps.find(({ id }) => id === stepId)
    if (!step) throw invalid('_', 'moved-meanwhile')
    if (!day) continue
    const event = await eventFor(ctx, step.itemId!)
    const { id } = await makeEvent(ctx, { ...event, title: event.title, when: shifted(event, step.starts!, day) })
    made.push({ stepId, id })
  }
  return made
}

/** Once, at the same hours, on another day. */
function shifted({ when }: Event, starts: string, day: string): Pick<CheckedWhen, 'starts' | 'ends' | 'zone'> {
  const days = daysFrom(starts.slice(0, 10), day)
  const lasts = daysFrom(when.starts.slice(0, 10), when.ends.slice(0, 10))
  const from = dayAfter(starts.slice(0, 10), days)
  const at = (on: string, wall: string) => on + wall.slice(10)
  return { starts: at(from, starts), ends: at(dayAfter(from, lasts), when.ends), zone: when.zone }
}
