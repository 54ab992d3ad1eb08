import { invalid, notFound } from '../../../platform/http/problems.ts'
import { type Ctx, spaceOf } from '../../../spine/request/ctx.ts'
import { mustWrite } from '../../../spine/request/must.ts'
import type { Event } from '../events.ts'
import { dateUrl } from '../present.ts'
import { begins, ends } from '../range.ts'

/** One date of an event, as what hangs on it needs it. */
export interface Dated {
  original: string
  fromAt: Date
  untilAt: Date
  cancelled: boolean
  /** The address of this date. */
  url: string
}

/**
 * The date that is meant: the one that is named, else the only one.
 * @throws 403 for who may not write; 404 for a date that is not one of the event's
 */
export async function datedFor(ctx: Ctx, event: Event, original: string | undefined): Promise<Dated> {
  mustWrite(ctx)
  const [row, more] = await ctx.sql<Omit<Dated, 'url'>[]>`
    select o.original, ${begins(ctx.sql)} from_at, ${ends(ctx.sql)} until_at, o.cancelled from occurrence o where o.event_id = ${event.id}
      ${original ? ctx.sql`and o.original = ${original}` : ctx.sql``} order by o.from_at limit 2`
  if (!row || more) throw notFound()
  return {
    ...row,
    cancelled: row.cancelled || event.cancelled,
    url: event.repeats ? dateUrl(event.url, row.original) : event.url,
  }
}

/** What is said of a meeting is said once it has begun. @throws Invalid */
export function mustHaveBegun(ctx: Ctx, { fromAt, cancelled }: Dated, field: string): void {
  if (cancelled) throw invalid(field, 'date-off')
  if (fromAt > ctx.now) throw invalid(field, 'date-ahead')
}

/** Somebody who belongs to the space, by their handle. @throws Invalid */
export async function personHere(ctx: Ctx, field: string, handle: string): Promise<number> {
  const [who] = await ctx.sql<{ id: number }[]>`
    select p.id from person p join membership m on m.person_id = p.id and m.space_id = ${spaceOf(ctx).id} and m.ended_at is null
    where p.handle = ${handle.trim().replace(/^@/, '')} and is_here(m.space_id, p.id)`
  if (!who) throw invalid(field, 'no-such-person')
  return who.id
}

/** Who can be chosen: all who belong here now. */
export function peopleHere(ctx: Ctx): Promise<{ id: number; handle: string; name: string }[]> {
  return ctx.sql<{ id: number; handle: string; name: string }[]>`
    select p.id, p.handle::text, p.name from membership m join person p on p.id = m.person_id
    where m.space_id = ${spaceOf(ctx).id} and m.ended_at is null and (m.until is null or m.until > now()) order by p.name, p.id`
}
