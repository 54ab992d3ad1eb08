import { createHash, createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { invalid, notFound } from '../../platform/http/problems.ts'
import { type Ctx, meOf, type Request } from './ctx.ts'
import type { Outcome, Upload } from './route.ts'
import { stillThere } from './still-there.ts'

/** How much of a key is kept as it is. */
const LONGEST = 200

/**
 * The key that makes a retry safe: the Idempotency-Key header, or a form's hidden field. Whatever it is, it counts: whoever sent
 * one relies on it. A longer one is known by its hash.
 */
export function keyOf(request: FastifyRequest): string | undefined {
  const sent = request.headers['idempotency-key'] ?? (request.body as { _key?: unknown } | null)?._key
  if (sent === undefined || sent === null || sent === '') return undefined
  const key = typeof sent === 'string' ? sent : JSON.stringify(sent)
  return key.length <= LONGEST ? key : createHash('sha256').update(key).digest('hex')
}

/** What a retry is told again: numbers, yes or no, and addresses; never words or secrets. */
export interface Before {
  status: number
  address: string
  ids: Record<string, number | string | boolean>
}

/**
 * Claims the key in the running transaction; a second request with it waits here until the first has committed.
 * @returns what the first request answered, if there was one
 * @throws Invalid when the key was used with another body: then nothing is taken and nothing is lost; 404 where that answer
 * leads to what the person may not see any more
 */
export async function claimKey(ctx: Request, request: FastifyRequest, key: string): Promise<Before | undefined> {
  const me = meOf(ctx).id
  const route = routeOf(request)
  const hash = bodyHash(ctx, request)
  const [claimed] = await ctx.sql`
    insert into idempotency (person_id, route, key, body_hash) values (${me}, ${route}, ${key}, ${hash})
    on conflict do nothing returning true`
  if (claimed) return undefined
  const [before] = await ctx.sql<(Before & { bodyHash: Buffer })[]>`
    select body_hash, status, address, ids from idempotency where person_id = ${me} and route = ${route} and key = ${key}`
  if (!before || !hash.equals(before.bodyHash)) throw invalid('_key', 'used-key')
  if (!(await stillThere(ctx, before.address))) throw notFound()
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
  const told = ([name, one]: [string, unknown]) => name === 'url' || typeof one === 'boolean' || Number.isInteger(one)
  return Object.fromEntries(Object.entries(data).filter(told))
}

function routeOf(request: FastifyRequest): string {
  return request.url.split('?')[0]!
}

/** What was sent, known again only by who has the site's secret: there may be a password in it. */
function bodyHash({ site }: Ctx, request: FastifyRequest): Buffer {
  const { _key, ...body } = (request as { typed?: Record<string, unknown> }).typed ?? {}
  const files = ((request as { uploads?: Upload[] }).uploads ?? []).map(({ field, name, hash }) => [field, name, hash])
  return createHmac('sha256', site.config.key.derive('idempotency'))
    .update(JSON.stringify([Object.entries(body).sort(), files]))
    .digest()
}
