import type { Parts } from '../../boxes.ts'
import type { Facts } from '../preview.ts'
import { flacFacts } from './flac.ts'
import { mp3Facts } from './mp3.ts'
import { mp4Facts } from './mp4.ts'
import { oggFacts } from './ogg.ts'
import { wavFacts } from './wav.ts'
import { webmFacts } from './webm.ts'

const facts: Record<string, (file: Parts) => Promise<Partial<Facts>>> = {
  'video/mp4': mp4Facts,
  'video/quicktime': mp4Facts,
  'audio/mp4': mp4Facts,
  'video/webm': webmFacts,
  'video/matroska': webmFacts,
  'audio/ogg': oggFacts,
  'video/ogg': oggFacts,
  'audio/wav': wavFacts,
  'audio/flac': flacFacts,
  'audio/mpeg': mp3Facts,
}

/** Longer than a month: what says so is mistaken. */
const LONGEST = 31 * 86_400

/** How long a recording or film is in seconds, and how large in pixels, as far as it makes sense what it says itself. */
export async function lengthAndSize(
  file: Parts,
  type: string,
): Promise<Pick<Partial<Facts>, 'seconds' | 'width' | 'height'>> {
  // A header that makes no sense ends in a range error; the film may be played all the same.
  const { seconds, width, height } = (await facts[type]?.(file).catch(() => undefined)) ?? {}
  const sensible = seconds !== undefined && seconds > 0 && seconds < LONGEST
  return {
    ...(sensible && { seconds: Math.round(seconds * 10) / 10 }),
    ...(width && height && width < 65_536 && height < 65_536 && { width, height }),
  }
}
