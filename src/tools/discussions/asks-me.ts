import type { WaitingSource } from '../../spine/waiting.ts'
import { urlOf } from './discussions.ts'

/** Where someone asks me whether I can help, and I have not answered. */
export const asksMe: WaitingSource = async ({ sql }, most) => {
  const rows = await sql<
    { id: number; title: string; lang: string; by: string; at: Date; slug: string; space: string }[]
  >`
    select i.id, i.title, i.lang, p.name by, a.at, s.slug::text, s.name space
    from ask a join item i on i.id = a.item_id and i.removed_at is null join person p on p.id = a.asked_by
    join space s on s.id = a.space_id and s.closed_at is null
    where a.person_id = (select me()) and a.answer is null and not exists (select from closure c where c.item_id = i.id)
    order by a.at desc limit ${most}`
  return rows.map(({ id, slug, space, ...row }) => ({
    kind: 'asked',
    icon: 'hand-helping',
    ...row,
    url: urlOf(slug, id, row.title),
    space: { slug, name: space },
    answers: [{ address: `${urlOf(slug, id, row.title)}/asks/declining?from=home`, words: 'not-now', kind: 'plain' }],
  }))
}
