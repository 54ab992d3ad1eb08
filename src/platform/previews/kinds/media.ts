import { flacCover, flacFacts } from '../length/flac.ts'
import { mp3Cover, mp3Facts } from '../length/mp3.ts'
import { mp4Cover, mp4Facts } from '../length/mp4.ts'
import { oggFacts } from '../length/ogg.ts'
import { wavFacts } from '../length/wav.ts'
import { webmFacts } from '../length/webm.ts'
import { type Facts, NothingToShow, type Show } from '../preview.ts'
import type { Source } from '../source.ts'
import { showImage } from './picture.ts'

interface Kind {
  facts(source: Source): Promise<Partial<Facts>>
  cover?(source: Source): Promise<Buffer | undefined>
}

const mp4 = { facts: mp4Facts, cover: mp4Cover }
const kinds: Record<string, Kind> = {
  'video/mp4': mp4,
  'video/quicktime': mp4,
  'audio/mp4': mp4,
  'video/webm': { facts: webmFacts },
  'video/matroska': { facts: webmFacts },
  'audio/ogg': { facts: oggFacts },
  'video/ogg': { facts: oggFacts },
  'audio/wav': { facts: wavFacts },
  'audio/flac': { facts: flacFacts, cover: flacCover },
  'audio/mpeg': { facts: mp3Facts, cover: mp3Cover },
}

/** Longer than a month: what says so is mistaken. */
const LONGEST = 31 * 86_400

/** How long a recording or film is, by what it says itself: nothing is played. */
export async function mediaFacts(source: Source, type: string, show: Show): Promise<Partial<Facts>> {
  const kind = kinds[type]
  if (!kind) return {}
  // A header that makes no sense ends in a range error; the film may be played all the same.
  const { seconds, width, height } = await kind.facts(source).catch(() => ({}) as Partial<Facts>)
  const cover = await kind.cover?.(source).catch(() => undefined)
  if (cover?.length) await showImage(cover, 1, show).catch(unlessNothing)
  const sensible = seconds !== undefined && seconds > 0 && seconds < LONGEST
  return {
    ...(sensible && { seconds: Math.round(seconds * 10) / 10 }),
    ...(width && height && width < 65_536 && height < 65_536 && { width, height }),
  }
}

function unlessNothing(error: unknown): void {
  if (!(error instanceof NothingToShow)) throw error
}
