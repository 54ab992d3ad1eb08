import type { FastifyReply } from 'fastify'
import { NotHeader } from '../../platform/dav/headers.ts'
import { NoAddress } from '../../platform/dav/path.ts'
import { notFor, Refusal, sendRefusal } from '../../platform/dav/refusal.ts'
import { NotXml } from '../../platform/dav/xml-read.ts'
import { Invalid, type Problem, signInFirst } from '../../platform/http/problems.ts'
import { wantsPage } from '../../platform/http/server.ts'
import { askForApplication } from '../../spine/people/applications.ts'
import { sendProblem } from '../../spine/request/problem.ts'
import { problemOf } from '../../spine/request/problem-of.ts'
import type { Door, Protocol } from '../../spine/request/protocol.ts'
import { Elsewhere, placeOf } from './address.ts'
import { type Call, METHODS } from './call.ts'
import { copy, move } from './methods/copy-move.ts'
import { remove } from './methods/delete.ts'
import { get } from './methods/get.ts'
import { lock } from './methods/lock.ts'
import { mkcol } from './methods/mkcol.ts'
import { capable, options } from './methods/options.ts'
import { propfind } from './methods/propfind.ts'
import { proppatch } from './methods/proppatch.ts'
import { put } from './methods/put.ts'
import { unlock } from './methods/unlock.ts'

const methods: Record<string, (call: Call) => Promise<FastifyReply>> = {
  OPTIONS: options,
  GET: get,
  HEAD: get,
  PUT: put,
  DELETE: remove,
  PROPFIND: propfind,
  PROPPATCH: proppatch,
  MKCOL: mkcol,
  COPY: copy,
  MOVE: move,
  LOCK: lock,
  UNLOCK: unlock,
}

/** Files for the file manager of a computer or a phone: WebDAV (RFC 4918), classes 1, 2 and 3. */
export const protocol: Protocol = {
  url: '/dav',
  summary: 'Files for file managers, by WebDAV',
  methods: [...METHODS, 'POST', 'PATCH'],
  plain: ['GET', 'HEAD'],
  answer,
  announce: capable,
}

async function answer(door: Door): Promise<FastifyReply> {
  const { raw, reply } = door
  try {
    const method = methods[raw.method]
    if (!method) throw notFor(METHODS)
    const { place } = placeOf(raw.raw.url ?? '')
    // Who opens the address in a browser looks for the page.
    if (raw.method === 'GET' && wantsPage(raw) && !raw.headers.authorization)
      return reply.redirect(place.kind === 'shelf' ? `/c/${encodeURIComponent(place.space)}/files` : '/', 303)
    // Who brings no name is asked for one before anything they say is read.
    if (raw.headers.authorization === undefined && method !== options) throw signInFirst()
    return await method({ ...door, place })
  } catch (error) {
    return failed(door, error)
  }
}

async function failed({ site, raw, reply }: Door, error: unknown): Promise<FastifyReply> {
  if (error instanceof Refusal) return sendRefusal(reply, error)
  if (error instanceof NoAddress || error instanceof NotHeader || error instanceof NotXml)
    return sendRefusal(reply, new Refusal(400))
  if (error instanceof Elsewhere) return sendRefusal(reply, new Refusal(502))
  const problem = await problemOf(site, raw, error)
  if (problem.text === 'sign-in-first') return sendRefusal(reply, new Refusal(401, undefined, [], askForApplication))
  if (problem.text === 'shelf-full') return sendRefusal(reply, new Refusal(507, 'quota-not-exceeded'))
  return taken(problem) ? sendRefusal(reply, new Refusal(409)) : sendProblem(site, raw, reply, problem)
}

/** Somebody else was first: there is something of this name now, or no folder any more. */
function taken(problem: Problem): boolean {
  return problem instanceof Invalid && ('folder' in problem.fields || problem.fields.name?.text === 'name-taken')
}
