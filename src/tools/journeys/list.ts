import type { Sql } from '../../platform/database/connect.ts'
import { type Facts, facts } from './row.ts'

/** So many journeys stand on one page. */
export const LISTED = 50

/** The journeys of a space, the newest first: one more than a page of it. One query. @param before the id that a page ended with */
export function journeysOf(sql: Sql, slug: string, before?: number): Promise<Facts[]> {
  return sql<Facts[]>`
    select ${facts(sql)} from journey j join item i on i.id = j.item_id and i.removed_at is null
    where j.space_id = (select s.id from space s where s.slug = ${slug}) ${before ? sql`and j.item_id < ${before}` : sql``}
    order by j.item_id desc limit ${LISTED + 1}`
}
