import { Type as T } from '@sinclair/typebox'
import { LinkedSchema } from '../../spine/items/linked-schema.ts'
import { MessageSchema } from '../../spine/messages/read.ts'
import { PersonSchema } from '../../spine/people/cards.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { AskingSchema } from './asking.ts'
import { EventSchema, SummarySchema } from './story.ts'

const common = {
  id: T.Integer(),
  url: T.String(),
  title: T.String(),
  lang: T.String(),
  intent: T.String(),
  tags: T.Array(T.String()),
  author: PersonSchema,
  createdAt: T.String(),
  messageCount: T.Integer(),
  lastNumber: T.Integer(),
  lastAt: T.String(),
  faces: T.Array(PersonSchema),
  accepted: nullable(T.Integer()),
  level: T.String(),
  minutes: T.Integer(),
}

export const CardSchema = T.Object({
  ...common,
  lastBy: T.String(),
  unread: T.Integer(),
  firstUnread: T.Integer(),
  named: T.Boolean(),
  pinned: T.Boolean(),
  closed: T.Boolean(),
  space: T.Object({ slug: T.String(), name: T.String(), kind: T.String() }),
})

export const AnnouncementSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  title: T.String(),
  lang: T.String(),
  by: T.String(),
  at: T.String(),
  excerptHtml: T.String(),
  space: T.Object({ slug: T.String(), name: T.String() }),
})

export const TagSchema = T.Object({
  name: T.String(),
  url: T.String(),
  description: T.String(),
  count: T.Integer(),
  level: nullable(T.String()),
})

export const DiscussionSchema = T.Object({
  ...common,
  version: T.Integer(),
  readNumber: T.Integer(),
  readGeneration: T.Integer(),
  readAt: nullable(T.String()),
  firstUnread: nullable(T.Integer()),
  modseq: T.Integer(),
  words: T.Integer(),
  pinned: nullable(T.Object({ by: T.String(), at: T.String() })),
  closure: nullable(T.Object({ by: T.String(), reason: T.String(), at: T.String() })),
  saved: T.Array(T.Integer()),
  leadingHere: T.Array(LinkedSchema),
  page: T.Integer(),
  pages: T.Integer(),
  summary: nullable(SummarySchema),
  story: T.Array(EventSchema),
  messages: T.Array(MessageSchema),
  previous: nullable(T.String()),
  next: nullable(T.String()),
  asking: AskingSchema,
})
