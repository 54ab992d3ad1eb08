import { type Component, readComponents } from './file/components.ts'
import type { Attendee, IcsEvent, Override } from './file/event.ts'
import { Fields } from './file/fields.ts'
import { zonesOf } from './file/foreign-zones.ts'
import { textOf } from './file/lines.ts'
import { propertyOf } from './file/properties.ts'
import { inZone, stampOf, type Time, timeOf } from './file/times.ts'
import { writeCalendar } from './file/write.ts'
import { localMs, localText } from './local.ts'
import { CalendarTrouble, type When } from './when.ts'

/** Invitations by letter, their cancelling, and answers to them: iTIP (RFC 5546). */

/** Who invites, at an address where answers arrive, and whom. */
export interface Parties {
  organizer: { name: string; email: string }
  attendee: { name: string; email: string; answer: Answer | null }
}

/** Whether somebody comes, as they answer it. */
export type Answer = 'accepted' | 'tentative' | 'declined'

/**
 * An invitation, and any change to it: the file that goes with a letter as `text/calendar; method=REQUEST`. What only our own
 * programs keep with an event, and alarms, are not sent.
 * @param event its `sequence` has grown since whatever was sent before
 * @param original one date of a series alone, as the rule has it
 * @param now when it is sent
 * @throws CalendarTrouble where a time of the event cannot be read
 */
export function requestTo(event: IcsEvent, parties: Parties, now: Date, original?: string): string {
  return writeCalendar({ method: 'REQUEST', events: [sent(event, parties, original)], now })
}

/**
 * That an event is called off, one date of it, or that somebody is invited no more: `text/calendar; method=CANCEL`.
 * @param event, original, now as for `requestTo` @throws CalendarTrouble
 */
export function cancelTo(event: IcsEvent, parties: Parties, now: Date, original?: string): string {
  const whole = sent(event, parties, original)
  return writeCalendar({ method: 'CANCEL', events: [{ ...whole, status: 'cancelled', overrides: [] }], now })
}

function sent(event: IcsEvent, { organizer, attendee }: Parties, original: string | undefined): IcsEvent {
  const { name, email, answer } = attendee
  const invited: Attendee = {
    name,
    email,
    reply: answer ?? 'needs-action',
    role: 'req-participant',
    asked: true,
  }
  const alone = original === undefined ? event : dateOf(event, original)
  // Who comes to a single date is nobody else's business, nor what only programs understand.
  const overrides = alone.overrides.map(({ attendees: _, rest: __, ...said }) => said)
  return { ...alone, overrides, organizer, attendees: [invited], alarms: [], rest: '' }
}

/** One date of a series, as an event that names which it is. */
function dateOf(event: IcsEvent, original: string): IcsEvent {
  const { zone } = event.when
  const said: Override = event.overrides.find((one) => one.original === original) ?? { original }
  const { starts = original, ends, cancelled, status, title, description, place, url } = said
  const length = localMs(event.when.ends) - localMs(event.when.starts)
  return {
    ...event,
    original,
    when: { starts, ends: ends ?? localText(localMs(starts) + length, zone === null), zone },
    status: cancelled ? 'cancelled' : (status ?? event.status),
    title: title ?? event.title,
    description: description ?? event.description,
    place: place ?? event.place,
    url: url ?? event.url,
    overrides: [],
  }
}

/** What somebody answered to an invitation. */
export interface Reply {
  uid: string
  /** Which date of a series is meant, as they say it: see `originalIn`. Null: all of them. */
  date: Time | null
  answer: Answer
  /** The address that the answer names: not proof of who sent it. */
  email: string
  /** When it was given, and to which state of the event. */
  at: Date
  sequence: number
}

/** A letter has not more: whatever is longer is no answer. */
const MOST_BYTES = 256 * 1024
const MOST_REPLIES = 50
/** The zone of times that say none: that of the event, which is not known here. */
const FLOATING = ''

/**
 * The answers in a file that came by letter (`METHOD:REPLY`): none where it is anything else. What cannot be understood of one is left
 * out: an answer to a date and all that follow, of several people at once, or that neither comes nor stays away.
 * @param now no answer is taken to be later
 */
export function readReplies(source: string | Uint8Array, now: Date): Reply[] {
  const bytes = typeof source === 'string' ? Buffer.byteLength(source) : source.length
  if (bytes > MOST_BYTES) return []
  const events: Fields[] = []
  const zones: Component[] = []
  const own = readComponents(typeof source === 'string' ? source : textOf(source), {
    component(component) {
      if (component.name === 'VEVENT') events.push(new Fields(component))
      else if (zones.length < MOST_REPLIES) zones.push(component)
      return events.length < MOST_REPLIES
    },
    unfinished() {},
  })
  const method = own?.map(propertyOf).find((property) => property?.name === 'METHOD')
  if (method?.value.trim().toUpperCase() !== 'REPLY') return []
  const named = zonesOf(zones, 'UTC')
  return events.flatMap((fields) => replyIn(fields, named, now))
}

const answers: ReadonlySet<string> = new Set<Answer>(['accepted', 'tentative', 'declined'])

function replyIn(fields: Fields, zones: ReturnType<typeof zonesOf>, now: Date): Reply[] {
  const uid = fields.text('UID')
  const { attendees = [] } = fields.people()
  const [who, ...more] = attendees
  const said = stampOf(fields.one('DTSTAMP')?.value)
  if (!uid || uid.length > 255 || !who || more.length || !answers.has(who.reply) || !said) return []
  const id = fields.one('RECURRENCE-ID')
  if (id?.params.has('RANGE')) return []
  const sequence = fields.text('SEQUENCE') || '0'
  if (!/^\d{1,9}$/.test(sequence)) return []
  try {
    const date = id ? timeOf(id.value, id, zones, FLOATING) : null
    const at = said < now ? said : now
    return [{ uid, date, answer: who.reply as Answer, email: who.email, at, sequence: Number(sequence) }]
  } catch (error) {
    if (error instanceof CalendarTrouble) return []
    throw error
  }
}

/** Which date of an event a reply means, as its rule has it; null: all of them. Whether it has that date is for who asks. */
export function originalIn(
  { date }: Pick<Reply, 'date'>,
  { starts, zone }: Pick<When, 'starts' | 'zone'>,
): string | null {
  if (!date) return null
  // A bare date means the time of that day.
  if (date.zone === null) return zone === null ? date.local : date.local + starts.slice(10)
  return inZone(date.zone === FLOATING ? { ...date, zone } : date, zone)
}

/**
 * Whether a reply counts: it is not to an earlier state of the event than the one that still holds, nor older than what is known of the
 * same person for the same date (RFC 5546, 2.1.5).
 * @param since the `sequence` from which on the event is when it is now
 * @param last what they answered last, wherever they did
 */
export function isFresh(
  { at, sequence }: Pick<Reply, 'at' | 'sequence'>,
  since: number,
  last: { at: Date; sequence?: number } | undefined,
): boolean {
  if (sequence < since) return false
  if (last?.sequence !== undefined && sequence !== last.sequence) return sequence > last.sequence
  return !last || at > last.at
}
