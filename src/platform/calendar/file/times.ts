import { DAY, isDate, localMs, localText } from '../local.ts'
import { CalendarTrouble } from '../when.ts'
import { momentMs, wallMs, zoneName } from '../zones.ts'
import type { Property } from './properties.ts'

/** Finds the zone that a name of a file means. @throws CalendarTrouble `zone` */
export type Zones = (tzid: string, near: number) => string

/** A date or time of a file. `zone` is null for dates; times without a zone have got the calendar's. */
export interface Time {
  local: string
  zone: string | null
}

const SHAPE = /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?(Z)?)?$/i

/**
 * One value of a property like DTSTART.
 * @param floating the zone of times that say none
 * @throws CalendarTrouble `time`, `zone`
 */
export function timeOf(value: string, property: Property, zones: Zones, floating: string): Time {
  const [, year, month, day, hour, minute, second, utc] = SHAPE.exec(value.trim()) ?? []
  if (!year) throw new CalendarTrouble('time', value)
  const date = `${year}-${month}-${day}`
  if (!hour) {
    localMs(date)
    return { local: date, zone: null }
  }
  // A second that was added to a day for the Earth is the one before.
  const ms = localMs(`${date}T${hour}:${minute}:${second === '60' ? '59' : (second ?? '00')}`)
  const tzid = property.params.get('TZID')
  const zone = utc ? 'UTC' : tzid ? zones(tzid, ms) : floating
  return { local: localText(ms, false), zone }
}

/** The same moment by the clock of another zone; a date is as it is. A time becomes a date where `zone` is null. */
export function inZone(time: Time, zone: string | null): string {
  if (zone === null) return time.local.slice(0, 10)
  if (time.zone === null || time.zone === zone) return time.local
  return localText(wallMs(zone, momentMs(time.zone, localMs(time.local)).moment), false)
}

const LENGTH = /^\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/i

/**
 * When something ends that begins then: days are of the calendar, hours are of 60 minutes whatever the clock does (RFC 5545, 3.3.6).
 * @throws CalendarTrouble `time`, `order`
 */
export function endAfter(start: Time, value: string): string {
  const found = LENGTH.exec(value.trim())
  if (!found) throw new CalendarTrouble(value.trim().startsWith('-') ? 'order' : 'time', value)
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0))
  const later = localMs(start.local) + (weeks * 7 + days) * DAY
  if (isDate(start.local)) return said(later + Math.floor(hours / 24) * DAY, true)
  const { moment } = momentMs(start.zone, later)
  return said(wallMs(start.zone, moment + ((hours * 60 + minutes) * 60 + seconds) * 1000), false)
}

function said(ms: number, date: boolean): string {
  const text = localText(ms, date)
  localMs(text)
  return text
}

/** A moment like LAST-MODIFIED; undefined where it says none. */
export function stampOf(value: string | undefined): Date | undefined {
  const [, year, month, day, hour, minute, second] = SHAPE.exec(value?.trim() ?? '') ?? []
  if (!year || !hour) return undefined
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second ?? '00'}Z`)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** Whether the name can be a zone of the IANA database. */
export function ianaZone(name: string): string | undefined {
  try {
    return zoneName(name)
  } catch {
    return undefined
  }
}
