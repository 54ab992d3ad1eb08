import type { Waiting, WaitingSource } from '../../spine/waiting.ts'

/** Pages that a person looks after and that are due to be looked at again. */
export const reviewsDue: WaitingSource = async ({ site, sql }, most) => {
  const rows = await sql<{ id: number; title: string; lang: string; at: Date; slug: string; space: string }[]>`
    select i.id, i.title, i.lang, p.review_on::timestamptz at, s.slug::text, s.name space
    from page_steward w join page p on p.item_id = w.item_id join item i on i.id = w.item_id and i.removed_at is null
    join space s on s.id = w.space_id
    where w.person_id = (select me()) and p.review_on <= current_date and p.state is distinct from 'retired' and 'pages' = any(s.tools)
    order by p.review_on desc limit ${most}`
  return rows.map(
    ({ id, title, lang, at, slug, space }): Waiting => ({
      kind: 'review',
      icon: 'book-open',
      url: `/c/${slug}${site.itemPath('page', id, title)}`,
      title,
      lang,
      by: null,
      at,
      space: { slug, name: space },
    }),
  )
}
