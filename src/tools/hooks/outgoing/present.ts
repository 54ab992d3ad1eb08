import { Type as T } from '@sinclair/typebox'
import { cardOf, PersonSchema } from '../../../spine/people/cards.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { nullable } from '../../../spine/request/schemas.ts'
import type { Delivery } from './deliveries.ts'
import type { Outgoing } from './outgoing.ts'

export const OutgoingSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  name: T.String(),
  server: T.String(),
  address: nullable(T.String()),
  kinds: T.Array(T.String()),
  words: T.Boolean(),
  by: PersonSchema,
  madeAt: T.String(),
  offAt: nullable(T.String()),
  offWhy: nullable(T.String()),
})

/** What is told outside, as its page and the API show it. */
export function presentOutgoing(ctx: Request, { by, madeAt, offAt, ...one }: Outgoing) {
  return {
    ...one,
    url: `/c/${spaceOf(ctx).slug}/connections/outgoing/${one.id}`,
    by: cardOf(by),
    madeAt: madeAt.toISOString(),
    offAt: offAt?.toISOString() ?? null,
  }
}
export type ShownOutgoing = ReturnType<typeof presentOutgoing>

export const DeliverySchema = T.Object({
  id: T.Integer(),
  type: nullable(T.String()),
  item: nullable(T.Object({ kind: T.String(), id: T.Integer(), title: T.String(), lang: T.String(), url: T.String() })),
  number: nullable(T.Integer()),
  state: T.String(),
  at: T.String(),
  dueAt: nullable(T.String()),
  tries: T.Integer(),
  triedAt: nullable(T.String()),
  status: nullable(T.Integer()),
  trouble: nullable(T.String()),
  ms: nullable(T.Integer()),
})

/** One thing that was or is to be told. */
export function presentDelivery(ctx: Request, { at, dueAt, triedAt, item, ...one }: Delivery) {
  const here = `/c/${spaceOf(ctx).slug}`
  return {
    ...one,
    item: item && { ...item, url: here + ctx.site.itemPath(item.kind, item.id, item.title) },
    at: at.toISOString(),
    dueAt: one.state === 'waiting' ? dueAt.toISOString() : null,
    triedAt: triedAt?.toISOString() ?? null,
  }
}
export type ShownDelivery = ReturnType<typeof presentDelivery>
