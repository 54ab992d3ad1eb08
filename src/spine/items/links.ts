import type { Sql } from '../../platform/database/connect.ts'
import type { Ctx } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'

/** Where something is said: in an item's own text, or in a message. */
export type Said = { spaceId: number } & ({ itemId: number } | { messageId: number })

/** How many links of one text are kept. */
const MOST = 100

/** Addresses of items of this site in a text, by id, each with the part of the address that its kind has. */
function addressesIn(site: Site, text: string): Map<number, string> {
  if (!text.includes('/c/')) return new Map()
  const home = (site.config.url ?? 'http://localhost').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const address = new RegExp(`(?:${home}|(?<![\\w.:/-]))/c/[a-z0-9-]{1,80}/([a-z-]{1,30})/(\\d{1,15})`, 'g')
  return new Map([...text.matchAll(address)].slice(0, MOST).map(([, kind, id]) => [Number(id), kind!]))
}

/** Notes to which items a text leads by their addresses, as far as its writer may see them; those it led to before are let go. */
export async function keepLinks(ctx: Ctx, said: Said, text: string, fresh = false): Promise<void> {
  const { sql, site } = ctx
  const [item, message] = 'itemId' in said ? [said.itemId, null] : [null, said.messageId]
  const addresses = addressesIn(site, text)
  const there = addresses.size
    ? await sql<{ id: number; kind: string }[]>`
        select id, kind from item where id = any(${[...addresses.keys()]}::bigint[]) and id is distinct from ${item} and removed_at is null`
    : []
  const ids = there
    .filter(({ id, kind }) => site.itemPath(kind, id, '').startsWith(`/${addresses.get(id)}/`))
    .map(({ id }) => id)
  if (!fresh) {
    const from = item === null ? sql`from_message = ${message}` : sql`from_item = ${item}`
    await sql`delete from item_link where ${from} and not made and to_item <> all(${ids}::bigint[])`
  }
  if (!ids.length) return
  await sql`
    insert into item_link (space_id, from_item, from_message, to_item)
    select ${said.spaceId}, ${item}::bigint, ${message}::bigint, unnest(${ids}::bigint[]) on conflict do nothing`
}

/** Something that leads to an item, or of which it was made. */
export interface Linked {
  id: number
  kind: string
  title: string
  lang: string
  slug: string
  tools: string[]
  /** The message in which it is said; of an origin, the message that it was made of. */
  number: number | null
  by: string | null
  /** What leads here was made of this. */
  made: boolean
}

/** How much of what leads to an item its page names. */
export const LEADING = 20

/**
 * A column for a query of items `i`: what leads there, once for each, what was made of it first, then what was said last; as
 * far as the asking person may read it.
 */
export function linksColumn(sql: Sql) {
  return sql`leading_to(i.id, ${LEADING})`
}

export type ShownLinked = ReturnType<typeof presentLinked>

/** As the API and pages show it. */
export function presentLinked(site: Site, { id, kind, title, lang, slug, number, by, made }: Linked) {
  const item = `/c/${slug}${site.itemPath(kind, id, title)}`
  return { id, kind, title, lang, url: number ? `${item}/messages/${number}` : item, by, made }
}

/** Without what is said with a tool that its space has switched off. */
export function inUse(site: Site, links: readonly Linked[]): Linked[] {
  return links.filter(({ kind, tools }) => site.isOn(kind, tools))
}
