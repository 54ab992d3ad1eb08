import { invalid } from '../../platform/http/problems.ts'
import { type Ctx, type Space, spaceOf } from '../request/ctx.ts'

/** How gently a newcomer goes, where anyone may join, until they are known: see `is_newcomer()`. */
export const gently = { days: 3, discussions: 3, messages: 10, links: 2, names: 3, megabytes: 5, asked: 1 } as const

/** What a newcomer said and began in the last day; null for everybody else. */
export type Newcomer = { messages: number; discussions: number } | null

/** Whether it needs asking at all: whoever is here longer is no newcomer. */
export function mayBeNew(space: Pick<Space, 'standing' | 'joinedAt'>, now: Date): boolean {
  return space.standing === 'member' && now.getTime() - Date.parse(space.joinedAt) < gently.days * 86_400_000
}

/** Whether whoever asks is a newcomer in the space of the address. */
export async function newcomerIn(ctx: Pick<Ctx, 'sql' | 'now' | 'space'>): Promise<Newcomer> {
  if (!ctx.space || !mayBeNew(ctx.space, ctx.now)) return null
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
  const { code } = error as { code?: string }
  if (code === 'CP015') return invalid('text', 'newcomer-messages', { most: gently.messages })
  if (code === 'CP016') return invalid('text', 'newcomer-discussions', { most: gently.discussions })
  return error
}
