import type { Rows, Sql } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/http/problems.ts'
import { titleKey } from '../../platform/markdown/document/document.ts'
import type { Ctx } from '../../spine/request/ctx.ts'

/** As it is kept: some signs become several. */
const LONGEST_KEY = 250

/**
 * Notes what a page is called now: `[[…]]` finds it by this title and by those it had. A title that another page has now
 * stays that page's; one that it only had before, or that belonged to a page that was removed, is taken over.
 * @throws Invalid for a title of nothing but signs that links do not tell apart from blanks
 */
export async function nameKept(ctx: Ctx, page: { id: number; spaceId: number }, title: string): Promise<void> {
  const key = titleKey(title)
  if (!key) throw invalid('title', 'needed')
  if (key.length > LONGEST_KEY) throw invalid('title', 'too-long', { most: 200 })
  await ctx.sql`update page_name set current = false where item_id = ${page.id} and key <> ${key}`
  await ctx.sql`
    insert into page_name as n (space_id, key, item_id) values (${page.spaceId}, ${key}, ${page.id})
    on conflict (space_id, key) do update set item_id = excluded.item_id, current = true
    where n.item_id = excluded.item_id or not n.current or exists (select from item i where i.id = n.item_id and i.removed_at is not null)`
}

/** Notes what a page links to by title. */
export async function linksKept(
  ctx: Ctx,
  page: { id: number; spaceId: number },
  links: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = [...links].map(([key, title]) => ({ key, title })).filter(({ key }) => key && key.length <= LONGEST_KEY)
  await Promise.all([
    ctx.sql`delete from page_link where item_id = ${page.id} and key <> all(${rows.map(({ key }) => key)}::text[])`,
    ctx.sql`
      insert into page_link (item_id, space_id, key, title)
      select ${page.id}, ${page.spaceId}, key, title from jsonb_to_recordset(${ctx.sql.json(rows)}) as l (key text, title text)
      on conflict (item_id, key) do update set title = excluded.title where page_link.title <> excluded.title`,
  ])
}

/** A page that leads somewhere. */
export interface Backlink {
  id: number
  title: string
  lang: string
}

/** Pages that lead to this one by any of its titles: where many do, those that were begun last. */
export function leadingTo(sql: Sql, id: number, most: number): Rows<Backlink> {
  return sql<Backlink[]>`
    select distinct i.id, i.title, i.lang from page_name n cross join lateral (
      select i.id, i.title, i.lang from page_link l join item i on i.id = l.item_id and i.removed_at is null
      where l.space_id = n.space_id and l.key = n.key and l.item_id <> ${id} order by l.item_id desc limit ${most + 1}) i
    where n.item_id = ${id} order by i.title, i.id limit ${most + 1}`
}
