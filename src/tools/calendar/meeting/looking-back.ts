import { invalid } from '../../../platform/http/problems.ts'
import { plainText } from '../../../platform/plain-text.ts'
import { nextModseq } from '../../../spine/messages/change.ts'
import { type Ctx, meOf } from '../../../spine/request/ctx.ts'
import type { Event } from '../events.ts'
import { type Dated, mustHaveBegun } from './dated.ts'

const MOST = 500

/** Says what went well and what could be better, in a line or two of one's own; both empty: nothing any more. @throws Invalid */
export async function lookBack(ctx: Ctx, event: Event, dated: Dated, typed: { well: string; better: string }) {
  mustHaveBegun(ctx, dated, 'well')
  const well = plain('well', typed.well)
  const better = plain('better', typed.better)
  const me = meOf(ctx).id
  await nextModseq(ctx, event)
  if (well || better)
    await ctx.sql`
      insert into looking_back (event_id, space_id, original, person_id, well, better, at)
      values (${event.id}, ${event.spaceId}, ${dated.original}, ${me}, ${well}, ${better}, ${ctx.now})
      on conflict (event_id, original, person_id) do update set well = excluded.well, better = excluded.better`
  else
    await ctx.sql`delete from looking_back where event_id = ${event.id} and original = ${dated.original} and person_id = ${me}`
}

function plain(field: string, typed: string): string {
  const text = plainText(typed)
  if (text.length > MOST) throw invalid(field, 'too-long', { most: MOST })
  return text
}
