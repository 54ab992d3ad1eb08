import type { Readable } from 'node:stream'
import { batches } from '../blobs/sweep.ts'
import type { Lying, Stores } from '../blobs.ts'
import type { Sql } from '../database/connect.ts'
import type { KeptFile } from './manifest.ts'
import type { Shelf } from './shelf.ts'
import { named, quoted, tablesOf } from './snapshot.ts'

/** Copies of people's data are in no backup. */
export type Kept = Pick<Stores, 'blobs' | 'portraits'>

/**
 * The files in the stores that rows of the snapshot refer to. Others wait to be swept: the original of a picture, which says
 * where it was taken, must not live on in backups. And what rows name that the stores lack.
 */
export async function filesNamed(owner: Sql, stores: Kept): Promise<{ files: KeptFile[]; missing: string[] }> {
  const files: KeptFile[] = []
  for await (const batch of batches(stores.blobs.olderThan(Number.NEGATIVE_INFINITY))) {
    const hashes = batch.map(({ hash }) => hash)
    const used = await owner<{ hash: string }[]>`select hash from blobs_in_use(${hashes}) hash`
    const named = new Set(used.map(({ hash }) => hash))
    files.push(...batch.filter(({ hash }) => named.has(hash)).map((one) => kept('blobs', one)))
  }
  for await (const one of stores.portraits.olderThan(Number.NEGATIVE_INFINITY)) files.push(kept('portraits', one))
  const there = new Set(files.map(({ folder, hash }) => `${folder}/${hash}`))
  const said = await hashesInRows(owner)
  return { files, missing: said.filter((name) => !there.has(name)) }
}

const kept = (folder: KeptFile['folder'], { hash, bytes }: Lying): KeptFile => ({ folder, hash, bytes })

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

/** @throws with a sentence when the files that the shelf lacks do not fit */
export async function refuseTooManyFiles(files: KeptFile[], shelf: Shelf): Promise<void> {
  let lacking = 0
  for (const { hash, bytes } of files) if (!(await shelf.has(hash, bytes))) lacking += bytes
  await shelf.room(lacking)
}

/** Lays down the files that the shelf lacks. @returns what is there now, and what the stores have lost or changed */
export async function keepFiles(
  files: KeptFile[],
  stores: Kept,
  shelf: Shelf,
  tell: (share: number) => void,
): Promise<{ added: number; kept: KeptFile[]; missing: string[] }> {
  const kept: KeptFile[] = []
  const missing: string[] = []
  let added = 0
  for (const [i, { folder, hash, bytes: listed }] of files.entries()) {
    if (await shelf.has(hash, listed)) kept.push({ folder, hash, bytes: listed })
    else {
      const bytes = await stores[folder].size(hash)
      const read = (): Readable => stores[folder].read(hash)
      if (bytes !== undefined && (await shelf.file(hash, bytes, read)) === hash) {
        kept.push({ folder, hash, bytes })
        added += bytes
      } else missing.push(`${folder}/${hash}`)
    }
    tell((i + 1) / files.length)
  }
  return { added, kept, missing }
}
