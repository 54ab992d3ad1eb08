import { occurrences } from '../../../platform/calendar/occurrences.ts'
import { ruleFrom } from '../../../platform/calendar/parts.ts'
import { addDays, weekdayOf } from '../days.ts'
import { WEEKDAYS } from '../form.ts'
import type { Span } from './options.ts'

/** How often a series is held; of months on the same weekday, as the second Tuesday. */
export const everies = ['week', 'two-weeks', 'four-weeks', 'month'] as const
export type Every = (typeof everies)[number]

/** The latest date of a series is no further away than this. */
const FAR_DAYS = 900

/** One date of a series; `original` is the start that the rule gives it. */
export interface Dated extends Span {
  original: string
}

/** The dates of a series that begins with an option, each at the same time by the clock of its zone. */
export function seriesOf(first: Span, every: Every, times: number): Dated[] {
  const { starts, ends, zone, from } = first
  const found = occurrences(
    { starts, ends, zone, rule: ruleOf(starts.slice(0, 10), every, times) },
    { to: new Date(from.getTime() + FAR_DAYS * 86_400_000), most: times },
  )
  return found.map((one) => ({ ...one, zone }))
}

/** The rule of a series that begins on a day. */
export function ruleOf(day: string, every: Every, count: number): string {
  const weekdays = [WEEKDAYS[weekdayOf(day)]!]
  if (every !== 'month')
    return ruleFrom({ every: 'week', interval: { week: 1, 'two-weeks': 2, 'four-weeks': 4 }[every], weekdays, count })
  // The fifth of a weekday is not in every month: what is meant is the last.
  const last = Number(day.slice(8)) > 28 || addDays(day, 7).slice(0, 7) !== day.slice(0, 7)
  const nth = last ? -1 : (Math.ceil(Number(day.slice(8)) / 7) as 1 | 2 | 3 | 4)
  return ruleFrom({ every: 'month', interval: 1, weekdays, nth, count })
}
