import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import {
  type FileHandle,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Blobs, Kept } from '../blobs.ts'
import { sync } from '../durable.ts'
import { comingIn } from './coming.ts'
import { PIECE } from './pieces.ts'
import { letGo, settled, stays } from './settled.ts'

/** So many bytes are read at once: fewer cost time, more cost memory. */
const READ = 256 * 1024

/** Blobs as files below a folder: `ab/cdef…`. */
export function blobsIn(folder: string): Blobs {
  const pathOf = (hash: string) => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('not a blob hash')
    return join(folder, hash.slice(0, 2), hash.slice(2))
  }
  const leaving = (hash: string) => join(folder, 'leaving', hash)
  /** Gives a file that is on the disk the place of its hash. */
  const place = async (coming: string, hash: string) => {
    const path = pathOf(hash)
    await mkdir(dirname(path), { recursive: true })
    await settled({
      async put() {
        // It keeps its own name, too, until it is sure that nobody takes it away here.
        await link(coming, `${coming}.placed`)
        await rename(`${coming}.placed`, path)
        // So must be its place in the folder.
        for (const place of [dirname(path), folder]) await sync(place)
      },
      has: () => has(hash),
      taking: () => ageOf(leaving(hash)),
    })
    await rm(coming)
  }
  const has = (hash: string) =>
    stat(pathOf(hash)).then(
      () => true,
      () => false,
    )
  /** Counts as new again. @returns whether it is there */
  const renew = (hash: string) =>
    stays({
      put: () => utimes(pathOf(hash), new Date(), new Date()).catch(unlessGone),
      has: () => has(hash),
      taking: () => ageOf(leaving(hash)),
    })
  const parts = comingIn(join(folder, 'parts'), place, has, renew)
  return {
    ...parts,
    async put(from) {
      // It may break before it is read.
      from.on('error', () => {})
      await mkdir(join(folder, 'coming'), { recursive: true })
      const coming = join(folder, 'coming', randomBytes(12).toString('hex'))
      try {
        const kept = await written(from, coming)
        await place(coming, kept.hash)
        return kept
      } catch (error) {
        await rm(coming, { force: true })
        throw error
      }
    },
    read: (hash, part) => createReadStream(pathOf(hash), { ...part, highWaterMark: READ }),
    async forgetUnfinished(age, comingAge) {
      for (const kind of ['coming', 'leaving'])
        for (const name of await readdir(join(folder, kind)).catch(() => [] as string[])) {
          const old = await ageOf(join(folder, kind, name))
          if (old !== undefined && old > age) await rm(join(folder, kind, name), { force: true })
        }
      await parts.forget(comingAge)
    },
    async *olderThan(age) {
      for (const start of (await readdir(folder).catch(() => [] as string[])).sort()) {
        if (!/^[0-9a-f]{2}$/.test(start)) continue
        for (const rest of (await readdir(join(folder, start))).sort()) {
          // It may go while we look.
          const there = await stat(join(folder, start, rest)).catch(() => undefined)
          if (!there) continue
          const { mtimeMs, size } = there
          if (mtimeMs < Date.now() - age) yield { hash: start + rest, bytes: size, at: mtimeMs }
        }
      }
    },
    letGo: (hash, age) =>
      letGo(
        {
          async say() {
            await mkdir(join(folder, 'leaving'), { recursive: true })
            await writeFile(leaving(hash), '')
          },
          unsay: () => rm(leaving(hash), { force: true }),
          age: () => ageOf(pathOf(hash)),
          remove: () => rm(pathOf(hash), { force: true }),
        },
        age,
      ),
    remove: (hash) => rm(pathOf(hash), { force: true }),
    size: (hash) =>
      stat(pathOf(hash)).then(
        ({ size }) => size,
        () => undefined,
      ),
    bytes: (hash) => readFile(pathOf(hash)),
    local: async (hash) => ({ path: pathOf(hash), async done() {} }),
    has,
  }
}

function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}

/** How many milliseconds ago a file was written; undefined where there is none. */
async function ageOf(path: string): Promise<number | undefined> {
  const there = await stat(path).catch(() => undefined)
  return there && Date.now() - there.mtimeMs
}

/** Writes a new file, on the disk when this returns. While one piece is written, the next one comes and is hashed. */
async function written(from: Readable, path: string): Promise<Kept> {
  const sum = createHash('sha256')
  let bytes = 0
  const file = await open(path, 'wx', 0o600)
  let writing: Promise<unknown> = Promise.resolve()
  try {
    let waiting: Buffer[] = []
    let size = 0
    const write = async () => {
      await writing
      writing = allOf(file, waiting, size)
      // Whoever waits for it hears of it, nobody else.
      writing.catch(() => {})
      waiting = []
      size = 0
    }
    for await (const come of from as AsyncIterable<Buffer | string>) {
      const chunk = typeof come === 'string' ? Buffer.from(come) : come
      sum.update(chunk)
      bytes += chunk.length
      waiting.push(chunk)
      size += chunk.length
      if (size >= PIECE) await write()
    }
    await write()
    await writing
    // The file must be on disk before a row says that it is kept.
    await file.sync()
    return { hash: sum.digest('hex'), bytes }
  } finally {
    await writing.catch(() => {})
    await file.close()
  }
}

/** Writes all of some chunks at the end of a file, however little is taken at a time. */
async function allOf(file: FileHandle, chunks: Buffer[], size: number): Promise<void> {
  const { bytesWritten } = await file.writev(chunks)
  if (bytesWritten === size) return
  const rest = Buffer.concat(chunks).subarray(bytesWritten)
  await file.writeFile(rest)
}
