import type { Sql } from '../../platform/database/connect.ts'
import type { Ctx } from '../request/ctx.ts'

/** Notes where an item leads outside the site: from now on it is looked whether that answers. */
export async function outsideKept(
  ctx: Ctx,
  item: { id: number; spaceId: number },
  addresses: readonly string[],
): Promise<void> {
  const all = [...addresses]
  await Promise.all([
    ctx.sql`delete from outside_use where item_id = ${item.id} and address <> all(${all}::text[])`,
    all.length &&
      ctx.sql`
        insert into outside_use (item_id, space_id, address) select ${item.id}, ${item.spaceId}, address from unnest(${all}::text[]) a(address)
        on conflict do nothing`,
  ])
}

/** From when on a silent address is called so: after so many tries without an answer, over so many days. */
export const SILENT_TRIES = 3
export const SILENT_DAYS = 3

/** Whether an address `o` was silent for so long that it is worth saying. */
export function isSilent(sql: Sql, o = 'o') {
  return sql`(${sql(o)}.failures >= ${SILENT_TRIES} and ${sql(o)}.failing_since <= now() - ${SILENT_DAYS} * interval '1 day')`
}

/** An address without an answer, and one of the things that lead to it. */
export interface SilentAddress {
  outsideId: number
  address: string
  since: Date
  status: number | null
  itemId: number
  kind: string
  title: string
  lang: string
  /** How many other things lead there. */
  others: number
}

/** What in a space leads to where nobody answers lately, silent for longest first. One query. */
export function silentIn(sql: Sql, spaceId: number, most: number): Promise<SilentAddress[]> {
  return sql<SilentAddress[]>`
    select o.id outside_id, o.address, o.failing_since since, o.status, u.id item_id, u.kind, u.title, u.lang, u.others
    from outside o cross join lateral (
      select i.id, i.kind, i.title, i.lang, (count(*) over ())::int - 1 others from outside_use x join item i on i.id = x.item_id and i.removed_at is null
      where x.space_id = o.space_id and x.address = o.address order by i.id limit 1) u
    where o.space_id = ${spaceId} and ${isSilent(sql)} order by o.failing_since, o.id limit ${most}`
}

/** Where somebody finds what a page said before it went. */
export function archiveOf(address: string): string {
  return `https://web.archive.org/web/*/${address}`
}
