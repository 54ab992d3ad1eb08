import type { Parts } from '../boxes.ts'
import { withoutPlaceIptc } from './iptc.ts'
import { blank, type Patch } from './patch.ts'
import { withoutPlaceXmp } from './xmp.ts'

const GPS = 0x8825
const XMP = 700
const IPTC = 33_723
/** Bytes of a value of each type, from 1. */
const WIDTHS = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]
/** There are 32 things to say of a place. */
const MOST_OF_GPS = 64
const LARGEST_TEXT = 4 * 1024 ** 2

interface Tiff {
  file: Parts
  base: number
  end: number
  short(bytes: Buffer, at: number): number
  long(bytes: Buffer, at: number): number
  putShort(bytes: Buffer, value: number): void
}

interface Entry {
  tag: number
  /** Where its value is, and how long, within the file; undefined where that makes no sense. */
  value?: { start: number; length: number }
  /** What it says where it is one number. */
  number: number
}

/** What takes the place out of a TIFF file, or of the same within a picture (Exif), between two places of the file. */
export async function tiffPatches(file: Parts, base: number, end: number): Promise<Patch[]> {
  const head = await file.part(base, 8)
  const order = head.toString('latin1', 0, 2)
  if (head.length < 8 || (order !== 'II' && order !== 'MM')) return []
  const tiff = { file, base, end, ...(order === 'II' ? little : big) }
  if (tiff.short(head, 2) !== 42) return []
  const patches: Patch[] = []
  const seen = new Set<number>()
  for (let at = tiff.long(head, 4); at && !seen.has(at) && seen.size < 32; ) {
    seen.add(at)
    const directory = await directoryAt(tiff, at)
    if (!directory) break
    for (const entry of directory.entries) patches.push(...(await entryPatches(tiff, entry)))
    if (directory.entries.some(({ tag }) => tag === GPS)) patches.push(without(tiff, at, directory))
    at = directory.next
  }
  return patches
}

const little = {
  short: (bytes: Buffer, at: number) => bytes.readUInt16LE(at),
  long: (bytes: Buffer, at: number) => bytes.readUInt32LE(at),
  putShort: (bytes: Buffer, value: number) => void bytes.writeUInt16LE(value),
}
const big = {
  short: (bytes: Buffer, at: number) => bytes.readUInt16BE(at),
  long: (bytes: Buffer, at: number) => bytes.readUInt32BE(at),
  putShort: (bytes: Buffer, value: number) => void bytes.writeUInt16BE(value),
}

interface Directory {
  bytes: Buffer
  entries: Entry[]
  next: number
}

async function directoryAt(tiff: Tiff, offset: number): Promise<Directory | undefined> {
  const start = tiff.base + offset
  const counted = await tiff.file.part(start, 2)
  if (counted.length < 2 || start + 2 > tiff.end) return
  const length = 2 + 12 * tiff.short(counted, 0) + 4
  const bytes = await tiff.file.part(start, length)
  if (bytes.length < length || start + length > tiff.end) return
  const entries: Entry[] = []
  for (let at = 2; at + 12 < length; at += 12) entries.push(entryAt(tiff, bytes, at, start))
  return { bytes, entries, next: tiff.long(bytes, length - 4) }
}

function entryAt(tiff: Tiff, bytes: Buffer, at: number, start: number): Entry {
  const length = (WIDTHS[tiff.short(bytes, at + 2)] ?? 0) * tiff.long(bytes, at + 4)
  const number = tiff.long(bytes, at + 8)
  const place = length <= 4 ? start + at + 8 : tiff.base + number
  const fits = length > 0 && place + length <= tiff.end
  return { tag: tiff.short(bytes, at), number, ...(fits && { value: { start: place, length } }) }
}

async function entryPatches(tiff: Tiff, { tag, value, number }: Entry): Promise<Patch[]> {
  if (tag === GPS) return gpsPatches(tiff, number)
  if ((tag !== XMP && tag !== IPTC) || !value || value.length > LARGEST_TEXT) return []
  const text = await tiff.file.part(value.start, value.length)
  const bytes = tag === XMP ? withoutPlaceXmp(text) : withoutPlaceIptc(text)
  return bytes ? [{ start: value.start, bytes }] : []
}

/** Nothing is left of what was said of the place. */
async function gpsPatches(tiff: Tiff, offset: number): Promise<Patch[]> {
  const directory = await directoryAt(tiff, offset)
  if (!directory || directory.entries.length > MOST_OF_GPS) return []
  const values = directory.entries.flatMap(({ value }) => (value && value.length <= 65_536 ? [value] : []))
  return [...values.map(({ start, length }) => blank(start, length)), blank(tiff.base + offset, directory.bytes.length)]
}

/** The directory without what leads to the place: what comes after moves up, and it stays as long as it was. */
function without(tiff: Tiff, offset: number, { bytes, entries }: Directory): Patch {
  const kept = entries.flatMap(({ tag }, i) => (tag === GPS ? [] : [bytes.subarray(2 + 12 * i, 14 + 12 * i)]))
  const count = Buffer.alloc(2)
  tiff.putShort(count, kept.length)
  const shorter = Buffer.concat([count, ...kept, bytes.subarray(-4)])
  return { start: tiff.base + offset, bytes: Buffer.concat([shorter, Buffer.alloc(bytes.length - shorter.length)]) }
}
