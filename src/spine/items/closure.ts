import { invalid, notYours } from '../../platform/http/problems.ts'
import { audit, record } from '../activity/record.ts'
import { nextModseq } from '../messages/change.ts'
import type { Under } from '../messages/post.ts'
import { type Ctx, meOf, spaceOf } from '../request/ctx.ts'

export const LONGEST_REASON = 500

/** What can be closed: whoever began it may do so. */
export interface Closable extends Under {
  authorId: number
}

/** Who closed an item, when and why; how the pages and the API tell it. */
export interface Closure {
  by: string
  byId: number
  reason: string
  at: string
}

export function mayClose(ctx: Ctx, item: { authorId: number }): boolean {
  return spaceOf(ctx).standing === 'host' || (item.authorId === ctx.me?.id && spaceOf(ctx).standing !== 'guest')
}

/**
 * Ends an item with a reason: nothing more is said under it, everything stays. Closing what is closed changes nothing.
 * @throws 403 for all but its author and hosts, Invalid without a reason
 */
export async function closeItem(ctx: Ctx, item: Closable, why: string): Promise<void> {
  if (!mayClose(ctx, item)) throw notYours()
  const reason = plainReason(why)
  // The tail first: who is saying something at this moment is either before the end or is told of it.
  await nextModseq(ctx, item)
  const closed =
    await ctx.sql`insert into closure (item_id, space_id, person_id, reason, at) values (${item.id}, ${item.spaceId}, ${meOf(ctx).id}, ${reason}, ${ctx.now})
    on conflict do nothing returning 1`
  if (closed.length) await told(ctx, 'item.closed', item)
}

/** Opens it again: hosts, or whoever closed it. @throws 403 */
export async function reopenItem(ctx: Ctx, item: Closable): Promise<void> {
  const [closure] = await ctx.sql<{ personId: number }[]>`select person_id from closure where item_id = ${item.id}`
  if (spaceOf(ctx).standing !== 'host' && (closure?.personId ?? item.authorId) !== meOf(ctx).id) throw notYours()
  if (!closure) return
  await nextModseq(ctx, item)
  const opened = await ctx.sql`delete from closure where item_id = ${item.id} returning 1`
  if (opened.length) await told(ctx, 'item.reopened', item)
}

/** The people see what was done; what hosts did to others' things is written down for good. */
async function told(ctx: Ctx, verb: string, item: Closable): Promise<void> {
  await record(ctx, verb, item.spaceId, { itemId: item.id })
  if (item.authorId !== meOf(ctx).id) await audit(ctx, verb, item.spaceId, { itemId: item.id, personId: item.authorId })
}

function plainReason(reason: string): string {
  const plain = reason.replace(/\s+/g, ' ').trim()
  if (!plain) throw invalid('reason', 'needed')
  if (plain.length > LONGEST_REASON) throw invalid('reason', 'too-long', { most: LONGEST_REASON })
  return plain
}
