import type { Waiting, WaitingSource } from '../waiting.ts'

/** Where I am named in what I have not read, newest first; one line an item. Only in the spaces that the request entered. */
export const named: WaitingSource = async ({ site, sql }, most) => {
  const rows = await sql<
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
      tools: string[]
    }[]
  >`
    select * from (
      select distinct on (n.item_id) n.item_id, i.kind, n.number, n.at, coalesce(called(s.id), i.title) title, i.lang, p.name by, s.slug::text, coalesce(called(s.id), s.name) space, s.tools
      from mention n join item i on i.id = n.item_id and i.removed_at is null
      join message m on m.id = n.message_id and m.removed_at is null join person p on p.id = m.author_id
      join space s on s.id = n.space_id left join reading r on r.item_id = n.item_id and r.person_id = n.person_id
      where n.person_id = (select me()) and n.number > coalesce(r.number, 0) and m.author_id <> n.person_id
        and m.author_id <> all(array(select b.blocked_id from block b where b.person_id = (select me())))
      order by n.item_id, n.number) named
    order by at desc limit ${most}`
  return rows
    .filter((row) => site.isOn(row.kind, row.tools))
    .map(
      (row): Waiting => ({
        kind: 'named',
        icon: 'at-sign',
        url: `/c/${row.slug}${site.itemPath(row.kind, row.itemId, row.title)}/messages/${row.number}`,
        title: row.title,
        lang: row.lang,
        by: row.by,
        at: row.at,
        space: { slug: row.slug, name: row.space },
      }),
    )
}
