import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'

/** So many names are offered to choose from. */
const OFFERED = 300

/** Who belongs here and does not go a journey yet, by name. One query. */
export function peopleToAdd(ctx: Ctx, journeyId: number): Promise<{ handle: string; name: string }[]> {
  return ctx.sql<{ handle: string; name: string }[]>`
    select p.handle::text, p.name from membership m join person p on p.id = m.person_id
    where m.space_id = ${spaceOf(ctx).id} and m.ended_at is null and (m.until is null or m.until > now())
      and not exists (select from journey_member j where j.journey_id = ${journeyId} and j.person_id = m.person_id)
    order by lower(p.name), p.id limit ${OFFERED}`
}
