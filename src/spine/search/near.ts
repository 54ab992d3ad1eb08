import type { Ctx } from '../request/ctx.ts'
import { folded, type Term } from './typed.ts'

/**
 * What was typed with its typos forgiven, as far as the words of the asker's own spaces tell.
 * @returns undefined when no word is near another
 */
export async function forgiven(ctx: Pick<Ctx, 'sql'>, terms: Term[], named?: string): Promise<Term[] | undefined> {
  const words = [...new Set(terms.filter((term) => !term.not).flatMap(({ text }) => text.match(WORD) ?? []))]
  if (!words.length) return undefined
  const rows = await ctx.sql<
    { word: string; near: string }[]
  >`select word, near from near_words(${words}, ${named ?? null})`
  const nearest = new Map<string, string>()
  for (const word of words) {
    const offered = rows.filter((row) => row.word === word).map(({ near }) => near)
    const best = nearestOf(word, offered)
    if (best) nearest.set(word, best)
  }
  if (!nearest.size) return undefined
  return terms.map((term) =>
    term.not ? term : { ...term, text: term.text.replace(WORD, (word) => nearest.get(word) ?? word) },
  )
}

/** Shorter words have too many neighbours. */
const WORD = /\p{L}{4,30}/gu

/** The word that is fewest slips away; nothing where the word itself is known, or all are too far. */
function nearestOf(word: string, offered: string[]): string | undefined {
  const plain = folded(word)
  if (offered.some((other) => folded(other) === plain)) return undefined
  const most = plain.length < 6 ? 1 : 2
  return offered
    .map((other) => ({ other, slips: slipsBetween(plain, folded(other)) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips)[0]?.other
}

/** Letters to add, take away, change or swap with the next one (optimal string alignment). */
function slipsBetween(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length]!
}
