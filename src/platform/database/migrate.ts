import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool } from './connect.ts'

const lock = 0x6d696772

/** The names of all migrations, in their order. */
export function migrationsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^\d{3}-.*\.sql$/.test(name))
    .sort()
}

/**
 * Brings the schema to the newest version: runs the SQL files of `folder` that were not run yet, in order, each in its
 * own transaction, under a lock so that several starting nodes do it once. Forward only. Returns the names that ran.
 * @param only these and no others: a backup goes back into the schema that it was made of
 * @throws when the database knows a migration that this version does not (an older program on newer data).
 */
export async function migrate(owner: Pool, folder: string, only?: string[]): Promise<string[]> {
  const files = migrationsIn(folder).filter((name) => only?.includes(name) ?? true)
  const connection = await owner.reserve()
  try {
    await connection`select pg_advisory_lock(${lock})`
    await connection`create table if not exists copse.migration (name text primary key, at timestamptz(3) not null default now())`
    const done = new Set(
      (await connection<{ name: string }[]>`select name from copse.migration`).map((row) => row.name),
    )
    const unknown = [...done].filter((name) => !files.includes(name))
    if (unknown.length)
      throw new Error(`The database is newer than this program: it has ${unknown.join(', ')}. Start the newer version.`)
    const ran: string[] = []
    for (const name of files.filter((file) => !done.has(file))) {
      await connection.unsafe('begin')
      try {
        await connection.unsafe(readFileSync(join(folder, name), 'utf8'))
        await connection`insert into copse.migration (name) values (${name})`
        await connection.unsafe('commit')
      } catch (error) {
        await connection.unsafe('rollback')
        throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
      }
      ran.push(name)
    }
    return ran
  } finally {
    await connection`select pg_advisory_unlock(${lock})`
    connection.release()
  }
}
