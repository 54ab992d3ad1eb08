import { Problem } from '../../../platform/http/problems.ts'
import { checked } from '../../../spine/request/checking.ts'
import type { Ctx } from '../../../spine/request/ctx.ts'
import type { Site } from '../../../spine/request/site.ts'
import { entryById, holdShelf } from '../entries.ts'
import type { Received } from '../keeping.ts'
import { keepFile } from '../keeping.ts'
import { keepShelfFiles } from '../received.ts'
import { folderBelow } from './folders.ts'
import { type Upload, uploadFor } from './uploads.ts'

/**
 * What came, as bytes that are kept for good, looked at as those of a form are. No transaction is open: it takes its time. It
 * can be asked again, and says the same.
 * @throws ComingTrouble; Invalid for what is harmful, 503 where that cannot be found out now
 */
export async function receivedOf(site: Site, it: Upload): Promise<Received> {
  const { hash, bytes } = await site.blobs.finish(it.part)
  const came = { field: 'files', name: it.name, type: '', hash, bytes }
  await checked(site, [came])
  const [received] = await keepShelfFiles(site, [came], { keepPlace: it.keepsPlace ? 'true' : undefined })
  if (!received) throw new Problem(422, 'no-files')
  return received
}

/**
 * Makes the file of what came, once: whoever asks after that is told the same. Where its folder was taken away meanwhile it stands
 * at the top, and nothing is lost.
 * @throws as keepFile
 */
export async function becomeFile(ctx: Ctx, id: number, received: Received): Promise<Upload> {
  // Two who bring the same name or the same folder find each other's.
  await holdShelf(ctx)
  const it = await uploadFor(ctx, id)
  if (it.url) return it
  const folderId = await folderBelow(ctx, await stillThere(ctx, it.folderId), it.way)
  const { file, became } = await keepFile(ctx, {
    folderId,
    name: it.name,
    upload: received,
    why: it.why,
    // Nobody was asked about a name that was free when it began.
    taken: it.taken === 'ask' ? 'beside' : it.taken,
  })
  await ctx.sql`update upload set item_id = ${file.id}, became = ${became}, folder_id = null, touched_at = now() where id = ${id}`
  return { ...it, became, url: file.url }
}

/** The folder, or the top where it was taken away. */
async function stillThere(ctx: Ctx, folderId: number | null): Promise<number | null> {
  if (folderId === null) return null
  return entryById(ctx, folderId).then(
    ({ id }) => id,
    () => null,
  )
}
