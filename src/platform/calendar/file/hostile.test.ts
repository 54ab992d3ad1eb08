import { describe, expect, it } from 'vitest'
import { readCalendar } from '../file.ts'

const limits = { most: 1000, bytes: 30_000_000 }
const MB5 = 5_000_000
const head = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
const good = 'BEGIN:VEVENT\r\nUID:good\r\nSUMMARY:Good\r\nDTSTART:20261124T190000Z\r\nEND:VEVENT\r\n'

function filled(piece: string): string {
  return piece.repeat(Math.floor(MB5 / piece.length))
}

function event(lines: string): string {
  return `BEGIN:VEVENT\r\nUID:bad\r\nDTSTART:20261124T190000Z\r\n${lines}\r\nEND:VEVENT\r\n`
}

/** Five megabytes each. Whatever becomes of them, what is good beside them is read, and it ends: the test’s own limit says so. */
const hostile: Record<string, string> = {
  'ends of lines': filled('\r\n'),
  'folds without end': `X-A:1${filled('\r\n ')}\r\n`,
  'one line without end': `${filled('A')}\r\n`,
  'a line of parameters': `X-A${filled(';A=B')}:1\r\n`,
  'a line of quotation marks': `X-A;B=${filled('"')}\r\n`,
  'a value of commas in a parameter': `X-A;B=${filled(',')}:1\r\n`,
  'nothing but beginnings': filled('BEGIN:VTODO\r\n').concat('END:VTODO\r\n'),
  'nothing but ends': filled('END:VEVENT\r\n'),
  'events within events': filled('BEGIN:VEVENT\r\n'),
  'zones within zones': filled('BEGIN:VTIMEZONE\r\nTZID:X\r\n'),
  NULs: filled('\0'),
  'signs that are none': filled('\ufffd\ud800\u0001').concat('\r\n'),
  backslashes: event(`SUMMARY:${filled('\\')}`),
  'one long word of a list': event(`CATEGORIES:${filled('a')}`),
  'a list of commas': event(`CATEGORIES:${filled(',a')}`),
  'single dates': event(`RDATE:${filled('20261124T190000Z,')}`),
  'lines of single dates': event(filled('EXDATE:20261124T190000Z\r\n')),
  people: event(filled('ATTENDEE:mailto:a@b.example\r\n')),
  alarms: event(filled('BEGIN:VALARM\r\nACTION:AUDIO\r\nEND:VALARM\r\n')),
  'a rule of numbers': event(`RRULE:FREQ=DAILY;BYMONTHDAY=${filled('1,')}1`),
  'a number': event(`RRULE:FREQ=DAILY;COUNT=${filled('9')}`),
  'a length': event(`DURATION:P${filled('9')}D`),
  'the name of a zone': event(`DTSTART;TZID=${filled('/a')}:20261124T190000`),
}

describe('files that mean ill', () => {
  it.each(Object.entries(hostile))('%s', (_, lines) => {
    const { events, troubles } = readCalendar(`${head}${lines}${good}END:VCALENDAR`, limits)
    expect(events.map(({ uid }) => uid)).toContain('good')
    expect(troubles.length).toBeLessThanOrEqual(501)
  })

  it('100,000 events are not all looked at', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => good.replace('good', String(at))).join('')
    const { events, troubles } = readCalendar(`${head}${many}END:VCALENDAR`, limits)
    expect(events).toHaveLength(1000)
    expect(troubles).toEqual([{ why: 'most' }])
  })

  it('changes to single times have an end', () => {
    const series = good.replace('END:VEVENT', 'RRULE:FREQ=DAILY\r\nEND:VEVENT')
    const change = (at: number) => {
      const id = new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10).replaceAll('-', '')
      return good.replace('SUMMARY', `RECURRENCE-ID:${id}T190000Z\r\nSUMMARY`)
    }
    const changes = Array.from({ length: 9000 }, (_, at) => change(at)).join('')
    const { events, troubles } = readCalendar(`${head}${series}${changes}END:VCALENDAR`, limits)
    expect(events[0]!.overrides).toHaveLength(1000)
    expect(troubles[0]).toEqual({ uid: 'good', title: 'Good', why: 'many' })
  })

  it('many zones of their own cost little', () => {
    const zone = (at: number) =>
      `BEGIN:VTIMEZONE\r\nTZID:Z${at}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nRRULE:FREQ=DAILY;COUNT=999999999\r\nTZOFFSETFROM:+0113\r\nTZOFFSETTO:+0113\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n`
    const use = (at: number) =>
      good.replace('good', `z${at}`).replace('DTSTART', `DTSTART;TZID=Z${at}`).replace('0000Z', '0000')
    const numbers = Array.from({ length: 300 }, (_, at) => at)
    const text = `${head}${numbers.map(zone).join('')}${numbers.map(use).join('')}${good}END:VCALENDAR`
    const { events, troubles } = readCalendar(text, limits)
    expect(events).toHaveLength(1)
    expect(troubles).toHaveLength(300)
  })

  it('names of objects are names', () => {
    const names = '__proto__:1\r\nconstructor;__proto__=x:2\r\ntoString:3\r\nRRULE:__proto__=1'
    const { events, troubles } = readCalendar(`${head}${event(names)}${good}END:VCALENDAR`, limits)
    expect(events).toHaveLength(1)
    expect(troubles).toEqual([{ uid: 'bad', why: 'rule' }])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })
})
