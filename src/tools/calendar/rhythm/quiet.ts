import type { When } from '../../../platform/calendar/when.ts'
import { invalid, notFound } from '../../../platform/http/problems.ts'
import { audit } from '../../../spine/activity/record.ts'
import { type Ctx, meOf, spaceOf } from '../../../spine/request/ctx.ts'
import { daysBetween, wallTimes } from '../checked.ts'
import { datesOf } from '../dates.ts'
import { addDays } from '../days.ts'
import { saidDay } from '../said.ts'
import { type Mark, markRows, marksIn } from './marks.ts'
import { isDay } from './yearly.ts'

/** A longer one is no rest any more. */
const LONGEST_DAYS = 183
const MOST = 50

/** A time in which a community rests: from its first day to its last. */
export interface QuietTime {
  id: number
  starts: string
  ends: string
  why: string
  yearly: boolean
}

/** What a form says of one. */
interface QuietTyped {
  why: string
  starts: string
  ends: string
  yearly?: boolean | undefined
}

/** The quiet times of the space of the address. */
export function quietTimesIn(ctx: Ctx): Promise<QuietTime[]> {
  return ctx.sql<QuietTime[]>`
    select id, starts, ends, why, yearly from quiet_time where space_id = ${spaceOf(ctx).id} order by starts, id`
}

/** One of them. @throws 404 */
export async function quietTimeFor(ctx: Ctx, id: number): Promise<QuietTime> {
  const one = (await quietTimesIn(ctx)).find((time) => time.id === id)
  if (!one) throw notFound()
  return one
}

/** Names a time of rest; for hosts, as the database sees to. @throws Invalid */
export async function addQuietTime(ctx: Ctx, typed: QuietTyped): Promise<number> {
  const { id: spaceId } = spaceOf(ctx)
  if ((await quietTimesIn(ctx)).length >= MOST) throw invalid('why', 'quiet-many', { most: MOST })
  const row = { space_id: spaceId, person_id: meOf(ctx).id, ...columnsOf(typed) }
  const [made] = await ctx.sql<[{ id: number }]>`insert into quiet_time ${ctx.sql(row)} returning id`
  await audit(ctx, 'calendar.quiet-on', spaceId)
  return made.id
}

/** Says it otherwise. @throws Invalid; 404 */
export async function changeQuietTime(ctx: Ctx, id: number, typed: QuietTyped): Promise<void> {
  await quietTimeFor(ctx, id)
  await ctx.sql`update quiet_time set ${ctx.sql(columnsOf(typed))} where id = ${id}`
  await audit(ctx, 'calendar.quiet-changed', spaceOf(ctx).id)
}

/** Names it no longer. @throws 404 */
export async function removeQuietTime(ctx: Ctx, id: number): Promise<void> {
  await quietTimeFor(ctx, id)
  await ctx.sql`delete from quiet_time where id = ${id}`
  await audit(ctx, 'calendar.quiet-off', spaceOf(ctx).id)
}

function columnsOf({ why, starts, ends, yearly = false }: QuietTyped) {
  const words = why.replace(/\s+/g, ' ').trim()
  if (!words) throw invalid('why', 'needed')
  if (!isDay(starts)) throw invalid('starts', 'when-time')
  if (!isDay(ends)) throw invalid('ends', 'when-time')
  if (ends < starts) throw invalid('ends', 'when-order')
  if (daysBetween(starts, ends) >= LONGEST_DAYS) throw invalid('ends', 'quiet-long')
  return { why: words, starts, ends, yearly }
}

/** The quiet times of the space of the address that are in the year to come. */
export async function restAhead(ctx: Ctx): Promise<Mark[]> {
  const first = ctx.now.toISOString().slice(0, 10)
  const days = { first, end: addDays(first, 366) }
  return marksIn(await markRows(ctx.sql, days), days).filter(
    ({ kind, space }) => kind === 'quiet' && space.slug === spaceOf(ctx).slug,
  )
}

/**
 * Whoever suggests a date in a quiet time is told so once, and may suggest it all the same.
 * @throws Invalid `despite`, which names the time
 */
export async function mindRest(ctx: Ctx, when: When): Promise<void> {
  const { dates } = datesOf(wallTimes(when), ctx.now)
  const [from, until] = [dates.at(0), dates.at(-1)]
  if (!from || !until) return
  const days = { first: from.starts.slice(0, 10), end: addDays(until.starts.slice(0, 10), 1) }
  const times = marksIn(await markRows(ctx.sql, days), days).filter(
    ({ kind, space }) => kind === 'quiet' && space.slug === spaceOf(ctx).slug,
  )
  const inRest = (day: string) => times.find(({ first, last }) => day >= first && day <= last)
  const found = dates.filter(({ starts }) => inRest(starts.slice(0, 10)))
  const [one] = found
  if (!one) return
  const { title, first, last } = inRest(one.starts.slice(0, 10))!
  throw invalid('despite', 'quiet-time', {
    why: title,
    from: saidDay(ctx.locale, first, ctx.now),
    until: saidDay(ctx.locale, last, ctx.now),
    count: dates.length === 1 ? 0 : found.length,
  })
}
