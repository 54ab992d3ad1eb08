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

/**
 * A message of an item of this space, to begin a discussion with.
 * @param also the numbers of others, where several were chosen @throws 404
 */
export async function madeOf(ctx: Ctx, id: number, number: number, also: number[] = []): Promise<MadeOf> {
  const { id: spaceId, slug } = spaceOf(ctx)
  const rows = await ctx.sql<
    { kind: string; title: string; lang: string; number: number; name: string; source: string }[]
  >`
    select i.kind, i.title, i.lang, m.number, p.name, m.source from item i
    join message m on m.item_id = i.id and m.number = any(${[number, ...also]}::int[]) and m.removed_at is null join person p on p.id = m.author_id
    where i.id = ${id} and i.space_id = ${spaceId} and i.removed_at is null order by m.number`
  const [first] = rows
  if (!first) throw notFound()
  const item = `/c/${slug}${ctx.site.itemPath(first.kind, id, first.title)}`
  const locale = ctx.site.localeFor(first.lang)
  return { id, number: first.number, quote: rows.map((row) => quotationOf(locale, item, row)).join('\n\n') }
}
