import { invalid, notFound } from '../../platform/http/problems.ts'
import { type Ctx, meOf } from '../request/ctx.ts'

interface Blocked {
  id: number
  handle: string
  name: string
  picture: string | null
  at: Date
}

/** Whom the asking person does not want to hear of, the last one first. Nobody else can know it. */
export function blockedBy(ctx: Pick<Ctx, 'sql'>): Promise<Blocked[]> {
  return ctx.sql<Blocked[]>`
    select p.id, p.handle::text, p.name, p.picture, b.at from block b join person p on p.id = b.blocked_id
    where b.person_id = (select me()) order by b.at desc, p.id limit 1000`
}

/** Someone who can be blocked, and whether they are. Whoever may be seen at all. @throws 404; Invalid for oneself */
export async function blockable(
  ctx: Ctx,
  handle: string,
): Promise<{ id: number; handle: string; name: string; blocked: boolean }> {
  const [row] = await ctx.sql<{ id: number; handle: string; name: string; blocked: boolean; known: boolean }[]>`
    select p.id, p.handle::text, p.name, b.person_id is not null blocked,
      b.person_id is not null or exists (select from message m where m.author_id = p.id)
        or exists (select from membership m where m.person_id = p.id and m.ended_at is null) known
    from person p left join block b on b.blocked_id = p.id and b.person_id = (select me()) where p.handle = ${handle}`
  if (!row?.known) throw notFound()
  if (row.id === meOf(ctx).id) throw invalid('handle', 'choose-someone')
  return row
}

/** From now on their words are folded, and nothing is told that comes from them; or all of it again. */
export async function setBlock(ctx: Ctx, personId: number, on: boolean): Promise<void> {
  const me = meOf(ctx).id
  ctx.after(() => ctx.site.bus.publish('blocks', { person: me, other: personId }))
  if (!on) {
    await ctx.sql`delete from block where person_id = ${me} and blocked_id = ${personId}`
    return
  }
  await ctx.sql`insert into block (person_id, blocked_id, at) values (${me}, ${personId}, ${ctx.now}) on conflict do nothing`
  // What they did that was not read yet is nothing to be told of any more.
  await ctx.sql`update notification set read_at = ${ctx.now} where person_id = ${me} and actor_id = ${personId} and read_at is null and not is_care(reason)`
}
