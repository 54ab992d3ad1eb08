import { flacCover } from '../length/flac.ts'
import { lengthAndSize } from '../length/length.ts'
import { mp3Cover } from '../length/mp3.ts'
import { mp4Cover } from '../length/mp4.ts'
import { type Facts, NothingToShow, type Show } from '../preview.ts'
import type { Source } from '../source.ts'
import { showImage } from './picture.ts'

const covers: Record<string, (source: Source) => Promise<Buffer | undefined>> = {
  'video/mp4': mp4Cover,
  'video/quicktime': mp4Cover,
  'audio/mp4': mp4Cover,
  'audio/flac': flacCover,
  'audio/mpeg': mp3Cover,
}

/** How long a recording or film is, by what it says itself: nothing is played. */
export async function mediaFacts(source: Source, type: string, show: Show): Promise<Partial<Facts>> {
  const cover = await covers[type]?.(source).catch(() => undefined)
  if (cover?.length) await showImage(cover, 1, show).catch(unlessNothing)
  return lengthAndSize(source, type)
}

function unlessNothing(error: unknown): void {
  if (!(error instanceof NothingToShow)) throw error
}
