import { invalid, notFound } from '../../platform/http/problems.ts'
import { type Ctx, meOf } from '../request/ctx.ts'
import type { Upload } from '../request/route.ts'

/** What a recording may be, by what its bytes say, and as what it is played. */
const types: Record<string, string> = {
  'video/webm': 'audio/webm',
  'audio/webm': 'audio/webm',
  'video/matroska': 'audio/webm',
  'audio/ogg': 'audio/ogg',
  'video/ogg': 'audio/ogg',
  'audio/opus': 'audio/ogg',
  'application/ogg': 'audio/ogg',
  'audio/mp4': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'video/mp4': 'audio/mp4',
  'audio/mpeg': 'audio/mpeg',
  'audio/wav': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
}

/** A minute, generously counted: five megabytes. */
const LARGEST_SOUND = 5_000_000

export interface Sound {
  blob: string
  type: string
  bytes: number
}

/** What an upload is, read from its bytes and not from its name. @throws Invalid for what is no recording, or too large */
export async function soundIn(ctx: Ctx, upload: Upload): Promise<Sound> {
  if (upload.bytes > LARGEST_SOUND) throw invalid('recording', 'sound-too-large')
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(await ctx.site.blobs.bytes(upload.hash))
  // An Opus file may say so with parameters.
  const type = types[(found?.mime ?? '').split(';')[0]!]
  if (!type) throw invalid('recording', 'not-a-sound', { name: upload.name })
  return { blob: upload.hash, type, bytes: upload.bytes }
}

/** Keeps one's recording in place of the one before. */
export async function keepSound(ctx: Ctx, sound: Sound): Promise<void> {
  await ctx.sql`insert into welcome_sound (person_id, blob, type, bytes) values (${meOf(ctx).id}, ${sound.blob}, ${sound.type}, ${sound.bytes})
    on conflict (person_id) do update set blob = excluded.blob, type = excluded.type, bytes = excluded.bytes, at = now()`
}

/** Deletes one's recording; the bytes go with the next sweep. */
export async function dropSound(ctx: Ctx): Promise<void> {
  await ctx.sql`delete from welcome_sound where person_id = ${meOf(ctx).id}`
}

export async function hasSound(ctx: Ctx): Promise<boolean> {
  return (await ctx.sql`select from welcome_sound where person_id = ${meOf(ctx).id}`).length > 0
}

/** Someone's recording, for whoever may read their word of welcome. Access is the query. @throws 404 */
export async function soundOf(ctx: Ctx, handle: string): Promise<Sound> {
  const [row] = await ctx.sql<Sound[]>`
    select w.blob, w.type, w.bytes from welcome_sound w join person p on p.id = w.person_id where p.handle = ${handle}`
  if (!row) throw notFound()
  return row
}
