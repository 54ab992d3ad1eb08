import { invalid, notFound } from '../../platform/http/problems.ts'
import { audit, record } from '../activity/record.ts'
import { type Ctx, meOf, type Standing, spaceOf } from '../request/ctx.ts'
import { neverWithoutHost, withinParent } from './communities.ts'

export interface Member {
  id: number
  handle: string
  name: string
  picture: string | null
  standing: Standing
  badge: string | null
  until: Date | null
  joinedAt: Date
}

/** One person of the space. @throws 404 */
export async function memberFor(ctx: Ctx, handle: string): Promise<Member> {
  const [row] = await ctx.sql<Member[]>`
    select p.id, p.handle::text, p.name, p.picture, m.standing, m.badge, m.until, m.joined_at
    from membership m join person p on p.id = m.person_id
    where m.space_id = ${spaceOf(ctx).id} and p.handle = ${handle} and m.ended_at is null`
  if (!row) throw notFound()
  return row
}

/**
 * Gives someone another standing or badge; a guest has a date.
 * @throws Invalid when no host would be left, for a guest without a date to come, and for a member of a circle who is not of its parent
 */
export async function setStanding(
  ctx: Ctx,
  member: Member,
  to: { standing: Standing; until: Date | null; badge: string | null },
): Promise<void> {
  const spaceId = spaceOf(ctx).id
  const until = to.standing === 'guest' ? guestDate(ctx, to.until) : null
  await withinParent(
    neverWithoutHost(
      ctx.sql`update membership set standing = ${to.standing}, until = ${until}, badge = ${to.badge} where space_id = ${spaceId} and person_id = ${member.id} and ended_at is null`,
    ),
  )
  if (to.standing !== member.standing) await audit(ctx, `standing.${to.standing}`, spaceId, { personId: member.id })
  if (to.badge !== member.badge) await audit(ctx, 'badge.changed', spaceId, { personId: member.id })
}

/** The moment a guest's time ends. @throws Invalid without a date, or for one that has passed */
export function guestDate(ctx: Pick<Ctx, 'now'>, until: Date | null): Date {
  if (!until || Number.isNaN(until.getTime())) throw invalid('until', 'needed')
  if (until <= ctx.now) throw invalid('until', 'past')
  return until
}

/** The end of a day as typed (2026-11-30), in a time zone: a guest may stay that whole day. */
export function endOfDay(day: string | undefined, timeZone: string): Date | null {
  if (!day || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return null
  const utc = Date.parse(`${day}T23:59:59Z`)
  if (Number.isNaN(utc)) return null
  const there = new Date(utc).toLocaleString('sv-SE', { timeZone })
  return new Date(utc - (Date.parse(`${there.replace(' ', 'T')}Z`) - utc))
}

/**
 * Ends someone's belonging; what they wrote stays.
 * @param awayDays for so long no door lets them in again, not even to look
 * @throws Invalid when no host would be left
 */
export async function endMembership(ctx: Ctx, member: Member, awayDays = 0): Promise<void> {
  const spaceId = spaceOf(ctx).id
  await neverWithoutHost(
    ctx.sql`update membership set ended_at = now(), ended_by = ${meOf(ctx).id},
      away_until = ${awayDays && member.id !== meOf(ctx).id ? new Date(ctx.now.getTime() + awayDays * 86_400_000) : null} where space_id = ${spaceId} and person_id = ${member.id} and ended_at is null`,
  )
  await audit(ctx, 'person.ended', spaceId, { personId: member.id })
}

/** Makes another the host and oneself a member. @throws Invalid for oneself */
export async function handOver(ctx: Ctx, to: Member): Promise<void> {
  const spaceId = spaceOf(ctx).id
  if (to.id === meOf(ctx).id) throw invalid('handle', 'choose')
  const made = await withinParent(
    ctx.sql`update membership set standing = 'host', until = null where space_id = ${spaceId} and person_id = ${to.id} and ended_at is null returning 1`,
  )
  if (!made.length) throw invalid('handle', 'choose')
  await neverWithoutHost(
    ctx.sql`update membership set standing = 'member' where space_id = ${spaceId} and person_id = ${meOf(ctx).id}`,
  )
  await audit(ctx, 'hosting.handed-over', spaceId, { personId: to.id })
  await record(ctx, 'hosting.handed-over', spaceId, {})
}

export interface Placeholder {
  id: number
  handle: string
  name: string
}

/** Authors of imported words whom nobody has claimed yet; with `id`, that one alone. */
export async function placeholdersOf(ctx: Ctx, id?: number): Promise<Placeholder[]> {
  return ctx.sql<Placeholder[]>`
    select p.id, p.handle::text, p.name from person p
    where p.source is not null ${id === undefined ? ctx.sql`` : ctx.sql`and p.id = ${id}`} and p.id in (select author_id from message where space_id = ${spaceOf(ctx).id})
      and not exists (select from membership m where m.person_id = p.id and m.space_id = ${spaceOf(ctx).id})
    order by p.name, p.id limit 500`
}
