import { END, isDate, localMs } from '../local.ts'
import { lastMs, readRule, ruleText, untilInUtc } from '../rule.ts'
import type { Attendee, IcsEvent, Override } from './event.ts'
import { KNOWN } from './fields.ts'
import { folded } from './lines.ts'
import { escaped, propertyOf, quoted } from './properties.ts'
import { zoneLines } from './write-zone.ts'

/** A calendar to be written. */
export interface Written {
  name?: string
  description?: string
  /** Their times as `checkedWhen` gives them. */
  events: IcsEvent[]
  /** What an invitation wants: `REQUEST`, `CANCEL`, … */
  method?: string
  /** After how many minutes a program that follows it should look again. */
  refresh?: number
  /** When it is written: for events that do not say when they were changed. */
  now?: Date
}

/**
 * A file of the iCalendar format (RFC 5545), with a VTIMEZONE of our own for each zone in it.
 * @throws CalendarTrouble where a time of an event cannot be read
 */
export function writeCalendar(calendar: Written): string {
  const now = calendar.now ?? new Date()
  const { name, description, method, refresh, events } = calendar
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Copse//Calendar//EN', 'CALSCALE:GREGORIAN']
  if (method) lines.push(`METHOD:${escaped(method)}`)
  if (name) lines.push(`NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`)
  if (description) lines.push(`DESCRIPTION:${escaped(description)}`, `X-WR-CALDESC:${escaped(description)}`)
  if (refresh) lines.push(`REFRESH-INTERVAL;VALUE=DURATION:PT${refresh}M`, `X-PUBLISHED-TTL:PT${refresh}M`)
  for (const [zone, { first, last }] of yearsIn(events))
    lines.push(...zoneLines(zone, first, last, now.getUTCFullYear()))
  // What is sent to somebody is dated when it is sent (RFC 5546, 2.1.5).
  const at = (event: IcsEvent) => (method ? now : (event.changed ?? event.created ?? now))
  for (const event of events) lines.push(...eventLines(event, at(event)))
  lines.push('END:VCALENDAR')
  return lines.map(folded).join('')
}

/** Of each zone, which years are spoken of; no last one where something has no end. */
function yearsIn(events: IcsEvent[]): Map<string, { first: number; last?: number }> {
  const years = new Map<string, { first: number; last?: number }>()
  for (const { when, overrides } of events) {
    if (when.zone === null || when.zone === 'UTC') continue
    const moved = overrides.flatMap(({ original, starts, ends }) => [original, starts ?? original, ends ?? original])
    const all = [when.starts, when.ends, ...(when.dates ?? []), ...moved].map((local) => Number(local.slice(0, 4)))
    const rule = when.rule ? readRule(when.rule) : undefined
    const end = rule && (rule.count ? END : lastMs(rule, when.zone))
    if (end && end < END - 1) all.push(new Date(end).getUTCFullYear())
    const known = years.get(when.zone) ?? { first: all[0]!, last: 0 }
    const open = known.last === undefined || (end !== undefined && end >= END - 1)
    const first = Math.min(known.first, ...all)
    years.set(when.zone, open ? { first } : { first, last: Math.max(known.last ?? 0, ...all) })
  }
  return years
}

function eventLines(event: IcsEvent, at: Date): string[] {
  const { when, overrides } = event
  const rule = when.rule ? [`RRULE:${ruleInFile(when.rule, when.zone)}`] : []
  return [
    'BEGIN:VEVENT',
    ...commonLines(event, at),
    ...(event.original === undefined ? [] : [timeLine('RECURRENCE-ID', event.original, when.zone)]),
    ...span(when.starts, when.ends, when.zone),
    ...rule,
    ...(when.dates ?? []).map((date) => timeLine('RDATE', date, when.zone)),
    ...(when.except ?? []).map((date) => timeLine('EXDATE', date, when.zone)),
    ...wordLines(event),
    ...(event.categories.length ? [`CATEGORIES:${event.categories.map(escaped).join(',')}`] : []),
    ...restLines(event.rest.split('\n')),
    ...event.alarms.flatMap(alarmLines),
    'END:VEVENT',
    ...overrides.flatMap((override) => overrideLines(event, override, at)),
  ]
}

function overrideLines(event: IcsEvent, override: Override, at: Date): string[] {
  const { when } = event
  const length = localMs(when.ends) - localMs(when.starts)
  const starts = override.starts ?? override.original
  const ends = override.ends ?? new Date(localMs(starts) + length).toISOString().slice(0, starts.length)
  const status = override.cancelled ? 'cancelled' : (override.status ?? event.status)
  return [
    'BEGIN:VEVENT',
    ...commonLines({ ...event, ...(override.attendees && { attendees: override.attendees }) }, at),
    timeLine('RECURRENCE-ID', override.original, when.zone),
    ...span(starts, ends, when.zone),
    ...wordLines({ ...event, ...override, status }),
    ...restLines((override.rest ?? '').split('\n')),
    'END:VEVENT',
  ]
}

/** What the event and each change to it say alike. @param at when that was made */
function commonLines(event: IcsEvent, at: Date): string[] {
  const { organizer } = event
  const lines = [`UID:${escaped(event.uid)}`, `DTSTAMP:${utc(at)}`, `SEQUENCE:${event.sequence}`]
  if (event.created) lines.push(`CREATED:${utc(event.created)}`)
  if (event.changed) lines.push(`LAST-MODIFIED:${utc(event.changed)}`)
  if (organizer) lines.push(`ORGANIZER;CN=${quoted(organizer.name)}:${addressValue(organizer.email)}`)
  return [...lines, ...(event.attendees ?? []).map(attendeeLine)]
}

/** Somebody invited, as a file names them: a line with its end. */
export function attendeeText(attendee: Attendee): string {
  return folded(attendeeLine(attendee))
}

/** Alarms as a file has them. */
export function alarmsText(alarms: string[]): string {
  return alarms.flatMap(alarmLines).map(folded).join('')
}

/** Properties of others, one a line, as a file has them: none of those that are written here. */
export function restText(rest: string): string {
  return restLines(rest.split('\n')).map(folded).join('')
}

function attendeeLine({ name, email, reply, role, asked }: Attendee): string {
  const params = `CN=${quoted(name)};PARTSTAT=${token(reply)};ROLE=${token(role)}${asked ? ';RSVP=TRUE' : ''}`
  return `ATTENDEE;${params}:${addressValue(email)}`
}

function token(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9-]/g, '') || 'X-NONE'
}

function addressValue(email: string): string {
  const plain = bare(email)
  return /^[a-z][a-z0-9+.-]*:/i.test(plain) ? plain : `mailto:${plain}`
}

function wordLines({ title, description, place, url, status }: Omit<Partial<IcsEvent>, 'when'>): string[] {
  return [
    `SUMMARY:${escaped(title ?? '')}`,
    ...(description ? [`DESCRIPTION:${escaped(description)}`] : []),
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    ...(url ? [`URL:${bare(url)}`] : []),
    `STATUS:${status?.toUpperCase()}`,
  ]
}

/** Nothing that would end a line. */
function bare(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]/g, '')
}

function span(starts: string, ends: string, zone: string | null): string[] {
  // An end that is the beginning is none (RFC 5545, 3.8.2.2).
  return [timeLine('DTSTART', starts, zone), ...(ends === starts ? [] : [timeLine('DTEND', ends, zone)])]
}

function timeLine(name: string, local: string, zone: string | null): string {
  const value = local.replace(/[-:]/g, '')
  if (isDate(local)) return `${name};VALUE=DATE:${value}`
  return zone === 'UTC' ? `${name}:${value}Z` : `${name};TZID=${zone}:${value}`
}

function utc(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

/** A rule whose UNTIL is what a file must say: a date for dates, else UTC (RFC 5545, 3.3.10). */
function ruleInFile(text: string, zone: string | null): string {
  const rule = readRule(text)
  if (rule.until === undefined || zone === null) return ruleText(rule)
  return ruleText({ ...rule, until: `${new Date(untilInUtc(rule, zone)).toISOString().slice(0, 19)}Z` })
}

/** Lines of others that are properties, and none of those that are written here. */
function restLines(lines: string[]): string[] {
  return lines.filter((line) => !/[\r\n]/.test(line) && !KNOWN.has(propertyOf(line)?.name ?? 'BEGIN'))
}

function alarmLines(text: string): string[] {
  const lines = text
    .split('\n')
    .slice(1, -1)
    .filter((line) => !/[\r\n]|^(BEGIN|END):/i.test(line) && propertyOf(line))
  return lines.length ? ['BEGIN:VALARM', ...lines, 'END:VALARM'] : []
}
