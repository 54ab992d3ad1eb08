import type { FastifyReply } from 'fastify'
import { Refusal } from '../../platform/dav/refusal.ts'
import { Invalid, type Problem } from '../../platform/http/problems.ts'
import { davAnswer } from '../../spine/request/dav.ts'
import type { Protocol } from '../../spine/request/protocol.ts'
import { Elsewhere, type Place, placeOf } from './address.ts'
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
  answer: davAnswer({ methods, placeOf: (url) => placeOf(url).place, pageOf, refusalOf, refusalFor }),
  announce: capable,
}

function pageOf(place: Place): string {
  return place.kind === 'shelf' ? `/c/${encodeURIComponent(place.space)}/files` : '/'
}

function refusalOf(error: unknown): Refusal | undefined {
  return error instanceof Elsewhere ? new Refusal(502) : undefined
}

function refusalFor(problem: Problem): Refusal | undefined {
  if (problem.text === 'shelf-full') return new Refusal(507, 'quota-not-exceeded')
  return taken(problem) ? new Refusal(409) : undefined
}

/** Somebody else was first: there is something of this name now, or no folder any more. */
function taken(problem: Problem): boolean {
  return problem instanceof Invalid && ('folder' in problem.fields || problem.fields.name?.text === 'name-taken')
}
