import { invalid, notFound, notYours } from '../../../platform/http/problems.ts'
import { audit } from '../../../spine/activity/record.ts'
import { type PersonRow, personColumn } from '../../../spine/people/cards.ts'
import { hashOf, newSecret } from '../../../spine/people/credential.ts'
import { type Ctx, mayStart, meOf, spaceOf } from '../../../spine/request/ctx.ts'
import { mayTend, roomFor } from '../../rooms/index.ts'
import { plainName } from '../name.ts'

/** So many addresses lead into the rooms of one space. */
const MOST = 24

/** An address at which another system says something in a room. */
export interface Incoming {
  id: number
  name: string
  room: { id: number; title: string; lang: string; closed: boolean }
  by: PersonRow
  madeAt: Date
  usedAt: Date | null
}

/** A room that whoever asks may connect. */
export interface Connectable {
  id: number
  title: string
}

/** What leads into rooms of the space of the address, by room and name. */
export function incomingIn({ sql, space }: Pick<Ctx, 'sql' | 'space'>): Promise<Incoming[]> {
  return sql<Incoming[]>`
    select h.id, h.name, h.made_at, h.used_at, ${personColumn(sql, 'p')} "by",
      jsonb_build_object('id', i.id, 'title', i.title, 'lang', i.lang, 'closed', exists (select from closure c where c.item_id = i.id)) room
    from incoming_hook h join item i on i.id = h.item_id and i.removed_at is null join person p on p.id = h.person_id
    where h.space_id = ${space!.id} order by i.title, i.id, h.name, h.id`
}

/** The open rooms of the space of the address that whoever asks may connect: hosts all, others those they opened. */
export async function connectable(ctx: Ctx): Promise<Connectable[]> {
  const space = spaceOf(ctx)
  if (!mayStart(space) || !space.tools.includes('rooms')) return []
  return ctx.sql<Connectable[]>`
    select i.id, i.title from item i where i.space_id = ${space.id} and i.kind = 'room' and i.removed_at is null
      and not exists (select from closure c where c.item_id = i.id) ${space.standing === 'host' ? ctx.sql`` : ctx.sql`and i.author_id = (select me())`}
    order by i.title, i.id limit 200`
}

/**
 * Makes an address at which another system says something in a room, in the name of whoever asks. Only its hash is kept.
 * @returns its id, and the secret that ends the address, which is never shown again
 * @throws Invalid; 403 for who does not tend the room; 404
 */
export async function addIncoming(
  ctx: Ctx,
  wish: { name: string; room: number },
): Promise<{ id: number; secret: string }> {
  const space = spaceOf(ctx)
  if (!space.tools.includes('rooms')) throw notFound()
  const room = await roomFor(ctx, wish.room)
  if (!mayTend(ctx, room)) throw notYours()
  const name = plainName(wish.name)
  const there = await incomingIn(ctx)
  if (there.length >= MOST) throw invalid('name', 'hooks-many', { most: MOST })
  const secret = newSecret()
  const [made] = await ctx.sql<[{ id: number }]>`
    insert into incoming_hook ${ctx.sql({ space_id: space.id, item_id: room.id, person_id: meOf(ctx).id, name, hash: hashOf(secret) })} returning id`
  await audit(ctx, 'hooks.incoming-on', space.id, { itemId: room.id })
  return { id: made.id, secret }
}

/** Ends an address at once: hosts, and who made it. @throws 404; 403 */
export async function removeIncoming(ctx: Ctx, id: number): Promise<void> {
  const space = spaceOf(ctx)
  const [known] = await ctx.sql`select from incoming_hook where id = ${id} and space_id = ${space.id}`
  if (!known) throw notFound()
  const [gone] = await ctx.sql<{ itemId: number }[]>`delete from incoming_hook where id = ${id} returning item_id`
  if (!gone) throw notYours()
  await audit(ctx, 'hooks.incoming-off', space.id, { itemId: gone.itemId })
}
