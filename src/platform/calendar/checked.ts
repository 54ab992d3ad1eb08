import { DAY, dayOf, isDate, localMs, localText } from './local.ts'
import { lastMs, type Rule, readRule, ruleText } from './rule.ts'
import { CalendarTrouble, type CheckedWhen, type When } from './when.ts'
import { momentMs, zoneName } from './zones.ts'

const MOST_DATES = 2000

/**
 * The same times, all there and spelled in one way. UNTIL becomes a date of the zone (a local time where the rule has times of its
 * own), so that it says the same by the clock on the wall wherever it is read.
 * @throws CalendarTrouble
 */
export function checkedWhen(when: When): CheckedWhen {
  const whole = when.zone === null
  const zone = when.zone === null ? null : zoneName(when.zone)
  const start = ofKind(when.starts, whole)
  const end = ofKind(when.ends, whole)
  const length = momentMs(zone, end).moment - momentMs(zone, start).moment
  if (length < 0 || (whole && length === 0)) throw new CalendarTrouble('order', `${when.starts} ${when.ends}`)
  if ((when.dates?.length ?? 0) > MOST_DATES || (when.except?.length ?? 0) > MOST_DATES) {
    throw new CalendarTrouble('many', 'single dates')
  }
  const rule = when.rule ? checkedRule(readRule(when.rule), start, zone) : null
  const dates = sorted(when.dates, (text) => localText(ofKind(text, whole), whole))
  const onceADay = !/;BY(HOUR|MINUTE|SECOND)=/.test(rule ?? '')
  const except = sorted(when.except, (text) => {
    const ms = localMs(text)
    if (whole || !isDate(text)) return localText(ms, whole)
    // The day of what starts once a day is that start, which more programs understand.
    const single = onceADay && !dates.some((date) => date.startsWith(text))
    return single ? localText(ms + (start % DAY), false) : text
  })
  return { starts: localText(start, whole), ends: localText(end, whole), zone, rule, dates, except }
}

function ofKind(text: string, whole: boolean): number {
  const ms = localMs(text)
  if (isDate(text) !== whole) throw new CalendarTrouble('time', text)
  return ms
}

function sorted(texts: string[] | undefined, spelled: (text: string) => string): string[] {
  return [...new Set(texts?.map(spelled))].sort()
}

function checkedRule(rule: Rule, start: number, zone: string | null): string {
  const times = zone === null ? { byHour: [], byMinute: [], bySecond: [] } : {}
  return ruleText({ ...rule, ...times, ...(rule.until !== undefined && { until: localUntil(rule, start, zone) }) })
}

function localUntil(rule: Rule, start: number, zone: string | null): string {
  const last = lastMs(rule, zone)
  const ownTimes = zone !== null && rule.byHour.length + rule.byMinute.length + rule.bySecond.length > 0
  if (ownTimes && !isDate(rule.until!)) return localText(last, false)
  // The day of the last start: a UNTIL earlier on a day than the start is of the day before.
  return localText(dayOf(last) - (last % DAY < start % DAY ? DAY : 0), true)
}
