import type { Sql } from '../../platform/database/connect.ts'
import { onTheWayColumn } from '../welcome/index.ts'

/** After so many hours without reading anything, one comes anew. */
const PAUSE_HOURS = 5

/** When the reader was last here before now, by their own reading marks, which nobody else sees. */
export async function lastVisit(sql: Sql, now: Date): Promise<Date | null> {
  const [row] = await sql<[{ at: Date | null }]>`select ${lastAt(sql, now)} at`
  return row.at
}

/** The same on a community's home, and whether they have first steps before them there. One query. */
export async function visitOf(sql: Sql, now: Date, slug: string): Promise<{ at: Date | null; onTheWay: boolean }> {
  const [row] = await sql<[{ at: Date | null; onTheWay: boolean }]>`
    select ${lastAt(sql, now)} at, ${onTheWayColumn(sql, slug)}`
  return row
}

function lastAt(sql: Sql, now: Date) {
  const before = new Date(now.getTime() - PAUSE_HOURS * 3_600_000)
  return sql`(select max(at) from reading where person_id = (select me()) and at < ${before})`
}
