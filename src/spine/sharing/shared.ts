import type { Pool, Sql } from '../../platform/database/connect.ts'
import type { Card } from '../../ui/frame.ts'
import { personColumn } from '../people/cards.ts'
import { type Ctx, meOf } from '../request/ctx.ts'
import { type Logged, packed } from './updates.ts'

/** All that a log may hold. */
export const MOST_BYTES = 8 * 1024 * 1024
/** After so many rows, or so much, they become one. */
const PACK_ROWS = 200
const PACK_BYTES = 1024 * 1024

/** What is being written in an item and not saved yet. `id` is new with each beginning: what was written in another does not fit. */
export interface SharedText {
  id: number
  itemId: number
  version: number
  base: string
  number: number
  saved: number
  beganAt: Date
  changedAt: Date
}

/** Who wrote, and when last. */
interface SharedHand {
  person: Card
  number: number
  at: Date
}

/** The text that an item's people write in now, if they do. Access is the query. */
export async function sharedOf(ctx: Pick<Ctx, 'sql'>, itemId: number): Promise<SharedText | undefined> {
  const [row] = await ctx.sql<SharedText[]>`
    select id, item_id, version, base, number, saved, began_at, changed_at from shared_text
    where item_id = ${itemId} and aside_at is null`
  return row
}

/** Begins to write together. Of two who begin at once one is first, and both go on with theirs. */
export async function beginShared(
  ctx: Ctx,
  item: { id: number; spaceId: number; kind: string },
  from: { version: number; base: string; seed: Uint8Array },
): Promise<SharedText> {
  const tool = ctx.site.switchedKinds[item.kind] ?? null
  const [made] = await ctx.sql<{ id: number }[]>`
    insert into shared_text (item_id, space_id, tool, version, base, bytes)
    values (${item.id}, ${item.spaceId}, ${tool}, ${from.version}, ${from.base}, ${from.seed.length})
    on conflict (item_id) where aside_at is null do nothing returning id`
  if (made)
    await ctx.sql`
      insert into shared_update (text_id, number, item_id, space_id, data)
      values (${made.id}, 1, ${item.id}, ${item.spaceId}, ${Buffer.from(from.seed)})`
  return (await sharedOf(ctx, item.id))!
}

/** Who wrote in it and has not saved, who wrote last first. */
export function handsOf(ctx: Pick<Ctx, 'sql'>, id: number): Promise<SharedHand[]> {
  return ctx.sql<SharedHand[]>`
    select h.number, h.at, ${personColumn(ctx.sql, 'p')} person
    from shared_hand h join person p on p.id = h.person_id where h.text_id = ${id} order by h.at desc, p.id`
}

/** The rows of a log after a number. */
export function loggedSince(ctx: Pick<Ctx, 'sql'>, id: number, after: number): Promise<Logged[]> {
  return ctx.sql<Logged[]>`
    select number, data from shared_update where text_id = ${id} and number > ${after} order by number`
}

/** The same, for the process that tells those who write; it asks who may before. */
export function sinceIn(sql: Sql | Pool, id: number, after: number): Promise<Logged[]> {
  return sql<Logged[]>`select * from shared_since(${id}, ${after})`
}

/**
 * Logs an update in the asking person's name.
 * @param credit whether these are words of theirs
 * @returns its number; undefined where it was refused: there is no room for it, or they may not
 */
export async function addShared(ctx: Ctx, id: number, data: Uint8Array, credit = true): Promise<number | undefined> {
  const [row] = await write(ctx.sql, id, [meOf(ctx).id], [data], credit)
  const number = row?.number
  if (number !== undefined) ctx.after(() => ctx.site.bus.publish('shared', { text: id, number, ended: 0 }))
  return number
}

/** Logs what several people wrote. Of each it is asked in the same moment whether they may. */
export function write(
  sql: Sql | Pool,
  id: number,
  who: number[],
  what: Uint8Array[],
  credit = true,
): Promise<{ nth: number; number: number }[]> {
  const data = what.map((one) => Buffer.from(one).toString('base64'))
  return sql<{ nth: number; number: number }[]>`
    select * from shared_write(${id}, ${who}::bigint[], ${data}::text[], ${MOST_BYTES}, ${credit}) order by nth`
}

/** The item was saved with what is in the text up to a number. @returns who wrote in it besides the one who saves */
export async function savedShared(
  ctx: Ctx,
  id: number,
  now: { version: number; base: string; upto: number },
): Promise<number[]> {
  // Who keeps a page without a change may know an older one: that sets nothing back.
  const set = await ctx.sql`
    update shared_text set version = ${now.version}, base = ${now.base}, saved = greatest(saved, least(number, ${now.upto}))
    where id = ${id} and version <= ${now.version} returning id`
  if (!set.length) return []
  const hands = await ctx.sql<{ personId: number }[]>`select shared_credited(${id}, ${now.upto}) person_id`
  return hands.map(({ personId }) => personId).filter((person) => person !== meOf(ctx).id)
}

/**
 * Nobody goes on with it. It is kept for a while, to be looked at.
 * @param seen up to which number whoever asks for it has seen it
 * @returns whether it was: not, where others wrote since or put it aside themselves
 */
export async function putAside(ctx: Ctx, id: number, seen?: number): Promise<boolean> {
  const rows = await ctx.sql`
    update shared_text set aside_at = ${ctx.now}
    where id = ${id} and aside_at is null and number = coalesce(${seen ?? null}::int, number) returning id`
  return rows.length > 0
}

/** What was put aside and is still kept, the newest first. */
export function asideOf(ctx: Pick<Ctx, 'sql'>, itemId: number): Promise<(SharedText & { asideAt: Date })[]> {
  return ctx.sql<(SharedText & { asideAt: Date })[]>`
    select id, item_id, version, base, number, saved, began_at, changed_at, aside_at from shared_text
    where item_id = ${itemId} and aside_at is not null and saved < number order by aside_at desc limit 10`
}

/** Goes on with what was put aside, where nothing else is being written. @returns whether it could: not, where others were first */
export async function takeUp(ctx: Ctx, id: number): Promise<boolean> {
  const begun =
    await ctx.sql`update shared_text set aside_at = null where id = ${id} and aside_at is not null returning id`.catch(
      (error: { code?: string }) => {
        if (error.code === '23505') return []
        throw error
      },
    )
  return begun.length > 0
}

/** What was put aside goes into another text: once, whoever asks. @returns whether it was still there to be taken */
export async function takeOut(ctx: Ctx, id: number): Promise<boolean> {
  const taken = await ctx.sql`
    update shared_text set saved = number where id = ${id} and aside_at is not null and saved < number returning id`
  return taken.length > 0
}

/** What was put aside is in another text of the item as of a number: in the names of those who wrote it, not of who takes it up. */
export async function handOver(ctx: Ctx, from: number, to: number, number: number): Promise<void> {
  await ctx.sql`select shared_handed(${from}, ${to}, ${number})`
}

/** Makes one row of a long log. Others may write meanwhile: what they write stays behind it. */
export async function packShared(sql: Sql | Pool, id: number): Promise<void> {
  const rows = await sinceIn(sql, id, 0)
  const bytes = rows.reduce((all, { data }) => all + data.length, 0)
  if (rows.length < PACK_ROWS && (rows.length < 2 || bytes < PACK_BYTES)) return
  const whole = await packed(rows)
  await sql`select shared_pack(${id}, ${rows.at(-1)!.number}, ${rows.length}, ${Buffer.from(whole)})`
}
