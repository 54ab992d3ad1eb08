import type { Sql } from '../../platform/database/connect.ts'
import { excerptOf } from '../../platform/markdown/markdown.ts'
import type { Site } from '../../spine/request/site.ts'
import { urlOf } from './pages.ts'

/** A word of a community, with what it means in a line. */
export interface Term {
  id: number
  title: string
  lang: string
  meaning: string
  /** The titles that it has and had. */
  names: string[]
}

/** The words of a space in a language, to be found in a text word by word: what may follow, and what is meant so far. */
interface Finder {
  next: Map<string, Finder>
  terms: Term[]
}

interface Glossary {
  version: string
  /** No other of this process has the same. */
  nth: number
  byLang: Map<string, Finder>
}

export interface GlossaryRow {
  version: string
  /** None where the version is the one that is known. */
  terms: Term[] | null
}

const MOST_TERMS = 1000
/** How many communities' words a process keeps ready. */
const MOST_KEPT = 500
const kept = new WeakMap<Site, Map<string, Glossary>>()
let made = 0

/** The first paragraph: in a glossary, what the word means. Marks of footnotes are left out. */
export function meaningIn(html: string): string {
  const first = /<p>[\s\S]*?<\/p>/.exec(html)?.[0] ?? html
  return first.replace(/<sup[\s\S]*?<\/sup>/g, '')
}

/** What a page means as a word of the glossary; of other pages nothing. */
export function meaningOf(template: string, html: string): string {
  return template === 'glossary' ? excerptOf(meaningIn(html), 300) : ''
}

/**
 * A column: the words of a space, or only which version they are, where this process has that already. Words that are no
 * longer used are not explained.
 */
export function glossaryColumn(site: Site, sql: Sql, slug: string) {
  const known = kept.get(site)?.get(slug)?.version ?? null
  return sql`glossary_of(${slug}, ${known}::text, ${MOST_TERMS})`
}

/** The words of a space, as the row says or as they are known. @param slug of a space that the reader may read */
export function glossaryOf(site: Site, slug: string, row: GlossaryRow): Glossary {
  const spaces = kept.get(site) ?? new Map<string, Glossary>()
  kept.set(site, spaces)
  const known = spaces.get(slug)
  if (known && known.version === row.version) return known
  // Forgotten meanwhile, as many others were asked for: this time nothing is explained, and next time it is fetched.
  if (row.terms === null) return known ?? { version: row.version, nth: 0, byLang: new Map() }
  const glossary = { version: row.version, nth: ++made, byLang: findersOf(row.terms) }
  spaces.delete(slug)
  spaces.set(slug, glossary)
  if (spaces.size > MOST_KEPT) spaces.delete(spaces.keys().next().value!)
  return glossary
}

function findersOf(terms: Term[]): Map<string, Finder> {
  const byLang = new Map<string, Finder>()
  for (const term of terms) {
    const lang = baseOf(term.lang)
    const finder = byLang.get(lang) ?? empty()
    byLang.set(lang, finder)
    for (const name of new Set(term.names)) {
      let at = finder
      for (const [word] of name.normalize('NFKC').matchAll(WORD)) {
        const next = at.next.get(folded(word)) ?? empty()
        at.next.set(folded(word), next)
        at = next
      }
      if (at !== finder && !at.terms.includes(term)) at.terms.push(term)
    }
  }
  return byLang
}

const empty = (): Finder => ({ next: new Map(), terms: [] })

const baseOf = (lang: string) => lang.split('-')[0]!.toLowerCase()

const WORD = /[\p{L}\p{N}]+/gu

/** Words are the same in capitals and, when they are longer than three letters, with an s at their end. */
function folded(word: string): string {
  const low = word.toLowerCase()
  return low.length > 3 && low.endsWith('s') ? low.slice(0, -1) : low
}

export interface Explained {
  html: string
  /** The words that were explained, in the order of the text. */
  terms: (Term & { url: string })[]
}

/** Where a text is not looked into: what is a heading, leads somewhere already, or is code. */
const SILENT = /^(?:h[1-6]|a|code|pre|sup|button)$/

/**
 * A page's text in which the first place of each word of the glossary leads to what it means. One pass over it, whatever the
 * number of words: each word of the text is looked up once.
 * @param own the page itself, which is not explained by itself
 */
export function explained(html: string, lang: string, own: number, slug: string, glossary: Glossary): Explained {
  const finder = glossary.byLang.get(baseOf(lang))
  const found: Explained = { html, terms: [] }
  if (!finder) return found
  const done = new Set([own])
  let silent = 0
  found.html = html.replace(
    /<(\/?)([a-z][a-z0-9]*)[^>]*>|[^<]+/g,
    (piece: string, closing: string, tag: string | undefined) => {
      if (tag !== undefined) {
        if (SILENT.test(tag)) silent += closing ? -1 : 1
        return piece
      }
      return silent ? piece : inText(piece)
    },
  )
  return found

  function inText(text: string): string {
    let out = ''
    let from = 0
    const words = [...text.matchAll(WORD)]
    for (let i = 0; i < words.length; i++) {
      const hit = longest(finder!, text, words, i, done)
      if (!hit) continue
      const last = words[hit.last]!
      const [begin, end] = [words[i]!.index, last.index + last[0].length]
      const url = urlOf(slug, hit.term.id, hit.term.title)
      done.add(hit.term.id)
      found.terms.push({ ...hit.term, url })
      out += `${text.slice(from, begin)}<a class="term" href="${url}" aria-describedby="term-${hit.term.id}">${text.slice(begin, end)}</a>`
      from = end
      i = hit.last
    }
    return out + text.slice(from)
  }
}

/** The term of most words that begins with this word and was not explained yet, and with which word it ends. */
function longest(finder: Finder, text: string, words: RegExpExecArray[], from: number, done: ReadonlySet<number>) {
  let hit: { term: Term; last: number } | undefined
  let at = finder
  for (let i = from; i < words.length; i++) {
    const word = words[i]!
    if (i > from && !TOGETHER.test(text.slice(endOf(words[i - 1]!), word.index))) break
    // What is written `&so;` is a sign, no word.
    if (text[word.index - 1] === '&' || text[word.index - 1] === '#') break
    const next = at.next.get(folded(word[0]))
    if (!next) break
    at = next
    const term = at.terms.find(({ id }) => !done.has(id))
    if (term) hit = { term, last: i }
  }
  return hit
}

/** What may stand between two words of one term. */
const TOGETHER = /^(?:\s+|[-\u2010\u2011\u2019'])$/

const endOf = (word: RegExpExecArray) => word.index + word[0].length
