import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import { idSlug } from '../../spine/slug.ts'

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
    { itemId: number; number: number; title: string; lang: string; by: string; at: Date; slug: string; space: string }[]
  >`
    select * from (
      select distinct on (n.item_id) n.item_id, n.number, n.at, i.title, i.lang, p.name by, s.slug::text, s.name space
      from mention n join item i on i.id = n.item_id and i.removed_at is null
      join message m on m.id = n.message_id and m.removed_at is null join person p on p.id = m.author_id
      join space s on s.id = n.space_id left join reading r on r.item_id = n.item_id and r.person_id = n.person_id
      where n.person_id = ${meOf(ctx).id} and n.number > coalesce(r.number, 0) and m.author_id <> n.person_id
      order by n.item_id, n.number) named
    order by at desc limit ${most}`
  return rows.map((row) => ({
    url: `/c/${row.slug}/discussions/${idSlug(row.itemId, row.title)}/messages/${row.number}`,
    title: row.title,
    lang: row.lang,
    by: row.by,
    number: row.number,
    at: row.at.toISOString(),
    space: { slug: row.slug, name: row.space },
  }))
}

/** For hosts: questions and calls for help in their communities that nobody answered for three days. */
export interface Unanswered {
  url: string
  title: string
  lang: string
  by: string
  at: string
  space: string
}

export async function unansweredForHosts(ctx: Ctx, most: number): Promise<Unanswered[]> {
  const rows = await ctx.sql<
    { id: number; title: string; lang: string; by: string; at: Date; slug: string; space: string }[]
  >`
    select i.id, i.title, i.lang, p.name by, i.created_at at, s.slug::text, s.name space
    from space s cross join lateral (
      select item_id from tail t where t.space_id = s.id and not t.removed and t.last_number = 1 and t.last_at < ${new Date(ctx.now.getTime() - 3 * 86_400_000)} order by t.last_at desc limit ${most}) quiet
    join item i on i.id = quiet.item_id join discussion d on d.item_id = i.id and d.intent in ('question', 'help') join person p on p.id = i.author_id
    where s.id = any((select hosts())::bigint[]) order by i.created_at desc limit ${most}`
  return rows.map((row) => ({
    ...row,
    url: `/c/${row.slug}/discussions/${idSlug(row.id, row.title)}`,
    at: row.at.toISOString(),
  }))
}
