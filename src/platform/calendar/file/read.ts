import { CalendarTrouble } from '../when.ts'
import { zoneName } from '../zones.ts'
import { type Component, readComponents } from './components.ts'
import type { Calendar, IcsEvent, Trouble } from './event.ts'
import { Fields } from './fields.ts'
import { zonesOf } from './foreign-zones.ts'
import { textOf } from './lines.ts'
import { plainText, propertyOf } from './properties.ts'
import { eventOf, NotTaken, overrideOf } from './read-event.ts'
import type { Reading } from './read-when.ts'
import { ianaZone } from './times.ts'

/** Changes to single times that a file may have for each event that is taken. */
const OVERRIDES = 10
const MOST_OVERRIDES = 1000
const MOST_ZONES = 300
const MOST_TROUBLES = 500

/**
 * Reads a file of the iCalendar format (RFC 5545). One bad event does not spoil the rest: it is told of among the troubles.
 * @param source its bytes, or its text
 * @param limits how many events are taken, and how many bytes are looked at; `zone` is that of times that say none where the calendar
 *   itself names none
 * @throws CalendarTrouble `file` where it is no calendar or larger
 */
export function readCalendar(
  source: string | Uint8Array,
  limits: { most: number; bytes: number; zone?: string },
): Calendar {
  const bytes = typeof source === 'string' ? Buffer.byteLength(source) : source.length
  if (bytes > limits.bytes) throw new CalendarTrouble('file', `${bytes} bytes`)
  const parts = collected(typeof source === 'string' ? source : textOf(source), limits.most)
  const own = new Map(parts.own.map(propertyOf).map((property) => [property?.name ?? '', property?.value ?? '']))
  const floating = ianaZone(own.get('X-WR-TIMEZONE') ?? '') ?? (limits.zone ? zoneName(limits.zone) : 'UTC')
  const reading = { floating, zones: zonesOf(parts.zones, floating) }
  const { events, troubles } = eventsOf(parts, limits.most, reading)
  const name = plainText(own.get('X-WR-CALNAME') ?? own.get('NAME') ?? '').trim()
  const method = own.get('METHOD')?.trim().toUpperCase()
  return { ...(name && { name }), ...(method && { method }), events, troubles: troubles.slice(0, MOST_TROUBLES) }
}

interface Parts {
  own: string[]
  events: Fields[]
  zones: Component[]
  troubles: Trouble[]
}

function collected(text: string, most: number): Parts {
  const parts: Parts = { own: [], events: [], zones: [], troubles: [] }
  const own = readComponents(text, {
    component(component) {
      if (component.name === 'VTIMEZONE') {
        if (parts.zones.length < MOST_ZONES) parts.zones.push(component)
        return true
      }
      parts.events.push(new Fields(component))
      return parts.events.length <= most * OVERRIDES
    },
    unfinished(component) {
      if (parts.troubles.length < MOST_TROUBLES)
        parts.troubles.push(troubleOf(new Fields(component), new NotTaken('unfinished')))
    },
  })
  if (!own) throw new CalendarTrouble('file', 'no calendar')
  return { ...parts, own }
}

function eventsOf(parts: Parts, most: number, reading: Reading): { events: IcsEvent[]; troubles: Trouble[] } {
  const events = new Map<string, IcsEvent>()
  const troubles = parts.troubles
  const tried = (fields: Fields, take: () => void) => {
    try {
      take()
    } catch (error) {
      if (!(error instanceof CalendarTrouble || error instanceof NotTaken)) throw error
      troubles.push(troubleOf(fields, error))
    }
  }
  const whole = parts.events.filter((fields) => !fields.one('RECURRENCE-ID'))
  for (const fields of whole.slice(0, most)) {
    tried(fields, () => {
      const event = eventOf(fields, reading)
      if (events.has(event.uid)) throw new NotTaken('twice')
      events.set(event.uid, event)
    })
  }
  for (const fields of parts.events) {
    if (fields.one('RECURRENCE-ID')) tried(fields, () => addOverride(events.get(fields.text('UID')), fields, reading))
  }
  if (whole.length > most || parts.events.length > most * OVERRIDES) troubles.unshift({ why: 'most' })
  return { events: [...events.values()], troubles }
}

/** A later change to the same time replaces an earlier one. */
function addOverride(event: IcsEvent | undefined, fields: Fields, reading: Reading): void {
  if (!event) throw new NotTaken('alone')
  if (event.overrides.length >= MOST_OVERRIDES) throw new NotTaken('many')
  const override = overrideOf(fields, event, reading)
  const others = event.overrides.filter(({ original }) => original !== override.original)
  event.overrides = [...others, override].sort((a, b) => (a.original < b.original ? -1 : 1))
}

function troubleOf(fields: Fields, { why }: CalendarTrouble | NotTaken): Trouble {
  const uid = fields.text('UID')
  const title = fields.text('SUMMARY').slice(0, 300)
  return { ...(uid && { uid }), ...(title && { title }), why: why as Trouble['why'] }
}
