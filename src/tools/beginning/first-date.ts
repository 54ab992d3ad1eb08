import { localOf } from '../../platform/calendar/zones.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { eventIn, makeEvent, mindRest } from '../calendar/index.ts'

/** Late in the working day: who works can come, and who has children is not yet at table. */
const HOUR = '17:00'
const AHEAD_DAYS = 14

interface TypedDate {
  title: string
  day: string
  time?: string | undefined
  place?: string | undefined
  text?: string | undefined
  despite?: boolean | undefined
}

/** A day in two weeks by the host's clock, the Tuesday after where that is a weekend, and an hour. */
export function suggestedDay({ now, timeZone }: Pick<Ctx, 'now' | 'timeZone'>): { day: string; time: string } {
  const day = new Date(`${localOf(now, timeZone).slice(0, 10)}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + AHEAD_DAYS)
  const after = { 6: 3, 0: 2 }[day.getUTCDay()] ?? 0
  day.setUTCDate(day.getUTCDate() + after)
  return { day: day.toISOString().slice(0, 10), time: HOUR }
}

/** Puts the first date into the calendar, by the host's clock. @throws Invalid */
export async function makeFirstDate(ctx: Ctx, typed: TypedDate): Promise<{ id: number; url: string }> {
  const input = eventIn(typed, { zone: ctx.timeZone, lang: spaceOf(ctx).lang })
  if (!typed.despite) await mindRest(ctx, input.when)
  return makeEvent(ctx, input)
}
