import type { Blobs } from '../blobs.ts'
import type { Parts } from '../boxes.ts'

/** Bytes that are to stand somewhere instead of others. */
export interface Patch {
  start: number
  bytes: Buffer
}

/** Nothing instead of so many bytes. */
export const blank = (start: number, length: number): Patch => ({ start, bytes: Buffer.alloc(length) })

const WINDOW = 64 * 1024

/** A kept file, read in pieces that are a little larger than what is asked for: that comes in very small ones. */
export function partsOf(blobs: Pick<Blobs, 'read'>, hash: string, bytes: number): Parts {
  let window = { start: 0, bytes: Buffer.alloc(0) }
  return {
    bytes,
    async part(start, length) {
      const end = Math.min(start + length, bytes)
      if (start < 0 || end <= start) return Buffer.alloc(0)
      if (start < window.start || end > window.start + window.bytes.length) {
        const until = Math.min(bytes, start + Math.max(length, WINDOW))
        const chunks: Buffer[] = []
        for await (const chunk of blobs.read(hash, { start, end: until - 1 })) chunks.push(chunk as Buffer)
        window = { start, bytes: Buffer.concat(chunks) }
      }
      return window.bytes.subarray(start - window.start, end - window.start)
    },
  }
}

/** A stream with the patches in their places; of two in one place the later one stands. */
export async function* patched(stream: AsyncIterable<Buffer>, patches: readonly Patch[]): AsyncGenerator<Buffer> {
  let at = 0
  for await (const chunk of stream) {
    const end = at + chunk.length
    const here = patches.filter(({ start, bytes }) => start < end && start + bytes.length > at)
    const changed = here.length ? Buffer.from(chunk) : chunk
    for (const { start, bytes } of here)
      bytes.copy(changed, Math.max(0, start - at), Math.max(0, at - start), Math.min(bytes.length, end - start))
    yield changed
    at = end
  }
}
