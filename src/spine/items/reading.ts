import { type Ctx, meOf } from '../request/ctx.ts'

/** Notes how far the person has read; never back. */
export async function markRead(ctx: Ctx, itemId: number, number: number): Promise<void> {
  await ctx.sql`insert into reading (person_id, item_id, number)
    select ${meOf(ctx).id}, item_id, least(${number}, last_number) from tail where item_id = ${itemId}
    on conflict (person_id, item_id) do update set number = greatest(reading.number, excluded.number), at = now()`
}
