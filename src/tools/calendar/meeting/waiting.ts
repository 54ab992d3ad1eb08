import type { Waiting, WaitingSource } from '../../../spine/waiting.ts'

/** Words of a person that somebody else wrote down, until they have looked at them. */
export const wordsToLookAt: WaitingSource = async ({ site, sql }, most) => {
  const rows = await sql<
    { id: number; spoken: number; title: string; lang: string; by: string; at: Date; slug: string; space: string }[]
  >`
    select i.id, w.id spoken, i.title, i.lang, b.name by, w.at, s.slug::text, s.name space
    from spoken w join item i on i.id = w.event_id and i.removed_at is null join person b on b.id = w.by_id join space s on s.id = w.space_id
    where w.person_id = (select me()) and w.looked_at is null and w.space_id = any((select writes())::bigint[]) and 'calendar' = any(s.tools)
    order by w.at desc limit ${most}`
  return rows.map(
    ({ id, spoken, title, lang, by, at, slug, space }): Waiting => ({
      kind: 'spoken',
      icon: 'quote',
      url: `/c/${slug}${site.itemPath('event', id, title)}/spoken/${spoken}`,
      title,
      lang,
      by,
      at,
      space: { slug, name: space },
    }),
  )
}
