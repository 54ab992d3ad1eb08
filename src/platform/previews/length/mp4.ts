import { type Box, boxAt, boxesIn, boxIn, type Parts } from '../../boxes.ts'
import type { Facts } from '../preview.ts'

/** How long an MP4, M4A or QuickTime film is, and how large. */
export async function mp4Facts(file: Parts): Promise<Partial<Facts>> {
  const moov = await boxAt(file, 'moov')
  const mvhd = moov && (await boxIn(file, moov, 'mvhd'))
  if (!moov || !mvhd) return {}
  const head = await file.part(mvhd.body, 32)
  const wide = head[0] === 1
  if (head.length < (wide ? 32 : 20)) return {}
  const scale = head.readUInt32BE(wide ? 20 : 12)
  const long = wide ? Number(head.readBigUInt64BE(24)) : head.readUInt32BE(16)
  return { ...(scale && { seconds: long / scale }), ...(await sizeOf(file, moov)) }
}

/** The size of the first track that has one, as it is shown. */
async function sizeOf(file: Parts, moov: Box): Promise<Partial<Facts>> {
  for await (const box of boxesIn(file, moov.body, moov.end)) {
    const tkhd = box.type === 'trak' && (await boxIn(file, box, 'tkhd'))
    if (!tkhd) continue
    const head = await file.part(tkhd.body, Math.min(tkhd.end - tkhd.body, 200))
    const at = head[0] === 1 ? 88 : 76
    if (head.length < at + 8) continue
    const [width, height] = [head.readUInt32BE(at) >>> 16, head.readUInt32BE(at + 4) >>> 16]
    // A quarter turn is in the matrix before the size: its first number is nothing then.
    const turned = head.readInt32BE(at - 36) === 0
    if (width && height) return turned ? { width: height, height: width } : { width, height }
  }
  return {}
}

/** The cover of a song or book, where it carries one. */
export async function mp4Cover(file: Parts): Promise<Buffer | undefined> {
  const covr = await boxAt(file, 'moov/udta/meta/ilst/covr')
  const data = covr && (await boxIn(file, covr, 'data'))
  return data && file.part(data.body + 8, data.end - data.body - 8)
}
