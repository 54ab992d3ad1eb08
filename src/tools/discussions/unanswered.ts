import type { WaitingSource } from '../../spine/waiting.ts'
import { urlOf } from './discussions.ts'

/** For hosts: questions and calls for help in their spaces that nobody answered for three days. */
export const unanswered: WaitingSource = async ({ sql, now }, most) => {
  const rows = await sql<
    { id: number; title: string; lang: string; by: string; at: Date; slug: string; space: string }[]
  >`
    select i.id, i.title, i.lang, p.name by, i.created_at at, s.slug::text, s.name space
    from space s cross join lateral (
      select t.item_id from tail t join discussion d on d.item_id = t.item_id and d.intent in ('question', 'help') where t.space_id = s.id and t.kind = 'discussion' and not t.removed and t.last_number = 1 and not exists (select from closure c where c.item_id = t.item_id) and t.last_at < ${new Date(now.getTime() - 3 * 86_400_000)} order by t.last_at desc limit ${most}) quiet
    join item i on i.id = quiet.item_id join person p on p.id = i.author_id
    where 'discussions' = any(s.tools) and s.id = any((select hosts())::bigint[]) order by i.created_at desc limit ${most}`
  return rows.map(({ slug, space, id, ...row }) => ({
    kind: 'unanswered',
    icon: 'message-circle-question-mark',
    ...row,
    url: urlOf(slug, id, row.title),
    space: { slug, name: space },
  }))
}
