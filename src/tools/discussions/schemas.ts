import { Type as T } from '@sinclair/typebox'
import { MessageSchema } from '../../spine/messages/read.ts'
import { PersonSchema } from '../../spine/people/cards.ts'
import { nullable } from '../../spine/request/nullable.ts'

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
}

export const CardSchema = T.Object({
  ...common,
  lastBy: T.String(),
  unread: T.Integer(),
  firstUnread: T.Integer(),
  named: T.Boolean(),
})

export const DiscussionSchema = T.Object({
  ...common,
  version: T.Integer(),
  readNumber: T.Integer(),
  following: T.Boolean(),
  page: T.Integer(),
  pages: T.Integer(),
  messages: T.Array(MessageSchema),
  previous: nullable(T.String()),
  next: nullable(T.String()),
})
