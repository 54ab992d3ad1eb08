import { invalid, notYours } from '../../platform/http/problems.ts'
import { audit, record } from '../activity/record.ts'
import { nextModseq } from '../messages/change.ts'
import type { Under } from '../messages/post.ts'
import { type Ctx, meOf, spaceOf } from '../request/ctx.ts'

/** How many items of a space may stand first. The database holds it too, for two hosts at once. */
const MOST_PINS = 5

/**
 * Lets an item stand first in its space, or no longer. Doing it twice is doing it once; the people see who did it.
 * @throws 403 for all but hosts, Invalid when five stand first already
 */
export async function setPin(ctx: Ctx, item: Under, on: boolean): Promise<void> {
  if (spaceOf(ctx).standing !== 'host') throw notYours('hosts-only')
  const changed = on
    ? await ctx.sql`insert into pin (item_id, space_id, person_id, at) values (${item.id}, ${item.spaceId}, ${meOf(ctx).id}, ${ctx.now})
        on conflict do nothing returning 1`.catch(tooMany)
    : await ctx.sql`delete from pin where item_id = ${item.id} returning 1`
  if (!changed.length) return
  await nextModseq(ctx, item)
  await record(ctx, on ? 'item.pinned' : 'item.unpinned', item.spaceId, { itemId: item.id })
  await audit(ctx, on ? 'item.pinned' : 'item.unpinned', item.spaceId, { itemId: item.id })
}

function tooMany(error: unknown): never {
  throw (error as { code?: string }).code === 'CP002' ? invalid('on', 'five-pinned', { most: MOST_PINS }) : error
}
