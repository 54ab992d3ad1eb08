import type { Remind } from '../../../spine/notify/reasons.ts'
import { type Ctx, meOf } from '../../../spine/request/ctx.ts'
import type { Event } from '../events.ts'

/** Keeps when somebody wants to be reminded of one event; empty: as of all. */
export async function keepReminder(ctx: Ctx, event: Event, remind: Remind | ''): Promise<void> {
  const me = meOf(ctx).id
  if (remind)
    await ctx.sql`
      insert into event_reminding (event_id, space_id, person_id, remind) values (${event.id}, ${event.spaceId}, ${me}, ${remind})
      on conflict (event_id, person_id) do update set remind = excluded.remind`
  else await ctx.sql`delete from event_reminding where event_id = ${event.id} and person_id = ${me}`
}
