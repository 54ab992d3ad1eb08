import { Type as T } from '@sinclair/typebox'
import { LinkedSchema, OriginSchema } from '../../spine/items/linked-schema.ts'
import { MessageSchema } from '../../spine/messages/read.ts'
import { PersonSchema } from '../../spine/people/cards.ts'
import { nullable } from '../../spine/request/schemas.ts'

export const LinkSchema = T.Object({ id: T.Integer(), url: T.String(), title: T.String(), lang: T.String() })

const common = {
  ...LinkSchema.properties,
  template: T.String(),
  state: nullable(T.String()),
  changedAt: T.String(),
}

export const TwigSchema = T.Object({ ...common, under: nullable(T.Integer()), below: T.Integer() })

export const RevisionSchema = T.Object({
  number: T.Integer(),
  url: T.String(),
  author: PersonSchema,
  beganAt: T.String(),
  at: T.String(),
  why: T.String(),
  name: nullable(T.String()),
  title: T.String(),
  words: T.Integer(),
  others: T.Array(PersonSchema),
})

export const PageSchema = T.Object({
  ...common,
  tags: T.Array(T.String()),
  text: T.String(),
  html: T.String(),
  headings: T.Array(T.Object({ id: T.String(), level: T.Integer(), text: T.String() })),
  words: T.Integer(),
  version: T.Integer(),
  revision: T.Integer(),
  createdAt: T.String(),
  author: T.Object({ id: T.Integer() }),
  authors: T.Array(PersonSchema),
  steward: nullable(PersonSchema),
  /** Whose own page it is; null: everyone's of its space. */
  keptBy: nullable(PersonSchema),
  reviewOn: nullable(T.String()),
  reviewedAt: nullable(T.String()),
  above: T.Array(LinkSchema),
  below: T.Array(TwigSchema),
  links: T.Array(T.Object({ title: T.String(), url: nullable(T.String()) })),
  leadingHere: T.Array(LinkedSchema),
  madeFrom: nullable(OriginSchema),
  versions: T.Array(T.Object({ ...LinkSchema.properties, original: T.Boolean(), outdated: T.Boolean() })),
  wishes: T.Array(T.Object({ lang: T.String(), count: T.Integer(), mine: T.Boolean() })),
  level: T.String(),
  suggestions: T.Integer(),
  pinned: nullable(T.Object({ by: T.String(), at: T.String() })),
  closure: nullable(T.Object({ by: T.String(), reason: T.String(), at: T.String() })),
  published: nullable(T.Object({ url: T.String(), revision: T.Integer() })),
  messageCount: T.Integer(),
  messages: T.Array(MessageSchema),
  previous: nullable(T.String()),
  next: nullable(T.String()),
})
