import type { Sql } from '../../platform/database/connect.ts'
import type { Level } from '../../spine/items/follow.ts'
import { type AnnouncementRow, announcementSql } from './announcement.ts'
import { type ListWish, movedUp } from './list.ts'

/** What stands around the list: words to choose by, what hosts announce, what has moved meanwhile. */
export interface Around {
  movedUp: number
  tags: { name: string; count: number }[] | null
  /** The chosen tag as it stands. */
  tag: { name: string; description: string; count: number; level: Level | null } | null
  /** What the chosen tag is called now. */
  renamed: string | null
  announcement: AnnouncementRow | null
}

/** All of it in one row, so that it travels with the list. */
export function aroundList(sql: Sql, wish: ListWish & { slug: string }): Promise<Around[]> {
  const { slug, tag, before } = wish
  const here = sql`(select id from space where slug = ${slug})`
  return sql<Around[]>`
    select ${before ? movedUp(sql, { ...wish, before }) : sql`0`} moved_up,
      (select json_agg(t) from (select name, count from tag where space_id = ${here} and count > 0 order by count desc, name limit 24) t) tags,
      ${tag ? sql`(select json_build_object('name', t.name, 'description', t.description, 'count', t.count, 'level', f.level) from tag t left join follow_tag f on f.space_id = t.space_id and f.tag = t.name and f.person_id = (select me()) where t.space_id = ${here} and t.name = ${tag})` : sql`null::json`} tag,
      ${tag ? sql`(select a.tag from tag_alias a where a.space_id = ${here} and a.name = ${tag})` : sql`null::text`} renamed,
      ${before ? sql`null::json` : sql`(select row_to_json(a) from (${announcementSql(sql)}) a)`} announcement`
}
