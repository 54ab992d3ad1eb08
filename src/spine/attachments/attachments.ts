import { invalid, notFound } from '../../platform/http/problems.ts'
import type { AttachmentCard } from '../messages/read.ts'
import { type Ctx, meOf, spaceOf } from '../request/ctx.ts'
import type { Upload } from '../request/route.ts'

/** A file of a message, or of one that is still being written. */
export interface OwnFile extends AttachmentCard {
  decorative: boolean
  /** Whether it is in a message already. */
  sent: boolean
}

/** What a picture shows, in words, or that it only decorates. */
export interface Words {
  alt?: string
  decorative?: boolean
}

/**
 * Keeps a file for a message that is still being written.
 * @param upload as `keepFiles` made it
 * @throws Invalid for something that calls itself a picture and is none
 */
export async function attach(ctx: Ctx, upload: Upload, words: Words = {}): Promise<OwnFile> {
  if (upload.unreadable) throw invalid('files', 'not-a-picture', { name: upload.name })
  const { alt, decorative } = plainWords(words)
  const [row] = await ctx.sql<OwnFile[]>`
    insert into attachment (space_id, person_id, blob, name, type, bytes, width, height, seconds, alt, decorative)
    values (${spaceOf(ctx).id}, ${meOf(ctx).id}, ${upload.hash}, ${upload.name}, ${upload.type}, ${upload.bytes}, ${upload.width ?? null}, ${upload.height ?? null}, ${upload.seconds ?? null}, ${alt}, ${decorative})
    returning id, name, type, bytes, width, height, seconds, alt, decorative, false sent`
  return row!
}

/** What only decorates has no words. */
export function plainWords({ alt = '', decorative = false }: Words): Required<Words> {
  return { alt: decorative ? '' : alt.trim().slice(0, 1000), decorative }
}

/**
 * Files by id, in the order given: the person's own that were not sent yet and, where a message of theirs is changed,
 * those that it has. Other ids are left out.
 */
export async function ownFiles(ctx: Ctx, ids: readonly number[], messageId: number | null = null): Promise<OwnFile[]> {
  if (!ids.length) return []
  const rows = await ctx.sql<OwnFile[]>`
    select a.id, a.name, a.type, a.bytes, a.width, a.height, a.seconds, a.alt, a.decorative, a.sent from attachment a
    where a.id = any(${ids as number[]}) and a.space_id = ${spaceOf(ctx).id}
      and ((not a.sent and a.person_id = ${meOf(ctx).id}) or a.message_id = ${messageId})`
  return [...new Set(ids)].flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/** Whoever cannot see a picture is told what it shows. @throws Invalid for the first that says nothing */
export function needWords(files: readonly OwnFile[]): void {
  const silent = files.find((file) => file.width !== null && !file.alt && !file.decorative)
  if (silent) throw invalid('alt', 'picture-words', { name: silent.name })
}

/** As kept beside the message and shown with it: a picture without words there is one that only decorates. */
export function cardsOf(files: readonly OwnFile[]): AttachmentCard[] {
  return files.map(({ decorative, sent, ...card }) => card)
}

/** Says in words what pictures show. Only for one's own, before they are sent, or while their message is changed. */
export async function describeFiles(
  ctx: Ctx,
  described: ReadonlyMap<number, Words>,
  messageId: number | null = null,
): Promise<number> {
  if (!described.size) return 0
  const words = [...described].map(([id, one]) => ({ id, ...plainWords(one) }))
  const changed = await ctx.sql`
    update attachment a set alt = d.alt, decorative = d.decorative
    from jsonb_to_recordset(${ctx.sql.json(words)}) d (id bigint, alt text, decorative boolean)
    where a.id = d.id and a.space_id = ${spaceOf(ctx).id}
      and ((not a.sent and a.person_id = ${meOf(ctx).id}) or a.message_id = ${messageId})`
  return changed.count
}

/** Files of one's own belong to an item's text from now on. */
export async function giveToItem(ctx: Ctx, itemId: number, ids: readonly number[]): Promise<void> {
  if (!ids.length) return
  await ctx.sql`update attachment set item_id = ${itemId}
    where id = any(${ids as number[]}) and space_id = ${spaceOf(ctx).id} and person_id = ${meOf(ctx).id} and not sent`
}

/** Takes a file out of a draft. @throws 404 */
export async function discardAttachment(ctx: Ctx, id: number): Promise<void> {
  const gone =
    await ctx.sql`delete from attachment where id = ${id} and person_id = ${meOf(ctx).id} and space_id = ${spaceOf(ctx).id} and not sent returning id`
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
    select a.blob, a.name, a.type, a.bytes from attachment a left join message m on m.id = a.message_id left join item i on i.id = coalesce(m.item_id, a.item_id)
    where a.id = ${id} and a.space_id = ${spaceOf(ctx).id} and m.removed_at is null and i.removed_at is null`
  if (!row) throw notFound()
  return row
}
