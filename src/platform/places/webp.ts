import type { Parts } from '../boxes.ts'
import type { Patch } from './patch.ts'
import { tiffPatches } from './tiff.ts'
import { withoutPlaceXmp } from './xmp.ts'

const LARGEST = 8 * 1024 ** 2

/** What takes the place out of a WebP. */
export async function webpPatches(file: Parts): Promise<Patch[]> {
  const patches: Patch[] = []
  for (let at = 12, count = 0; count < 100_000; count++) {
    const head = await file.part(at, 8)
    if (head.length < 8) break
    const [type, size, body] = [head.toString('latin1', 0, 4), head.readUInt32LE(4), at + 8]
    if (body + size > file.bytes) break
    if (type === 'EXIF') patches.push(...(await exifPatches(file, body, body + size)))
    if (type === 'XMP ' && size <= LARGEST) {
      const bytes = withoutPlaceXmp(await file.part(body, size))
      if (bytes) patches.push({ start: body, bytes })
    }
    at = body + size + (size % 2)
  }
  return patches
}

/** Some programs write the name that JPEG needs before it. */
async function exifPatches(file: Parts, body: number, end: number): Promise<Patch[]> {
  const named = (await file.part(body, 6)).toString('latin1') === 'Exif\0\0'
  return tiffPatches(file, named ? body + 6 : body, end)
}
