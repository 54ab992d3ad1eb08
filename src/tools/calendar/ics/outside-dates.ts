import { setImmediate } from 'node:timers/promises'
import { type IcsEvent, type Override, readCalendar } from '../../../platform/calendar/file.ts'
import { CalendarTrouble, checkedWhen, momentOf, type Occurrence, occurrences } from '../../../platform/calendar.ts'

/** Bytes of a calendar, and its events, that are read; and how many dates are shown of it. */
export const MOST_BYTES = 2_000_000
const MOST_EVENTS = 2000
export const MOST_DATES = 2000
/** Of more dates the first are not looked for. */
const MOST_RECKONED = 100_000
/** From so long ago to so far ahead. */
const BEFORE_MS = 31 * 86_400_000
const AHEAD_MS = 400 * 86_400_000
/** No date lasts longer. */
const LONGEST_MS = 366 * 86_400_000
/** Others wait meanwhile: what takes longer to reckon is too hard. */
const WITHIN_MS = 3000

/** A date as another calendar has it. */
interface ReadDate {
  title: string
  starts: string
  ends: string
  zone: string | null
  from: string
  until: string
  place: string
  link: string
  cancelled: boolean
}

/** A calendar that would keep everybody waiting. */
export class TooHard extends Error {}

/**
 * The dates of a file around now, in order, the first so many.
 * @param zone of times that say none
 * @throws CalendarTrouble where it is no calendar; TooHard
 */
export async function datesIn(file: Uint8Array, zone: string, now: Date): Promise<ReadDate[]> {
  const { events } = readCalendar(file, { most: MOST_EVENTS, bytes: MOST_BYTES, zone })
  const dates: ReadDate[] = []
  let spent = 0
  for (const event of events) {
    const began = performance.now()
    dates.push(...datesOf(event, now))
    spent += performance.now() - began
    if (spent > WITHIN_MS || dates.length > MOST_RECKONED) throw new TooHard()
    // Nobody else is to wait until all of it is reckoned.
    await setImmediate()
  }
  return dates.sort((a, b) => (a.from < b.from ? -1 : 1)).slice(0, MOST_DATES)
}

function datesOf(event: IcsEvent, now: Date): ReadDate[] {
  const window = { from: new Date(now.getTime() - BEFORE_MS), to: new Date(now.getTime() + AHEAD_MS), most: MOST_DATES }
  try {
    const when = checkedWhen(event.when)
    const own = new Map(event.overrides.map((override) => [override.original, override]))
    return occurrences(when, window)
      .map((date) => shown(event, when.zone, date, own.get(date.original)))
      .filter((date) => Date.parse(date.until) - Date.parse(date.from) <= LONGEST_MS)
  } catch (error) {
    // One event that cannot be read does not spoil the rest.
    if (error instanceof CalendarTrouble) return []
    throw error
  }
}

function shown(event: IcsEvent, zone: string | null, date: Occurrence, own: Override | undefined): ReadDate {
  const { starts, ends, from, until } = own?.starts ? moved(zone, date, own) : date
  return {
    title: oneLine(own?.title ?? event.title, 200) || '…',
    starts,
    ends,
    zone,
    from: from.toISOString(),
    until: until.toISOString(),
    place: oneLine(own?.place ?? event.place, 300),
    link: linkIn(own?.url ?? event.url),
    cancelled: own?.cancelled === true || (own?.status ?? event.status) === 'cancelled',
  }
}

function moved(zone: string | null, date: Occurrence, own: Override) {
  const { starts, ends } = checkedWhen({ starts: own.starts ?? date.starts, ends: own.ends ?? date.ends, zone })
  return { starts, ends, from: momentOf(starts, zone), until: momentOf(ends, zone) }
}

/** Words of others in one line, with nothing in them that a database or a page cannot keep. */
export function oneLine(text: string, most: number): string {
  const plain = text
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .trim()
  return plain.length <= most ? plain : `${plain.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** An address that a browser may follow; else none. */
export function linkIn(typed: string): string {
  if (!URL.canParse(typed)) return ''
  const { protocol, href } = new URL(typed)
  return /^https?:$/.test(protocol) && href.length <= 2000 ? href : ''
}
