import { invalid } from '../../platform/http/problems.ts'
import { titleKey } from '../../platform/markdown/document/document.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { urlOf } from './pages.ts'
import { type Spot, spots } from './tree.ts'

/** Where a page can lie: to be chosen from a list, or in a large library named by its title. */
export interface Places {
  /** Undefined where there are too many. */
  spots: Spot[] | undefined
  /** How the page is named under which it lies now; on top: empty. */
  named: string
}

/** @param without leaves out this page and all below it @param under the page under which it lies now, 0: on top */
export async function placesFor(ctx: Ctx, without: number | null, under: number): Promise<Places> {
  const there = await spots(ctx, without)
  return { spots: there, named: there || !under ? '' : await nameOf(ctx, under) }
}

/** What names a page of this space: its title; its address, where that title leads to another. Empty where there is none. */
async function nameOf(ctx: Ctx, id: number): Promise<string> {
  const [row] = await ctx.sql<{ title: string }[]>`
    select title from item where id = ${id} and space_id = ${spaceOf(ctx).id} and kind = 'page' and removed_at is null`
  if (!row) return ''
  const meant = await pageNamed(ctx, row.title)
  return meant === id ? row.title : urlOf(spaceOf(ctx).slug, id, row.title)
}

/** The page that is meant by a title that it has or had, or by its address. */
async function pageNamed(ctx: Ctx, typed: string): Promise<number | undefined> {
  const { id, slug } = spaceOf(ctx)
  const [, where, number] = /\/c\/([a-z0-9-]+)\/pages\/(\d{1,15})/.exec(typed) ?? []
  if (number && where !== slug) return undefined
  const { sql } = ctx
  const [row] = number
    ? await sql<
        { id: number }[]
      >`select id from item where id = ${Number(number)} and space_id = ${id} and kind = 'page' and removed_at is null`
    : await sql<{ id: number }[]>`
        select i.id from page_name n join item i on i.id = n.item_id and i.removed_at is null where n.space_id = ${id} and n.key = ${titleKey(typed)}`
  return row?.id
}

/**
 * The page that is named in a field; undefined for an empty one.
 * @throws Invalid where there is none of that title
 */
export async function meantBy(ctx: Ctx, field: string, typed: string): Promise<number | undefined> {
  if (!typed.trim()) return undefined
  const id = await pageNamed(ctx, typed)
  if (id === undefined) throw invalid(field, 'no-such-thing')
  return id
}

/** Under which page something is to lie: the one that is named, else the one of this number; none: on top. */
export async function underMeant(
  ctx: Ctx,
  { under, underTitle }: { under?: number; underTitle?: string },
): Promise<number | null> {
  return (await meantBy(ctx, 'underTitle', underTitle ?? '')) ?? (under || null)
}
