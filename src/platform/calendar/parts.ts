import { isDate } from './local.ts'
import { type Freq, type Rule, readRule, ruleText, WEEKDAYS, type Weekday } from './rule.ts'

/** What a form says of a rule. */
export interface Parts {
  every: 'day' | 'week' | 'month' | 'year'
  interval: number
  /** Of weeks: one or several. With `nth`: one. */
  weekdays?: Weekday[]
  /** Of months and years: which of these weekdays of the month; -1 is the last. */
  nth?: 1 | 2 | 3 | 4 | 5 | -1
  /** Of years, with `nth` or `monthDay`: January is 1. */
  month?: number
  /** Of months, and of years with `month`: the day of the month; -1 is the last. */
  monthDay?: number
  /** The last day on which it may start, `2026-12-31`. */
  until?: string
  count?: number
}

const FREQ: Record<Parts['every'], Freq> = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' }

/**
 * The RRULE value of what a form says.
 * @throws CalendarTrouble `rule`, `time` where the parts make none
 */
export function ruleFrom(parts: Parts): string {
  const rule = [`FREQ=${FREQ[parts.every]}`, `INTERVAL=${parts.interval}`]
  if (parts.month !== undefined) rule.push(`BYMONTH=${parts.month}`)
  if (parts.weekdays?.length) rule.push(`BYDAY=${parts.weekdays.map((day) => `${parts.nth ?? ''}${day}`).join(',')}`)
  if (parts.monthDay !== undefined) rule.push(`BYMONTHDAY=${parts.monthDay}`)
  if (parts.until !== undefined) rule.push(`UNTIL=${parts.until.replaceAll('-', '')}`)
  if (parts.count !== undefined) rule.push(`COUNT=${parts.count}`)
  return ruleText(readRule(rule.join(';')))
}

/**
 * What a form can show of a rule that has been checked; undefined where the rule says more.
 * @throws CalendarTrouble
 */
export function partsOf(text: string): Parts | undefined {
  const rule = plainer(readRule(text))
  const [every] = Object.entries(FREQ).find(([, freq]) => freq === rule.freq)!
  const nth = rule.byDay[0]?.nth || undefined
  const parts: Parts = {
    every: every as Parts['every'],
    interval: rule.interval,
    ...(rule.byDay.length && { weekdays: rule.byDay.map(({ day }) => WEEKDAYS[day]!) }),
    ...(nth && { nth: nth as Parts['nth'] }),
    ...(rule.byMonth.length && { month: rule.byMonth[0] }),
    ...(rule.byMonthDay.length && { monthDay: rule.byMonthDay[0] }),
    ...(rule.until !== undefined && { until: rule.until }),
    ...(rule.count !== undefined && { count: rule.count }),
  }
  return shown(parts) && ruleFrom(parts) === ruleText(rule) ? parts : undefined
}

/** Whether a form has a field for each of them. What a form cannot say twice is found by making the rule again. */
function shown({ every, weekdays = [], nth, month, monthDay, until }: Parts): boolean {
  if (until !== undefined && !isDate(until)) return false
  const dated = nth !== undefined || monthDay !== undefined
  if (nth !== undefined && (Math.abs(nth) > 5 || (nth < 0 && nth !== -1) || weekdays.length > 1)) return false
  if (every === 'day') return !weekdays.length && !dated && month === undefined
  if (every === 'week') return !dated && month === undefined
  if (weekdays.length && (nth === undefined || monthDay !== undefined)) return false
  return every === 'month' ? month === undefined : dated === (month !== undefined)
}

/** The same rule without the detours that other programs make. */
function plainer(rule: Rule): Rule {
  const weeks = rule.freq === 'WEEKLY' && rule.interval > 1 && rule.byDay.length > 1
  const plain = { ...rule, weekStart: weeks || rule.byWeekNo.length ? rule.weekStart : 0 }
  if (rule.freq === 'DAILY' && rule.interval === 1 && rule.byDay.length) return { ...plain, freq: 'WEEKLY' }
  const [position, ...more] = rule.bySetPos
  const [day, ...others] = rule.byDay
  const single = position !== undefined && !more.length && day && !day.nth && !others.length && !rule.byMonthDay.length
  const ofMonth = rule.freq === 'MONTHLY' || (rule.freq === 'YEARLY' && rule.byMonth.length === 1)
  const timed = rule.byHour.length + rule.byMinute.length + rule.bySecond.length > 0
  if (!single || !ofMonth || timed || rule.byWeekNo.length || rule.byYearDay.length) return plain
  return { ...plain, bySetPos: [], byDay: [{ day: day.day, nth: position }] }
}
