import { invalid } from '../../../platform/http/problems.ts'
import type { Ctx } from '../../../spine/request/ctx.ts'
import { enqueue, type PageImport } from './imports.ts'

/**
 * Brings nothing more after the page at hand. What has ended stays as it is; what gave no sign of life for ten minutes ends
 * at once, so that the space is not locked by what nobody works at.
 */
export async function stop(ctx: Ctx, one: PageImport): Promise<PageImport> {
  await ctx.sql`
    update page_import set stop_at = coalesce(stop_at, ${ctx.now}),
      ended_at = case when coalesce(active_at, asked_at) < now() - interval '10 minutes' then now() end
    where id = ${one.id} and ended_at is null`
  return one
}

/** @throws Invalid while it goes on */
export async function askToUndo(ctx: Ctx, one: PageImport): Promise<PageImport> {
  if (!one.endedAt) throw invalid('_import', 'still-going-on')
  const asked = await ctx.sql`
    update page_import set undo_at = ${ctx.now}, failed = null, tries = 0 where id = ${one.id} and undone_at is null and (undo_at is null or failed is not null) returning id`
  if (asked.length) await enqueue(ctx, one.id)
  return one
}
