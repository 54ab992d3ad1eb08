import { placeIn, withoutPlace } from '../../platform/places/places.ts'
import { HEAD, kindOf } from '../../platform/previews/kind.ts'
import type { Typed, Upload } from '../../spine/request/route.ts'
import type { Site } from '../../spine/request/site.ts'
import type { Received } from './keeping.ts'

/**
 * What becomes of files for a shelf before any transaction is open: what they are is read from their bytes, and where pictures
 * and films were taken is taken out, unless it is kept on purpose (`keepPlace`). All else stays as it is.
 */
export function keepShelfFiles(site: Site, uploads: Upload[], typed: Typed = {}): Promise<Received[]> {
  const keepPlace = String(typed.keepPlace) === 'true'
  return Promise.all(uploads.map((upload) => received(site, upload, keepPlace)))
}

async function received(site: Site, upload: Upload, keepPlace: boolean): Promise<Received> {
  const typed = { ...upload, type: await typeOf(site, upload) }
  if (keepPlace) return { ...typed, keepsPlace: await placeIn(site.blobs, typed) }
  return { ...typed, ...(await withoutPlace(site.blobs, typed)) }
}

/** What a kept file is, as its bytes say. */
export async function typeOf(
  site: Site,
  { hash, bytes, name }: Pick<Upload, 'hash' | 'bytes' | 'name'>,
): Promise<string> {
  const chunks: Buffer[] = []
  const part = { start: 0, end: Math.min(bytes, HEAD) - 1 }
  if (bytes) for await (const chunk of site.blobs.read(hash, part)) chunks.push(chunk as Buffer)
  return kindOf(Buffer.concat(chunks), name)
}
