import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { Blobs, Kept } from '../../blobs.ts'
import { letGo, type Place, settled, stays } from '../settled.ts'
import { comingTo } from './coming.ts'
import { abortOld, copied, putLarge, renewed } from './large.ts'
import { listed, looked, streamed } from './objects.ts'
import { piecesOrFail } from './piecewise.ts'
import type { Speaking } from './speak.ts'

/** So much of each upload is in memory: what is smaller is put at once, what is larger in pieces of this size. */
export const PIECE = 8 * 1024 * 1024

/** Who looks at a file by its path has at most so long for it. */
const LOCAL_MS = 86_400_000

/**
 * Blobs as objects in a bucket: `<name>/<hash>`. Beside them lie `<name>-coming/`, what comes in parts; `<name>-putting/`, what
 * has no hash yet; and `<name>-leaving/`, signs of what is being taken away.
 * @param local a folder for what programs want to read as a file
 */
export function blobsAt(speaking: Speaking, name: string, local: string): Blobs {
  const { ask } = speaking
  const keyOf = (hash: string) => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('not a blob hash')
    return `${name}/${hash}`
  }
  const has = async (hash: string) => (await looked(speaking, keyOf(hash))) !== undefined
  const sign = (hash: string) => `${name}-leaving/${hash}`
  const placeOf = (hash: string, put: () => Promise<unknown>): Place => ({
    put: async () => void (await put()),
    has: () => has(hash),
    async taking() {
      const there = await looked(speaking, sign(hash))
      return there && there.now - there.at
    },
  })
  const place = (hash: string, put: (key: string) => Promise<unknown>) => settled(placeOf(hash, () => put(keyOf(hash))))
  /** Counts as new again. @returns whether it is there */
  const renew = (hash: string) => stays(placeOf(hash, () => renewed(speaking, keyOf(hash))))

  const put = (from: Readable) => putIn(speaking, name, from, place)
  const parts = comingTo(speaking, `${name}-coming`, put, has, renew)
  return {
    ...parts,
    put,
    read: (hash, part) => streamed(speaking, keyOf(hash), part),
    bytes: (hash) => buffer(streamed(speaking, keyOf(hash))),
    has,
    size: async (hash) => (await looked(speaking, keyOf(hash)))?.bytes,
    local: async (hash) => copyIn(local, streamed(speaking, keyOf(hash))),
    async forgetUnfinished(age, comingAge) {
      await forgetCopies(local, Math.max(age, LOCAL_MS))
      await abortOld(speaking, `${name}-putting/`, Date.now() - age)
      for (const one of ['putting', 'leaving'])
        for await (const { key, at } of listed(speaking, `${name}-${one}/`))
          if (at < Date.now() - age) await ask('DELETE', key)
      await parts.forget(comingAge)
    },
    async *olderThan(age) {
      for await (const { key, at, bytes } of listed(speaking, `${name}/`))
        if (at < Date.now() - age) yield { hash: key.slice(name.length + 1), bytes, at }
    },
    remove: async (hash) => void (await ask('DELETE', keyOf(hash))),
    letGo: (hash, age) =>
      letGo(
        {
          say: async () => void (await ask('PUT', sign(hash), { body: Buffer.from('') })),
          unsay: async () => void (await ask('DELETE', sign(hash))),
          async age() {
            const there = await looked(speaking, keyOf(hash))
            return there && there.now - there.at
          },
          // Not tried again: it must not come late.
          remove: async () => void (await ask('DELETE', keyOf(hash), { tries: 1, patience: 10_000 })),
        },
        age,
      ),
  }
}

/**
 * Keeps what comes: what is small at once, what is large in parts below a name of its own, until its hash is known.
 * @param place puts what has this hash where it belongs
 */
async function putIn(
  speaking: Speaking,
  name: string,
  from: Readable,
  place: (hash: string, put: (key: string) => Promise<unknown>) => Promise<unknown>,
): Promise<Kept> {
  const sum = createHash('sha256')
  let bytes = 0
  const pieces = piecesOrFail(from, PIECE, (chunk) => {
    sum.update(chunk)
    bytes += chunk.length
  })
  const first = (await pieces.next()).value ?? Buffer.alloc(0)
  const second = first.length < PIECE ? undefined : (await pieces.next()).value
  if (!second) {
    const hash = sum.digest('hex')
    await place(hash, (key) => speaking.ask('PUT', key, { body: first }))
    return { hash, bytes }
  }
  const putting = `${name}-putting/${randomBytes(16).toString('hex')}`
  await putLarge(
    speaking,
    putting,
    (async function* () {
      yield first
      yield second
      yield* pieces
    })(),
  )
  try {
    const hash = sum.digest('hex')
    await place(hash, (key) => copied(speaking, putting, key))
    return { hash, bytes }
  } finally {
    await speaking.ask('DELETE', putting).catch(() => {}) // the nightly sweep tries again
  }
}

/** What comes, as a file for a while. */
async function copyIn(local: string, from: Readable): ReturnType<Blobs['local']> {
  await mkdir(local, { recursive: true, mode: 0o700 })
  const path = join(local, randomBytes(12).toString('hex'))
  const done = () => rm(path, { force: true })
  try {
    await pipeline(from, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await done()
    throw error
  }
  return { path, done }
}

/** Removes copies that nobody has taken away for so long. */
async function forgetCopies(local: string, age: number): Promise<void> {
  for (const file of await readdir(local).catch(() => [] as string[])) {
    const there = await stat(join(local, file)).catch(() => undefined)
    if (there && there.mtimeMs < Date.now() - age) await rm(join(local, file), { force: true })
  }
}
