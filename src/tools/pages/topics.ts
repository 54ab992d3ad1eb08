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
 * The topics of a space with how much lies under each, those with most first, and which of them share something. Two queries.
 * @param kinds of these that the space uses: page, link, gap
 */
export async function topicsOf(
  sql: Sql,
  spaceId: number,
  kinds: readonly string[],
): Promise<{ topics: Topic[]; ties: Tie[] }> {
  const tagged = sql`
    tagged as materialized (select i.id, i.kind, tag from item i cross join unnest(i.tags) tag
      where i.space_id = ${spaceId} and i.kind = any(${kinds}::text[]) and i.removed_at is null)`
  const [topics, ties] = await Promise.all([
    sql<Topic[]>`
      with ${tagged} select tag, count(*) filter (where kind = 'page')::int pages, count(*) filter (where kind = 'link')::int links,
        count(*) filter (where kind = 'gap')::int gaps
      from tagged group by tag order by count(*) desc, tag limit ${MOST}`,
    sql<Tie[]>`
      with ${tagged}, top as (select tag from tagged group by tag order by count(*) desc, tag limit ${MOST})
      select a.tag a, b.tag b, count(*)::int from tagged a join tagged b on b.id = a.id and a.tag < b.tag
      where a.tag in (select tag from top) and b.tag in (select tag from top) group by a.tag, b.tag order by count(*) desc, a.tag, b.tag limit ${MOST_TIES}`,
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
