/** Namespaces besides `DAV:`. */
export const CALDAV = 'urn:ietf:params:xml:ns:caldav'
export const CALENDARSERVER = 'http://calendarserver.org/ns/'
export const APPLE = 'http://apple.com/ns/ical/'

/** A condition of CalDAV that was not met (RFC 4791, 5.3). */
export const condition = (name: string) => ({ uri: CALDAV, name })
