import { Type as T } from '@sinclair/typebox'
import { nullable } from '../request/schemas.ts'

/** Something that leads to an item, or of which it was made; `by`: who says it, where it is a message. */
export const LinkedSchema = T.Object({
  id: T.Integer(),
  kind: T.String(),
  title: T.String(),
  lang: T.String(),
  url: T.String(),
  by: nullable(T.String()),
  made: T.Boolean(),
})

/** What an item was made of, with the messages that were chosen, where not all of it is meant. */
export const OriginSchema = T.Composite([
  LinkedSchema,
  T.Object({ messages: T.Array(T.Object({ number: T.Integer(), url: T.String(), by: T.String() })) }),
])
