import { invalid } from '../../platform/http/problems.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { auditOthers, type Journey, mustTend } from './journeys.ts'

/** So many may guide one journey. */
const MOST_GUIDES = 12

/** Who is meant by handles and names with commas between, of the people of the space, in that order. @throws Invalid */
export async function peopleMeant(ctx: Ctx, typed: string, field: string): Promise<number[]> {
  const names = typed
    .split(',')
    .map((one) => one.trim().replace(/^@/, ''))
    .filter(Boolean)
  if (names.length > MOST_GUIDES) throw invalid(field, 'too-many-people', { most: MOST_GUIDES })
  const found = await ctx.sql<{ id: number; typed: string; exact: boolean }[]>`
    select p.id, n.typed, p.handle = n.typed::citext exact from unnest(${names}::text[]) with ordinality n(typed, place)
    join person p on p.handle = n.typed::citext or lower(p.name) = lower(n.typed)
    join membership m on m.person_id = p.id and m.space_id = ${spaceOf(ctx).id} and m.ended_at is null and (m.until is null or m.until > now())
    order by n.place, exact desc, p.id`
  const meant = names.map((name) => found.find((one) => one.typed === name)?.id)
  if (meant.includes(undefined)) throw invalid(field, 'no-such-member')
  return [...new Set(meant as number[])]
}

/** Says who guides a journey; at least one does. @throws Invalid; 403 */
export async function keepGuides(ctx: Ctx, it: Journey, typed: string): Promise<void> {
  mustTend(ctx, it)
  const ids = await peopleMeant(ctx, typed, 'guides')
  if (!ids.length) throw invalid('guides', 'choose-someone')
  const was = await ctx.sql<{ personId: number }[]>`select person_id from journey_guide where journey_id = ${it.id}`
  if (was.length === ids.length && was.every(({ personId }) => ids.includes(personId))) return
  await nextModseq(ctx, it)
  // Whoever takes themselves out is the last that they may do, so the others come first.
  await ctx.sql`
    insert into journey_guide (journey_id, space_id, person_id) select ${it.id}, ${it.spaceId}, unnest(${ids}::bigint[]) on conflict do nothing`
  await ctx.sql`delete from journey_guide where journey_id = ${it.id} and person_id <> all(${ids}::bigint[])`
  await auditOthers(ctx, it, 'journey.changed')
}
