import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { blobsIn } from '../blobs.ts'
import { removeLeftovers, unfinished } from '../database/embedded/leftovers.ts'
import { sync } from '../durable.ts'
import { ERASED, type Erased, erasedPeople, joined, layErased } from './erased.ts'
import { filePath } from './manifest.ts'
import { refuseFull } from './room.ts'
import { writeWhole } from './whole.ts'

/** Where a backup is laid down: a folder, or a stream. */
export interface Shelf {
  /** Adds a part of this backup. */
  put(name: string, bytes: Buffer): Promise<void>
  /** Whether a file is there already, from an earlier backup. */
  has(hash: string, bytes: number): Promise<boolean>
  /** @throws with a sentence when so many bytes of files do not fit */
  room(bytes: number): Promise<void>
  /** Adds one of people's files. @returns its real hash, which is another when the store has changed it */
  file(hash: string, bytes: number, read: () => Readable): Promise<string>
  /** Adds to the list of forgotten people that lies beside the backups: nobody ever leaves it. */
  erased(people: Erased[]): Promise<void>
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
  await files.forgetUnfinished(0)
  const added: string[] = []
  return {
    put: (part, bytes) => writeWhole(join(making, part), bytes),
    async has(hash, bytes) {
      const there = await stat(join(folder, filePath(hash))).catch(() => undefined)
      return there?.size === bytes
    },
    room: (bytes) => refuseFull('the files of a backup', folder, bytes),
    async file(hash, _bytes, read) {
      const kept = await files.put(read())
      if (kept.hash !== hash) await files.remove(kept.hash)
      else added.push(hash)
      return kept.hash
    },
    async erased(people) {
      await layErased(folder, joined(people, await erasedPeople(join(folder, ERASED))))
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
