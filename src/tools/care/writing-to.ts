import { notFound } from '../../platform/http/problems.ts'
import { type Ctx, meOf, spaceOf } from '../../spine/request/ctx.ts'

export interface Addressee {
  id: number
  handle: string
  name: string
  picture: string | null
  /** Whether they are here now: only then they can be suspended. */
  belongs: boolean
}

/** Someone the hosts of the space can write to: who is or was one of its people. @throws 404, also for oneself */
export async function toWriteTo(ctx: Ctx, handle: string): Promise<Addressee> {
  const [row] = await ctx.sql<Addressee[]>`
    select p.id, p.handle::text, p.name, p.picture, m.ended_at is null and (m.until is null or m.until > now()) belongs
    from membership m join person p on p.id = m.person_id
    where m.space_id = ${spaceOf(ctx).id} and p.handle = ${handle} and p.id <> ${meOf(ctx).id}`
  if (!row) throw notFound()
  return row
}
