import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { columns, DEEPEST, type ShelfEntry, urlOf } from './entries.ts'
import { keyOf } from './names.ts'

/**
 * All that stands on a path of names below the top of the space of the address, the uppermost first, as far as it is there: for
 * programs. One query.
 */
export async function entriesOn(ctx: Ctx, names: readonly string[]): Promise<ShelfEntry[]> {
  if (!names.length || names.length > DEEPEST + 1) return []
  const space = spaceOf(ctx)
  const keys = names.map(keyOf)
  const rows = await ctx.sql<Omit<ShelfEntry, 'url'>[]>`
    with recursive way as (
      select e.item_id, 1 n from entry e where e.space_id = ${space.id} and e.folder_id is null and e.key = ${keys[0]!} and not e.removed
      union all
      select e.item_id, w.n + 1 from way w join entry e on e.space_id = ${space.id} and e.folder_id = w.item_id and not e.removed
        and e.key = (${keys}::text[])[w.n + 1])
    select ${columns(ctx.sql)}, v.type, v.blob, f.version
    from way w join entry e on e.item_id = w.item_id join item i on i.id = e.item_id join tail t on t.item_id = e.item_id
    left join file f on f.item_id = e.item_id left join file_version v on v.item_id = f.item_id and v.number = f.version
    order by w.n`
  return rows.map((row) => ({ ...row, url: urlOf(space.slug, row.id, row.name) }))
}
