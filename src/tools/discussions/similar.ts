import type { Ctx } from '../../spine/request/ctx.ts'
import { type DiscussionCard, presentInList } from './card.ts'
import { listOf } from './list.ts'

/** How many are offered while a title is typed: enough to find the one, few enough to read. */
const FEW = 5

/** Discussions whose titles are near to what is being typed, the nearest first. */
export async function similarTo(ctx: Ctx, typed: string): Promise<DiscussionCard[]> {
  const found = await ctx.sql<{ itemId: number }[]>`select item_id from similar_items('discussion', ${typed}, ${FEW})`
  if (!found.length) return []
  const ids = found.map(({ itemId }) => itemId)
  const rows = await listOf(ctx.sql, { these: ids })
  return rows.map((row) => presentInList(row)).sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}
