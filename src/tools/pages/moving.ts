import { invalid, notFound } from '../../platform/http/problems.ts'
import { titleKey } from '../../platform/markdown/document/document.ts'
import { goesWhole, type MovingPlace, placesToMove, refusals } from '../../spine/items/moving.ts'
import { refused } from '../../spine/items/refused.ts'
import { type Ctx, meOf, spaceOf } from '../../spine/request/ctx.ts'
import type { Page } from './pages.ts'

const words = {
  ...refusals,
  CP010: () => invalid('_', 'asking-ended'),
  CP012: () => invalid('to', 'writer-gone'),
  CP013: () => invalid('to', 'not-saved-yet'),
  CP016: () => invalid('along', 'many-pages', { most: 1000 }),
}

/** Whose words are in a page, and in those below it. */
export interface Writers {
  /** All of it is the asking person's own. */
  allMine: boolean
  /** Who else; `here` says whether they can be asked. */
  others: { id: number; name: string; count: number; here: boolean }[]
}

/** Whose words go with a page. One query. @param along with the pages below it */
export async function writersOf(ctx: Ctx, id: number, along: boolean): Promise<Writers> {
  const rows = await ctx.sql<Writers['others']>`select * from page_writers(${id}, ${along})`
  const others = rows.filter((row) => row.id !== meOf(ctx).id)
  return { allMine: !others.length, others }
}

/** What a move would change besides who reads it. */
interface Effects {
  /** How many pages lie below. */
  below: number
  published: boolean
  /** It says the same as other pages, in another language. */
  versions: boolean
}

export async function effectsOf(ctx: Ctx, page: Page): Promise<Effects> {
  const [row] = await ctx.sql<[Effects]>`
    select cardinality(pages_going(${page.id}, true)) - 1 below, exists (select from publication u where u.item_id = ${page.id}) published,
      exists (select from page p join item i on i.id = p.item_id and i.removed_at is null
        where p.original_id = coalesce(${page.originalId}::bigint, ${page.id}::bigint) or (p.item_id = ${page.originalId} and p.item_id <> ${page.id})) versions`
  return row
}

/** Where a page could be taken; nothing for who may not. One query. */
export function placesFor(ctx: Ctx, page: Page): Promise<MovingPlace[]> {
  return placesToMove(ctx, page.id, 'pages')
}

/** Whether a page goes there at once. */
export function goesAtOnce(ctx: Ctx, place: MovingPlace, writers: Pick<Writers, 'allMine'>): boolean {
  return goesWhole(place, writers, spaceOf(ctx).standing === 'host')
}

/**
 * Takes a page to another space. The database asks again whether that may be: it alone sees both.
 * @param along with the pages below it, which otherwise move up
 * @throws 403; Invalid while somebody has not saved, where a page of its title is there, and where others have to be asked
 */
export async function movePage(ctx: Ctx, id: number, to: number, along: boolean): Promise<void> {
  const names = await keysOf(ctx, id, along)
  await refused(ctx.sql`select move_page(${id}, ${to}, ${along}, ${ctx.sql.json(names)}, ${ctx.now})`, words).catch(
    named,
  )
}

/**
 * Asks everybody else whose words are in a page whether it may go.
 * @throws 403; Invalid when it is asked already, or somebody cannot be asked any more
 */
export async function askToMovePage(ctx: Ctx, id: number, to: number, along: boolean): Promise<void> {
  await refused(ctx.sql`select ask_to_move_page(${id}, ${to}, ${along})`, words)
}

/** Answers for one's own words. @returns whether the page has gone now. @throws 404 when nobody asks; Invalid when the asking ended */
export async function answerPageMove(ctx: Ctx, id: number, yes: boolean, along: boolean): Promise<boolean> {
  const names = await keysOf(ctx, id, along)
  const [row] = await refused(
    ctx.sql<[{ gone: boolean }]>`select answer_page_move(${id}, ${yes}, ${ctx.sql.json(names)}, ${ctx.now}) gone`,
    { ...words, '42501': () => notFound() },
  )
  return row.gone
}

/** Who said no when the asking person asked last. */
export async function refusedBy(ctx: Ctx, id: number): Promise<string[]> {
  const [row] = await ctx.sql<[{ names: string[] }]>`select page_refusals(${id}) names`
  return row.names
}

/** The keys of the titles of what goes: by them links find it in its new place. */
async function keysOf(ctx: Ctx, id: number, along: boolean): Promise<{ id: number; key: string }[]> {
  const rows = await ctx.sql<{ id: number; title: string }[]>`
    select i.id, i.title from item i where i.id = any(pages_going(${id}, ${along})) order by i.id`
  return rows.map((row) => ({ id: row.id, key: titleKey(row.title) })).filter(({ key }) => key && key.length <= 250)
}

/** Which title it is that is there already. */
function named(error: unknown): never {
  const { code, detail } = error as { code?: string; detail?: string }
  throw code === 'CP014' ? invalid('to', 'title-there', { title: detail ?? '' }) : error
}
