import { Type as T } from '@sinclair/typebox'
import { presentAspects } from '../../spine/items/aspects.ts'
import { presentReadBy, ReadBySchema, readLines } from '../../spine/items/read-by.ts'
import { type MessageRow, MessageSchema, pageOf } from '../../spine/messages/read.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { PAGE } from '../../ui/page-size.ts'
import { urlOf } from './conversations.ts'
import type { ConversationRow } from './said.ts'

export const ConversationSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  title: T.String(),
  lang: T.String(),
  people: T.Array(PersonSchema),
  /** Those who were in it and left. */
  left: T.Array(PersonSchema),
  createdAt: T.String(),
  messageCount: T.Integer(),
  lastNumber: T.Integer(),
  modseq: T.Integer(),
  readNumber: T.Integer(),
  firstUnread: nullable(T.Integer()),
  /** Of those who show it, where one shows it oneself and few talk. */
  readBy: T.Optional(ReadBySchema),
  level: T.String(),
  messages: T.Array(MessageSchema),
  previous: nullable(T.String()),
  next: nullable(T.String()),
})

export type ShownConversation = ReturnType<typeof presentConversation>

/** A conversation as the API and its page show it. @param which the page that was asked for; without one, the latest */
export function presentConversation(ctx: Ctx, row: ConversationRow, rows: MessageRow[], which?: number) {
  const space = spaceOf(ctx)
  const url = urlOf(space.slug, row.id)
  const pages = pageOf(row.lastNumber || 1)
  const before = which ? which - 1 : pageOf((rows[0]?.number ?? 1) - 1)
  const people = row.others.filter(({ here }) => here)
  return {
    ...presentAspects(ctx, row, { url, rows, which: which ?? pages }),
    id: row.id,
    url,
    title: space.name,
    lang: row.lang,
    people: people.map(cardOf),
    left: row.others.filter(({ here }) => !here).map(cardOf),
    /** Of two, the other whom the reader has blocked. */
    blockedOther: people.length === 1 && people[0]!.blocked ? cardOf(people[0]!) : null,
    closed: space.closed,
    readNumber: row.readNumber ?? 0,
    readGeneration: row.readGeneration ?? 0,
    readAt: row.readAt?.toISOString() ?? null,
    firstUnread: row.firstNew,
    ...(row.readBy && { readBy: presentReadBy(row.readBy) }),
    readLines: row.readBy ? readLines(ctx.locale, row.readBy) : [],
    pages,
    /** Whether it shows the latest. */
    atEnd: !which || which >= pages,
    previous: (which ? which > 1 : row.lastNumber > PAGE) ? `${url}?page=${before}` : null,
    next: which && which < pages ? (which + 1 < pages ? `${url}?page=${which + 1}` : url) : null,
  }
}
