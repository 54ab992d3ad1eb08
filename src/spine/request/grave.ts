import type { FastifyRequest } from 'fastify'
import type { Config } from '../../platform/config.ts'
import { notYours, Problem } from '../../platform/http/problems.ts'
import { siteUrl } from '../../platform/http/server.ts'
import { hashOf } from '../people/credential.ts'
import type { Request } from './ctx.ts'
import { localPath } from './local-path.ts'
import type { Route } from './route.ts'
import type { Site } from './site.ts'

/** How it stands with a grave step: none at all, by somebody confirmed lately, long ago, or by no session. */
type Gravity = 'light' | 'fresh' | 'stale' | 'no-session'

/** What is known before anything is prepared. A step that is not grave asks nothing. */
export async function gravityOf(site: Site, route: Route, credential: string | undefined): Promise<Gravity> {
  if (!route.grave) return 'light'
  if (!credential) return 'no-session'
  const [row] = await site.database.app<[{ state: 'fresh' | 'stale' | null }]>`
    select confirmation(${hashOf(credential)}) state`
  return row.state ?? 'no-session'
}

/** Whether there is anything to prepare: nothing, where the step will be refused. */
export function mayPrepare(gravity: Gravity): boolean {
  return gravity === 'light' || gravity === 'fresh'
}

/** @throws 403 where a grave step needs its person to confirm first, or comes by a token. Ask it after `admit`. */
export function refuseUnconfirmed(gravity: Gravity): void {
  if (gravity === 'stale') throw new Problem(403, 'confirm-first')
  if (gravity === 'no-session') throw notYours('by-hand-only')
}

/**
 * For a step that is grave only with what was typed into its form: making somebody a host, among other standings.
 * @throws as `refuseUnconfirmed`
 */
export async function confirmedOnly(ctx: Pick<Request, 'sql' | 'credential'>): Promise<void> {
  if (!(await confirmedLately(ctx))) refuseUnconfirmed('stale')
}

/**
 * Whether it is not too long ago that the person confirmed: for a form with words in it, which are kept while they confirm.
 * @throws 403 for what comes by a token
 */
export async function confirmedLately(ctx: Pick<Request, 'sql' | 'credential'>): Promise<boolean> {
  const [row] = await ctx.sql<[{ state: 'fresh' | 'stale' | null }]>`
    select confirmation(${ctx.credential ? hashOf(ctx.credential) : null}) state`
  if (!row.state) refuseUnconfirmed('no-session')
  return row.state === 'fresh'
}

/**
 * Where a browser goes to confirm: a page leads back to itself. What came as a form cannot be sent a second time from
 * there, so the way back is the page it stood on, and the page between says that nothing was done yet.
 */
export function confirmAddress({ grave }: Route, request: FastifyRequest, config: Config): string {
  if (typeof grave === 'string') return `/me/confirm?to=${encodeURIComponent(grave)}`
  if (request.method !== 'POST') return `/me/confirm?to=${encodeURIComponent(request.url)}`
  return confirmTo(pageBefore(request, config))
}

/** Where a browser goes to confirm whose form came too late. @param page the one with the form, to come back to */
export function confirmTo(page: string): string {
  return `/me/confirm?to=${encodeURIComponent(page)}&again=true`
}

/** The page of ours that a form stood on, as the browser tells it. */
function pageBefore(request: FastifyRequest, config: Config): string {
  const { referer } = request.headers
  if (!referer || !URL.canParse(referer)) return '/me'
  const { host, pathname, search } = new URL(referer)
  return host === new URL(siteUrl(request, config)).host ? localPath(pathname + search) : '/me'
}
