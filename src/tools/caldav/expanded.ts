import { type IcsEvent, writeCalendar } from '../../platform/calendar/file.ts'
import { localOf, momentOf, occurrences } from '../../platform/calendar.ts'
import type { Request } from '../../spine/request/ctx.ts'
import type { Span } from './members.ts'

/** Of one event not more dates are told. */
const MOST = 1000

/** Whether one of its dates, by its rule, is within: also where they are not known so far ahead. */
export function comesWithin({ when }: Pick<IcsEvent, 'when'>, { from, to }: Span): boolean {
  return occurrences(when, { ...(from && { from }), to: to ?? new Date('2200-01-01T00:00:00Z'), most: 1 }).length > 0
}

/** The dates of an event between two moments, each told alone, in UTC (RFC 4791, 9.6.5). */
export function expanded(ctx: Request, event: IcsEvent, { from, to }: { from: Date; to: Date }): string {
  const { when, overrides } = event
  const usual = occurrences(when, { from, to, most: MOST }).filter(
    (date) => !overrides.some(({ original }) => original === date.original),
  )
  const length = Date.parse(utc(when.ends)) - Date.parse(utc(when.starts))
  const changed = overrides.map((one) => {
    const starts = one.starts ?? one.original
    const ends = one.ends ?? new Date(Date.parse(utc(starts)) + length).toISOString().slice(0, starts.length)
    return { ...one, starts, ends }
  })
  const within = changed.filter(
    ({ starts, ends }) => momentOf(ends, when.zone) > from && momentOf(starts, when.zone) < to,
  )
  const alone = [...usual, ...within].map((date) => one(event, date))
  return writeCalendar({ events: alone, now: event.changed ?? ctx.now })
}

const utc = (wall: string) => (wall.length === 10 ? `${wall}T00:00:00Z` : `${wall}Z`)

function one(event: IcsEvent, date: { original: string; starts: string; ends: string; cancelled?: boolean }): IcsEvent {
  const { zone, rule, dates } = event.when
  const inUtc = (wall: string) => (zone === null ? wall : localOf(momentOf(wall, zone), 'UTC'))
  const { original, starts, ends, cancelled, ...words } = date
  return {
    ...event,
    ...words,
    ...(cancelled && { status: 'cancelled' as const }),
    when: { starts: inUtc(starts), ends: inUtc(ends), zone: zone === null ? null : 'UTC' },
    overrides: [],
    ...((rule || dates?.length) && { original: inUtc(original) }),
  }
}
