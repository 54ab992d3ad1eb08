import type { Sql } from '../../platform/database/connect.ts'
import { invalid, notFound, notYours } from '../../platform/http/problems.ts'
import { goGently } from '../../spine/care/newcomers.ts'
import { type Aspects, aspectsOf } from '../../spine/items/aspects.ts'
import type { Closable } from '../../spine/items/closure.ts'
import { type Backdated, changeItem, makeItem } from '../../spine/items/items.ts'
import { type PersonRow, personColumn } from '../../spine/people/cards.ts'
import { type Ctx, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { idSlug } from '../../spine/slug.ts'
import { plainWords } from './words.ts'

export interface Thanks extends Closable {
  title: string
  lang: string
  version: number
  words: string
  url: string
}

export function urlOf(slug: string, id: number, title: string): string {
  return `/c/${slug}/thanks/${idSlug(id, title)}`
}

/** Thanks in the space of the address. Access is the query. @throws 404 */
export async function thanksFor(ctx: Ctx, id: number): Promise<Thanks> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<Omit<Thanks, 'url'>[]>`
    select i.id, i.space_id, i.kind, i.author_id, i.title, i.lang, i.version, h.words from item i join thanks h on h.item_id = i.id
    where i.id = ${id} and i.space_id = ${space.id} and i.removed_at is null`
  if (!row) throw notFound()
  return { ...row, url: urlOf(space.slug, row.id, row.title) }
}

/**
 * Thanks someone, or all.
 * @param toId who is thanked; null: everyone here
 * @throws Invalid; 403 for guests
 */
export async function giveThanks(
  ctx: Ctx,
  said: { toId: number | null; words: string; lang: string },
  backdated?: Backdated,
): Promise<{ id: number; url: string }> {
  const space = spaceOf(ctx)
  const { title, words } = plainWords(said.words)
  if (!backdated) {
    mustStart(ctx)
    if (said.toId === meOf(ctx).id) throw invalid('to', 'thanks-another')
    await goGently(ctx, words, 0, [])
  }
  const id = await makeItem(ctx, { kind: 'thanks', spaceId: space.id, title, lang: said.lang }, backdated)
  await ctx.sql`insert into thanks (item_id, space_id, to_id, words) values (${id}, ${space.id}, ${said.toId}, ${words})`
  return { id, url: urlOf(space.slug, id, title) }
}

/** @throws 403 for everybody but who gave them */
export function mustBeOwn(ctx: Ctx, it: Thanks): void {
  mustStart(ctx)
  if (it.authorId !== meOf(ctx).id) throw notYours()
}

/** Says it otherwise: only who gave them. @returns their address @throws Invalid, also when changed meanwhile; 403 */
export async function changeThanks(
  ctx: Ctx,
  it: Thanks,
  said: { words: string; lang: string; version: number },
): Promise<string> {
  mustBeOwn(ctx, it)
  const { title, words } = plainWords(said.words)
  await changeItem(ctx, it.id, said.version, { title, lang: said.lang, tags: [] })
  await ctx.sql`update thanks set words = ${words} where item_id = ${it.id}`
  return urlOf(spaceOf(ctx).slug, it.id, title)
}

interface Facts {
  id: number
  spaceId: number
  title: string
  lang: string
  version: number
  words: string
  by: PersonRow
  /** Null: everyone. */
  to: PersonRow | null
}

/** Columns over items `i` with `thanks h` and `tail t`. */
const facts = (sql: Sql) =>
  sql`i.id, i.space_id, i.title, i.lang, i.version, h.words, ${person(sql, sql`i.author_id`)} by, ${person(sql, sql`h.to_id`)} "to"`
const person = (sql: Sql, id: ReturnType<Sql>) =>
  sql`(select ${personColumn(sql, 'p')} from person p where p.id = ${id})`

export interface ThanksRow extends Omit<Facts, 'by'>, Aspects {}

/** All that the page of thanks says besides what was said about them, in one row. */
export function thanksRow(sql: Sql, id: number): Promise<ThanksRow[]> {
  return sql<ThanksRow[]>`
    select ${facts(sql)}, ${aspectsOf(sql)} from item i join thanks h on h.item_id = i.id join tail t on t.item_id = i.id
    where i.id = ${id} and i.removed_at is null`
}

export interface Listed extends Facts {
  createdAt: Date
  count: number
}

/** So many are listed at once. */
export const LISTED = 40

/** Thanks of a space, the newest first; one more than asked for, where there are more. Nothing of whom one has blocked. One query. */
export function latestThanks(sql: Sql, slug: string, most: number, before?: number): Promise<Listed[]> {
  return sql<Listed[]>`
    select ${facts(sql)}, i.created_at, t.count from item i join thanks h on h.item_id = i.id join tail t on t.item_id = i.id
    join space s on s.id = i.space_id and s.slug = ${slug} and 'thanks' = any(s.tools)
    where i.kind = 'thanks' and i.removed_at is null ${before ? sql`and i.id < ${before}` : sql``}
      and i.author_id <> all(array(select b.blocked_id from block b where b.person_id = (select me())))
    order by i.id desc limit ${most + 1}`
}

/** For the copy of what is one's own: the thanks one gave, and had. */
export async function givenAndHad(sql: Sql): Promise<object[]> {
  return sql<object[]>`
    select i.id, h.words, i.lang, i.created_at, i.author_id = me() given from thanks h join item i on i.id = h.item_id and i.removed_at is null
    where i.author_id = me() or h.to_id = me() order by i.id`
}
