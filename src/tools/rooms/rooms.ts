import { notFound, notYours } from '../../platform/http/problems.ts'
import { oneLine } from '../../platform/plain-text.ts'
import { record } from '../../spine/activity/record.ts'
import { type Backdated, makeItem, plainTitle } from '../../spine/items/items.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import type { Under } from '../../spine/messages/post.ts'
import {
  type ChosenQuiet,
  keepQuietHours,
  type Quiet,
  quietColumns,
  quietHoursFrom,
} from '../../spine/notify/quiet-hours.ts'
import { type Ctx, mayStart, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { idSlug } from '../../spine/slug.ts'

/** Seconds between two messages of one person that a slow room may ask for; 0: it is not slow. */
export const paces = [0, 30, 120, 600, 3600, 86_400] as const
export type Pace = (typeof paces)[number]

/** What a room is called, what it is for, how slowly one talks in it, and when nobody is told of it. */
export interface Said extends ChosenQuiet {
  title: string
  about: string
  slow: number
}

export interface Room extends Under, Quiet {
  title: string
  about: string
  slow: number
  lang: string
  url: string
  authorId: number
  lastNumber: number
  modseq: number
}

export function urlOf(slug: string, id: number, title: string): string {
  return `/c/${slug}/rooms/${idSlug(id, title)}`
}

/** A room of the space of the address. Access is the query. @throws 404 */
export async function roomFor(ctx: Ctx, id: number): Promise<Room> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<Omit<Room, 'url'>[]>`
    select i.id, i.space_id, i.kind, i.title, i.lang, i.author_id, r.about, r.slow, t.last_number, t.modseq, ${quietColumns(ctx.sql)}
    from item i join room r on r.item_id = i.id join tail t on t.item_id = i.id
    where i.id = ${id} and i.space_id = ${space.id} and i.removed_at is null`
  if (!row) throw notFound()
  return { ...row, url: urlOf(space.slug, row.id, row.title) }
}

/** Opens a room. @throws Invalid without a name, or for quiet hours that end when they begin; 403 for guests */
export async function openRoom(ctx: Ctx, said: Said, backdated?: Backdated): Promise<{ id: number; url: string }> {
  if (!backdated) mustStart(ctx)
  const space = spaceOf(ctx)
  const title = plainTitle(said.title)
  const id = await makeItem(ctx, { kind: 'room', spaceId: space.id, title, lang: space.lang }, backdated)
  await ctx.sql`
    insert into room (item_id, space_id, about, slow) values (${id}, ${space.id}, ${plainAbout(said.about)}, ${paceIn(ctx, said.slow)})`
  await keepQuietHours(ctx, { id, spaceId: space.id }, quietHoursFrom(ctx, said))
  return { id, url: urlOf(space.slug, id, title) }
}

/** Whether whoever asks may change the room itself: who opened it, and hosts. */
export function mayTend(ctx: Ctx, room: Pick<Room, 'authorId'>): boolean {
  const space = spaceOf(ctx)
  return mayStart(space) && (space.standing === 'host' || room.authorId === ctx.me?.id)
}

/** Changes what a room is called, what it is for, how slowly one talks in it and its quiet hours. @throws Invalid; 403 */
export async function changeRoom(ctx: Ctx, room: Room, said: Said): Promise<string> {
  if (!mayTend(ctx, room)) throw notYours()
  const title = plainTitle(said.title)
  await nextModseq(ctx, room)
  await ctx.sql`update item set title = ${title} where id = ${room.id}`
  await ctx.sql`update room set about = ${plainAbout(said.about)}, slow = ${paceIn(ctx, said.slow, room.slow)} where item_id = ${room.id}`
  await keepQuietHours(ctx, room, quietHoursFrom(ctx, said, room.quietHours))
  await record(ctx, 'room.changed', room.spaceId, { itemId: room.id })
  return urlOf(spaceOf(ctx).slug, room.id, title)
}

function plainAbout(about: string): string {
  return oneLine(about).slice(0, 300)
}

/** How slowly one talks is for hosts to say; from anybody else it stays as it was. */
function paceIn(ctx: Ctx, slow: number, before = 0): number {
  return spaceOf(ctx).standing === 'host' ? slow : before
}
