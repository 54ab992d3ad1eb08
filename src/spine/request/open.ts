import type { FastifyReply, FastifyRequest } from 'fastify'
import { secure, siteUrl } from '../../platform/http/server.ts'
import { preferred } from '../../platform/i18n.ts'
import { credentialOf, hashOf } from '../people/credential.ts'
import { asksToSave } from '../people/data-saver.ts'
import type { Request } from './ctx.ts'
import type { Route } from './route.ts'
import type { Site } from './site.ts'
import { openTransaction, type Transaction } from './transaction.ts'

/** A request under way, with what is to happen after its commit. */
export interface Open extends Request {
  afterCommit: (() => void)[]
}

/** Opens the transaction of a request: as the person it is from, in the space of its address. */
export function open(site: Site, route: Route, request: FastifyRequest): Promise<Transaction> {
  const credential = credentialOf(request, secure(request, site.config))
  const slug = (request.params as { space?: string }).space ?? null
  return openTransaction(site.database.app, credential ? hashOf(credential) : null, slug, route.everything)
}

/** A request before its transaction is open: nobody, nowhere, in the language the browser asks for. */
export function contextOf(site: Site, request: FastifyRequest, reply: FastifyReply): Open {
  const afterCommit: (() => void)[] = []
  return {
    site,
    sql: undefined as never, // set as soon as the transaction is open
    me: null,
    space: null,
    locale: site.localeFor(preferred(request.headers['accept-language'], site.settings.languages)),
    now: new Date(),
    timeZone: 'UTC',
    path: request.url.split('?')[0]!,
    url: request.url,
    theme: request.cookies.copse_theme,
    home: siteUrl(request, site.config),
    raw: request,
    reply,
    credential: credentialOf(request, secure(request, site.config)),
    afterCommit,
    after: (act) => afterCommit.push(act),
  }
}

/** Once it is known who asks: their language, clock and zone. */
export function settle(ctx: Open): void {
  if (!ctx.me) return
  ctx.locale = ctx.site.localeFor(ctx.me.lang).withHours(ctx.me.hours)
  ctx.timeZone = ctx.me.timeZone
  ctx.me.saves ||= asksToSave(ctx.raw.headers)
}
