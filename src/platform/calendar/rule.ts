import { END, isDate, localMs } from './local.ts'
import { CalendarTrouble } from './when.ts'
import { momentMs, wallMs } from './zones.ts'

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof WEEKDAYS)[number]

export type Freq = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'

/** A rule, read. Lists are empty where the rule has none. */
export interface Rule {
  freq: Freq
  interval: number
  count?: number
  /** Local or a date, as local.ts has them; with Z as long as nobody said in which zone. */
  until?: string
  byMonth: number[]
  byWeekNo: number[]
  byYearDay: number[]
  byMonthDay: number[]
  /** Monday is 0. `nth` is 0 where every such day is meant. */
  byDay: { day: number; nth: number }[]
  byHour: number[]
  byMinute: number[]
  bySecond: number[]
  bySetPos: number[]
  /** The day that a week begins with; Monday is 0. */
  weekStart: number
}

type Lists = Pick<
  Rule,
  'byMonth' | 'byWeekNo' | 'byYearDay' | 'byMonthDay' | 'byHour' | 'byMinute' | 'bySecond' | 'bySetPos'
>

/** Each list of numbers: its part, from, to, and whether it counts from the end as well. */
const LISTS: { list: keyof Lists; part: string; from: number; to: number; back?: boolean }[] = [
  { list: 'byMonth', part: 'BYMONTH', from: 1, to: 12 },
  { list: 'byWeekNo', part: 'BYWEEKNO', from: 1, to: 53, back: true },
  { list: 'byYearDay', part: 'BYYEARDAY', from: 1, to: 366, back: true },
  { list: 'byMonthDay', part: 'BYMONTHDAY', from: 1, to: 31, back: true },
  { list: 'byHour', part: 'BYHOUR', from: 0, to: 23 },
  { list: 'byMinute', part: 'BYMINUTE', from: 0, to: 59 },
  { list: 'bySecond', part: 'BYSECOND', from: 0, to: 59 },
  { list: 'bySetPos', part: 'BYSETPOS', from: 1, to: 366, back: true },
]
const OTHERS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'WKST']
const LONGEST = 2000
const MOST_TIMES_A_DAY = 24

/**
 * Reads the value of an RRULE.
 * @throws CalendarTrouble `rule`, `often`, `time`
 */
export function readRule(text: string): Rule {
  const parts = partsIn(text)
  const freq = parts.get('FREQ') ?? ''
  if (/^(SECOND|MINUTE|HOUR)LY$/.test(freq)) throw new CalendarTrouble('often', text)
  if (!/^(DAI|WEEK|MONTH|YEAR)LY$/.test(freq)) throw new CalendarTrouble('rule', text)
  const lists = Object.fromEntries(
    LISTS.map((one) => [one.list, numbersIn(parts.get(one.part), one)]),
  ) as unknown as Lists
  const until = parts.get('UNTIL')
  const count = parts.get('COUNT')
  const rule: Rule = {
    freq: freq as Freq,
    interval: positive(parts.get('INTERVAL') ?? '1'),
    ...(count !== undefined && { count: positive(count) }),
    ...(until !== undefined && { until: dashed(until) }),
    ...lists,
    byDay: daysIn(parts.get('BYDAY')),
    weekStart: weekday(parts.get('WKST') ?? 'MO'),
  }
  refuseContradictions(rule, text)
  return rule
}

function partsIn(text: string): Map<string, string> {
  const parts = new Map<string, string>()
  if (text.length > LONGEST) throw new CalendarTrouble('rule', text)
  for (const part of text.trim().toUpperCase().split(';').filter(Boolean)) {
    const [name, value, ...more] = part.split('=').map((word) => word.trim())
    const known = OTHERS.includes(name!) || LISTS.some((one) => one.part === name)
    if (!known || !value || more.length || parts.has(name!)) throw new CalendarTrouble('rule', text)
    parts.set(name!, value)
  }
  return parts
}

function positive(text: string): number {
  if (!/^\d{1,15}$/.test(text) || Number(text) < 1) throw new CalendarTrouble('rule', text)
  return Number(text)
}

function weekday(text: string): number {
  const day = WEEKDAYS.indexOf(text as Weekday)
  if (day < 0) throw new CalendarTrouble('rule', text)
  return day
}

function numbersIn(text: string | undefined, { from, to, back }: (typeof LISTS)[number]): number[] {
  if (text === undefined) return []
  const numbers = text.split(',').map((word) => {
    const number = /^[+-]?\d{1,3}$/.test(word) ? Number(word) : Number.NaN
    const size = back ? Math.abs(number) : number
    if (!(size >= from && size <= to)) throw new CalendarTrouble('rule', text)
    return number
  })
  return [...new Set(numbers)].sort((a, b) => a - b)
}

function daysIn(text: string | undefined): Rule['byDay'] {
  if (text === undefined) return []
  const words = [...new Set(text.split(',').map((word) => word.replace('+', '')))]
  const days = words.map((word) => {
    const [, nth, day] = /^(-?[1-9]\d?)?([A-Z]{2})$/.exec(word) ?? []
    if (!day || Math.abs(Number(nth ?? 0)) > 53) throw new CalendarTrouble('rule', text)
    return { day: weekday(day), nth: Number(nth ?? 0) }
  })
  return days.sort((a, b) => a.nth - b.nth || a.day - b.day)
}

/** `20261231T190000Z` as `2026-12-31T19:00:00Z`. */
function dashed(text: string): string {
  const [, year, month, day, hour, minute, second, utc] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(text) ?? []
  if (!year) throw new CalendarTrouble('rule', text)
  const local = `${year}-${month}-${day}` + (hour ? `T${hour}:${minute}:${second}` : '')
  // Some say "for ever" with a date in the year 9999.
  if (Number(year) < 2200) localMs(local)
  return local + (utc ?? '')
}

function refuseContradictions(rule: Rule, text: string): void {
  const { freq } = rule
  const nth = rule.byDay.some((one) => one.nth)
  const wrong =
    (rule.count !== undefined && rule.until !== undefined) ||
    (rule.byWeekNo.length > 0 && (freq !== 'YEARLY' || nth)) ||
    (rule.byYearDay.length > 0 && freq !== 'YEARLY') ||
    (rule.byMonthDay.length > 0 && freq === 'WEEKLY') ||
    (nth && freq !== 'MONTHLY' && freq !== 'YEARLY')
  if (wrong) throw new CalendarTrouble('rule', text)
  const times = [rule.byHour, rule.byMinute, rule.bySecond].reduce((all, list) => all * Math.max(1, list.length), 1)
  if (times > MOST_TIMES_A_DAY) throw new CalendarTrouble('often', text)
}

/** The value of an RRULE, its parts in one order, without what is so anyway. */
export function ruleText(rule: Rule): string {
  const { until } = rule
  const parts = [`FREQ=${rule.freq}`]
  if (rule.interval > 1) parts.push(`INTERVAL=${rule.interval}`)
  if (rule.count !== undefined) parts.push(`COUNT=${rule.count}`)
  if (until !== undefined) parts.push(`UNTIL=${until.replace(/[-:]/g, '')}`)
  for (const { list, part } of LISTS) {
    if (list !== 'bySetPos' && rule[list].length) parts.push(`${part}=${rule[list].join(',')}`)
  }
  if (rule.byDay.length)
    parts.push(`BYDAY=${rule.byDay.map(({ day, nth }) => `${nth || ''}${WEEKDAYS[day]}`).join(',')}`)
  if (rule.bySetPos.length) parts.push(`BYSETPOS=${rule.bySetPos.join(',')}`)
  if (rule.weekStart) parts.push(`WKST=${WEEKDAYS[rule.weekStart]}`)
  return parts.join(';')
}

/** The last local moment of a rule, as local.ts reckons. A date includes its whole day. */
export function lastMs(rule: Rule, zone: string | null): number {
  const { until } = rule
  if (until === undefined || Number(until.slice(0, 4)) >= 2200) return END - 1
  if (isDate(until)) return localMs(until) + 86_399_999
  if (!until.endsWith('Z')) return localMs(until)
  return wallMs(zone, localMs(until.slice(0, -1)))
}

/** The same last local moment as UTC: what a file must say of a rule that has times. */
export function untilInUtc(rule: Rule, zone: string): number {
  return momentMs(zone, Math.floor(lastMs(rule, zone) / 1000) * 1000).moment
}
