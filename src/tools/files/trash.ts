import { notFound, notYours } from '../../platform/http/problems.ts'
import { refused } from '../../spine/items/refused.ts'
import { type PersonRow, personColumn } from '../../spine/people/cards.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { type Entry, entryById, freeName } from './entries.ts'
import { refusals, roomBelow } from './folders.ts'
import { named } from './names.ts'

/** For so many days, what was taken away can be brought back. */
export const TRASH_DAYS = 30

/**
 * Takes an entry away, a folder with all that stands in it: who brought all of that, and hosts. It can be brought back for
 * thirty days.
 * @throws 403 where something in it is another's
 */
export async function removeEntry(ctx: Ctx, entry: Pick<Entry, 'id'>): Promise<void> {
  mustStart(ctx)
  await refused(ctx.sql`select remove_entry(${entry.id}, ${ctx.now})`, {
    '42501': () => notYours(),
    CP040: () => notYours('files-of-others'),
  })
  ctx.after(() => ctx.site.bus.publish('item', { item: entry.id, space: spaceOf(ctx).id }))
}

/** Something in the trash, with what went along. */
export interface Gone {
  id: number
  kind: 'file' | 'folder'
  name: string
  lang: string
  bytes: number
  /** How much stood in it. */
  count: number
  at: Date
  by: PersonRow
}

/** What one shows of the trash at once. */
export const GONE = 100

/**
 * What the asking person took away in the space of the address, and for hosts what anybody did, the last first: one more than
 * shown. One query.
 */
export function goneFrom(ctx: Ctx, before?: number): Promise<Gone[]> {
  return ctx.sql<Gone[]>`
    select e.item_id id, i.kind, e.name, i.lang, i.removed_at at,
      (select coalesce(sum(w.bytes), 0)::bigint from entry w where w.removed and w.removed_with = e.item_id) bytes,
      (select count(*)::int - 1 from entry w where w.removed and w.removed_with = e.item_id) count,
      ${personColumn(ctx.sql, 'p')} by
    from entry e join item i on i.id = e.item_id join person p on p.id = i.removed_by
    where e.space_id = ${spaceOf(ctx).id} and e.removed and e.removed_with = e.item_id and not e.hidden
      and (i.removed_by = (select me()) or e.space_id = any((select hosts())::bigint[]))
      ${before ? ctx.sql`and (i.removed_at, e.item_id) < (select x.removed_at, x.id from item x where x.id = ${before})` : ctx.sql``}
    order by i.removed_at desc, e.item_id desc limit ${GONE + 1}`
}

/** One thing in the trash of the space of the address, with how many levels went along. @throws 404 */
async function goneById(
  ctx: Ctx,
  id: number,
): Promise<{ id: number; name: string; folderId: number | null; levels: number }> {
  const [row] = await ctx.sql<{ id: number; name: string; folderId: number | null; levels: number }[]>`
    select e.item_id id, e.name, (
      with recursive up as (
        select w.item_id, w.folder_id, 1 height from entry w where w.removed and w.removed_with = e.item_id
        union
        select f.item_id, f.folder_id, u.height + 1 from up u join entry f on f.item_id = u.folder_id and f.removed_with = e.item_id)
      select max(height) from up where up.item_id = e.item_id) levels, (select f.item_id from entry f where f.item_id = e.folder_id and not f.removed) folder_id
    from entry e join item i on i.id = e.item_id
    where e.item_id = ${id} and e.space_id = ${spaceOf(ctx).id} and e.removed and e.removed_with = e.item_id
      and (i.removed_by = (select me()) or e.space_id = any((select hosts())::bigint[]))`
  if (!row) throw notFound()
  return row
}

/**
 * Brings back what was taken away, to where it stood; to the top where that folder is gone, or stands too deep by now; with a number where its name is
 * taken meanwhile. Who took it away, and hosts. @throws 404
 */
export async function restoreEntry(ctx: Ctx, id: number): Promise<Entry> {
  mustStart(ctx)
  const gone = await goneById(ctx, id)
  const folderId = await roomBelow(ctx, gone.folderId, gone.levels).then(
    () => gone.folderId,
    () => null,
  )
  const row = named(await freeName(ctx, folderId, gone.name))
  await refused(
    ctx.sql`select restore_entry(${id}, ${folderId}, ${row.name}, ${row.key}, ${row.ordering}, ${ctx.now})`,
    { ...refusals, '42501': () => notFound() },
  )
  return entryById(ctx, id)
}
