import { invalid } from '../../platform/http/problems.ts'
import { plainTitle } from '../../spine/items/items.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { openDiscussion } from '../discussions/index.ts'
import en from './starters/en.json' with { type: 'json' }
import fr from './starters/fr.json' with { type: 'json' }

interface Starter {
  title: string
  text: string
}

/** Words to begin with, for a host to make their own. */
export interface Words {
  starters: Starter[]
  /** What is asked at the door. */
  questions: string[]
  date: Starter
  /** To a second host, and to the first people. */
  hostNote: string
  inviteNote: string
}

const byLanguage: Record<string, Words> = { en, fr }

/** Words to begin with in a language that we have them in, English otherwise. */
export function wordsIn(lang: string): Words {
  return byLanguage[lang.slice(0, 2)] ?? en
}

/**
 * Begins these discussions in the host's name, those apart that are there by the same title: who sends them again, makes none twice.
 * @returns how many were begun
 * @throws Invalid where none is chosen, or one has no words
 */
export async function beginDiscussions(ctx: Ctx, chosen: (Starter & { field: number })[]): Promise<number> {
  if (!chosen.length) throw invalid('post1', 'beginning-none')
  for (const { title, text, field } of chosen) {
    if (!title.trim()) throw invalid(`title${field}`, 'needed')
    if (!text.trim()) throw invalid(`text${field}`, 'needed')
  }
  const { id, lang } = spaceOf(ctx)
  // Two requests at once wait for each other.
  await ctx.sql`select from space where id = ${id} for update`
  // As titles are kept: typed with other spaces it is the same one.
  const wanted = chosen.map(({ title, text }) => ({ title: plainTitle(title), text }))
  const there = await ctx.sql<{ title: string }[]>`
    select title from item where space_id = ${id} and kind = 'discussion' and removed_at is null
      and title = any(${wanted.map(({ title }) => title)})`
  const known = new Set(there.map(({ title }) => title))
  const fresh = wanted.filter(({ title }) => !known.has(title))
  // What was said last stands first: the first of them is begun last.
  for (const { title, text } of fresh.toReversed()) await openDiscussion(ctx, { title, text, lang, intent: 'talk' })
  return fresh.length
}
