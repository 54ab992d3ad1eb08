import type { Readable } from 'node:stream'

/** So many bytes are written at once: fewer cost time, more cost memory. */
export const PIECE = 1024 * 1024

/** A stream in pieces of about so many bytes. Where it breaks it just ends: what came of it counts. */
export async function* pieces(from: Readable, size = PIECE): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let bytes = 0
  const chunks = from[Symbol.asyncIterator]()
  for (;;) {
    const next = await chunks.next().catch(() => undefined)
    if (!next || next.done) break
    const chunk = typeof next.value === 'string' ? Buffer.from(next.value) : (next.value as Buffer)
    waiting.push(chunk)
    bytes += chunk.length
    if (bytes < size) continue
    yield Buffer.concat(waiting, bytes)
    waiting = []
    bytes = 0
  }
  if (bytes) yield Buffer.concat(waiting, bytes)
}
