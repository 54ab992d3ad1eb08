import { Type as T } from '@sinclair/typebox'
import { excerptOf } from '../../platform/markdown/markdown.ts'
import { presentAspects, type ShownAspects } from '../../spine/items/aspects.ts'
import type { SaidPage } from '../../spine/items/page.ts'
import { MessageSchema } from '../../spine/messages/read.ts'
import { hostOf } from '../../spine/outside/addresses.ts'
import { archiveOf } from '../../spine/outside/kept.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { urlOf } from './links.ts'
import type { Listed } from './list.ts'
import type { Health, LinkRow } from './row.ts'

const HealthSchema = T.Object({
  state: T.Union([T.Literal('unknown'), T.Literal('answers'), T.Literal('silent')]),
  checkedAt: nullable(T.String()),
  answeredAt: nullable(T.String()),
  silentSince: nullable(T.String()),
  status: nullable(T.Integer()),
  movedTo: nullable(T.String()),
  archive: T.String(),
})

const common = {
  id: T.Integer(),
  url: T.String(),
  title: T.String(),
  lang: T.String(),
  tags: T.Array(T.String()),
  address: T.String(),
  host: T.String(),
  kind: T.String(),
  licence: T.String(),
  createdAt: T.String(),
  author: PersonSchema,
  health: HealthSchema,
  messageCount: T.Integer(),
}

export const ListSchema = T.Object({
  links: T.Array(T.Object({ ...common, excerpt: T.String() })),
  next: nullable(T.String()),
})

export const LinkSchema = T.Object({
  ...common,
  html: T.String(),
  version: T.Integer(),
  level: T.String(),
  closure: nullable(T.Object({ by: T.String(), reason: T.String() })),
  messages: T.Array(MessageSchema),
  previous: nullable(T.String()),
  next: nullable(T.String()),
})

export type ShownListed = ReturnType<typeof presentListed>

/** A link in a list, as the API and the pages show it. */
export function presentListed(ctx: Ctx, row: Listed) {
  return {
    ...shared(ctx, row),
    createdAt: row.createdAt.toISOString(),
    author: cardOf(row.by),
    messageCount: row.count,
    excerpt: excerptOf(row.html, 200),
  }
}

export type ShownLink = ReturnType<typeof presentLink>

/** A link with what was said about it. */
export function presentLink(ctx: Ctx, row: LinkRow, said: SaidPage) {
  const one = shared(ctx, row)
  const aspects: ShownAspects = presentAspects(ctx, row, { url: one.url, ...said })
  return { ...one, ...aspects, html: row.html, version: row.version }
}

function shared(
  ctx: Ctx,
  row: Pick<Listed, 'id' | 'title' | 'lang' | 'tags' | 'address' | 'what' | 'licence'> & Health,
) {
  return {
    id: row.id,
    url: urlOf(spaceOf(ctx).slug, row.id, row.title),
    title: row.title,
    lang: row.lang,
    tags: row.tags,
    address: row.address,
    host: hostOf(row.address),
    kind: row.what,
    licence: row.licence,
    health: presentHealth(row),
  }
}

function presentHealth(row: Health & { address: string }) {
  const state: 'silent' | 'unknown' | 'answers' = row.silent
    ? 'silent'
    : row.answeredAt === null
      ? 'unknown'
      : 'answers'
  return {
    state,
    checkedAt: row.checkedAt?.toISOString() ?? null,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    silentSince: row.silent ? row.failingSince!.toISOString() : null,
    status: row.status,
    movedTo: row.movedTo,
    archive: archiveOf(row.address),
  }
}
