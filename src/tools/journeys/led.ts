import { invalid } from '../../platform/http/problems.ts'
import { isCalled } from '../../spine/items/items.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { idIn } from '../../spine/slug.ts'
import type { StepKind } from './steps.ts'

/** The kinds of item that a step of some kind can lead to. */
const leadsTo: Partial<Record<StepKind, string[]>> = { read: ['page', 'link', 'file'], talk: ['discussion'] }

/** So many titles are offered to choose from. */
const OFFERED = 150

/** What the newest things are called that a step of this kind may lead to. One query. */
export async function titlesFor(ctx: Ctx, kind: StepKind): Promise<string[]> {
  const kinds = leadsTo[kind]
  if (!kinds) return []
  const rows = await ctx.sql<{ title: string }[]>`
    select i.title from unnest(${kinds}::text[]) k(kind) cross join lateral (
      select i.id, i.title from item i where i.space_id = ${spaceOf(ctx).id} and i.kind = k.kind and i.removed_at is null
      order by i.id desc limit ${OFFERED}) i order by i.id desc limit ${OFFERED}`
  return [...new Set(rows.map(({ title }) => title))]
}

/**
 * What is meant by a title, an address of this site, or one outside.
 * @throws Invalid where there is nothing of that name here
 */
export async function ledBy(
  ctx: Ctx,
  kind: StepKind,
  typed: string,
): Promise<{ itemId: number | null; address: string }> {
  const text = typed.trim()
  const kinds = leadsTo[kind]
  if (!text || !kinds) return { itemId: null, address: '' }
  const own = ownId(ctx, text)
  if (!own && /^https?:\/\//i.test(text)) {
    if (kind !== 'read') throw invalid('leads', 'nothing-called-so')
    if (!URL.canParse(text)) throw invalid('leads', 'no-web-address')
    return { itemId: null, address: new URL(text).href }
  }
  const [row] = await ctx.sql<{ id: number }[]>`
    select i.id from item i where i.removed_at is null and i.kind = any(${kinds}::text[])
      and ${own ? ctx.sql`i.id = ${own}` : ctx.sql`i.space_id = ${spaceOf(ctx).id} and ${isCalled(ctx.sql, text)}`}
    order by i.id desc limit 1`
  if (!row) throw invalid('leads', 'nothing-called-so')
  return { itemId: row.id, address: '' }
}

/** The id in an address of an item of this site, whether it is typed whole or from its path on. */
function ownId(ctx: Ctx, text: string): number | undefined {
  const home = ctx.site.config.url
  const path = home && text.startsWith(`${home}/`) ? text.slice(home.length) : text
  const found = /^\/c\/[a-z0-9-]{1,80}\/[a-z-]{1,30}\/(\d{1,15}[^/?#]*)/.exec(path)?.[1]
  return found ? idIn(found) : undefined
}
