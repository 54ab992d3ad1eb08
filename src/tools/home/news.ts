import type { Mine } from '../../spine/spaces/communities.ts'
import type { Latest } from '../discussions/index.ts'

/** How many discussions of each community a person's home shows. */
export const NEWS_EACH = 3

/** How many communities show their news there: those with the newest word. */
const COMMUNITIES = 5

/** The newest by community, what its circles say among it; the community with the newest word first. */
export function newsOf(mine: Mine[], latest: Latest[]): Map<string, Latest[]> {
  const bySlug = new Map(mine.map((one) => [one.slug, one]))
  const rootOf = (slug: string): string => {
    const parent = bySlug.get(slug)?.parent
    return parent && bySlug.has(parent) ? rootOf(parent) : slug
  }
  const news = new Map<string, Latest[]>()
  for (const one of [...latest].sort((a, b) => b.lastAt.localeCompare(a.lastAt))) {
    const root = rootOf(one.space.slug)
    const shown = news.get(root) ?? []
    if (shown.length < NEWS_EACH && (news.has(root) || news.size < COMMUNITIES)) news.set(root, [...shown, one])
  }
  return news
}
