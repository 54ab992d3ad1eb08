import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { SiteKey } from '../config.ts'
import { type Address, connect, type Sql } from '../database/connect.ts'
import { credentialsOf } from '../database/roles.ts'
import { filesNamed, type Kept } from './files.ts'
import type { Part } from './manifest.ts'
import { linesIn, plainText, rowsOf, schemas, sequencesOf, type Table, tablesOf } from './snapshot.ts'

/** Pieces of this size are compressed at once: what a backup needs of memory. */
const PIECE = 4 * 1024 * 1024

const zip = promisify(gzip)

/** What the database holds at one moment, read by each schema's own role, and what it says of files at that moment. */
export async function tablesInOneSnapshot(
  owner: Sql,
  address: Address,
  site: { key: SiteKey },
  stores: Kept,
  put: (name: string, bytes: Buffer) => Promise<Part>,
  tell: (share: number) => void,
) {
  const pool = connect(address, credentialsOf('copse_jobs', site.key), 1)
  const jobs = await pool.reserve()
  const speakers = { copse_owner: owner, copse_jobs: jobs }
  try {
    for (const sql of [owner, jobs]) {
      await plainText(sql)
      await sql.unsafe('begin isolation level repeatable read read only')
    }
    const [{ snapshot }] = await owner<[{ snapshot: string }]>`select pg_export_snapshot() snapshot`
    await jobs.unsafe(`set transaction snapshot '${snapshot.replace(/'/g, '')}'`)
    const all = []
    for (const { schema, role } of schemas)
      for (const table of await tablesOf(speakers[role], schema)) all.push({ table, sql: speakers[role] })
    const tables = []
    for (const [i, { table, sql }] of all.entries()) {
      tables.push({ ...table, ...(await piecesOf(sql, table, put)) })
      tell((i + 1) / all.length)
    }
    const files = await filesNamed(owner, stores)
    const sequences = (await Promise.all(schemas.map(({ schema, role }) => sequencesOf(speakers[role], schema)))).flat()
    const migrations = await owner<{ name: string }[]>`select name from copse.migration order by name`
    const [{ version }] = await owner<[{ version: string }]>`select current_setting('server_version') as version`
    for (const sql of [owner, jobs]) await sql.unsafe('commit')
    return { tables, sequences, ...files, migrations: migrations.map((row) => row.name), postgres: version }
  } finally {
    jobs.release()
    await pool.end({ timeout: 1 })
  }
}

/** The rows of a table, cut where it comes and compressed. */
async function piecesOf(sql: Sql, table: Table, put: (name: string, bytes: Buffer) => Promise<Part>) {
  const sum = createHash('sha256')
  const parts: Part[] = []
  let rows = 0
  let waiting: Buffer[] = []
  let size = 0
  const cut = async () => {
    const piece = await zip(Buffer.concat(waiting), { level: constants.Z_BEST_SPEED + 2 })
    const number = String(parts.length + 1).padStart(5, '0')
    parts.push(await put(`tables/${table.schema}.${table.name}.${number}.gz`, piece))
    waiting = []
    size = 0
  }
  for await (const chunk of (await rowsOf(sql, table)) as AsyncIterable<Buffer>) {
    sum.update(chunk)
    rows += linesIn(chunk)
    waiting.push(chunk)
    size += chunk.length
    if (size >= PIECE) await cut()
  }
  if (size) await cut()
  return { rows, sha256: sum.digest('hex'), parts }
}
