import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { blobsIn } from '../blobs.ts'
import type { Sql } from '../database/connect.ts'
import type { KeptFile } from './manifest.ts'
import type { Shelf } from './shelf.ts'
import { named, quoted, tablesOf } from './snapshot.ts'

/**
 * The files on the disk that rows of the snapshot refer to. Others wait to be swept: the original of a picture, which says
 * where it was taken, must not live on in backups. And what rows name that the disk lacks.
 */
export async function filesNamed(
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
export async function refuseTooManyFiles(
  files: Omit<KeptFile, 'bytes'>[],
  dataDir: string,
  shelf: Shelf,
): Promise<void> {
  let lacking = 0
  for (const { folder, hash } of files) {
    const size = (await stat(blobPath(dataDir, folder, hash)).catch(() => undefined))?.size ?? 0
    if (!(await shelf.has(hash, size))) lacking += size
  }
  await shelf.room(lacking)
}

const blobPath = (dataDir: string, folder: string, hash: string) =>
  join(dataDir, folder, hash.slice(0, 2), hash.slice(2))

/** Lays down the files that the shelf lacks. @returns what is there now, and what the disk has lost or changed */
export async function keepFiles(
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
