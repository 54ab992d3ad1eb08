import { describe, expect, it } from 'vitest'
import { CalendarTrouble, type Parts, partsOf, ruleFrom } from '../calendar.ts'

describe('what a form says of a rule', () => {
  it.each<[Parts, string]>([
    [{ every: 'day', interval: 1 }, 'FREQ=DAILY'],
    [
      { every: 'week', interval: 2, weekdays: ['MO', 'TH'], until: '2026-12-31' },
      'FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231;BYDAY=MO,TH',
    ],
    [{ every: 'month', interval: 1, weekdays: ['FR'], nth: -1, count: 10 }, 'FREQ=MONTHLY;COUNT=10;BYDAY=-1FR'],
    [{ every: 'month', interval: 3, monthDay: -1 }, 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1'],
    [{ every: 'year', interval: 1 }, 'FREQ=YEARLY'],
    [{ every: 'year', interval: 1, weekdays: ['SA'], nth: 3, month: 11 }, 'FREQ=YEARLY;BYMONTH=11;BYDAY=3SA'],
    [{ every: 'year', interval: 1, month: 11, monthDay: 24 }, 'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24'],
  ])('is a rule, and the rule says it again: %j', (parts, rule) => {
    expect(ruleFrom(parts)).toBe(rule)
    expect(partsOf(rule)).toEqual(parts)
  })

  it.each([
    ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2;WKST=SU', { every: 'month', interval: 1, weekdays: ['TU'], nth: 2 }],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', { every: 'week', interval: 1, weekdays: ['MO', 'TU', 'WE', 'TH', 'FR'] }],
    ['FREQ=WEEKLY;BYDAY=MO;WKST=SU', { every: 'week', interval: 1, weekdays: ['MO'] }],
  ])('is found behind the detours of others: %s', (rule, parts) => expect(partsOf(rule)).toEqual(parts))

  it.each([
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU',
    'FREQ=MONTHLY;BYDAY=MO',
    'FREQ=MONTHLY;BYDAY=1MO,3MO',
    'FREQ=MONTHLY;BYDAY=-2MO',
    'FREQ=MONTHLY;BYMONTHDAY=1,15',
    'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1',
    'FREQ=YEARLY;BYDAY=20MO',
    'FREQ=YEARLY;BYMONTH=3,11',
    'FREQ=YEARLY;BYMONTH=3;BYDAY=TH',
    'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    'FREQ=DAILY;BYHOUR=9,17',
    'FREQ=DAILY;INTERVAL=2;BYDAY=MO',
    'FREQ=DAILY;UNTIL=20260101T100000',
  ])('is less than some rules say: %s', (rule) => expect(partsOf(rule)).toBeUndefined())

  it.each<Parts>([
    { every: 'day', interval: 0 },
    { every: 'day', interval: 1, until: 'tomorrow' },
    { every: 'day', interval: 1, until: '2026-12-31', count: 3 },
    { every: 'month', interval: 1, monthDay: 32 },
    { every: 'week', interval: 1, weekdays: ['MO'], nth: 2 },
  ])('may be no rule: %j', (parts) => expect(() => ruleFrom(parts)).toThrow(CalendarTrouble))
})
