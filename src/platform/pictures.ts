import { Readable } from 'node:stream'
import type { Blobs } from './blobs.ts'
import { turns } from './turns.ts'

export interface Picture {
  hash: string
  bytes: number
  width: number
  height: number
}

/** A file that says it is a picture but cannot be read as one. */
export class NotAPicture extends Error {}

/** What people may bring as a picture; SVG is not among them because it can script. */
export const pictureTypes = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/heic'])

/** One at a time: a picture of 64 million pixels takes 256 MB while it is read, and a form may carry ten. */
const inTurn = turns(1)

/**
 * Re-encodes a picture as WebP without its metadata (place, camera), turned upright, at most `most` pixels on a side, or
 * cut to a square of that size, and keeps it in `into`. Pixels are limited so that a bomb stays small.
 * @throws NotAPicture
 */
export function keepPicture(blobs: Blobs, hash: string, most: number, square = false, into = blobs): Promise<Picture> {
  return inTurn(() => madeAnew(blobs, hash, most, square, into))
}

async function madeAnew(blobs: Blobs, hash: string, most: number, square: boolean, into: Blobs): Promise<Picture> {
  // Loaded on first use: libvips is 30 MB that a site without pictures need not carry.
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  try {
    const image = sharp(await blobs.bytes(hash), { limitInputPixels: 64_000_000, failOn: 'error' }).rotate()
    const sized = square
      ? image.resize(most, most, { fit: 'cover' })
      : image.resize(most, most, { fit: 'inside', withoutEnlargement: true })
    const { data, info } = await sized.webp({ quality: 80 }).toBuffer({ resolveWithObject: true })
    const kept = await into.put(Readable.from([data]))
    return { ...kept, width: info.width, height: info.height }
  } catch (error) {
    throw new NotAPicture('not a picture', { cause: error })
  }
}
