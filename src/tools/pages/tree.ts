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

/** The pages that a page lies under, from the top. @param itself whether it is the last of them */
export function pagesAbove(sql: Sql, id: number, itself = false): Rows<Above> {
  return sql<Above[]>`
    with recursive above as (
      select ${itself ? sql`p.item_id` : sql`p.parent_id`} id, 1 depth from page p where p.item_id = ${id}
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

/** A library of so many pages is shown whole; in a larger one a level is so long, and some of what lies below is shown with it. */
const WHOLE = 300
const LEVEL = 100
const BELOW = 200

interface Twigs {
  /** In the order of the tree, level by level. */
  twigs: Twig[]
  /** The library is small enough to be shown whole. */
  small: boolean
  /** There is more on the first of these levels. */
  more: boolean
}

/**
 * The pages of a space from one page on (none: the top): all of them where they are few, else a part of one level, with the
 * first that lie below each as far as there is room. Whatever has more below than is shown says so by `below`. One query,
 * which looks at what it shows and not at the space.
 * @param after the page after which the level goes on
 */
export async function twigsUnder(
  sql: Sql,
  spaceId: number,
  under: number | null,
  after: number | null,
): Promise<Twigs> {
  const top = under === null ? sql`p.parent_id is null` : sql`p.parent_id = ${under}`
  const rest =
    after === null
      ? sql``
      : sql`and (p.place, p.item_id) > ((select x.place from page x where x.item_id = ${after}), ${after}::bigint)`
  const rows = await sql<(Twig & { depth: number; small: boolean })[]>`
    with recursive size as materialized (
      select count(*) <= ${WHOLE} small from (select from page where space_id = ${spaceId} limit ${WHOLE + 1}) known),
    level as materialized (
      select p.item_id, p.parent_id, 1 depth, p.place from page p
      where p.space_id = ${spaceId} and ${top} ${rest} and not ${removed(sql, sql`p.item_id`)}
      order by p.place, p.item_id limit (select case when small then ${WHOLE + 1}::bigint else ${LEVEL + 1} end from size)),
    room as materialized (
      select case when small then ${WHOLE}::bigint else ${BELOW}::bigint / greatest(count(*), 1) end each, case when small then 4 else 2 end deepest
      from size cross join level group by small),
    twig as (
      select * from level
      union all
      select c.* from twig t cross join room cross join lateral (
        select p.item_id, p.parent_id, t.depth + 1, p.place from page p
        where p.space_id = ${spaceId} and p.parent_id = t.item_id and not ${removed(sql, sql`p.item_id`)}
        order by p.place, p.item_id limit room.each) c
      where t.depth < room.deepest and room.each >= 5),
    inside as materialized (
      select p.parent_id, count(*)::int below from page p
      where p.space_id = ${spaceId} and p.parent_id = any(array(select item_id from twig)) and not ${removed(sql, sql`p.item_id`)} group by 1)
    select i.id, t.parent_id, i.title, i.lang, p.template, p.state, p.changed_at, coalesce(n.below, 0) below, t.depth, (select small from size) small
    from twig t
    -- The offset keeps them look-ups for each row: how many rows there are, nobody can guess.
    cross join lateral (select * from page p where p.item_id = t.item_id offset 0) p
    cross join lateral (select * from item i where i.id = t.item_id offset 0) i
    left join inside n on n.parent_id = t.item_id
    order by t.depth, t.place, t.item_id`
  const beyond = rows.filter(({ depth, small }) => depth === 1 && !small)[LEVEL]?.id
  const shown = rows.filter(({ id, parentId }) => id !== beyond && (beyond === undefined || parentId !== beyond))
  return {
    small: rows.every(({ small }) => small),
    twigs: shown.map(({ depth, small, ...twig }) => twig),
    more: beyond !== undefined,
  }
}

/** Whether a page was taken away: looked up among the few that were. */
const removed = (sql: Sql, id: ReturnType<Sql>) =>
  sql`exists (select from item x where x.id = ${id} and x.kind = 'page' and x.removed_at is not null)`

/** A page that another may be put under, and those beside which it may stand. */
export interface Spot {
  id: number
  parentId: number | null
  title: string
  depth: number
}

/** Among more than so many nobody chooses from a list: a page is named then. */
export const CHOOSABLE = 150

/**
 * The pages of a space in reading order, to choose a place among; none where there are too many for a list.
 * @param without leaves out this one and all below it
 */
export async function spots(ctx: Ctx, without: number | null): Promise<Spot[] | undefined> {
  const { id } = spaceOf(ctx)
  const [size] = await ctx.sql<[{ many: boolean }]>`
    select count(*) > ${CHOOSABLE} many from (select from page p where space_id = ${id} and not ${removed(ctx.sql, ctx.sql`p.item_id`)} limit ${CHOOSABLE + 1}) known`
  if (size.many) return undefined
  return ctx.sql<Spot[]>`
    with recursive spot as (
      select p.item_id, p.parent_id, 0 depth, array[p.place, p.item_id] path from page p join item i on i.id = p.item_id and i.removed_at is null
      where p.space_id = ${id} and p.parent_id is null and p.item_id is distinct from ${without}
      union all
      select p.item_id, p.parent_id, s.depth + 1, s.path || array[p.place, p.item_id] from spot s
      join page p on p.parent_id = s.item_id and p.item_id is distinct from ${without}
      join item i on i.id = p.item_id and i.removed_at is null where s.depth < ${DEEPEST})
    select i.id, s.parent_id, i.title, s.depth from spot s join item i on i.id = s.item_id order by s.path`
}

/** The pages beside one, in their order: one more than can be chosen from. */
export function besideOf(
  ctx: Ctx,
  page: { id: number; parentId: number | null },
): Promise<Pick<Spot, 'id' | 'title'>[]> {
  const { sql } = ctx
  return sql`
    select i.id, i.title from page p join item i on i.id = p.item_id and i.removed_at is null
    where p.space_id = ${spaceOf(ctx).id} and ${page.parentId === null ? sql`p.parent_id is null` : sql`p.parent_id = ${page.parentId}`} and p.item_id <> ${page.id}
    order by p.place, p.item_id limit ${CHOOSABLE + 1}`
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

/** How many pages right under one are named on its own page; the index has the others. */
export const CHILDREN = 100

/** The pages right under one, in their order: the first of them. */
export function childrenOf(sql: Sql, id: number): Rows<Twig> {
  return sql<Twig[]>`
    select i.id, p.parent_id "parentId", i.title, i.lang, p.template, p.state, p.changed_at "changedAt",
      (select count(*)::int from page c join item ci on ci.id = c.item_id and ci.removed_at is null where c.parent_id = p.item_id) below
    from page p join item i on i.id = p.item_id and i.removed_at is null where p.parent_id = ${id} order by p.place, p.item_id limit ${CHILDREN}`
}
