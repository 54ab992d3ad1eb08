import type { Parts } from '../../boxes.ts'
import type { Facts } from '../preview.ts'

const HEAD = 512 * 1024
const TAIL = 1024 * 1024
const id = {
  segment: 0x18538067,
  info: 0x1549a966,
  scale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  track: 0xae,
  video: 0xe0,
  width: 0xb0,
  height: 0xba,
  cluster: 0x1f43b675,
  time: 0xe7,
  block: 0xa3,
  group: 0xa0,
  inner: 0xa1,
}
/** What holds others. */
const holders = new Set([id.segment, id.info, id.tracks, id.track, id.video, id.cluster, id.group])

interface Element {
  id: number
  body: number
  /** Infinity where it does not say. */
  end: number
}

/** The elements within bytes, one after another and those that lie in them, as far as they make sense. */
function* elementsOf(bytes: Buffer, start = 0): Generator<Element> {
  let at = start
  for (let count = 0; count < 100_000 && at < bytes.length; count++) {
    const name = numberAt(bytes, at, 4, true)
    const size = name && numberAt(bytes, at + name.length, 8, false)
    if (!name || !size) return
    const body = at + name.length + size.length
    yield { id: name.value, body, end: body + size.value }
    at = holders.has(name.value) ? body : body + size.value
  }
}

/** A number that says itself how long it is. @param marked whether that stays part of it, as in names */
function numberAt(
  bytes: Buffer,
  at: number,
  most: number,
  marked: boolean,
): { value: number; length: number } | undefined {
  const first = bytes[at]
  if (!first) return
  const length = Math.clz32(first) - 23
  if (length > most || at + length > bytes.length) return
  let value = marked ? first : first & (0xff >> length)
  let unknown = !marked && value === 0xff >> length
  for (let i = 1; i < length; i++) {
    value = value * 256 + bytes[at + i]!
    unknown &&= bytes[at + i] === 0xff
  }
  return { value: unknown ? Number.POSITIVE_INFINITY : value, length }
}

/** How long a WebM film or recording is, and how large. What was recorded by a browser says only when its last part was. */
export async function webmFacts(file: Parts): Promise<Partial<Facts>> {
  const head = await file.part(0, HEAD)
  const facts: Partial<Facts> = {}
  let scale = 1_000_000
  for (const { id: name, body, end } of elementsOf(head)) {
    const value = head.subarray(body, Math.min(end, body + 8))
    if (name === id.cluster) break
    if (name === id.scale) scale = whole(value)
    if (name === id.width) facts.width = whole(value)
    if (name === id.height) facts.height = whole(value)
    if (name === id.duration && (value.length === 4 || value.length === 8))
      facts.seconds = value.length === 4 ? value.readFloatBE(0) : value.readDoubleBE(0)
  }
  facts.seconds = ((facts.seconds ?? (await lastTime(file))) * scale) / 1e9
  return facts
}

const whole = (bytes: Buffer) => bytes.reduce((sum, byte) => sum * 256 + byte, 0)

/** The time of the last block, by the last cluster that is found from behind. */
async function lastTime(file: Parts): Promise<number> {
  const tail = await file.part(Math.max(0, file.bytes - TAIL), TAIL)
  const last = tail.lastIndexOf(Buffer.from('1f43b675', 'hex'))
  if (last < 0) return 0
  let time = 0
  let latest = 0
  for (const { id: name, body, end } of elementsOf(tail, last)) {
    if (name === id.time) latest = time = whole(tail.subarray(body, Math.min(end, body + 8)))
    if ((name === id.block || name === id.inner) && body + 3 <= tail.length) {
      const track = numberAt(tail, body, 8, false)
      if (track && body + track.length + 2 <= tail.length)
        latest = Math.max(latest, time + tail.readInt16BE(body + track.length))
    }
  }
  return latest
}
