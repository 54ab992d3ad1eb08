import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { Pool, Sql } from '../database/connect.ts'
import { type Laid, partOf } from './laid.ts'
import type { TableParts } from './manifest.ts'
import { named, plainText, quoted, sumOf, tablesOf } from './snapshot.ts'

interface Walls {
  name: string
  forced: boolean
}

/**
 * Fills the tables of a schema with what a backup holds of them, in one transaction: all of it or nothing. Its owner needs
 * no superuser: the wall that holds for owners too, what rows would set off, and what they refer to is taken away for the
 * load and put back before the commit, when everything that is referred to is there.
 *
 * @returns tables of the backup that this schema does not have
 * @throws when a table's rows are not what they were in the backup
 */
export async function loadSchema(
  sql: Sql,
  schema: string,
  laid: Laid,
  tell: (share: number) => void = () => {},
): Promise<string[]> {
  const there = new Map((await tablesOf(sql, schema)).map((table) => [table.name, table.columns]))
  const wanted = laid.manifest.tables.filter((table) => table.schema === schema)
  const levels = await levelsOfLibrary(sql, schema)
  const tables = wanted.filter(({ name, rows }) => there.has(name) && (name !== 'migrations' || rows === levels))
  if (tables.every(({ name }) => name !== 'migrations')) there.delete('migrations')
  await plainText(sql)
  await sql.unsafe('begin')
  try {
    const putBack = await openUp(sql, schema)
    for (const name of there.keys()) await sql.unsafe(`truncate ${named({ schema, name })}`)
    for (const [i, table] of tables.entries()) {
      await fill(sql, laid, table, there.get(table.name)!)
      tell((i + 1) / tables.length)
    }
    for (const one of laid.manifest.sequences.filter((sequence) => sequence.schema === schema))
      await sql`select setval(there, ${one.last}::text::bigint, ${one.called})
        from to_regclass(${named(one)}) there where there is not null`
    await putBack()
    await sql.unsafe('commit')
  } catch (error) {
    await sql.unsafe('rollback')
    throw error
  }
  await sql.unsafe(`analyze ${tables.map(named).join(', ')}`)
  return wanted.filter(({ name }) => !there.has(name)).map(named)
}

/** Further than any site gets between two backups, and nothing beside the numbers that a bigint holds. */
const AHEAD = 1_000_000

/**
 * Moves every sequence of Copse's own far forward. What was made between the backup and the restore had ids that are known
 * outside, in links signed for them and in letters: none of them may ever stand for another thing.
 */
export async function moveAhead(owner: Pool): Promise<void> {
  await owner`
    select setval(format('%I.%I', schemaname, sequencename)::regclass,
      least(coalesce(last_value, start_value) + ${AHEAD}, max_value - 1000))
    from pg_sequences where schemaname = 'copse'`
}

/** How far the queue's own schema is here. Its library goes forward from there, not from where it was in the backup. */
async function levelsOfLibrary(sql: Sql, schema: string): Promise<number> {
  if (schema !== 'graphile_worker') return -1
  const [row] = await sql<[{ count: number }]>`select count(*)::int count from graphile_worker.migrations`
  return row.count
}

/** @returns what puts it all back as it was */
async function openUp(sql: Sql, schema: string): Promise<() => Promise<void>> {
  const tables = await sql<Walls[]>`
    select c.relname::text as name, c.relforcerowsecurity as forced from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = ${schema} where c.relkind = 'r'`
  const links = await sql<{ name: string; link: string; definition: string }[]>`
    select c.relname::text as name, k.conname::text as link, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace and n.nspname = ${schema}
    where k.contype = 'f' order by 1, 2`
  const table = (name: string) => `alter table ${named({ schema, name })}`
  for (const { name, link } of links) await sql.unsafe(`${table(name)} drop constraint ${quoted(link)}`)
  for (const { name, forced } of tables)
    await sql.unsafe(`${table(name)} disable trigger user${forced ? ', no force row level security' : ''}`)
  return async () => {
    for (const { name, link, definition } of links)
      await sql.unsafe(`${table(name)} add constraint ${quoted(link)} ${definition}`)
    for (const { name, forced } of tables)
      await sql.unsafe(`${table(name)} enable trigger user${forced ? ', force row level security' : ''}`)
  }
}

async function fill(sql: Sql, laid: Laid, table: TableParts, known: string[]): Promise<void> {
  const lacking = table.columns.filter((column) => !known.includes(column))
  if (lacking.length) throw new Error(`${named(table)} has no ${lacking.join(', ')} here, and the backup has.`)
  const columns = table.columns.map(quoted).join(', ')
  const into = await sql.unsafe(`copy ${named(table)} (${columns}) from stdin`).writable()
  const refused = new Promise<never>((_resolve, reject) => into.on('error', reject))
  refused.catch(() => {})
  const sum = createHash('sha256')
  for (const part of table.parts) {
    const bytes = await partOf(laid, part)
    sum.update(bytes)
    const taken = new Promise<void>((resolve, reject) =>
      into.write(bytes, (error) => (error ? reject(error) : resolve())),
    )
    await Promise.race([refused, taken])
  }
  into.end()
  await setImmediate()
  // A refusal after the last row is heard by what is asked next alone.
  await Promise.race([once(into as Writable, 'finish'), refused, sql`select 1`.then(() => {})])
  const said = sum.digest('hex')
  const kept = await sumOf(sql, table)
  if (said !== table.sha256 || kept.sha256 !== table.sha256 || kept.rows !== table.rows)
    throw new Error(`The rows of ${named(table)} are not what they were in the backup. Nothing was changed.`)
}
