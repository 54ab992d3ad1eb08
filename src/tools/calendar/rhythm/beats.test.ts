import { describe, expect, it } from 'vitest'
import { testSite } from '../../../../test/site.ts'
import { occurrences } from '../../../platform/calendar/occurrences.ts'
import { beatsOf, heldOf } from './beats.ts'
import { busyWeeks, gapsOf, perWeek, wantsOf } from './gaps.ts'
import type { Mark } from './marks.ts'
import { saidBeat, saidNumber } from './said.ts'
import type { YearDate } from './year.ts'
import { dayInYear, isDay, yearDaysIn, yearlySpans } from './yearly.ts'

const { site } = await testSite()
const [en, fr] = [site.localeFor('en'), site.localeFor('fr')]
const reader = { locale: en, me: null }
const year = { first: '2027-01-01', end: '2028-01-01' }
let ids = 0

/** The dates of an event in 2027. */
function series(title: string, starts: string, rule: string | null, more: Partial<YearDate> = {}): YearDate[] {
  const eventId = ++ids
  const when = { starts, ends: starts, zone: 'UTC', rule }
  return occurrences(when, {
    from: new Date(`${year.first}T00:00:00Z`),
    to: new Date(`${year.end}T00:00:00Z`),
    most: 1000,
  }).map((date) => ({
    ...{ eventId, title, event: title, lang: 'en', zone: 'UTC', rule, begins: starts, onSite: false, online: true },
    ...{
      slug: 'river',
      space: 'River',
      kind: 'community',
      original: date.original,
      starts: date.starts,
      ends: date.ends,
    },
    ...{ fromAt: date.from, untilAt: date.until, ...more },
  }))
}
const inOrder = (...all: YearDate[][]) => all.flat().sort((a, b) => a.fromAt.getTime() - b.fromAt.getTime())
const quiet = (first: string, last: string): Mark => ({
  ...{
    kind: 'quiet',
    id: 1,
    title: 'harvest',
    lang: 'en',
    first,
    last,
    nth: null,
    url: '/',
    space: { slug: '', name: '', kind: '' },
  },
})

describe('beats', () => {
  it.each([
    ['FREQ=WEEKLY', 'week', 'every Tuesday', 'chaque mardi'],
    ['FREQ=WEEKLY;BYDAY=TU,FR', 'week', 'every Tuesday and Friday', 'chaque mardi et vendredi'],
    ['FREQ=WEEKLY;INTERVAL=2', 'fortnight', 'every second Tuesday', 'un mardi sur deux'],
    ['FREQ=WEEKLY;INTERVAL=3', 'month', 'every 3 weeks on Tuesday', 'toutes les 3 semaines, le mardi'],
    ['FREQ=MONTHLY;BYDAY=1TU', 'month', 'monthly, the first Tuesday', 'chaque mois, le premier mardi'],
    ['FREQ=MONTHLY;BYDAY=-1TU', 'month', 'monthly, the last Tuesday', 'chaque mois, le dernier mardi'],
    ['FREQ=MONTHLY', 'month', 'monthly, on day 5', 'chaque mois, le 5'],
    [
      'FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU',
      'quarter',
      'each quarter, the first Tuesday',
      'chaque trimestre, le premier mardi',
    ],
    ['FREQ=MONTHLY;INTERVAL=6', 'half-year', 'twice a year, on day 5', 'deux fois par an, le 5'],
    ['FREQ=YEARLY', 'year', 'yearly', 'chaque année'],
    ['FREQ=DAILY', 'week', 'every day', 'chaque jour'],
    // What a form has no words for is heard from its dates.
    ['FREQ=MONTHLY;BYMONTHDAY=5,20', 'fortnight', 'about every second week', 'environ une semaine sur deux'],
    ['FREQ=DAILY;COUNT=5', 'irregular', 'every day', 'chaque jour'],
  ])('%s is heard as “%s” and said as “%s”', (rule, every, said, dit) => {
    const { beats } = beatsOf(series('Listening hour', '2027-01-05T19:00:00', rule))
    expect(beats).toMatchObject([{ title: 'Listening hour', every }])
    expect([saidBeat(en, beats[0]!), saidBeat(fr, beats[0]!)]).toEqual([said, dit])
  })

  it('dates of the same name are one beat, whatever number they carry; what comes once is none', () => {
    const evenings = ['2027-01-12', '2027-02-09', '2027-03-16', '2027-04-13'].flatMap((day, i) =>
      series(`Roles evening ${i + 1}`, `${day}T19:00:00`, null),
    )
    const walk = series('Walk', '2027-05-01T10:00:00', null)
    const elsewhere = series('Roles evening', '2027-06-01T19:00:00', null, { slug: 'weirs' })
    const { beats, once } = beatsOf(inOrder(evenings, walk, elsewhere))
    expect(beats.map(({ every, dates }) => [every, dates.length])).toEqual([['month', 4]])
    expect(saidBeat(en, beats[0]!)).toBe('about once a month')
    expect(once.map(({ event }) => event)).toEqual(['Walk', 'Roles evening'])
  })

  it('dates without a rhythm come now and then', () => {
    const days = ['2027-01-04', '2027-01-06', '2027-05-20', '2027-06-30', '2027-12-01']
    const { beats } = beatsOf(days.flatMap((day) => series('Visit', `${day}T09:00:00`, null)))
    expect(beats).toMatchObject([{ every: 'irregular' }])
  })

  it('a series that was changed from a day on is one beat, said as it is now', () => {
    const before = series('Tea', '2027-01-06T16:00:00', 'FREQ=WEEKLY;UNTIL=20270601')
    const after = series('Tea', '2027-06-03T16:00:00', 'FREQ=WEEKLY;INTERVAL=2')
    const { beats } = beatsOf(inOrder(before, after))
    expect(beats.map((beat) => saidBeat(en, beat))).toEqual(['every second Thursday'])
  })

  it('how something is held follows from its dates', () => {
    const of = (...ways: [boolean, boolean][]) =>
      heldOf(ways.flatMap(([onSite, online]) => series('x', '2027-01-06T16:00:00', null, { onSite, online })))
    expect(of([true, false], [true, false])).toBe('on-site')
    expect(of([false, true], [false, false])).toBe('online')
    expect(of([true, true])).toBe('both')
    expect(of([true, false], [false, true])).toBe('mixed')
    expect(of([false, false])).toBeUndefined()
  })
})

describe('gaps and full weeks', () => {
  it('says where nothing comes for three weeks and more, with the rest that is named there', () => {
    const spring = series('Tea', '2027-01-05T19:00:00', 'FREQ=WEEKLY;UNTIL=20270711')
    const autumn = series('Tea', '2027-08-31T19:00:00', 'FREQ=WEEKLY;UNTIL=20271208')
    const gaps = gapsOf(inOrder(spring, autumn), year, [quiet('2027-07-12', '2027-08-20')], 'UTC')
    expect(gaps).toEqual([
      { first: '2027-07-07', last: '2027-08-30', weeks: 7, rest: 'harvest' },
      { first: '2027-12-08', last: '2027-12-31', weeks: 3, rest: null },
    ])
    expect([saidNumber(en, 7), saidNumber(fr, 7), saidNumber(en, 13)]).toEqual(['seven', 'sept', '13'])
  })

  it('what lasts for weeks is no gap, and twenty days are none', () => {
    const walk = series('Pilgrimage', '2027-01-10T00:00:00', null, { untilAt: new Date('2027-03-20T00:00:00Z') })
    const next = series('Tea', '2027-04-09T00:00:00', 'FREQ=WEEKLY')
    expect(gapsOf(inOrder(walk, next), year, [], 'UTC')).toEqual([])
    const later = series('Tea', '2027-04-10T00:00:00', 'FREQ=WEEKLY')
    expect(gapsOf(inOrder(walk, later), year, [], 'UTC')).toMatchObject([{ first: '2027-03-20', last: '2027-04-09' }])
    expect(gapsOf([], year, [], 'UTC')).toEqual([])
  })

  it('finds the weeks in which much comes, by the day that a week begins with', () => {
    const tea = series('Tea', '2027-01-05T19:00:00', 'FREQ=WEEKLY')
    const week = ['08', '09', '10', '12'].flatMap((day) => series('Visit', `2027-11-${day}T10:00:00`, null))
    // A Sunday: of the week before, or of this one.
    const sunday = series('Rite', '2027-11-07T10:00:00', null)
    const dates = inOrder(tea, week, sunday)
    expect(busyWeeks(perWeek(dates, 'UTC', reader))).toEqual([{ first: '2027-11-08', count: 5 }])
    const american = { locale: en, me: { weekStart: 'sunday' as const } }
    expect(busyWeeks(perWeek(dates, 'UTC', american))).toEqual([{ first: '2027-11-07', count: 6 }])
  })

  it('asks for what a year lacks', () => {
    const dates = series('Tea', '2027-01-05T19:00:00', 'FREQ=WEEKLY')
    const { beats } = beatsOf(dates)
    expect(wantsOf(beats, dates, [])).toEqual(['month', 'quarter', 'year', 'between', 'on-site', 'rest'])
    const all = inOrder(
      dates,
      series('Evening', '2027-01-07T19:00:00', 'FREQ=MONTHLY', { onSite: true }),
      series('Looking back', '2027-01-08T19:00:00', 'FREQ=MONTHLY;INTERVAL=3'),
      series('Lanterns', '2027-12-21T00:00:00', 'FREQ=YEARLY', {
        zone: null,
        starts: '2027-12-21',
        ends: '2027-12-22',
      }),
    )
    expect(wantsOf(beatsOf(all).beats, all, [quiet('2027-07-12', '2027-08-20')])).toEqual([])
    expect(wantsOf([], [], [])).toEqual([])
  })
})

describe('days of every year', () => {
  it('the 29th of February is on the 1st of March of other years', () => {
    expect([dayInYear('02-29', 2028), dayInYear('02-29', 2027), dayInYear('11-23', 2027)]).toEqual([
      '2028-02-29',
      '2027-03-01',
      '2027-11-23',
    ])
    expect(yearDaysIn({ first: '2027-02-28', end: '2027-03-02' })).toEqual(['02-28', '03-01', '02-29'])
    expect(yearDaysIn({ first: '2028-02-28', end: '2028-03-02' })).toEqual(['02-28', '02-29', '03-01'])
    expect(yearDaysIn(year)).toBeNull()
  })

  it('a time of each year may go on into the next', () => {
    const dark = { first: '2025-12-20', last: '2026-01-06' }
    expect(yearlySpans(dark, year)).toEqual([
      { first: '2026-12-20', last: '2027-01-06' },
      { first: '2027-12-20', last: '2028-01-06' },
    ])
    expect(yearlySpans(dark, { first: '2025-01-01', end: '2026-01-01' })).toEqual([dark])
  })

  it('knows which days there are', () => {
    expect(['2027-02-28', '2028-02-29'].map(isDay)).toEqual([true, true])
    expect(['2027-02-29', '2027-13-01', '2027-00-10', '1899-01-01', '2300-01-01'].map(isDay)).toEqual(
      Array(5).fill(false),
    )
  })
})
