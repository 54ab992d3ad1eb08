import { type IcsEvent, type Override, readCalendar } from '../../platform/calendar/file.ts'
import { CalendarTrouble } from '../../platform/calendar.ts'
import { Refusal } from '../../platform/dav/refusal.ts'
import { oneLine } from '../../platform/plain-text.ts'
import { condition } from './names.ts'

/** In bytes: more than one event ever is. */
export const MOST_BYTES = 1024 * 1024

/**
 * The one event that a program puts.
 * @param zone of times that say none
 * @throws Refusal for what is no event, or several, or has something that cannot be kept
 */
export function eventIn(body: Buffer, zone: string): IcsEvent {
  const text = body.toString('latin1')
  if (/^BEGIN:(VTODO|VJOURNAL|VFREEBUSY|VAVAILABILITY)\b/im.test(text))
    throw new Refusal(403, condition('supported-calendar-component'))
  const { events, troubles } = read(body, zone)
  const [event, ...more] = events
  const [trouble] = troubles
  if (more.length || trouble?.why === 'most' || trouble?.why === 'alone' || trouble?.why === 'twice')
    throw new Refusal(403, condition('valid-calendar-object-resource'))
  if (!event || trouble) throw new Refusal(403, condition('valid-calendar-data'))
  return event
}

function read(body: Buffer, zone: string) {
  try {
    return readCalendar(body, { most: 1, bytes: MOST_BYTES, zone })
  } catch (error) {
    if (error instanceof CalendarTrouble) throw new Refusal(403, condition('valid-calendar-data'))
    throw error
  }
}

/** Whether two say the same of an event, besides who comes and what is only for programs. */
export function saysSame(one: IcsEvent, other: IcsEvent): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other))
}

function plain(event: IcsEvent) {
  const { uid, when, title, status, categories } = event
  return [uid, when, title, ...words(event), status, [...categories].sort(), differing(event).map(plainOverride)]
}

function plainOverride({ original, cancelled, starts, ends, title, status, ...rest }: Override) {
  return [original, cancelled ?? false, starts, ends, title, status, ...words(rest)]
}

function words({ description, place, url }: Partial<Pick<IcsEvent, 'description' | 'place' | 'url'>>) {
  return [description && oneLine(description), place && oneLine(place), url]
}

/** The dates that say something of their own besides who comes. */
export function differing({ overrides }: IcsEvent): Override[] {
  return overrides.filter(({ original: _, attendees: __, ...rest }) => Object.keys(rest).length > 0)
}
