import { Type as T, type TSchema } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import type { Html } from '../../platform/html.ts'
import { notFound } from '../../platform/http/problems.ts'
import type { Again } from '../../ui/form.ts'
import type { Under } from '../messages/post.ts'
import type { MessageRow } from '../messages/read.ts'
import { messageRoutes } from '../messages/routes.ts'
import { type Ctx, type Request, spaceOf } from '../request/ctx.ts'
import { get, page, type Route } from '../request/route.ts'
import { PageNumber } from '../request/schemas.ts'
import { idOf } from '../slug.ts'
import { type Aspects, aspectsTag, lastPage, type ShownAspects, saidUnder } from './aspects.ts'
import type { Closable } from './closure.ts'
import { removalRoutes } from './removal.ts'
import { itemRoutes } from './routes.ts'

/** A page of what was said under an item. */
export interface SaidPage {
  rows: MessageRow[]
  which: number
}

/** What a tool says about its items so that each has a page, with what was said about it below. */
interface ItemPage<Row extends Aspects & { spaceId: number }, Shown extends ShownAspects> {
  /** `/c/:space/links/:id` */
  path: string
  kind: string
  summary: string
  response: TSchema
  /** The item, for what is done to it; access is the query. @throws 404 */
  itemFor(ctx: Ctx, id: number): Promise<Under & Closable & { title: string; lang: string; url: string }>
  /** All that its page says besides what was said about it, in one row. */
  row(sql: Sql, id: number): Promise<Row[]>
  present(ctx: Ctx, row: Row, said: SaidPage): Shown
  view(ctx: Request, shown: Shown, again?: Again): Html
  /** What its page depends on besides `aspectsTag`. */
  tag(row: Row, shown: Shown): unknown[]
}

/**
 * An item's page, and everything that can be done with any item and with what is said under it: written once for all tools.
 * @returns its routes, and how its page is shown again with what was typed, for what else is done to it there
 */
export function itemPage<Row extends Aspects & { spaceId: number }, Shown extends ShownAspects>(
  it: ItemPage<Row, Shown>,
): { routes: Route[]; showAgain(ctx: Request, id: number, again: Again): Promise<Html> } {
  const { path, kind, itemFor } = it

  /** @throws 404 */
  function presented(ctx: Ctx, row: Row | undefined, said: SaidPage): Shown {
    if (!row || row.spaceId !== spaceOf(ctx).id) throw notFound()
    const shown = it.present(ctx, row, said)
    if (shown.page > shown.pages) throw notFound()
    return shown
  }

  async function showAgain(ctx: Request, id: number, again: Again): Promise<Html> {
    const [row] = await it.row(ctx.sql, id)
    const which = row ? lastPage(row) : 1
    return it.view(ctx, presented(ctx, row, { rows: await saidUnder(ctx.sql, id, which), which }), again)
  }

  const routes = [
    get(path, {
      access: 'reader',
      summary: it.summary,
      query: T.Object({ page: PageNumber }),
      response: it.response,
      load: ({ sql, params, query }) =>
        Promise.all([it.row(sql, idOf(params)), saidUnder(sql, idOf(params), query.page ?? 1)]),
      async handle(ctx, { query }, [[row], rows]) {
        const shown = presented(ctx, row, { rows, which: query.page ?? 1 })
        const etag = [kind, ...it.tag(row!, shown), ...aspectsTag(row!)]
        return page(shown, () => it.view(ctx, shown), { etag })
      },
    }),
    ...removalRoutes({ path, kind, itemFor }),
    ...itemRoutes({ path, itemFor }),
    ...messageRoutes({ path, itemFor, pageAgain: showAgain }),
  ]
  return { routes, showAgain }
}
