import { DAY, localMs, localText } from './local.ts'
import { CalendarTrouble } from './when.ts'

/** From a moment on, a zone is so many milliseconds ahead of UTC. */
export interface Stretch {
  from: number
  offset: number
}

interface Zone {
  format: Intl.DateTimeFormat
  years: Map<number, Stretch[]>
  /** The stretch that was asked for last: most questions are of the same half year. */
  last: { from: number; end: number; offset: number }
}

/** Between two changes of a zone's clock lies more than this. */
const STEP = 4 * DAY
/** What so many zones are known of is kept; the database of zones does not change while a process lives. */
const MOST_ZONES = 100
const zones = new Map<string, Zone>()

function zoneOf(name: string): Zone {
  const key = name.toLowerCase()
  const known = zones.get(key)
  if (known) return known
  const zone = { format: formatIn(name), years: new Map(), last: { from: 0, end: 0, offset: 0 } }
  if (zones.size >= MOST_ZONES) zones.delete(zones.keys().next().value!)
  zones.set(key, zone)
  return zone
}

function formatIn(name: string): Intl.DateTimeFormat {
  try {
    if (/^[A-Za-z]/.test(name)) return new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' })
  } catch {
    // Said below.
  }
  throw new CalendarTrouble('zone', name)
}

/**
 * The name of a zone as it is kept. An alias stays what it is: Node calls Asia/Kathmandu by its old name.
 * @throws CalendarTrouble `zone`
 */
export function zoneName(name: string): string {
  const own = zoneOf(name).format.resolvedOptions().timeZone
  return own !== 'UTC' && /^[A-Z]/.test(name) && own.toLowerCase() !== name.toLowerCase() ? name : own
}

function askedOffset(zone: Zone, moment: number): number {
  const [, sign, hours, minutes, seconds] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(zone.format.format(moment)) ?? []
  const ahead = (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) * 1000
  return sign === '-' ? -ahead : ahead
}

/** The stretches of a year of UTC; the first begins with the year. */
export function stretchesOf(name: string, year: number): Stretch[] {
  const zone = zoneOf(name)
  const known = zone.years.get(year)
  if (known) return known
  const end = Date.UTC(year + 1, 0, 1)
  const found = [{ from: Date.UTC(year, 0, 1), offset: askedOffset(zone, Date.UTC(year, 0, 1)) }]
  for (let low = found[0]!.from; low < end; low += STEP) {
    const high = Math.min(low + STEP, end)
    const offset = askedOffset(zone, high)
    if (offset !== found.at(-1)!.offset) found.push({ from: changeBetween(zone, low, high), offset })
  }
  const within = found.filter(({ from }) => from < end)
  zone.years.set(year, within)
  return within
}

/** The first moment that has the offset of `high`, to the second. */
function changeBetween(zone: Zone, low: number, high: number): number {
  const offset = askedOffset(zone, high)
  let [before, after] = [low / 1000, high / 1000]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (askedOffset(zone, middle * 1000) === offset) after = middle
    else before = middle
  }
  return after * 1000
}

/** How far the zone is ahead of UTC at a moment, in milliseconds. */
export function offsetAt(name: string, moment: number): number {
  const zone = zoneOf(name)
  if (moment >= zone.last.from && moment < zone.last.end) return zone.last.offset
  const year = new Date(moment).getUTCFullYear()
  const stretches = stretchesOf(name, year)
  let at = stretches.length - 1
  while (at > 0 && stretches[at]!.from > moment) at--
  zone.last = { ...stretches[at]!, end: stretches[at + 1]?.from ?? Date.UTC(year + 1, 0, 1) }
  return zone.last.offset
}

/**
 * The moment of a local time. What the clock shows twice is the first of both; what it skips is reckoned with the offset of before
 * (RFC 5545, 3.3.5), so 02:30 becomes what the clock calls 03:30.
 */
export function momentMs(zone: string | null, local: number): { moment: number; skipped: boolean } {
  if (zone === null) return { moment: local, skipped: false }
  const before = offsetAt(zone, local - DAY)
  const after = offsetAt(zone, local + DAY)
  if (before === after) return { moment: local - before, skipped: false }
  const first = local - Math.max(before, after)
  const second = local - Math.min(before, after)
  if (first + offsetAt(zone, first) === local) return { moment: first, skipped: false }
  if (second + offsetAt(zone, second) === local) return { moment: second, skipped: false }
  return { moment: local - before, skipped: true }
}

/** What the clock on the wall shows at a moment, as a number of local.ts. */
export function wallMs(zone: string | null, moment: number): number {
  return zone === null ? moment : moment + offsetAt(zone, moment)
}

/**
 * The moment of a local time in a zone; a date is its midnight. Without a zone: as if it were UTC.
 * @throws CalendarTrouble `time`, `zone`
 */
export function momentOf(local: string, zone: string | null): Date {
  return new Date(momentMs(zone, localMs(local)).moment)
}

/**
 * The local time at a moment, to the second.
 * @throws CalendarTrouble `zone`
 */
export function localOf(moment: Date, zone: string | null): string {
  return localText(wallMs(zone, moment.getTime()), false)
}
