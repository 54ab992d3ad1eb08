import { type Day, daysIn } from './days.ts'

/** A word or a phrase that has to be there, or must not. */
export interface Term {
  text: string
  phrase?: true
  not?: true
}

/** What narrows a search, from controls or from what was typed. Dates are days as the asker lives them. */
export interface Narrowed {
  /** A community or circle, by its slug or name, with what lies within. */
  in?: string
  /** A handle, or how a name begins. */
  from?: string
  tag?: string
  kind?: string
  since?: Day
  before?: Day
  has?: 'file'
}

export interface Typed {
  terms: Term[]
  /** What was typed, without what narrows. */
  words: string
  narrowed: Narrowed
}

/** More than this nobody means; a search of a whole book is cut, not refused. */
const LONGEST = 400
const MOST_TERMS = 16

type Operator = keyof Narrowed | 'on'

/** What can be typed before a colon, in the languages of the interface, without accents. */
const operators: Record<string, Operator> = {
  ...{ in: 'in', from: 'from', by: 'from', tag: 'tag', kind: 'kind', type: 'kind', has: 'has' },
  ...{ before: 'before', after: 'since', since: 'since', on: 'on' },
  ...{ dans: 'in', de: 'from', par: 'from', etiquette: 'tag', genre: 'kind', avec: 'has' },
  ...{ avant: 'before', apres: 'since', depuis: 'since', le: 'on', en: 'on' },
}

/**
 * Reads what was typed: words, "phrases", -without, and operator:value. What cannot be understood is looked for as words;
 * nothing is an error.
 * @param kindNamed the kind of thing that a word means, if it means one
 */
export function typedIn(text: string, kindNamed: (word: string) => string | undefined): Typed {
  const typed: Typed = { terms: [], words: '', narrowed: {} }
  const kept: string[] = []
  for (const [whole, minus, name, quoted, bare] of plainSigns(text).matchAll(TOKEN)) {
    if (typed.terms.length >= MOST_TERMS) break
    const value = (quoted ?? bare ?? '').trim()
    if (name && !minus && narrowing(typed.narrowed, operators[folded(name)], value, kindNamed)) continue
    const said = name ? `${name}:${value}` : value
    if (!/[\p{L}\p{N}]/u.test(said)) continue
    typed.terms.push({ text: said, ...(quoted !== undefined && { phrase: true }), ...(minus && { not: true }) })
    kept.push(whole)
  }
  return { ...typed, words: kept.join(' ') }
}

/** `-"a phrase"`, `from:"Luc Marchetti"`, `-word`, `tag:eel`, `word`; a quotation that does not end goes to the end. */
const TOKEN = /(?<!\S)(-)?(?:(\p{L}+):(?=\S))?(?:"([^"]*)"?|([^\s"]+))/gu

/** One sort of quotation marks, and no sign that no text can hold. */
function plainSigns(text: string): string {
  return text
    .slice(0, LONGEST)
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .replace(/[“”„«»]\s?/g, '"')
    .trim()
}

/** Without accents and capitals. */
export function folded(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Takes an operator's value, if it has sense. The last one typed holds. */
function narrowing(
  narrowed: Narrowed,
  operator: Operator | undefined,
  value: string,
  kindNamed: (word: string) => string | undefined,
): boolean {
  if (!operator || !value) return false
  const day = daysIn(value)
  const kind = kindNamed(folded(value))
  if (operator === 'on' && day) Object.assign(narrowed, { since: day.from, before: day.to })
  else if (operator === 'since' && day) narrowed.since = day.from
  else if (operator === 'before' && day) narrowed.before = day.from
  else if (operator === 'kind' && kind) narrowed.kind = kind
  else if (operator === 'has' && /^(file|picture|fichier|image)s?$/.test(folded(value))) narrowed.has = 'file'
  else if (operator === 'in' || operator === 'from') narrowed[operator] = value.replace(/^@/, '')
  else if (operator === 'tag') narrowed.tag = value.replace(/^#/, '').toLowerCase()
  else return false
  return true
}
