/** Files of the iCalendar format, RFC 5545. */
export type { Attendee, Calendar, IcsEvent, Override, Status, Trouble } from './file/event.ts'
export { readCalendar } from './file/read.ts'
export { alarmsText, attendeeText, restText, type Written, writeCalendar } from './file/write.ts'
