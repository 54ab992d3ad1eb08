import { invalid } from '../../platform/http/problems.ts'
import { keepPicture, NotAPicture } from '../../platform/pictures.ts'
import type { Ctx } from '../request/ctx.ts'
import type { Upload } from '../request/route.ts'

/** The side of a face or a community's sign, in pixels: twice what the largest place shows. */
const SIDE = 256

/** Re-encodes an uploaded picture as a small square, apart from other files. @returns its hash @throws Invalid */
export async function keepPortrait(ctx: Ctx, upload: Upload | undefined): Promise<string> {
  if (!upload) throw invalid('picture', 'needed')
  try {
    return (await keepPicture(ctx.site.blobs, upload.hash, SIDE, true, ctx.site.portraits)).hash
  } catch (error) {
    if (error instanceof NotAPicture) throw invalid('picture', 'not-a-picture', { name: upload.name })
    throw error
  }
}
