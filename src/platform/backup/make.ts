import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { storesOf } from '../blobs.ts'
import type { Config } from '../config.ts'
import { type Address, connect, type Sql } from '../database/connect.ts'
import { refuseHalfRestored } from '../database/half.ts'
import { credentialsOf } from '../database/roles.ts'
import { ERASED, erasedPeople } from './erased.ts'
import { keepFiles, refuseTooManyFiles } from './files.ts'
import { newestWhole } from './laid.ts'
import { MANIFEST, type Manifest, nameOf, type Part, SEAL, sealOf, sha256, siteMark } from './manifest.ts'
import { refuseFull } from './room.ts'
import { folderShelf, type Shelf } from './shelf.ts'
import { tablesInOneSnapshot } from './tables.ts'

/** One backup at a time; and no sweep of files meanwhile, so that what the snapshot names is still there to be copied. */
export const BACKUP_LOCK = 0x6b656570

const zip = promisify(gzip)

/** Hears what is being kept, and how much of all of it is. */
type Progress = (what: 'tables' | 'files', share: number) => void

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

type Source = Pick<Config, 'dataDir' | 's3' | 'key' | 'secretFile'>

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
  const stores = storesOf(site)
  const put = async (part: string, content: Buffer): Promise<Part> => {
    await shelf.put(part, content)
    bytes += content.length
    return { name: part, bytes: content.length, sha256: sha256(content) }
  }
  try {
    const taken = await tablesInOneSnapshot(owner, address, site, stores, put, (share) => tell('tables', share))
    await refuseTooManyFiles(taken.files, shelf)
    const { added, kept, missing } = await keepFiles(taken.files, stores, shelf, (share) => tell('files', share))
    bytes += added
    const manifest = await manifestOf(site, at, taken, { kept, missing }, put)
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

/** What the backup is made of. The list of its files, and the secret, are written on the way. */
async function manifestOf(
  site: Source,
  at: Date,
  taken: Awaited<ReturnType<typeof tablesInOneSnapshot>>,
  { kept, missing }: Pick<Awaited<ReturnType<typeof keepFiles>>, 'kept' | 'missing'>,
  put: (part: string, content: Buffer) => Promise<Part>,
): Promise<Manifest> {
  const list = kept.map(({ folder, hash, bytes }) => `${folder} ${hash} ${bytes}\n`).join('')
  return {
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
