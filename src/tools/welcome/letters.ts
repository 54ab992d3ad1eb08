import { setSpaceFollow } from '../../spine/items/follow.ts'
import { hearingOf, keepHearing } from '../../spine/notify/hearing.ts'
import type { Ctx } from '../../spine/request/ctx.ts'

/** How often someone wants letters, in the order in which it is asked: the quietest that still brings news stands first. */
export const wishes = ['weekly', 'written', 'everything', 'nothing'] as const
export type Wish = (typeof wishes)[number]

/** Keeps it as the settings know it, where each of it can be chosen alone. */
export async function keepLetters(ctx: Ctx, wish: Wish): Promise<void> {
  const { communities, ...now } = await hearingOf(ctx)
  const slugs = communities.map(({ slug }) => slug)
  const choices =
    wish === 'everything' ? ({ ...now.choices, follows: 'mail', announced: 'mail' } as const) : now.choices
  const letters = wish === 'written' || wish === 'everything'
  const weekly = wish !== 'nothing'
  await keepHearing(ctx, { ...now, choices, letters, weekly }, weekly ? slugs : [], slugs)
  if (wish === 'everything') await setSpaceFollow(ctx, 'follow')
}
