import { Readable } from 'node:stream'
import type { Blobs } from '../blobs.ts'
import type { Parts } from '../boxes.ts'
import { filmPatches } from './film.ts'
import { heifPatches } from './heif.ts'
import { jpegPatches } from './jpeg.ts'
import { type Patch, partsOf, patched } from './patch.ts'
import { pngPatches } from './png.ts'
import { tiffPatches } from './tiff.ts'
import { webpPatches } from './webp.ts'

type Finder = (file: Parts) => Promise<Patch[]>

const film: Finder = (file) => filmPatches(file)
const finders: Record<string, Finder> = {
  'image/jpeg': jpegPatches,
  'image/mpo': jpegPatches,
  'image/png': pngPatches,
  'image/apng': pngPatches,
  'image/webp': webpPatches,
  'image/tiff': (file) => tiffPatches(file, 0, file.bytes),
  'image/x-adobe-dng': (file) => tiffPatches(file, 0, file.bytes),
  'image/heic': heifPatches,
  'image/heif': heifPatches,
  'image/heic-sequence': heifPatches,
  'image/heif-sequence': heifPatches,
  'image/avif': heifPatches,
  'video/mp4': film,
  'video/quicktime': film,
  'video/3gpp': film,
  'video/3gpp2': film,
  'video/x-m4v': film,
  'audio/mp4': film,
  'audio/x-m4a': film,
}

/**
 * Takes out of a picture or film where it was made: what the camera noted, and places that are named beside it. All else,
 * pixels and sound first, stays as it is to the bit; what makes no sense is left as it is.
 * @param type what it is, as its bytes say
 * @returns the blob without, as long as the other; undefined where no place was in it
 */
export async function withoutPlace(
  blobs: Blobs,
  { hash, bytes, type }: { hash: string; bytes: number; type: string },
): Promise<{ hash: string; bytes: number } | undefined> {
  const patches = await patchesFor(blobs, { hash, bytes, type })
  if (!patches.length) return undefined
  return blobs.put(Readable.from(patched(blobs.read(hash), patches), { objectMode: false }))
}

/** Whether a picture or film says where it was made. */
export async function placeIn(blobs: Blobs, file: { hash: string; bytes: number; type: string }): Promise<boolean> {
  return (await patchesFor(blobs, file)).length > 0
}

async function patchesFor(
  blobs: Blobs,
  { hash, bytes, type }: { hash: string; bytes: number; type: string },
): Promise<Patch[]> {
  return (await finders[type]?.(partsOf(blobs, hash, bytes))) ?? []
}
