import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Invalid, notFound, Problem } from '../../platform/http/problems.ts'
import { varied, wantsJson } from '../../platform/http/server.ts'
import { preferred } from '../../platform/i18n.ts'
import { problemPage } from '../../ui/problem.ts'
import type { Request } from './ctx.ts'
import { sentences } from './invalid.ts'
import { problemOf } from './problem-of.ts'
import type { Site } from './site.ts'

/** Answers for what went wrong before a route's handler ran, and for addresses that no route has. */
export function mountProblems(server: FastifyInstance, site: Site): void {
  server.setNotFoundHandler((request, reply) => sendProblem(site, request, reply, notFound()))
  server.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode
    // A part of the address longer than any of ours names nothing.
    if (status === 414) return sendProblem(site, request, reply, notFound())
    if (status === 413) return sendProblem(site, request, reply, new Problem(413, 'too-large'))
    // Whatever else the server refuses by itself was not a request that makes sense to us.
    if (status && status >= 400 && status < 500)
      return sendProblem(site, request, reply, new Problem(status === 415 ? 415 : 400, 'not-understood'))
    return sendProblem(site, request, reply, await problemOf(site, request, error))
  })
}

/** An error as problem+json (RFC 9457) or as a page. */
export function sendProblem(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
  ctx?: Request,
): FastifyReply {
  const locale = ctx?.locale ?? site.localeFor(preferred(request.headers['accept-language'], site.settings.languages))
  // What was to be sent before it failed had a mark of its own.
  reply.removeHeader('etag')
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
