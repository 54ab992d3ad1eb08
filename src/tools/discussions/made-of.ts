import { notFound } from '../../platform/http/problems.ts'
import { quotationOf } from '../../spine/messages/quotation.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'

/** Something said elsewhere of which a discussion is to be made. */
export interface MadeOf {
  id: number
  number: number
  /** What was said, quoted, with whose words they are and where they stand. */
  quote: string
}

/** A message of an item of this space, to begin a discussion with. @throws 404 */
export async function madeOf(ctx: Ctx, id: number, number: number): Promise<MadeOf> {
  const { id: spaceId, slug } = spaceOf(ctx)
  const [row] = await ctx.sql<{ kind: string; title: string; lang: string; name: string; source: string }[]>`
    select i.kind, i.title, i.lang, p.name, m.source from item i
    join message m on m.item_id = i.id and m.number = ${number} and m.removed_at is null join person p on p.id = m.author_id
    where i.id = ${id} and i.space_id = ${spaceId} and i.removed_at is null`
  if (!row) throw notFound()
  const { kind, title, lang, name, source } = row
  const item = `/c/${slug}${ctx.site.itemPath(kind, id, title)}`
  return { id, number, quote: quotationOf(ctx.site.localeFor(lang), item, { number, name, source }) }
}
