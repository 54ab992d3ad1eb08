import { Type as T } from '@sinclair/typebox'
import { notFound, notYours } from '../../platform/http/problems.ts'
import { Writing } from '../../spine/attachments/written.ts'
import { draftAt, dropDraft } from '../../spine/drafts/drafts.ts'
import {
  keepSummary,
  maySum,
  type Summary,
  type SummaryVersion,
  setSummaryRemoved,
  summaryOf,
  summaryVersions,
} from '../../spine/items/summary.ts'
import { VERSIONS, VersionsQuery } from '../../spine/messages/revisions.ts'
import type { Request } from '../../spine/request/ctx.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import { idIn } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'

import { discussionFor } from './discussions.ts'
import { summaryHistoryPage, summaryPage, summaryReadPage, summaryRemovedPage } from './views/summary.ts'

const path = '/c/:space/discussions/:id/summary'

const SummaryNow = T.Object({
  version: T.Integer(),
  source: T.String(),
  html: T.String(),
  lang: T.String(),
  after: T.Integer(),
  by: T.String(),
  at: T.String(),
  removed: T.Boolean(),
})

const present = (one: Summary) => ({
  version: one.version,
  source: one.removedAt ? '' : one.source,
  html: one.removedAt ? '' : one.html,
  lang: one.lang,
  after: one.after,
  by: one.name,
  at: one.at.toISOString(),
  removed: one.removedAt !== null,
})

const presentVersion = ({ version, source, after, at, name }: SummaryVersion) => ({
  version,
  source,
  after,
  by: name,
  at: at.toISOString(),
})

/** The summary of a long discussion: written by hosts and who began it, read by all, with its history. */
export const summaryRoutes = [
  get(path, {
    access: 'reader',
    summary: 'The summary of a discussion, to read or to write anew',
    response: T.Object({ summary: nullable(SummaryNow), mayWrite: T.Boolean() }),
    async handle(ctx, { params }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      const summary = await summaryOf(ctx, discussion.id)
      const mayWrite = maySum(ctx, discussion)
      const kept = mayWrite ? await draftAt(ctx, `summary:${discussion.id}`) : null
      // A draft from before somebody wrote it anew would take their words away.
      const draft = kept && (!summary || new Date(kept.at) > summary.at) ? kept : null
      return page({ summary: summary ? present(summary) : null, mayWrite }, () =>
        mayWrite ? summaryPage(ctx, discussion, summary, draft) : summaryReadPage(ctx, discussion, summary),
      )
    },
  }),

  post(path, {
    access: 'writer',
    summary: 'Write the summary; version is the one that was read, 0 for the first',
    body: T.Object({
      text: Writing.text,
      lang: Writing.lang,
      version: T.Integer({ minimum: 0, maximum: 2_000_000_000 }),
    }),
    response: Url,
    async handle(ctx, { params, body }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      await keepSummary(ctx, discussion, body.version, body.text ?? '', body.lang ?? discussion.lang)
      await dropDraft(ctx, `summary:${discussion.id}`)
      return done(`${discussion.url}#summary`, { url: discussion.url })
    },
    form: (ctx, { params, typed, errors }) => again(ctx, params.id, { typed, errors }),
  }),

  post(`${path}/removal`, {
    access: 'writer',
    summary: 'Take the summary away; it can be brought back',
    response: Url,
    async handle(ctx, { params }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      await setSummaryRemoved(ctx, discussion, true)
      const url = `${discussion.url}/summary/removal`
      return done(url, { url })
    },
  }),

  get(`${path}/removal`, {
    access: 'writer',
    summary: 'After taking a summary away: undo',
    response: T.Object({ removed: T.Boolean() }),
    async handle(ctx, { params }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      const summary = await summaryOf(ctx, discussion.id)
      if (!summary?.removedAt || !maySum(ctx, discussion)) return elsewhere(discussion.url)
      return page({ removed: true }, () => summaryRemovedPage(ctx, discussion))
    },
  }),

  post(`${path}/restoration`, {
    access: 'writer',
    summary: 'Bring the summary back',
    response: Url,
    async handle(ctx, { params }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      await setSummaryRemoved(ctx, discussion, false)
      return done(`${discussion.url}#summary`, { url: discussion.url })
    },
  }),

  get(`${path}/revisions`, {
    access: 'reader',
    summary: 'What the summary says and said before, newest first',
    query: VersionsQuery,
    response: T.Object({
      revisions: T.Array(
        T.Object({ version: T.Integer(), source: T.String(), after: T.Integer(), by: T.String(), at: T.String() }),
      ),
      next: nullable(T.String()),
    }),
    async handle(ctx, { params, query }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      const summary = await summaryOf(ctx, discussion.id)
      // What was taken away is seen by who may bring it back.
      if (!summary || (summary.removedAt && !maySum(ctx, discussion))) throw notFound()
      const rows = await summaryVersions(ctx, discussion.id, query.before ?? summary.version + 1, VERSIONS)
      const versions = rows.map(presentVersion)
      const revisions = versions.slice(0, VERSIONS)
      const next =
        rows.length > VERSIONS ? `${discussion.url}/summary/revisions?before=${revisions.at(-1)!.version}` : null
      return page({ revisions, next }, () => summaryHistoryPage(ctx, discussion, versions, next))
    },
  }),
]

async function again(ctx: Request, id: string, typed: Again) {
  const discussion = await discussionFor(ctx, idIn(id))
  if (!maySum(ctx, discussion)) throw notYours()
  return summaryPage(ctx, discussion, await summaryOf(ctx, discussion.id), null, typed)
}
