import type { Parts } from '../../boxes.ts'
import type { Facts } from '../preview.ts'

interface Block {
  type: number
  body: number
  size: number
}

async function* blocksOf(file: Parts): AsyncGenerator<Block> {
  let at = 4
  for (let count = 0; count < 100; count++) {
    const head = await file.part(at, 4)
    if (head.length < 4) return
    const size = head.readUIntBE(1, 3)
    yield { type: head[0]! & 0x7f, body: at + 4, size }
    if (head[0]! & 0x80) return
    at += 4 + size
  }
}

/** How long a FLAC recording is. */
export async function flacFacts(file: Parts): Promise<Partial<Facts>> {
  for await (const { type, body } of blocksOf(file)) {
    if (type !== 0) continue
    const info = await file.part(body + 10, 8)
    if (info.length < 8) return {}
    const rate = info.readUIntBE(0, 3) >>> 4
    const samples = (info[3]! & 0x0f) * 2 ** 32 + info.readUInt32BE(4)
    return rate && samples ? { seconds: samples / rate } : {}
  }
  return {}
}

/** The picture that it carries. */
export async function flacCover(file: Parts): Promise<Buffer | undefined> {
  for await (const { type, body, size } of blocksOf(file)) {
    if (type !== 6 || size > 16 * 1024 ** 2) continue
    const block = await file.part(body, size)
    const kind = block.readUInt32BE(4)
    const told = 8 + kind
    const picture = told + 4 + block.readUInt32BE(told) + 16
    return block.subarray(picture + 4, picture + 4 + block.readUInt32BE(picture))
  }
  return undefined
}
