import { type Box, boxesIn, boxIn, type Parts } from '../boxes.ts'
import type { Patch } from './patch.ts'
import { tiffPatches } from './tiff.ts'
import { withoutPlaceXmp } from './xmp.ts'

const LARGEST = 8 * 1024 ** 2

/** What takes the place out of a HEIC or AVIF: items of the kinds Exif and XMP. */
export async function heifPatches(file: Parts): Promise<Patch[]> {
  const meta = await boxIn(file, { body: 0, end: file.bytes }, 'meta')
  if (!meta) return []
  const within = { body: meta.body + 4, end: meta.end }
  const [iinf, iloc, idat] = [
    await boxIn(file, within, 'iinf'),
    await boxIn(file, within, 'iloc'),
    await boxIn(file, within, 'idat'),
  ]
  if (!iinf || !iloc) return []
  const kinds = await kindsIn(file, iinf)
  const patches: Patch[] = []
  for (const { id, extents } of await placesIn(file, iloc, idat)) {
    const kind = kinds.get(id)
    for (const { start, length } of kind ? extents : []) {
      if (start + length > file.bytes || length > LARGEST) continue
      patches.push(...(await (kind === 'Exif' ? exifPatches : xmpPatches)(file, start, length)))
    }
  }
  return patches
}

/** Before the directory stands how far away it is. */
async function exifPatches(file: Parts, start: number, length: number): Promise<Patch[]> {
  const head = await file.part(start, 4)
  if (head.length < 4) return []
  return tiffPatches(file, start + 4 + head.readUInt32BE(0), start + length)
}

async function xmpPatches(file: Parts, start: number, length: number): Promise<Patch[]> {
  const bytes = withoutPlaceXmp(await file.part(start, length))
  return bytes ? [{ start, bytes }] : []
}

/** Which items are of the kinds that may say a place. */
async function kindsIn(file: Parts, iinf: Box): Promise<Map<number, 'Exif' | 'mime'>> {
  const kinds = new Map<number, 'Exif' | 'mime'>()
  const [version] = await file.part(iinf.body, 1)
  for await (const box of boxesIn(file, iinf.body + (version ? 8 : 6), iinf.end)) {
    const head = await file.part(box.body, 16)
    if (box.type !== 'infe' || head.length < 14) continue
    const wide = head[0]! > 2
    const kind = head.toString('latin1', wide ? 10 : 8, wide ? 14 : 12)
    if (kind === 'Exif' || kind === 'mime') kinds.set(wide ? head.readUInt32BE(4) : head.readUInt16BE(4), kind)
  }
  return kinds
}

interface Located {
  id: number
  extents: { start: number; length: number }[]
}

/** Where items lie: in the file, or in a box for short ones. */
async function placesIn(file: Parts, iloc: Box, idat?: Box): Promise<Located[]> {
  if (iloc.end - iloc.body > LARGEST) return []
  const bytes = await file.part(iloc.body, iloc.end - iloc.body)
  let at = 0
  const number = (size: number) => {
    at += size
    if (at > bytes.length) throw new RangeError('ends too early')
    return size > 6 ? Number(bytes.readBigUInt64BE(at - size)) : size ? bytes.readUIntBE(at - size, size) : 0
  }
  const located: Located[] = []
  try {
    const version = number(4) >>> 24
    const sizes = number(2)
    const [offset, length, base, index] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, version ? sizes & 15 : 0]
    const items = number(version < 2 ? 2 : 4)
    for (let item = 0; item < items; item++) {
      const id = number(version < 2 ? 2 : 4)
      const method = version ? number(2) & 15 : 0
      number(2)
      const from = number(base) + (method === 1 ? (idat?.body ?? Number.POSITIVE_INFINITY) : 0)
      const extents: Located['extents'] = []
      for (let count = number(2); count > 0; count--) {
        number(index)
        extents.push({ start: from + number(offset), length: number(length) })
      }
      // Others are put together of other items: none of what we look for is.
      if (method < 2) located.push({ id, extents })
    }
  } catch {
    // What makes no sense from here on is left as it is.
  }
  return located
}
