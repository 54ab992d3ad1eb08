import type { Waiting, WaitingSource } from '../../spine/waiting.ts'
import { urlOf } from './conversations.ts'

/** Who wrote to me what I have not read, the newest first; one line a conversation. On a community's home there is none. */
export const written: WaitingSource = async ({ sql }, most) => {
  const rows = await sql<
    { itemId: number; number: number; at: Date; by: string; slug: string; names: string; lang: string }[]
  >`
    select * from (
      select distinct on (n.item_id) n.item_id, m.number, n.at, p.name by, s.slug::text, called(n.space_id) names, i.lang
      from notification n join item i on i.id = n.item_id join message m on m.id = n.message_id and m.removed_at is null
      join person p on p.id = m.author_id join space s on s.id = n.space_id
      where n.person_id = (select me()) and n.read_at is null and n.reason = 'wrote-to-you'
      order by n.item_id, n.at) first
    order by at desc limit ${most}`
  return rows.map(
    ({ itemId, number, at, by, slug, names, lang }): Waiting => ({
      kind: 'written',
      icon: 'mail',
      url: `${urlOf(slug, itemId)}/messages/${number}`,
      title: names,
      lang,
      by,
      at,
      space: { slug, name: names },
    }),
  )
}
