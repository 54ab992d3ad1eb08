import fc from 'fast-check'
import { WEEKDAYS } from '../../src/platform/calendar/rule.ts'
import type { Case } from './cases.ts'

/** Zones whose clocks do something each in its own way. */
const ZONES = 'Europe/Paris America/New_York Australia/Lord_Howe Asia/Kathmandu Africa/Cairo Pacific/Apia UTC'.split(
  ' ',
)

const several = <T>(from: readonly T[], most: number) =>
  fc.shuffledSubarray([...from], { minLength: 1, maxLength: most })
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at).filter(Boolean)
const maybe = (part: fc.Arbitrary<string>) => fc.option(part, { nil: '', freq: 2 })
const list = (name: string, from: number, to: number, most: number) =>
  several(numbers(from, to), most).map((values) => `;${name}=${values.join(',')}`)

const days = several(WEEKDAYS, 4).map((names) => `;BYDAY=${names.join(',')}`)
const nthDays = several(WEEKDAYS, 2).chain((names) =>
  fc.constantFrom(1, 2, 4, 5, -1, -2).map((nth) => `;BYDAY=${names.map((name) => nth + name).join(',')}`),
)
const months = list('BYMONTH', 1, 12, 4)
const monthDays = list('BYMONTHDAY', -31, 31, 4)
const positions = fc.constantFrom(';BYSETPOS=1', ';BYSETPOS=-1', ';BYSETPOS=2,-2')
const hours = list('BYHOUR', 1, 23, 3)
const weekStart = fc.constantFrom(';WKST=SU', ';WKST=WE', '')

/** What each FREQ may be limited by. */
const bodies = fc.oneof(
  fc.tuple(fc.constant('FREQ=DAILY'), maybe(months), maybe(monthDays), maybe(days), maybe(hours)),
  // For dateutil the first week begins with DTSTART, which matters to BYSETPOS.
  fc.tuple(fc.constant('FREQ=WEEKLY'), maybe(months), maybe(days), maybe(hours), weekStart),
  fc.tuple(
    fc.constant('FREQ=MONTHLY'),
    maybe(months),
    maybe(monthDays),
    maybe(fc.oneof(days, nthDays)),
    maybe(positions),
  ),
  fc.tuple(
    fc.constant('FREQ=YEARLY'),
    maybe(months),
    maybe(monthDays),
    maybe(fc.oneof(days, nthDays)),
    maybe(positions),
  ),
  fc.tuple(fc.constant('FREQ=YEARLY'), list('BYYEARDAY', -366, 366, 4), maybe(days)),
  // Without a weekday, dateutil means all seven days of the week; the last week of a year is for it one of the year it ends in.
  fc.tuple(fc.constant('FREQ=YEARLY'), list('BYWEEKNO', 2, 51, 4), days, weekStart),
)

/** Any rule that several programs should understand alike, in a zone, over some years. */
export const anyCase: fc.Arbitrary<Case> = fc
  .record({
    body: bodies,
    interval: fc.constantFrom('', '', ';INTERVAL=2', ';INTERVAL=3', ';INTERVAL=7'),
    end: fc.constantFrom('', '', ';COUNT=7', ';UNTIL=20150615', ';UNTIL=20160229T120000Z'),
    zone: fc.constantFrom(...ZONES),
    day: fc.integer({ min: 0, max: 1500 }),
    minute: fc.constantFrom(0, 135, 150, 1110, 1439),
    years: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ body, interval, end, zone: anywhere, day, minute, years }) => {
    // Whether positions are counted before or after skipped times are left out, programs do not agree on.
    const zone = body.join('').includes('BYSETPOS') ? 'UTC' : anywhere
    const starts = new Date(Date.UTC(2011, 0, 1) + day * 86_400_000 + minute * 60_000).toISOString().slice(0, 19)
    const rule = body[0] + interval + end + body.slice(1).join('')
    const to = `${2011 + Math.floor(day / 365) + years}-07-01`
    return { what: `${starts} ${zone} ${rule}`, when: { starts, ends: starts, zone, rule }, to }
  })
