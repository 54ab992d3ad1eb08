import { Type as T } from '@sinclair/typebox'
import { excerptOf } from '../../platform/markdown/markdown.ts'
import { presentAspects } from '../../spine/items/aspects.ts'
import type { SaidPage } from '../../spine/items/page.ts'
import { MessageSchema } from '../../spine/messages/read.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { mayChange, urlOf } from './gaps.ts'
import type { Listed } from './list.ts'
import type { GapRow } from './row.ts'

const common = {
  id: T.Integer(),
  url: T.String(),
  title: T.String(),
  lang: T.String(),
  tags: T.Array(T.String()),
  state: T.String(),
  wishes: T.Integer(),
  mine: T.Boolean(),
  taker: nullable(PersonSchema),
  until: nullable(T.String()),
  answer: nullable(
    T.Object({ id: T.Integer(), url: T.String(), title: T.String(), lang: T.String(), by: T.String(), at: T.String() }),
  ),
  createdAt: T.String(),
  author: PersonSchema,
  messageCount: T.Integer(),
}

export const ListSchema = T.Object({
  gaps: T.Array(T.Object({ ...common, excerpt: T.String() })),
  counts: T.Object({ open: T.Integer(), taken: T.Integer(), filled: T.Integer() }),
  next: nullable(T.String()),
})

export const GapSchema = T.Object({
  ...common,
  html: T.String(),
  level: T.String(),
  closure: nullable(T.Object({ by: T.String(), reason: T.String() })),
  messages: T.Array(MessageSchema),
  previous: nullable(T.String()),
  next: nullable(T.String()),
})

export type ShownListed = ReturnType<typeof presentListed>

/** A gap in a list, as the API and the pages show it. */
export function presentListed(ctx: Ctx, row: Listed) {
  return {
    ...shared(ctx, row),
    createdAt: row.createdAt.toISOString(),
    author: cardOf(row.by),
    messageCount: row.count,
    excerpt: excerptOf(row.html, 200),
  }
}

export type ShownGap = ReturnType<typeof presentGap>

/** A gap with what was said about it. */
export function presentGap(ctx: Ctx, row: GapRow, said: SaidPage) {
  const one = shared(ctx, row)
  return {
    ...one,
    ...presentAspects(ctx, row, { url: one.url, ...said }),
    html: row.html,
    mayChange: mayChange(ctx, { authorId: row.by.id }),
    own: row.by.id === ctx.me?.id,
    mineToDo: row.taker?.id === ctx.me?.id,
  }
}

function shared(ctx: Ctx, row: Omit<Listed, 'createdAt' | 'count' | 'by'>) {
  const space = `/c/${spaceOf(ctx).slug}`
  const { id, title, lang, tags, state, wishes, mine, taker, until, answer } = row
  return {
    id,
    url: urlOf(spaceOf(ctx).slug, id, title),
    title,
    lang,
    tags,
    state,
    wishes,
    mine,
    taker: taker && cardOf(taker),
    until,
    answer: answer && {
      id: answer.id,
      url: space + ctx.site.itemPath(answer.kind, answer.id, answer.title),
      title: answer.title,
      lang: answer.lang,
      by: answer.by,
      at: new Date(answer.at).toISOString(),
    },
  }
}
