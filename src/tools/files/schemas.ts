import { Type as T } from '@sinclair/typebox'
import { LinkedSchema } from '../../spine/items/linked-schema.ts'
import { MessageSchema } from '../../spine/messages/read.ts'
import { PersonSchema } from '../../spine/people/cards.ts'
import { nullable } from '../../spine/request/schemas.ts'

const StepSchema = T.Object({ id: T.Integer(), url: T.String(), name: T.String(), lang: T.String() })

export const ListedSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  kind: T.String(),
  name: T.String(),
  lang: T.String(),
  tags: T.Array(T.String()),
  /** Null of a folder, as all that follows until `count`. */
  type: nullable(T.String()),
  bytes: nullable(T.Integer()),
  version: nullable(T.Integer()),
  content: nullable(T.String()),
  thumb: nullable(T.String()),
  /** How many things stand in a folder. */
  count: nullable(T.Integer()),
  changedAt: T.String(),
  by: PersonSchema,
  messageCount: T.Integer(),
  folder: nullable(StepSchema),
})

const UseSchema = T.Object({ bytes: T.Integer(), most: nullable(T.Integer()) })

/** A folder, or the top, where `id` is null. */
export const FolderSchema = T.Object({
  id: nullable(T.Integer()),
  kind: T.String(),
  url: T.String(),
  name: nullable(T.String()),
  /** The folders above it, the uppermost first. */
  way: T.Array(StepSchema),
  entries: T.Array(ListedSchema),
  next: nullable(T.String()),
  use: UseSchema,
})

const PictureSchema = T.Object({
  page: T.Integer(),
  size: T.String(),
  url: T.String(),
  width: T.Integer(),
  height: T.Integer(),
})

export const FileSchema = T.Object({
  id: T.Integer(),
  kind: T.String(),
  url: T.String(),
  name: T.String(),
  way: T.Array(StepSchema),
  lang: T.String(),
  tags: T.Array(T.String()),
  type: T.String(),
  bytes: T.Integer(),
  /** Where its bytes are. */
  content: T.String(),
  version: T.Integer(),
  versions: T.Integer(),
  why: T.String(),
  keepsPlace: T.Boolean(),
  changedAt: T.String(),
  by: PersonSchema,
  /** The number to send with a change of what is said of it. */
  facts: T.Integer(),
  description: T.String(),
  html: T.String(),
  licence: T.String(),
  author: T.String(),
  madeOn: T.String(),
  /** waiting · made · none: nothing to see · failed: why, stands in `trouble` */
  preview: T.String(),
  trouble: nullable(T.String()),
  /** The beginning of what it says, and whether it says more. */
  words: nullable(T.String()),
  more: T.Boolean(),
  /** Of a film. */
  captions: T.Array(T.Object({ url: T.String(), name: T.String(), lang: T.String() })),
  width: nullable(T.Integer()),
  height: nullable(T.Integer()),
  /** Of a document. */
  pageCount: nullable(T.Integer()),
  seconds: nullable(T.Number()),
  pictures: T.Array(PictureSchema),
  leadingHere: T.Array(LinkedSchema),
  broughtBy: PersonSchema,
  createdAt: T.String(),
  level: T.String(),
  closure: nullable(T.Object({ by: T.String(), reason: T.String() })),
  messageCount: T.Integer(),
  messages: T.Array(MessageSchema),
  previous: nullable(T.String()),
  next: nullable(T.String()),
})

export const VersionSchema = T.Object({
  number: T.Integer(),
  current: T.Boolean(),
  name: T.String(),
  type: T.String(),
  bytes: T.Integer(),
  content: T.String(),
  why: T.String(),
  at: T.String(),
  by: PersonSchema,
})

export const GoneSchema = T.Object({
  id: T.Integer(),
  kind: T.String(),
  name: T.String(),
  lang: T.String(),
  bytes: T.Integer(),
  count: T.Integer(),
  at: T.String(),
  by: PersonSchema,
})
