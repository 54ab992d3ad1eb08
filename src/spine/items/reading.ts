import { type Ctx, meOf } from '../request/ctx.ts'

/** What a page has seen of an item. `generation`: that of the reading mark when the page was made. */
export interface Seen {
  item: number
  number: number
  generation: number
}

/** Notes how far the person says they have read; never back. */
export async function markRead(ctx: Ctx, itemId: number, number: number, at?: Date): Promise<void> {
  await ctx.sql`insert into reading (person_id, item_id, number, at)
    select ${meOf(ctx).id}, item_id, least(${number}, last_number), coalesce(${at ?? null}::timestamptz, now()) from tail where item_id = ${itemId}
    on conflict (person_id, item_id) do update set number = greatest(reading.number, excluded.number), at = excluded.at`
  tellReading(ctx, itemId, number)
}

/**
 * Notes what pages have seen, which may come late and from several devices. What may not be read, what was called new
 * again since that page was made, and what is behind the mark changes nothing.
 */
export async function noteSeen(ctx: Ctx, marks: Seen[]): Promise<void> {
  if (!marks.length) return
  const column = (name: keyof Seen) => marks.map((mark) => Math.min(mark[name], name === 'item' ? Infinity : MOST))
  const changed = await ctx.sql<{ item: number; number: number }[]>`
    select * from note_seen(${column('item')}::bigint[], ${column('number')}::int[], ${column('generation')}::int[])`
  for (const { item, number } of changed) tellReading(ctx, item, number)
}

/** The largest number a column of this kind holds. */
const MOST = 2_147_483_647

/** Lets it be new again from a message on, whatever pages that are open now have seen of it. */
export async function markNewFrom(ctx: Ctx, itemId: number, number: number): Promise<void> {
  await ctx.sql`insert into reading (person_id, item_id, number, generation) values (${meOf(ctx).id}, ${itemId}, ${number - 1}, 1)
    on conflict (person_id, item_id) do update set number = excluded.number, generation = reading.generation + 1`
  tellReading(ctx, itemId, number - 1)
}

/** Tells the person's other pages, after the commit. Item 0: more than one. */
export function tellReading(ctx: Ctx, item: number, number: number): void {
  const ids = { person: meOf(ctx).id, item, number }
  ctx.after(() => ctx.site.bus.publish('reading', ids))
}
