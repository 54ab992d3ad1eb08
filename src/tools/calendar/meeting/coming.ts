import { notYours } from '../../../platform/http/problems.ts'
import { nextModseq } from '../../../spine/messages/change.ts'
import { type Ctx, meOf } from '../../../spine/request/ctx.ts'
import type { Event } from '../events.ts'
import { type Dated, mustHaveBegun, personHere } from './dated.ts'

/** Says that one was there, or that one was not. @throws 403; Invalid before it has begun */
export async function sayCame(ctx: Ctx, event: Event, dated: Dated, on: boolean): Promise<void> {
  if (on) mustHaveBegun(ctx, dated, 'on')
  await nextModseq(ctx, event)
  await keepCame(ctx, event, dated, meOf(ctx).id, on)
}

/**
 * Says who came, as who sees to the date saw it. What is not ticked was not there; those who have left meanwhile stay.
 * @param handles of those who came @throws 403; Invalid before it has begun, and for who does not belong here
 */
export async function tickCame(ctx: Ctx, event: Event, dated: Dated, handles: string[]): Promise<void> {
  if (!event.tends) throw notYours()
  mustHaveBegun(ctx, dated, 'came')
  const ticked: number[] = []
  for (const handle of handles) ticked.push(await personHere(ctx, 'came', handle))
  await nextModseq(ctx, event)
  await ctx.sql`
    delete from attendance a where a.event_id = ${event.id} and a.original = ${dated.original} and a.person_id <> all(${ticked}::bigint[])
      and is_here(a.space_id, a.person_id)`
  for (const who of ticked) await keepCame(ctx, event, dated, who, true)
}

async function keepCame({ sql, ...ctx }: Ctx, event: Event, { original }: Dated, who: number, on: boolean) {
  if (on)
    await sql`
      insert into attendance (event_id, space_id, original, person_id, by_id) values (${event.id}, ${event.spaceId}, ${original}, ${who}, ${ctx.me!.id})
      on conflict do nothing`
  else await sql`delete from attendance where event_id = ${event.id} and original = ${original} and person_id = ${who}`
}
