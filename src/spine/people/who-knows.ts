import type { Ctx } from '../request/ctx.ts'
import { spaceOf } from '../request/ctx.ts'
import { cardOf, type PersonCard } from './cards.ts'

/** Someone who may know about it, and what of it they say themselves. */
export interface Knower extends PersonCard {
  topics: string[]
}

/**
 * People of the space who know about something, by what they show under "ask me about" and "what I do": never whoever
 * asks. Compared in English and French, accents folded; a word that few people use weighs more.
 * @param words the title with its tags weighs more than the text
 * @param without ids of people to leave out
 */
export async function peopleWhoKnow(
  ctx: Ctx,
  words: { title: string; tags?: string[]; text?: string },
  most = 3,
  without: number[] = [],
): Promise<Knower[]> {
  const title = [words.title, ...(words.tags ?? [])].join(' ')
  const rows = await ctx.sql<{ id: number; handle: string; name: string; picture: string | null; topics: string[] }[]>`
    select p.id, p.handle::text, p.name, p.picture, k.topics
    from people_who_know(${spaceOf(ctx).id}, ${title}, ${words.text ?? ''}, ${most}, ${without}::bigint[]) with ordinality k(person_id, topics, n)
    join person p on p.id = k.person_id order by k.n`
  return rows.map((row) => ({ ...cardOf(row), topics: row.topics }))
}
