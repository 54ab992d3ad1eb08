import { invalid } from '../../platform/http/problems.ts'
import { type Ctx, spaceOf } from '../request/ctx.ts'

/** Somebody of the space whom something can be for. */
export interface Somebody {
  id: number
  handle: string
  name: string
}

/** Of larger spaces a name is typed. */
export const MOST_LISTED = 150

/** The people of the space by name, oneself first and who is chosen. One more than are listed, at most. */
export function peopleHere(ctx: Ctx, chosenId: number | null = null): Promise<Somebody[]> {
  return ctx.sql<Somebody[]>`
    select p.id, p.handle::text, p.name from membership m join person p on p.id = m.person_id
    where m.space_id = ${spaceOf(ctx).id} and m.ended_at is null and (m.until is null or m.until > now())
    order by m.person_id = (select me()) desc, m.person_id is not distinct from ${chosenId} desc, lower(p.name), p.id limit ${MOST_LISTED + 1}`
}

/** Who is meant by a handle or a name, of the people of the space; null where nothing is typed. @throws Invalid, of the field */
export async function personMeant(ctx: Ctx, field: string, typed: string | undefined): Promise<number | null> {
  const meant = (typed ?? '').trim().replace(/^@/, '')
  if (!meant) return null
  const found = await ctx.sql<{ id: number; exact: boolean }[]>`
    select p.id, p.handle = ${meant} exact from membership m join person p on p.id = m.person_id
    where m.space_id = ${spaceOf(ctx).id} and m.ended_at is null and (m.until is null or m.until > now())
      and (p.handle = ${meant} or lower(p.name) = lower(${meant})) order by exact desc limit 2`
  const [first, second] = found
  if (!first || (second && !first.exact)) throw invalid(field, 'no-such-member')
  return first.id
}
