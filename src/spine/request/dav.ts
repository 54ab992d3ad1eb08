import type { FastifyReply } from 'fastify'
import { NotHeader } from '../../platform/dav/headers.ts'
import { NoAddress } from '../../platform/dav/path.ts'
import { notFor, Refusal, sendRefusal } from '../../platform/dav/refusal.ts'
import { NotXml } from '../../platform/dav/xml-read.ts'
import { type Problem, signInFirst } from '../../platform/http/problems.ts'
import { wantsPage } from '../../platform/http/server.ts'
import { askForApplication } from '../people/applications.ts'
import { sendProblem } from './problem.ts'
import { problemOf } from './problem-of.ts'
import type { Door } from './protocol.ts'

/** One request, its address read. */
export interface DavCall<P> extends Door {
  place: P
}

/** What speaks WebDAV (RFC 4918) says of itself; the rest is alike. */
interface Spoken<P> {
  methods: Record<string, (call: DavCall<P>) => Promise<FastifyReply>>
  /** What an address names. @throws NoAddress */
  placeOf(url: string): P
  /** The page of the same, for who opens the address in a browser. */
  pageOf(place: P): string
  /** What its own errors are answered with; undefined for one that is none of these. */
  refusalOf(error: unknown): Refusal | undefined
  /** The same, of what was refused as everywhere in the house. */
  refusalFor?(problem: Problem): Refusal | undefined
}

/** @returns what answers each request, whatever comes: never an error */
export function davAnswer<P>(spoken: Spoken<P>): (door: Door) => Promise<FastifyReply> {
  return async (door) => {
    try {
      return await asked(spoken, door)
    } catch (error) {
      return failed(spoken, door, error)
    }
  }
}

async function asked<P>({ methods, placeOf, pageOf }: Spoken<P>, door: Door): Promise<FastifyReply> {
  const { raw, reply } = door
  const method = methods[raw.method]
  if (!method) throw notFor(Object.keys(methods))
  const place = placeOf(raw.raw.url ?? '')
  // Who opens the address in a browser looks for the page.
  if (raw.method === 'GET' && wantsPage(raw) && !raw.headers.authorization) return reply.redirect(pageOf(place), 303)
  // Who brings no name is asked for one before anything they say is read.
  if (raw.headers.authorization === undefined && raw.method !== 'OPTIONS') throw signInFirst()
  return method({ ...door, place })
}

async function failed<P>(spoken: Spoken<P>, { site, raw, reply }: Door, error: unknown): Promise<FastifyReply> {
  const refusal = error instanceof Refusal ? error : (spoken.refusalOf(error) ?? senseless(error))
  if (refusal) return sendRefusal(reply, refusal)
  const problem = await problemOf(site, raw, error)
  if (problem.text === 'sign-in-first') return sendRefusal(reply, new Refusal(401, undefined, [], askForApplication))
  const refused = spoken.refusalFor?.(problem)
  return refused ? sendRefusal(reply, refused) : sendProblem(site, raw, reply, problem)
}

function senseless(error: unknown): Refusal | undefined {
  const said = error instanceof NoAddress || error instanceof NotHeader || error instanceof NotXml
  return said ? new Refusal(400) : undefined
}

/** A header that comes once. */
export function header(raw: Door['raw'], name: string): string | undefined {
  const said = raw.headers[name]
  return Array.isArray(said) ? said.join(', ') : said
}
