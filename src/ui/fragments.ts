import { asBytes, type Html } from '../platform/html.ts'
import type { Locale } from '../platform/i18n.ts'

/** A fragment beside all that it was made of. */
interface Made {
  of: readonly unknown[]
  html: Html
}

/** Fragments in one language, those that were asked for lately and those before: by what they show, as it looked to some. */
interface Kept {
  late: Map<number | string, readonly Made[]>
  before: Map<number | string, readonly Made[]>
  count: number
}

/** How many fragments are late; as many are kept from before. Each takes about eight thousand bytes. */
const HALF = 800
/** The same thing looks a little different to its author, to hosts, to those who reacted to it. */
const LOOKS = 6

const kept = new WeakMap<Locale, Kept>()

/**
 * A fragment of a page, made anew or as it was made before of the very same. What is kept is compared with all that it was
 * made of, word for word: so there is nothing to forget when something changes, and nobody is shown what was made for
 * others of anything else.
 * @param which what it shows, so that it is found again: of a message its id
 * @param of everything that `make` looks at, besides the language; plain data
 */
export function fragment(locale: Locale, which: number | string, of: readonly unknown[], make: () => Html): Html {
  const mine: Kept = kept.get(locale) ?? { late: new Map(), before: new Map(), count: 0 }
  kept.set(locale, mine)
  const late = mine.late.get(which) ?? []
  const found = late.find((one) => same(one.of, of))
  if (found) return found.html
  const html = mine.before.get(which)?.find((one) => same(one.of, of))?.html ?? asBytes(make())
  if (++mine.count > HALF) {
    // What nobody asked for while so many others were made is dropped.
    mine.before = mine.late
    mine.late = new Map()
    mine.count = 0
  }
  mine.late.set(which, [{ of, html }, ...late.slice(0, LOOKS - 1)])
  return html
}

/** Whether two pieces of plain data say the same. */
function same(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false
  const names = Object.keys(one)
  if (names.length !== Object.keys(other).length) return false
  for (const name of names) if (!same(one[name as never], other[name as never])) return false
  return true
}
