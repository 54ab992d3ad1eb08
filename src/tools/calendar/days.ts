import { localOf, momentOf } from '../../platform/calendar/zones.ts'
import type { Locale } from '../../platform/i18n.ts'
import type { WeekStart } from '../../spine/request/ctx.ts'
import type { Range } from './range.ts'

export const views = ['month', 'week', 'agenda'] as const
export type View = (typeof views)[number]

/** Whether there is such a day: not `2026-02-30`. */
export function isDay(day: string): boolean {
  return !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && addDays(day, 0) === day
}

/** The day so many days after another: `2026-11-30` and 1 is `2026-12-01`. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The first day of the month so many months after that of a day. */
export function monthAfter(day: string, months: number): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 10)
}

/** Which day it is in a zone. */
export function dayIn(at: Date, zone: string): string {
  return localOf(at, zone).slice(0, 10)
}

/** Monday is 0. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

type WithWeek = Intl.Locale & { weekInfo?: { firstDay: number }; getWeekInfo?(): { firstDay: number } }

/** Whose weeks these are. */
export interface Reader {
  locale: Pick<Locale, 'intl'>
  me: { weekStart: WeekStart | null } | null
}

const CHOSEN: Record<WeekStart, number> = { monday: 0, saturday: 5, sunday: 6 }

/** The day that a week begins with, as somebody chose it, else where their language is spoken: Monday is 0. */
export function firstWeekday({ locale, me }: Reader): number {
  if (me?.weekStart) return CHOSEN[me.weekStart]
  const first = usual.get(locale.intl) ?? spokenFirst(locale.intl)
  usual.set(locale.intl, first)
  return first
}

/** By language: asking for it takes a millisecond, and a year asks for each of its dates. */
const usual = new Map<string, number>()

function spokenFirst(intl: string): number {
  const known = new Intl.Locale(intl) as WithWeek
  return ((known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1) - 1
}

/** The day that the week of a day begins with. */
export function weekOf(day: string, reader: Reader): string {
  return addDays(day, -((weekdayOf(day) - firstWeekday(reader) + 7) % 7))
}

/** The days that a view shows around a day: whole weeks of a month, a week, or what comes from a day on. */
export function daysShown(view: View, day: string, reader: Reader): { first: string; end: string } {
  if (view === 'agenda') return { first: day, end: addDays(day, 366) }
  if (view === 'week') {
    const first = weekOf(day, reader)
    return { first, end: addDays(first, 7) }
  }
  const first = weekOf(`${day.slice(0, 7)}-01`, reader)
  return { first, end: addDays(weekOf(addDays(monthAfter(day, 1), -1), reader), 7) }
}

/** Those days with the moments at which they begin and end in a zone. */
export function rangeOf({ first, end }: { first: string; end: string }, zone: string): Range {
  return { first, end, from: momentOf(`${first}T00:00:00`, zone), to: momentOf(`${end}T00:00:00`, zone) }
}

/** Each day from the first up to the end, which is not among them. */
export function eachDay({ first, end }: { first: string; end: string }): string[] {
  const days: string[] = []
  for (let day = first; day < end; day = addDays(day, 1)) days.push(day)
  return days
}

/** Whether a date is over for somebody in a zone: whole days are those of whoever looks. */
export function isOver(
  { ends, zone, untilAt }: { ends: string; zone: string | null; untilAt: Date },
  now: Date,
  reader: string,
): boolean {
  return zone === null ? ends <= dayIn(now, reader) : untilAt <= now
}

/** Whether it has begun for them. */
export function hasBegun(
  { starts, zone, fromAt }: { starts: string; zone: string | null; fromAt: Date },
  now: Date,
  reader: string,
): boolean {
  return zone === null ? starts <= dayIn(now, reader) : fromAt <= now
}

/** The days that a date is on, as somebody in a zone sees it: what ends at midnight is not on the next one. */
export function daysOn(
  {
    starts,
    ends,
    zone,
    fromAt,
    untilAt,
  }: { starts: string; ends: string; zone: string | null; fromAt: Date; untilAt: Date },
  reader: string,
): { first: string; last: string } {
  if (zone === null) return { first: starts, last: addDays(ends, -1) }
  const last = new Date(Math.max(untilAt.getTime() - 1, fromAt.getTime()))
  return { first: dayIn(fromAt, reader), last: dayIn(last, reader) }
}
