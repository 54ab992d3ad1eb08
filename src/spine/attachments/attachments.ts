import { invalid, notFound } from '../../platform/http/problems.ts'
import { keepPicture, NotAPicture, pictureTypes } from '../../platform/pictures.ts'
import type { AttachmentCard } from '../messages/read.ts'
import { type Ctx, meOf, spaceOf } from '../request/ctx.ts'
import type { Upload } from '../request/route.ts'

/** The longest side of a kept picture, in pixels. */
const LARGEST_SIDE = 2000

/**
 * Keeps an uploaded file for a message that is still being written. Pictures are re-encoded; what a file is, is read from
 * its bytes and not from its name.
 * @throws Invalid for something that calls itself a picture and is none
 */
export async function attach(ctx: Ctx, upload: Upload, alt = ''): Promise<AttachmentCard> {
  const kept = await keepAs(ctx, upload)
  const [row] = await ctx.sql<AttachmentCard[]>`
    insert into attachment (space_id, person_id, blob, name, type, bytes, width, height, alt)
    values (${spaceOf(ctx).id}, ${meOf(ctx).id}, ${kept.hash}, ${kept.name}, ${kept.type}, ${kept.bytes}, ${kept.width}, ${kept.height}, ${alt.trim().slice(0, 1000)})
    returning id, name, type, bytes, width, height, alt`
  return row!
}

async function keepAs(ctx: Ctx, upload: Upload): Promise<Upload & { width: number | null; height: number | null }> {
  const { fileTypeFromBuffer } = await import('file-type')
  const start = await firstBytes(ctx, upload.hash)
  const type = (await fileTypeFromBuffer(start))?.mime ?? 'application/octet-stream'
  if (!pictureTypes.has(type)) {
    if (upload.type.startsWith('image/') && upload.type !== 'image/svg+xml')
      throw invalid('files', 'not-a-picture', { name: upload.name })
    return { ...upload, type, width: null, height: null }
  }
  try {
    const picture = await keepPicture(ctx.site.blobs, upload.hash, LARGEST_SIDE)
    return {
      ...upload,
      ...picture,
      type: 'image/webp',
      name: `${upload.name.replace(/\.\w{1,5}$/, '').slice(0, 190)}.webp`,
    }
  } catch (error) {
    if (error instanceof NotAPicture) throw invalid('files', 'not-a-picture', { name: upload.name })
    throw error
  }
}

async function firstBytes(ctx: Ctx, hash: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of ctx.site.blobs.read(hash)) {
    chunks.push(chunk as Buffer)
    length += (chunk as Buffer).length
    if (length > 8192) break
  }
  return Buffer.concat(chunks)
}

/** The person's own files that were not sent yet, in the order given. Others' ids are left out. */
export async function claimAttachments(ctx: Ctx, ids: number[]): Promise<AttachmentCard[]> {
  const rows = await ctx.sql<AttachmentCard[]>`select id, name, type, bytes, width, height, alt from attachment
    where id = any(${ids}) and person_id = ${meOf(ctx).id} and space_id = ${spaceOf(ctx).id} and message_id is null`
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/** Says in words what a picture shows. Only for one's own, before or after it is sent. */
export async function describeAttachment(ctx: Ctx, id: number, alt: string): Promise<void> {
  const changed =
    await ctx.sql`update attachment set alt = ${alt.trim()} where id = ${id} and person_id = ${meOf(ctx).id} and space_id = ${spaceOf(ctx).id} and message_id is null returning id`
  if (!changed.length) throw notFound()
}

/** Takes a file out of a draft. */
export async function discardAttachment(ctx: Ctx, id: number): Promise<void> {
  const gone =
    await ctx.sql`delete from attachment where id = ${id} and person_id = ${meOf(ctx).id} and space_id = ${spaceOf(ctx).id} and message_id is null returning id`
  if (!gone.length) throw notFound()
}

export interface StoredFile {
  blob: string
  name: string
  type: string
  bytes: number
}

/** A file that the person may see: of a message that is there, or of their own draft. @throws 404 */
export async function fileFor(ctx: Ctx, id: number): Promise<StoredFile> {
  const [row] = await ctx.sql<StoredFile[]>`
    select a.blob, a.name, a.type, a.bytes from attachment a left join message m on m.id = a.message_id left join item i on i.id = m.item_id
    where a.id = ${id} and a.space_id = ${spaceOf(ctx).id} and (a.message_id is null or (m.removed_at is null and i.removed_at is null))`
  if (!row) throw notFound()
  return row
}
