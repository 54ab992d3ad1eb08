import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { type IcsEvent, readCalendar } from './file.ts'
import { cancelTo, isFresh, originalIn, type Parties, readReplies, requestTo } from './itip.ts'

const now = new Date('2026-11-22T08:00:00Z')
const parties: Parties = {
  organizer: { name: 'River Keepers', email: 'dates+12@copse.example' },
  attendee: { name: 'Luc "Weir" Marchetti', email: 'luc@example.org', answer: null },
}
const evening: IcsEvent = {
  uid: 'evening@copse',
  sequence: 4,
  when: {
    starts: '2026-11-24T19:00:00',
    ends: '2026-11-24T21:00:00',
    zone: 'Europe/Paris',
    rule: 'FREQ=WEEKLY',
    dates: [],
    except: [],
  },
  title: 'Evening; at the weir',
  description: 'Boots.\nAnd a lamp.',
  place: 'The mill',
  url: 'https://copse.example/c/river/events/12',
  status: 'confirmed',
  created: new Date('2026-10-01T00:00:00Z'),
  changed: new Date('2026-11-01T00:00:00Z'),
  categories: ['owls'],
  overrides: [
    {
      original: '2026-12-01T19:00:00',
      starts: '2026-12-02T20:00:00',
      ends: '2026-12-02T22:30:00',
      title: 'Late evening',
      attendees: [{ name: 'Rosa', email: 'rosa@example.org', reply: 'accepted', role: 'chair' }],
      rest: 'X-OURS:1',
    },
    { original: '2026-12-08T19:00:00', cancelled: true },
  ],
  attendees: [{ name: 'Ada', email: 'ada@example.org', reply: 'accepted', role: 'chair' }],
  alarms: ['BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT5M\nEND:VALARM'],
  rest: 'X-SECRET:ours',
}
const lines = (file: string) => file.replace(/\r\n /g, '').split('\r\n')
const read = (file: string) => {
  const { method, events, troubles } = readCalendar(file, { most: 10, bytes: 100_000 })
  expect(troubles).toEqual([])
  return { method, event: events[0]! }
}

describe('an invitation', () => {
  it('says all of a series to one person, who is asked for an answer, and names nobody else', () => {
    const file = requestTo(evening, parties, now)
    const { method, event } = read(file)
    expect(method).toBe('REQUEST')
    expect(event).toMatchObject({ uid: 'evening@copse', sequence: 4, when: evening.when, title: evening.title })
    expect(event.organizer).toEqual({ name: 'River Keepers', email: 'dates+12@copse.example' })
    expect(event.attendees).toEqual([
      { name: 'Luc "Weir" Marchetti', email: 'luc@example.org', reply: 'needs-action', role: 'req-participant' },
    ])
    expect(event.overrides).toMatchObject([
      { original: '2026-12-01T19:00:00', starts: '2026-12-02T20:00:00', title: 'Late evening' },
      { original: '2026-12-08T19:00:00', cancelled: true },
    ])
    expect(lines(file).filter((line) => /;RSVP=TRUE:/.test(line))).toHaveLength(3)
    expect(file).not.toMatch(/rosa@|ada@|X-OURS|X-SECRET|VALARM/)
    // Dated when it is sent, not when the event was changed.
    expect(lines(file)).toContain('DTSTAMP:20261122T080000Z')
    expect(lines(file)).not.toContain('DTSTAMP:20261101T000000Z')
  })

  it.each([
    ['2026-12-01T19:00:00', '2026-12-02T20:00:00', '2026-12-02T22:30:00', 'Late evening'],
    ['2026-12-15T19:00:00', '2026-12-15T19:00:00', '2026-12-15T21:00:00', 'Evening; at the weir'],
  ])('to one date names which, and does not repeat: %s', (original, starts, ends, title) => {
    const file = requestTo(
      evening,
      { ...parties, attendee: { ...parties.attendee, answer: 'accepted' } },
      now,
      original,
    )
    const [vevent, ...more] = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent')
    expect(more).toEqual([])
    const event = new ICAL.Event(vevent!)
    expect(event.recurrenceId.toString()).toBe(original)
    expect([event.startDate.toString(), event.endDate.toString(), event.summary]).toEqual([starts, ends, title])
    expect([event.sequence, event.isRecurring()]).toEqual([4, false])
    expect(vevent!.getFirstProperty('attendee')!.getParameter('partstat')).toBe('ACCEPTED')
  })

  it('to whole days lasts whole days', () => {
    const when = { starts: '2026-11-28', ends: '2026-11-30', zone: null, rule: 'FREQ=YEARLY', dates: [], except: [] }
    const file = requestTo({ ...evening, when, overrides: [] }, parties, now, '2027-11-28')
    expect(lines(file)).toEqual(
      expect.arrayContaining([
        'RECURRENCE-ID;VALUE=DATE:20271128',
        'DTSTART;VALUE=DATE:20271128',
        'DTEND;VALUE=DATE:20271130',
      ]),
    )
  })

  it('is called off whole, or one date of it', () => {
    const whole = lines(cancelTo(evening, parties, now))
    expect(whole).toEqual(
      expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:4', 'UID:evening@copse']),
    )
    expect(whole.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1)
    const one = lines(cancelTo(evening, parties, now, '2026-12-08T19:00:00'))
    expect(one).toContain('RECURRENCE-ID;TZID=Europe/Paris:20261208T190000')
    expect(one.join('\n')).not.toContain('RRULE:FREQ=WEEKLY\n')
  })

  it('cannot be broken out of by names and words', () => {
    const ill = 'x"\r\nATTENDEE:mailto:all@example.org\r\n'
    const file = requestTo(
      { ...evening, title: ill, url: ill, place: ill, overrides: [] },
      {
        organizer: { name: ill, email: 'dates@copse.example\r\nX-ILL:1' },
        attendee: { name: ill, email: 'luc@example.org\r\nX-ILL:1', answer: null },
      },
      now,
    )
    expect(lines(file).filter((line) => /^(ATTENDEE:|X-ILL)/.test(line))).toEqual([])
    expect(read(file).event.attendees).toHaveLength(1)
  })
})

const reply = (...said: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    'UID:evening@copse',
    'SEQUENCE:4',
    'DTSTAMP:20261122T070000Z',
    ...said,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
const yes = 'ATTENDEE;CN=Luc;PARTSTAT=ACCEPTED:MAILTO:luc@example.org'

describe('an answer', () => {
  it.each(['ACCEPTED', 'tentative', 'Declined'])('is read: %s', (word) => {
    expect(readReplies(reply(`ATTENDEE;PARTSTAT=${word}:mailto:luc@example.org`), now)).toEqual([
      {
        uid: 'evening@copse',
        date: null,
        answer: word.toLowerCase(),
        email: 'luc@example.org',
        at: new Date('2026-11-22T07:00:00Z'),
        sequence: 4,
      },
    ])
  })

  it('of what we invited to comes back as it went', () => {
    const sent = requestTo(evening, parties, now, '2026-12-15T19:00:00')
    const back = sent.replace('METHOD:REQUEST', 'METHOD:REPLY').replace('PARTSTAT=NEEDS-ACTION', 'PARTSTAT=DECLINED')
    const [one] = readReplies(back, now)
    expect(one).toMatchObject({ uid: 'evening@copse', answer: 'declined', sequence: 4, email: 'luc@example.org' })
    expect(originalIn(one!, evening.when)).toBe('2026-12-15T19:00:00')
  })

  it.each([
    ['in UTC', 'RECURRENCE-ID:20261215T180000Z'],
    ['in its zone', 'RECURRENCE-ID;TZID=Europe/Paris:20261215T190000'],
    ['in another zone', 'RECURRENCE-ID;TZID=Europe/London:20261215T180000'],
    ['in a zone as Windows calls it', 'RECURRENCE-ID;TZID="Romance Standard Time":20261215T190000'],
    ['in none', 'RECURRENCE-ID:20261215T190000'],
    ['as a bare date', 'RECURRENCE-ID;VALUE=DATE:20261215'],
  ])('to one date names it %s', (_how, line) => {
    const [one] = readReplies(reply(yes, line), now)
    expect(originalIn(one!, evening.when)).toBe('2026-12-15T19:00:00')
  })

  it('to a date of whole days is to that day', () => {
    const [one] = readReplies(reply(yes, 'RECURRENCE-ID;VALUE=DATE:20271128'), now)
    expect(originalIn(one!, { starts: '2026-11-28', zone: null })).toBe('2027-11-28')
  })

  it('is never later than now, so that it stands against no answer to come', () => {
    const [one] = readReplies(reply(yes).replace('20261122T070000Z', '99991231T000000Z'), now)
    expect(one!.at).toEqual(now)
  })

  it.each([
    ['another method', reply(yes).replace('REPLY', 'REQUEST')],
    ['no method', reply(yes).replace('METHOD:REPLY\r\n', '')],
    ['nobody', reply()],
    ['two people', reply(yes, yes.replace('luc@', 'ada@'))],
    ['no answer', reply('ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:luc@example.org')],
    ['somebody else’s coming', reply('ATTENDEE;PARTSTAT=DELEGATED:mailto:luc@example.org')],
    ['a word that objects have', reply('ATTENDEE;PARTSTAT=__PROTO__:mailto:luc@example.org')],
    ['all that follow', reply(yes, 'RECURRENCE-ID;RANGE=THISANDFUTURE:20261215T180000Z')],
    ['a date that is none', reply(yes, 'RECURRENCE-ID:20261315T990000Z')],
    ['a zone that is none', reply(yes, 'RECURRENCE-ID;TZID=Nowhere/Else:20261215T180000')],
    ['a sequence that is none', reply(yes).replace('SEQUENCE:4', 'SEQUENCE:-1')],
    ['no moment', reply(yes).replace('DTSTAMP:20261122T070000Z', 'DTSTAMP:yesterday')],
    ['no event', reply(yes).replace('UID:evening@copse\r\n', '')],
    ['a long name', reply(yes).replace('evening@copse', 'x'.repeat(300))],
    ['no calendar', 'Yes, I come!'],
    ['an end before its end', reply(yes).slice(0, -60)],
    ['nothing', ''],
    ['half a megabyte', reply(yes, `COMMENT:${'x'.repeat(500_000)}`)],
  ])('that says %s is none', (_what, text) => {
    expect(readReplies(text, now)).toEqual([])
  })

  it('of thousands in a letter is read of some, and at once', () => {
    const many = reply(yes).replace(/BEGIN:VEVENT[\s\S]*END:VEVENT\r\n/, (one) => one.repeat(1000))
    expect(readReplies(many, now).length).toBeLessThanOrEqual(50)
    expect(readReplies(Buffer.from(reply(yes, `X-A:${'\\;,'.repeat(20_000)}`)), now)).toHaveLength(1)
  })
})

describe('an answer that came late', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour))
  it.each([
    ['to what still holds, the first', { at: at(7), sequence: 4 }, 4, undefined, true],
    ['to when it was before it moved', { at: at(7), sequence: 3 }, 4, undefined, false],
    ['to words that were changed since', { at: at(7), sequence: 3 }, 2, undefined, true],
    ['after another', { at: at(7), sequence: 4 }, 4, { at: at(6) }, true],
    ['that another has overtaken', { at: at(6), sequence: 4 }, 4, { at: at(7) }, false],
    ['the same again', { at: at(7), sequence: 4 }, 4, { at: at(7), sequence: 4 }, false],
    ['to a later state by a slow clock', { at: at(5), sequence: 5 }, 4, { at: at(7), sequence: 4 }, true],
    ['to an earlier state by a fast clock', { at: at(9), sequence: 4 }, 4, { at: at(7), sequence: 5 }, false],
  ])('%s', (_what, one, since, last, fresh) => {
    expect(isFresh(one, since, last)).toBe(fresh)
  })
})
