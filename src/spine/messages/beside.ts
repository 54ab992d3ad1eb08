import { type Ctx, meOf } from '../request/ctx.ts'
import type { Under } from './post.ts'

/** Counts what is said beside a message, or is said there no more. @param modseq that of the change */
export async function countBeside(ctx: Ctx, under: Under, thread: number, modseq: number, by: 1 | -1): Promise<void> {
  await ctx.sql`update message set thread_size = greatest(0, thread_size + ${by}), modseq = ${modseq}
    where item_id = ${under.id} and number = ${thread}`
}

/** Notes how far the person has read beside a message; never back. */
export async function readBeside(ctx: Ctx, itemId: number, thread: number, number: number): Promise<void> {
  await ctx.sql`insert into thread_reading (person_id, item_id, thread, number)
    select ${meOf(ctx).id}, ${itemId}, ${thread}, least(${number}, last_number) from tail where item_id = ${itemId}
    on conflict (person_id, item_id, thread) do update set number = greatest(thread_reading.number, excluded.number), at = now()`
}
