import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { type Asked, Unfetched } from './asked.ts'

/** All of an answer, unpacked where it is packed, if it is no more than that; else its beginning, where that is enough. */
export async function bytesOf(
  answer: IncomingMessage,
  { most = 1024 * 1024, cut = false }: Asked,
  signal: AbortSignal,
): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  const gather = async (source: AsyncIterable<Buffer>) => {
    for await (const part of source) {
      bytes += part.length
      if (bytes <= most || cut) parts.push(part)
      if (bytes > most) throw new Unfetched('too-large')
    }
  }
  const encoding = String(answer.headers['content-encoding'] ?? 'identity').toLowerCase()
  const unpacks = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress }
  const unpack = unpacks[encoding as keyof typeof unpacks]
  if (!unpack && encoding !== 'identity') throw new Unfetched('unreadable')
  try {
    if (unpack) await pipeline(answer, unpack(), gather, { signal })
    else await pipeline(answer, gather, { signal })
  } catch (cause) {
    // Whoever is cut off complains as well: what is said depends on who is heard first.
    if (bytes > most && cut) return Buffer.concat(parts).subarray(0, most)
    if (bytes > most) throw new Unfetched('too-large')
    throw new Unfetched(signal.aborted ? 'too-slow' : 'unreadable', { cause })
  }
  return Buffer.concat(parts)
}

/** Without what must not be kept or has been undone: cookies, and how the bytes travelled. */
export function plain(answer: IncomingMessage): Record<string, string> {
  const { 'set-cookie': _cookies, 'content-encoding': _packed, 'content-length': _length, ...rest } = answer.headers
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]))
}
