import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { eventsOf } from '../../../../test/calendar/answers.ts'
import { cases } from '../../../../test/calendar/cases.ts'
import { checkedWhen, momentOf } from '../../calendar.ts'
import { type IcsEvent, readCalendar, writeCalendar } from '../file.ts'

const now = new Date('2026-11-22T00:00:00Z')
const all = { most: 1000, bytes: 10_000_000 }

function series(more: Partial<IcsEvent> = {}): IcsEvent {
  const when = { starts: '2026-03-20T19:00', ends: '2026-03-20T21:00', zone: 'Europe/Paris', rule: 'FREQ=WEEKLY' }
  return { ...eventsOf([{ what: 'Evening', when, to: '' }])[0]!, ...more }
}

function again(events: IcsEvent[]): IcsEvent[] {
  const { events: read, troubles } = readCalendar(writeCalendar({ events, now }), all)
  expect(troubles).toEqual([])
  return read
}

describe('a file that we write', () => {
  it.each(eventsOf(cases))('is read as what it was: $title', (event) => {
    expect(again([event])).toEqual([event])
  })

  it('has what is otherwise at single times', () => {
    const event = series({
      overrides: [
        {
          original: '2026-03-27T19:00:00',
          starts: '2026-03-28T20:00:00',
          ends: '2026-03-28T23:00:00',
          title: 'Later; longer',
        },
        { original: '2026-04-03T19:00:00', cancelled: true },
        { original: '2026-04-10T19:00:00', status: 'tentative', description: '', place: 'Elsewhere', url: '' },
      ],
    })
    expect(again([event])).toEqual([event])
  })

  it('has its name, and what is wanted of who reads it', () => {
    const text = writeCalendar({
      name: 'River, keepers',
      description: 'A; B',
      method: 'REQUEST',
      events: [],
      refresh: 60,
      now,
    })
    expect(readCalendar(text, all)).toEqual({ name: 'River, keepers', method: 'REQUEST', events: [], troubles: [] })
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT60M\r\n')
  })

  it('has lines of at most 75 bytes, and no letter is parted', () => {
    const text = writeCalendar({ events: [series({ title: '🌲'.repeat(500), description: 'é'.repeat(1000) })], now })
    const lines = text.split('\r\n')
    expect(lines.pop()).toBe('')
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBe(75)
    expect(text).not.toMatch(/[^\r]\n|\r[^\n]|\p{Cs}|\ufffd/u)
  })

  it('cannot be made to say more by words of people', () => {
    const evil = 'x\r\nEND:VEVENT\nBEGIN:VEVENT\rUID:evil'
    const event = series({
      uid: evil,
      title: evil,
      description: evil,
      place: evil,
      url: evil,
      categories: [evil],
      organizer: { name: evil, email: evil },
      attendees: [{ name: evil, email: evil, reply: evil, role: evil }],
      alarms: [`BEGIN:VALARM\nACTION:DISPLAY\nEND:VALARM\nBEGIN:VEVENT\nX-C:evil\nEND:VALARM`],
      rest: `X-A:1\rBEGIN:VEVENT\nUID:evil\nBEGIN:VEVENT\nSUMMARY:evil\nX-B:2`,
    })
    const text = writeCalendar({ name: evil, description: evil, method: evil, events: [event], now })
    expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1)
    expect(text.match(/^UID:/gm)).toHaveLength(1)
    expect(text.match(/^SUMMARY:/gm)).toHaveLength(1)
    expect(readCalendar(text, all).events).toMatchObject([{ rest: 'X-B:2' }])
  })

  it.each([
    'Europe/Paris',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Africa/Casablanca',
    'America/Santiago',
    'Asia/Jerusalem',
    'Africa/Cairo',
    'Pacific/Chatham',
  ])('describes %s so that ical.js finds our moments, decades on', (zone) => {
    const rule = zone === 'Africa/Casablanca' ? 'FREQ=DAILY;UNTIL=20401231' : 'FREQ=DAILY'
    const when = checkedWhen({ starts: '2012-01-01T12:00', ends: '2012-01-01T13:00', zone, rule })
    const root = new ICAL.Component(ICAL.parse(writeCalendar({ events: [series({ when })], now })))
    const theirs = new ICAL.Timezone(root.getFirstSubcomponent('vtimezone')!)
    // Morocco's clock follows the moon; Egypt's is a rule for some years at a time.
    const last = zone.startsWith('Africa/') ? 2040 : 2060
    for (let at = Date.UTC(2012, 0, 1, 12); at < Date.UTC(last, 0, 1); at += 7 * 86_400_000) {
      const local = new Date(at).toISOString().slice(0, 19)
      const time = ICAL.Time.fromDateTimeString(local)
      time.zone = theirs
      expect(time.toUnixTime() * 1000, local).toBe(momentOf(local, zone).getTime())
    }
  })

  it('describes a clock that follows a rule in few lines', () => {
    const text = writeCalendar({ events: [series()], now })
    expect(text.match(/^RRULE:FREQ=YEARLY.*$/gm)).toEqual([
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
      'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    ])
  })

  it('names no zone where none is needed', () => {
    const text = writeCalendar({
      events: [series({ when: checkedWhen({ starts: '2026-01-01', ends: '2026-01-02', zone: null }) })],
      now,
    })
    expect(text).toContain('DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20260102\r\n')
    expect(text).not.toContain('TZID')
  })
})
