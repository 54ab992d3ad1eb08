import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import { notFound } from '../../platform/http/problems.ts'
import { lastPage, saidUnder } from '../../spine/items/aspects.ts'
import { removalRoutes } from '../../spine/items/removal.ts'
import { itemRoutes } from '../../spine/items/routes.ts'
import { whereaboutsLater } from '../../spine/items/whereabouts.ts'
import { messageRoutes } from '../../spine/messages/routes.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { elsewhere, get, page } from '../../spine/request/route.ts'
import { PageNumber } from '../../spine/request/schemas.ts'
import type { Site } from '../../spine/request/site.ts'
import { idIn } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'
import { archiveRoutes } from './export/routes.ts'
import { historyRoutes } from './history.ts'
import { importRoutes } from './import-routes.ts'
import { indexRoutes } from './index-routes.ts'
import { mapRoutes } from './map-routes.ts'
import { movingRoutes } from './moving-routes.ts'
import { pageRow } from './page-row.ts'
import { pageFor } from './pages.ts'
import { practiceRoutes } from './practice-routes.ts'
import { presentPage } from './present.ts'
import { publishingRoutes } from './publishing/routes.ts'
import { PageSchema } from './schemas.ts'
import { suggestionRoutes } from './suggestion-routes.ts'
import { tendingRoutes } from './tending.ts'
import { togetherRoutes } from './together/routes.ts'
import { pagePage } from './views/page.ts'
import { writingRoutes } from './writing-routes.ts'

export const routes = [
  ...indexRoutes,
  ...tendingRoutes,
  ...archiveRoutes,
  ...importRoutes,
  ...publishingRoutes,
  ...mapRoutes,
  ...writingRoutes,

  get('/c/:space/pages/:id', {
    access: 'reader',
    summary: 'A page with what leads to it, its other languages, and a page of its comments',
    query: T.Object({ page: PageNumber }),
    response: PageSchema,
    load: ({ site, sql, params, query, json }) => {
      const { id, space } = params as { id: string; space: string }
      const text = json ? sql<{ text: string }[]>`select text from page where item_id = ${idIn(id)}` : []
      return Promise.all([...partsOf(site, sql, space, idIn(id), query.page ?? 1), text])
    },
    async handle(ctx, { params, query }, [[row], messages, [source]]) {
      const id = idIn(params.id)
      if (!row || row.spaceId !== spaceOf(ctx).id) {
        const there = await whereaboutsLater(ctx, id)
        if (!there) throw notFound()
        return elsewhere(there)
      }
      const which = query.page ?? 1
      const shown = presentPage(ctx, { row, messages, page: which })
      if (which > shown.pages) throw notFound()
      const etag = [
        'page',
        row.modseq,
        row.version,
        row.links,
        row.above,
        row.below,
        row.byTitle,
        row.leading,
        row.origin,
        row.versions,
        row.wishes,
        row.level,
        row.saved?.join(),
        row.told,
        row.readNumber,
        row.blocks.join(),
        row.steward,
        row.owner,
        row.draft?.at,
        row.glossary.version,
        row.cards,
        row.suggestions,
      ]
      return page({ ...shown, text: source?.text ?? '' }, () => pagePage(ctx, shown, row), { etag })
    },
  }),

  ...historyRoutes,
  ...togetherRoutes,
  ...movingRoutes,
  ...practiceRoutes,
  ...suggestionRoutes,
  ...removalRoutes({ path: '/c/:space/pages/:id', kind: 'page', itemFor: pageFor }),
  ...itemRoutes({ path: '/c/:space/pages/:id', itemFor: pageFor }),
  ...messageRoutes({
    path: '/c/:space/pages/:id',
    itemFor: pageFor,
    pageAgain: (ctx, id, again) => showAgain(ctx, id, again),
  }),
]

/** A page and what is said about it, together. */
function partsOf(site: Site, sql: Sql, slug: string, id: number, which: number) {
  return [pageRow(site, sql, slug, id), saidUnder(sql, id, which)] as const
}

/** The last page of comments with what was typed, when a comment cannot be taken. */
async function showAgain(ctx: Request, id: number, again: Again) {
  const [found] = await ctx.sql<{ lastNumber: number }[]>`
    select t.last_number from tail t join item i on i.id = t.item_id and i.removed_at is null where i.id = ${id} and i.space_id = ${spaceOf(ctx).id}`
  if (!found) throw notFound()
  const which = lastPage(found)
  const [[row], messages] = await Promise.all(partsOf(ctx.site, ctx.sql, spaceOf(ctx).slug, id, which))
  return pagePage(ctx, presentPage(ctx, { row: row!, messages, page: which }), row!, again)
}
