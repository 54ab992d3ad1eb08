import { diff3Merge } from 'node-diff3'
import { blocksOf } from '../blocks.ts'

/** Finding what two texts share takes longest where many blocks are the same: so many pairs of the same, and so many steps. */
const MOST_PAIRS = 200_000
const MOST_STEPS = 400_000_000

/** What came of two texts that began as the same. */
interface Merged {
  text: string
  /** How many blocks both have changed: there both stay, one after the other. */
  both: number
}

/**
 * Brings two changes of one text together, block by block. Where both changed the same block both stay, one's as it is and the
 * other's as `beside` has it; nothing is lost.
 * @param beside how their words stand beside mine
 */
export function mergedTexts(
  base: string,
  mine: string,
  theirs: string,
  beside: (theirs: string) => string = (words) => words,
): Merged {
  if (mine === theirs || base === theirs) return { text: mine, both: 0 }
  if (base === mine) return { text: theirs, both: 0 }
  let both = 0
  const blocks = partsOf(blocksOf(base), blocksOf(mine), blocksOf(theirs)).flatMap(({ one, other }) => {
    if (!one.length || !other.length) return [...one, ...other]
    both++
    return [...one, beside(other.join('\n\n'))]
  })
  return { text: blocks.length ? `${blocks.join('\n\n')}\n` : '', both }
}

/** The two changes in one text, where no block was changed or taken out by both; undefined else. */
export function mergedCleanly(base: string, one: string, other: string): string | undefined {
  if (one === base || one === other) return other
  if (other === base) return one
  const parts = partsOf(blocksOf(base), blocksOf(one), blocksOf(other))
  return parts.some(({ apart }) => apart) ? undefined : parts.flatMap(({ one }) => one).join('\n\n')
}

/** One part of two texts: what `one` says, and what the other says there, where both changed it. */
interface Part {
  one: string[]
  other: string[]
  apart: boolean
}

/** The parts of two texts that began as the same. What would take too long to be compared is one part, changed by both. */
function partsOf(base: string[], one: string[], other: string[]): Part[] {
  const least = Math.min(base.length, one.length, other.length)
  let start = 0
  while (start < least && base[start] === one[start] && base[start] === other[start]) start++
  let end = 0
  const last = (all: string[]) => all[all.length - 1 - end]
  while (end < least - start && last(base) === last(one) && last(base) === last(other)) end++
  const inner = (all: string[]) => all.slice(start, all.length - end)
  const ok = (blocks: string[]): Part => ({ one: blocks, other: [], apart: false })
  return [
    ok(base.slice(0, start)),
    ...changedParts(inner(base), inner(one), inner(other)),
    ok(base.slice(base.length - end)),
  ]
}

function changedParts(base: string[], one: string[], other: string[]): Part[] {
  if (isMuch(base, one) || isMuch(base, other)) return [{ one, other, apart: true }]
  return diff3Merge(one, base, other, { excludeFalseConflicts: true }).map(({ ok, conflict }) => ({
    one: ok ?? conflict?.a ?? [],
    other: conflict?.b ?? [],
    apart: conflict !== undefined,
  }))
}

/** Whether comparing these would take too long. */
function isMuch(before: string[], after: string[]): boolean {
  const counts = new Map<string, number>()
  for (const block of before) counts.set(block, (counts.get(block) ?? 0) + 1)
  let pairs = 0
  for (const block of after) pairs += counts.get(block) ?? 0
  return pairs > MOST_PAIRS || pairs * Math.min(before.length, after.length) > MOST_STEPS
}

/** Words of somebody beside one's own, in a callout with this title. */
export function inCallout(title: string, words: string): string {
  const lines = words.split('\n').map((line) => (line ? `> ${line}` : '>'))
  return [`> [!IMPORTANT] ${title}`, '>', ...lines].join('\n')
}
