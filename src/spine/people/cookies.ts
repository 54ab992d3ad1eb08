import type { CookieSerializeOptions } from '@fastify/cookie'
import { secure } from '../../platform/http/server.ts'
import type { Request } from '../request/ctx.ts'
import { ourCookie } from './credential.ts'

/** Secrets that a browser keeps beside its session, each under a name that no other host can set where people come by https. */
type Kept = 'device' | 'half' | 'trip'

const DAY = 86_400
/** How long a browser keeps each: it is known for a year and more; what is half done, for ten minutes. */
const seconds: Record<Kept, number> = { device: 400 * DAY, half: 600, trip: 600 }

type Has = Pick<Request, 'raw' | 'reply' | 'site'>

export function keptSecret({ raw, site }: Pick<Request, 'raw' | 'site'>, what: Kept): string | undefined {
  return ourCookie(raw.cookies[nameOf({ raw, site }, what)])
}

export function keepSecret(ctx: Has, what: Kept, secret: string): void {
  ctx.reply.setCookie(nameOf(ctx, what), secret, { ...options(ctx), maxAge: seconds[what] })
}

export function dropSecret(ctx: Has, what: Kept): void {
  ctx.reply.clearCookie(nameOf(ctx, what), options(ctx))
}

function nameOf({ raw, site }: Pick<Request, 'raw' | 'site'>, what: Kept): string {
  return `${secure(raw, site.config) ? '__Host-' : ''}copse-${what}`
}

function options(ctx: Has): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: secure(ctx.raw, ctx.site.config) }
}
