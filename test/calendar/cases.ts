import type { When } from '../../src/platform/calendar/when.ts'

/** A question about times whose answer somebody else's program gives: `test/peers/recurrences.py` with python-dateutil. */
export interface Case {
  what: string
  when: When
  from?: string
  to: string
}

function one(
  what: string,
  zone: string | null,
  starts: string,
  rule: string | null,
  to: string,
  more: Partial<When & Case> = {},
): Case {
  const { from, ...when } = more
  const ends = zone === null ? new Date(Date.parse(starts) + 86_400_000).toISOString().slice(0, 10) : starts
  return { what, when: { starts, ends, zone, rule, ...when }, to, ...(from && { from }) }
}

const PARIS = 'Europe/Paris'

/** Hard recurrences and zones. */
export const cases: Case[] = [
  one('every week over both changes of the clock', PARIS, '2026-03-20T19:00:00', 'FREQ=WEEKLY', '2026-12-01'),
  one(
    'a time that is skipped is left out and does not count',
    PARIS,
    '2026-03-27T02:30:00',
    'FREQ=DAILY;COUNT=5',
    '2027-01-01',
  ),
  one('a time that is there twice is the first', PARIS, '2026-10-23T02:30:00', 'FREQ=DAILY;COUNT=5', '2027-01-01'),
  one(
    'the southern half of the Earth',
    'Australia/Sydney',
    '2026-03-30T09:00:00',
    'FREQ=WEEKLY;BYDAY=MO',
    '2026-12-01',
  ),
  one('a skipped time in the south', 'Australia/Sydney', '2026-10-02T02:30:00', 'FREQ=DAILY;COUNT=4', '2027-01-01'),
  one('half an hour beside', 'Asia/Kolkata', '2026-01-01T06:15:00', 'FREQ=MONTHLY', '2027-01-01'),
  one(
    'three quarters of an hour beside',
    'Asia/Kathmandu',
    '2026-01-01T06:15:00',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    '2027-01-01',
  ),
  one(
    'Chatham, three quarters with summer time',
    'Pacific/Chatham',
    '2026-03-29T12:00:00',
    'FREQ=WEEKLY',
    '2026-11-01',
  ),
  one('half an hour of summer time', 'Australia/Lord_Howe', '2026-03-30T01:45:00', 'FREQ=DAILY', '2026-04-10'),
  one('half an hour is skipped', 'Australia/Lord_Howe', '2026-10-01T02:15:00', 'FREQ=DAILY;COUNT=6', '2027-01-01'),
  one('no summer time', 'Africa/Lagos', '2026-01-05T18:00:00', 'FREQ=WEEKLY;INTERVAL=13', '2028-01-01'),
  one('a day that did not exist', 'Pacific/Apia', '2011-12-28T18:00:00', 'FREQ=DAILY;COUNT=4', '2012-02-01'),
  one('a zone whose clock stopped changing', 'America/Sao_Paulo', '2018-10-01T20:00:00', 'FREQ=MONTHLY', '2020-06-01'),
  one('winter as the exception', 'Europe/Dublin', '2026-03-01T10:00:00', 'FREQ=MONTHLY;BYDAY=-1SU', '2027-04-01'),
  one(
    'summer time but for a month',
    'Africa/Casablanca',
    '2025-01-15T18:00:00',
    'FREQ=WEEKLY;INTERVAL=2',
    '2026-06-01',
  ),
  one('summer time of Cairo came back', 'Africa/Cairo', '2022-05-06T12:00:00', 'FREQ=MONTHLY', '2024-12-01'),
  one('Troll, two hours of summer', 'Antarctica/Troll', '2026-03-27T02:30:00', 'FREQ=DAILY;COUNT=5', '2027-01-01'),
  one('UTC', 'UTC', '2026-03-01T10:00:00', 'FREQ=WEEKLY;COUNT=6', '2027-04-01'),
  one('leap day', PARIS, '2024-02-29T10:00:00', 'FREQ=YEARLY', '2050-01-01'),
  one('leap day of whole days', null, '2024-02-29', 'FREQ=YEARLY;COUNT=5', '2100-01-01'),
  one('no leap day in 2100', null, '2092-02-29', 'FREQ=YEARLY', '2120-01-01'),
  one('the 366th day', PARIS, '2024-12-31T10:00:00', 'FREQ=YEARLY;BYYEARDAY=366', '2040-01-01'),
  one('the hundredth day from the end', null, '2026-09-23', 'FREQ=YEARLY;BYYEARDAY=-100,1', '2032-01-01'),
  one('the last Friday', PARIS, '2026-01-30T17:00:00', 'FREQ=MONTHLY;BYDAY=-1FR', '2027-02-01'),
  one('the second Tuesday', 'America/New_York', '2026-01-13T19:00:00', 'FREQ=MONTHLY;BYDAY=2TU', '2027-02-01'),
  one('the fifth Monday, where there is one', PARIS, '2026-03-30T17:00:00', 'FREQ=MONTHLY;BYDAY=5MO', '2028-02-01'),
  one('the last day of the month', PARIS, '2026-01-31T17:00:00', 'FREQ=MONTHLY;BYMONTHDAY=-1', '2027-02-01'),
  one('the 31st, where there is one', PARIS, '2026-01-31T17:00:00', 'FREQ=MONTHLY', '2027-06-01'),
  one('the 30th and the last but one', PARIS, '2026-01-30T17:00:00', 'FREQ=MONTHLY;BYMONTHDAY=30,-2', '2026-12-01'),
  one('Friday the 13th', PARIS, '2026-02-13T13:13:13', 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '2032-01-01'),
  one(
    'the first Saturday after the first Sunday',
    PARIS,
    '2026-01-10T10:00:00',
    'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
    '2026-12-01',
  ),
  one(
    'polling day of the United States',
    'America/New_York',
    '2024-11-05T09:00:00',
    'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
    '2060-01-01',
  ),
  one(
    'weeks begin on Monday',
    'America/New_York',
    '1997-08-05T09:00:00',
    'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
    '1998-01-01',
  ),
  one(
    'weeks begin on Sunday',
    'America/New_York',
    '1997-08-05T09:00:00',
    'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
    '1998-01-01',
  ),
  one(
    'the last working day',
    PARIS,
    '2026-01-30T17:00:00',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    '2027-02-01',
  ),
  one(
    'the third of three weekdays',
    'America/New_York',
    '1997-09-04T09:00:00',
    'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
    '1998-09-01',
  ),
  one(
    'second and last but one working day',
    PARIS,
    '2026-01-02T17:00:00',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2,-2',
    '2026-09-01',
  ),
  one(
    'the last Sunday of the summer half',
    PARIS,
    '2026-06-28T17:00:00',
    'FREQ=YEARLY;BYMONTH=6,9;BYDAY=SU;BYSETPOS=-1,4',
    '2030-01-01',
  ),
  one('the 20th Monday of the year', PARIS, '2026-05-18T17:00:00', 'FREQ=YEARLY;BYDAY=20MO', '2032-01-01'),
  one('the last Thursday of the year', PARIS, '2026-12-31T17:00:00', 'FREQ=YEARLY;BYDAY=-1TH', '2032-01-01'),
  one('Monday of week 20', PARIS, '2026-05-11T17:00:00', 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', '2036-01-01'),
  one('week 1 may begin in December', null, '2024-12-30', 'FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO', '2036-01-01'),
  one('week 53, where there is one', null, '2026-12-31', 'FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH', '2060-01-01'),
  one('the last week', null, '2026-12-31', 'FREQ=YEARLY;BYWEEKNO=-1;BYDAY=TH', '2040-01-01'),
  one(
    'every Thursday in March',
    'America/New_York',
    '1997-03-13T09:00:00',
    'FREQ=YEARLY;BYMONTH=3;BYDAY=TH',
    '2000-01-01',
  ),
  one('in two months of the year', PARIS, '2026-03-24T17:00:00', 'FREQ=YEARLY;BYMONTH=3,11', '2030-01-01'),
  one('every third day in winter', PARIS, '2026-01-01T08:00:00', 'FREQ=DAILY;INTERVAL=3;BYMONTH=1,2,12', '2027-03-01'),
  one('working days', PARIS, '2026-11-24T08:00:00', 'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', '2027-02-01'),
  one('three times a day', PARIS, '2026-03-28T02:30:00', 'FREQ=DAILY;BYHOUR=2,8,20;BYMINUTE=30;COUNT=12', '2027-02-01'),
  one(
    'the last time of each week',
    PARIS,
    '2026-01-04T20:00:00',
    'FREQ=WEEKLY;BYDAY=SU,WE;BYHOUR=9,20;BYSETPOS=-1',
    '2026-03-01',
  ),
  one('UNTIL in UTC', 'America/New_York', '2026-03-01T21:00:00', 'FREQ=DAILY;UNTIL=20260312T010000Z', '2027-01-01'),
  one(
    'UNTIL in UTC, a second too early',
    'America/New_York',
    '2026-03-01T21:00:00',
    'FREQ=DAILY;UNTIL=20260312T005959Z',
    '2027-01-01',
  ),
  one('UNTIL by the wall', PARIS, '2026-03-01T21:00:00', 'FREQ=DAILY;UNTIL=20260312T210000', '2027-01-01'),
  one('UNTIL a date takes in its day', PARIS, '2026-03-01T21:00:00', 'FREQ=DAILY;UNTIL=20260312', '2027-01-01'),
  one('UNTIL a date, of whole days', null, '2026-03-01', 'FREQ=WEEKLY;UNTIL=20260329', '2027-01-01'),
  one('over the end of a year', 'Pacific/Auckland', '2026-12-29T23:30:00', 'FREQ=DAILY;COUNT=5', '2027-02-01'),
  one('around the line of dates', 'Pacific/Kiritimati', '2026-12-29T23:30:00', 'FREQ=DAILY;COUNT=5', '2027-02-01'),
  one(
    'single dates besides a rule, and some left out',
    PARIS,
    '2026-01-05T18:00:00',
    'FREQ=WEEKLY;COUNT=6',
    '2027-01-01',
    {
      dates: ['2026-01-07T18:00:00', '2026-01-12T18:00:00', '2026-05-01T10:00:00'],
      except: ['2026-01-19T18:00:00', '2026-02-02T18:00:00'],
    },
  ),
  one('single dates alone', PARIS, '2026-01-05T18:00:00', null, '2027-01-01', {
    dates: ['2026-06-01T18:00:00', '2026-03-30T18:00:00'],
  }),
  one('the first is left out', PARIS, '2026-01-05T18:00:00', 'FREQ=WEEKLY;COUNT=3', '2027-01-01', {
    except: ['2026-01-05T18:00:00'],
  }),
  one('a whole day is left out', PARIS, '2026-01-05T18:00:00', 'FREQ=DAILY;COUNT=5', '2027-01-01', {
    except: ['2026-01-07'],
  }),
  one(
    'the first does not fit its rule, and counts',
    PARIS,
    '2026-01-06T18:00:00',
    'FREQ=WEEKLY;BYDAY=MO;COUNT=4',
    '2027-01-01',
  ),
  one('a moved date of whole days', null, '2026-01-05', 'FREQ=WEEKLY;COUNT=4', '2027-01-01', {
    dates: ['2026-01-20'],
    except: ['2026-01-19'],
  }),
  one('thirty years on, every week', PARIS, '1996-01-03T18:00:00', 'FREQ=WEEKLY', '2026-12-31', { from: '2026-01-01' }),
  one(
    'thirty years on, every third week',
    'America/Los_Angeles',
    '1996-01-03T18:00:00',
    'FREQ=WEEKLY;INTERVAL=3;BYDAY=WE,FR',
    '2026-12-31',
    { from: '2026-01-01' },
  ),
  one(
    'thirty years on, the last Friday of every fifth month',
    PARIS,
    '1996-01-26T18:00:00',
    'FREQ=MONTHLY;INTERVAL=5;BYDAY=-1FR',
    '2030-12-31',
    { from: '2025-01-01' },
  ),
  one('thirty years on, counted', PARIS, '1996-01-03T18:00:00', 'FREQ=WEEKLY;COUNT=1590', '2027-12-31', {
    from: '2026-01-01',
  }),
  one('thirty years on, every 13th day', 'Asia/Tehran', '1996-01-03T18:00:00', 'FREQ=DAILY;INTERVAL=13', '2026-12-31', {
    from: '2026-01-01',
  }),
  one('the window begins with an occurrence', 'UTC', '2026-01-01T12:00:00', 'FREQ=DAILY', '2026-01-10T12:00:00', {
    from: '2026-01-05T12:00:00',
  }),
]
