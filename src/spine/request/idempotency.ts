import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { invalid } from '../../platform/http/problems.ts'
import { type Ctx, meOf } from './ctx.ts'
import type { Outcome, Upload } from './route.ts'

/** The key that makes a retry safe: the Idempotency-Key header, or a form's hidden field. */
export function keyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key']
  const key = typeof header === 'string' ? header : (request.body as { _key?: unknown } | null)?._key
  return typeof key === 'string' && key.length > 0 && key.length <= 200 ? key : undefined
}

/** What a retry is told again: numbers and addresses, never words or secrets. */
export interface Before {
  status: number
  address: string
  ids: Record<string, number | string>
}

/**
 * Claims the key in the running transaction; a second request with it waits here until the first has committed.
 * @returns what the first request answered, if there was one
 * @throws Invalid when the key was used with another body: then nothing is taken and nothing is lost
 */
export async function claimKey(ctx: Ctx, request: FastifyRequest, key: string): Promise<Before | undefined> {
  const me = meOf(ctx).id
  const route = routeOf(request)
  const hash = bodyHash(request)
  const [claimed] = await ctx.sql`
    insert into idempotency (person_id, route, key, body_hash) values (${me}, ${route}, ${key}, ${hash})
    on conflict do nothing returning true`
  if (claimed) return undefined
  const [before] = await ctx.sql<(Before & { bodyHash: Buffer })[]>`
    select body_hash, status, address, ids from idempotency where person_id = ${me} and route = ${route} and key = ${key}`
  if (!before || !hash.equals(before.bodyHash)) throw invalid('_key', 'used-key')
  return before
}

/**
 * Notes status, address and ids (never the body) beside the key, in the same transaction as what was done. A page that
 * only shows something has no effect to guard: its key is free again.
 */
export async function keepOutcome(ctx: Ctx, request: FastifyRequest, key: string, outcome: Outcome): Promise<void> {
  const kept = ctx.sql`person_id = ${meOf(ctx).id} and route = ${routeOf(request)} and key = ${key}`
  if ((outcome.kind !== 'done' && outcome.kind !== 'page') || outcome.address === undefined) {
    await ctx.sql`delete from idempotency where ${kept}`
    return
  }
  const { status = 200, address, data } = outcome
  await ctx.sql`update idempotency set status = ${status}, address = ${address}, ids = ${ctx.sql.json(idsOf(data))} where ${kept}`
}

function idsOf(data: object): Before['ids'] {
  return Object.fromEntries(Object.entries(data).filter(([name, one]) => name === 'url' || Number.isInteger(one)))
}

function routeOf(request: FastifyRequest): string {
  return request.url.split('?')[0]!
}

function bodyHash(request: FastifyRequest): Buffer {
  const { _key, ...body } = (request as { typed?: Record<string, unknown> }).typed ?? {}
  const files = ((request as { uploads?: Upload[] }).uploads ?? []).map((file) => file.hash)
  return createHash('sha256')
    .update(JSON.stringify([Object.entries(body).sort(), files]))
    .digest()
}
