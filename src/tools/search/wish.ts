import { Type as T } from '@sinclair/typebox'
import { cursorOf, moment, whole } from '../../spine/request/cursor.ts'
import type { Site } from '../../spine/request/site.ts'
import { daysIn } from '../../spine/search/days.ts'
import type { Cursor, Sort, Wish } from '../../spine/search/search.ts'
import { folded, type Narrowed, typedIn } from '../../spine/search/typed.ts'

/** The form's fields; all of them may be empty, and none can be wrong: what makes no sense is passed over. */
export const Fields = T.Object({
  q: T.Optional(T.String()),
  in: T.Optional(T.String()),
  kind: T.Optional(T.String()),
  from: T.Optional(T.String()),
  tag: T.Optional(T.String()),
  since: T.Optional(T.String()),
  before: T.Optional(T.String()),
  has: T.Optional(T.String()),
  sort: T.Optional(T.String()),
  item: T.Optional(T.String()),
  after: T.Optional(T.String()),
})
export type Fields = typeof Fields.static

/** What is asked for, and how the form shows it: operators that were typed stand in its controls. */
export interface Asked extends Wish {
  words: string
  /** Whether anything is asked for at all. */
  any: boolean
}

/** Kinds of what is found that are no items. */
export const besides = ['message', 'person', 'space'] as const

const words: Record<(typeof besides)[number], string[]> = {
  message: ['message', 'messages', 'reply', 'replies', 'reponse', 'reponses'],
  person: ['person', 'people', 'personne', 'personnes', 'membre', 'membres'],
  space: ['space', 'community', 'communities', 'circle', 'circles', 'communaute', 'communautes', 'cercle', 'cercles'],
}

/** The kind that a word means, in any language of the interface. */
export function kindNamed(site: Pick<Site, 'searched'>, word: string): string | undefined {
  const known = [...Object.entries(words), ...Object.entries(site.searched).map(([kind, { typed }]) => [kind, typed])]
  return known.find(([kind, typed]) => kind === word || typed!.includes(word))?.[0] as string | undefined
}

/** What a form or an address asks for. What was typed as an operator holds before a control that says otherwise. */
export function wishIn(site: Pick<Site, 'searched'>, fields: Fields): Asked {
  const typed = typedIn(fields.q ?? '', (word) => kindNamed(site, word))
  const narrowed: Narrowed = { ...controls(site, fields), ...typed.narrowed }
  const item = /^\d{1,15}$/.test(fields.item ?? '') ? Number(fields.item) : undefined
  const sort: Sort = fields.sort === 'newest' || !typed.terms.some((term) => !term.not) ? 'newest' : 'best'
  // What is no cursor of this order is the first page.
  const after = cursors[sort].known(fields.after)
  return {
    terms: typed.terms,
    words: typed.words,
    narrowed,
    sort,
    any: typed.terms.length > 0 || Object.keys(narrowed).length > 0 || item !== undefined,
    ...(item !== undefined && { item }),
    ...(after && { after }),
  }
}

function controls(site: Pick<Site, 'searched'>, fields: Fields): Narrowed {
  const said = (name: 'in' | 'from' | 'tag' | 'kind') => plain(fields[name])
  const kind = said('kind') && kindNamed(site, folded(said('kind')!))
  const since = daysIn(fields.since ?? '')?.from
  const before = daysIn(fields.before ?? '')?.from
  const all = {
    in: said('in'),
    from: said('from')?.replace(/^@/, ''),
    tag: said('tag')?.replace(/^#/, '').toLowerCase(),
    kind,
    since,
    before,
    has: fields.has === 'file' || fields.has === 'true' ? ('file' as const) : undefined,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as Narrowed
}

function plain(text: string | undefined): string | undefined {
  return (
    text
      ?.slice(0, 100)
      .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
      .trim() || undefined
  )
}

/** The address of a search; what is empty is left out. */
export function addressOf(
  path: string,
  asked: Asked,
  change: Partial<Record<keyof Fields, string | undefined>> = {},
): string {
  const { item, sort, terms, narrowed, words: q } = asked
  const newest = sort === 'newest' && terms.some((term) => !term.not)
  const all = { q, ...narrowed, item: item ? String(item) : undefined, sort: newest ? 'newest' : undefined, ...change }
  const pairs = Object.entries(all).filter((pair): pair is [string, string] => Boolean(pair[1]))
  const text = new URLSearchParams(pairs).toString()
  return text ? `${path}?${text}` : path
}
const signed = (value: unknown): value is number => Number.isSafeInteger(value)
const weight = (value: unknown): value is number => Number.isFinite(value)
const cursors = {
  best: cursorOf({ rank: weight, item: whole, asOf: moment }),
  newest: cursorOf({ at: moment, subject: signed }),
}

export function cursorText(cursor: Cursor): string {
  return 'rank' in cursor ? cursors.best.text(cursor) : cursors.newest.text(cursor)
}
