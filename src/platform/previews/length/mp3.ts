import type { Parts } from '../../boxes.ts'
import type { Facts } from '../preview.ts'

const RATES = [44_100, 48_000, 32_000]
/** Kilobits a second of layer 3, of the first and of the second version. */
const BITS = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
]
const WINDOW = 64 * 1024

/** How long an MP3 recording is: its frames where it counts them, else its bytes by those of a second. */
export async function mp3Facts(file: Parts): Promise<Partial<Facts>> {
  const start = await tagLength(file)
  const window = await file.part(start, WINDOW)
  for (let at = 0; at + 200 < window.length; at++) {
    const frame = frameAt(window, at)
    if (!frame) continue
    const counted = countedFrames(window.subarray(at, at + 200))
    if (counted) return { seconds: (counted * frame.samples) / frame.rate }
    return { seconds: ((file.bytes - start - at) * 8) / (frame.bits * 1000) }
  }
  return {}
}

function frameAt(bytes: Buffer, at: number): { rate: number; samples: number; bits: number } | undefined {
  const head = bytes.readUInt32BE(at)
  // Eleven set bits, layer 3, and nothing that is not allowed.
  if (head >>> 21 !== 0x7ff || ((head >>> 17) & 3) !== 1) return
  const version = (head >>> 19) & 3
  const bits = BITS[version === 3 ? 0 : 1]![(head >>> 12) & 15]
  const rate = RATES[(head >>> 10) & 3]
  if (!bits || !rate || version === 1) return
  return { rate: version === 3 ? rate : version === 2 ? rate / 2 : rate / 4, samples: version === 3 ? 1152 : 576, bits }
}

function countedFrames(frame: Buffer): number | undefined {
  const at = Math.max(frame.indexOf('Xing'), frame.indexOf('Info'))
  return at > 0 && frame.readUInt32BE(at + 4) & 1 ? frame.readUInt32BE(at + 8) : undefined
}

/** What stands before the sound: title, singer, cover. */
async function tagLength(file: Parts): Promise<number> {
  const head = await file.part(0, 10)
  return head.toString('latin1', 0, 3) === 'ID3' && head.length === 10 ? 10 + sevenBits(head, 6) : 0
}

const sevenBits = (bytes: Buffer, at: number) =>
  ((bytes[at]! & 127) << 21) | ((bytes[at + 1]! & 127) << 14) | ((bytes[at + 2]! & 127) << 7) | (bytes[at + 3]! & 127)

/** The picture that it carries. */
export async function mp3Cover(file: Parts): Promise<Buffer | undefined> {
  const length = Math.min(await tagLength(file), 16 * 1024 ** 2)
  const tag = await file.part(0, length)
  const version = tag[3]
  if (version !== 3 && version !== 4) return undefined
  for (let at = 10; at + 10 < tag.length; ) {
    const size = version === 4 ? sevenBits(tag, at + 4) : tag.readUInt32BE(at + 4)
    if (!size) return undefined
    if (tag.toString('latin1', at, at + 4) === 'APIC') return pictureIn(tag.subarray(at + 10, at + 10 + size))
    at += 10 + size
  }
  return undefined
}

/** Behind how its words are written, its type, what it is of, and a description. */
function pictureIn(frame: Buffer): Buffer | undefined {
  const wide = frame[0] === 1 || frame[0] === 2
  let at = frame.indexOf(0, 1) + 2
  if (at < 2) return undefined
  while (at < frame.length && !(frame[at] === 0 && (!wide || frame[at + 1] === 0))) at += wide ? 2 : 1
  return frame.subarray(at + (wide ? 2 : 1))
}
