import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import type { Pool } from '../../src/platform/database/connect.ts'

/** All that stood in a database once, as `keep.ts` wrote it down. */
export interface State {
  /** The last migration that had run. */
  level: string
  tables: { name: string; columns: string; rows: object[] }[]
  sequences: [string, number][]
}

export function readState(path: string): State {
  return JSON.parse(brotliDecompressSync(readFileSync(path)).toString()) as State
}

/** Reads a whole database. @param sql as someone whom row security does not concern */
export async function stateOf(sql: Pool): Promise<State> {
  const [{ level }] = await sql<[{ level: string }]>`select max(name) as level from copse.migration`
  const names = await sql<{ name: string; columns: string }[]>`
    select c.relname as name, (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
      where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
    from pg_class c where c.relnamespace = 'copse'::regnamespace and c.relkind = 'r' and c.relname <> 'migration' order by 1`
  const tables: State['tables'] = []
  for (const { name, columns } of names) {
    const [{ rows }] = await sql.unsafe<[{ rows: object[] }]>(
      `select coalesce(json_agg(t), '[]') as rows from (select ${columns} from copse.${name}) t`,
    )
    tables.push({ name, columns, rows })
  }
  const sequences = await sql<{ name: string; last: number }[]>`
    select sequencename as name, last_value as last from pg_sequences where schemaname = 'copse' and last_value is not null`
  return { level, tables, sequences: sequences.map(({ name, last }) => [name, Number(last)]) }
}

/** Puts a state into a database with the tables of its level. @param sql as a superuser: nothing may react to what is put in */
export async function putBack(sql: Pool, state: State): Promise<void> {
  await sql.unsafe('set session_replication_role = replica')
  for (const { name, columns, rows } of state.tables) {
    // Migrations filled some tables themselves.
    await sql.unsafe(`delete from copse.${name}`)
    await sql.unsafe(
      `insert into copse.${name} (${columns}) overriding system value
       select ${columns} from json_populate_recordset(null::copse.${name}, $1::text::json)`,
      [JSON.stringify(rows)],
    )
  }
  for (const [name, last] of state.sequences) await sql`select setval(${`copse.${name}`}::regclass, ${last})`
  await sql.unsafe('set session_replication_role = default')
}
