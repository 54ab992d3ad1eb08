import type { Waiting, WaitingSource } from '../../spine/waiting.ts'

/** Suggestions for pages that a person looks after, or began where nobody does. */
export const suggested: WaitingSource = async ({ site, sql }, most) => {
  const rows = await sql<
    { id: number; number: number; title: string; lang: string; by: string; at: Date; slug: string; space: string }[]
  >`
    select i.id, g.number, i.title, i.lang, x.name by, g.at, s.slug::text, s.name space
    from page_suggestion g join item i on i.id = g.item_id and i.removed_at is null join person x on x.id = g.author_id
    join space s on s.id = g.space_id left join page_steward w on w.item_id = g.item_id left join page_own o on o.item_id = g.item_id
    where g.state = 'open' and g.author_id <> (select me()) and coalesce(o.person_id, w.person_id, i.author_id) = (select me())
      and g.space_id = any((select writes())::bigint[]) and 'pages' = any(s.tools)
    order by g.at desc limit ${most}`
  return rows.map(
    ({ id, number, title, lang, by, at, slug, space }): Waiting => ({
      kind: 'suggestion',
      icon: 'book-open',
      url: `/c/${slug}${site.itemPath('page', id, title)}/suggestions/${number}`,
      title,
      lang,
      by,
      at,
      space: { slug, name: space },
    }),
  )
}

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
