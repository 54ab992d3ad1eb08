import type { FastifyReply } from 'fastify'
import { NotHeader } from '../../platform/dav/headers.ts'
import { NoAddress } from '../../platform/dav/path.ts'
import { notFor, Refusal, sendRefusal } from '../../platform/dav/refusal.ts'
import { NotXml } from '../../platform/dav/xml-read.ts'
import { Invalid, signInFirst } from '../../platform/http/problems.ts'
import { wantsPage } from '../../platform/http/server.ts'
import { askForApplication } from '../../spine/people/applications.ts'
import { sendProblem } from '../../spine/request/problem.ts'
import { problemOf } from '../../spine/request/problem-of.ts'
import type { Door, Protocol } from '../../spine/request/protocol.ts'
import { placeOf } from './address.ts'
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
  answer,
}

async function answer(door: Door): Promise<FastifyReply> {
  const { raw, reply } = door
  try {
    const method = methods[raw.method]
    if (!method) throw notFor(METHODS)
    const place = placeOf(raw.raw.url ?? '')
    // Who opens the address in a browser looks for the page.
    if (raw.method === 'GET' && wantsPage(raw) && !raw.headers.authorization)
      return reply.redirect('space' in place ? `/c/${encodeURIComponent(place.space)}/calendar` : '/calendar', 303)
    // Who brings no name is asked for one before anything they say is read.
    if (raw.headers.authorization === undefined && method !== options) throw signInFirst()
    return await method({ ...door, place })
  } catch (error) {
    return failed(door, error)
  }
}

async function failed({ site, raw, reply }: Door, error: unknown): Promise<FastifyReply> {
  if (error instanceof Refusal) return sendRefusal(reply, error)
  if (error instanceof NoAddress) return sendRefusal(reply, new Refusal(404))
  if (error instanceof NotHeader || error instanceof NotXml) return sendRefusal(reply, new Refusal(400))
  // It is an event, but none that can be kept, or answered so.
  if (error instanceof Invalid) return sendRefusal(reply, new Refusal(403, condition('valid-calendar-object-resource')))
  if (uidTaken(error)) return sendRefusal(reply, new Refusal(409, condition('no-uid-conflict')))
  const problem = await problemOf(site, raw, error)
  if (problem.text === 'sign-in-first') return sendRefusal(reply, new Refusal(401, undefined, [], askForApplication))
  return sendProblem(site, raw, reply, problem)
}

/** Somebody else put the same event at the same moment, or took it away before. */
function uidTaken(error: unknown): boolean {
  const { code, constraint_name: constraint } = error as { code?: string; constraint_name?: string }
  return code === '23505' && /^(event_space_id_uid_key|calendar_member_)/.test(constraint ?? '')
}
