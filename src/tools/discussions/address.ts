import type { ListWish } from './list.ts'

/** The address of the list as someone wants to see it. */
export function addressOf(slug: string, { show, tag, intent, sort }: ListWish, before?: string): string {
  const asked = { show, tag, intent, sort: sort === 'last' ? undefined : sort, before }
  const pairs = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const query = new URLSearchParams(pairs).toString()
  return `/c/${slug}/discussions${query ? `?${query}` : ''}`
}
