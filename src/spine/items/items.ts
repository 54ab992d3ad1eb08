import type { Sql } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/http/problems.ts'
import { oneLine, UNBROKEN } from '../../platform/plain-text.ts'
import { record } from '../activity/record.ts'
import { nextModseq } from '../messages/change.ts'
import { type Ctx, meOf } from '../request/ctx.ts'

/** Writing with another name or date than one's own and now: imports and the demonstration. */
export interface Backdated {
  authorId: number
  at: Date
}

interface NewItem {
  kind: string
  spaceId: number
  title: string
  lang: string
  tags?: string[]
  /** Where an imported item came from: a second import of the same one finds it. */
  source?: string
}

/** Makes an item with its empty tail. @returns its id @throws Invalid without a title */
export async function makeItem(ctx: Ctx, item: NewItem, backdated?: Backdated): Promise<number> {
  const title = plainTitle(item.title)
  const author = backdated?.authorId ?? meOf(ctx).id
  const at = backdated?.at ?? ctx.now
  const [row] = await ctx.sql<[{ id: number }]>`
    insert into item (space_id, kind, author_id, title, lang, tags, source, created_at)
    values (${item.spaceId}, ${item.kind}, ${author}, ${title}, ${item.lang}, ${plainTags(item.tags)}, ${item.source ?? null}, ${at}) returning id`
  await Promise.all([
    ctx.sql`insert into tail (item_id, space_id, kind, last_at, last_by) values (${row.id}, ${item.spaceId}, ${item.kind}, ${at}, ${author})`,
    record(ctx, `${item.kind}.started`, item.spaceId, { itemId: row.id, at, actorId: author }),
  ])
  return row.id
}

/**
 * Makes many items of the asking person's in one space, as `makeItem` makes one; nobody is told of each. Three statements.
 * @returns their ids, in their order @throws Invalid without a title
 */
export async function makeItems(
  ctx: Ctx,
  { kind, spaceId }: Pick<NewItem, 'kind' | 'spaceId'>,
  items: Pick<NewItem, 'title' | 'lang' | 'tags'>[],
): Promise<number[]> {
  const { sql, now } = ctx
  const me = meOf(ctx).id
  const plain = items.map(({ title, lang, tags }) => ({ title: plainTitle(title), lang, tags: plainTags(tags) }))
  const rows = await sql<{ id: number; title: string; lang: string; tags: string[] }[]>`
    insert into item (space_id, kind, author_id, title, lang, tags, created_at)
    select ${spaceId}, ${kind}, ${me}, d.title, d.lang, d.tags, ${now}
    from jsonb_to_recordset(${sql.json(plain)}) d(title text, lang text, tags text[]) returning id, title, lang, tags`
  const ids = rows.map(({ id }) => id)
  await Promise.all([
    sql`insert into tail (item_id, space_id, kind, last_at, last_by) select id, ${spaceId}, ${kind}, ${now}, ${me} from unnest(${ids}::bigint[]) id`,
    sql`
      insert into activity (space_id, verb, actor_id, item_id, at)
      select ${spaceId}, ${`${kind}.started`}, ${me}, id, ${now} from unnest(${ids}::bigint[]) id`,
  ])
  // In which order a database gives back what it made is its own affair.
  const saying = ({ title, lang, tags }: (typeof plain)[number]) => JSON.stringify([title, lang, tags])
  const made = new Map<string, number[]>()
  for (const { id, ...row } of rows) made.set(saying(row), [...(made.get(saying(row)) ?? []), id])
  return plain.map((one) => made.get(saying(one))!.shift()!)
}

/**
 * Changes title, language and tags, and keeps what they were. `version` is the one that was read: whoever comes second is told.
 * @throws Invalid; 409 when it has just moved
 */
export async function changeItem(
  ctx: Ctx,
  id: number,
  version: number,
  to: { title: string; lang: string; tags: string[] },
): Promise<void> {
  const title = plainTitle(to.title)
  await nextModseq(ctx, { id })
  const changed =
    await ctx.sql`update item set title = ${title}, lang = ${to.lang}, tags = ${plainTags(to.tags)}, version = version + 1
    where id = ${id} and version = ${version} returning id`
  if (!changed.length) throw invalid('title', 'changed-meanwhile')
}

interface ItemVersion {
  version: number
  title: string
  lang: string
  tags: string[]
  /** What its tool keeps with them: a discussion its intent. */
  more: Record<string, string>
  /** Who changed it to what came after, and when. */
  name: string
  at: Date
}

/** What title, language and tags were before each change, newest change first: one more than `most`, below a version. */
export function itemVersions(ctx: Ctx, id: number, below: number, most: number): Promise<ItemVersion[]> {
  return ctx.sql<ItemVersion[]>`
    select r.version, r.title, r.lang, r.tags, r.more, p.name, r.at from item_revision r join person p on p.id = r.person_id
    where r.item_id = ${id} and r.version < ${below} order by r.version desc limit ${most + 1}`
}

/** A title on one line. @throws Invalid when nothing is left */
export function plainTitle(title: string): string {
  const plain = oneLine(title)
  if (!plain) throw invalid('title', 'needed')
  if (plain.length > 200) throw invalid('title', 'too-long', { most: 200 })
  return plain
}

/** Whether an item has the title that somebody typed: its case and which spaces are in it make no difference. */
export function isCalled(sql: Sql, typed: string) {
  const spaces = UNBROKEN.join('')
  return sql`lower(translate(title, ${spaces}, '  ')) = lower(translate(${typed.trim()}, ${spaces}, '  '))`
}

/** Tags as words: lower case, hyphens for spaces, each once, at most ten of at most 40 characters. */
export function plainTags(tags: string[] = []): string[] {
  const plain = tags.map((tag) =>
    tag
      .normalize('NFC')
      .toLowerCase()
      .trim()
      .replace(/^#/, '')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40),
  )
  return [...new Set(plain.filter(Boolean))].slice(0, 10)
}
