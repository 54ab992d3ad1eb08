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
import { type Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Blobs, Kept } from '../blobs.ts'
import { sync } from '../durable.ts'
import { comingIn } from './coming.ts'
import { PIECE } from './pieces.ts'
import { letGo, settled, stays } from './settled.ts'

/** So many bytes are read at once: fewer cost time (a quarter of a megabyte a third more), more cost memory. */
const READ = 512 * 1024

/** Blobs as files below a folder: `ab/cdef…`. */
export function blobsIn(folder: string): Blobs {
  const pathOf = (hash: string) => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('not a blob hash')
    return join(folder, hash.slice(0, 2), hash.slice(2))
  }
  const leaving = (hash: string) => join(folder, 'leaving', hash)
  /** Folders of which this process knows that they are on the disk. */
  const sure = new Set<string>()
  /** Gives a file that is on the disk the place of its hash. */
  const place = async (coming: string, hash: string) => {
    const path = pathOf(hash)
    await mkdir(dirname(path), { recursive: true })
    // The folder it lies in must be on the disk: once, as it never goes.
    if (!sure.has(dirname(path))) {
      await sync(folder)
      sure.add(dirname(path))
    }
    await settled({
      async put() {
        // It keeps its own name, too, until it is sure that nobody takes it away here.
        await link(coming, `${coming}.placed`)
        await rename(`${coming}.placed`, path)
        // Its place must be on the disk, too.
        await sync(dirname(path))
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
      for (const kind of ['coming', 'leaving']) await forgetOlder(join(folder, kind), age)
      await parts.forget(comingAge)
    },
    olderThan: (age) => blobsOlder(folder, age),
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

/** Removes the files of a folder that nobody has touched for so long. */
async function forgetOlder(folder: string, age: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [] as string[])) {
    const old = await ageOf(join(folder, name))
    if (old !== undefined && old > age) await rm(join(folder, name), { force: true })
  }
}

async function* blobsOlder(folder: string, age: number): ReturnType<Blobs['olderThan']> {
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
}

function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}

/** How many milliseconds ago a file was written; undefined where there is none. */
async function ageOf(path: string): Promise<number | undefined> {
  const there = await stat(path).catch(() => undefined)
  return there && Date.now() - there.mtimeMs
}

/** Writes a new file, on the disk when this returns. While some of it is written, the next comes, and is written at once. */
async function written(from: Readable, path: string): Promise<Kept> {
  const sum = createHash('sha256')
  let bytes = 0
  const file = await open(path, 'wx', 0o600)
  try {
    const write = (chunks: Buffer[], done: (error?: Error | null) => void) => {
      const size = chunks.reduce((all, { length }) => all + length, 0)
      const writing = allOf(file, chunks, size)
      // While the disk has them.
      for (const chunk of chunks) sum.update(chunk)
      bytes += size
      writing.then(() => done(), done)
    }
    await pipeline(
      from,
      new Writable({
        highWaterMark: PIECE,
        write: (chunk: Buffer, _encoding, done) => write([chunk], done),
        writev: (waiting, done) =>
          write(
            waiting.map(({ chunk }) => chunk as Buffer),
            done,
          ),
      }),
    )
    // The file must be on disk before a row says that it is kept.
    await file.sync()
    return { hash: sum.digest('hex'), bytes }
  } finally {
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
