import type { FastifyReply, FastifyRequest } from 'fastify'
import { StoreTrouble } from '../../platform/blobs/s3/trouble.ts'
import { failureOf } from '../../platform/database/failure.ts'
import { takesLong } from '../../platform/http/long-bodies.ts'
import { Problem } from '../../platform/http/problems.ts'
import { errorFacts } from '../../platform/log.ts'
import { admit } from './admit.ts'
import { checked } from './checking.ts'
import { contextOf, open, settle } from './open.ts'
import type { Route, Typed, Upload } from './route.ts'
import type { Site } from './site.ts'
import { type Came, uploadsOf } from './uploads.ts'

/** In bytes: a page of 1,100,000 characters, each of which may take up to four; in a form some take more. */
export const LONG_BODY = 6 * 1024 * 1024

/** Reads a form or JSON, and its files, before any transaction is open. Notes what was typed, for showing it again. */
export async function takeBody(request: FastifyRequest, reply: FastifyReply, site: Site, route: Route): Promise<void> {
  const multipart = request.isMultipart()
  if (multipart && !route.files) throw new Problem(415, 'not-understood')
  const kept = route.files === 'none' ? undefined : site.blobs
  if (multipart && kept) await admitFirst(request, reply, site, route)
  // Whoever may bring large files may take the time that they take.
  if (multipart && kept && route.large) takesLong(request.raw)
  const taken: Came = multipart
    ? await uploadsOf(request, kept, {
        ...(route.large && { fileSize: largest(site, route.large) }),
        ...(route.long && { fieldSize: LONG_BODY }),
      })
    : { fields: (request.body as object | null) ?? {}, files: [] }
  if (typeof taken.fields !== 'object' || Array.isArray(taken.fields)) throw new Problem(400, 'not-understood')
  const typed = storable(taken.fields) as Typed
  let { files: uploads, full } = taken
  if (taken.away)
    site.log.error('store.away', { id: request.id, route: request.routeOptions.url, ...errorFacts(taken.away) })
  const refused = taken.away ? away() : full ? undefined : await checked(site, uploads).then(() => undefined, refusal)
  if (typeof route.files === 'function' && !full && !refused)
    try {
      uploads = await route.files(site, uploads, typed)
    } catch (error) {
      if (failureOf(error) !== 'full') throw error
      full = error
    }
  if (full) site.log.error('disk.full', { id: request.id, route: request.routeOptions.url, ...errorFacts(full) })
  Object.assign(request, { uploads: full || refused ? [] : uploads, typed, unkept: full !== undefined, refused })
  request.body = { ...typed }
}

const away = () => new Problem(503, 'files-away', {}, { 'retry-after': '60' })

/** What a file is refused with, so that what was typed with it is shown again. */
function refusal(error: unknown): Problem {
  if (error instanceof StoreTrouble) return away()
  if (error instanceof Problem) return error
  throw error
}

/** @throws 507 where a file found no room, 422 where something harmful was found in it; what was written with it can be sent without */
export function refuseUnkept(request: FastifyRequest): void {
  const { refused } = request as { refused?: Problem }
  if (refused) throw refused
  if ((request as { unkept?: boolean }).unkept) throw new Problem(507, 'no-room-for-files')
}

/** Files are kept while they are read: only of people who may use the route, so that nobody else fills the disk. */
async function admitFirst(request: FastifyRequest, reply: FastifyReply, site: Site, route: Route): Promise<void> {
  const transaction = await open(site, route, request)
  try {
    const ctx = { ...contextOf(site, request, reply), sql: transaction.sql, ...(await transaction.entered) }
    settle(ctx)
    admit(route, ctx)
    await route.mayBring?.(ctx, filesIn(request))
  } finally {
    await transaction.rollback()
  }
}

/** What stands around the files in a form, and is typed in it, has hardly more bytes. */
const AROUND = 64 * 1024

/** About how many bytes the files of a form have at least, where it has few fields; 0 where that is not said. */
function filesIn({ headers }: FastifyRequest): number {
  return Math.max(0, Number(headers['content-length'] ?? 0) - AROUND)
}

/** In bytes. */
function largest({ config }: Site, what: 'import' | 'shelf'): number {
  return what === 'import' ? config.largestImport : config.largestShelfFile
}

/** Nothing that we ask for lies deeper in itself. */
const DEEPEST = 20

/**
 * The same without what a database cannot keep: NUL is left out, half a sign becomes the sign for a lost one.
 * @throws 400 for what lies deeper in itself than a stack bears
 */
function storable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').replace(/[\ud800-\udfff]/gu, '\ufffd')
  if (typeof value !== 'object' || value === null) return value
  if (depth > DEEPEST) throw new Problem(400, 'not-understood')
  if (Array.isArray(value)) return value.map((one) => storable(one, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, storable(one, depth + 1)]))
}

/** The files that came with a request, once its body is taken. */
export function uploads(request: FastifyRequest): Upload[] {
  return (request as { uploads?: Upload[] }).uploads ?? []
}

/** What was typed, as far as it came. JSON can hold what no form could have typed: that is left out. */
export function typedIn(request: FastifyRequest): Typed {
  const all: Record<string, unknown> = (request as { typed?: Record<string, unknown> }).typed ?? {}
  return Object.fromEntries(Object.entries(all).filter((one): one is [string, string | string[]] => isTyped(one[1])))
}

function isTyped(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
}
