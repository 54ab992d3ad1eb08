/** So many events has each calendar that is asked. */
export const EVENTS = 200

const two = (n: number) => String(n).padStart(2, '0')
const WORDS =
  'We look at what the jars of last week say, who comes to the weir on Saturday, and what is missing in the shed.'

/** An event as programs put it: in a zone, one in four repeating, with words and a place; with an alarm, where it is to have one. */
export function eventFile(uid: string, n: number, alarm: boolean): string {
  const day = `2026${two(1 + (n % 12))}${two(1 + (n % 28))}`
  const hour = 8 + (n % 10)
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Bench//EN',
    ...ZONE,
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260101T080000Z',
    `DTSTART;TZID=Europe/Paris:${day}T${two(hour)}0000`,
    `DTEND;TZID=Europe/Paris:${day}T${two(hour + 1)}0000`,
    ...(n % 4 ? [] : ['RRULE:FREQ=WEEKLY;COUNT=20']),
    `SUMMARY:Listening hour ${n}`,
    'LOCATION:The mill\\, second floor',
    `DESCRIPTION:${WORDS}`,
    ...(alarm ? ['BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:Soon', 'TRIGGER:-PT15M', 'END:VALARM'] : []),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
}

const ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Paris',
  'BEGIN:DAYLIGHT',
  'DTSTART:19810329T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'END:STANDARD',
  'END:VTIMEZONE',
]
