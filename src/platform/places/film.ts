import { afterVersion, type Box, boxesIn, boxIn, type Parts } from '../boxes.ts'
import type { Patch } from './patch.ts'
import { withoutPlaceXmp } from './xmp.ts'

/** Boxes that say a place, and nothing else: of QuickTime, of the phones' standard. */
const PLACES = new Set(['\xa9xyz', 'loci', 'LOCI'])
const APPLE = 'com.apple.quicktime.location'
const XMP = 'be7acfcb97a942e89c71999491e3afac'
const LARGEST = 8 * 1024 ** 2

/** What takes the place out of an MP4 or QuickTime film that begins somewhere in a file. */
export async function filmPatches(file: Parts, from = 0): Promise<Patch[]> {
  const patches: Patch[] = []
  for await (const box of boxesIn(file, from, file.bytes)) {
    if (box.type === 'moov') patches.push(...(await withinPatches(file, box)))
    if (box.type === 'uuid') patches.push(...(await uuidPatches(file, box)))
    if (box.type === 'meta') patches.push(...(await metaPatches(file, box)))
  }
  return patches
}

/** A film as a whole, or one of its tracks. */
async function withinPatches(file: Parts, holder: Box): Promise<Patch[]> {
  const patches: Patch[] = []
  for await (const box of boxesIn(file, holder.body, holder.end)) {
    if (box.type === 'trak' || box.type === 'udta') patches.push(...(await withinPatches(file, box)))
    if (PLACES.has(box.type)) patches.push(await unused(file, box))
    if (box.type === 'meta') patches.push(...(await metaPatches(file, box)))
    if (box.type === 'XMP_') patches.push(...(await xmpPatches(file, box.body, box.end)))
    if (box.type === 'uuid') patches.push(...(await uuidPatches(file, box)))
  }
  return patches
}

/** What is said by names, which stand in a list of their own. */
async function metaPatches(file: Parts, meta: Box): Promise<Patch[]> {
  const within = { body: await afterVersion(file, meta.body), end: meta.end }
  const [keys, ilst] = [await boxIn(file, within, 'keys'), await boxIn(file, within, 'ilst')]
  if (!ilst) return []
  const places = new Set(keys ? await placeKeys(file, keys) : [])
  const patches: Patch[] = []
  for await (const box of boxesIn(file, ilst.body, ilst.end))
    if (PLACES.has(box.type) || places.has(Buffer.from(box.type, 'latin1').readUInt32BE(0)))
      patches.push(await unused(file, box))
  return patches
}

/** The numbers, from 1, of the names that are about a place. */
async function placeKeys(file: Parts, keys: Box): Promise<number[]> {
  const found: number[] = []
  let number = 0
  for await (const box of boxesIn(file, keys.body + 8, keys.end)) {
    number++
    const name = (await file.part(box.body, Math.min(box.end - box.body, 200))).toString('latin1')
    if (name.startsWith(APPLE)) found.push(number)
  }
  return found
}

async function uuidPatches(file: Parts, box: Box): Promise<Patch[]> {
  const id = await file.part(box.body, 16)
  return id.toString('hex') === XMP ? xmpPatches(file, box.body + 16, box.end) : []
}

async function xmpPatches(file: Parts, start: number, end: number): Promise<Patch[]> {
  if (end - start > LARGEST) return []
  const bytes = withoutPlaceXmp(await file.part(start, end - start))
  return bytes ? [{ start, bytes }] : []
}

/** A box that every player passes over, as long as the one before. */
async function unused(file: Parts, box: Box): Promise<Patch> {
  const bytes = Buffer.alloc(Math.min(box.end - box.start, LARGEST))
  ;(await file.part(box.start, box.body - box.start)).copy(bytes)
  bytes.write('free', 4)
  return { start: box.start, bytes }
}
