import type { Sql } from '../../platform/database/connect.ts'

/** After so many hours without reading anything, one comes anew. */
const PAUSE_HOURS = 5

/** When the reader was last here before now, by their own reading marks, which nobody else sees. */
export async function lastVisit(sql: Sql, now: Date): Promise<Date | null> {
  const before = new Date(now.getTime() - PAUSE_HOURS * 3_600_000)
  const [row] = await sql<[{ at: Date | null }]>`
    select max(at) at from reading where person_id = (select me()) and at < ${before}`
  return row.at
}
