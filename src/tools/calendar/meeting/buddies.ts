import { invalid, notYours } from '../../../platform/http/problems.ts'
import { nextModseq } from '../../../spine/messages/change.ts'
import { type Ctx, meOf } from '../../../spine/request/ctx.ts'
import type { Event } from '../events.ts'
import { type Dated, personHere } from './dated.ts'

export interface Pair {
  /** Handle of who comes online. */
  person: string
  /** Handle of who is on site; without it oneself. */
  buddy?: string | undefined
  on: boolean
}

/**
 * Pairs somebody online with somebody on site, who sees to it that they hear and are heard; or ends that. The two do it
 * themselves, or who sees to the event.
 * @throws 403; Invalid where they do not come in these ways
 */
export async function changePair(ctx: Ctx, event: Event, dated: Dated, { person, buddy, on }: Pair): Promise<void> {
  const me = meOf(ctx).id
  const online = await personHere(ctx, 'person', person)
  const onSite = buddy ? await personHere(ctx, 'buddy', buddy) : me
  if (me !== online && me !== onSite && !event.tends) throw notYours()
  if (on) {
    if (dated.cancelled) throw invalid('person', 'date-off')
    if (dated.untilAt <= ctx.now) throw invalid('person', 'date-over')
    if ((await comesBy(ctx, event, dated, online)) !== 'online') throw invalid('person', 'buddy-online')
    if ((await comesBy(ctx, event, dated, onSite)) !== 'on-site') throw invalid('buddy', 'buddy-on-site')
  }
  await nextModseq(ctx, event)
  if (on)
    await ctx.sql`
      insert into buddy (event_id, space_id, original, person_id, buddy_id) values (${event.id}, ${event.spaceId}, ${dated.original}, ${online}, ${onSite})
      on conflict (event_id, original, person_id) do update set buddy_id = excluded.buddy_id`
  else
    await ctx.sql`
      delete from buddy where event_id = ${event.id} and original = ${dated.original} and person_id = ${online} and buddy_id = ${onSite}`
}

/** In which way somebody comes, if they said that they do. */
async function comesBy(ctx: Ctx, event: Event, dated: Dated, who: number): Promise<string | undefined> {
  const [said] = await ctx.sql<{ reply: string; way: string }[]>`
    select reply, coalesce(way, 'on-site') way from answer where event_id = ${event.id} and person_id = ${who}
      and coalesce(original, ${dated.original}) = ${dated.original} order by original nulls last limit 1`
  return said?.reply === 'yes' ? said.way : undefined
}
