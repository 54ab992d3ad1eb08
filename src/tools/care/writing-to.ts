import { notFound } from '../../platform/http/problems.ts'
import { type Ctx, meOf, spaceOf } from '../../spine/request/ctx.ts'

interface Addressee {
  id: number
  handle: string
  name: string
  picture: string | null
  /** Whether they are here now: only then they can be suspended. */
  belongs: boolean
  /** Their hosting is taken first. */
  hosts: boolean
}

/** Someone the hosts of the space can write to: one of its people, or whom a host sent away lately. @throws 404, also for oneself */
export async function toWriteTo(ctx: Ctx, handle: string): Promise<Addressee> {
  const [row] = await ctx.sql<Addressee[]>`
    select p.id, p.handle::text, p.name, p.picture, m.ended_at is null and (m.until is null or m.until > now()) belongs, m.standing = 'host' and m.ended_at is null hosts
    from membership m join person p on p.id = m.person_id
    where m.space_id = ${spaceOf(ctx).id} and p.handle = ${handle} and p.id <> ${meOf(ctx).id} and may_be_noted(m.space_id, p.id)`
  if (!row) throw notFound()
  return row
}
