import { type Said, speak } from '../files/speak.ts'
import { eventFile } from './events.ts'

/** A calendar at a server, and how one is known there. */
export interface Calendar {
  /** Where its events are. */
  url: string
  headers: Record<string, string>
}

const XMLNS = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
const DATA = '<D:prop><D:getetag/><C:calendar-data/></D:prop>'

function xml(calendar: Calendar, method: 'REPORT' | 'PROPFIND', body: string): Promise<Said> {
  return send(calendar.url, method, { ...calendar.headers, depth: '1' }, 'application/xml', body)
}

export function query(calendar: Calendar): Promise<Said> {
  const filter = '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter></C:filter>'
  return xml(calendar, 'REPORT', `<C:calendar-query ${XMLNS}>${DATA}${filter}</C:calendar-query>`)
}

/** All that are there, by name. */
export function multiget(calendar: Calendar, hrefs: string[]): Promise<Said> {
  const named = hrefs.map((href) => `<D:href>${href}</D:href>`).join('')
  return xml(calendar, 'REPORT', `<C:calendar-multiget ${XMLNS}>${DATA}${named}</C:calendar-multiget>`)
}

export function etags(calendar: Calendar): Promise<Said> {
  return xml(calendar, 'PROPFIND', `<D:propfind ${XMLNS}><D:prop><D:getetag/></D:prop></D:propfind>`)
}

/** @param token empty: from the beginning */
export function changes(calendar: Calendar, token: string): Promise<Said> {
  const asked = `<D:sync-token>${token}</D:sync-token><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop>`
  return xml(calendar, 'REPORT', `<D:sync-collection ${XMLNS}>${asked}</D:sync-collection>`)
}

export function put({ url, headers }: Calendar, uid: string, n: number, alarm: boolean): Promise<Said> {
  return send(`${url}${uid}.ics`, 'PUT', headers, 'text/calendar', eventFile(uid, n, alarm))
}

/** With its length: Radicale takes nothing in pieces. */
function send(url: string, method: string, more: Record<string, string>, type: string, text: string): Promise<Said> {
  const body = Buffer.from(text)
  const headers = { ...more, 'content-type': `${type}; charset=utf-8`, 'content-length': String(body.length) }
  return speak(url, { method, headers, body: [body] })
}

export const hrefsIn = ({ text }: Said) =>
  [...text.matchAll(/<(?:\w+:)?href>([^<]+\.ics)<\//g)].map(([, href]) => href!)
export const tokenIn = ({ text }: Said) => /<(?:\w+:)?sync-token>([^<]+)</.exec(text)![1]!
