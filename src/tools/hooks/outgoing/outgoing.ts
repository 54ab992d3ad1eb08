import { invalid, notFound } from '../../../platform/http/problems.ts'
import { audit } from '../../../spine/activity/record.ts'
import { type PersonRow, personColumn } from '../../../spine/people/cards.ts'
import { type Ctx, meOf, spaceOf } from '../../../spine/request/ctx.ts'
import { plainName } from '../name.ts'
import { type OutgoingKind, outgoingKinds } from './kinds.ts'
import { freshSecret, sealedSecret } from './signing.ts'

/** So many addresses a space tells. */
const MOST = 12

/** Why nothing is told at the moment: hosts said so, the address says it is gone, it did not answer for two days, its host left. */
type OffWhy = 'hosts' | 'gone' | 'failing' | 'host-left'

/** An address of another system that is told what happens here. */
export interface Outgoing {
  id: number
  name: string
  /** Of its address what everyone may know. */
  server: string
  /** All of it, for hosts. */
  address: string | null
  kinds: OutgoingKind[]
  words: boolean
  by: PersonRow
  madeAt: Date
  offAt: Date | null
  offWhy: OffWhy | null
}

/** What hosts say of one. */
interface OutgoingWish {
  name: string
  kinds: OutgoingKind[]
  words: boolean
}

/** What is told outside from the space of the address, by name; or the one. */
export function outgoingIn(ctx: Ctx, id?: number): Promise<Outgoing[]> {
  const { sql } = ctx
  const place = spaceOf(ctx).id
  return sql<Outgoing[]>`
    select h.id, h.name, h.server, a.address, h.kinds, h.words, h.made_at, h.off_at, h.off_why,
      ${personColumn(sql, 'p')} "by"
    from outgoing_hook h join person p on p.id = h.person_id left join outgoing_addresses(${place}) a on a.id = h.id
    where h.space_id = ${place} ${id === undefined ? sql`` : sql`and h.id = ${id}`} order by h.name, h.id`
}

/** One of the space of the address. @throws 404 */
export async function outgoingFor(ctx: Ctx, id: number): Promise<Outgoing> {
  const [one] = await outgoingIn(ctx, id)
  if (!one) throw notFound()
  return one
}

/**
 * Tells an address from now on what happens here.
 * @param address checked to lead to where we may send
 * @returns its id, and the secret, which is never shown again
 * @throws Invalid
 */
export async function addOutgoing(
  ctx: Ctx,
  address: string,
  wish: OutgoingWish,
): Promise<{ id: number; secret: string }> {
  const { id: spaceId } = spaceOf(ctx)
  const checked = plainWish(wish)
  if ((await outgoingIn(ctx)).length >= MOST) throw invalid('address', 'hooks-many', { most: MOST })
  const secret = freshSecret()
  const sealed = sealedSecret(ctx.site.config.key, secret)
  const [made] = await ctx.sql<[{ id: number }]>`
    insert into outgoing_hook ${ctx.sql({ space_id: spaceId, person_id: meOf(ctx).id, address, server: new URL(address).hostname, secret: sealed, ...checked })}
    returning id`
  await audit(ctx, 'hooks.outgoing-on', spaceId)
  return { id: made.id, secret }
}

/** Changes what it is called and what it is told. @throws Invalid; 404 */
export async function changeOutgoing(ctx: Ctx, id: number, wish: OutgoingWish): Promise<void> {
  const spaceId = spaceOf(ctx).id
  const [changed] = await ctx.sql`
    update outgoing_hook set ${ctx.sql(plainWish(wish))} where id = ${id} and space_id = ${spaceId} returning id`
  if (!changed) throw notFound()
  await audit(ctx, 'hooks.outgoing-changed', spaceId)
}

/** Gives it another secret; the old one counts no more. @returns the secret, never shown again @throws 404 */
export async function renewSecret(ctx: Ctx, id: number): Promise<string> {
  const secret = freshSecret()
  const sealed = sealedSecret(ctx.site.config.key, secret)
  const [renewed] = await ctx.sql`
    update outgoing_hook set secret = ${sealed} where id = ${id} and space_id = ${spaceOf(ctx).id} returning id`
  if (!renewed) throw notFound()
  return secret
}

/**
 * Stops telling it, or goes on: with what still waited, and from then on in the name of who wanted it.
 * @throws 404
 */
export async function switchOutgoing(ctx: Ctx, id: number, on: boolean): Promise<void> {
  const spaceId = spaceOf(ctx).id
  const to = on
    ? { off_at: null, off_why: null, person_id: meOf(ctx).id }
    : { off_at: ctx.now, off_why: 'hosts' as const }
  const [known] = await ctx.sql`select from outgoing_hook where id = ${id} and space_id = ${spaceId}`
  if (!known) throw notFound()
  const [changed] = await ctx.sql`
    update outgoing_hook set ${ctx.sql(to)} where id = ${id} and (off_at is null) <> ${on} returning id`
  if (!changed) return
  if (on) await ctx.sql`update outgoing_delivery set due_at = now() where hook_id = ${id} and state = 'waiting'`
  if (on) await ctx.sql`select send_outgoing(${id})`
  await audit(ctx, on ? 'hooks.outgoing-on' : 'hooks.outgoing-paused', spaceId)
}

/** Tells it nothing more, and forgets what it was told. @throws 404 */
export async function removeOutgoing(ctx: Ctx, id: number): Promise<void> {
  const spaceId = spaceOf(ctx).id
  const [gone] = await ctx.sql`delete from outgoing_hook where id = ${id} and space_id = ${spaceId} returning id`
  if (!gone) throw notFound()
  await audit(ctx, 'hooks.outgoing-off', spaceId)
}

/** @throws Invalid without a name, or without anything to tell */
function plainWish({ name, kinds, words }: OutgoingWish): OutgoingWish {
  const chosen = outgoingKinds.filter((kind) => kinds.includes(kind))
  if (!chosen.length) throw invalid('kinds', 'hooks-kinds')
  return { name: plainName(name), kinds: chosen, words }
}
