import type { Sql } from '../../platform/database/connect.ts'
import { invalid, notFound, notYours } from '../../platform/http/problems.ts'
import { audit, record } from '../../spine/activity/record.ts'
import type { Newcomer } from '../../spine/care/newcomers.ts'
import { type DraftRow, draftColumn } from '../../spine/drafts/drafts.ts'
import type { Closure } from '../../spine/items/closure.ts'
import type { Level } from '../../spine/items/follow.ts'
import { type Backdated, changeItem, makeItem } from '../../spine/items/items.ts'
import { type Linked, linksColumn } from '../../spine/items/links.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import { type NewMessage, type Posted, postMessage, type Under } from '../../spine/messages/post.ts'
import type { Voice } from '../../spine/messages/voice.ts'
import { type PersonRow, personColumn } from '../../spine/people/cards.ts'
import { type Ctx, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { idSlug } from '../../spine/slug.ts'
import { type AskingRow, askingColumn } from './asking.ts'
import { type StoryRow, storyColumn } from './story.ts'

/** What an opening is meant as. */
export const intents = ['talk', 'question', 'help', 'story', 'announcement'] as const
export type Intent = (typeof intents)[number]

export interface NewDiscussion {
  title: string
  intent: Intent
  tags?: string[]
  lang: string
  text: string
  voice?: Voice | 'self'
  attachments?: number[]
  source?: string
  origin?: string
}

export interface Discussion extends Under {
  title: string
  lang: string
  url: string
  intent: Intent
  tags: string[]
  authorId: number
  version: number
  accepted: number | null
}

/** Begins a discussion; its text is message 1. @throws Invalid; 403 when someone else than a host announces */
export async function openDiscussion(
  ctx: Ctx,
  input: NewDiscussion,
  backdated?: Backdated,
): Promise<{ id: number; url: string; posted: Posted }> {
  const space = spaceOf(ctx)
  if (!backdated && input.intent === 'announcement' && space.standing !== 'host') throw notYours('hosts-only')
  if (!backdated && space.standing === 'guest') throw notYours('guests-reply')
  const id = await makeItem(
    ctx,
    {
      kind: 'discussion',
      spaceId: space.id,
      title: input.title,
      lang: input.lang,
      tags: input.tags,
      source: input.source,
    },
    backdated,
  )
  await ctx.sql`insert into discussion (item_id, space_id, intent) values (${id}, ${space.id}, ${input.intent})`
  const first: NewMessage = {
    source: input.text,
    voice: input.voice,
    lang: input.lang,
    attachments: input.attachments,
    origin: input.origin,
  }
  const posted = await postMessage(ctx, { id, spaceId: space.id, kind: 'discussion' }, first, backdated)
  if (input.intent === 'announcement' && !backdated)
    await record(ctx, 'announcement.made', space.id, { itemId: id, messageId: posted.id })
  return { id, url: urlOf(space.slug, id, input.title), posted }
}

export function urlOf(slug: string, id: number, title: string): string {
  return `/c/${slug}/discussions/${idSlug(id, title)}`
}

/** A discussion of the space of the address. Access is the query. @throws 404 */
export async function discussionFor(ctx: Ctx, id: number): Promise<Discussion> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<Omit<Discussion, 'url'>[]>`
    select i.id, i.space_id, i.kind, i.title, i.lang, i.tags, i.author_id, i.version, d.intent, a.number accepted
    from item i join discussion d on d.item_id = i.id left join acceptance a on a.item_id = i.id
    where i.id = ${id} and i.space_id = ${space.id} and i.removed_at is null`
  if (!row) throw notFound()
  return { ...row, url: urlOf(space.slug, row.id, row.title) }
}

/** Its author and the hosts look after a discussion. */
export function mayTend(ctx: Ctx, discussion: Discussion): boolean {
  return discussion.authorId === meOf(ctx).id || spaceOf(ctx).standing === 'host'
}

/** Changes title, tags and intent: its author or a host. @throws 403, Invalid when it changed meanwhile */
export async function changeDiscussion(
  ctx: Ctx,
  discussion: Discussion,
  to: { title: string; tags: string[]; lang: string; intent: Intent; version: number },
): Promise<void> {
  const host = spaceOf(ctx).standing === 'host'
  const own = discussion.authorId === meOf(ctx).id
  if (!own && !host) throw notYours()
  if (to.intent === 'announcement' && !host && discussion.intent !== 'announcement') throw notYours('hosts-only')
  await changeItem(ctx, discussion.id, to.version, to)
  await ctx.sql`update discussion set intent = ${to.intent} where item_id = ${discussion.id}`
  await record(ctx, 'discussion.changed', discussion.spaceId, { itemId: discussion.id })
  if (!own)
    await audit(ctx, 'discussion.changed', discussion.spaceId, { itemId: discussion.id, personId: discussion.authorId })
}

/** Chooses a message as the answer, or none: who asked, or a host. @throws 403, Invalid */
export async function accept(ctx: Ctx, discussion: Discussion, number: number | null): Promise<void> {
  const host = spaceOf(ctx).standing === 'host'
  if (discussion.authorId !== meOf(ctx).id && !host) throw notYours()
  if (number === null) await ctx.sql`delete from acceptance where item_id = ${discussion.id}`
  else {
    const [there] = await ctx.sql<{ id: number }[]>`
      select id from message where item_id = ${discussion.id} and number = ${number} and number > 1 and removed_at is null`
    if (!there) throw invalid('number', 'no-such-message')
    await keepAcceptance(ctx, discussion, number, meOf(ctx).id, ctx.now)
    await record(ctx, 'answer.accepted', discussion.spaceId, { itemId: discussion.id, messageId: there.id })
  }
  await nextModseq(ctx, discussion)
}

export async function keepAcceptance(ctx: Ctx, under: Under, number: number, by: number, at: Date): Promise<void> {
  await ctx.sql`insert into acceptance (item_id, space_id, number, person_id, at) values (${under.id}, ${under.spaceId}, ${number}, ${by}, ${at})
    on conflict (item_id) do update set number = excluded.number, person_id = excluded.person_id, at = excluded.at`
}

/** Once somebody has answered, only hosts take a discussion away. @throws 403 */
export async function mayRemove(ctx: Ctx, id: number): Promise<void> {
  if (spaceOf(ctx).standing === 'host') return
  const [answered] = await ctx.sql`select from tail where item_id = ${id} and last_number > 1`
  if (answered) throw notYours()
}

export interface DiscussionRow {
  id: number
  spaceId: number
  title: string
  lang: string
  tags: string[]
  version: number
  createdAt: Date
  intent: Intent
  accepted: number | null
  acceptedBy: string | null
  authorId: number
  handle: string
  name: string
  picture: string | null
  lastNumber: number
  modseq: number
  count: number
  lastAt: Date
  faces: PersonRow[] | null
  readNumber: number | null
  /** When that was. */
  readAt: Date | null
  /** Something about it is told to the reader that they have not read. */
  told: boolean
  readGeneration: number | null
  /** The first message after that which is still there. */
  firstNew: number | null
  /** What the reader chose for this discussion itself. */
  ownLevel: Level | null
  /** What that comes to, with its tags and its space. */
  level: Level
  words: number
  pinned: { by: string; at: string } | null
  closure: Closure | null
  /** Numbers of the messages the reader keeps; 0 is the discussion itself. */
  saved: number[] | null
  /** What leads there by its address. */
  leading: Linked[]
  /** Whom the reader has blocked. */
  blocks: number[]
  /** What a newcomer has said today; null for everybody else. */
  newcomer: Newcomer
  asking: AskingRow
  draft: DraftRow | null
  /** The last number there is: after a split, less than the last that was given. */
  topNumber: number | null
  story: StoryRow | null
}

/** All that a discussion's page says besides its messages, for whoever asks, in one row. */
export function discussionRow(sql: Sql, id: number): Promise<DiscussionRow[]> {
  return sql<DiscussionRow[]>`
    select i.id, i.space_id, i.title, i.lang, i.tags, i.version, i.created_at, d.intent, a.number accepted, ap.name accepted_by,
      i.author_id, p.handle::text, p.name, p.picture, t.last_number, t.modseq, t.count, t.last_at,
      (select jsonb_agg(${personColumn(sql, 'f')}) from person f where f.id = any(t.faces)) faces,
      r.number read_number, exists (select from notification n where n.item_id = i.id and n.person_id = (select me()) and n.read_at is null) told, r.at read_at, r.generation read_generation,
      (select min(m.number) from message m where m.item_id = i.id and m.number > r.number) first_new, w.level own_level, t.words,
      level_of(w.level, i.tags, array(select tag from follow_tag f where f.space_id = i.space_id and f.person_id = (select me()) and f.level = 'follow'),
        array(select tag from follow_tag f where f.space_id = i.space_id and f.person_id = (select me()) and f.level = 'muted'),
        array(select tag from follow_tag f where f.space_id = i.space_id and f.person_id = (select me()) and f.level = 'quiet'),
        (select level from follow_space f where f.space_id = i.space_id and f.person_id = (select me()))) as level,
      (select json_build_object('by', n.name, 'at', x.at) from pin x join person n on n.id = x.person_id where x.item_id = i.id) pinned,
      (select json_build_object('by', n.name, 'byId', n.id, 'reason', c.reason, 'at', c.at) from closure c join person n on n.id = c.person_id where c.item_id = i.id) closure,
      (select array_agg(s.number) from saved s where s.item_id = i.id and s.person_id = (select me())) saved,
      ${linksColumn(sql)} leading,
      array(select b.blocked_id from block b where b.person_id = (select me()) order by 1) blocks,
      my_newcomer_card(i.space_id) newcomer,
      ${askingColumn(sql)} asking,
      ${draftColumn(sql)},
      (select max(number) from message top where top.item_id = i.id) top_number, ${storyColumn(sql)}
    from item i join discussion d on d.item_id = i.id join tail t on t.item_id = i.id join person p on p.id = i.author_id
    left join acceptance a on a.item_id = i.id left join person ap on ap.id = a.person_id
    left join reading r on r.item_id = i.id and r.person_id = (select me())
    left join follow w on w.item_id = i.id and w.person_id = (select me())
    where i.id = ${id} and i.removed_at is null`
}
