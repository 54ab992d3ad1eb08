import type { IncomingHttpHeaders } from 'node:http'
import { type Ctx, meOf, type Request } from '../request/ctx.ts'

/** Whether pictures and films come only when they are asked for: the browser says so, or the person did. */
export function savesData(ctx: Request): boolean {
  return ctx.me?.saves ?? asksToSave(ctx.raw.headers)
}

/** Whether a browser asks for as little as can be. */
export function asksToSave(headers: IncomingHttpHeaders): boolean {
  return headers['save-data'] === 'on'
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
