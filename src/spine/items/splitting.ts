import { invalid, notYours } from '../../platform/http/problems.ts'
import { nextModseq } from '../messages/change.ts'
import type { Ctx } from '../request/ctx.ts'
import { refused } from './refused.ts'

/** How messages are chosen for a discussion of their own. */
export type Choosing = 'following' | 'replies' | 'these'

export interface Choice {
  number: number
  replyTo: number | null
}

/**
 * The messages that go: from one on, it with the replies to it and to those, or the ones that were ticked.
 * @param messages those of the item, in order
 */
export function chosenNumbers(messages: Choice[], from: number, how: Choosing, ticked: number[] = []): number[] {
  const there = messages.filter((message) => message.number >= from)
  if (how === 'following') return there.map(({ number }) => number)
  if (how === 'these') return there.map(({ number }) => number).filter((number) => ticked.includes(number))
  const going = new Set([from])
  for (const { number, replyTo } of there) if (replyTo !== null && going.has(replyTo)) going.add(number)
  return [...going]
}

/**
 * Carries messages under another item that was just made in the same space. Their ids stay, so do reactions, revisions,
 * files and names; the old numbers lead to the new place.
 * @throws 403 for who is not a host; Invalid when one of them is no longer there
 */
export async function splitOff(ctx: Ctx, from: number, to: number, numbers: number[]): Promise<void> {
  const [row] = await refused(
    ctx.sql<[{ count: number }]>`select split_off(${from}, ${to}, ${numbers}::int[], ${ctx.now}) count`,
    {
      '42501': () => notYours('hosts-only'),
    },
  )
  // Somebody else took some of them along at the same moment: nothing is done by halves.
  if (row.count !== numbers.length) throw invalid('messages', 'moved-meanwhile')
  await tell(ctx, from, to)
}

/** Puts split-off messages back. @throws 403; Invalid when something new was said */
export async function unsplit(ctx: Ctx, item: number, from: number): Promise<void> {
  await refused(ctx.sql`select unsplit(${item})`, {
    '42501': () => notYours('hosts-only'),
    CP010: () => invalid('_', 'said-since'),
  })
  await tell(ctx, from)
}

/** Whoever looks at them is told that they changed. */
async function tell(ctx: Ctx, ...items: number[]): Promise<void> {
  for (const id of items) await nextModseq(ctx, { id })
}
