import type { Request } from '../../spine/request/ctx.ts'
import { type FoundPerson, peopleFound, spacesFound } from '../../spine/search/beside.ts'
import { forgiven } from '../../spine/search/near.ts'
import { type Result, searchFor } from '../../spine/search/search.ts'
import type { Term } from '../../spine/search/typed.ts'
import type { Known } from '../../spine/spaces/known.ts'
import { type Choices, choicesOf } from './choices.ts'
import { type Asked, addressOf, cursorText, type Fields, wishIn } from './wish.ts'

/** How many people and places stand beside the results, and how many where they alone are asked for. */
const FEW = 3
const MANY = 50
/** With fewer results than this, words that are nearly the same are offered. */
const ALMOST_NONE = 3

export interface Found {
  path: string
  asked: Asked
  results: Result[]
  next: string | null
  /** More fits than was weighed, and this page is the last. */
  capped: boolean
  people: FoundPerson[]
  spaces: (Known & { url: string })[]
  didYouMean: { words: string; url: string } | null
  forgiven: boolean
  choices: Choices
}

/** All that a page of the search shows. The number of queries does not depend on what is found. */
export async function find(ctx: Request, fields: Fields): Promise<Found> {
  const asked = wishIn(ctx.site, fields)
  const path = ctx.space ? `/c/${ctx.space.slug}/search` : '/search'
  const [choices, at] = await Promise.all([choicesOf(ctx), look(ctx, asked)])
  const near = at.few ? await forgiven(ctx, asked.terms, asked.narrowed.in) : undefined
  const words = near && wordsOf(near)
  const better = near && { ...asked, terms: near, words: words! }
  const again = better && (await look(ctx, better))
  const didYouMean = again && !again.none ? { words: words!, url: addressOf(path, better) } : null
  const shown = didYouMean && at.none ? again! : at
  const after = shown.next ? cursorText(shown.next) : undefined
  return {
    ...{ path, asked, didYouMean, forgiven: shown !== at, choices },
    ...{ capped: shown.capped, results: shown.results, people: shown.people, spaces: shown.spaces },
    next: after ? addressOf(path, shown === at ? asked : better!, { after }) : null,
  }
}

/** Results with the people and places that fit too: those on the first page, and where nothing else narrows it. */
async function look(ctx: Request, asked: Asked) {
  const { kind, in: named, from, tag, since, before, has } = asked.narrowed
  const plain = !from && !tag && !since && !before && !has && !asked.item && !asked.after
  const wants = (besides: string) => plain && (!kind || kind === besides)
  const most = kind ? MANY : FEW
  const nobody = Promise.resolve([])
  const items = kind !== 'person' && kind !== 'space'
  const [{ results, next, capped }, people, spaces] = await Promise.all([
    asked.any && items ? searchFor(ctx, asked) : { results: [], next: null, capped: false },
    wants('person') ? peopleFound(ctx, asked.terms, named, most) : nobody,
    wants('space') ? spacesFound(ctx, asked.terms, named ?? ctx.space?.slug, most) : nobody,
  ])
  const count = results.length + people.length + spaces.length
  return { results, next, capped, people, spaces, none: !count, few: asked.any && !asked.after && count < ALMOST_NONE }
}

/** Terms as one types them. */
function wordsOf(terms: Term[]): string {
  return terms.map(({ text, phrase, not }) => `${not ? '-' : ''}${phrase ? `"${text}"` : text}`).join(' ')
}
