import { Type as T } from '@sinclair/typebox'
import { presentAspects } from '../../spine/items/aspects.ts'
import { LinkedSchema } from '../../spine/items/linked-schema.ts'
import { inUse, presentLinked } from '../../spine/items/links.ts'
import { presentReadBy, ReadBySchema, readLines } from '../../spine/items/read-by.ts'
import { type MessageRow, MessageSchema, pageOf } from '../../spine/messages/read.ts'
import { PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { PAGE } from '../../ui/page-size.ts'
import { presentQuiet, QuietSchema } from './quiet.ts'
import { mayTend, urlOf } from './rooms.ts'
import type { RoomRow } from './said.ts'

/** Asks for what was said without the page around it: an open page has that already. */
export const OnlySaid = T.Optional(T.Literal('said'))

export const RoomSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  title: T.String(),
  about: T.String(),
  lang: T.String(),
  slow: T.Integer(),
  ...QuietSchema,
  author: PersonSchema,
  createdAt: T.String(),
  messageCount: T.Integer(),
  lastNumber: T.Integer(),
  modseq: T.Integer(),
  readNumber: T.Integer(),
  firstUnread: nullable(T.Integer()),
  /** Of those who show it, where one shows it oneself and few talk. */
  readBy: T.Optional(ReadBySchema),
  level: T.String(),
  pinned: T.Boolean(),
  closure: nullable(T.Object({ by: T.String(), reason: T.String() })),
  messages: T.Array(MessageSchema),
  previous: nullable(T.String()),
  next: nullable(T.String()),
  leadingHere: T.Array(LinkedSchema),
  mayTend: T.Boolean(),
})

export type ShownRoom = ReturnType<typeof presentRoom>

/** A room as the API and its page show it. @param which the page that was asked for; without one, the latest */
export function presentRoom(ctx: Ctx, row: RoomRow, rows: MessageRow[], which?: number) {
  const url = urlOf(spaceOf(ctx).slug, row.id, row.title)
  const pages = pageOf(row.lastNumber || 1)
  const first = rows[0]?.number ?? 1
  const before = which ? which - 1 : pageOf(first - 1)
  const aspects = presentAspects(ctx, row, { url, rows, which: which ?? pages })
  return {
    ...aspects,
    id: row.id,
    url,
    title: row.title,
    about: row.about,
    lang: row.lang,
    slow: row.slow,
    ...presentQuiet(row),
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
    leadingHere: inUse(ctx.site, row.leading).map((one) => presentLinked(ctx.site, one)),
    mayTend: mayTend(ctx, { authorId: row.by.id }),
  }
}
