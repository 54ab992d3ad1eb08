import type { Sql } from '../../platform/database/connect.ts'
import type { Level } from '../../spine/items/follow.ts'
import { tagsOf } from '../../spine/items/tags.ts'
import { urlOf } from './discussions.ts'

/** Enough to find what one muted lately; who wants to see all of what they follow has the list for it. */
const FEW = 50

/** What the reader chose to hear of a space: of all of it, of its tags, of single discussions. */
export function hearingOf(sql: Sql, slug: string) {
  const here = sql`(select id from space where slug = ${slug})`
  return Promise.all([
    sql<{ level: Level }[]>`select level from follow_space where space_id = ${here} and person_id = (select me())`,
    tagsOf(sql, slug),
    sql<{ id: number; title: string; lang: string; level: Level }[]>`
      select i.id, i.title, i.lang, f.level from follow f join item i on i.id = f.item_id and i.removed_at is null and i.kind = 'discussion'
      where f.person_id = (select me()) and f.level <> 'quiet' and i.space_id = ${here}
      order by f.level = 'muted' desc, f.at desc limit ${FEW}`.then((rows) =>
      rows.map((row) => ({ ...row, url: urlOf(slug, row.id, row.title) })),
    ),
  ])
}
