import { diff3Merge } from 'node-diff3'
import { blocksOf } from '../blocks.ts'

/** What came of two texts that began as the same. */
export interface Merged {
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
  const blocks: string[] = []
  let both = 0
  for (const part of diff3Merge(blocksOf(mine), blocksOf(base), blocksOf(theirs), { excludeFalseConflicts: true })) {
    if (part.ok) blocks.push(...part.ok)
    else if (part.conflict) {
      const { a, b } = part.conflict
      blocks.push(...a)
      if (a.length && b.length) {
        both++
        blocks.push(beside(b.join('\n\n')))
      } else blocks.push(...b)
    }
  }
  return { text: blocks.length ? `${blocks.join('\n\n')}\n` : '', both }
}

/** The two changes in one text, where no block was changed or taken out by both; undefined else. */
export function mergedCleanly(base: string, one: string, other: string): string | undefined {
  if (one === base || one === other) return other
  if (other === base) return one
  const regions = diff3Merge(blocksOf(one), blocksOf(base), blocksOf(other), { excludeFalseConflicts: true })
  if (regions.some(({ ok }) => !ok)) return undefined
  return regions.flatMap(({ ok = [] }) => ok).join('\n\n')
}

/** Words of somebody beside one's own, in a callout with this title. */
export function inCallout(title: string, words: string): string {
  const lines = words.split('\n').map((line) => (line ? `> ${line}` : '>'))
  return [`> [!IMPORTANT] ${title}`, '>', ...lines].join('\n')
}
