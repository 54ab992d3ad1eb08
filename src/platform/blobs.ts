import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sync } from './durable.ts'

/** Bytes kept by their SHA-256, in hexadecimal. The same bytes are kept once. */
export interface Blobs {
  /** Keeps a stream; nothing is visible until all of it is on disk. */
  put(from: Readable): Promise<{ hash: string; bytes: number }>
  /** @param part bytes from `start` to `end`, both included */
  read(hash: string, part?: { start: number; end: number }): Readable
  bytes(hash: string): Promise<Buffer>
  has(hash: string): Promise<boolean>
  /** Removes what began to come longer ago than so many milliseconds and never came: the process ended meanwhile. */
  forgetUnfinished(age: number): Promise<void>
  /** Hashes of what has lain there longer than so many milliseconds. */
  olderThan(age: number): AsyncIterable<string>
  remove(hash: string): Promise<void>
}

/** Blobs as files below a folder: `ab/cdef…`. */
export function blobsIn(folder: string): Blobs {
  const pathOf = (hash: string) => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('not a blob hash')
    return join(folder, hash.slice(0, 2), hash.slice(2))
  }
  return {
    async put(from) {
      await mkdir(join(folder, 'coming'), { recursive: true })
      const coming = join(folder, 'coming', randomBytes(12).toString('hex'))
      const sum = createHash('sha256')
      let bytes = 0
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          sum.update(chunk)
          bytes += chunk.length
          done(null, chunk)
        },
      })
      try {
        // flush: the file must be on disk before a row says that it is kept.
        await pipeline(from, counted, createWriteStream(coming, { mode: 0o600, flush: true } as object))
        const hash = sum.digest('hex')
        const path = pathOf(hash)
        await mkdir(dirname(path), { recursive: true })
        await rename(coming, path)
        // So must be its place in the folder.
        for (const place of [dirname(path), folder]) await sync(place)
        return { hash, bytes }
      } catch (error) {
        await rm(coming, { force: true })
        throw error
      }
    },
    read: (hash, part) => createReadStream(pathOf(hash), part),
    async forgetUnfinished(age) {
      for (const name of await readdir(join(folder, 'coming')).catch(() => [] as string[])) {
        const coming = join(folder, 'coming', name)
        const there = await stat(coming).catch(() => undefined)
        if (there && there.mtimeMs < Date.now() - age) await rm(coming, { force: true })
      }
    },
    async *olderThan(age) {
      for (const start of await readdir(folder).catch(() => [] as string[])) {
        if (!/^[0-9a-f]{2}$/.test(start)) continue
        for (const rest of await readdir(join(folder, start))) {
          const { mtimeMs } = await stat(join(folder, start, rest))
          if (mtimeMs < Date.now() - age) yield start + rest
        }
      }
    },
    remove: (hash) => rm(pathOf(hash), { force: true }),
    bytes: (hash) => readFile(pathOf(hash)),
    has: (hash) =>
      stat(pathOf(hash)).then(
        () => true,
        () => false,
      ),
  }
}
