import type { WaitingSource } from '../../../spine/waiting.ts'
import { urlOf } from './questions.ts'

/** So near to the last day a question waits for everyone; before that for those who should be there. */
const NEAR_DAYS = 2

/** Questions which date suits that one has not answered, where one should be there, or the last day is near. */
export const datesAsked: WaitingSource = async ({ sql, now }, most) => {
  const rows = await sql<
    { id: number; title: string; lang: string; by: string; at: Date; due: string | null; slug: string; space: string }[]
  >`
    select i.id, i.title, i.lang, p.name by, i.created_at at, q.answers_until::text due, s.slug::text, s.name space
    from date_question q join item i on i.id = q.item_id and i.removed_at is null join person p on p.id = i.author_id
    join space s on s.id = q.space_id and s.closed_at is null and 'calendar' = any(s.tools) cross join my_today(${now}) today
    where q.space_id = any((select writes())::bigint[]) and q.closed_at is null and (q.answers_until is null or q.answers_until >= today)
      and (q.answers_until <= today + ${NEAR_DAYS}::int or exists (select from date_wanted w where w.item_id = q.item_id and w.person_id = (select me())))
      and not exists (select from date_reply r where r.item_id = q.item_id and r.person_id = (select me()))
      and exists (select from date_option o where o.item_id = q.item_id and o.withdrawn is null and o.until_at > ${now})
    order by i.created_at desc, i.id desc limit ${most}`
  return rows.map(({ id, slug, space, due, ...row }) => ({
    kind: due ? 'date-question' : 'date-question-open',
    icon: 'calendar-days',
    ...row,
    ...(due && { due }),
    url: `${urlOf(slug, id, row.title)}#options`,
    space: { slug, name: space },
  }))
}
