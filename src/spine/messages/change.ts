import { invalid, notFound, notYours } from '../../platform/http/problems.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import type { ShownPreview } from '../../ui/previews.ts'
import { audit, record } from '../activity/record.ts'
import { cardsOf, needWords, ownFiles } from '../attachments/attachments.ts'
import { needCaption } from '../attachments/sounds.ts'
import { goGently } from '../care/newcomers.ts'
import { keepLinks } from '../items/links.ts'
import { movedMeanwhile } from '../items/moving.ts'
import { type Ctx, meOf, spaceOf } from '../request/ctx.ts'
import { countBeside } from './beside.ts'
import { calledIn } from './called.ts'
import {
  cannotBeWrittenTo,
  keepMentions,
  mentionedPeople,
  mentionLinks,
  plainSource,
  together,
  type Under,
} from './post.ts'
import { wantPreviews } from './previews.ts'
import type { AttachmentCard, ReactionKind } from './read.ts'

export interface StoredMessage {
  id: number
  itemId: number
  number: number
  authorId: number
  name: string
  /** The message beside which it is said. */
  thread: number | null
  lang: string
  source: string
  html: string
  previews: ShownPreview[] | null
  attachments: AttachmentCard[]
  version: number
  createdAt: Date
  editedAt: Date | null
  removedAt: Date | null
  removedBy: number | null
}

/** One message of an item. Access is the query. @throws 404 */
export async function messageFor(ctx: Ctx, under: Under, number: number): Promise<StoredMessage> {
  const [row] = await ctx.sql<StoredMessage[]>`
    select m.id, m.item_id, m.number, m.author_id, p.name, m.thread, m.lang, m.source, m.html, m.previews, m.attachments, m.version, m.created_at, m.edited_at, m.removed_at, m.removed_by
    from message m join person p on p.id = m.author_id where m.item_id = ${under.id} and m.number = ${number}`
  if (!row) throw notFound()
  return row
}

/** What a message is to say. */
export interface Changed {
  /** The version that was read. */
  version: number
  text: string
  lang: string
  /** The files it is to have, by id. */
  attachments: number[]
}

/** Only its author changes what a message says. @throws 403 */
export function mustBeAuthor(ctx: Ctx, message: StoredMessage): void {
  if (message.authorId !== meOf(ctx).id || message.removedAt) throw notYours()
}

/**
 * Changes what a message says and keeps what it said.
 * @throws 403 for somebody else's words, Invalid when it was changed meanwhile or nothing is left
 */
export async function editMessage(ctx: Ctx, under: Under, message: StoredMessage, to: Changed): Promise<void> {
  const { version, lang } = to
  mustBeAuthor(ctx, message)
  if (message.version !== version) throw invalid('text', 'changed-meanwhile')
  const files = await ownFiles(ctx, to.attachments, message.id)
  needWords(files)
  const source = plainSource(to.text, files.length)
  needCaption(source, files)
  const called = await calledIn(ctx, under, source, message.source)
  const named = await mentionedPeople(ctx, under.spaceId, source)
  const mentioned = together(named, called)
  await goGently(ctx, source, mentioned.length, files)
  const html = renderMarkdown(source, { mentions: mentionLinks(named, called) })
  await ctx.sql`insert into revision (message_id, version, author_id, source, space_id, at)
    values (${message.id}, ${message.version}, ${message.authorId}, ${message.source}, ${under.spaceId}, ${message.editedAt ?? message.createdAt})
    on conflict do nothing` // who comes second at the same moment is told below
  const modseq = await saidModseq(ctx, under)
  const changed =
    await ctx.sql`update message set source = ${source}, html = ${html}, lang = ${lang}, attachments = ${ctx.sql.json(cardsOf(files) as never)}, version = version + 1, edited_at = ${ctx.now}, modseq = ${modseq}
    where id = ${message.id} and version = ${version} returning id`.catch((error) => {
      throw cannotBeWrittenTo(error, 'text')
    })
  if (!changed.length) throw invalid('text', 'changed-meanwhile')
  await keepFilesOf(ctx, message, files)
  await ctx.sql`delete from mention where message_id = ${message.id} and not person_id = any(${mentioned.map((one) => one.id)}::bigint[])`
  await keepMentions(ctx, under, { id: message.id, number: message.number, modseq }, mentioned, ctx.now)
  await keepLinks(ctx, { spaceId: under.spaceId, messageId: message.id }, source)
  await wantPreviews(ctx, message.id, html, message.previews !== null)
  await record(ctx, 'message.edited', under.spaceId, { itemId: under.id, messageId: message.id })
}

/** What came is the message's, what was taken out is served no more. */
async function keepFilesOf(ctx: Ctx, message: StoredMessage, files: { id: number }[]): Promise<void> {
  if (!files.length && !message.attachments.length) return
  const ids = files.map((file) => file.id)
  await ctx.sql`update attachment set message_id = ${message.id} where id = any(${ids}) and not sent`
  await ctx.sql`delete from attachment where message_id = ${message.id} and not id = any(${ids})`
}

/** Says whether links of one's message are shown with what their pages say. @throws 403 for somebody else's words */
export async function choosePreviews(ctx: Ctx, under: Under, message: StoredMessage, on: boolean): Promise<void> {
  mustBeAuthor(ctx, message)
  if (on === (message.previews !== null)) return
  const modseq = await saidModseq(ctx, under)
  await ctx.sql`update message set previews = ${on ? ctx.sql.json([]) : null}, modseq = ${modseq} where id = ${message.id}`
  if (on) await wantPreviews(ctx, message.id, message.html, true)
}

/** Takes a message away. Its number stays, its words can be brought back. @throws 403 */
export async function removeMessage(ctx: Ctx, under: Under, message: StoredMessage): Promise<void> {
  const own = message.authorId === meOf(ctx).id
  if (!own && spaceOf(ctx).standing !== 'host') throw notYours()
  const changed = await setMessageRemoved(ctx, under, message, true)
  if (changed && !own)
    await audit(ctx, 'message.removed', under.spaceId, {
      itemId: under.id,
      messageId: message.id,
      personId: message.authorId,
    })
}

/** Brings a removed message back: whoever removed it, or a host. @throws 403 */
export async function restoreMessage(ctx: Ctx, under: Under, message: StoredMessage): Promise<void> {
  const me = meOf(ctx).id
  const host = spaceOf(ctx).standing === 'host'
  if (!message.source && !message.attachments.length) throw notFound() // its author was forgotten
  if (!host && (message.authorId !== me || message.removedBy !== me)) throw notYours()
  const changed = await setMessageRemoved(ctx, under, message, false)
  if (changed && message.authorId !== me)
    await audit(ctx, 'message.restored', under.spaceId, {
      itemId: under.id,
      messageId: message.id,
      personId: message.authorId,
    })
}

/** @returns false when it is so already, also by someone else at the same moment: it counts once */
async function setMessageRemoved(ctx: Ctx, under: Under, message: StoredMessage, removed: boolean): Promise<boolean> {
  const by = removed ? meOf(ctx).id : null
  // The tail first, as everywhere: two who change a message at once wait, and neither waits for the other.
  await ctx.sql`select from tail where item_id = ${under.id} for no key update`
  const changed =
    await ctx.sql`update message set removed_at = ${removed ? ctx.now : null}, removed_by = ${by} where id = ${message.id} and (removed_at is null) = ${removed} returning id`
  if (!changed.length) return false
  const modseq = await saidModseq(ctx, under, removed ? -1 : 1)
  await ctx.sql`update message set modseq = ${modseq} where id = ${message.id}`
  if (message.thread) await countBeside(ctx, under, message.thread, modseq, removed ? -1 : 1)
  await record(ctx, removed ? 'message.removed' : 'message.restored', under.spaceId, {
    itemId: under.id,
    messageId: message.id,
  })
  return true
}

/**
 * Says thanks, me too, or that it helped; or takes that back. Doing it twice is doing it once.
 * @throws 403 for one's own words
 */
export async function react(
  ctx: Ctx,
  under: Under,
  message: StoredMessage,
  kind: ReactionKind,
  on: boolean,
): Promise<void> {
  if (message.removedAt) throw notFound()
  const me = meOf(ctx).id
  if (message.authorId === me) throw notYours()
  const changed = on
    ? await ctx.sql`insert into reaction (message_id, person_id, kind, space_id) values (${message.id}, ${me}, ${kind}, ${under.spaceId}) on conflict do nothing returning 1`
    : await ctx.sql`delete from reaction where message_id = ${message.id} and person_id = ${me} and kind = ${kind} returning 1`
  if (!changed.length) return
  const modseq = await saidModseq(ctx, under)
  await summariseReactions(ctx, message.id, modseq)
  if (on) await record(ctx, 'message.reacted', under.spaceId, { itemId: under.id, messageId: message.id })
}

/** Keeps the counts beside the message, so that reading it needs no counting. */
export async function summariseReactions(ctx: Ctx, messageId: number, modseq: number): Promise<void> {
  await ctx.sql`update message set modseq = ${modseq}, reactions = coalesce((
      select jsonb_object_agg(kind, n) from (select kind, count(*) n from reaction where message_id = ${messageId} group by kind) counted), '{}')
    where id = ${messageId}`
}

/** Every change of an item's messages gets the next modseq, by which readers catch up. @throws 409 when it has just moved */
export async function saidModseq(ctx: Ctx, under: Pick<Under, 'id'>, count = 0): Promise<number> {
  const [tail] = await ctx.sql<Tail[]>`
    update tail set modseq = modseq + 1, said_modseq = modseq + 1, count = count + ${count} where item_id = ${under.id}
    returning modseq, space_id`
  return told(ctx, under, tail)
}

/** The same for a change of the item itself: whoever has its page open looks at all of it again. @throws 409 */
export async function nextModseq(ctx: Ctx, under: Pick<Under, 'id'>): Promise<number> {
  const [tail] = await ctx.sql<Tail[]>`
    update tail set modseq = modseq + 1 where item_id = ${under.id} returning modseq, space_id`
  return told(ctx, under, tail)
}

interface Tail {
  modseq: number
  spaceId: number
}

function told(ctx: Ctx, under: Pick<Under, 'id'>, tail: Tail | undefined): number {
  if (!tail) throw movedMeanwhile()
  ctx.after(() => ctx.site.bus.publish('item', { item: under.id, space: tail.spaceId, modseq: tail.modseq }))
  return tail.modseq
}
