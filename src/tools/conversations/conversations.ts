import { randomBytes } from 'node:crypto'
import { invalid, notFound } from '../../platform/http/problems.ts'
import { cannotBeWrittenTo, postMessage, type Under } from '../../spine/messages/post.ts'
import { type Ctx, meOf, spaceOf } from '../../spine/request/ctx.ts'

/** How many others one can write to at once. */
export const MOST_OTHERS = 19

export interface Conversation extends Under {
  title: string
  lang: string
  url: string
}

export function urlOf(slug: string, id: number): string {
  return `/c/${slug}/conversation/${id}`
}

/** The conversation of the address. Access is the query: its people alone are in its space. @throws 404 */
export async function conversationFor(ctx: Ctx, id: number): Promise<Conversation> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<Omit<Conversation, 'url' | 'title'>[]>`
    select i.id, i.space_id, i.kind, i.lang from conversation c join item i on i.id = c.item_id
    where i.id = ${id} and i.space_id = ${space.id} and i.removed_at is null`
  if (!row) throw notFound()
  return { ...row, title: space.name, url: urlOf(space.slug, id) }
}

/** A conversation with these people. */
interface Begun extends Under {
  slug: string
  url: string
  /** They had none before. */
  made: boolean
}

/**
 * Begins a conversation with people one meets somewhere, or finds the one that exactly these people have.
 * @param at when it began: for the demonstration
 * @throws Invalid for nobody, too many, whom one does not meet or cannot write to, and for too many in a day
 */
export async function beginConversation(ctx: Ctx, others: number[], at = ctx.now): Promise<Begun> {
  const [row] = await ctx.sql<[{ place: number; item: number; slug: string; made: boolean }]>`
    select * from begin_conversation(${others}::bigint[], ${newAddress()}, ${meOf(ctx).lang}, ${at})`.catch((error) => {
    throw cannotBegin(error)
  })
  const { place, item, slug, made } = row
  return { id: item, spaceId: place, kind: 'conversation', slug, url: urlOf(slug, item), made }
}

/** An address that nobody guesses, and that says no name. */
function newAddress(): string {
  return `between-${BigInt(`0x${randomBytes(8).toString('hex')}`)
    .toString(36)
    .padStart(13, '0')
    .slice(-12)}`
}

function cannotBegin(error: unknown): unknown {
  const { code, detail = '' } = error as { code?: string; detail?: string }
  if (code === 'CP045') return invalid('to', 'not-met')
  if (code === 'CP046') return invalid('to', 'too-many-others', { most: detail })
  if (code === 'CP047') return invalid('to', 'enough-begun', { most: detail })
  return cannotBeWrittenTo(error, 'to')
}

/** Writes to people: begins a conversation with them, or goes on with the one there is. @throws Invalid */
export async function writeTo(
  ctx: Ctx,
  handles: string[],
  text: string,
): Promise<{ id: number; number: number; url: string }> {
  const people = await ctx.sql<{ id: number }[]>`select id from person where handle = any(${handles}::citext[])`
  // Who is not there, and whom one does not meet: the two are never told apart.
  if (!people.length || people.length < new Set(handles.map((one) => one.toLowerCase())).size)
    throw invalid('to', 'not-met')
  const begun = await beginConversation(
    ctx,
    people.map(({ id }) => id),
  )
  const { number } = await postMessage(ctx, begun, { source: text, lang: meOf(ctx).lang })
  return { id: begun.id, number, url: begun.url }
}

/** Where a conversation of one's own is. @throws 404 */
export async function addressOf(ctx: Ctx, id: number): Promise<string> {
  const [row] = await ctx.sql<{ slug: string }[]>`
    select s.slug::text from conversation c join space s on s.id = c.space_id where c.item_id = ${id}`
  if (!row) throw notFound()
  return urlOf(row.slug, id)
}

/** Goes for good: what one said stays with the others, and nothing of it is to be read any more. */
export async function leaveConversation(ctx: Ctx): Promise<void> {
  await ctx.sql`select leave(${spaceOf(ctx).id})`
}
