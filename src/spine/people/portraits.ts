import { invalid } from '../../platform/http/problems.ts'
import { keepPicture, NotAPicture } from '../../platform/pictures.ts'
import type { Receive, Upload } from '../request/route.ts'

/** The side of a face or a community's sign, in pixels: twice what the largest place shows. */
const SIDE = 256

/** Re-encodes uploaded pictures as small squares, apart from other files, before any transaction is open. */
export const keepPortraits: Receive = (site, uploads) =>
  Promise.all(
    uploads.map(async (upload) => {
      try {
        return { ...upload, ...(await keepPicture(site.blobs, upload.hash, SIDE, true, site.portraits)) }
      } catch (error) {
        if (error instanceof NotAPicture) return { ...upload, unreadable: true }
        throw error
      }
    }),
  )

/** The hash of a portrait that came with a form. @throws Invalid without one, or for what is no picture */
export function portraitOf(upload: Upload | undefined): string {
  if (!upload) throw invalid('picture', 'needed')
  if (upload.unreadable) throw invalid('picture', 'not-a-picture', { name: upload.name })
  return upload.hash
}
