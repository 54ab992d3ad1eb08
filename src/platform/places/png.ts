import { deflateSync, inflateSync } from 'node:zlib'
import type { Parts } from '../boxes.ts'
import { crc32 } from './crc.ts'
import type { Patch } from './patch.ts'
import { tiffPatches } from './tiff.ts'
import { withoutPlaceXmp } from './xmp.ts'

const XMP = 'XML:com.adobe.xmp'
/** What is longer than any text that belongs to a picture. */
const LARGEST = 8 * 1024 ** 2
/** A chunk that every program passes over. */
const UNUSED = Buffer.from('noNe')

/** What takes the place out of a PNG. Each chunk ends with a sum over it, which is made anew. */
export async function pngPatches(file: Parts): Promise<Patch[]> {
  const patches: Patch[] = []
  for (let at = 8, count = 0; count < 100_000; count++) {
    const head = await file.part(at, 8)
    if (head.length < 8) break
    const [size, type] = [head.readUInt32BE(0), head.toString('latin1', 4)]
    const end = at + 8 + size
    if (end + 4 > file.bytes || type === 'IEND') break
    if (/^(eXIf|iTXt|zTXt|tEXt)$/.test(type) && size <= LARGEST) {
      const chunk = Buffer.from(await file.part(at + 4, 4 + size))
      const changed = await changedChunk(file, chunk, type, at + 8)
      if (changed) patches.push({ start: at, bytes: asLong(changed, size + 12) })
    }
    at = end + 4
  }
  return patches
}

/** A chunk, its name first, without the place; undefined where it says none. */
async function changedChunk(file: Parts, chunk: Buffer, type: string, start: number): Promise<Buffer | undefined> {
  const body = chunk.subarray(4)
  if (type === 'eXIf') {
    const patches = await tiffPatches(file, start, start + body.length)
    for (const patch of patches) patch.bytes.copy(chunk, patch.start - start + 4)
    return patches.length ? chunk : undefined
  }
  const keyword = body.toString('latin1', 0, Math.max(0, body.indexOf(0)))
  // Other programs' way to put all that a camera says into letters.
  if (/^Raw profile type (exif|app1|xmp|iptc)$/i.test(keyword)) return unused(chunk)
  return keyword === XMP ? changedText(chunk, type) : undefined
}

/** Behind the keyword stands how it is packed, and in the newest kind also its language and the keyword in that language. */
function changedText(chunk: Buffer, type: string): Buffer | undefined {
  const after = 4 + XMP.length + 1
  const packed = type === 'zTXt' || (type === 'iTXt' && chunk[after] === 1)
  const text = type === 'tEXt' ? after : type === 'zTXt' ? after + 1 : behind(chunk, after + 2)
  if (!text) return
  const [head, said] = [chunk.subarray(0, text), chunk.subarray(text)]
  if (packed) return changedPacked(head, said)
  const changed = withoutPlaceXmp(said)
  return changed && Buffer.concat([head, changed])
}

/** Behind two texts that end with nothing. */
function behind(chunk: Buffer, at: number): number | undefined {
  const first = chunk.indexOf(0, at)
  const second = first < 0 ? -1 : chunk.indexOf(0, first + 1)
  return second < 0 ? undefined : second + 1
}

/** What cannot be unpacked is not kept either. */
function changedPacked(head: Buffer, packed: Buffer): Buffer | undefined {
  const whole = Buffer.concat([head, packed])
  try {
    const changed = withoutPlaceXmp(inflateSync(packed, { maxOutputLength: LARGEST }))
    const shorter = changed && Buffer.concat([head, deflateSync(changed, { level: 9 })])
    return shorter && shorter.length + EMPTY <= whole.length ? shorter : shorter && unused(whole)
  } catch {
    return unused(whole)
  }
}

/** Bytes of a chunk in which nothing is. */
const EMPTY = 12

/** A chunk with its length before and its sum behind, and after one that became shorter another that is nothing. */
function asLong(chunk: Buffer, length: number): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(chunk.length - 4)
  const whole = Buffer.concat([size, chunk, crc32(chunk)])
  const left = length - whole.length
  return left ? Buffer.concat([whole, asLong(unused(Buffer.alloc(left - EMPTY + 4)), left)]) : whole
}

const unused = (chunk: Buffer) => Buffer.concat([UNUSED, Buffer.alloc(chunk.length - 4)])
