import type { Parts } from '../../boxes.ts'
import type { Facts } from '../preview.ts'

/** How long a WAV recording is: its bytes by those of a second. */
export async function wavFacts(file: Parts): Promise<Partial<Facts>> {
  let at = 12
  let second = 0
  for (let count = 0; count < 100; count++) {
    const head = await file.part(at, 20)
    if (head.length < 8) return {}
    const size = head.readUInt32LE(4)
    const name = head.toString('latin1', 0, 4)
    if (name === 'fmt ' && head.length === 20) second = head.readUInt32LE(16)
    if (name === 'data') return second ? { seconds: Math.min(size, file.bytes - at - 8) / second } : {}
    at += 8 + size + (size % 2)
  }
  return {}
}
