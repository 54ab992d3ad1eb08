import { linesOf } from '../../platform/calendar/file/lines.ts'
import { plainText, propertyOf } from '../../platform/calendar/file/properties.ts'
import { Refusal } from '../../platform/dav/refusal.ts'
import { below, type Element } from '../../platform/dav/xml-read.ts'
import type { Span } from './members.ts'
import { CALDAV, condition } from './names.ts'

/** What a calendar-query asks of events (RFC 4791, 9.7). */
export interface Filter {
  /** It asks for what no calendar here has. */
  none: boolean
  range?: Span
  properties: PropertyFilter[]
  /** Whether there are to be alarms, or none. */
  alarms?: boolean
}

interface PropertyFilter {
  name: string
  absent: boolean
  text?: { words: string; exact: boolean; not: boolean }
}

const attribute = (element: Element, name: string) =>
  element.attributes.find((one) => one.uri === '' && one.name === name)?.value
const isAbsent = (element: Element) => below(element, CALDAV, 'is-not-defined').length > 0

/** @throws Refusal for a filter that cannot be understood */
export function filterIn(report: Element): Filter {
  const [filter] = below(report, CALDAV, 'filter')
  const [calendar] = filter ? below(filter, CALDAV, 'comp-filter') : []
  if (!calendar || attribute(calendar, 'name')?.toUpperCase() !== 'VCALENDAR')
    throw new Refusal(403, condition('valid-filter'))
  const found: Filter = { none: isAbsent(calendar), properties: [] }
  for (const component of below(calendar, CALDAV, 'comp-filter')) {
    const event = attribute(component, 'name')?.toUpperCase() === 'VEVENT'
    if (event === isAbsent(component)) found.none = true
    else if (event) takeEvent(component, found)
  }
  return found
}

function takeEvent(component: Element, filter: Filter): void {
  const [range] = below(component, CALDAV, 'time-range')
  if (range) filter.range = spanIn(range)
  filter.properties.push(...below(component, CALDAV, 'prop-filter').map(propertyFilter))
  for (const inner of below(component, CALDAV, 'comp-filter')) {
    if (attribute(inner, 'name')?.toUpperCase() !== 'VALARM' || below(inner, CALDAV, 'time-range').length)
      throw new Refusal(403, condition('supported-filter'))
    filter.alarms = !isAbsent(inner)
  }
}

function propertyFilter(element: Element): PropertyFilter {
  if (below(element, CALDAV, 'time-range').length || below(element, CALDAV, 'param-filter').length)
    throw new Refusal(403, condition('supported-filter'))
  const [match] = below(element, CALDAV, 'text-match')
  const words = match?.children.filter((child) => typeof child === 'string').join('') ?? ''
  return {
    name: attribute(element, 'name')?.toUpperCase() ?? '',
    absent: isAbsent(element),
    ...(match && {
      text: {
        words,
        exact: attribute(match, 'collation') === 'i;octet',
        not: attribute(match, 'negate-condition') === 'yes',
      },
    }),
  }
}

/** `start` and `end`, in UTC, one of them at least. @throws Refusal */
export function spanIn(element: Element): Span {
  const moment = (name: string) => {
    const said = attribute(element, name)
    if (said === undefined) return null
    const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(said) ?? []
    const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
    if (Number.isNaN(at.getTime())) throw new Refusal(403, condition('valid-filter'))
    return at < EARLIEST ? EARLIEST : at > LATEST ? LATEST : at
  }
  const [from, to] = [moment('start'), moment('end')]
  if ((!from && !to) || (from && to && from > to)) throw new Refusal(403, condition('valid-filter'))
  return { from, to }
}

/** Nothing is kept that is before or after. */
const EARLIEST = new Date('1900-01-01T00:00:00Z')
const LATEST = new Date('2200-01-01T00:00:00Z')

/** The part of a uid that is asked for: so not every event is looked at. */
export function uidAsked({ properties }: Filter): string | undefined {
  const asked = properties.find(({ name, absent, text }) => name === 'UID' && !absent && text && !text.not)
  return asked?.text?.words
}

/** Whether a file meets what is asked of properties and alarms: all of it in one of its events. */
export function meets(file: string, { properties, alarms }: Filter): boolean {
  if (!properties.length && alarms === undefined) return true
  return eventsIn(file).some(
    (event) => properties.every((one) => has(event.values, one)) && (alarms === undefined || alarms === event.alarms),
  )
}

function has(values: Map<string, string[]>, { name, absent, text }: PropertyFilter): boolean {
  const found = values.get(name)
  if (absent || !found) return absent && !found
  if (!text) return true
  const folded = (words: string) => (text.exact ? words : words.toLowerCase())
  return found.some((value) => folded(value).includes(folded(text.words))) !== text.not
}

function eventsIn(file: string): { values: Map<string, string[]>; alarms: boolean }[] {
  const events: { values: Map<string, string[]>; alarms: boolean }[] = []
  let depth = 0
  for (const line of linesOf(file)) {
    if (line === 'BEGIN:VEVENT') events.push({ values: new Map(), alarms: false })
    if (line === 'BEGIN:VALARM') events.at(-1)!.alarms = true
    depth += line.startsWith('BEGIN:') ? 1 : line.startsWith('END:') ? -1 : 0
    const property = depth === 2 && events.length ? propertyOf(line) : undefined
    if (!property) continue
    const { values } = events.at(-1)!
    values.set(property.name, [...(values.get(property.name) ?? []), plainText(property.value)])
  }
  return events
}
