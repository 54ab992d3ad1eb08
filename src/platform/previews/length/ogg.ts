import type { Parts } from '../../boxes.ts'
import type { Facts } from '../preview.ts'

const TAIL = 128 * 1024

/** How long an Ogg recording is: the last of its pages says how many samples there were. */
export async function oggFacts(file: Parts): Promise<Partial<Facts>> {
  const head = await file.part(0, 512)
  const beat = beatOf(head)
  if (!beat) return {}
  const tail = await file.part(Math.max(0, file.bytes - TAIL), TAIL)
  const last = tail.lastIndexOf('OggS')
  if (last < 0 || last + 14 > tail.length) return {}
  const samples = Number(tail.readBigInt64LE(last + 6)) - beat.skipped
  return samples > 0 ? { seconds: samples / beat.rate } : {}
}

function beatOf(head: Buffer): { rate: number; skipped: number } | undefined {
  const vorbis = head.indexOf('\x01vorbis', 0, 'latin1')
  if (vorbis >= 0 && vorbis + 16 <= head.length) return beat(head.readUInt32LE(vorbis + 12))
  const opus = head.indexOf('OpusHead')
  if (opus >= 0 && opus + 12 <= head.length) return beat(48_000, head.readUInt16LE(opus + 10))
  return undefined
}

const beat = (rate: number, skipped = 0) => (rate ? { rate, skipped } : undefined)
