import type { Rows, Sql } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/http/problems.ts'
import { record } from '../../spine/activity/record.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import { type Ctx, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { mustChange } from './own.ts'
import type { Page } from './pages.ts'

/** A page and what says the same in other languages. */
export interface Version {
  id: number
  title: string
  lang: string
  /** The original has none. */
  originalId: number | null
  originalNumber: number | null
  /** The last revision of the original. */
  latest: number
}

/** All language versions of a page, the original first. */
export function versionsOf(sql: Sql, id: number): Rows<Version> {
  return sql<Version[]>`select * from page_versions(${id})`
}

/** Whether the original has changed since this was translated. */
export function isOutdated(version: Pick<Version, 'originalId' | 'originalNumber' | 'latest'>): boolean {
  return version.originalId !== null && (version.originalNumber ?? 0) < version.latest
}

/** Says that a page is another one in its own language, as that stands now. @throws Invalid */
export async function becomeVersionOf(
  ctx: Ctx,
  page: Pick<Page, 'id' | 'lang' | 'spaceId'>,
  original: Page,
): Promise<void> {
  mustStart(ctx)
  if (original.id === page.id) throw invalid('original', 'no-such-page')
  const root = original.originalId ?? original.id
  const [taken] = await ctx.sql`
    select from page p join item i on i.id = p.item_id and i.removed_at is null
    where (p.item_id = ${root} or p.original_id = ${root}) and i.lang = ${page.lang} and p.item_id <> ${page.id}`
  if (taken) throw invalid('lang', 'version-there')
  await ctx.sql`
    update page set original_id = ${root}, original_number = (select number from page where item_id = ${root})
    where item_id = ${page.id} and not exists (select from page v where v.original_id = ${page.id})`
  await ctx.sql`delete from page_wish where item_id = ${root} and lang = ${page.lang}`
  for (const id of [page.id, root]) await nextModseq(ctx, { id })
}

/** Says that a translation is right as the original stands now. */
export async function markCurrent(ctx: Ctx, page: Page): Promise<void> {
  mustChange(ctx, page)
  if (!page.originalId) throw invalid('original', 'no-such-page')
  await ctx.sql`update page set original_number = (select number from page o where o.item_id = ${page.originalId}) where item_id = ${page.id}`
  await nextModseq(ctx, { id: page.id })
}

/** Asks for a page in a language; asking twice is asking once. */
export async function wishFor(ctx: Ctx, page: Page, lang: string): Promise<void> {
  const root = page.originalId ?? page.id
  const [there] = await ctx.sql`
    select from page p join item i on i.id = p.item_id and i.removed_at is null
    where (p.item_id = ${root} or p.original_id = ${root}) and i.lang = ${lang}`
  if (there) throw invalid('lang', 'version-there')
  const made = await ctx.sql`
    insert into page_wish (item_id, lang, space_id, person_id) values (${root}, ${lang}, ${spaceOf(ctx).id}, ${meOf(ctx).id})
    on conflict do nothing returning item_id`
  if (made.length) await record(ctx, 'page.wished', spaceOf(ctx).id, { itemId: root })
  await nextModseq(ctx, { id: root })
}

/** A language in which a page is wished for, and by how many. */
export interface Wish {
  lang: string
  count: number
  mine: boolean
}

/** In which languages a page is wished for. */
export function wishesFor(sql: Sql, id: number): Rows<Wish> {
  return sql<Wish[]>`
    select w.lang, count(*)::int count, bool_or(w.person_id = (select me())) mine from page_wish w
    where w.item_id = (select coalesce(original_id, item_id) from page where item_id = ${id}) group by w.lang order by w.lang`
}
