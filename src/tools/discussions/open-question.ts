import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { urlOf } from './discussions.ts'

/** A question or call for help of others in the space of the address that nobody has settled, the liveliest; or null. One query. */
export async function openQuestion(ctx: Ctx): Promise<{ id: number; title: string; lang: string; url: string } | null> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<{ id: number; title: string; lang: string }[]>`
    select i.id, i.title, i.lang from discussion d join item i on i.id = d.item_id and i.removed_at is null join tail t on t.item_id = i.id
    where d.space_id = ${space.id} and d.intent in ('question', 'help') and i.author_id <> (select me())
      and not exists (select from acceptance a where a.item_id = i.id) and not exists (select from closure c where c.item_id = i.id)
    order by t.last_at desc, i.id desc limit 1`
  return row ? { ...row, url: urlOf(space.slug, row.id, row.title) } : null
}
