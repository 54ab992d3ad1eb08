import { type Ctx, meOf } from '../../spine/request/ctx.ts'

/** Someone named me and I have not read it yet. */
export interface Waiting {
  url: string
  title: string
  lang: string
  by: string
  number: number
  at: string
  space: { slug: string; name: string }
}

/** Where I am named in what I have not read, newest first; one line an item. Only in the spaces that the request entered. */
export async function waitingFor(ctx: Ctx, most: number): Promise<Waiting[]> {
  const rows = await ctx.sql<
    {
      itemId: number
      kind: string
      number: number
      title: string
      lang: string
      by: string
      at: Date
      slug: string
      space: string
    }[]
  >`
    select * from (
      select distinct on (n.item_id) n.item_id, i.kind, n.number, n.at, i.title, i.lang, p.name by, s.slug::text, s.name space
      from mention n join item i on i.id = n.item_id and i.removed_at is null
      join message m on m.id = n.message_id and m.removed_at is null join person p on p.id = m.author_id
      join space s on s.id = n.space_id left join reading r on r.item_id = n.item_id and r.person_id = n.person_id
      where n.person_id = ${meOf(ctx).id} and n.number > coalesce(r.number, 0) and m.author_id <> n.person_id
      order by n.item_id, n.number) named
    order by at desc limit ${most}`
  return rows.map((row) => ({
    url: `/c/${row.slug}${ctx.site.itemPath(row.kind, row.itemId, row.title)}/messages/${row.number}`,
    title: row.title,
    lang: row.lang,
    by: row.by,
    number: row.number,
    at: row.at.toISOString(),
    space: { slug: row.slug, name: row.space },
  }))
}
