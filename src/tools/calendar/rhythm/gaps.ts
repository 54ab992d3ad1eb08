import { addDays, daysOn, type Reader, weekOf } from '../days.ts'
import type { Beat, Every } from './beats.ts'
import { heldOf } from './beats.ts'
import type { Mark } from './marks.ts'
import type { YearDate } from './year.ts'
import { earlierDay, laterDay, type Span } from './yearly.ts'

/** Days in which nothing takes place, in whole weeks; and the rest that is named in them. */
export interface Gap extends Span {
  weeks: number
  rest: string | null
}

/** Shorter ones are nothing to speak of; of more than so many the longest are told. */
const GAP_DAYS = 21
const MOST_GAPS = 6

const daysIn = (from: string, until: string) =>
  Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000) + 1

/**
 * Where nothing takes place for three weeks and more.
 * @param within the days that are looked at, up to the end, which is not among them
 * @param dates in the order in which they begin
 */
export function gapsOf(
  dates: readonly YearDate[],
  within: { first: string; end: string },
  marks: readonly Mark[],
  zone: string,
): Gap[] {
  const gaps: Gap[] = []
  let free = within.first
  const close = (until: string) => {
    const days = daysIn(free, until)
    if (days >= GAP_DAYS)
      gaps.push({
        first: free,
        last: until,
        weeks: Math.floor(days / 7),
        rest: restIn({ first: free, last: until }, marks),
      })
  }
  for (const date of dates) {
    const { first, last } = daysOn(date, zone)
    if (first > free) close(addDays(earlierDay(first, within.end), -1))
    if (last >= free) free = addDays(last, 1)
  }
  if (free < within.end && dates.length) close(addDays(within.end, -1))
  const longest = gaps.toSorted((a, b) => b.weeks - a.weeks).slice(0, MOST_GAPS)
  return gaps.filter((gap) => longest.includes(gap))
}

/** The quiet time that takes a good part of a gap. */
function restIn(gap: Span, marks: readonly Mark[]): string | null {
  const shared = ({ first, last }: Span) => daysIn(laterDay(first, gap.first), earlierDay(last, gap.last))
  return marks.find((mark) => mark.kind === 'quiet' && shared(mark) * 2 >= daysIn(gap.first, gap.last))?.title ?? null
}

/** A week in which much takes place. */
export interface Busy {
  first: string
  count: number
}

const BUSY = 4
const MOST_BUSY = 5

/** So many dates begin in each week, by the day that a week begins with for whoever looks. */
export function perWeek(dates: readonly YearDate[], zone: string, reader: Reader): Map<string, number> {
  const weeks = new Map<string, number>()
  for (const date of dates) {
    const week = weekOf(daysOn(date, zone).first, reader)
    weeks.set(week, (weeks.get(week) ?? 0) + 1)
  }
  return weeks
}

/** Weeks with twice as many dates as a usual one, and at least four; of more than a few the fullest. */
export function busyWeeks(weeks: ReadonlyMap<string, number>): Busy[] {
  const counts = [...weeks.values()].sort((a, b) => a - b)
  const usual = counts[Math.floor(counts.length / 2)] ?? 0
  const busy = [...weeks]
    .map(([first, count]) => ({ first, count }))
    .filter(({ count }) => count >= Math.max(BUSY, usual * 2))
  const fullest = busy.toSorted((a, b) => b.count - a.count).slice(0, MOST_BUSY)
  return busy.filter((one) => fullest.includes(one)).sort((a, b) => a.first.localeCompare(b.first))
}

/** What a year may do without, but somebody should have asked: each is a question to hosts. */
export const wants = ['week', 'month', 'quarter', 'year', 'between', 'on-site', 'online', 'rest'] as const
export type Want = (typeof wants)[number]

/** Which kinds of rhythm a year lacks. */
export function wantsOf(beats: readonly Beat[], dates: readonly YearDate[], marks: readonly Mark[]): Want[] {
  const has = (...all: Every[]) => beats.some(({ every }) => all.includes(every))
  const held = heldOf(dates)
  const lacks: Record<Want, boolean> = {
    week: !has('week', 'fortnight'),
    month: !has('month'),
    quarter: !has('quarter'),
    year: !has('year'),
    // What lasts whole days can be joined when one has time.
    between: dates.every(({ zone }) => zone !== null),
    'on-site': held === 'online',
    online: held === 'on-site',
    rest: !marks.some(({ kind }) => kind === 'quiet'),
  }
  return dates.length ? wants.filter((want) => lacks[want]) : []
}
