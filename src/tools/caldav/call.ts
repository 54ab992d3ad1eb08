import { NoAddress } from '../../platform/dav/path.ts'
import type { Request } from '../../spine/request/ctx.ts'
import type { DavCall } from '../../spine/request/dav.ts'
import type { Place } from './address.ts'

export type Call = DavCall<Place>

export const METHODS = [
  'OPTIONS',
  'GET',
  'HEAD',
  'PUT',
  'DELETE',
  'PROPFIND',
  'PROPPATCH',
  'REPORT',
  'MKCALENDAR',
  'MKCOL',
]

/** Goes into the space of a calendar. @throws what `enter` throws; NoAddress above calendars */
export function inCalendar<T>(call: Call, writes: boolean, work: (ctx: Request) => Promise<T>): Promise<T> {
  const { place } = call
  if (place.kind !== 'calendar' && place.kind !== 'member') throw new NoAddress('no calendar')
  return call.enter({ space: place.space, tool: 'calendar', writes }, work)
}
