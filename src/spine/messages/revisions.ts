import { Type as T } from '@sinclair/typebox'
import type { Ctx, Request } from '../request/ctx.ts'
import { elsewhere, get, page, type Route } from '../request/route.ts'
import { nullable, VersionNumber } from '../request/schemas.ts'
import type { StoredMessage } from './change.ts'
import { type On, revisionsPage } from './views.ts'

/** How many versions a page of a history shows. */
export const VERSIONS = 20

export interface Version {
  version: number
  source: string
  at: string
}

export const VersionsQuery = T.Object({ before: T.Optional(VersionNumber) })

/**
 * What a message says and said, newest first: one more than a page, below a version. One query.
 * @param below leaves out this version and those after it
 */
export async function versionsOf(ctx: Ctx, message: StoredMessage, below: number): Promise<Version[]> {
  const rows = await ctx.sql<(Omit<Version, 'at'> & { at: Date })[]>`
    select version, source, at from (
      select version, source, at from revision where message_id = ${message.id}
      union all select ${message.version}::int, ${message.source}, ${message.editedAt ?? message.createdAt}::timestamptz) said
    where version < ${below} order by version desc limit ${VERSIONS + 1}`
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

interface Found {
  under: On
  message: StoredMessage
}

/** The history of a message: what each change took away and brought. */
export function revisionsRoute(
  path: string,
  find: (ctx: Ctx, params: unknown, rest: string) => Promise<Found | { moved: string }>,
): Route {
  return get(`${path}/messages/:number/revisions`, {
    access: 'reader',
    summary: 'What a message says and said before, newest first',
    query: VersionsQuery,
    response: T.Object({
      revisions: T.Array(T.Object({ version: T.Integer(), source: T.String(), at: T.String() })),
      next: nullable(T.String()),
    }),
    async handle(ctx: Request, { params, query }) {
      const found = await find(ctx, params, '/revisions')
      if ('moved' in found) return elsewhere(found.moved)
      const { under, message } = found
      const versions = message.removedAt ? [] : await versionsOf(ctx, message, query.before ?? message.version + 1)
      const revisions = versions.slice(0, VERSIONS)
      const last = revisions.at(-1)
      const here = `${under.url}/messages/${message.number}/revisions`
      const next = versions.length > VERSIONS ? `${here}?before=${last!.version}` : null
      return page({ revisions, next }, () => revisionsPage(ctx, under, message, versions, next))
    },
  })
}
