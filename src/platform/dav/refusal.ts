import type { FastifyReply } from 'fastify'
import { document, element, text } from './xml-write.ts'

/** What WebDAV says no to in its own way: a status and, where there is one, the condition that was not met (RFC 4918, 16). */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    /** Of `DAV:`, where it is only a name. */
    readonly condition?: string | { uri: string; name: string },
    /** What stands in the way. */
    readonly hrefs: string[] = [],
    readonly headers: Record<string, string> = {},
  ) {
    super(`${status} ${typeof condition === 'object' ? condition.name : (condition ?? '')}`)
  }
}

export const missing = () => new Refusal(404)
/** The folder that it would lie in is not there. */
export const noParent = () => new Refusal(409)
export const unmet = () => new Refusal(412)
export const locked = (hrefs: string[]) => new Refusal(423, 'lock-token-submitted', hrefs)
export const notFor = (methods: readonly string[]) => new Refusal(405, undefined, [], { allow: methods.join(', ') })

export function sendRefusal(reply: FastifyReply, { status, condition, hrefs, headers }: Refusal): FastifyReply {
  reply.code(status).headers({ ...headers, 'cache-control': 'no-store' })
  if (!condition) return reply.send()
  const inner = hrefs.map((href) => element('DAV:', 'href', text(href))).join('')
  const { uri, name } = typeof condition === 'string' ? { uri: 'DAV:', name: condition } : condition
  return reply.type('application/xml; charset=utf-8').send(document('error', element(uri, name, inner)))
}
