import { type Hash, randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { COMING_AGE, type Coming, ComingTrouble, type Kept } from '../blobs.ts'
import { sync } from '../durable.ts'
import { FILE, filesIn, type Held, holding, release, take } from './held.ts'
import { PIECE, pieces } from './pieces.ts'
import { type Sum, type SumSoFar, sumOf, sumsSoFar } from './sums.ts'

const NAME = /^[0-9a-f]{32}$/

/** A new name, which nobody can guess. */
export const freshName = () => randomBytes(16).toString('hex')

/**
 * What comes in parts, as files below a folder: each name has a folder of its own with one file in it, which says by its
 * name how much of it is kept for good (`held.ts`). Once it is a blob, an empty file there says which.
 * @param place gives a file the place of its hash
 * @param renew makes a blob count as new again; false where it is not there
 */
export function comingIn(
  folder: string,
  place: (path: string, hash: string) => Promise<void>,
  has: (hash: string) => Promise<boolean>,
  renew: (hash: string) => Promise<boolean>,
): Coming & { forget(age?: number): Promise<void> } {
  /** Who writes a name in this process. */
  const writing = new Map<string, { from: Readable; done: Promise<unknown> }>()
  const sums = sumsSoFar()

  const at = (name: string) => {
    if (!NAME.test(name)) throw new ComingTrouble('gone')
    return join(folder, name)
  }
  const drop = async (name: string) => {
    const under = writing.get(name)
    under?.from.destroy()
    await under?.done.catch(() => {})
    sums.take(name)
    if (NAME.test(name)) await rm(join(folder, name), { recursive: true, force: true })
  }

  return {
    async begin() {
      const name = freshName()
      await mkdir(join(folder, name), { recursive: true, mode: 0o700 })
      await writeFile(join(folder, name, 'at.0'), '', { mode: 0o600 })
      for (const one of [join(folder, name), folder]) await sync(one)
      return name
    },

    async append(name, offset, from) {
      // It may break before it is read.
      from.on('error', () => {})
      const before = writing.get(name)
      const mine = (async () => {
        before?.from.destroy()
        await before?.done.catch(() => {})
        const { kept } = await look(at(name))
        if (kept) {
          if (offset === kept.bytes) return kept.bytes
          throw new ComingTrouble('offset', kept.bytes)
        }
        return appended(at(name), offset, from, sums.of(name))
      })()
      const entry = { from, done: mine }
      writing.set(name, entry)
      return mine.finally(() => {
        if (writing.get(name) === entry) writing.delete(name)
      })
    },

    async length(name) {
      const { kept, length } = await look(at(name))
      // What became a blob that nothing named for long has been swept: it is to be brought again.
      if (kept && !(await has(kept.hash))) return gone()
      return kept?.bytes ?? length ?? gone()
    },

    async finish(name) {
      if (writing.has(name)) throw new ComingTrouble('busy')
      const own = at(name)
      const { kept, length } = await look(own)
      if (length !== undefined) return finished(own, sums.take(name))
      if (!kept || !(await renew(kept.hash))) return gone()
      return kept
    },

    drop,

    async forget(age = COMING_AGE) {
      for (const name of await readdir(folder).catch(() => [] as string[])) {
        const there = await stat(join(folder, name)).catch(() => undefined)
        if (there && there.mtimeMs < Date.now() - age && !writing.has(name)) await drop(name)
      }
    },
  }

  async function finished(own: string, known: Sum | undefined): Promise<Kept> {
    const held = await take(own)
    const stop = holding(() => held.path)
    try {
      const sum = known?.length === held.length ? known.hash : await sumOf(held.path)
      const kept = { hash: sum.digest('hex'), bytes: held.length }
      // Said first: whoever asks again after a sudden end finds either the file or what has become of it.
      await writeFile(join(own, `kept.${kept.hash}.${kept.bytes}`), '')
      await sync(own)
      await place(held.path, kept.hash)
      return kept
    } catch (error) {
      await release(held.path, own, held.length).catch(() => {})
      throw error
    } finally {
      stop()
    }
  }
}

/** What a name has: a file with so many bytes, or a blob, or both where a process ended between the two. */
async function look(own: string): Promise<{ length?: number; kept?: Kept }> {
  const found: { length?: number; kept?: Kept } = {}
  for (const file of await filesIn(own)) {
    const [kind, first, second] = file.split('.')
    if (kind === 'kept') found.kept = { hash: first!, bytes: Number(second) }
    if (FILE.test(file)) found.length = Number(first)
  }
  // A file that is still there is what counts: the blob was not made of it yet.
  if (found.length !== undefined) delete found.kept
  return found
}

async function appended(own: string, offset: number, from: Readable, sum: SumSoFar): Promise<number> {
  const held = await take(own)
  const it = { held, length: held.length }
  const stop = holding(() => it.held.path)
  try {
    if (it.length !== offset) throw new ComingTrouble('offset', it.length)
    const file = await open(it.held.path, 'r+')
    try {
      // What a process wrote that ended suddenly is not trusted: it is written over.
      await file.truncate(it.length)
      const hash = sum.from(it.length)
      await grow(file, it, from, hash)
      if (hash) sum.keep({ length: it.length, hash })
    } catch (error) {
      // A full disk: what was on it before stays.
      it.length = it.held.length
      await file.truncate(it.length).catch(() => {})
      throw error
    } finally {
      await file.close()
    }
    return it.length
  } finally {
    stop()
    await release(it.held.path, own, it.length)
  }
}

/** Writes what comes where the rest ends. While some of it goes to the disk for good, more is written. */
async function grow(
  file: FileHandle,
  it: { held: Held; length: number },
  from: Readable,
  hash: Hash | undefined,
): Promise<void> {
  let settling: Promise<void> | undefined
  const settle = async (length: number) => {
    await file.datasync()
    it.held = await it.held.grown(length)
    settling = undefined
  }
  try {
    for await (const piece of pieces(from)) {
      const writing = allOf(file, piece, it.length)
      hash?.update(piece)
      await writing
      it.length += piece.length
      if (settling || it.length - it.held.length < 16 * PIECE) continue
      settling = settle(it.length)
      // Whoever waits for it hears of it, nobody else.
      settling.catch(() => {})
    }
    await settling
    await file.sync()
  } finally {
    await settling?.catch(() => {})
  }
}

/** Writes all of it, however little is taken at a time. */
async function allOf(file: FileHandle, piece: Buffer, at: number): Promise<void> {
  for (let done = 0; done < piece.length; )
    done += (await file.write(piece, done, piece.length - done, at + done)).bytesWritten
}

function gone(): never {
  throw new ComingTrouble('gone')
}
