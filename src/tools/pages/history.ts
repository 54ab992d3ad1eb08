import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { VersionsQuery } from '../../spine/messages/revisions.ts'
import { PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url, VersionNumber } from '../../spine/request/schemas.ts'
import { idIn } from '../../spine/slug.ts'
import { handsIn } from './hands.ts'
import { mayChange, mustChange, ownerOf } from './own.ts'
import { changePage, pageFor } from './pages.ts'
import { presentRevision } from './present.ts'
import { REVISIONS, revisionsOf, revisionsWith } from './revisions.ts'
import { RevisionSchema } from './schemas.ts'
import { authorsPage, comparePage, historyPage, revisionPage } from './views/history.ts'

/** What a page was, and who made it what it is. */
export const historyRoutes = [
  get('/c/:space/pages/:id/revisions', {
    access: 'reader',
    summary: 'The revisions of a page, newest first',
    query: VersionsQuery,
    response: T.Object({
      revisions: T.Array(RevisionSchema),
      keptBy: nullable(PersonSchema),
      next: nullable(T.String()),
    }),
    async handle(ctx, { params, query }) {
      const it = await pageFor(ctx, idIn(params.id))
      const owner = await ownerOf(ctx, it)
      const rows = await revisionsOf(ctx, it.id, query.before ?? 2_000_000_000)
      const revisions = rows.slice(0, REVISIONS).map((row) => presentRevision(it, row))
      const next = rows.length > REVISIONS ? `${it.url}/revisions?before=${revisions.at(-1)!.number}` : null
      return page({ revisions, keptBy: owner ?? null, next }, () =>
        historyPage(ctx, { ...it, owner: owner ?? null }, revisions, next),
      )
    },
  }),

  get('/c/:space/pages/:id/compare', {
    access: 'reader',
    summary: 'What changed between two revisions',
    query: T.Object({ from: VersionNumber, to: VersionNumber }),
    response: T.Object({
      from: T.Object({ number: T.Integer(), text: T.String() }),
      to: T.Object({ number: T.Integer(), text: T.String() }),
    }),
    async handle(ctx, { params, query }) {
      const it = await pageFor(ctx, idIn(params.id))
      const [older, newer] = [Math.min(query.from, query.to), Math.max(query.from, query.to)]
      const kept = await revisionsWith(ctx, it.id, [older, newer])
      const [from, to] = [kept[0], kept.at(-1)]
      if (from?.number !== older || to?.number !== newer) throw notFound()
      const shown = [from, to].map(({ number, text }) => ({ number, text }))
      return page({ from: shown[0]!, to: shown[1]! }, () => comparePage(ctx, it, from, to))
    },
  }),

  get('/c/:space/pages/:id/revisions/:number', {
    access: 'reader',
    summary: 'What a page said after one revision, and what that changed',
    response: T.Object({ ...RevisionSchema.properties, lang: T.String(), tags: T.Array(T.String()), text: T.String() }),
    async handle(ctx, { params }) {
      const it = await pageFor(ctx, idIn(params.id))
      const { before, revision } = await revisionFor(ctx, it.id, params.number)
      const { lang, tags, text } = revision
      return page({ ...presentRevision(it, revision), lang, tags, text }, () =>
        revisionPage(ctx, it, revision, before, mayChange(ctx, it) && revision.number !== it.number),
      )
    },
  }),

  post('/c/:space/pages/:id/revisions/:number/restoration', {
    access: 'writer',
    summary: 'Make a page say again what it said then; what it says now is kept',
    response: Url,
    async handle(ctx, { params }) {
      const it = await pageFor(ctx, idIn(params.id))
      mustChange(ctx, it)
      const { revision } = await revisionFor(ctx, it.id, params.number)
      const { title, text, lang, tags, number } = revision
      const why = ctx.site.localeFor(spaceOf(ctx).lang).t('pages.restored-why', { number })
      await changePage(ctx, it, { title, text, lang, tags, version: it.version, why, apart: true })
      const { url } = await pageFor(ctx, it.id)
      return done(url, { url })
    },
  }),

  get('/c/:space/pages/:id/authors', {
    access: 'reader',
    summary: 'Who wrote which paragraph, and when; `looked` is how many revisions were looked at for it',
    query: T.Object({ from: T.Optional(T.Integer({ minimum: 0, maximum: 2_000_000 })) }),
    response: T.Object({
      parts: T.Array(T.Object({ text: T.String(), by: T.String(), at: T.String(), revision: T.Integer() })),
      complete: T.Boolean(),
      looked: T.Integer(),
      next: nullable(T.String()),
    }),
    async handle(ctx, { params, query }) {
      const it = await pageFor(ctx, idIn(params.id))
      const hands = await handsIn(ctx, it, query.from)
      const { parts, complete, looked } = hands
      const next = hands.next === null ? null : `${it.url}/authors?from=${hands.next}`
      const shown = parts.map(({ text, revision }) => ({
        text,
        by: revision.author,
        at: revision.at.toISOString(),
        revision: revision.number,
      }))
      return page({ parts: shown, complete, looked, next }, () =>
        authorsPage(ctx, it, { parts, complete, looked, next }),
      )
    },
  }),
]

/** A revision with the one before it. @throws 404 */
async function revisionFor(ctx: Ctx, id: number, asked: string) {
  const number = /^\d{1,9}$/.test(asked) ? Number(asked) : 0
  const kept = await revisionsWith(ctx, id, [number - 1, number])
  const revision = kept.at(-1)
  if (revision?.number !== number) throw notFound()
  return { revision, before: kept.length > 1 ? kept[0] : undefined }
}
