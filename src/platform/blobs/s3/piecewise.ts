import type { Readable } from 'node:stream'

/**
 * A stream in pieces of exactly so many bytes, but for the last.
 * @param seen is told of all bytes as they come @throws what the stream breaks with
 */
export async function* piecesOrFail(
  from: Readable,
  size: number,
  seen: (chunk: Buffer) => void,
): AsyncGenerator<Buffer, undefined> {
  let waiting: Buffer[] = []
  let bytes = 0
  for await (const come of from as AsyncIterable<Buffer | string>) {
    const chunk = typeof come === 'string' ? Buffer.from(come) : come
    seen(chunk)
    let rest = chunk
    while (bytes + rest.length >= size) {
      const cut = size - bytes
      yield Buffer.concat([...waiting, rest.subarray(0, cut)], size)
      waiting = []
      bytes = 0
      rest = rest.subarray(cut)
    }
    if (!rest.length) continue
    waiting.push(rest)
    bytes += rest.length
  }
  if (bytes) yield Buffer.concat(waiting, bytes)
}
