import { Type as T } from '@sinclair/typebox'
import { itemVersions } from '../../spine/items/items.ts'
import { VERSIONS, VersionsQuery } from '../../spine/messages/revisions.ts'
import { get, page } from '../../spine/request/route.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { idIn } from '../../spine/slug.ts'
import { discussionFor } from './discussions.ts'
import { historyPage } from './views/history.ts'

const Said = T.Object({ title: T.String(), tags: T.Array(T.String()), lang: T.String(), intent: T.String() })

/** What a discussion was called, and who changed it. */
export const historyRoutes = [
  get('/c/:space/discussions/:id/revisions', {
    access: 'reader',
    summary: 'What changed in title, tags, intent and language, newest first',
    query: VersionsQuery,
    response: T.Object({
      revisions: T.Array(T.Object({ version: T.Integer(), by: T.String(), at: T.String(), before: Said, after: Said })),
      next: nullable(T.String()),
    }),
    async handle(ctx, { params, query }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      // One newer than the page begins with, for what the first change made of it.
      const rows = await itemVersions(ctx, discussion.id, (query.before ?? discussion.version) + 1, VERSIONS + 1)
      const said = rows.map(({ title, tags, lang, more }) => ({ title, tags, lang, intent: more.intent ?? '' }))
      const { title, tags, lang, intent } = discussion
      const newest = rows[0]?.version === query.before
      const after = newest ? said : [{ title, tags, lang, intent }, ...said]
      const before = newest ? said.slice(1) : said
      const made = newest ? rows.slice(1) : rows
      const revisions = made.slice(0, VERSIONS).map((row, i) => ({
        version: row.version,
        by: row.name,
        at: row.at.toISOString(),
        before: before[i]!,
        after: after[i]!,
      }))
      const next = made.length > VERSIONS ? `${discussion.url}/revisions?before=${revisions.at(-1)!.version}` : null
      return page({ revisions, next }, () => historyPage(ctx, discussion, revisions, next))
    },
  }),
]
