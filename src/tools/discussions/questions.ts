import type { Sql } from '../../platform/database/connect.ts'

/** Which of these discussions were begun to be answered. */
export async function questions(sql: Sql, items: number[]): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select item_id id from discussion where item_id = any(${items}::bigint[]) and intent in ('question', 'help')`
  return rows.map(({ id }) => id)
}
