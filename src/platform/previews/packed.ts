import type { Readable } from 'node:stream'
import { BadArchive, openZip, type Zip, type ZipEntry } from '../zip.ts'
import { NothingToShow } from './preview.ts'
import type { Source } from './source.ts'

/** A part of a document that unpacks to more, or grows so much, was made to do harm. */
const LARGEST_PART = 64 * 1024 ** 2
const GROWS = 400
/** All that is unpacked of one document. */
const MOST_UNPACKED = 192 * 1024 ** 2

/** A document that is an archive of parts. */
export interface Packed {
  names: string[]
  has(name: string): boolean
  /** @throws NothingToShow where it unpacks to too much */
  stream(name: string): Promise<Readable>
  bytes(name: string, most?: number): Promise<Buffer>
}

/** Opens an archive for the time of a piece of work. @throws NothingToShow for what is none, asks for a password, or floods */
export async function withPacked<T>(source: Source, work: (packed: Packed) => Promise<T>): Promise<T> {
  const zip = await openZip({ read: (_hash, part) => source.stream(part) }, '', source.bytes).catch((error) => {
    throw new NothingToShow(error instanceof BadArchive && error.why !== 'not-a-zip' ? 'too-large' : 'broken')
  })
  try {
    return await work(packedOf(zip))
  } finally {
    zip.close()
  }
}

function packedOf(zip: Zip): Packed {
  const entries = new Map(zip.entries.map((entry) => [entry.path, entry]))
  const locked = new Set(zip.refused.filter(({ why }) => why === 'encrypted').map(({ path }) => path))
  let left = MOST_UNPACKED
  const bounded = (name: string, most: number): ZipEntry => {
    if (locked.has(name)) throw new NothingToShow('locked')
    const entry = entries.get(name)
    if (!entry) throw new NothingToShow('broken')
    const grows = entry.bytes > 1024 ** 2 && entry.bytes > GROWS * entry.entry.compressedSize
    if (entry.bytes > most || grows || entry.bytes > left) throw new NothingToShow('too-large')
    left -= entry.bytes
    return entry
  }
  return {
    names: [...entries.keys(), ...locked],
    has: (name) => entries.has(name) || locked.has(name),
    stream: async (name) => zip.stream(bounded(name, LARGEST_PART)),
    bytes: async (name, most = LARGEST_PART) => zip.bytes(bounded(name, most)),
  }
}
