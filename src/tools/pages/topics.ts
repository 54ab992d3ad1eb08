import type { Sql } from '../../platform/database/connect.ts'

/** What a community keeps under one tag. */
export interface Topic {
  tag: string
  pages: number
  links: number
  gaps: number
}

/** Two tags that stand on the same things, and on how many. */
export interface Tie {
  a: string
  b: string
  count: number
}

export const sorts = ['all', 'topic', 'pages', 'links', 'gaps'] as const
export type Sort = (typeof sorts)[number]

/** How many topics a table has, and how many ties are looked at. */
const MOST = 300
const MOST_TIES = 1500

/**
 * The topics of a space with how much lies under each, those with most first, and which of them share something. Both are
 * counted when tags change (`topic`), so that no more is read than is shown.
 * @param kinds of these that the space uses: page, link, gap
 */
export async function topicsOf(
  sql: Sql,
  spaceId: number,
  kinds: readonly string[],
): Promise<{ topics: Topic[]; ties: Tie[] }> {
  const used = sql`(case when ${kinds.includes('page')} then pages else 0 end + case when ${kinds.includes('link')} then links else 0 end
    + case when ${kinds.includes('gap')} then gaps else 0 end)`
  const [topics, ties] = await Promise.all([
    sql<Topic[]>`
      select a tag, ${kinds.includes('page') ? sql`pages` : sql`0 pages`}, ${kinds.includes('link') ? sql`links` : sql`0 links`},
        ${kinds.includes('gap') ? sql`gaps` : sql`0 gaps`}
      from (select * from topic where space_id = ${spaceId} and a = b and total > 0 order by total desc, a limit ${MOST}) t
      where ${used} > 0 order by ${used} desc, a`,
    sql<Tie[]>`
      select a, b, ${used} count
      from (select * from topic where space_id = ${spaceId} and a < b and total > 0 order by total desc, a, b limit ${MOST_TIES}) t
      where ${used} > 0 order by 3 desc, a, b`,
  ])
  return { topics: [...topics], ties: [...ties] }
}

/** The topics that a topic shares most with, at most so many. */
export function relatedTo(tag: string, ties: readonly Tie[], most: number): string[] {
  return ties.flatMap(({ a, b }) => (a === tag ? [b] : b === tag ? [a] : [])).slice(0, most)
}

/** Topics in the order that is asked for; where that says nothing, as they were. */
export function sorted(topics: readonly Topic[], sort: Sort, lang: string): Topic[] {
  if (sort === 'all') return [...topics]
  if (sort === 'topic') return [...topics].sort((a, b) => a.tag.localeCompare(b.tag, lang))
  return [...topics].sort((a, b) => b[sort] - a[sort])
}
