import { invalid } from '../../platform/http/problems.ts'
import { type Ctx, spaceOf } from '../request/ctx.ts'

/** How gently a newcomer goes in one message, where anyone may join, until they are known: see `is_newcomer()`. How much in a day: `newcomer_card()`. */
export const gently = { links: 2, names: 3, megabytes: 5, asked: 1 } as const

/** What a newcomer said and began in the last day, and how much they may; null for everybody else. */
export type Newcomer = { messages: number; discussions: number; mostMessages: number; mostDiscussions: number } | null

/** Whether whoever asks is a newcomer in the space of the address. */
export async function newcomerIn(ctx: Pick<Ctx, 'sql' | 'space'>): Promise<Newcomer> {
  if (!ctx.space) return null
  const [row] = await ctx.sql<[{ card: Newcomer }]>`select my_newcomer_card(${ctx.space.id}) card`
  return row.card
}

/**
 * Holds a newcomer's text to what is told them above it. How many texts a day there are is held by the database.
 * @throws Invalid, with what is too much: nothing is lost
 */
export async function goGently(
  ctx: Ctx,
  source: string,
  names: number,
  files: readonly { bytes: number }[],
): Promise<void> {
  const links = source.match(/\b(?:https?:\/\/|www\.)/gi)?.length ?? 0
  const heavy = files.reduce((sum, { bytes }) => sum + bytes, 0) > gently.megabytes * 1_000_000
  if (links <= gently.links && names <= gently.names && !heavy) return
  if (!(await newcomerIn(ctx))) return
  if (links > gently.links) throw invalid('text', 'newcomer-links', { most: gently.links })
  if (names > gently.names) throw invalid('text', 'newcomer-names', { most: gently.names })
  throw invalid('files', 'newcomer-files', { most: gently.megabytes })
}

/** A newcomer asks one person a day. @throws Invalid */
export async function askGently(ctx: Ctx): Promise<void> {
  if (!(await newcomerIn(ctx))) return
  const asked =
    await ctx.sql`select from ask where asked_by = (select me()) and space_id = ${spaceOf(ctx).id} and at > ${new Date(ctx.now.getTime() - 86_400_000)} limit ${gently.asked}`
  if (asked.length >= gently.asked) throw invalid('handle', 'newcomer-asks', { most: gently.asked })
}

/** What the database refuses a newcomer, in words. */
export function tooMuchToday(error: unknown): unknown {
  const { code, detail = '' } = error as { code?: string; detail?: string }
  if (code === 'CP015') return invalid('text', 'newcomer-messages', { most: detail })
  if (code === 'CP016') return invalid('text', 'newcomer-discussions', { most: detail })
  return error
}
