import type { Sql } from '../../platform/database/connect.ts'
import { urlOf } from './discussions.ts'

/** Something the hosts tell everyone, that the reader has not opened yet. */
export interface Announcement {
  id: number
  url: string
  title: string
  lang: string
  by: string
  at: string
  excerptHtml: string
  space: { slug: string; name: string }
}

export interface AnnouncementRow {
  id: number
  title: string
  lang: string
  by: string
  at: string
  html: string | null
  slug: string
  space: string
}

/**
 * The newest announcement of the last fourteen days that the reader has not opened, as SQL. It is addressed to everyone: a
 * muted tag or community does not hide it, only having muted itself.
 */
export function announcementSql(sql: Sql) {
  return sql`
    select i.id, i.title, i.lang, p.name by, i.created_at at, left(m.html, 2000) html, s.slug::text, s.name space
    from space s cross join lateral (
      select * from item i where i.space_id = s.id and i.kind = 'discussion' and i.removed_at is null and i.created_at > now() - interval '14 days' offset 0) i
    join discussion d on d.item_id = i.id and d.intent = 'announcement'
    join person p on p.id = i.author_id
    left join message m on m.item_id = i.id and m.number = 1 and m.removed_at is null
    where 'discussions' = any(s.tools) and s.id = any((select reads())::bigint[])
      and not exists (select from reading r where r.item_id = i.id and r.person_id = (select me()) and r.number > 0)
      and not exists (select from follow w where w.item_id = i.id and w.person_id = (select me()) and w.level = 'muted')
    order by i.created_at desc limit 1`
}

/** For the top of the list and of a home: of all spaces that the request reads. */
export async function announcementFor(sql: Sql): Promise<Announcement | null> {
  const [row] = await sql<(Omit<AnnouncementRow, 'at'> & { at: Date })[]>`${announcementSql(sql)}`
  return row ? presentAnnouncement({ ...row, at: row.at.toISOString() }) : null
}

export function presentAnnouncement(row: AnnouncementRow): Announcement {
  const { id, title, lang, by, slug, space } = row
  const at = new Date(row.at).toISOString()
  return {
    id,
    url: urlOf(slug, id, title),
    title,
    lang,
    by,
    at,
    excerptHtml: row.html ?? '',
    space: { slug, name: space },
  }
}
