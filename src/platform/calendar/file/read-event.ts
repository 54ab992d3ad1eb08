import { createHash } from 'node:crypto'
import { localMs } from '../local.ts'
import { CalendarTrouble } from '../when.ts'
import type { IcsEvent, Override, Trouble } from './event.ts'
import type { Fields } from './fields.ts'
import { type Reading, spanOf, whenOf } from './read-when.ts'
import { inZone, timeOf } from './times.ts'

/** Why a part of a file is not taken, where that is none of the troubles of times. */
export class NotTaken extends Error {
  constructor(readonly why: Trouble['why']) {
    super(why)
  }
}

/** The event itself: what holds for all its times. @throws CalendarTrouble, NotTaken */
export function eventOf(fields: Fields, reading: Reading): IcsEvent {
  const start = fields.one('DTSTART')
  if (!start) throw new NotTaken('start')
  if (fields.each('RRULE').length > 1 || fields.one('EXRULE')) throw new NotTaken('rules')
  const { when, periods } = whenOf(fields, start, reading)
  return {
    uid: fields.text('UID') || madeUid(fields),
    sequence: sequenceOf(fields),
    when,
    ...fields.words(),
    ...fields.stamps(),
    categories: fields.categories(),
    overrides: periods,
    ...fields.people(),
    alarms: fields.alarms(),
    rest: fields.rest(),
  }
}

/** The same for the same event, so that a file that is read again brings nothing twice. */
function madeUid(fields: Fields): string {
  const said = ['DTSTART', 'SUMMARY', 'RRULE'].map((name) => fields.one(name)?.line ?? '').join('\n')
  return `${createHash('sha256').update(said).digest('hex').slice(0, 32)}@without-uid`
}

function sequenceOf(fields: Fields): number {
  const text = fields.text('SEQUENCE')
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

/** One time of a series: what it says otherwise than the event. @throws CalendarTrouble, NotTaken */
export function overrideOf(fields: Fields, event: IcsEvent, reading: Reading): Override {
  const id = fields.one('RECURRENCE-ID')!
  if (id.params.has('RANGE')) throw new NotTaken('following')
  const { zone } = event.when
  const at = timeOf(id.value, id, reading.zones, reading.floating)
  // A bare date means the time of that day.
  const original = inZone(at, zone) + (at.zone === null && zone !== null ? event.when.starts.slice(10) : '')
  const words = fields.words()
  if (words.status === 'cancelled') return { original, cancelled: true }
  const { status, ...texts } = words
  const { attendees } = fields.people()
  const differing = Object.entries(texts).filter(([name, text]) => text !== event[name as keyof typeof texts])
  return {
    original,
    ...moved(fields, event, original, reading),
    ...Object.fromEntries(differing),
    ...(status !== event.status && { status }),
    ...(attendees && JSON.stringify(attendees) !== JSON.stringify(event.attendees) && { attendees }),
  }
}

/** Its times, where they are not those that the series gives it. */
function moved(fields: Fields, event: IcsEvent, original: string, reading: Reading): Pick<Override, 'starts' | 'ends'> {
  const start = fields.one('DTSTART')
  if (!start) return {}
  const { zone } = event.when
  const span = spanOf(fields, start, reading)
  if ((span.starts.zone === null) !== (zone === null)) throw new CalendarTrouble('time', start.value)
  const starts = inZone(span.starts, zone)
  const ends = inZone({ ...span.starts, local: span.ends }, zone)
  if (ends < starts) throw new CalendarTrouble('order', start.value)
  const usual = localMs(event.when.ends) - localMs(event.when.starts)
  const same = starts === original && localMs(ends) - localMs(starts) === usual
  return same ? {} : { starts, ends }
}
