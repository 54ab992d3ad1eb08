import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { withPatience } from '../../platform/database/patience.ts'
import type { Html } from '../../platform/html.ts'
import { Invalid, notFound, Problem } from '../../platform/http/problems.ts'
import { varied, wantsJson, wantsPage } from '../../platform/http/server.ts'
import { errorFacts } from '../../platform/log.ts'
import { askForApplication, noteUse, refuseApplication, refuseWrongBasic } from '../people/applications.ts'
import { admit } from './admit.ts'
import { LONG_BODY, refuseUnkept, takeBody, typedIn, uploads } from './body.ts'
import type { Request } from './ctx.ts'
import { confirmAddress, gravityOf, mayPrepare, refuseUnconfirmed } from './grave.ts'
import { claimKey, keepOutcome, keyOf } from './idempotency.ts'
import { invalidFields, sentences } from './invalid.ts'
import { contextOf, type Open, open, settle } from './open.ts'
import { sendProblem } from './problem.ts'
import { problemOf } from './problem-of.ts'
import type { Outcome, Route } from './route.ts'
import { replay, send } from './send.ts'
import type { Site } from './site.ts'
import { PATIENCE_MS, type Transaction } from './transaction.ts'

/** Puts a route on the server: opens the transaction, checks access, runs the handler, answers in the asked representation. */
export function mount(server: FastifyInstance, site: Site, route: Route): void {
  if (route.programs) server.register(async (scope) => mountOn(takingText(scope), site, route))
  else mountOn(server, site, route)
}

/** Where other systems speak: they may send plain text, and are answered in JSON. */
function takingText(scope: FastifyInstance): FastifyInstance {
  scope.addContentTypeParser('text/plain', { parseAs: 'string' }, async (_request: FastifyRequest, text: unknown) => ({
    text,
  }))
  scope.addHook('onRequest', async (request) => {
    request.headers.accept = 'application/json'
  })
  return scope
}

function mountOn(server: FastifyInstance, site: Site, route: Route): void {
  server.route({
    method: route.method,
    url: route.url,
    attachValidation: true,
    ...(route.long && { bodyLimit: LONG_BODY }),
    schema: {
      params: route.params,
      querystring: route.query,
      ...(route.method === 'POST' && { body: route.body }),
      response: { '2xx': route.response },
    },
    // Before a body is read: what does not open to applications does not listen to them either.
    ...(!route.applications && { onRequest: async (request) => refuseApplication(request) }),
    ...(route.method === 'POST' && { preValidation: async (request, reply) => takeBody(request, reply, site, route) }),
    handler: (request, reply) => answer(site, route, request, reply),
  })
}

async function answer(site: Site, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const ctx = contextOf(site, request, reply)
  let outcome: Outcome
  let transaction: Transaction | undefined
  try {
    const { params, query, body } = request as unknown as { params: never; query: never; body: never }
    await withPatience(refuseWrongBasic(site, request), PATIENCE_MS)
    const gravity = await withPatience(gravityOf(site, route, ctx.credential), PATIENCE_MS)
    const prepared = await preparedFor(site, route, request, ctx, gravity)
    const input = { params, query, body, files: uploads(request), prepared } as never
    transaction = await open(site, route, request)
    ctx.sql = transaction.sql
    const loading = loadingFor(route, request, ctx, input)
    if (loading && route.method === 'GET') {
      transaction.closeBehind()
      ctx.sql = askedTooLate
    }
    Object.assign(ctx, await transaction.entered)
    settle(ctx)
    if (ctx.me?.via === 'token') noteUse(site, ctx.me)
    admit(route, ctx)
    refuseUnconfirmed(gravity)
    refuseUnkept(request)
    refuseInvalid(request)
    if (route.method === 'POST' && ctx.me?.via === 'session') await ctx.sql`select touch_session(${ctx.me.viaId})`
    const key = route.method === 'POST' && ctx.me && !route.programs ? keyOf(request) : undefined
    const before = key === undefined ? undefined : await claimKey(ctx, request, key)
    if (before) {
      await transaction.commit()
      return replay(request, reply, before)
    }
    const loaded = (await loading) as never
    // All is asked: the connection serves another while the page is made. Whatever still asks opens a transaction of its own,
    // and never while it holds one: all of them would wait for each other.
    if (loading && route.method === 'GET') end(site, transaction)
    outcome = await route.handle(ctx, input, loaded)
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
    if (route.method === 'GET') end(site, transaction)
  }
}

/** Slow work that comes before any transaction. */
async function preparedFor(
  site: Site,
  route: Route,
  request: FastifyRequest,
  { credential }: Request,
  gravity: Awaited<ReturnType<typeof gravityOf>>,
): Promise<unknown> {
  if (request.validationError || !mayPrepare(gravity)) return undefined
  const { params, body } = request as unknown as { params: never; body: never }
  return withPatience(Promise.resolve(route.prepare?.({ site, raw: request, credential, params, body })), PATIENCE_MS)
}

/** What a page asks of the database, on its way before it is known who asks. */
function loadingFor(route: Route, request: FastifyRequest, ctx: Request, input: object): Promise<unknown> | undefined {
  if (request.validationError) return undefined
  const { site, sql, now } = ctx
  const loading = route.load?.({ site, sql, now, json: wantsJson(request), ...input } as never)
  loading?.catch(() => {})
  return loading
}

/** Ends the transaction of a page, and does not wait for it. */
function end(site: Site, transaction: Transaction): void {
  void transaction.commit().catch((error) => site.log.error('commit.failed', errorFacts(error)))
}

/** Stands in for the connection where its transaction is over: what a page needs is asked in `load()`, at once. */
const askedTooLate = (() => {
  throw new Error('a page with load() asks for everything there')
}) as unknown as Request['sql']

function refuseInvalid(request: FastifyRequest): void {
  const error = request.validationError
  if (!error) return
  if (error.validationContext === 'params') throw notFound()
  if (error.validationContext === 'querystring') throw new Problem(400, 'not-understood')
  throw new Invalid(invalidFields(error.validation ?? []))
}

async function failed(
  site: Site,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  ctx: Open,
  failure: unknown,
  again = false,
): Promise<FastifyReply> {
  const error = await problemOf(site, request, failure)
  if (error.text === 'sign-in-first' && route.applications && !wantsPage(request))
    return sendProblem(site, request, reply, new Problem(401, 'sign-in-first', {}, askForApplication), ctx)
  if (error.text === 'sign-in-first' && request.method !== 'POST' && !wantsJson(request)) {
    return varied(reply).redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303)
  }
  if (error.text === 'confirm-first' && !wantsJson(request))
    return varied(reply).redirect(confirmAddress(route, request, site.config), 303)
  if (!again && route.form && showsAgain(error) && !wantsJson(request)) {
    try {
      const view = await formAgain(site, { ...route, form: route.form }, request, ctx, error)
      // Files that came along are kept by now: whoever sends them again finds them.
      return varied(reply)
        .code(error.status)
        .headers({ 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' })
        .send(view.markup)
    } catch (other) {
      // The form is the first to look for what the address names: it may not be there.
      return failed(site, route, request, reply, ctx, other, true)
    }
  }
  return sendProblem(site, request, reply, error, ctx)
}

function showsAgain(error: Problem): boolean {
  return error instanceof Invalid || error.text === 'item-closed' || ofFiles(error)
}

/** The files cannot be taken now, all that came with them can. */
function ofFiles({ text }: Problem): boolean {
  return ['no-room-for-files', 'files-unchecked', 'files-away'].includes(text)
}

/** The form with what was typed and what is wrong with it, as it looks to this person now. */
async function formAgain(
  site: Site,
  route: Route & Required<Pick<Route, 'form'>>,
  request: FastifyRequest,
  ctx: Open,
  error: Problem,
): Promise<Html> {
  const transaction = await open(site, route, request)
  try {
    const again = { ...ctx, sql: transaction.sql, ...(await transaction.entered) }
    settle(again)
    admit(route, again)
    const errors =
      error instanceof Invalid
        ? sentences(ctx.locale, error)
        : { [ofFiles(error) ? 'files' : '_closed']: ctx.locale.t(`problem.${error.text}`) }
    const { params, query } = request
    const view = await route.form(again, {
      params,
      query,
      typed: typedIn(request),
      errors,
      files: uploads(request),
    } as never)
    await transaction.commit()
    return view
  } catch (refused) {
    await transaction.rollback().catch(() => {})
    throw refused
  }
}
