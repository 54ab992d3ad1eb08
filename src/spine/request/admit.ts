import { notFound, notYours, signInFirst } from '../../platform/http/problems.ts'
import type { Open } from './open.ts'
import type { Access, Route } from './route.ts'

const needsSpace: ReadonlySet<Access> = new Set(['reader', 'writer', 'host'])

/** @throws 404 for what is not for this person, 401 where signing in would help, 403 where they see the place but may not do this. */
export function admit(route: Route, ctx: Pick<Open, 'me' | 'space'>): void {
  const { access } = route
  const readsOnly = ctx.me !== null && !ctx.me.scopes.includes('write')
  if (access === 'anyone' || (access === 'door' && !ctx.me)) {
    if (readsOnly && route.method === 'POST') throw notYours('token-reads-only')
    return
  }
  if (ctx.space?.kind === 'conversation' && !route.conversations) throw notFound()
  if (needsSpace.has(access) && !ctx.space) throw notFound()
  if (route.tool && ctx.space && !ctx.space.tools.includes(route.tool)) throw notFound()
  if (!ctx.me) throw signInFirst()
  if (access === 'operator' && !ctx.me.operator) throw notFound()
  if (route.method === 'POST' && readsOnly) throw notYours('token-reads-only')
  if (!ctx.me.scopes.includes('read')) throw notYours('token-reads-only')
  if (access === 'writer' && ctx.space!.standing === 'visitor') throw notYours('join-first')
  if (access === 'host' && ctx.space!.standing !== 'host') throw notYours('hosts-only')
  if ((access === 'writer' || access === 'host') && route.method === 'POST' && ctx.space!.closed && !route.whenClosed)
    throw notYours('space-closed')
}
