import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import { PAGE } from '../../ui/page-size.ts'
import type { ShownPreview } from '../../ui/previews.ts'
import { fileUrl } from '../attachments/written.ts'
import { cardOf, type PersonCard, PersonSchema } from '../people/cards.ts'
import { nullable } from '../request/schemas.ts'
import { PreviewSchema } from './previews.ts'
import type { Voice } from './voice.ts'

export const reactionKinds = ['thanks', 'me-too', 'helped'] as const
export type ReactionKind = (typeof reactionKinds)[number]

export interface AttachmentCard {
  id: number
  name: string
  type: string
  bytes: number
  width: number | null
  height: number | null
  /** How long it takes, of what one hears. Left out in what was kept before that was known. */
  seconds?: number | null
  alt: string
}

export interface MessageRow {
  id: number
  number: number
  modseq: number
  authorId: number
  handle: string
  name: string
  picture: string | null
  badge: string | null
  voice: Voice | null
  /** The connection by which another system said it in its author’s name. */
  through: string | null
  replyTo: number | null
  replyName: string | null
  /** The message beside which it is said; how many are said beside it. */
  thread: number | null
  threadSize: number
  /** What it answers, where that lies under another item now. */
  elsewhere: { kind: string; id: number; title: string; number: number; name: string } | null
  lang: string
  html: string
  reactions: Partial<Record<ReactionKind, number>>
  mine: ReactionKind[] | null
  blocked: boolean
  previews: ShownPreview[] | null
  attachments: AttachmentCard[]
  origin: string | null
  version: number
  createdAt: Date
  editedAt: Date | null
  removedAt: Date | null
  removedBy: number | null
}

/** Messages of an item by number, both ends included. One query, however many there are. */
export function messagesOf(sql: Sql, itemId: number, from: number, to: number): Promise<MessageRow[]> {
  return sql<MessageRow[]>`${rowsOf(sql)}
    where m.item_id = ${itemId} and m.number between ${from} and ${to} order by m.number`
}

/** The last messages of an item: as many as a page shows, by number; fewer where some lie elsewhere now. One query: with both ends, or
 * a third of a long room is expected and read. */
export function lastMessages(sql: Sql, itemId: number): Promise<MessageRow[]> {
  return sql<MessageRow[]>`${rowsOf(sql)}
    where m.item_id = ${itemId} and m.number between (select last_number - ${PAGE - 1}::int from tail where item_id = ${itemId})
      and (select last_number from tail where item_id = ${itemId}) order by m.number`
}

/** The latest changed messages of an item since a modseq, by number; never more than `most`. */
export function messagesSince(sql: Sql, itemId: number, since: number, most: number): Promise<MessageRow[]> {
  return sql<MessageRow[]>`select * from (${rowsOf(sql)}
    where m.item_id = ${itemId} and m.modseq > ${since} order by m.modseq desc limit ${most}) latest order by number`
}

/** How many messages of a side thread are shown at once. */
export const BESIDE = 100

/** What is said beside a message, by number; the latest, or those before a number, and one more if there is. One query. */
export function messagesBeside(sql: Sql, itemId: number, thread: number, before?: number): Promise<MessageRow[]> {
  return sql<MessageRow[]>`select * from (${rowsOf(sql)}
    where m.item_id = ${itemId} and m.thread = ${thread} ${before ? sql`and m.number < ${before}` : sql``} order by m.number desc limit ${BESIDE + 1}) beside order by number`
}

function rowsOf(sql: Sql) {
  return sql`
    select m.id, m.number, m.modseq, m.author_id, p.handle::text, p.name, p.picture, ms.badge, m.voice, m.through, m.reply_to, coalesce(rm.through, rp.name) reply_name, m.thread, m.thread_size,
      case when m.reply_elsewhere is not null then (select jsonb_build_object('kind', ei.kind, 'id', ei.id, 'title', ei.title, 'number', em.number, 'name', coalesce(em.through, ep.name))
        from message em join item ei on ei.id = em.item_id and ei.removed_at is null join person ep on ep.id = em.author_id where em.id = m.reply_elsewhere) end elsewhere, m.lang, m.html, m.reactions,
      case when m.reactions <> '{}' then (select array_agg(r.kind) from reaction r where r.message_id = m.id and r.person_id = (select me())) end mine,
      m.author_id = any(array(select b.blocked_id from block b where b.person_id = (select me()))) blocked, m.previews, m.attachments, m.origin, m.version, m.created_at, m.edited_at, m.removed_at, m.removed_by
    from message m join person p on p.id = m.author_id
    left join membership ms on ms.space_id = m.space_id and ms.person_id = m.author_id
    left join message rm on rm.item_id = m.item_id and rm.number = m.reply_to left join person rp on rp.id = rm.author_id`
}

export const MessageSchema = T.Object({
  id: T.Integer(),
  number: T.Integer(),
  url: T.String(),
  author: PersonSchema,
  badge: nullable(T.String()),
  voice: nullable(T.String()),
  /** The connection by which another system said it; the author is who connected it. */
  through: nullable(T.String()),
  replyTo: nullable(T.Integer()),
  /** The number of the message beside which it is said: its side thread. */
  thread: nullable(T.Integer()),
  /** How many are said beside it. */
  threadSize: T.Integer(),
  replyElsewhere: nullable(T.Object({ url: T.String(), title: T.String(), name: T.String() })),
  lang: T.String(),
  html: T.String(),
  reactions: T.Record(T.String(), T.Integer()),
  mine: T.Array(T.String()),
  /** You have blocked its author: pages fold its words. */
  blocked: T.Boolean(),
  /** What pages say of themselves to which a link leads that stands alone; null where its author wants none. */
  previews: nullable(T.Array(PreviewSchema)),
  attachments: T.Array(
    T.Object({
      id: T.Integer(),
      url: T.String(),
      name: T.String(),
      type: T.String(),
      bytes: T.Integer(),
      width: nullable(T.Integer()),
      height: nullable(T.Integer()),
      seconds: nullable(T.Number()),
      alt: T.String(),
    }),
  ),
  origin: nullable(T.String()),
  version: T.Integer(),
  createdAt: T.String(),
  editedAt: nullable(T.String()),
  removed: T.Boolean(),
  mayEdit: T.Boolean(),
  mayRemove: T.Boolean(),
  mayRestore: T.Boolean(),
})

export interface Message {
  id: number
  number: number
  url: string
  author: PersonCard
  badge: string | null
  voice: Voice | null
  through: string | null
  replyTo: number | null
  replyName: string | null
  thread: number | null
  threadSize: number
  replyElsewhere: { url: string; title: string; name: string } | null
  lang: string
  html: string
  reactions: Partial<Record<ReactionKind, number>>
  mine: ReactionKind[]
  blocked: boolean
  previews: ShownPreview[] | null
  report: string | null
  attachments: (AttachmentCard & { url: string; seconds: number | null })[]
  origin: string | null
  version: number
  createdAt: string
  editedAt: string | null
  removed: boolean
  removedByAuthor: boolean
  mayEdit: boolean
  mayRemove: boolean
  mayRestore: boolean
}

/** Who looks, where: decides what may be done with a message. */
export interface Looking {
  /** Address of the item. */
  item: string
  /** Address of the space. */
  space: string
  /** Address of an item below that of its space. */
  itemPath(kind: string, id: number, title: string): string
  me: number | undefined
  host: boolean
  writes: boolean
  /** Wants no more than the words. */
  saves: boolean
}

/** A message as the API and the views show it. A removed one keeps its number and loses its words. */
export function presentMessage(row: MessageRow, looking: Looking): Message {
  const removed = row.removedAt !== null
  const own = row.authorId === looking.me
  const tend = looking.writes && (own || looking.host)
  return {
    id: row.id,
    number: row.number,
    url: `${looking.item}/messages/${row.number}`,
    author: cardOf({ id: row.authorId, handle: row.handle, name: row.name, picture: row.picture }),
    badge: row.badge,
    voice: row.voice,
    through: row.through,
    replyTo: row.replyTo,
    replyName: row.replyName,
    thread: row.thread,
    threadSize: row.threadSize,
    replyElsewhere: row.elsewhere && {
      url: `${looking.space}${looking.itemPath(row.elsewhere.kind, row.elsewhere.id, row.elsewhere.title)}/messages/${row.elsewhere.number}`,
      title: row.elsewhere.title,
      name: row.elsewhere.name,
    },
    lang: row.lang,
    html: removed ? '' : row.html,
    reactions: removed ? {} : row.reactions,
    mine: row.mine ?? [],
    blocked: row.blocked,
    previews: removed || (looking.saves && row.previews) ? [] : row.previews,
    report: looking.me === undefined || own || removed ? null : `${looking.space}/reports/new?message=${row.id}`,
    attachments: removed
      ? []
      : row.attachments.map((a) => ({ ...a, seconds: a.seconds ?? null, url: fileUrl(looking.space, a) })),
    origin: row.origin,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    removed,
    removedByAuthor: removed && row.removedBy === row.authorId,
    mayEdit: looking.writes && own && !removed,
    mayRemove: tend && !removed,
    // Who removed it may bring it back; what a host removed, a host brings back.
    // Of someone who was forgotten nothing is left to bring back.
    mayRestore:
      looking.writes &&
      removed &&
      (row.html !== '' || row.attachments.length > 0) &&
      (looking.host || (own && row.removedBy === looking.me)),
  }
}

/** Which page of an item shows this number. */
export function pageOf(number: number): number {
  return Math.max(1, Math.ceil(number / PAGE))
}
