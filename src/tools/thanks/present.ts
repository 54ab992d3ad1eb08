import { Type as T } from '@sinclair/typebox'
import { presentAspects } from '../../spine/items/aspects.ts'
import type { SaidPage } from '../../spine/items/page.ts'
import { MessageSchema } from '../../spine/messages/read.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, mayStart, spaceOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { type Listed, type ThanksRow, urlOf } from './thanks.ts'

const common = {
  id: T.Integer(),
  url: T.String(),
  words: T.String(),
  lang: T.String(),
  author: PersonSchema,
  /** Null: everyone. */
  to: nullable(PersonSchema),
  createdAt: T.String(),
  messageCount: T.Integer(),
}
export const ThanksSchema = T.Object(common)
export const ThanksPageSchema = T.Object({
  ...common,
  level: T.String(),
  messages: T.Array(MessageSchema),
  previous: nullable(T.String()),
  next: nullable(T.String()),
})

export type ShownThanks = ReturnType<typeof presentListed>

/** Thanks as the API and the pages show them. */
export function presentListed(ctx: Ctx, row: Listed) {
  return {
    ...shared(ctx, row),
    author: cardOf(row.by),
    createdAt: row.createdAt.toISOString(),
    messageCount: row.count,
  }
}

export type ShownPage = ReturnType<typeof presentThanks>

/** The same with what was said about them. */
export function presentThanks(ctx: Ctx, row: ThanksRow, said: SaidPage) {
  const one = shared(ctx, row)
  const mayChange = row.by.id === ctx.me?.id && mayStart(spaceOf(ctx))
  return { ...one, ...presentAspects(ctx, row, { url: one.url, ...said }), mayChange }
}

function shared(ctx: Ctx, { id, title, lang, words, to }: Pick<Listed, 'id' | 'title' | 'lang' | 'words' | 'to'>) {
  return { id, url: urlOf(spaceOf(ctx).slug, id, title), title, lang, words, to: to && cardOf(to) }
}
