import { type Html, html } from '../platform/html.ts'
import type { Locale } from '../platform/i18n.ts'

export interface Clock {
  locale: Locale
  now: Date
  timeZone: string
}

const DAY = 86_400_000

/** Times as they were said in this quarter of an hour: every zone's midnight is at the end of one. */
const said = new Map<string, Html>()
let quarter = 0

/** A time as people say it, with the exact time and the reader's zone at hand. */
export function timeOf(clock: Clock, at: string | Date, withHour = true): Html {
  const now = Math.floor(clock.now.getTime() / (15 * 60_000))
  if (now !== quarter || said.size > 20_000) said.clear()
  quarter = now
  const date = typeof at === 'string' ? new Date(at) : at
  const key = `${date.getTime()} ${withHour} ${clock.locale.lang} ${clock.locale.hours ?? ''} ${clock.timeZone}`
  const time = said.get(key) ?? timeElement(clock, date, withHour)
  said.set(key, time)
  return time
}

function timeElement(clock: Clock, date: Date, withHour: boolean): Html {
  const exact = `${clock.locale.date(date, clock.timeZone, { dateStyle: 'full', timeStyle: 'short' })} (${clock.timeZone})`
  return html`<time datetime="${date.toISOString()}" title="${exact}">${saidTime(clock, date, withHour)}</time>`
}

/** "today at 9:52", "yesterday at 14:10", "on Tuesday at 21:48", "14 November", "12 March 2025". */
export function saidTime({ locale, now, timeZone }: Clock, date: Date, withHour: boolean): string {
  const days = Math.round((startOfDay(now, timeZone) - startOfDay(date, timeZone)) / DAY)
  const time = withHour ? locale.date(date, timeZone, { hour: 'numeric', minute: '2-digit' }) : ''
  const words = (key: string, values: Record<string, string> = {}) =>
    locale.t(withHour ? `ui.time.${key}-at` : `ui.time.${key}`, { ...values, time })
  if (days === 0) return words('today')
  if (days === 1) return words('yesterday')
  if (days > 1 && days < 7) return words('weekday', { day: locale.date(date, timeZone, { weekday: 'long' }) })
  const sameYear = locale.date(date, timeZone, { year: 'numeric' }) === locale.date(now, timeZone, { year: 'numeric' })
  return locale.date(
    date,
    timeZone,
    sameYear ? { day: 'numeric', month: 'long' } : { day: 'numeric', month: 'long', year: 'numeric' },
  )
}

/** "New since Tuesday": since one was last here. */
export function newSince({ locale, now, timeZone }: Clock, since: Date): string {
  const { t } = locale
  const day = (date: Date) => locale.date(date, timeZone, { dateStyle: 'short' })
  if (day(since) === day(now)) return t('ui.new-since-today')
  if (day(since) === day(new Date(now.getTime() - DAY))) return t('ui.new-since', { day: t('ui.time.yesterday') })
  if (now.getTime() - since.getTime() < 6 * DAY)
    return t('ui.new-since', { day: locale.date(since, timeZone, { weekday: 'long' }) })
  return t('ui.new-since-date', { day: locale.date(since, timeZone, { day: 'numeric', month: 'long' }) })
}

/** The day alone, for what is counted in days: "8 November 2025". */
export function dayOf(clock: Clock, at: string | Date): Html {
  const date = typeof at === 'string' ? new Date(at) : at
  return html`<time datetime="${date.toISOString()}">${clock.locale.date(date, clock.timeZone, { dateStyle: 'long' })}</time>`
}

/** How a day lies to today, in words that fit after "by" and "since": "today", "tomorrow", "Friday", "14 November". */
interface SaidDay {
  when: 'ahead' | 'today' | 'late'
  day: string
}

/** @param day as YYYY-MM-DD; it is the same day wherever one reads it */
export function saidDay({ locale, now, timeZone }: Clock, day: string): SaidDay {
  const date = new Date(`${day}T00:00:00Z`)
  const ahead = Math.round((date.getTime() - startOfDay(now, timeZone)) / DAY)
  const when = ahead === 0 ? 'today' : ahead > 0 ? 'ahead' : 'late'
  if (ahead === 0) return { when, day: locale.t('ui.time.today') }
  if (ahead === 1) return { when, day: locale.t('ui.time.tomorrow') }
  if (ahead === -1) return { when, day: locale.t('ui.time.yesterday') }
  if (Math.abs(ahead) < 7) return { when, day: locale.date(date, 'UTC', { weekday: 'long' }) }
  const sameYear = day.slice(0, 4) === locale.date(now, timeZone, { year: 'numeric' })
  const whole = sameYear
    ? ({ day: 'numeric', month: 'long' } as const)
    : ({ day: 'numeric', month: 'long', year: 'numeric' } as const)
  return { when, day: locale.t('ui.time.date', { date: locale.date(date, 'UTC', whole) }) }
}

const parts = new Map<string, Intl.DateTimeFormat>()

/** Midnight of that date in the zone, as if the zone were UTC: only differences of it mean anything. */
function startOfDay(date: Date, timeZone: string): number {
  let format = parts.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    parts.set(timeZone, format)
  }
  return Date.parse(format.format(date))
}

/** Hours, minutes and seconds, as players show them. */
export function lengthOf(seconds: number): string {
  const whole = Math.round(seconds)
  const two = (n: number) => String(n).padStart(2, '0')
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}
