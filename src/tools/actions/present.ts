import { Type as T } from '@sinclair/typebox'
import { presentAspects } from '../../spine/items/aspects.ts'
import { OriginSchema } from '../../spine/items/linked-schema.ts'
import { presentOrigin } from '../../spine/items/origin.ts'
import type { SaidPage } from '../../spine/items/page.ts'
import { MessageSchema } from '../../spine/messages/read.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, mayWrite, spaceOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { mayChange, mayClose, urlOf } from './actions.ts'
import type { Facts, Listed } from './list.ts'
import type { ActionRow } from './row.ts'

const common = {
  id: T.Integer(),
  url: T.String(),
  title: T.String(),
  lang: T.String(),
  owner: nullable(PersonSchema),
  /** A day, YYYY-MM-DD. */
  due: nullable(T.String()),
  /** open, done, let-go */
  state: T.String(),
  closedAt: nullable(T.String()),
  closedBy: nullable(PersonSchema),
  why: nullable(T.String()),
  mine: T.Boolean(),
  mayClose: T.Boolean(),
  messageCount: T.Integer(),
}

const ListedSchema = T.Object(common)

export const ListSchema = T.Object({
  actions: T.Array(ListedSchema),
  /** On the first page of what is open: what was closed last. */
  closed: T.Array(ListedSchema),
  next: nullable(T.String()),
})

export const ActionSchema = T.Object({
  ...common,
  version: T.Integer(),
  createdAt: T.String(),
  author: PersonSchema,
  source: nullable(OriginSchema),
  history: T.Array(
    T.Object({
      did: T.String(),
      by: T.String(),
      to: nullable(T.String()),
      due: nullable(T.String()),
      at: T.String(),
    }),
  ),
  level: T.String(),
  closure: nullable(T.Object({ by: T.String(), reason: T.String() })),
  messages: T.Array(MessageSchema),
  previous: nullable(T.String()),
  next: nullable(T.String()),
})

export type ShownListed = ReturnType<typeof presentListed>

/** An action in a list, as the API and the pages show it. */
export function presentListed(ctx: Ctx, row: Listed) {
  return { ...shared(ctx, row), messageCount: row.count }
}

export type ShownAction = ReturnType<typeof presentAction>

/** An action with where it comes from, what became of it and what was said about it. */
export function presentAction(ctx: Ctx, row: ActionRow, said: SaidPage) {
  const one = shared(ctx, row)
  return {
    ...one,
    ...presentAspects(ctx, row, { url: one.url, ...said }),
    version: row.version,
    source: presentOrigin(ctx.site, row.origin),
    history: row.steps.map((step) => ({ ...step, at: new Date(step.at).toISOString() })),
    mayChange: mayChange(ctx, { authorId: row.authorId, ownerId: row.owner?.id ?? null }),
    mayLayDown: mayWrite(spaceOf(ctx)) && (one.mine || spaceOf(ctx).standing === 'host'),
    mayReopen: one.mayClose || (mayWrite(spaceOf(ctx)) && row.closedBy?.id === ctx.me?.id),
  }
}

function shared(ctx: Ctx, row: Facts) {
  const { id, title, lang, owner, due, state, closedAt, closedBy, why } = row
  return {
    id,
    url: urlOf(spaceOf(ctx).slug, id, title),
    title,
    lang,
    owner: owner && cardOf(owner),
    due,
    state,
    closedAt: closedAt?.toISOString() ?? null,
    closedBy: closedBy && cardOf(closedBy),
    why,
    mine: owner !== null && owner.id === ctx.me?.id,
    mayClose: mayClose(ctx, { authorId: row.authorId, ownerId: owner?.id ?? null }),
  }
}
