import { type Static, Type as T } from '@sinclair/typebox'
import { partsOf, ruleFrom } from '../../platform/calendar/parts.ts'
import type { When } from '../../platform/calendar/when.ts'
import { momentOf, zoneName } from '../../platform/calendar/zones.ts'
import { invalid } from '../../platform/http/problems.ts'
import { plainText } from '../../platform/plain-text.ts'
import { Lang } from '../../spine/request/schemas.ts'
import { agendaIn, saidAgenda } from './agenda.ts'
import { sayable } from './checked.ts'
import { addDays, weekdayOf } from './days.ts'
import type { EventInput } from './events.ts'

const Day = T.String({ pattern: '^(\\d{4}-\\d\\d-\\d\\d)?$' })
const Time = T.String({ pattern: '^(\\d\\d:\\d\\d(:\\d\\d)?)?$' })

/** How often: the ways that a form offers, and `rule`, which says it in the words of RFC 5545. */
export const repeats = ['', 'day', 'week', 'month-day', 'month-weekday', 'month-last', 'year', 'rule'] as const
type Repeat = (typeof repeats)[number]
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** What a form says of an event. Times are those of the clock on the wall in `zone`. */
export const EventFields = T.Object({
  title: T.String({ minLength: 1, maxLength: 200 }),
  text: T.Optional(T.String({ maxLength: 20_000 })),
  day: T.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
  time: T.Optional(Time),
  untilDay: T.Optional(Day),
  untilTime: T.Optional(Time),
  whole: T.Optional(T.Boolean()),
  zone: T.Optional(T.String({ maxLength: 60 })),
  repeat: T.Optional(T.Union(repeats.map((one) => T.Literal(one)))),
  interval: T.Optional(T.Integer({ minimum: 1, maximum: 99 })),
  weekdays: T.Optional(T.Array(T.Union(WEEKDAYS.map((one) => T.Literal(one))), { maxItems: 7 })),
  until: T.Optional(Day),
  rule: T.Optional(T.String({ maxLength: 500 })),
  place: T.Optional(T.String({ maxLength: 300 })),
  way: T.Optional(T.String({ maxLength: 2000 })),
  access: T.Optional(T.String({ maxLength: 2000 })),
  link: T.Optional(T.String({ maxLength: 2000 })),
  dialIn: T.Optional(T.String({ maxLength: 300 })),
  format: T.Optional(T.String({ pattern: '^[a-z-]{0,40}$' })),
  agenda: T.Optional(T.String({ maxLength: 10_000 })),
  prepare: T.Optional(T.String({ maxLength: 5000 })),
  places: T.Optional(T.Union([T.Integer({ minimum: 1, maximum: 10_000 }), T.Literal('')])),
  tags: T.Optional(T.String({ maxLength: 400 })),
  /** Also in a quiet time. */
  despite: T.Optional(T.Boolean()),
  lang: T.Optional(Lang),
})
export type Typed = Static<typeof EventFields>

/** An hour, where nobody said how long. */
const USUAL_MS = 3_600_000

/** An event as a form says it. @throws Invalid */
export function eventIn(typed: Typed, { zone, lang }: { zone: string; lang: string }): EventInput {
  const when = sayable(() => whenIn(typed, zone))
  return {
    title: typed.title,
    lang: typed.lang ?? lang,
    tags: typed.tags?.split(',') ?? [],
    when: { ...when, rule: sayable(() => ruleIn(typed, when.starts)) },
    description: plainText(typed.text),
    place: oneLine(typed.place),
    way: (typed.way ?? '').trim(),
    access: (typed.access ?? '').trim(),
    link: webAddress(typed.link),
    dialIn: oneLine(typed.dialIn),
    format: typed.format ?? '',
    agenda: agendaIn(typed.agenda ?? ''),
    prepare: (typed.prepare ?? '').trim(),
    places: typed.places || null,
  }
}

function whenIn({ day, time, untilDay, untilTime, whole, ...typed }: Typed, readers: string): When {
  if (whole || !time) return { starts: day, ends: addDays(later(day, untilDay), 1), zone: null }
  const zone = zoneName(typed.zone?.trim() || readers)
  const starts = `${day}T${seconds(time)}`
  if (!untilTime) return { starts, ends: hourAfter(starts), zone }
  // What ends earlier than it begins ends on the next day, as people mean it who meet until one at night.
  const overNight = !untilDay && untilTime <= time
  const ends = `${overNight ? addDays(day, 1) : untilDay || day}T${seconds(untilTime)}`
  if (momentOf(ends, zone) <= momentOf(starts, zone)) throw invalid('untilTime', 'when-order')
  return { starts, ends, zone }
}

function later(day: string, until: string | undefined): string {
  if (until && until < day) throw invalid('untilDay', 'when-order')
  return until || day
}

const seconds = (time: string) => (time.length === 5 ? `${time}:00` : time)
const hourAfter = (local: string) => new Date(Date.parse(`${local}Z`) + USUAL_MS).toISOString().slice(0, 19)
const oneLine = (text = '') => text.replace(/\s+/g, ' ').trim()

/** A link that a browser may follow; "meet.example.org/x" as well. */
export function webAddress(typed = ''): string {
  const text = typed.trim()
  if (!text) return ''
  // "meet.example.org:8443/x" has a port, and no scheme.
  const address = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`
  if (/[\s\p{C}]/u.test(address)) throw invalid('link', 'no-web-address')
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) throw invalid('link', 'no-web-address')
  return address
}

function ruleIn({ repeat = '', interval = 1, weekdays = [], until, rule }: Typed, starts: string): string | null {
  if (repeat === '') return null
  if (repeat === 'rule') return rule?.trim() || null
  const day = starts.slice(0, 10)
  if (until && until < day) throw invalid('until', 'when-order')
  const ends = until ? { until } : {}
  const weekday = WEEKDAYS[weekdayOf(day)]!
  const date = Number(day.slice(8))
  // The fifth of a weekday is not in every month: what is meant is the last.
  const nth = date > 28 ? -1 : (Math.ceil(date / 7) as 1 | 2 | 3 | 4)
  switch (repeat) {
    case 'day':
      return ruleFrom({ every: 'day', interval, ...ends })
    case 'week':
      return ruleFrom({ every: 'week', interval, weekdays: weekdays.length ? weekdays : [weekday], ...ends })
    case 'month-day':
      return ruleFrom({ every: 'month', interval, monthDay: date, ...ends })
    case 'month-weekday':
      return ruleFrom({ every: 'month', interval, weekdays: [weekday], nth, ...ends })
    case 'month-last':
      return ruleFrom({ every: 'month', interval, weekdays: [weekday], nth: -1, ...ends })
    case 'year':
      // What is on 29 February is on the last day of February in all other years.
      return ruleFrom({ every: 'year', interval, ...(day.endsWith('-02-29') && { month: 2, monthDay: -1 }), ...ends })
  }
}

/** What the form shows of an event; `rule` where it repeats in a way that the form has no words for. */
export function typedOf({ when, ...event }: EventInput): Record<string, string> & { weekdays: string } {
  const whole = when.zone === null
  const lastDay = whole ? addDays(when.ends, -1) : when.ends.slice(0, 10)
  const day = when.starts.slice(0, 10)
  return {
    title: event.title,
    text: event.description,
    day,
    time: when.starts.slice(11, 16),
    untilDay: lastDay === day ? '' : lastDay,
    untilTime: whole ? '' : when.ends.slice(11, 16),
    zone: when.zone ?? '',
    ...repeatOf(when.rule ?? null, day),
    place: event.place,
    way: event.way,
    access: event.access,
    link: event.link,
    dialIn: event.dialIn,
    format: event.format,
    agenda: saidAgenda(event.agenda),
    prepare: event.prepare,
    places: event.places === null ? '' : String(event.places),
    tags: event.tags.join(', '),
    lang: event.lang,
  }
}

function repeatOf(
  rule: string | null,
  day: string,
): { repeat: Repeat; interval: string; weekdays: string; until: string; rule: string } {
  const none = { repeat: '' as Repeat, interval: '1', weekdays: '', until: '', rule: '' }
  if (!rule) return none
  const own = { ...none, repeat: 'rule' as Repeat, rule }
  const parts = partsOf(rule)
  if (!parts || parts.count) return own
  const common = {
    ...none,
    interval: String(parts.interval),
    until: parts.until ?? '',
    weekdays: (parts.weekdays ?? []).join(' '),
  }
  const same = (repeat: Repeat) => ({ ...common, repeat })
  const weekday = WEEKDAYS[weekdayOf(day)]
  if (parts.every === 'day') return same('day')
  if (parts.every === 'week') return same('week')
  if (parts.every === 'year') return parts.month === undefined ? same('year') : own
  if (parts.nth) return parts.weekdays?.[0] !== weekday ? own : same(parts.nth === -1 ? 'month-last' : 'month-weekday')
  return (parts.monthDay ?? Number(day.slice(8))) === Number(day.slice(8)) ? same('month-day') : own
}
