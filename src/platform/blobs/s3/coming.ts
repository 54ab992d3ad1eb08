import type { Readable } from 'node:stream'
import { Readable as Streams } from 'node:stream'
import { COMING_AGE, type Coming, ComingTrouble, type Kept } from '../../blobs.ts'
import { freshName } from '../coming.ts'
import { pieces } from '../pieces.ts'
import { type Found, listed, streamed } from './objects.ts'
import type { Speaking } from './speak.ts'

const PIECE = 8 * 1024 * 1024
const NAME = /^[0-9a-f]{32}$/

/**
 * What comes in parts, as objects that each hold one piece: `<name>/<offset>-<length>`. A piece that is there is never written
 * again, and how far it is, is what the list says, in whatever process. Two processes that write the same name at once can put
 * two pieces at one place: the longest counts, and `finish` hashes what it really reads.
 */
export function comingTo(
  speaking: Speaking,
  folder: string,
  put: (from: Readable) => Promise<Kept>,
  has: (hash: string) => Promise<boolean>,
  renew: (hash: string) => Promise<boolean>,
): Coming & { forget(age?: number): Promise<void> } {
  const { ask } = speaking
  /** Who writes a name in this process. */
  const writing = new Map<string, { from: Readable; done: Promise<unknown> }>()

  const there = async (name: string) => {
    if (!NAME.test(name)) throw new ComingTrouble('gone')
    const found = await gathered(listed(speaking, `${folder}/${name}/`))
    if (!found.length) throw new ComingTrouble('gone')
    return standing(found)
  }
  const removeAll = async (found: Found[]) => {
    // The first one last: as long as it is there, the name is.
    for (const { key } of found.reverse()) await ask('DELETE', key)
  }

  async function appended(name: string, offset: number, from: Readable): Promise<number> {
    const { kept, length } = await there(name)
    if (offset !== length) throw new ComingTrouble('offset', length)
    if (kept) return length
    let at = length
    for await (const body of pieces(from, PIECE)) {
      await ask('PUT', `${folder}/${name}/${String(at).padStart(16, '0')}-${body.length}`, { body })
      at += body.length
    }
    return at
  }

  async function drop(name: string): Promise<void> {
    if (!NAME.test(name)) return
    const under = writing.get(name)
    under?.from.destroy()
    await under?.done.catch(() => {})
    await removeAll(await gathered(listed(speaking, `${folder}/${name}/`)))
  }

  return {
    async begin() {
      const name = freshName()
      await ask('PUT', `${folder}/${name}/begun`, { body: Buffer.from('') })
      return name
    },
    async append(name, offset, from) {
      // It may break before it is read.
      from.on('error', () => {})
      const before = writing.get(name)
      const mine = (async () => {
        before?.from.destroy()
        await before?.done.catch(() => {})
        return appended(name, offset, from)
      })()
      const entry = { from, done: mine }
      writing.set(name, entry)
      return mine.finally(() => {
        if (writing.get(name) === entry) writing.delete(name)
      })
    },
    async length(name) {
      const { kept, length } = await there(name)
      if (kept && !(await has(kept.hash))) throw new ComingTrouble('gone')
      return length
    },
    async finish(name) {
      if (writing.has(name)) throw new ComingTrouble('busy')
      const { kept, found } = await there(name)
      if (kept) {
        if (await renew(kept.hash)) return kept
        throw new ComingTrouble('gone')
      }
      const made = await put(
        Streams.from(
          (async function* () {
            for (const { key } of found) yield* streamed(speaking, key)
          })(),
          { objectMode: false },
        ),
      )
      await ask('PUT', `${folder}/${name}/kept-${made.hash}-${made.bytes}`, { body: Buffer.from('') })
      await removeAll(found)
      return made
    },
    drop,
    async forget(age = COMING_AGE) {
      const latest = new Map<string, number>()
      for await (const { key, at } of listed(speaking, `${folder}/`)) {
        const name = key.slice(folder.length + 1).split('/')[0]!
        latest.set(name, Math.max(at, latest.get(name) ?? 0))
      }
      for (const [name, at] of latest) if (at < Date.now() - age && !writing.has(name)) await drop(name)
    },
  }
}

/** What of a name's objects counts: the pieces from the beginning without a gap, or the blob that was made of them. */
function standing(all: Found[]): { kept?: Kept; length: number; found: Found[] } {
  const found: Found[] = []
  let length = 0
  // By offset, the longest first.
  const ordered = all.flatMap((one) => {
    const [, offset, bytes] = /\/(\d{16})-(\d+)$/.exec(one.key) ?? []
    return offset === undefined ? [] : [{ one, offset: Number(offset), bytes: Number(bytes) }]
  })
  ordered.sort((a, b) => a.offset - b.offset || b.bytes - a.bytes)
  for (const { one, offset, bytes } of ordered) {
    if (offset !== length) continue
    found.push(one)
    length += bytes
  }
  const [, hash, bytes] = all.map(({ key }) => /\/kept-([0-9a-f]{64})-(\d+)$/.exec(key)).find(Boolean) ?? []
  return hash ? { kept: { hash, bytes: Number(bytes) }, length: Number(bytes), found } : { length, found }
}

async function gathered<T>(from: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of from) all.push(one)
  return all
}
