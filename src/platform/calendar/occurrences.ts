import { DAY, dayOf, isDate, localMs, localText } from './local.ts'
import { readRule } from './rule.ts'
import { seriesOf } from './series.ts'
import type { Occurrence, When } from './when.ts'
import { momentMs, wallMs } from './zones.ts'

/**
 * When something takes place, in order. Each lasts as long as the first (RFC 5545, 3.8.5.3).
 * @param window what begins before `to` and has not ended at `from`, the first `most` of these
 * @throws CalendarTrouble where the times cannot be read, or a rule costs too much
 */
export function occurrences(when: When, window: { from?: Date; to: Date; most: number }): Occurrence[] {
  const { zone } = when
  const start = localMs(when.starts)
  const length = momentMs(zone, localMs(when.ends)).moment - momentMs(zone, start).moment
  const from = window.from?.getTime() ?? Number.NEGATIVE_INFINITY
  const to = window.to.getTime()
  const left = excluded(when)
  const found: Occurrence[] = []
  // A day to spare on both sides: the order of local times is not always that of moments.
  for (const at of startsIn(when, start, from - length - 2 * DAY)) {
    if (at > to + 2 * DAY || found.length >= window.most) break
    if (left(at)) continue
    const { moment } = momentMs(zone, at)
    const until = moment + length
    if (moment < to && (until > from || (length === 0 && moment >= from)))
      found.push(occurrence(zone, at, moment, until))
  }
  return found.sort((a, b) => a.from.getTime() - b.from.getTime())
}

function occurrence(zone: string | null, at: number, moment: number, until: number): Occurrence {
  const whole = zone === null
  return {
    original: localText(at, whole),
    starts: localText(wallMs(zone, moment), whole),
    ends: localText(wallMs(zone, until), whole),
    from: new Date(moment),
    until: new Date(until),
  }
}

/** The starts by rule and by single dates, in order, each once. */
function* startsIn(when: When, start: number, since: number): Generator<number> {
  const dates = [...new Set(when.dates?.map(localMs))].sort((a, b) => a - b)
  const series = when.rule ? seriesOf(readRule(when.rule), start, when.zone, since) : [start]
  let next = 0
  for (const at of series) {
    for (; next < dates.length && dates[next]! < at; next++) yield dates[next]!
    if (dates[next] === at) next++
    yield at
  }
  yield* dates.slice(next)
}

function excluded({ except, zone }: When): (at: number) => boolean {
  const moments = new Set(except?.map(localMs))
  const days = new Set(except?.filter(isDate).map(localMs))
  return (at) => moments.has(at) || (zone !== null && days.has(dayOf(at)))
}
