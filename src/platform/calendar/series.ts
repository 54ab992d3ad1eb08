import { completed, dayNumber, daysOf, periodBefore } from './days.ts'
import { DAY, dayOf, END } from './local.ts'
import { lastMs, type Rule } from './rule.ts'
import { CalendarTrouble } from './when.ts'
import { momentMs } from './zones.ts'

/** No rule is followed further than this: 300 years of days, and many times a day on some of them. */
const MOST_STEPS = 250_000

/**
 * The local starts of a rule in order, as local.ts reckons, without end where the rule has none. The first is always the start itself,
 * and counts (RFC 5545, 3.8.2.4 and 3.3.10). Times that the clock skips are left out and do not count.
 * @param since what lies before may be left out
 * @throws CalendarTrouble `often` after too much work
 */
export function* seriesOf(rule: Rule, start: number, zone: string | null, since: number): Generator<number> {
  yield start
  const first = dayOf(start) / DAY
  const whole = completed(rule, first)
  const times = timesOf(rule, start, zone)
  const last = Math.min(lastMs(rule, zone), END - 1)
  let left = (rule.count ?? Number.POSITIVE_INFINITY) - 1
  let steps = 0
  // A rule that counts is counted from its beginning.
  let period = rule.count === undefined ? periodBefore(rule, first, Math.floor(since / DAY)) : 0
  for (; beginning(rule, first, period) <= last; period++) {
    const starts = positions(rule, startsOn(daysOf(whole, first, period), times, zone))
    steps += 1 + starts.length
    if (steps > MOST_STEPS) throw new CalendarTrouble('often', 'too many steps')
    for (const at of starts) {
      if (at <= start) continue
      if (at > last || left-- <= 0) return
      yield at
    }
  }
}

/** A local time that nothing of the period precedes. */
function beginning(rule: Rule, first: number, period: number): number {
  const away = period * rule.interval
  if (rule.freq === 'DAILY') return (first + away) * DAY
  if (rule.freq === 'WEEKLY') return (first + away * 7 - 7) * DAY
  const start = new Date(first * DAY)
  if (rule.freq === 'MONTHLY') return dayNumber(start.getUTCFullYear(), start.getUTCMonth() + 1 + away, 1) * DAY
  return (dayNumber(start.getUTCFullYear() + away, 1, 1) - 7) * DAY
}

/** The times of a day, in milliseconds. Whole days have none. */
function timesOf(rule: Rule, start: number, zone: string | null): number[] {
  if (zone === null) return [0]
  const own = new Date(start)
  const or = (list: number[], other: number) => (list.length ? list : [other])
  return or(rule.byHour, own.getUTCHours()).flatMap((hour) =>
    or(rule.byMinute, own.getUTCMinutes()).flatMap((minute) =>
      or(rule.bySecond, own.getUTCSeconds()).map((second) => ((hour * 60 + minute) * 60 + second) * 1000),
    ),
  )
}

function startsOn(days: number[], times: number[], zone: string | null): number[] {
  const all = days.flatMap((day) => times.map((time) => day * DAY + time))
  return zone === null ? all : all.filter((at) => !momentMs(zone, at).skipped)
}

function positions(rule: Rule, starts: number[]): number[] {
  if (!rule.bySetPos.length) return starts
  const chosen = new Set(rule.bySetPos.map((at) => starts[at > 0 ? at - 1 : starts.length + at]))
  return starts.filter((at) => chosen.has(at))
}
