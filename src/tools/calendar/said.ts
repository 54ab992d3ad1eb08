import { type Parts, partsOf } from '../../platform/calendar/parts.ts'
import type { Locale } from '../../platform/i18n.ts'
import { addDays, dayIn, daysOn, weekdayOf } from './days.ts'

/** A date, as far as it is said when it is. */
export interface Timed {
  starts: string
  ends: string
  zone: string | null
  fromAt: Date
  untilAt: Date
}

const DAY: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' }

/** "Tuesday 24 November", with the year where it is another than now. */
export function saidDay(locale: Locale, day: string, now: Date): string {
  const date = new Date(`${day}T12:00:00Z`)
  const sameYear = day.slice(0, 4) === now.toISOString().slice(0, 4)
  return locale.date(date, 'UTC', sameYear ? DAY : { ...DAY, year: 'numeric' })
}

/** "19:00", as the reader's language says it. */
export function saidTime(locale: Locale, at: Date, zone: string): string {
  return locale.date(at, zone, { hour: 'numeric', minute: '2-digit' })
}

/** "19:00–20:00", or "all day". */
export function saidHours(locale: Locale, { zone, fromAt, untilAt }: Timed, reader: string): string {
  if (zone === null) return locale.t('calendar.all-day')
  const [from, until] = [saidTime(locale, fromAt, reader), saidTime(locale, untilAt, reader)]
  return fromAt.getTime() === untilAt.getTime() ? from : `${from}–${until}`
}

/** What lasts longer ends on another day, not in the night after. */
const NIGHT_MS = 12 * 3_600_000

/** The same of what may last several days: "18:00, until Sunday 29 November, 12:00". What ends in the night after is of one day. */
export function saidSpan(locale: Locale, it: Timed, reader: string, now: Date): string {
  const { first, last } = daysOn(it, reader)
  const lasts = it.untilAt.getTime() - it.fromAt.getTime()
  if (first === last || (it.zone !== null && lasts < NIGHT_MS)) return saidHours(locale, it, reader)
  const day = saidDay(locale, last, now)
  if (it.zone === null) return locale.t('calendar.until.day', { day })
  return locale.t('calendar.until', {
    from: saidTime(locale, it.fromAt, reader),
    day,
    until: saidTime(locale, it.untilAt, reader),
  })
}

/** The whole of it: "Tuesday 24 November, 19:00–20:00", "Saturday 28 to Sunday 29 November", as somebody in a zone says it. */
export function saidWhen(locale: Locale, it: Timed, reader: string, now: Date): string {
  const { t } = locale
  const from = it.zone === null ? it.starts : dayIn(it.fromAt, reader)
  const until = it.zone === null ? addDays(it.ends, -1) : dayIn(it.untilAt, reader)
  if (it.zone === null)
    return from === until
      ? saidDay(locale, from, now)
      : t('calendar.when.days', { from: saidDay(locale, from, now), until: saidDay(locale, until, now) })
  if (from === until)
    return t('calendar.when.day', { day: saidDay(locale, from, now), hours: saidHours(locale, it, reader) })
  return t('calendar.when.over-night', {
    from: saidDay(locale, from, now),
    fromTime: saidTime(locale, it.fromAt, reader),
    until: saidDay(locale, until, now),
    untilTime: saidTime(locale, it.untilAt, reader),
  })
}

/** The same where it is, if the clock there shows another time than the reader's. */
export function saidThere(locale: Locale, it: Timed, reader: string, now: Date): string | undefined {
  if (it.zone === null) return undefined
  const there = saidWhen(locale, it, it.zone, now)
  if (there === saidWhen(locale, it, reader, now)) return undefined
  return locale.t('calendar.when.there', { when: there, zone: zoneSaid(it.zone) })
}

/** "Europe/London" as "London". */
export function zoneSaid(zone: string): string {
  return zone.split('/').at(-1)!.replaceAll('_', ' ')
}

/** How it repeats: "every second Tuesday"; where a rule says more than there are words for, that it repeats. */
export function saidRule(locale: Locale, rule: string | null, starts: string): string | undefined {
  if (!rule) return undefined
  const { t } = locale
  const parts = partsOf(rule)
  if (!parts) return t('calendar.repeats.own')
  const { every, interval, weekdays = [], nth, until, count } = parts
  const start = weekdayNames(locale)[weekdayOf(starts.slice(0, 10))]!
  const days = weekdays.length ? weekdays.map((day) => weekdayNames(locale)[WEEKDAYS.indexOf(day)]!) : [start]
  const monthDay = parts.monthDay ?? Number(starts.slice(8, 10))
  if (monthDay < -1) return t('calendar.repeats.own')
  const said = nth
    ? nthSaid(locale, { ...parts, nth }, days[0]!)
    : {
        day: () => t('calendar.repeats.day', { interval }),
        week: () => t('calendar.repeats.week', { interval, days: locale.list(days) }),
        month: () => t('calendar.repeats.month', { interval, day: monthDay }),
        year: () => t('calendar.repeats.year', { interval }),
      }[every]()
  if (until)
    return t('calendar.repeats.until', {
      rule: said,
      day: locale.date(new Date(`${until}T12:00:00Z`), 'UTC', { dateStyle: 'long' }),
    })
  if (count) return t('calendar.repeats.count', { rule: said, count })
  return said
}

/** "The last Friday of every month", "The second Tuesday of May, every year". */
function nthSaid(locale: Locale, { every, interval, month, nth }: Parts, day: string): string {
  const facts = { interval, nth: String(nth), day }
  if (every !== 'year' || month === undefined) return locale.t('calendar.repeats.nth', facts)
  const name = locale.date(new Date(Date.UTC(2024, month - 1, 15)), 'UTC', { month: 'long' })
  return locale.t('calendar.repeats.nth-year', { ...facts, month: name })
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The days of the week in a language, Monday first. */
export function weekdayNames(locale: Locale, weekday: 'long' | 'short' = 'long'): string[] {
  return [...Array(7).keys()].map((day) => locale.date(new Date(Date.UTC(2024, 0, 1 + day)), 'UTC', { weekday }))
}
