import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract, pack } from 'tar-stream'
import { ERASED, lineOf } from './erased.ts'
import { filePath, MANIFEST, NAME, PART, SEAL } from './manifest.ts'
import type { Shelf } from './shelf.ts'

/** One backup as one tar, for a pipe: unpacked, it is a folder of backups with this one in it. */
export function tarShelf(to: Writable, name: string): Shelf {
  const tar = pack()
  const sent = pipeline(tar as unknown as Readable, to)
  // Whoever reads may go away at any time; `put` and `finish` tell of it.
  sent.catch(() => {})
  const seen = new Set<string>()
  const entry = (path: string, bytes: Buffer) =>
    Promise.race([
      new Promise<void>((resolve, reject) =>
        tar.entry({ name: path, mode: 0o600 }, bytes, (error) => (error ? reject(error) : resolve())),
      ),
      sent,
    ])
  return {
    put: (part, bytes) => entry(`${name}/${part}`, bytes),
    // A face and a file may be the same bytes: in one tar they need be only once.
    has: async (hash) => seen.has(hash),
    room: async () => {},
    async file(hash, bytes, read) {
      seen.add(hash)
      const sum = createHash('sha256')
      const into = tar.entry({ name: filePath(hash), mode: 0o600, size: bytes })
      for await (const chunk of read()) {
        sum.update(chunk)
        if (!into.write(chunk)) await Promise.race([once(into as unknown as Writable, 'drain'), sent])
      }
      into.end()
      await Promise.race([once(into as unknown as Writable, 'finish'), sent])
      return sum.digest('hex')
    },
    erased: (people) => entry(ERASED, Buffer.from(people.map(lineOf).join(''))),
    async finish() {
      tar.finalize()
      await sent
    },
    async abandon() {
      tar.destroy()
    },
  }
}

/** Whether a name may stand in a tar of ours: names come from outside, and lead nowhere but into the folder. */
function isOurs(path: string): boolean {
  if (path === ERASED || /^blobs\/[0-9a-f]{2}\/[0-9a-f]{62}$/.test(path)) return true
  const [name, ...part] = path.split('/')
  return NAME.test(name!) && (PART.test(part.join('/')) || [MANIFEST, SEAL].includes(part.join('/')))
}

/**
 * Unpacks a tar into a folder.
 * @throws when it is cut off, or holds what no backup holds
 */
export async function unpack(from: Readable, folder: string): Promise<void> {
  const tar = extract()
  const read = pipeline(from, tar as unknown as Writable)
  // Where it breaks off while a folder is being made, the entry has ended already and tells nobody that listens later.
  const broken = new Promise<never>((_, reject) => {
    read.catch(reject)
  })
  broken.catch(() => {})
  try {
    for await (const entry of tar) {
      const { name, type } = entry.header
      if (type === 'directory') {
        entry.resume()
        continue
      }
      if (type !== 'file' || !isOurs(name))
        throw new Error(`This is no backup of Copse: ${name} does not belong in one.`)
      await mkdir(dirname(join(folder, name)), { recursive: true, mode: 0o700 })
      const file = createWriteStream(join(folder, name), { mode: 0o600 })
      await Promise.race([pipeline(entry as unknown as Readable, file), broken])
    }
    await read
  } catch (error) {
    const said = (error as Error).message
    if (/unexpected end|invalid tar/i.test(said))
      throw new Error('The backup is not whole, or is no tar: it breaks off.')
    throw error
  }
}
