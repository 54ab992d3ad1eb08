import type { Dice } from '../growth/dice.ts'

/** How many pages of a hundred lie on each level: few on top, most in the third and fourth. */
const LEVELS = [1, 6, 20, 38, 25, 10]

/**
 * A tree six levels deep: for each page, in the order in which they are made, the number of the one above it.
 * @param wide how many lie right under the third page
 */
export function treeOf(pages: number, wide: number, roll: Dice): (number | null)[] {
  const above: (number | null)[] = []
  let level: number[] = []
  for (const [depth, share] of LEVELS.entries()) {
    const last = depth === LEVELS.length - 1
    const least = depth === 1 ? wide + 4 : 4
    const count = last ? pages - above.length : Math.max(least, Math.round((pages * share) / 100))
    const next: number[] = []
    for (let n = 0; n < count && above.length < pages; n++) {
      next.push(above.length)
      if (depth === 0) above.push(null)
      else above.push(depth === 1 && n < wide ? level[2]! : roll.one(level))
    }
    level = next
  }
  return above
}
