import { checkedWhen } from '../checked.ts'
import { DAY, isDate, localMs, localText } from '../local.ts'
import { CalendarTrouble, type CheckedWhen } from '../when.ts'
import type { Override } from './event.ts'
import type { Fields } from './fields.ts'
import type { Property } from './properties.ts'
import { endAfter, inZone, type Time, timeOf, type Zones } from './times.ts'

/** What times of a file are read with. */
export interface Reading {
  zones: Zones
  /** The zone of times that say none. */
  floating: string
}

/** An event has not more single dates than this in a line. */
const MOST_VALUES = 25_000

/** The times of one VEVENT. @throws CalendarTrouble */
export function spanOf(fields: Fields, start: Property, reading: Reading): { starts: Time; ends: string } {
  const starts = timeOf(start.value, start, reading.zones, reading.floating)
  const end = fields.one('DTEND')
  const duration = fields.one('DURATION')
  if (end)
    return { starts, ends: endOf(starts, inZone(timeOf(end.value, end, reading.zones, reading.floating), starts.zone)) }
  if (duration) return { starts, ends: endOf(starts, endAfter(starts, duration.value)) }
  return { starts, ends: starts.zone === null ? nextDay(starts.local) : starts.local }
}

/** Some write a date as the end of whole days that is the same day; some, a date as the end of a time. */
function endOf(starts: Time, ends: string): string {
  if (starts.zone !== null) return isDate(ends) ? `${ends}T00:00:00` : ends
  return ends === starts.local ? nextDay(ends) : ends
}

function nextDay(date: string): string {
  return localText(localMs(date) + DAY, true)
}

/** When a series is. Periods that last otherwise than the first become overrides. @throws CalendarTrouble */
export function whenOf(fields: Fields, start: Property, reading: Reading): { when: CheckedWhen; periods: Override[] } {
  const { starts, ends } = spanOf(fields, start, reading)
  const { zone, local } = starts
  const periods: Override[] = []
  const values = (name: string) =>
    fields.each(name).flatMap((property) => valuesOf(property).map((value) => ({ property, value })))
  const dates = values('RDATE').map(({ property, value }) => {
    const [from = '', until] = value.split('/')
    const time = timeOf(from, property, reading.zones, reading.floating)
    const original = inZone(time, zone)
    if (until) periods.push(periodOf(time, original, until, property, zone, reading))
    return isDate(original) && zone !== null ? `${original}${local.slice(10)}` : original
  })
  const except = values('EXDATE').map(({ property, value }) =>
    inZone(timeOf(value, property, reading.zones, reading.floating), zone),
  )
  const when = checkedWhen({ starts: local, ends, zone, rule: fields.one('RRULE')?.value ?? null, dates, except })
  const length = localMs(when.ends) - localMs(when.starts)
  return { when, periods: periods.filter(({ original, ends }) => localMs(ends!) - localMs(original) !== length) }
}

function valuesOf({ value }: Property): string[] {
  const values = value.split(',', MOST_VALUES).filter((one) => one.trim())
  if (values.length > 2000) throw new CalendarTrouble('many', 'single dates')
  return values
}

function periodOf(
  start: Time,
  original: string,
  until: string,
  property: Property,
  zone: string | null,
  { zones, floating }: Reading,
): Override {
  const ends = /^\+?P/i.test(until)
    ? { ...start, local: endAfter(start, until) }
    : timeOf(until, property, zones, floating)
  return { original, starts: original, ends: inZone(ends, zone) }
}
