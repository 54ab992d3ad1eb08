import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Sql } from '../database/connect.ts'

/** The schemas that hold what a site knows, with the role that each belongs to. Its functions come with the migrations. */
export const schemas = [
  { schema: 'copse', role: 'copse_owner' },
  { schema: 'graphile_worker', role: 'copse_jobs' },
] as const

export interface Table {
  schema: string
  name: string
  columns: string[]
}

/** As SQL writes identifiers. */
export const quoted = (name: string) => `"${name.replace(/"/g, '""')}"`
export const named = ({ schema, name }: { schema: string; name: string }) => `${quoted(schema)}.${quoted(name)}`

/** Every table of a schema, from the catalogue, so that a new one is there by itself. What PostgreSQL computes is left out. */
export async function tablesOf(sql: Sql, schema: string): Promise<Table[]> {
  return sql<Table[]>`
    select ${schema}::text as schema, c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = ${schema}
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' group by c.relname order by c.relname`
}

/** Where each sequence of a schema stands. Sequences know no snapshot, so this is asked last: they only go forward. */
export async function sequencesOf(sql: Sql, schema: string) {
  const names = await sql<{ name: string }[]>`
    select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relkind = 'S' order by 1`
  return Promise.all(
    names.map(async ({ name }) => {
      const [row] = await sql.unsafe<[{ last: string; called: boolean }]>(
        `select last_value::text last, is_called called from ${named({ schema, name })}`,
      )
      return { schema, name, ...row }
    }),
  )
}

/** So that the same rows are the same text, on every server and every time: and in the order they lie in. */
export async function plainText(sql: Sql): Promise<void> {
  await sql.unsafe(`set timezone to 'UTC'; set datestyle to 'ISO, YMD'; set intervalstyle to 'postgres';
    set bytea_output to 'hex'; set extra_float_digits to 3; set synchronize_seqscans to off; set client_encoding to 'UTF8'`)
}

/** The rows of a table as text. */
export async function rowsOf(sql: Sql, table: Table): Promise<Readable> {
  const columns = table.columns.map(quoted).join(', ')
  const rows = await sql.unsafe(`copy ${named(table)} (${columns}) to stdout`).readable()
  // The driver stops reading while we are slow, and goes on when we ask for more; after the last row nobody does.
  return rows.once('end', () => rows._read(0))
}

/** What the rows of a table come to. */
export async function sumOf(sql: Sql, table: Table): Promise<{ rows: number; sha256: string }> {
  const sum = createHash('sha256')
  let rows = 0
  for await (const chunk of await rowsOf(sql, table)) {
    sum.update(chunk as Buffer)
    rows += linesIn(chunk as Buffer)
  }
  return { rows, sha256: sum.digest('hex') }
}

/** COPY escapes line breaks within values: each that is left ends a row. */
export function linesIn(chunk: Buffer): number {
  let lines = 0
  for (let i = chunk.indexOf(10); i >= 0; i = chunk.indexOf(10, i + 1)) lines++
  return lines
}
