import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { bytesOf } from '../../platform/html.ts'
import { varied, wantsJson } from '../../platform/http/server.ts'
import type { Before } from './idempotency.ts'
import type { Open } from './open.ts'
import type { Outcome } from './route.ts'

/** Answers with an outcome, in the representation that was asked for. */
export function send(ctx: Open, outcome: Outcome): FastifyReply {
  const { reply, raw } = ctx
  if (outcome.kind === 'elsewhere') return redirected(raw, varied(reply), outcome.address)
  if (outcome.kind === 'unchanged') return reply.code(304).header('etag', outcome.etag).send()
  if (outcome.kind === 'stream')
    return reply
      .code(outcome.status ?? 200)
      .headers(outcome.headers)
      .send(outcome.stream)
  const json = wantsJson(raw)
  if (outcome.kind === 'done') {
    if (!json) return redirected(raw, reply, outcome.address)
    return reply
      .code(outcome.status)
      .headers({ location: outcome.address, 'cache-control': 'no-store' })
      .send(outcome.data)
  }
  varied(reply).code(outcome.status ?? 200)
  if (json) return reply.header('cache-control', 'no-store').send(outcome.data)
  const kept = !outcome.secret && raw.method !== 'POST'
  if (!kept) ctx.secret = true
  reply.headers({
    'cache-control': kept ? 'private, no-cache' : 'no-store',
    'content-type': 'text/html; charset=utf-8',
  })
  if (outcome.etag) {
    const etag = etagOf(ctx, outcome.etag)
    reply.header('etag', etag)
    if (raw.headers['if-none-match'] === etag) return reply.code(304).send()
  }
  // As bytes: their number is known then, and needs no second reading of the text.
  return reply.send(bytesOf(outcome.view()))
}

/** To another address. fetch() forgets what stands after the #, so Turbo is told it in the query. */
function redirected(request: FastifyRequest, reply: FastifyReply, address: string): FastifyReply {
  const [path = '', place] = address.split('#')
  const byTurbo = request.headers['x-turbo-request-id'] !== undefined
  const told = place && byTurbo ? `${path}${path.includes('?') ? '&' : '?'}_at=${place}` : address
  return reply.redirect(told, 303)
}

/** What a page depends on besides its content: who reads, how they stand, in which language, on which day, by which build. */
function etagOf(ctx: Open, parts: readonly unknown[]): string {
  const day = ctx.locale.date(ctx.now, ctx.timeZone, { dateStyle: 'short' })
  const all = [
    ...parts,
    ctx.me?.id,
    ctx.me?.name,
    ctx.me?.picture,
    ctx.me?.news,
    ctx.me?.saves,
    ctx.space?.standing,
    ctx.space?.people,
    ctx.space?.badges,
    ctx.space?.closed,
    ctx.space?.readers,
    ctx.space?.tools,
    ctx.space?.parent?.name,
    ctx.space?.name,
    ctx.space?.hue,
    ctx.space?.picture,
    ctx.locale.lang,
    ctx.locale.hours,
    ctx.me?.weekStart,
    ctx.timeZone,
    ctx.raw.cookies.copse_theme,
    ctx.url,
    day,
    ctx.site.build,
  ]
  return `W/"${createHash('sha1').update(JSON.stringify(all)).digest('base64url')}"`
}

/** The answer to a retry: the same place, the same ids. */
export function replay(request: FastifyRequest, reply: FastifyReply, before: Before): FastifyReply {
  if (!wantsJson(request)) return redirected(request, reply, before.address)
  return reply
    .code(before.status)
    .headers({ location: before.address, 'cache-control': 'no-store' })
    .type('application/json; charset=utf-8')
    .serializer((ids: unknown) => JSON.stringify(ids))
    .send(before.ids)
}
