import fc from 'fast-check'
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import answers from '../../../test/calendar/answers.json' with { type: 'json' }
import { answerTo } from '../../../test/calendar/answers.ts'
import { anyCase } from '../../../test/calendar/any-case.ts'
import { type Case, cases } from '../../../test/calendar/cases.ts'
import { CalendarTrouble, checkedWhen, occurrences, type When } from '../calendar.ts'

const evening: When = { starts: '2026-03-20T19:00:00', ends: '2026-03-20T21:00:00', zone: 'Europe/Paris' }

function whyOf(what: () => unknown): string | undefined {
  try {
    what()
  } catch (error) {
    if (error instanceof CalendarTrouble) return error.why
    throw error
  }
}

describe('recurrences', () => {
  it.each(cases)('are what python-dateutil says: $what', (one) => {
    expect(answerTo(one)).toEqual((answers as Record<string, string[]>)[one.what])
  })

  it('are what rrule-temporal says, of rules that nobody thought of', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { starts, zone, rule } = one.when
        // It takes a UNTIL that is a date for its midnight, and does not count a first time that is not of the rule.
        fc.pre(!/UNTIL=\d{8}(;|$)/.test(rule!))
        // It misses the six weeks of summer time that Cairo had in spring 2014.
        fc.pre(zone !== 'Africa/Cairo')
        const theirs = theirAnswer(one, starts, zone!, rule!)
        fc.pre(theirs !== undefined)
        expect(answerTo(one), one.what).toEqual(theirs)
      }),
      // The same ones each time: it has faults that chance would find.
      { numRuns: 60, seed: 5545 },
    )
  })

  it('take in what has begun and not ended', () => {
    const window = { from: new Date('2026-03-27T19:30:00Z'), to: new Date('2026-03-27T19:31:00Z'), most: 9 }
    expect(occurrences({ ...evening, rule: 'FREQ=WEEKLY' }, window)).toEqual([
      {
        original: '2026-03-27T19:00:00',
        starts: '2026-03-27T19:00:00',
        ends: '2026-03-27T21:00:00',
        from: new Date('2026-03-27T18:00:00Z'),
        until: new Date('2026-03-27T20:00:00Z'),
      },
    ])
    expect(
      occurrences({ ...evening, rule: 'FREQ=WEEKLY' }, { ...window, from: new Date('2026-03-27T20:00:00Z') }),
    ).toEqual([])
  })

  it('last as long as the first, whatever the clock does meanwhile', () => {
    const night = {
      starts: '2026-10-23T22:00:00',
      ends: '2026-10-24T06:00:00',
      zone: 'Europe/Paris',
      rule: 'FREQ=DAILY',
    }
    const ends = occurrences(night, { to: new Date('2026-10-26T00:00:00Z'), most: 9 }).map((one) => one.ends)
    expect(ends).toEqual(['2026-10-24T06:00:00', '2026-10-25T05:00:00', '2026-10-26T06:00:00'])
  })

  it('show the time that the clock shows where a single date is skipped', () => {
    const [one] = occurrences(
      { ...evening, starts: '2026-03-29T02:30', ends: '2026-03-29T03:30' },
      { to: new Date('2027-01-01'), most: 1 },
    )
    expect(one).toMatchObject({
      original: '2026-03-29T02:30:00',
      starts: '2026-03-29T03:30:00',
      ends: '2026-03-29T03:30:00',
    })
  })

  it('stop at the first so many', () => {
    const found = occurrences({ ...evening, rule: 'FREQ=DAILY' }, { to: new Date('9999-01-01'), most: 3 })
    expect(found.map((one) => one.starts.slice(0, 10))).toEqual(['2026-03-20', '2026-03-21', '2026-03-22'])
  })
})

/** The same of rrule-temporal; undefined where it counts otherwise. */
function theirAnswer({ to }: Case, starts: string, zone: string, rule: string): string[] | undefined {
  const dtstart = Temporal.PlainDateTime.from(starts).toZonedDateTime(zone)
  const theirs = new RRuleTemporal({ rruleString: `RRULE:${rule}`, dtstart })
  const fits = theirs.between(new Date(dtstart.epochMilliseconds), new Date(dtstart.epochMilliseconds), true).length
  if (!fits) return undefined
  const found = theirs.between(new Date(dtstart.epochMilliseconds), new Date(Date.parse(`${to}Z`) - 1), true)
  return found.slice(0, 2000).map((one) => `${new Date(one.epochMilliseconds).toISOString().slice(0, 19)}Z`)
}

describe('hostile rules', () => {
  const from = new Date('2026-01-01')
  const to = new Date('9999-12-31')

  it.each([
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6',
    'FREQ=YEARLY;BYWEEKNO=20;BYMONTH=12;BYDAY=MO',
    'FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1',
    'FREQ=DAILY;INTERVAL=999999999999999',
    'FREQ=YEARLY;INTERVAL=999999999999999;COUNT=2',
    'FREQ=DAILY;COUNT=999999999999999;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;BYSETPOS=366',
    'FREQ=DAILY;UNTIL=99991231T235959Z;BYMONTHDAY=31;BYMONTH=2',
  ])('that find nothing end: %s', (rule) => {
    const when = checkedWhen({ ...evening, starts: '1900-01-01T19:00', ends: '1900-01-01T21:00', rule })
    expect(occurrences(when, { from, to, most: 10 })).toEqual([])
  })

  it.each([
    'FREQ=SECONDLY',
    'FREQ=MINUTELY;COUNT=3',
    'FREQ=HOURLY',
    'FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3,4,5,6,7,8,9',
  ])('that come too often are refused: %s', (rule) =>
    expect(whyOf(() => checkedWhen({ ...evening, rule }))).toBe('often'),
  )

  it('that cost too much are given up', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => hour).join(',')
    const rule = `FREQ=DAILY;COUNT=999999999;BYHOUR=${hours}`
    const when = { ...evening, starts: '1900-01-01T19:00:00', ends: '1900-01-01T21:00:00', rule }
    expect(whyOf(() => occurrences(when, { from, to, most: 10 }))).toBe('often')
  })

  it.each([
    'garbage',
    'FREQ=WEEKLY;FREQ=DAILY',
    'FREQ=DAILY;COUNT=1;UNTIL=20260101',
    'FREQ=DAILY;COUNT=0',
    'FREQ=DAILY;INTERVAL=-1',
    'FREQ=WEEKLY;BYDAY=1MO',
    'FREQ=WEEKLY;BYMONTHDAY=1',
    'FREQ=MONTHLY;BYWEEKNO=1',
    'FREQ=MONTHLY;BYYEARDAY=1',
    'FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=MONTHLY;BYDAY=XX',
    'FREQ=DAILY;__proto__=1',
    'FREQ=DAILY;RSCALE=HEBREW',
    `FREQ=DAILY;BYMONTHDAY=${'1,'.repeat(2000)}1`,
  ])('that are none are refused: %s', (rule) => expect(whyOf(() => checkedWhen({ ...evening, rule }))).toBe('rule'))
})

describe('checked times', () => {
  it.each<[string, Partial<When>]>([
    ['zone', { zone: 'Europe/Atlantis' }],
    ['zone', { zone: '+05:30' }],
    ['time', { starts: '2026-02-30T10:00' }],
    ['time', { starts: '2026-02-20' }],
    ['time', { starts: '1899-12-31T10:00' }],
    ['time', { ends: '2200-01-01T10:00' }],
    ['time', { rule: 'FREQ=DAILY;UNTIL=20260231' }],
    ['order', { ends: '2026-03-20T18:59' }],
    ['order', { zone: null, starts: '2026-03-20', ends: '2026-03-20' }],
    ['many', { dates: Array.from({ length: 2001 }, () => '2026-03-21T10:00') }],
  ])('that cannot be say why: %s %j', (why, wrong) => {
    expect(whyOf(() => checkedWhen({ ...evening, ...wrong }))).toBe(why)
  })

  it.each([
    ['FREQ=DAILY;UNTIL=20260401T170000Z', 'FREQ=DAILY;UNTIL=20260401'],
    ['FREQ=DAILY;UNTIL=20260401T165959Z', 'FREQ=DAILY;UNTIL=20260331'],
    ['wkst=mo;interval=1;freq=weekly;byday=we,mo', 'FREQ=WEEKLY;BYDAY=MO,WE'],
    ['FREQ=DAILY;BYHOUR=9,19;UNTIL=20260401T170000Z', 'FREQ=DAILY;UNTIL=20260401T190000;BYHOUR=9,19'],
  ])('have one spelling: %s', (rule, spelled) => expect(checkedWhen({ ...evening, rule }).rule).toBe(spelled))

  it('stay as they are when checked again', () => {
    fc.assert(
      fc.property(anyCase, ({ when }) => {
        const once = checkedWhen(when)
        expect(checkedWhen(once)).toEqual(once)
      }),
    )
  })
})
