import type { Component } from './components.ts'
import type { Attendee, IcsEvent, Status } from './event.ts'
import { type Property, plainList, plainText, propertyOf } from './properties.ts'
import { stampOf } from './times.ts'

/** The properties that are read; whatever else an event has is given back as it was. */
export const KNOWN = new Set(
  (
    'UID SEQUENCE DTSTART DTEND DURATION RRULE EXRULE RDATE EXDATE RECURRENCE-ID SUMMARY DESCRIPTION LOCATION URL STATUS ' +
    'CREATED LAST-MODIFIED DTSTAMP CATEGORIES ORGANIZER ATTENDEE BEGIN END'
  ).split(' '),
)
/** Of what is not known so many signs are kept; pictures inside a file are not. */
const MOST_REST = 32_000
const MOST_ATTENDEES = 1000

/** The properties of an event by their names. */
export class Fields {
  readonly all: Property[]

  constructor(private readonly component: Component) {
    this.all = component.lines.map(propertyOf).filter((property) => property !== undefined)
  }

  /** The first of that name. */
  one(name: string): Property | undefined {
    return this.all.find((property) => property.name === name)
  }

  each(name: string): Property[] {
    return this.all.filter((property) => property.name === name)
  }

  text(name: string): string {
    return plainText(this.one(name)?.value ?? '').trim()
  }

  /** What an event says besides its times. */
  words(): Pick<IcsEvent, 'title' | 'description' | 'place' | 'url' | 'status'> {
    const status = this.text('STATUS').toLowerCase()
    return {
      title: this.text('SUMMARY').replaceAll('\n', ' '),
      description: plainText(this.one('DESCRIPTION')?.value ?? ''),
      place: this.text('LOCATION'),
      url: this.one('URL')?.value.trim() ?? '',
      status: (['tentative', 'cancelled'].includes(status) ? status : 'confirmed') as Status,
    }
  }

  stamps(): Pick<IcsEvent, 'created' | 'changed'> {
    const created = stampOf(this.one('CREATED')?.value)
    const changed = stampOf(this.one('LAST-MODIFIED')?.value)
    return { ...(created && { created }), ...(changed && { changed }) }
  }

  people(): Pick<IcsEvent, 'organizer' | 'attendees'> {
    const organizer = this.one('ORGANIZER')
    const attendees = this.each('ATTENDEE').slice(0, MOST_ATTENDEES).map(attendeeOf)
    return {
      ...(organizer && { organizer: { name: organizer.params.get('CN') ?? '', email: addressIn(organizer) } }),
      ...(attendees.length && { attendees }),
    }
  }

  categories(): string[] {
    return [...new Set(this.each('CATEGORIES').flatMap(({ value }) => plainList(value)))].slice(0, 100)
  }

  alarms(): string[] {
    const alarms = this.component.within.filter(({ name, within }) => name === 'VALARM' && !within.length)
    const texts = alarms.map(({ lines }) => ['BEGIN:VALARM', ...lines.filter(propertyOf), 'END:VALARM'].join('\n'))
    return texts.filter((text) => text.length <= MOST_REST).slice(0, 20)
  }

  rest(): string {
    let left = MOST_REST
    const unknown = this.all.filter(({ name }) => !KNOWN.has(name))
    const kept = unknown.filter(({ line }) => {
      const fits = line.length < left
      if (fits) left -= line.length + 1
      return fits
    })
    return kept.map(({ line }) => line).join('\n')
  }
}

function attendeeOf(property: Property): Attendee {
  const { params } = property
  return {
    name: params.get('CN') ?? '',
    email: addressIn(property),
    reply: (params.get('PARTSTAT') ?? 'needs-action').toLowerCase(),
    role: (params.get('ROLE') ?? 'req-participant').toLowerCase(),
  }
}

function addressIn({ value }: Property): string {
  return value.trim().replace(/^mailto:/i, '')
}
