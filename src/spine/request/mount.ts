import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Invalid, notFound, notYours, Problem, signInFirst } from '../../platform/http/problems.ts'
import { siteUrl, varied, wantsJson } from '../../platform/http/server.ts'
import { preferred } from '../../platform/i18n.ts'
import { errorFacts } from '../../platform/log.ts'
import { problemPage } from '../../ui/problem.ts'
import { credentialOf, hashOf } from '../people/credential.ts'
import type { Request, Site } from './ctx.ts'
import { type Before, claimKey, keepOutcome, keyOf } from './idempotency.ts'
import { invalidFields, sentences } from './invalid.ts'
import type { Access, Outcome, Route, Typed, Upload } from './route.ts'
import { openTransaction, type Transaction } from './transaction.ts'
import { uploadsOf } from './uploads.ts'

/** Puts a route on the server: opens the transaction, checks access, runs the handler, answers in the asked representation. */
export function mount(server: FastifyInstance, site: Site, route: Route): void {
  server.route({
    method: route.method,
    url: route.url,
    attachValidation: true,
    schema: {
      params: route.params,
      querystring: route.query,
      ...(route.method === 'POST' && { body: route.body }),
      response: { '2xx': route.response },
    },
    ...(route.method === 'POST' && { preValidation: async (request) => takeBody(request, site, route) }),
    handler: (request, reply) => answer(site, route, request, reply),
  })
}

/** Answers for what went wrong before a route's handler ran, and for addresses that no route has. */
export function mountProblems(server: FastifyInstance, site: Site): void {
  server.setNotFoundHandler((request, reply) => sendProblem(site, request, reply, notFound()))
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof Problem) return sendProblem(site, request, reply, error)
    const status = error.statusCode
    // A part of the address longer than any of ours names nothing.
    if (status === 414) return sendProblem(site, request, reply, notFound())
    if (status === 413) return sendProblem(site, request, reply, new Problem(413, 'too-large'))
    // Whatever else the server refuses by itself was not a request that makes sense to us.
    if (status && status >= 400 && status < 500)
      return sendProblem(site, request, reply, new Problem(status === 415 ? 415 : 400, 'not-understood'))
    site.log.error('request.failed', { id: request.id, route: request.routeOptions.url, ...errorFacts(error) })
    return sendProblem(site, request, reply, new Problem(500, 'ours', { id: request.id }))
  })
}

async function takeBody(request: FastifyRequest, site: Site, route: Route): Promise<void> {
  const multipart = request.isMultipart()
  if (multipart && !route.files) throw new Problem(415, 'not-understood')
  if (multipart) await admitFirst(request, site, route)
  const taken = multipart
    ? await uploadsOf(request, site.blobs)
    : { fields: (request.body as object | null) ?? {}, files: [] }
  if (typeof taken.fields !== 'object' || Array.isArray(taken.fields)) throw new Problem(400, 'not-understood')
  const typed = storable(taken.fields) as Typed
  Object.assign(request, { uploads: taken.files, typed })
  request.body = { ...typed }
}

/** Files are kept while they are read: only of people who may use the route, so that nobody else fills the disk. */
async function admitFirst(request: FastifyRequest, site: Site, route: Route): Promise<void> {
  const transaction = await open(site, route, request)
  try {
    admit(route, await transaction.entered)
  } finally {
    await transaction.rollback()
  }
}

/** The same without what a database cannot keep: NUL is left out, half a sign becomes the sign for a lost one. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').replace(/[\ud800-\udfff]/gu, '\ufffd')
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, storable(one)]))
}

async function answer(site: Site, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const ctx = contextOf(site, request, reply)
  let outcome: Outcome
  let transaction: Transaction | undefined
  try {
    const { params, query, body } = request as unknown as { params: never; query: never; body: never }
    const prepared = request.validationError
      ? undefined
      : await route.prepare?.({ site, raw: request, credential: ctx.credential, params, body })
    const input = { params, query, body, files: uploads(request), prepared } as never
    transaction = await open(site, route, request)
    ctx.sql = transaction.sql
    const loading = request.validationError
      ? undefined
      : route.load?.({ sql: transaction.sql, ...(input as object) } as never)
    loading?.catch(() => {})
    if (loading && route.method === 'GET') transaction.closeBehind()
    Object.assign(ctx, await transaction.entered)
    settle(ctx)
    admit(route, ctx)
    refuseInvalid(request)
    const key = route.method === 'POST' && ctx.me ? keyOf(request) : undefined
    const before = key === undefined ? undefined : await claimKey(ctx, request, key)
    if (before) {
      await transaction.commit()
      return replay(request, reply, before)
    }
    outcome = await route.handle(ctx, input, (await loading) as never)
    if (key !== undefined) await keepOutcome(ctx, request, key, outcome)
    if (route.method === 'POST') await transaction.commit()
  } catch (error) {
    await transaction?.rollback().catch(() => {})
    return failed(site, route, request, reply, ctx, error)
  }
  try {
    const sent = send(ctx, outcome)
    for (const act of ctx.afterCommit) act()
    return sent
  } finally {
    // A page was only read: nobody needs to wait for its transaction to end.
    if (route.method === 'GET')
      void transaction.commit().catch((error) => site.log.error('commit.failed', errorFacts(error)))
  }
}

interface Open extends Request {
  afterCommit: (() => void)[]
}

function open(site: Site, route: Route, request: FastifyRequest): Promise<Transaction> {
  const credential = credentialOf(request)
  const slug = (request.params as { space?: string }).space ?? null
  return openTransaction(site.database.app, credential ? hashOf(credential) : null, slug, route.everything)
}

function contextOf(site: Site, request: FastifyRequest, reply: FastifyReply): Open {
  const afterCommit: (() => void)[] = []
  return {
    site,
    sql: undefined as never, // set as soon as the transaction is open
    me: null,
    space: null,
    locale: site.localeFor(preferred(request.headers['accept-language'])),
    now: new Date(),
    timeZone: 'UTC',
    path: request.url.split('?')[0]!,
    url: request.url,
    theme: request.cookies.copse_theme,
    home: siteUrl(request, site.config),
    raw: request,
    reply,
    credential: credentialOf(request),
    afterCommit,
    after: (act) => afterCommit.push(act),
  }
}

function settle(ctx: Open): void {
  if (!ctx.me) return
  ctx.locale = ctx.site.localeFor(ctx.me.lang)
  ctx.timeZone = ctx.me.timeZone
}

const needsSpace: ReadonlySet<Access> = new Set(['reader', 'writer', 'host'])

/** @throws 404 for what is not for this person, 401 where signing in would help, 403 where they see the place but may not do this. */
function admit(route: Route, ctx: Pick<Open, 'me' | 'space'>): void {
  const { access } = route
  const readsOnly = ctx.me !== null && !ctx.me.scopes.includes('write')
  if (access === 'anyone') {
    if (readsOnly && route.method === 'POST') throw notYours('token-reads-only')
    return
  }
  if (needsSpace.has(access) && !ctx.space) throw notFound()
  if (!ctx.me) throw signInFirst()
  if (access === 'operator' && !ctx.me.operator) throw notFound()
  if (route.method === 'POST' && readsOnly) throw notYours('token-reads-only')
  if (!ctx.me.scopes.includes('read')) throw notYours('token-reads-only')
  if (access === 'host' && ctx.space!.standing !== 'host') throw notYours('hosts-only')
  if ((access === 'writer' || access === 'host') && route.method === 'POST' && ctx.space!.closed)
    throw notYours('space-closed')
}

function refuseInvalid(request: FastifyRequest): void {
  const error = request.validationError
  if (!error) return
  if (error.validationContext === 'params') throw notFound()
  if (error.validationContext === 'querystring') throw new Problem(400, 'not-understood')
  throw new Invalid(invalidFields(error.validation ?? []))
}

function send(ctx: Open, outcome: Outcome): FastifyReply {
  const { reply, raw } = ctx
  if (outcome.kind === 'elsewhere') return redirected(raw, varied(reply), outcome.address)
  if (outcome.kind === 'unchanged') return reply.code(304).header('etag', outcome.etag).send()
  if (outcome.kind === 'stream') return reply.headers(outcome.headers).send(outcome.stream)
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
  reply.headers({ 'cache-control': 'private, no-cache', 'content-type': 'text/html; charset=utf-8' })
  if (outcome.etag) {
    const etag = etagOf(ctx, outcome.etag)
    reply.header('etag', etag)
    if (raw.headers['if-none-match'] === etag) return reply.code(304).send()
  }
  // As bytes: their number is known then, and needs no second reading of the text.
  return reply.send(Buffer.from(outcome.view().markup))
}

/** To another address. fetch() forgets what stands after the #, so Turbo is told it in the query. */
function redirected(request: FastifyRequest, reply: FastifyReply, address: string): FastifyReply {
  const [path = '', place] = address.split('#')
  const byTurbo = request.headers.accept?.includes('turbo-stream')
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
    ctx.space?.standing,
    ctx.space?.people,
    ctx.space?.badges,
    ctx.space?.closed,
    ctx.space?.name,
    ctx.space?.hue,
    ctx.space?.picture,
    ctx.locale.lang,
    ctx.timeZone,
    ctx.raw.cookies.copse_theme,
    ctx.url,
    day,
    ctx.site.build,
  ]
  return `W/"${createHash('sha1').update(JSON.stringify(all)).digest('base64url')}"`
}

async function failed(
  site: Site,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  ctx: Open,
  error: unknown,
): Promise<FastifyReply> {
  if (notStorable(error)) return sendProblem(site, request, reply, new Problem(400, 'not-understood'), ctx)
  if (!(error instanceof Problem)) {
    site.log.error('request.failed', { id: request.id, route: route.url, ...errorFacts(error) })
    return sendProblem(site, request, reply, new Problem(500, 'ours', { id: request.id }), ctx)
  }
  if (error.status === 401 && request.method !== 'POST' && !wantsJson(request)) {
    return varied(reply).redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303)
  }
  if (error instanceof Invalid && route.form && !wantsJson(request)) {
    const transaction = await open(site, route, request)
    try {
      const again = { ...ctx, sql: transaction.sql, ...(await transaction.entered) }
      settle(again)
      admit(route, again)
      const typed = (request as { typed?: Typed }).typed ?? {}
      const view = await route.form(again, {
        params: request.params,
        query: request.query,
        typed,
        errors: sentences(ctx.locale, error),
      } as never)
      return varied(reply)
        .code(422)
        .headers({ 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' })
        .send(view.markup)
    } finally {
      await transaction.commit()
    }
  }
  return sendProblem(site, request, reply, error, ctx)
}

/**
 * A number too large for its column, a date that is none, a sign that no text can hold: the database refuses what no
 * schema of ours names. It was asked for senselessly, and nothing was done.
 */
function notStorable(error: unknown): boolean {
  const codes = ['22003', '22007', '22008', '22009', '22021', '22P02', '22P05']
  return codes.includes((error as { code?: string }).code ?? '')
}

/** An error as problem+json (RFC 9457) or as a page. */
function sendProblem(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
  ctx?: Request,
): FastifyReply {
  const locale = ctx?.locale ?? site.localeFor(preferred(request.headers['accept-language']))
  varied(reply)
    .code(problem.status)
    .headers({ ...problem.headers, 'cache-control': 'no-store' })
  const detail = locale.t(`problem.${problem.text}`, problem.values)
  if (wantsJson(request)) {
    const fields = problem instanceof Invalid ? { errors: sentences(locale, problem) } : {}
    const body = {
      type: 'about:blank',
      code: problem.text,
      title: locale.t(`problem.title.${problem.status}`),
      status: problem.status,
      detail,
      ...fields,
    }
    return reply
      .type('application/problem+json; charset=utf-8')
      .serializer((value: unknown) => JSON.stringify(value))
      .send(body)
  }
  const frame = {
    site,
    locale,
    me: ctx?.me ?? null,
    space: null,
    path: request.url.split('?')[0]!,
    theme: request.cookies?.copse_theme,
  }
  const errors = problem instanceof Invalid ? Object.values(sentences(locale, problem)) : []
  return reply.type('text/html; charset=utf-8').send(problemPage(frame, problem, detail, errors, request.url).markup)
}

/** The answer to a retry: the same place, the same ids. */
function replay(request: FastifyRequest, reply: FastifyReply, before: Before): FastifyReply {
  if (!wantsJson(request)) return redirected(request, reply, before.address)
  return reply
    .code(before.status)
    .headers({ location: before.address, 'cache-control': 'no-store' })
    .type('application/json; charset=utf-8')
    .serializer((ids: unknown) => JSON.stringify(ids))
    .send(before.ids)
}

function uploads(request: FastifyRequest): Upload[] {
  return (request as { uploads?: Upload[] }).uploads ?? []
}
