import { Type as T } from '@sinclair/typebox'
import { type Html, html } from '../../platform/html.ts'
import { notYours } from '../../platform/http/problems.ts'
import { verb } from '../../ui/form.ts'
import { layout } from '../../ui/layout.ts'
import { audit, record } from '../activity/record.ts'
import { type Ctx, mayStart, meOf, type Request, spaceOf } from '../request/ctx.ts'
import { done, elsewhere, get, page, post, type Route } from '../request/route.ts'
import { Url } from '../request/schemas.ts'
import { idOf } from '../slug.ts'
import { movedMeanwhile } from './moving.ts'

interface Removable {
  id: number
  spaceId: number
  authorId: number
}

/**
 * Takes an item away, or brings it back: who began it and hosts. What hosts do to others' is written down.
 * @throws 403; 409 when it has just gone elsewhere
 */
export async function setRemoved(ctx: Ctx, it: Removable, kind: string, removed: boolean): Promise<void> {
  const own = it.authorId === meOf(ctx).id
  if (spaceOf(ctx).standing !== 'host' && !(own && mayStart(spaceOf(ctx)))) throw notYours('not-yours')
  const [there] =
    await ctx.sql`update tail set removed = ${removed}, modseq = modseq + 1 where item_id = ${it.id} returning item_id`
  if (!there) throw movedMeanwhile()
  await ctx.sql`update item set removed_at = ${removed ? ctx.now : null}, removed_by = ${removed ? meOf(ctx).id : null} where id = ${it.id}`
  const done = `${kind}.${removed ? 'removed' : 'restored'}`
  await record(ctx, done, it.spaceId, { itemId: it.id })
  if (!own) await audit(ctx, done, it.spaceId, { itemId: it.id, personId: it.authorId })
}

/** How a host takes away what was reported: for the manifest of its tool. @param itemFor the item; access is the query */
export function removing(kind: string, itemFor: (ctx: Ctx, id: number) => Promise<Removable>) {
  return async (ctx: Ctx, id: number): Promise<void> => setRemoved(ctx, await itemFor(ctx, id), kind, true)
}

/** An item that was removed, for whoever may bring it back. */
async function removedFor(ctx: Ctx, kind: string, id: number): Promise<(Removable & { title: string }) | undefined> {
  const [row] = await ctx.sql<(Removable & { title: string })[]>`
    select id, space_id, author_id, title from item
    where id = ${id} and space_id = ${spaceOf(ctx).id} and kind = ${kind} and removed_at is not null
      and (removed_by = (select me()) or space_id = any((select hosts())::bigint[]))`
  return row
}

/** What a tool says about its items so that they can be taken away and brought back. */
interface Removing {
  /** `/c/:space/links/:id` */
  path: string
  kind: string
  /** The item; access is the query. @throws 404 */
  itemFor(ctx: Ctx, id: number): Promise<Removable & { url: string }>
  /** Where more stands against taking it away than who began it. @throws 403 */
  mayRemove?(ctx: Ctx, id: number): Promise<void>
}

/** Taking away and bringing back, written once for all tools. */
export function removalRoutes({ path, kind, itemFor, mayRemove }: Removing): Route[] {
  const below = (ctx: Ctx) => path.replace(':space', spaceOf(ctx).slug).replace('/:id', '')

  return [
    post(`${path}/removal`, {
      access: 'writer',
      summary: 'Take it away: who began it or a host; it can be brought back',
      response: Url,
      async handle(ctx, { params }) {
        const id = idOf(params)
        // Who asks for it twice is led to the same.
        if (!(await removedFor(ctx, kind, id))) {
          const it = await itemFor(ctx, id)
          await mayRemove?.(ctx, id)
          await setRemoved(ctx, it, kind, true)
        }
        const url = `${below(ctx)}/${id}/removal`
        return done(url, { url })
      },
    }),

    get(`${path}/removal`, {
      access: 'writer',
      summary: 'After taking it away: undo',
      response: T.Object({ removed: T.Boolean() }),
      async handle(ctx, { params }) {
        const it = await removedFor(ctx, kind, idOf(params))
        if (!it) return elsewhere(below(ctx))
        return page({ removed: true }, () => removedPage(ctx, kind, it.title, below(ctx), it.id))
      },
    }),

    post(`${path}/restoration`, {
      access: 'writer',
      summary: 'Bring it back',
      response: Url,
      async handle(ctx, { params }) {
        const gone = await removedFor(ctx, kind, idOf(params))
        if (gone) await setRemoved(ctx, gone, kind, false)
        const { url } = await itemFor(ctx, idOf(params))
        return done(url, { url })
      },
    }),
  ]
}

function removedPage(ctx: Request, kind: string, title: string, list: string, id: number): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('items.removed'),
    place: ctx.site.placeOf(kind),
    main: html`<div class="title"><h1>${t('items.removed')}</h1><p class="lead written">${title}</p></div>
<div class="cluster">${verb(`${list}/${id}/restoration`, t('ui.undo'))} <a href="${list}">${t('items.removed.back')}</a></div>`,
  })
}
