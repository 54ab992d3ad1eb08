import type { Rows, Sql } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/http/problems.ts'
import { record } from '../../spine/activity/record.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import type { State } from './pages.ts'
import type { TemplateKey } from './templates.ts'

/** Deeper than this nobody finds anything. */
export const DEEPEST = 8

/** A page above another, the highest first. */
export interface Above {
  id: number
  title: string
  lang: string
}

/** The pages that a page lies under, from the top. */
export function pagesAbove(sql: Sql, id: number): Rows<Above> {
  return sql<Above[]>`
    with recursive above as (
      select p.parent_id id, 1 depth from page p where p.item_id = ${id}
      union all select p.parent_id, depth + 1 from above a join page p on p.item_id = a.id where depth < ${DEEPEST + 2})
    select i.id, i.title, i.lang from above a join item i on i.id = a.id and i.removed_at is null order by a.depth desc`
}

/** One page in the index. */
export interface Twig {
  id: number
  parentId: number | null
  title: string
  lang: string
  template: TemplateKey
  state: State | null
  changedAt: Date | string
  /** How many pages lie right under it. */
  below: number
}

/** How many pages an index shows at once, before the rest is behind a link. */
export const MOST = 300

/**
 * The pages of a space in the order of the tree, level by level from one page (none: the top): as many as fit on a page.
 * Whose children are more than what follows it says so by `below`.
 */
export function twigsUnder(sql: Sql, spaceId: number | Sql, under: number | null): Promise<Twig[]> {
  const top = under === null ? sql`p.parent_id is null` : sql`p.parent_id = ${under}`
  return sql<Twig[]>`
    with recursive twig as (
      (select p.item_id, 1 depth, p.place from page p join item i on i.id = p.item_id and i.removed_at is null
        where p.space_id = ${spaceId as number} and ${top} order by p.place, p.item_id limit ${MOST + 1})
      union all
      select p.item_id, t.depth + 1, p.place from twig t join page p on p.parent_id = t.item_id
        join item i on i.id = p.item_id and i.removed_at is null where t.depth < 4),
    shown as (select * from twig order by depth, place, item_id limit ${MOST + 1})
    select i.id, p.parent_id, i.title, i.lang, p.template, p.state, p.changed_at,
      (select count(*)::int from page c join item ci on ci.id = c.item_id and ci.removed_at is null where c.parent_id = p.item_id) below
    from shown s join page p on p.item_id = s.item_id join item i on i.id = s.item_id order by s.depth, p.place, p.item_id`
}

/** A page that another may be put under, and those beside which it may stand. */
export interface Spot {
  id: number
  parentId: number | null
  title: string
  depth: number
}

/** The pages of a space in reading order, to choose a place among. @param without leaves out this one and all below it */
export function spots(ctx: Ctx, without: number | null): Promise<Spot[]> {
  return ctx.sql<Spot[]>`
    with recursive spot as (
      select p.item_id, p.parent_id, 0 depth, array[p.place, p.item_id] path from page p join item i on i.id = p.item_id and i.removed_at is null
      where p.space_id = ${spaceOf(ctx).id} and p.parent_id is null and p.item_id is distinct from ${without}
      union all
      select p.item_id, p.parent_id, s.depth + 1, s.path || array[p.place, p.item_id] from spot s
      join page p on p.parent_id = s.item_id and p.item_id is distinct from ${without}
      join item i on i.id = p.item_id and i.removed_at is null where s.depth < ${DEEPEST})
    select i.id, s.parent_id, i.title, s.depth from spot s join item i on i.id = s.item_id order by s.path limit 2000`
}

/** A page of this space to be the parent of another. @throws Invalid where there is none, it is somebody's own, or lies too deep */
export async function underFor(ctx: Ctx, under: number | null): Promise<number | null> {
  if (under === null) return null
  const [row] = await ctx.sql<{ depth: number; own: boolean }[]>`
    with recursive above as (
      select p.item_id, p.parent_id, 1 depth from page p join item i on i.id = p.item_id and i.removed_at is null
      where p.item_id = ${under} and p.space_id = ${spaceOf(ctx).id}
      union all select p.item_id, p.parent_id, depth + 1 from above a join page p on p.item_id = a.parent_id where depth < ${DEEPEST + 2})
    select max(depth) depth, not may_change_page(${under}, (select me())) own from above having max(depth) is not null`
  if (!row) throw invalid('under', 'no-such-page')
  if (row.own && spaceOf(ctx).standing !== 'host') throw invalid('under', 'someones-own')
  if (row.depth >= DEEPEST) throw invalid('under', 'too-deep', { most: DEEPEST })
  return under
}

/** Behind all that lies there. */
export async function lastPlaceUnder(ctx: Ctx, under: number | null): Promise<number> {
  const [row] = await ctx.sql<[{ place: number }]>`
    select (coalesce(max(place), 0) + 1)::float place from page where space_id = ${spaceOf(ctx).id} and parent_id is not distinct from ${under}`
  return row.place
}

/**
 * Puts a page under another (none: on top), right after one that lies there (none: first). Whoever moves pages of a space
 * waits for who does so at the same moment: two moves together could make a ring.
 * @throws Invalid when it would lie under itself, or too deep, or what it is to follow is not there
 */
export async function placePage(
  ctx: Ctx,
  page: { id: number; spaceId: number },
  to: { under: number | null; after: number | null },
): Promise<void> {
  const { sql } = ctx
  await sql`select pg_advisory_xact_lock(hashtext('pages'), ${page.spaceId}::int)`
  const under = await underFor(ctx, to.under)
  const [ring] = await sql<{ id: number }[]>`
    with recursive above as (
      select ${under}::bigint id, 1 depth union all select p.parent_id, depth + 1 from above a join page p on p.item_id = a.id where depth < 20)
    select id from above where id = ${page.id}`
  if (ring) throw invalid('under', 'under-itself')
  const [deep] = await sql<[{ below: number; above: number }]>`
    with recursive below as (
      select ${page.id}::bigint id, 1 depth union all select p.item_id, depth + 1 from below b join page p on p.parent_id = b.id where depth < 20),
    above as (
      select ${under}::bigint id, 1 depth union all select p.parent_id, depth + 1 from above a join page p on p.item_id = a.id where depth < 20)
    select (select max(depth) from below)::int below, (select count(*)::int from above where id is not null) above`
  if (deep.below + deep.above > DEEPEST) throw invalid('under', 'too-deep', { most: DEEPEST })
  const beside = sql`space_id = ${page.spaceId} and parent_id is not distinct from ${under} and item_id <> ${page.id}`
  if (to.after !== null) {
    const [there] = await sql`select from page where item_id = ${to.after} and ${beside}`
    if (!there) throw invalid('after', 'no-such-page')
  }
  // Between two others there is always room: halves of halves, which numbers of any length can say.
  await sql`
    update page set parent_id = ${under}, place = (
      select case when next is null then previous + 1 else (previous + next) / 2 end from (select
        coalesce((select place from page where item_id = ${to.after}), (select min(place) - 1 from page where ${beside}), 0) previous,
        (select min(place) from page where ${beside} and (${to.after}::bigint is null or (place, item_id) > (select place, item_id from page where item_id = ${to.after}))) next) room)
    where item_id = ${page.id}`
  await nextModseq(ctx, { id: page.id })
  await record(ctx, 'page.moved', page.spaceId, { itemId: page.id })
}

/** The pages right under one, in their order. */
export function childrenOf(sql: Sql, id: number): Rows<Twig> {
  return sql<Twig[]>`
    select i.id, p.parent_id "parentId", i.title, i.lang, p.template, p.state, p.changed_at "changedAt",
      (select count(*)::int from page c join item ci on ci.id = c.item_id and ci.removed_at is null where c.parent_id = p.item_id) below
    from page p join item i on i.id = p.item_id and i.removed_at is null where p.parent_id = ${id} order by p.place, p.item_id limit 200`
}
