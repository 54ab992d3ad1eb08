import { invalid } from '../../platform/http/problems.ts'
import { record } from '../../spine/activity/record.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { mustChange } from './own.ts'
import type { Page, State } from './pages.ts'

interface Tending {
  state: State | null
  /** Handle of who looks after it; empty: nobody. */
  steward: string
  /** The day when it is looked at again, as YYYY-MM-DD; empty: not. */
  reviewOn: string
}

/** Sets how far the community is with a page, who looks after it, and when it is looked at again. @throws 403; Invalid */
export async function tendPage(ctx: Ctx, page: Page, to: Tending): Promise<void> {
  mustChange(ctx, page)
  const steward = to.steward.trim().replace(/^@/, '')
  const [who] = steward
    ? await ctx.sql<{ id: number }[]>`
        select p.id from person p join membership m on m.person_id = p.id and m.space_id = ${spaceOf(ctx).id} and m.ended_at is null
        where p.handle = ${steward} and m.standing <> 'guest'`
    : []
  if (steward && !who) throw invalid('steward', 'no-such-person')
  if (to.reviewOn && to.reviewOn < day(ctx.now)) throw invalid('reviewOn', 'past')
  await nextModseq(ctx, { id: page.id })
  await ctx.sql`update page set state = ${to.state}, review_on = ${to.reviewOn || null} where item_id = ${page.id}`
  if (who)
    await ctx.sql`insert into page_steward (item_id, space_id, person_id) values (${page.id}, ${page.spaceId}, ${who.id})
      on conflict (item_id) do update set person_id = excluded.person_id, at = now(), reminded_for = null where page_steward.person_id <> excluded.person_id`
  else await ctx.sql`delete from page_steward where item_id = ${page.id}`
  if (to.state !== page.state) await record(ctx, 'page.state', page.spaceId, { itemId: page.id })
}

/** Says that a page was looked at and is right; the next time is so many months from now, or never. */
export async function markReviewed(ctx: Ctx, page: Page, months: number): Promise<void> {
  mustChange(ctx, page)
  await nextModseq(ctx, { id: page.id })
  await ctx.sql`
    update page set reviewed_at = ${ctx.now}, review_on = case when ${months}::int > 0 then (${ctx.now}::timestamptz + ${months}::int * interval '1 month')::date end
    where item_id = ${page.id}`
  await record(ctx, 'page.reviewed', page.spaceId, { itemId: page.id })
}

export function day(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** Handle of who looks after a page; empty: nobody. */
export async function stewardOf(ctx: Ctx, id: number): Promise<string> {
  const [row] = await ctx.sql<{ handle: string }[]>`
    select p.handle::text from page_steward s join person p on p.id = s.person_id where s.item_id = ${id}`
  return row?.handle ?? ''
}

/** Who of the space can look after a page. */
export function possibleStewards(ctx: Ctx): Promise<{ handle: string; name: string }[]> {
  return ctx.sql<{ handle: string; name: string }[]>`
    select p.handle::text, p.name from membership m join person p on p.id = m.person_id
    where m.space_id = ${spaceOf(ctx).id} and m.ended_at is null and m.standing <> 'guest' order by p.name, p.id limit 500`
}
