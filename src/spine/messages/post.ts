import type { Sql } from '../../platform/database/connect.ts'
import { invalid, itemClosed } from '../../platform/http/problems.ts'
import { LONGEST_TEXT, mentionedHandles, renderMarkdown } from '../../platform/markdown/markdown.ts'
import { record } from '../activity/record.ts'
import { cardsOf, needWords, ownFiles } from '../attachments/attachments.ts'
import { needCaption } from '../attachments/sounds.ts'
import { goGently, tooMuchToday } from '../care/newcomers.ts'
import { followUnlessChosen } from '../items/follow.ts'
import type { Backdated } from '../items/items.ts'
import { keepLinks } from '../items/links.ts'
import { movedMeanwhile } from '../items/moving.ts'
import { markRead } from '../items/reading.ts'
import { type Ctx, meOf } from '../request/ctx.ts'
import { countBeside, readBeside } from './beside.ts'
import { type Called, calledIn } from './called.ts'
import { wantPreviews } from './previews.ts'
import { checkedVoice, type Voice } from './voice.ts'

export interface NewMessage {
  source: string
  lang: string
  replyTo?: number
  /** Beside which message it is said: a side thread. */
  thread?: number | undefined
  attachments?: number[]
  /** For whom it speaks besides its author. */
  voice?: Voice | 'self'
  /** Where an imported message came from: its address, shown with it. */
  origin?: string
  /**
   * The connection by which another system says it, in the name of its author: it is said so above it. Such a message notifies nobody,
   * names nobody, and is not read by its author because of having come.
   */
  through?: string
}

export interface Posted {
  id: number
  number: number
  modseq: number
}

/** Where messages are said. */
export interface Under {
  id: number
  spaceId: number
  kind: string
}

/**
 * Says something under an item: renders it once, gives it the item's next number, and records it.
 * @throws Invalid when there is no text, or too much, or a picture of which nobody says what it shows; 403 when the item
 * is closed; 409 when it has just gone to another space
 */
export async function postMessage(ctx: Ctx, under: Under, message: NewMessage, backdated?: Backdated): Promise<Posted> {
  const { sql } = ctx
  const author = backdated?.authorId ?? meOf(ctx).id
  const at = backdated?.at ?? ctx.now
  const files = await ownFiles(ctx, message.attachments ?? [])
  const source = plainSource(message.source, files.length)
  const { through } = message
  const byHand = !backdated && !through
  const called = byHand ? await calledIn(ctx, under, source) : undefined
  const named = through ? [] : await mentionedPeople(ctx, under.spaceId, source)
  const mentioned = together(named, called)
  const html = renderMarkdown(source, { mentions: mentionLinks(named, called) })
  const voice = backdated ? message.voice : checkedVoice(ctx, message.voice)
  if (!backdated) needWords(files)
  if (!backdated) needCaption(source, files)
  if (!backdated && ctx.space) await goGently(ctx, source, mentioned.length, files)
  const attachments = cardsOf(files)
  const posted = await insertMessage(sql, under, message, { author, at, source, html, attachments, voice })
  if (!posted) throw movedMeanwhile()
  if (message.thread) await countBeside(ctx, under, message.thread, posted.modseq, 1)
  if (message.thread && !backdated) await readOwn(ctx, under, message.thread, posted.number)
  await Promise.all([
    record(ctx, 'message.posted', under.spaceId, {
      itemId: under.id,
      messageId: posted.id,
      at,
      actorId: author,
      quietly: !byHand,
    }),
    keepMentions(ctx, under, posted, mentioned, at),
    keepLinks(ctx, { spaceId: under.spaceId, messageId: posted.id }, source, true),
    byHand && wantPreviews(ctx, posted.id, html, false),
    attachments.length &&
      sql`update attachment set message_id = ${posted.id} where id = any(${attachments.map((a) => a.id)}) and not sent`,
    byHand && !message.thread && markRead(ctx, under.id, posted.number),
    byHand && followUnlessChosen(ctx, under.id, author),
  ])
  ctx.after(() => ctx.site.bus.publish('item', { item: under.id, space: under.spaceId, modseq: posted.modseq }))
  return posted
}

/** What is kept of a message besides what was asked for. */
interface Kept {
  author: number
  at: Date
  source: string
  html: string
  attachments: ReturnType<typeof cardsOf>
  voice: Voice | 'self' | null | undefined
}

/** @returns undefined where the item is no longer where it was */
async function insertMessage(
  sql: Sql,
  under: Under,
  message: NewMessage,
  { author, at, source, html, attachments, voice }: Kept,
): Promise<Posted | undefined> {
  // The tail is locked here and until the commit: numbers have no gaps and order is the order of commits.
  const [posted] = await sql<Posted[]>`
    with t as (
      update tail set last_number = last_number + 1, modseq = modseq + 1, count = count + 1,
        last_at = greatest(last_at, ${at}), last_by = ${author}, faces = (array[${author}::bigint] || array_remove(faces, ${author}::bigint))[1:5]
      where item_id = ${under.id} returning last_number, modseq)
    insert into message (space_id, item_id, number, modseq, author_id, reply_to, thread, lang, source, html, attachments, origin, voice, through, created_at)
    select ${under.spaceId}, ${under.id}, t.last_number, t.modseq, ${author},
      ${message.replyTo ?? null}::int, ${message.thread ?? null}::int, ${message.lang}, ${source}, ${html}, ${sql.json(attachments as never)}, ${message.origin ?? null}, ${voice ?? null}, ${message.through ?? null}, ${at} from t
    returning id, number, modseq`.catch(closedIs403)
  return posted
}

/** Who says something beside a message has read so far there; in the room it is new to nobody who had read all before it. */
async function readOwn(ctx: Ctx, under: Under, thread: number, number: number): Promise<void> {
  await readBeside(ctx, under.id, thread, number)
  await ctx.sql`update reading set number = ${number} where person_id = (select me()) and item_id = ${under.id} and number = ${number - 1}`
}

/** The database refuses words under what is closed, also those that come in the moment of closing. */
function closedIs403(error: unknown): never {
  throw (error as { code?: string }).code === 'CP003' ? itemClosed() : cannotBeWrittenTo(tooMuchToday(error), 'text')
}

/**
 * What the database refuses between two of whom one blocked the other, in words that accuse nobody.
 * @param field beside which they stand
 */
export function cannotBeWrittenTo(error: unknown, field: string): unknown {
  const { code } = error as { code?: string }
  if (code === 'CP043') return invalid(field, 'blocked-by-you')
  return code === 'CP044' ? invalid(field, 'cannot-be-written-to') : error
}

/** A text as it is kept: no spaces at its end, Unix lines. @throws Invalid */
export function plainSource(text: string, attached = 0): string {
  const source = text
    .replace(/\r\n?/g, '\n')
    .replace(/\u0000/g, '')
    .trimEnd()
  if (!source.trim() && !attached) throw invalid('text', 'needed')
  if (source.length > LONGEST_TEXT) throw invalid('text', 'too-long', { most: LONGEST_TEXT })
  return source
}

export interface Mentioned {
  id: number
  handle: string
  name: string
}

/** The people of the space whose handles are written in the text. */
export async function mentionedPeople(ctx: Ctx, spaceId: number, source: string): Promise<Mentioned[]> {
  const handles = mentionedHandles(source).slice(0, 50)
  if (!handles.length) return []
  return ctx.sql<Mentioned[]>`select p.id, p.handle::text, p.name from person p join membership m on m.person_id = p.id
    where m.space_id = ${spaceId} and m.ended_at is null and (m.until is null or m.until > now()) and p.handle = any(${handles}::text[]::citext[])`
}

/** What each name is shown as; a person's goes before that of a circle. */
export function mentionLinks(people: Mentioned[], called?: Called): Map<string, { url: string; name: string }> {
  const own = people.map(({ handle, name }) => [handle.toLowerCase(), { url: `/people/${handle}`, name }] as const)
  return new Map([...(called?.links ?? []), ...own])
}

/** Each person once, however they are named. */
export function together(named: Mentioned[], called: Called | undefined): Mentioned[] {
  return [...new Map([...(called?.people ?? []), ...named].map((one) => [one.id, one])).values()]
}

export async function keepMentions(
  ctx: Ctx,
  under: Under,
  message: Posted,
  people: Mentioned[],
  at: Date,
): Promise<void> {
  if (!people.length) return
  await ctx.sql`insert into mention (message_id, person_id, handle, item_id, number, space_id, at)
    select ${message.id}, person, handle, ${under.id}, ${message.number}, ${under.spaceId}, ${at}
    from unnest(${people.map((p) => p.id)}::bigint[], ${people.map((p) => p.handle)}::text[]) named(person, handle)
    on conflict (message_id, person_id) do update set handle = excluded.handle where mention.handle <> excluded.handle`
}
