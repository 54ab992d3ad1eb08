import type { Sql } from '../../../platform/database/connect.ts'
import { invalid, notFound } from '../../../platform/http/problems.ts'
import { audit } from '../../../spine/activity/record.ts'
import { hostOf, webAddress } from '../../../spine/outside/addresses.ts'
import { SILENT_DAYS, SILENT_TRIES } from '../../../spine/outside/kept.ts'
import { type Ctx, meOf, spaceOf } from '../../../spine/request/ctx.ts'

/** So many calendars of others a space shows. */
const MOST = 12

/** A calendar of somebody else whose dates a space shows. */
interface OutsideCalendar {
  id: number
  name: string
  /** Only hosts are told it: it may be a secret one. */
  address: string | null
  answeredAt: Date | null
  /** Since when it does not answer, once that is worth saying. */
  silentSince: Date | null
  trouble: string | null
}

/** What has to be put right by somebody is said at once; other silence after some tries and days. */
const AT_ONCE = ['forbidden-address', 'not-an-address', 'no-calendar', 'too-large', 'too-hard']

/** The outside calendars of the space of the address, by name. */
export function outsideIn({ sql, space }: Pick<Ctx, 'sql' | 'space'>): Promise<OutsideCalendar[]> {
  return sql<OutsideCalendar[]>`
    select c.id, c.name, a.address, c.answered_at, c.trouble,
      case when c.trouble = any(${AT_ONCE}) or (c.failures >= ${SILENT_TRIES} and c.failing_since <= now() - ${SILENT_DAYS} * interval '1 day')
        then c.failing_since end silent_since
    from outside_calendar c left join outside_addresses(${space!.id}) a on a.id = c.id
    where c.space_id = ${space!.id} order by c.name, c.id`
}

/**
 * Shows the dates of another calendar here. It is read by a job, soon and then about every hour.
 * @throws Invalid; 403 for who is no host, by the database
 */
export async function addOutside(ctx: Ctx, typed: { address: string; name?: string }): Promise<number> {
  const address = webAddress(typed.address.trim().replace(/^webcals?:/i, 'https:'))
  if (!address) throw invalid('address', 'no-web-address')
  const { id: spaceId } = spaceOf(ctx)
  const there = await outsideIn(ctx)
  if (there.length >= MOST) throw invalid('address', 'calendars-many', { most: MOST })
  const name = (typed.name ?? '').replace(/\s+/g, ' ').trim() || hostOf(address).slice(0, 120)
  const [made] = await ctx.sql<{ id: number }[]>`
    insert into outside_calendar ${ctx.sql({ space_id: spaceId, person_id: meOf(ctx).id, address, name })} on conflict do nothing returning id`
  if (!made) throw invalid('address', 'calendar-there')
  await audit(ctx, 'calendar.outside-on', spaceId)
  await ctx.sql`select jobs.enqueue('calendars', '{}', key => 'calendars')`
  return made.id
}

/** Shows them no longer. @throws 404 */
export async function removeOutside(ctx: Ctx, id: number): Promise<void> {
  const { id: spaceId } = spaceOf(ctx)
  const [gone] = await ctx.sql`delete from outside_calendar where id = ${id} and space_id = ${spaceId} returning id`
  if (!gone) throw notFound()
  await audit(ctx, 'calendar.outside-off', spaceId)
}

/** For the copy of what is one's own: which calendars one has added. */
export function addedOutside(sql: Sql): Promise<object[]> {
  return sql`select id, space_id, name, made_at from outside_calendar where person_id = me()`
}
