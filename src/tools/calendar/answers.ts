import { invalid, notFound, notYours } from '../../platform/http/problems.ts'
import { plainText } from '../../platform/plain-text.ts'
import { record } from '../../spine/activity/record.ts'
import { followUnlessChosen } from '../../spine/items/follow.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import { type Ctx, mayWrite, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { mustWrite } from '../../spine/request/must.ts'
import type { Event } from './events.ts'
import { ends } from './range.ts'

export const replies = ['yes', 'perhaps', 'no'] as const
export type Reply = (typeof replies)[number]
export const ways = ['on-site', 'online'] as const
export type Way = (typeof ways)[number]

export interface Answer {
  reply: Reply
  way?: Way | undefined
  /** Which date is meant, as the rule has it; all of them without. */
  original?: string | undefined
}

/**
 * Says whether one comes, once for a date or for all of them. Who says yes again keeps their place in the row.
 * @throws 403; 404 for a date that is not one of the event's; Invalid when it was called off, or is over
 */
export async function keepAnswer(ctx: Ctx, event: Event, { reply, way, original }: Answer): Promise<void> {
  mustWrite(ctx)
  await mustTakePlace(ctx, event, original)
  const me = meOf(ctx).id
  await nextModseq(ctx, event)
  await ctx.sql`
    insert into answer as a (event_id, space_id, original, person_id, reply, way, at)
    select ${event.id}, ${event.spaceId}, ${original ?? null}, ${me}, ${reply}, ${reply === 'no' ? null : (way ?? null)},
      -- Places are given in the order in which answers are kept, whoever asked first.
      greatest(${ctx.now}::timestamptz(3), max(x.at) + interval '1 millisecond') from answer x where x.event_id = ${event.id}
    on conflict (event_id, original, person_id) do update set reply = excluded.reply, way = excluded.way,
      at = case when a.reply = excluded.reply and a.way is not distinct from excluded.way then a.at else excluded.at end`
  // What was said of all dates is said of those, too, of which something else was said before.
  if (!original)
    await ctx.sql`
      delete from answer a using occurrence o where a.event_id = ${event.id} and a.person_id = ${me}
        and o.event_id = a.event_id and o.original = a.original and o.from_at > ${ctx.now}`
  if (reply !== 'no') await followUnlessChosen(ctx, event.id)
  await record(ctx, 'event.answered', event.spaceId, { itemId: event.id, quietly: true })
}

/** Takes back what one said of a date, or of all. */
export async function dropAnswer(ctx: Ctx, event: Event, original?: string): Promise<void> {
  if (!mayWrite(spaceOf(ctx))) throw notYours()
  await nextModseq(ctx, event)
  await ctx.sql`
    delete from answer where event_id = ${event.id} and person_id = ${meOf(ctx).id} and original is not distinct from ${original ?? null}`
}

async function mustTakePlace(ctx: Ctx, event: Event, original: string | undefined): Promise<void> {
  const ahead = ctx.sql`${ends(ctx.sql)} > ${ctx.now}`
  const [row] = await ctx.sql<[{ there: boolean; ahead: boolean; held: boolean }]>`
    select count(*) > 0 there, bool_or(${ahead}) ahead, coalesce(bool_or(not o.cancelled) filter (where ${ahead}), bool_or(not o.cancelled)) held from occurrence o
    where o.event_id = ${event.id} ${original ? ctx.sql`and o.original = ${original}` : ctx.sql``}`
  if (!row.there) throw notFound()
  if (event.cancelled || !row.held) throw invalid('reply', 'date-off')
  if (!row.ahead) throw invalid('reply', 'date-over')
}

/** Says what one needs to take part, for those alone who see to the event; empty: nothing. @throws 403; Invalid */
export async function keepNeeds(ctx: Ctx, event: Event, typed: string): Promise<void> {
  if (!mayWrite(spaceOf(ctx))) throw notYours()
  const needs = plainText(typed)
  if (needs.length > 1000) throw invalid('needs', 'too-long', { most: 1000 })
  const me = meOf(ctx).id
  if (needs)
    await ctx.sql`
      insert into answer_need (event_id, space_id, person_id, needs) values (${event.id}, ${event.spaceId}, ${me}, ${needs})
      on conflict (event_id, person_id) do update set needs = excluded.needs`
  else await ctx.sql`delete from answer_need where event_id = ${event.id} and person_id = ${me}`
}
