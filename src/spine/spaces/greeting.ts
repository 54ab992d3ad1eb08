import { type Ctx, meOf, spaceOf } from '../request/ctx.ts'

/** Someone who came lately and whom no host has greeted yet. */
export interface Newcomer {
  id: number
  handle: string
  name: string
  picture: string | null
  slug: string
  space: string
  joinedAt: Date
}

/** How long someone counts as new, in days. */
const NEW_DAYS = 30

/** Whom the hosts of these spaces have yet to greet, newest first: in the spaces the person hosts, or in the one given. */
export async function toGreet(ctx: Pick<Ctx, 'sql' | 'now'>, most: number, spaceId?: number): Promise<Newcomer[]> {
  const since = new Date(ctx.now.getTime() - NEW_DAYS * 86_400_000)
  return ctx.sql<Newcomer[]>`
    select p.id, p.handle::text, p.name, p.picture, s.slug::text, s.name space, m.joined_at
    from membership m join person p on p.id = m.person_id join space s on s.id = m.space_id
    where m.space_id = any((select hosts())::bigint[]) ${spaceId === undefined ? ctx.sql`` : ctx.sql`and m.space_id = ${spaceId}`}
      and m.ended_at is null and m.joined_at > ${since} and m.standing <> 'host' and s.kind = 'community' and s.closed_at is null
      and not exists (select from greeting g where g.space_id = m.space_id and g.person_id = m.person_id)
    order by m.joined_at desc, p.id desc limit ${most}`
}

/** Notes that someone new was greeted. Doing it twice is doing it once. */
export async function markGreeted(ctx: Ctx, personId: number): Promise<void> {
  const space = spaceOf(ctx)
  await ctx.sql`insert into greeting (space_id, person_id, greeted_by) values (${space.id}, ${personId}, ${meOf(ctx).id}) on conflict do nothing`
}
