import { Type as T } from '@sinclair/typebox'
import { Problem } from '../../platform/http/problems.ts'
import { excerptOf } from '../../platform/markdown/markdown.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { cursorOf, moment, whole, words } from '../../spine/request/cursor.ts'
import { get, page } from '../../spine/request/route.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { meaningIn } from './glossary.ts'
import { LISTED, type Listed, listed, type Which } from './list.ts'
import { presentLink, presentTwig } from './present.ts'
import { TwigSchema } from './schemas.ts'
import type { TemplateKey } from './templates.ts'
import { pagesAbove, twigsUnder } from './tree.ts'
import { indexPage, listPage } from './views/index.ts'

const cursor = cursorOf({ changedAt: moment, title: words, id: whole })

const After = T.Optional(T.String({ maxLength: 600 }))
const ListSchema = T.Object({
  pages: T.Array(T.Object({ ...TwigSchema.properties, by: T.String(), why: T.String(), excerpt: T.String() })),
  next: nullable(T.String()),
})

/** All pages of a community, in the orders in which people look for them. */
export const indexRoutes = [
  get('/c/:space/pages', {
    access: 'reader',
    summary: 'The pages of a space as a tree, from the top or from one page; with `tag` those that carry it',
    query: T.Object({
      under: T.Optional(T.Integer({ minimum: 1 })),
      tag: T.Optional(T.String({ maxLength: 40 })),
      after: After,
    }),
    response: ListSchema,
    async handle(ctx, { query }) {
      if (query.tag)
        return shelf(
          ctx,
          { order: 'title', tag: query.tag },
          `?tag=${encodeURIComponent(query.tag)}`,
          query.after,
          'pages',
        )
      const { id, slug } = spaceOf(ctx)
      const under = query.under ?? null
      const { twigs, more, small } = await twigsUnder(ctx.sql, id, under, pageIn(query.after))
      const pages = twigs.map((row) => ({ ...presentTwig(ctx, row), by: '', why: '', excerpt: '' }))
      const last = pages.filter((one) => one.under === under).at(-1)
      const next = more && last ? `/c/${slug}/pages?${under === null ? '' : `under=${under}&`}after=${last.id}` : null
      const above = under === null ? [] : await pagesAbove(ctx.sql, under, true)
      return page({ pages, next }, () =>
        indexPage(ctx, pages, {
          next,
          under,
          above: above.map((one) => presentLink(ctx, one)),
          first: !query.after,
          small,
        }),
      )
    },
  }),

  get('/c/:space/pages/changes', {
    access: 'reader',
    summary: 'The pages of a space, those first that changed last',
    query: T.Object({ after: After }),
    response: ListSchema,
    handle: (ctx, { query }) => shelf(ctx, { order: 'changed' }, '/changes', query.after, 'changes'),
  }),

  get('/c/:space/pages/stories', {
    access: 'reader',
    summary: 'Case stories, the latest first',
    query: T.Object({ after: After }),
    response: ListSchema,
    handle: (ctx, { query }) => shelf(ctx, { order: 'changed', template: 'story' }, '/stories', query.after, 'stories'),
  }),

  get('/c/:space/pages/glossary', {
    access: 'reader',
    summary: 'The words of the community, by the alphabet, with what they mean',
    query: T.Object({ after: After }),
    response: ListSchema,
    handle: (ctx, { query }) =>
      shelf(ctx, { order: 'title', template: 'glossary' }, '/glossary', query.after, 'glossary'),
  }),
]

async function shelf(
  ctx: Parameters<typeof listPage>[0],
  which: Omit<Which, 'spaceId' | 'after'> & { template?: TemplateKey },
  path: string,
  after: string | undefined,
  current: 'pages' | 'changes' | 'stories' | 'glossary',
) {
  const rows = await listed(ctx.sql, { ...which, spaceId: spaceOf(ctx).id, after: cursor.in(after) })
  const shown = rows.slice(0, LISTED).map((row) => presentListed(ctx, row))
  const here = `/c/${spaceOf(ctx).slug}/pages${path}`
  const last = rows[LISTED - 1]
  const next =
    rows.length > LISTED && last ? `${here}${here.includes('?') ? '&' : '?'}after=${cursor.text(last)}` : null
  return page({ pages: shown, next }, () => listPage(ctx, shown, { current, next, tag: which.tag }))
}

export type ShownListed = ReturnType<typeof presentListed>

function presentListed(ctx: Ctx, row: Listed) {
  return { ...presentTwig(ctx, row), by: row.by, why: row.why, excerpt: excerptOf(meaningIn(row.shown), 240) }
}

/** In the tree: the page after which it goes on. */
function pageIn(text: string | undefined): number | null {
  if (!text) return null
  if (!/^\d{1,15}$/.test(text)) throw new Problem(400, 'not-understood')
  return Number(text)
}
