import type { FastifyReply } from 'fastify'
import { NoAddress } from '../../platform/dav/path.ts'
import { Refusal } from '../../platform/dav/refusal.ts'
import { Invalid } from '../../platform/http/problems.ts'
import { davAnswer } from '../../spine/request/dav.ts'
import type { Protocol } from '../../spine/request/protocol.ts'
import { type Place, placeOf } from './address.ts'
import { type Call, METHODS } from './call.ts'
import { remove } from './methods/delete.ts'
import { get } from './methods/get.ts'
import { options } from './methods/options.ts'
import { propfind } from './methods/propfind.ts'
import { put } from './methods/put.ts'
import { make, proppatch } from './methods/refused.ts'
import { report } from './methods/report.ts'
import { condition } from './names.ts'

const methods: Record<string, (call: Call) => Promise<FastifyReply>> = {
  OPTIONS: options,
  GET: get,
  HEAD: get,
  PUT: put,
  DELETE: remove,
  PROPFIND: propfind,
  PROPPATCH: proppatch,
  REPORT: report,
  MKCALENDAR: make,
  MKCOL: make,
}

/** Calendars for the calendars of computers and phones: CalDAV (RFC 4791), with what changed since (RFC 6578). */
export const protocol: Protocol = {
  url: '/dav/calendars',
  summary: 'Calendars for the calendars of computers and phones, by CalDAV',
  methods: [...METHODS, 'POST', 'PATCH', 'COPY', 'MOVE', 'LOCK', 'UNLOCK'],
  plain: [],
  wellKnown: '/.well-known/caldav',
  answer: davAnswer({ methods, placeOf, pageOf, refusalOf }),
}

function pageOf(place: Place): string {
  return 'space' in place ? `/c/${encodeURIComponent(place.space)}/calendar` : '/calendar'
}

function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof NoAddress) return new Refusal(404)
  // It is an event, but none that can be kept, or answered so.
  if (error instanceof Invalid) return new Refusal(403, condition('valid-calendar-object-resource'))
  return uidTaken(error) ? new Refusal(409, condition('no-uid-conflict')) : undefined
}

/** Somebody else put the same event at the same moment, or took it away before. */
function uidTaken(error: unknown): boolean {
  const { code, constraint_name: constraint } = error as { code?: string; constraint_name?: string }
  return code === '23505' && /^(event_space_id_uid_key|calendar_member_)/.test(constraint ?? '')
}
