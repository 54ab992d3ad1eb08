import { notFound } from '../../platform/http/problems.ts'
import { excerptOf } from '../../platform/markdown/markdown.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'

/** Words of this space from which an action comes. */
export interface Source {
  id: number
  number?: number | undefined
  title: string
  lang: string
  /** Of the one message; none: it comes from all of it. */
  said: { by: string; lang: string; excerpt: string } | null
}

/** What an action is to come from: an item of this space, perhaps one message of it. @throws 404 */
export async function sourceFor(ctx: Ctx, id: number, number?: number): Promise<Source> {
  const [row] = await ctx.sql<
    { id: number; title: string; lang: string; by: string | null; html: string | null; said: string | null }[]
  >`
    select i.id, i.title, i.lang, p.name by, m.html, m.lang said from item i
    left join message m on m.item_id = i.id and m.number = ${number ?? 0} and m.removed_at is null left join person p on p.id = m.author_id
    where i.id = ${id} and i.space_id = ${spaceOf(ctx).id} and i.removed_at is null`
  if (!row || (number && row.html === null)) throw notFound()
  const { html, by, title, lang, said } = row
  return {
    id: row.id,
    number,
    title,
    lang,
    said: html === null ? null : { by: by!, lang: said!, excerpt: excerptOf(html, 240) },
  }
}
