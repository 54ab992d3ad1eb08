import { invalid, notYours } from '../../platform/http/problems.ts'
import { record } from '../../spine/activity/record.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import { mustWrite } from '../../spine/request/must.ts'
import { peopleMeant } from './guides.ts'
import { auditOthers, type Journey, mustTend } from './journeys.ts'

/** "I'm joining": with a place, or waiting for one. Twice is once. @param answering says yes to its dates, too @throws 403 */
export async function join(ctx: Ctx, it: Journey, answering: boolean): Promise<void> {
  mustWrite(ctx)
  await mustTake(ctx, it)
  await nextModseq(ctx, it)
  await ctx.sql`select join_journey(${it.id}, ${answering})`
  const me = meOf(ctx).id
  await ctx.sql`insert into follow (person_id, item_id, level) values (${me}, ${it.id}, 'quiet') on conflict do nothing`
  await record(ctx, 'journey.joined', it.spaceId, { itemId: it.id, quietly: true })
}

/** Leaves it: the place is free, and what joining said to its dates is taken back. What one did and wrote stays one's own. */
export async function leave(ctx: Ctx, it: Journey): Promise<void> {
  mustWrite(ctx)
  await nextModseq(ctx, it)
  await ctx.sql`select leave_journey(${it.id})`
}

/** Takes somebody in, as who guides it: they are told, and can leave. @param typed a handle or a name @throws Invalid; 403 */
export async function addPerson(ctx: Ctx, it: Journey, typed: string): Promise<void> {
  mustTend(ctx, it)
  const [who, ...others] = await peopleMeant(ctx, typed, 'person')
  if (!who || others.length) throw invalid('person', 'choose-someone')
  await mustTake(ctx, it)
  await nextModseq(ctx, it)
  await ctx.sql`select add_to_journey(${it.id}, ${who})`
}

/** Takes somebody off it, as who tends it: as if they had left; they are told by whom. @param typed a handle @throws Invalid; 403 */
export async function takeOff(ctx: Ctx, it: Journey, typed: string): Promise<void> {
  mustTend(ctx, it)
  const [goer] = await ctx.sql<{ id: number }[]>`
    select p.id from journey_member m join person p on p.id = m.person_id
    where m.journey_id = ${it.id} and p.handle = ${typed.trim().replace(/^@/, '')}::citext`
  if (!goer) throw invalid('goer', 'choose-someone')
  await nextModseq(ctx, it)
  await ctx.sql`select take_off_journey(${it.id}, ${goer.id})`
  await auditOthers(ctx, it, 'journey.changed')
}

/** Whether the group sees where one is. */
export async function show(ctx: Ctx, it: Journey, on: boolean): Promise<void> {
  mustWrite(ctx)
  await ctx.sql`update journey_member set shows = ${on} where journey_id = ${it.id} and person_id = ${meOf(ctx).id}`
}

async function mustTake(ctx: Ctx, it: Journey): Promise<void> {
  const [row] = await ctx.sql<[{ takes: boolean }]>`select journey_takes(${it.id}) takes`
  if (!row.takes) throw notYours('journey-not-open')
}
