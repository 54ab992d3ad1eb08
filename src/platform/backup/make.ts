import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import { blobsIn } from '../blobs.ts'
import type { Config } from '../config.ts'
import { type Address, connect, type Sql } from '../database/connect.ts'
import { refuseHalfRestored } from '../database/half.ts'
import { credentialsOf } from '../database/roles.ts'
import { ERASED, erasedPeople } from './erased.ts'
import { newestWhole } from './laid.ts'
import {
  type KeptFile,
  MANIFEST,
  type Manifest,
  nameOf,
  type Part,
  SEAL,
  sealOf,
  sha256,
  siteMark,
} from './manifest.ts'
import { refuseFull } from './room.ts'
import { folderShelf, type Shelf } from './shelf.ts'
import { linesIn, named, plainText, quoted, rowsOf, schemas, sequencesOf, type Table, tablesOf } from './snapshot.ts'

/** One backup at a time; and no sweep of files meanwhile, so that what the snapshot names is still there to be copied. */
export const BACKUP_LOCK = 0x6b656570

/** Pieces of this size are compressed at once: what a backup needs of memory. */
const PIECE = 4 * 1024 * 1024

const zip = promisify(gzip)

/** Hears what is being kept, and how much of all of it is. */
export type Progress = (what: 'tables' | 'files', share: number) => void

export interface Made {
  name: string
  /** What this backup added to the disk. */
  bytes: number
  manifest: Manifest
}

/** There is another backup under way. */
export class AnotherBackup extends Error {
  constructor() {
    super('Another backup is being made at this moment.')
  }
}

type Source = Pick<Config, 'dataDir' | 'key' | 'secretFile'>

/** Keeps a site in a folder of backups. Before it begins, it looks whether there is room. */
export async function backupTo(
  folder: string,
  address: Address,
  site: Source,
  tell: Progress = () => {},
): Promise<Made> {
  return lockedBackup(address, site, async (owner) => {
    await refuseOthers(folder, siteMark(site.key))
    const [{ size }] = await owner<[{ size: number }]>`select pg_database_size(current_database()) size`
    await refuseFull('a backup', folder, Math.round(size / 4))
    const at = freeMoment(folder)
    return makeBackup(owner, address, site, at, await folderShelf(folder, nameOf(at)), tell)
  })
}

/** Keeps a site on a shelf of any kind. */
export async function backupOnto(
  shelf: (name: string) => Shelf,
  address: Address,
  site: Source,
  tell: Progress = () => {},
): Promise<Made> {
  const at = new Date()
  return lockedBackup(address, site, (owner) => makeBackup(owner, address, site, at, shelf(nameOf(at)), tell))
}

/** Now, or the next second for which there is no backup yet: they are named by it. */
function freeMoment(folder: string): Date {
  let at = Date.now()
  while (existsSync(join(folder, nameOf(new Date(at))))) at += 1000
  return new Date(at)
}

/** Two sites in one folder would take each other's backups and files for their own, and let them go. */
async function refuseOthers(folder: string, site: string): Promise<void> {
  const newest = await newestWhole(folder)
  if (newest && newest.manifest.site !== site)
    throw new Error(
      `The backups in ${folder} are of another site, or were made with another secret: choose another folder. Nothing was changed.`,
    )
}

/** @throws AnotherBackup */
export async function lockedBackup<T>(address: Address, site: Source, work: (owner: Sql) => Promise<T>): Promise<T> {
  const pool = connect(address, credentialsOf('copse_owner', site.key), 1)
  const owner = await pool.reserve()
  try {
    const [row] = await owner<{ got: boolean }[]>`select pg_try_advisory_lock(${BACKUP_LOCK}) got`
    if (!row!.got) throw new AnotherBackup()
    await refuseHalfRestored(owner)
    return await work(owner)
  } finally {
    owner.release()
    await pool.end({ timeout: 1 })
  }
}

async function makeBackup(
  owner: Sql,
  address: Address,
  site: Source,
  at: Date,
  shelf: Shelf,
  tell: Progress,
): Promise<Made> {
  const name = nameOf(at)
  let bytes = 0
  const put = async (part: string, content: Buffer): Promise<Part> => {
    await shelf.put(part, content)
    bytes += content.length
    return { name: part, bytes: content.length, sha256: sha256(content) }
  }
  try {
    const taken = await tablesInOneSnapshot(owner, address, site, put, (share) => tell('tables', share))
    await refuseTooManyFiles(taken.files, site.dataDir, shelf)
    const { added, kept, missing } = await keepFiles(taken.files, site.dataDir, shelf, (share) => tell('files', share))
    bytes += added
    const list = kept.map(({ folder, hash, bytes }) => `${folder} ${hash} ${bytes}\n`).join('')
    const manifest: Manifest = {
      format: 1,
      at: at.toISOString(),
      postgres: taken.postgres,
      migrations: taken.migrations,
      site: siteMark(site.key),
      secret: site.secretFile ? 'here' : 'elsewhere',
      tables: taken.tables,
      sequences: taken.sequences,
      files: {
        parts: [await put('files.00001.gz', await zip(list))],
        count: kept.length,
        bytes: kept.reduce((sum, file) => sum + file.bytes, 0),
      },
      missing: [...taken.missing, ...missing].sort(),
      others: site.secretFile ? [await put('secret', await readFile(site.secretFile))] : [],
    }
    const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
    await shelf.erased(await erasedPeople(join(site.dataDir, ERASED)))
    await put(MANIFEST, text)
    await put(SEAL, Buffer.from(sealOf(text)))
    await shelf.finish()
    return { name, bytes, manifest }
  } catch (error) {
    await shelf.abandon()
    throw plainly(error)
  }
}

/** What the database holds at one moment, read by each schema's own role, and what it says of files at that moment. */
async function tablesInOneSnapshot(
  owner: Sql,
  address: Address,
  site: Source,
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
    const files = await filesNamed(owner, site.dataDir)
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

/**
 * The files on the disk that rows of the snapshot refer to. Others wait to be swept: the original of a picture, which says
 * where it was taken, must not live on in backups. And what rows name that the disk lacks.
 */
async function filesNamed(
  owner: Sql,
  dataDir: string,
): Promise<{ files: Omit<KeptFile, 'bytes'>[]; missing: string[] }> {
  const files: Omit<KeptFile, 'bytes'>[] = []
  for await (const batch of batches(blobsIn(join(dataDir, 'blobs')).olderThan(Number.NEGATIVE_INFINITY))) {
    const used = await owner<{ hash: string }[]>`select hash from blobs_in_use(${batch}) hash`
    files.push(...used.map(({ hash }) => ({ folder: 'blobs' as const, hash })))
  }
  for await (const hash of blobsIn(join(dataDir, 'portraits')).olderThan(Number.NEGATIVE_INFINITY))
    files.push({ folder: 'portraits', hash })
  const there = new Set(files.map(({ folder, hash }) => `${folder}/${hash}`))
  const said = await hashesInRows(owner)
  return { files, missing: said.filter((name) => !there.has(name)) }
}

/** Copies of their data that people take along hold what may be forgotten meanwhile: rows name them, and no backup has them. */
const ELSEWHERE = ['takeout']

/** What columns named `blob` and `picture` say, in whatever table they are. */
async function hashesInRows(owner: Sql): Promise<string[]> {
  const found: string[] = []
  for (const table of (await tablesOf(owner, 'copse')).filter(({ name }) => !ELSEWHERE.includes(name)))
    for (const [column, folder] of [
      ['blob', 'blobs'],
      ['picture', 'portraits'],
    ] as const) {
      if (!table.columns.includes(column)) continue
      const rows = await owner.unsafe<{ hash: string }[]>(
        `select distinct ${quoted(column)} as hash from ${named(table)} where ${quoted(column)} ~ '^[0-9a-f]{64}$'`,
      )
      found.push(...rows.map(({ hash }) => `${folder}/${hash}`))
    }
  return found
}

async function* batches(hashes: AsyncIterable<string>): AsyncIterable<string[]> {
  let batch: string[] = []
  for await (const hash of hashes) {
    batch.push(hash)
    if (batch.length < 500) continue
    yield batch
    batch = []
  }
  if (batch.length) yield batch
}

/** @throws with a sentence when the files that the shelf lacks do not fit */
async function refuseTooManyFiles(files: Omit<KeptFile, 'bytes'>[], dataDir: string, shelf: Shelf): Promise<void> {
  let lacking = 0
  for (const { folder, hash } of files) {
    const size = (await stat(blobPath(dataDir, folder, hash)).catch(() => undefined))?.size ?? 0
    if (!(await shelf.has(hash, size))) lacking += size
  }
  await shelf.room(lacking)
}

const blobPath = (dataDir: string, folder: string, hash: string) =>
  join(dataDir, folder, hash.slice(0, 2), hash.slice(2))

async function keepFiles(
  files: Omit<KeptFile, 'bytes'>[],
  dataDir: string,
  shelf: Shelf,
  tell: (share: number) => void,
): Promise<{ added: number; kept: KeptFile[]; missing: string[] }> {
  const kept: KeptFile[] = []
  const missing: string[] = []
  let added = 0
  for (const [i, { folder, hash }] of files.entries()) {
    const path = blobPath(dataDir, folder, hash)
    const size = (await stat(path).catch(() => undefined))?.size
    if (size === undefined) missing.push(`${folder}/${hash}`)
    else if (await shelf.has(hash, size)) kept.push({ folder, hash, bytes: size })
    else if ((await shelf.file(hash, size, path)) === hash) {
      kept.push({ folder, hash, bytes: size })
      added += size
    } else missing.push(`${folder}/${hash}`)
    tell((i + 1) / files.length)
  }
  return { added, kept, missing }
}

function plainly(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Error('The disk is full: the backup could not be made. Earlier backups are as they were.', {
      cause: error,
    })
  if (code === 'EPIPE' || /premature close|finalized or destroyed/i.test((error as Error).message))
    return new Error('Whatever was to take the backup has ended.', { cause: error })
  return error
}
