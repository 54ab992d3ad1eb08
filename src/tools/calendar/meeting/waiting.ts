import type { Sql } from '../../../platform/database/connect.ts'
import type { Site } from '../../../spine/request/site.ts'
import type { Waiting } from '../../../spine/waiting.ts'

export interface WordsRow {
  id: number
  spoken: number
  title: string
  lang: string
  by: string
  at: string
  slug: string
  space: string
}

/** Words of the asking person that somebody else wrote down, until they have looked at them. */
export function wordsRows(sql: Sql, most: number) {
  return sql`
    select i.id, w.id spoken, i.title, i.lang, b.name "by", w.at, s.slug::text slug, s.name space
    from spoken w join item i on i.id = w.event_id and i.removed_at is null join person b on b.id = w.by_id join space s on s.id = w.space_id
    where w.person_id = (select me()) and w.looked_at is null and w.space_id = any((select writes())::bigint[]) and 'calendar' = any(s.tools)
    order by w.at desc limit ${most}`
}

export function toLookAt(
  { itemPath }: Pick<Site, 'itemPath'>,
  { id, spoken, title, lang, by, at, slug, space }: WordsRow,
): Waiting {
  return {
    kind: 'spoken',
    icon: 'quote',
    url: `/c/${slug}${itemPath('event', id, title)}/spoken/${spoken}`,
    title,
    lang,
    by,
    at: new Date(at),
    space: { slug, name: space },
  }
}
