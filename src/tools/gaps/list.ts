import type { Sql } from '../../platform/database/connect.ts'
import { type PersonRow, personColumn } from '../../spine/people/cards.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { urlOf } from './gaps.ts'
import { type Facts, facts } from './row.ts'
import { answered, type GapState, stateOf } from './state.ts'

export interface Listed extends Facts {
  createdAt: Date
  count: number
  by: PersonRow
}

export const LISTED = 40

/** Gaps of a space in a state, what most want to know first: one more than a page of them holds. One query. */
export function listed(
  sql: Sql,
  {
    spaceId,
    state,
    tag,
    after,
  }: { spaceId: number; state: GapState; tag?: string | undefined; after?: { wishes: number; id: number } | undefined },
): Promise<Listed[]> {
  return sql<Listed[]>`
    select ${facts(sql)}, i.created_at, t.count, ${personColumn(sql, 'p')} by
    from item i join gap g on g.item_id = i.id join tail t on t.item_id = i.id join person p on p.id = i.author_id
    left join gap_taker w on w.item_id = i.id ${answered(sql)}
    where i.space_id = ${spaceId} and i.kind = 'gap' and i.removed_at is null and ${stateOf(sql)} = ${state}
      ${tag ? sql`and i.tags @> array[${tag}]` : sql``} ${after ? sql`and (g.wishes, i.id) < (${after.wishes}, ${after.id})` : sql``}
    order by g.wishes desc, i.id desc limit ${LISTED + 1}`
}

/** How many there are in each state. One query. */
export function countsIn(sql: Sql, spaceId: number): Promise<{ state: GapState; count: number }[]> {
  return sql`
    select ${stateOf(sql)} state, count(*)::int from item i join gap g on g.item_id = i.id left join gap_taker w on w.item_id = i.id ${answered(sql)}
    where i.space_id = ${spaceId} and i.kind = 'gap' and i.removed_at is null group by 1`
}

/** What nobody has answered yet, what most want to know first. One query. */
export function openGaps(
  sql: Sql,
  spaceId: number,
  most: number,
): Promise<{ id: number; title: string; lang: string; tags: string[] }[]> {
  return sql`
    select i.id, i.title, i.lang, i.tags from item i join gap g on g.item_id = i.id ${answered(sql)}
    where i.space_id = ${spaceId} and i.kind = 'gap' and i.removed_at is null and a.item_id is null
    order by g.wishes desc, i.id desc limit ${most}`
}

/** What most want to know of that which nobody is on; null where there is nothing. One query. */
export async function untakenGap(ctx: Ctx): Promise<{ id: number; title: string; lang: string; url: string } | null> {
  const space = spaceOf(ctx)
  const [row] = await listed(ctx.sql, { spaceId: space.id, state: 'open' })
  return row ? { id: row.id, title: row.title, lang: row.lang, url: urlOf(space.slug, row.id, row.title) } : null
}
