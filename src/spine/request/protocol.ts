import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { withPatience } from '../../platform/database/patience.ts'
import { signInFirst } from '../../platform/http/problems.ts'
import { secure } from '../../platform/http/server.ts'
import { noteUse, refuseApplication, refuseWrongBasic } from '../people/applications.ts'
import { credentialIn, credentialOf, hashOf } from '../people/credential.ts'
import { admit } from './admit.ts'
import type { Request } from './ctx.ts'
import { contextOf, settle } from './open.ts'
import type { Route } from './route.ts'
import type { Site } from './site.ts'
import { openTransaction, PATIENCE_MS } from './transaction.ts'

/**
 * What is spoken below one address in words of its own, by programs that know nothing of Copse: methods besides GET and POST,
 * bodies that are no forms, answers that are no pages. Its programs sign in as applications do, by HTTP Basic, or with a
 * token. Cookies count for nothing here, unless it says so: so no page of another site can do anything in the name of who reads it.
 */
export interface Protocol {
  /** Where it begins; all below is its own. */
  url: string
  /** One line for people. */
  summary: string
  methods: string[]
  /**
   * Spoken by our own pages, too: then the session's cookie counts, with the server's rule about origins, and the passwords of
   * applications do not.
   */
  session?: boolean
  /** Methods whose answers are files as they are: nothing is compressed on their way. */
  plain: string[]
  /** Answers one request, whatever comes; its body is unread. */
  answer(door: Door): Promise<FastifyReply>
  /** Says on `OPTIONS /` that the site can do this: some programs ask there before they ask anything else. */
  announce?(reply: FastifyReply): FastifyReply
  /** Where programs look for it that know only the site (RFC 8615): they are led to where it begins. */
  wellKnown?: string
}

/** Where a request wants to work, and whether it changes something there. */
export interface Within {
  /** A space by its slug; null: above spaces, in all of the person's. */
  space: string | null
  /** The tool it is about, where spaces may do without it. */
  tool?: string
  writes: boolean
}

/** What a protocol is given of each request. */
export interface Door {
  site: Site
  raw: FastifyRequest
  reply: FastifyReply
  /**
   * Works as the person who asks, in one transaction, which is committed when the work is done. Never read a body in it.
   * @throws 401 for nobody, 404 for what is not for this person, 403 for what they see and may not do
   */
  enter<T>(within: Within, work: (ctx: Request) => Promise<T>): Promise<T>
}

/** Puts a protocol on the server. */
export async function mountProtocol(server: FastifyInstance, site: Site, protocol: Protocol): Promise<void> {
  for (const method of protocol.methods)
    if (!server.supportedMethods.includes(method)) server.addHttpMethod(method, { hasBody: true })
  const { announce } = protocol
  if (announce) server.route({ method: 'OPTIONS', url: '/', handler: async (_raw, reply) => announce(reply).send() })
  const handler = (raw: FastifyRequest, reply: FastifyReply) => protocol.answer(doorOf(site, protocol, raw, reply))
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _body, done) => done(null))
    if (protocol.wellKnown) leadFrom(scope, protocol.wellKnown, `${protocol.url}/`)
    if (protocol.session) scope.addHook('onRequest', async (request) => refuseApplication(request))
    for (const method of protocol.methods)
      for (const url of [protocol.url, `${protocol.url}/*`]) {
        const compress = !protocol.plain.includes(method)
        scope.route({
          method,
          url,
          handler,
          exposeHeadRoute: false,
          ...(!compress && { compress: false }),
        })
      }
  })
}

/** Whatever a program tries first there, it is told where to go. */
function leadFrom(server: FastifyInstance, from: string, to: string): void {
  const lead = async (_raw: FastifyRequest, reply: FastifyReply) => reply.redirect(to, 301)
  for (const method of ['GET', 'OPTIONS', 'PROPFIND', 'REPORT'])
    for (const url of [from, `${from}/`]) server.route({ method, url, handler: lead })
}

function doorOf(site: Site, { session }: Protocol, raw: FastifyRequest, reply: FastifyReply): Door {
  let known: Promise<void> | undefined
  return {
    site,
    raw,
    reply,
    async enter(within, work) {
      // Once a request: a wrong password counts as one try.
      known ??= withPatience(refuseWrongBasic(site, raw), PATIENCE_MS)
      await known
      const credential = session
        ? credentialOf(raw, secure(raw, site.config))
        : credentialIn(raw.headers.authorization, undefined)
      const ctx = { ...contextOf(site, raw, reply), credential }
      if (!ctx.credential) throw signInFirst()
      const { space, writes } = within
      const transaction = await openTransaction(site.database.app, hashOf(ctx.credential), space, space === null)
      let done: Awaited<ReturnType<typeof work>>
      try {
        Object.assign(ctx, { sql: transaction.sql }, await transaction.entered)
        if (!ctx.me) throw signInFirst()
        settle(ctx)
        if (ctx.me.via === 'token') noteUse(site, ctx.me)
        admit(asRoute(within), ctx)
        done = await work(ctx)
        await (writes ? transaction.commit() : transaction.rollback())
      } catch (error) {
        await transaction.rollback().catch(() => {})
        throw error
      }
      for (const act of ctx.afterCommit) act()
      return done
    },
  }
}

/** As `admit` knows what somebody wants. */
function asRoute({ space, tool, writes }: Within): Route {
  const access = space === null ? 'person' : writes ? 'writer' : 'reader'
  return { access, method: writes ? 'POST' : 'GET', tool, whenClosed: false } as Route
}
