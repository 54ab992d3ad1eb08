import { type Ctx, meOf, type Request } from '../request/ctx.ts'

/** Whether pictures and films come only when they are asked for: the browser says so, or the person did. One query. */
export async function savesData(ctx: Request): Promise<boolean> {
  if (ctx.raw.headers['save-data'] === 'on') return true
  if (!ctx.me) return false
  return chosen(ctx)
}

/** Whether the person said so, for all their devices. One query. */
export async function chosen(ctx: Ctx): Promise<boolean> {
  const [row] = await ctx.sql<[{ saves: boolean }]>`
    select exists (select from data_saver where person_id = ${meOf(ctx).id}) saves`
  return row.saves
}

/** Says so, or takes it back. */
export async function chooseToSave(ctx: Ctx, saves: boolean): Promise<void> {
  const me = meOf(ctx).id
  if (saves) await ctx.sql`insert into data_saver (person_id) values (${me}) on conflict do nothing`
  else await ctx.sql`delete from data_saver where person_id = ${me}`
}
