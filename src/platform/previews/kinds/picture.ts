import type { Sharp } from 'sharp'
import { type Facts, NothingToShow, type Show, type Size, sides } from '../preview.ts'
import type { Source } from '../source.ts'

/** What we can look at; what is of other kinds only calls itself a picture. */
const readable = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif', 'svg'])
/** Of a picture that unrolls to more nothing is shown. */
const MOST_PIXELS = 128_000_000
/** A drawing is text: what is larger was not drawn. */
const LARGEST_DRAWING = 8 * 1024 ** 2

/** Pictures in the two sizes, of a picture as large as it may be. */
export async function showPicture(source: Source, type: string, show: Show): Promise<Partial<Facts>> {
  // A drawing is never read from where it lies: it could ask for what lies beside it.
  const input = type === 'image/svg+xml' ? await source.whole(LARGEST_DRAWING) : source.path
  return showImage(input, 1, show)
}

/**
 * Shows a picture turned upright, without what it says of place and camera.
 * @param input path, bytes, or pixels @returns its size as it is looked at @throws NothingToShow
 */
export async function showImage(
  input: string | Buffer | { pixels: Uint8Array; width: number; height: number },
  page: number,
  show: Show,
): Promise<{ width: number; height: number }> {
  const open = await opener(input)
  try {
    const { autoOrient, format } = await open().metadata()
    if (format && format !== 'raw' && !readable.has(format)) throw new NothingToShow('broken')
    const view = await sized(open(), page, 'view', show)
    await sized((await opener(view))(), page, 'thumb', show)
    return { width: autoOrient.width, height: autoOrient.height }
  } catch (error) {
    throw error instanceof NothingToShow ? error : new NothingToShow(whyNot(error), { cause: error })
  }
}

/** @returns the picture as it was shown */
async function sized(image: Sharp, page: number, size: Size, show: Show): Promise<Buffer> {
  const most = sides[size]
  const { data, info } = await image
    .rotate()
    .resize(most, most, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: size === 'view' ? 80 : 72, effort: 2 })
    .toBuffer({ resolveWithObject: true })
  await show({ page, size, width: info.width, height: info.height, webp: data })
  return data
}

async function opener(input: Parameters<typeof showImage>[0]): Promise<() => Sharp> {
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  const bounds = { limitInputPixels: MOST_PIXELS, sequentialRead: true, failOn: 'error' } as const
  if (typeof input === 'string' || Buffer.isBuffer(input)) return () => sharp(input, bounds)
  const { pixels, width, height } = input
  return () => sharp(pixels, { ...bounds, raw: { width, height, channels: 4 } })
}

function whyNot(error: unknown): 'too-large' | 'broken' {
  return /exceeds pixel limit/.test(String(error)) ? 'too-large' : 'broken'
}
