import { notFound } from '../../platform/http/problems.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'

/** The copy of what is one's own: asked for, being made, ready, or failed. */
export interface Takeout {
  id: number
  askedAt: Date
  /** How much there is to gather, and how much is; both 0 before it has begun. */
  total: number
  done: number
  blob: string | null
  bytes: number | null
  readyAt: Date | null
  failedAt: Date | null
}

export async function myTakeout({ sql }: Pick<Ctx, 'sql'>): Promise<Takeout | undefined> {
  const [row] = await sql<Takeout[]>`
    select id, asked_at, total, done, blob, bytes, ready_at, failed_at from takeout where person_id = me()`
  return row
}

/** Asks for a copy; where one is being made it goes on, where there is an older one it goes. */
export async function askForTakeout(ctx: Ctx): Promise<void> {
  const { sql } = ctx
  const me = meOf(ctx).id
  // Two who ask at once wait here for each other, and the second finds the first.
  await sql`select pg_advisory_xact_lock(hashtext('copse.takeout'), ${me}::int)`
  await sql`delete from takeout where person_id = ${me} and (ready_at is not null or failed_at is not null)`
  await sql`with asked as (insert into takeout (person_id) values (${me}) on conflict (person_id) do nothing returning id)
    select jobs.enqueue('takeout', jsonb_build_object('id', id, 'person', ${me}::bigint)) from asked`
}

/** @throws 404 when there is none that is ready */
export async function readyTakeout(ctx: Ctx): Promise<{ blob: string; bytes: number; readyAt: Date }> {
  const one = await myTakeout(ctx)
  if (!one?.blob || !(await ctx.site.takeouts.has(one.blob))) throw notFound()
  return { blob: one.blob, bytes: one.bytes!, readyAt: one.readyAt! }
}

export async function removeTakeout(ctx: Ctx): Promise<void> {
  const [gone] = await ctx.sql<
    { blob: string | null }[]
  >`delete from takeout where person_id = ${meOf(ctx).id} returning blob`
  // Nobody else has the same bytes: they are all one's own.
  if (gone?.blob) ctx.after(() => void ctx.site.takeouts.remove(gone.blob!))
}
