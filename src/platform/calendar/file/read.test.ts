import { describe, expect, it } from 'vitest'
import { occurrences } from '../../calendar.ts'
import { type Calendar, readCalendar } from '../file.ts'

const all = { most: 100, bytes: 1_000_000, zone: 'America/Toronto' }

function file(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n')
}

function event(...lines: string[]): string[] {
  return ['BEGIN:VEVENT', 'UID:1', 'SUMMARY:Walk', ...lines, 'END:VEVENT']
}

function read(...lines: string[]): Calendar {
  return readCalendar(file(...lines), all)
}

/** The times of the only event. */
function when(...lines: string[]) {
  const { events, troubles } = read(...event(...lines))
  expect(troubles).toEqual([])
  return events[0]!.when
}

function whys(...lines: string[]): string[] {
  return read(...lines).troubles.map(({ why }) => why)
}

const START = 'DTSTART;TZID=Europe/Paris:20261124T190000'
const OUTLOOK = [
  ['BEGIN:VTIMEZONE', 'TZID:Customized Time Zone', 'BEGIN:STANDARD', 'DTSTART:16010101T030000', 'TZOFFSETFROM:+0200'],
  ['TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD', 'BEGIN:DAYLIGHT'],
  ['DTSTART:16010101T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200'],
  ['RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE'],
].flat()

describe('zones of a file', () => {
  it.each([
    ['Europe/Paris', 'Europe/Paris'],
    ['"Europe/Paris"', 'Europe/Paris'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['romance standard time', 'Europe/Paris'],
    ['/freeassociation.sourceforge.net/Europe/Paris', 'Europe/Paris'],
    ['/mozilla.org/20050126_1/America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['UTC+2', 'Etc/GMT-2'],
    ['GMT-0500', 'Etc/GMT+5'],
    ['UTC', 'UTC'],
  ])('have many names: %s', (tzid, zone) => {
    expect(when(`DTSTART;TZID=${tzid}:20261124T190000`).zone).toBe(zone)
  })

  it('are known by where a description says that they are', () => {
    const { events } = read(
      'BEGIN:VTIMEZONE',
      'TZID:Ours',
      'X-LIC-LOCATION:Asia/Tehran',
      'END:VTIMEZONE',
      ...event('DTSTART;TZID=Ours:20261124T190000'),
    )
    expect(events[0]!.when.zone).toBe('Asia/Tehran')
  })

  it('are known by what the clock does', () => {
    const { events } = read(...OUTLOOK, ...event('DTSTART;TZID=Customized Time Zone:20261124T190000'))
    expect(events[0]!.when).toMatchObject({ starts: '2026-11-24T19:00:00', zone: 'Europe/Berlin' })
  })

  it('may be nobody’s, which is said', () => {
    const strange = OUTLOOK.map((line) => line.replace('+0200', '+0213'))
    expect(whys(...strange, ...event('DTSTART;TZID=Customized Time Zone:20261124T190000'))).toEqual(['zone'])
    expect(whys(...event('DTSTART;TZID=Atlantis:20261124T190000'))).toEqual(['zone'])
  })

  it('are the calendar’s for times that name none, else those of who reads', () => {
    expect(when('DTSTART:20261124T190000').zone).toBe('America/Toronto')
    expect(read('X-WR-TIMEZONE:Asia/Tokyo', ...event('DTSTART:20261124T190000')).events[0]!.when.zone).toBe(
      'Asia/Tokyo',
    )
  })
})

describe('times of a file', () => {
  it.each([
    ['DURATION:PT90M', '2026-11-24T20:30:00'],
    ['DURATION:P1W', '2026-12-01T19:00:00'],
    ['DTEND:20261124T190000Z', '2026-11-24T20:00:00'],
    ['DTEND;TZID=Europe/London:20261124T190000', '2026-11-24T20:00:00'],
    ['DTEND;VALUE=DATE:20261125', '2026-11-25T00:00:00'],
    ['X-NOTHING:', '2026-11-24T19:00:00'],
  ])('end by %s', (line, ends) => expect(when(START, line).ends).toBe(ends))

  it.each([
    ['X-NOTHING:', '2026-11-25'],
    ['DTEND;VALUE=DATE:20261124', '2026-11-25'],
    ['DTEND;VALUE=DATE:20261127', '2026-11-27'],
    ['DURATION:P2D', '2026-11-26'],
  ])('of whole days end by %s', (line, ends) => {
    expect(when('DTSTART;VALUE=DATE:20261124', line)).toMatchObject({ starts: '2026-11-24', ends, zone: null })
  })

  it.each([
    ['20261231', 'FREQ=DAILY;UNTIL=20261231'],
    ['20261231T180000Z', 'FREQ=DAILY;UNTIL=20261231'],
    ['20261231T175959Z', 'FREQ=DAILY;UNTIL=20261230'],
    ['20261231T190000', 'FREQ=DAILY;UNTIL=20261231'],
  ])('come again until %s', (until, rule) => expect(when(START, `RRULE:FREQ=DAILY;UNTIL=${until}`).rule).toBe(rule))

  it('are left out by moments, by times of other zones and by days', () => {
    const lines = [
      'EXDATE:20261125T180000Z',
      'EXDATE;TZID=Europe/London:20261126T180000',
      'EXDATE;VALUE=DATE:20261127',
      'EXDATE:20261128',
    ]
    const found = when(START, 'RRULE:FREQ=DAILY;COUNT=6', ...lines)
    const days = occurrences(found, { to: new Date('2027-01-01'), most: 9 }).map((one) => one.starts.slice(8, 10))
    expect(days).toEqual(['24', '29'])
  })

  it('may be periods of their own length', () => {
    const { events } = read(
      ...event(START, 'DURATION:PT1H', 'RDATE;VALUE=PERIOD:20261201T180000Z/PT1H,20261202T180000Z/20261202T210000Z'),
    )
    expect(events[0]).toMatchObject({
      when: { dates: ['2026-12-01T19:00:00', '2026-12-02T19:00:00'] },
      overrides: [{ original: '2026-12-02T19:00:00', starts: '2026-12-02T19:00:00', ends: '2026-12-02T22:00:00' }],
    })
  })

  it('of single occurrences may be moved, in any order and zone', () => {
    const moved = event(
      'RECURRENCE-ID:20261125T180000Z',
      'DTSTART;TZID=America/New_York:20261125T140000',
      'DURATION:PT2H',
    )
    const gone = event('RECURRENCE-ID;TZID=Europe/Paris:20261126T190000', START, 'STATUS:CANCELLED')
    const { events, troubles } = read(...gone, ...moved, ...event(START, 'DURATION:PT1H', 'RRULE:FREQ=DAILY'))
    expect(troubles).toEqual([])
    expect(events[0]!.overrides).toEqual([
      { original: '2026-11-25T19:00:00', starts: '2026-11-25T20:00:00', ends: '2026-11-25T22:00:00' },
      { original: '2026-11-26T19:00:00', cancelled: true },
    ])
  })
})

describe('what is not taken is said, and the rest is taken', () => {
  const good = ['BEGIN:VEVENT', 'UID:good', 'SUMMARY:Good', START, 'END:VEVENT']

  it.each<[string, string[]]>([
    ['start', event()],
    ['time', event('DTSTART:bogus')],
    ['time', event('DTSTART:20261399T990000Z')],
    ['time', event('DTSTART;VALUE=DATE:20260230')],
    ['order', event(START, 'DTEND:20261124T100000Z')],
    ['order', event(START, 'DURATION:-PT1H')],
    ['time', event(START, 'DURATION:soon')],
    ['rule', event(START, 'RRULE:garbage')],
    ['often', event(START, 'RRULE:FREQ=SECONDLY')],
    ['rules', event(START, 'RRULE:FREQ=DAILY', 'RRULE:FREQ=WEEKLY')],
    ['rules', event(START, 'RRULE:FREQ=DAILY', 'EXRULE:FREQ=WEEKLY')],
    ['alone', event(START, 'RECURRENCE-ID:20261124T180000Z')],
    ['many', event(START, `RDATE:${Array.from({ length: 10_000 }, () => '20261201T180000Z').join(',')}`)],
  ])('%s', (why, lines) => {
    const { events, troubles } = read(...lines, ...good)
    expect(events.map(({ uid }) => uid)).toEqual(['good'])
    expect(troubles).toEqual([{ uid: '1', title: 'Walk', why }])
  })

  it('a change to all that follow', () => {
    const { events, troubles } = read(
      ...event(START, 'RRULE:FREQ=DAILY'),
      ...event(START, 'RECURRENCE-ID;RANGE=THISANDFUTURE:20261125T180000Z'),
    )
    expect(events).toHaveLength(1)
    expect(troubles).toMatchObject([{ why: 'following' }])
  })

  it('the same event again, more than are taken, and one whose end is missing', () => {
    expect(whys(...event(START), ...event(START))).toEqual(['twice'])
    expect(readCalendar(file(...event(START), ...good), { ...all, most: 1 }).troubles).toEqual([{ why: 'most' }])
    expect(whys('BEGIN:VEVENT', 'UID:2', START, ...good)).toEqual(['unfinished'])
  })

  it('a file that is none, or too large', () => {
    for (const text of ['', 'hello', 'BEGIN:VCARD\nEND:VCARD']) expect(() => readCalendar(text, all)).toThrow('file')
    expect(() => readCalendar(file(...good), { most: 1, bytes: 10 })).toThrow('file')
  })
})

it('reads what others write: bytes, folds within a letter, old signs, lone ends of lines', () => {
  const folded = Buffer.from(file(...event(START, 'LOCATION:Caf\u00e9')))
  const at = folded.indexOf(0xc3) + 1
  const bytes = Buffer.concat([
    Buffer.from('\ufeff'),
    folded.subarray(0, at),
    Buffer.from('\r\n '),
    folded.subarray(at),
  ])
  expect(readCalendar(bytes, all).events[0]!.place).toBe('Café')
  expect(readCalendar(Buffer.from(file(...event(START, 'LOCATION:Caf\u00e9')), 'latin1'), all).events[0]!.place).toBe(
    'Café',
  )
  expect(
    readCalendar(file(...event(START, 'LOCATION:A\\, B\\;C\\nD\\\\n')).replaceAll('\r\n', '\r'), all).events[0]!.place,
  ).toBe('A, B;C\nD\\n')
})

it('makes the same name each time for an event that has none', () => {
  const nameless = file('BEGIN:VEVENT', 'SUMMARY:Walk', START, 'END:VEVENT')
  const [first, second] = [readCalendar(nameless, all), readCalendar(nameless, all)]
  expect(first.events[0]!.uid).toMatch(/^[0-9a-f]{32}@without-uid$/)
  expect(second.events[0]!.uid).toBe(first.events[0]!.uid)
})
