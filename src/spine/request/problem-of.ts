import { statfs } from 'node:fs/promises'
import type { FastifyRequest } from 'fastify'
import { failureOf } from '../../platform/database/failure.ts'
import { Problem } from '../../platform/http/problems.ts'
import { errorFacts } from '../../platform/log.ts'
import type { Site } from './site.ts'

const SOON = { 'retry-after': '5' }
/** With less than this PostgreSQL cannot even say that there is no room: it ends. */
const LEAST_ROOM = 1_000_000

/** What a request that failed is answered: the problem it was refused with, or what its error means. Notes mistakes of ours. */
export async function problemOf(site: Site, request: FastifyRequest, error: unknown): Promise<Problem> {
  if (error instanceof Problem) return error
  if (notStorable(error)) return new Problem(400, 'not-understood')
  // Whoever asked went away while it was sent: nothing failed.
  if (request.socket.destroyed && (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE')
    return new Problem(400, 'not-understood')
  const problem = await unserved(site, request, error)
  if (problem) return problem
  site.log.error('request.failed', { id: request.id, route: request.routeOptions.url, ...errorFacts(error) })
  return new Problem(500, 'ours', { id: request.id })
}

/**
 * A number too large for its column, a date that is none, a sign that no text can hold: the database refuses what no
 * schema of ours names. It was asked for senselessly, and nothing was done.
 */
function notStorable(error: unknown): boolean {
  const codes = ['22003', '22007', '22008', '22009', '22021', '22P02', '22P05']
  return codes.includes((error as { code?: string }).code ?? '')
}

/**
 * What people are told when it is not our mistake and not theirs: the database is away or slow, a disk is full. Notes it in
 * the log.
 * @returns undefined for any other error
 */
async function unserved(site: Site, request: FastifyRequest, error: unknown): Promise<Problem | undefined> {
  const failure = failureOf(error)
  if (!failure) return undefined
  const full = failure === 'full' || (failure === 'unreachable' && (await noRoom(site)))
  const event = full ? 'disk.full' : `database.${failure}`
  site.log.error(event, { id: request.id, route: request.routeOptions.url, ...errorFacts(error) })
  if (full) return new Problem(507, 'no-room')
  return failure === 'slow' ? new Problem(503, 'too-slow', {}, SOON) : new Problem(503, 'resting', {}, SOON)
}

/** The embedded server ends when there is no room for its own records, and does not come back before there is. */
async function noRoom({ config }: Site): Promise<boolean> {
  if (config.databaseUrl) return false
  const disk = await statfs(config.dataDir).catch(() => undefined)
  return disk !== undefined && disk.bavail * disk.bsize < LEAST_ROOM
}
