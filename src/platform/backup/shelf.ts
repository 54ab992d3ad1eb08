import { createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { blobsIn } from '../blobs.ts'
import { removeLeftovers, unfinished } from '../database/embedded/leftovers.ts'
import { sync } from '../durable.ts'
import { filePath } from './manifest.ts'

/** Where a backup is laid down: a folder, or a stream. */
export interface Shelf {
  /** Adds a part of this backup. */
  put(name: string, bytes: Buffer): Promise<void>
  /** Whether a file is there already, from an earlier backup. */
  has(hash: string, bytes: number): Promise<boolean>
  /** Adds one of people's files. @returns its real hash, which is another when the disk has changed it */
  file(hash: string, bytes: number, path: string): Promise<string>
  /** Lays the list of forgotten people beside the backups. */
  erased(text: string): Promise<void>
  /** All is there: from here on this is a backup. */
  finish(): Promise<void>
  /** Something failed: takes away what was laid down. */
  abandon(): Promise<void>
}

/**
 * A folder that holds many backups, each in a folder of its own named by its moment, and people's files once for all of
 * them. What is not finished has another name and is never taken for a backup.
 */
export async function folderShelf(folder: string, name: string): Promise<Shelf> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await removeLeftovers(join(folder, 'backup'))
  const making = unfinished(join(folder, 'backup'))
  await mkdir(join(making, 'tables'), { recursive: true, mode: 0o700 })
  const files = blobsIn(join(folder, 'blobs'))
  const added: string[] = []
  return {
    put: (part, bytes) => writeWhole(join(making, part), bytes),
    async has(hash, bytes) {
      const there = await stat(join(folder, filePath(hash))).catch(() => undefined)
      return there?.size === bytes
    },
    async file(hash, _bytes, path) {
      const kept = await files.put(createReadStream(path))
      if (kept.hash !== hash) await files.remove(kept.hash)
      else added.push(hash)
      return kept.hash
    },
    async erased(text) {
      const fresh = join(folder, `erased.${process.pid}`)
      await writeWhole(fresh, Buffer.from(text))
      await rename(fresh, join(folder, 'erased'))
    },
    async finish() {
      for (const start of new Set(added.map((hash) => dirname(filePath(hash))))) await sync(join(folder, start))
      for (const done of [join(making, 'tables'), making]) await sync(done)
      await rename(making, join(folder, name))
      await sync(folder)
    },
    async abandon() {
      // A full disk is most often the reason, and the site may live on the same one.
      for (const hash of added) await files.remove(hash)
      await rm(making, { recursive: true, force: true })
    },
  }
}

/** A new file that only its owner reads, on the disk when this returns. */
export async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Copies a file durably; nothing has its name before all of it is there. */
export async function copyWhole(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  const coming = `${to}.coming`
  await copyFile(from, coming)
  await chmod(coming, 0o600)
  await sync(coming)
  await rename(coming, to)
}

/** Removes files that were cut off while they came. */
export async function removeComing(folder: string): Promise<void> {
  for (const name of await readdir(join(folder, 'blobs', 'coming')).catch(() => [] as string[]))
    await rm(join(folder, 'blobs', 'coming', name), { force: true })
}
