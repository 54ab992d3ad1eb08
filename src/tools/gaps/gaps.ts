import type { Sql } from '../../platform/database/connect.ts'
import { invalid, notFound, notYours } from '../../platform/http/problems.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import { plainText } from '../../platform/plain-text.ts'
import { record } from '../../spine/activity/record.ts'
import { goGently } from '../../spine/care/newcomers.ts'
import { type Aspects, aspectsOf } from '../../spine/items/aspects.ts'
import { followUnlessChosen } from '../../spine/items/follow.ts'
import { type Backdated, makeItem, plainTags, plainTitle } from '../../spine/items/items.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import type { Under } from '../../spine/messages/post.ts'
import { type PersonRow, personColumn } from '../../spine/people/cards.ts'
import { type Ctx, mayStart, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart, mustWrite } from '../../spine/request/must.ts'
import { idSlug } from '../../spine/slug.ts'

/** open: nobody is on it · taken: somebody is · filled: something answers it. */
export const states = ['open', 'taken', 'filled'] as const
export type GapState = (typeof states)[number]

export interface Gap extends Under {
  title: string
  lang: string
  tags: string[]
  why: string
  url: string
  authorId: number
  modseq: number
  state: GapState
  takerId: number | null
}

export function urlOf(slug: string, id: number, title: string): string {
  return `/c/${slug}/gaps/${idSlug(id, title)}`
}

/** What answers a gap, as long as that is there. */
const answered = (sql: Sql) =>
  sql`left join (gap_answer a join item x on x.id = a.answer_id and x.removed_at is null) on a.item_id = i.id`
const stateOf = (sql: Sql) =>
  sql`case when a.item_id is not null then 'filled' when w.item_id is not null then 'taken' else 'open' end`

/** A gap of the space of the address. Access is the query. @throws 404 */
export async function gapFor(ctx: Ctx, id: number): Promise<Gap> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<Omit<Gap, 'url'>[]>`
    select i.id, i.space_id, i.kind, i.title, i.lang, i.tags, i.author_id, g.why, t.modseq, w.person_id taker_id, ${stateOf(ctx.sql)} state
    from item i join gap g on g.item_id = i.id join tail t on t.item_id = i.id left join gap_taker w on w.item_id = i.id ${answered(ctx.sql)}
    where i.id = ${id} and i.space_id = ${space.id} and i.removed_at is null`
  if (!row) throw notFound()
  return { ...row, url: urlOf(space.slug, row.id, row.title) }
}

export interface Said {
  title: string
  why: string
  lang: string
  tags: string[]
}

/** Says that something should be known here. @throws Invalid; 403 for guests */
export async function askFor(ctx: Ctx, said: Said, backdated?: Backdated): Promise<{ id: number; url: string }> {
  if (!backdated) mustStart(ctx)
  const space = spaceOf(ctx)
  const why = plainWhy(said.why)
  if (!backdated) await goGently(ctx, why, 0, [])
  const id = await makeItem(ctx, { kind: 'gap', spaceId: space.id, ...said }, backdated)
  await ctx.sql`insert into gap (item_id, space_id, why, html) values (${id}, ${space.id}, ${why}, ${renderMarkdown(why)})`
  if (!backdated) await followUnlessChosen(ctx, id)
  return { id, url: urlOf(space.slug, id, said.title) }
}

/** Says it otherwise: who asked, and hosts. @throws Invalid; 403 */
export async function changeGap(ctx: Ctx, gap: Gap, said: Said): Promise<string> {
  if (!mayChange(ctx, gap)) throw notYours()
  const title = plainTitle(said.title)
  const why = plainWhy(said.why)
  await nextModseq(ctx, gap)
  await ctx.sql`update item set title = ${title}, lang = ${said.lang}, tags = ${plainTags(said.tags)} where id = ${gap.id}`
  await ctx.sql`update gap set why = ${why}, html = ${renderMarkdown(why)} where item_id = ${gap.id}`
  await record(ctx, 'gap.changed', gap.spaceId, { itemId: gap.id })
  return urlOf(spaceOf(ctx).slug, gap.id, title)
}

export function mayChange(ctx: Ctx, gap: Pick<Gap, 'authorId'>): boolean {
  const space = spaceOf(ctx)
  return mayStart(space) && (space.standing === 'host' || gap.authorId === ctx.me?.id)
}

function plainWhy(why: string): string {
  const plain = plainText(why)
  if (plain.length > 5000) throw invalid('why', 'too-long', { most: 5000 })
  return plain
}

/** "Me too", once each, or no longer. Who asked wants it anyway. */
export async function setWish(ctx: Ctx, gap: Gap, on: boolean): Promise<void> {
  mustWrite(ctx)
  const me = meOf(ctx).id
  if (gap.authorId === me) return
  await nextModseq(ctx, gap)
  if (on) {
    await ctx.sql`insert into gap_wish (item_id, space_id, person_id) values (${gap.id}, ${gap.spaceId}, ${me}) on conflict do nothing`
    await followUnlessChosen(ctx, gap.id)
  } else await ctx.sql`delete from gap_wish where item_id = ${gap.id} and person_id = ${me}`
}

/**
 * Takes it up, perhaps until a day; or names another day. Whoever has it keeps it until they lay it down, or a host does.
 * @throws Invalid for a day that is over; 403 where somebody else is on it
 */
export async function takeUp(ctx: Ctx, gap: Gap, until: string): Promise<void> {
  mustStart(ctx)
  if (until && until < ctx.now.toISOString().slice(0, 10)) throw invalid('until', 'past')
  await nextModseq(ctx, gap)
  const taken = await ctx.sql`
    insert into gap_taker as g (item_id, space_id, person_id, until) values (${gap.id}, ${gap.spaceId}, ${meOf(ctx).id}, ${until || null})
    on conflict (item_id) do update set until = excluded.until where g.person_id = excluded.person_id returning item_id`
  if (!taken.length) throw notYours('gap-taken')
  await followUnlessChosen(ctx, gap.id)
  if (gap.takerId === null) await record(ctx, 'gap.taken', gap.spaceId, { itemId: gap.id })
}

/** Lays it down, without a word of why. @throws 403 */
export async function layDown(ctx: Ctx, gap: Gap): Promise<void> {
  if (gap.takerId === null) return
  if (gap.takerId !== meOf(ctx).id && spaceOf(ctx).standing !== 'host') throw notYours()
  await nextModseq(ctx, gap)
  await ctx.sql`delete from gap_taker where item_id = ${gap.id}`
  await record(ctx, 'gap.laid-down', gap.spaceId, { itemId: gap.id })
}

/** Says what answers it: those who wanted to know hear of it. @throws Invalid; 403 */
export async function fill(ctx: Ctx, gap: Gap, typed: string): Promise<void> {
  mustStart(ctx)
  const answer = await answerMeant(ctx, typed)
  if (!answer || answer === gap.id) throw invalid('answer', 'no-such-thing')
  await nextModseq(ctx, gap)
  await ctx.sql`
    insert into gap_answer (item_id, space_id, answer_id, person_id, at) values (${gap.id}, ${gap.spaceId}, ${answer}, ${meOf(ctx).id}, ${ctx.now})
    on conflict (item_id) do update set answer_id = excluded.answer_id, person_id = excluded.person_id, at = excluded.at`
  await record(ctx, 'gap.filled', gap.spaceId, { itemId: gap.id })
}

/** It does not answer it after all: who asked, who filled it, and hosts. @throws 403 */
export async function openAgain(ctx: Ctx, gap: Gap): Promise<void> {
  mustStart(ctx)
  const [row] = await ctx.sql<{ personId: number }[]>`select person_id from gap_answer where item_id = ${gap.id}`
  if (!row) return
  if (!mayChange(ctx, gap) && row.personId !== meOf(ctx).id) throw notYours()
  await nextModseq(ctx, gap)
  await ctx.sql`delete from gap_answer where item_id = ${gap.id}`
  await record(ctx, 'gap.opened', gap.spaceId, { itemId: gap.id })
}

/** What is meant by an address of this space, or by a title. Gaps answer nothing. */
async function answerMeant(ctx: Ctx, typed: string): Promise<number | undefined> {
  const { id, slug } = spaceOf(ctx)
  const [, where, number] = /\/c\/([a-z0-9-]+)\/[a-z]+\/(\d{1,15})/.exec(typed) ?? []
  if (number && where !== slug) return undefined
  const [row] = await ctx.sql<{ id: number }[]>`
    select id from item where space_id = ${id} and removed_at is null and kind <> 'gap'
      and ${number ? ctx.sql`id = ${Number(number)}` : ctx.sql`lower(title) = lower(${typed.trim()})`} order by id desc limit 1`
  return row?.id
}

interface Facts {
  id: number
  spaceId: number
  title: string
  lang: string
  tags: string[]
  html: string
  wishes: number
  mine: boolean
  state: GapState
  taker: PersonRow | null
  until: string | null
  answer: { id: number; kind: string; title: string; lang: string; by: string; at: string } | null
}

export interface GapRow extends Facts, Aspects {
  why: string
}

const facts = (sql: Sql) => sql`
  i.id, i.space_id, i.title, i.lang, i.tags, g.html, g.wishes, ${stateOf(sql)} state, w.until::text,
  exists (select from gap_wish v where v.item_id = i.id and v.person_id = (select me())) mine,
  (select ${personColumn(sql, 'y')} from person y where y.id = w.person_id) taker,
  case when a.item_id is not null then jsonb_build_object('id', x.id, 'kind', x.kind, 'title', x.title, 'lang', x.lang, 'at', a.at,
    'by', (select z.name from person z where z.id = a.person_id)) end answer`

/** All that a gap's page says besides what was said under it, in one row. */
export function gapRow(sql: Sql, id: number): Promise<GapRow[]> {
  return sql<GapRow[]>`
    select ${facts(sql)}, g.why, ${aspectsOf(sql)}
    from item i join gap g on g.item_id = i.id join tail t on t.item_id = i.id left join gap_taker w on w.item_id = i.id ${answered(sql)}
    where i.id = ${id} and i.removed_at is null`
}

export interface Listed extends Facts {
  createdAt: Date
  count: number
  by: PersonRow
}

export const LISTED = 40

/** Gaps of a space in a state, what most want to know first: one more than a page of them holds. One query. */
export function listed(
  sql: Sql,
  {
    spaceId,
    state,
    tag,
    after,
  }: { spaceId: number; state: GapState; tag?: string | undefined; after?: { wishes: number; id: number } | undefined },
): Promise<Listed[]> {
  return sql<Listed[]>`
    select ${facts(sql)}, i.created_at, t.count, ${personColumn(sql, 'p')} by
    from item i join gap g on g.item_id = i.id join tail t on t.item_id = i.id join person p on p.id = i.author_id
    left join gap_taker w on w.item_id = i.id ${answered(sql)}
    where i.space_id = ${spaceId} and i.kind = 'gap' and i.removed_at is null and ${stateOf(sql)} = ${state}
      ${tag ? sql`and i.tags @> array[${tag}]` : sql``} ${after ? sql`and (g.wishes, i.id) < (${after.wishes}, ${after.id})` : sql``}
    order by g.wishes desc, i.id desc limit ${LISTED + 1}`
}

/** How many there are in each state. One query. */
export function countsIn(sql: Sql, spaceId: number): Promise<{ state: GapState; count: number }[]> {
  return sql`
    select ${stateOf(sql)} state, count(*)::int from item i join gap g on g.item_id = i.id left join gap_taker w on w.item_id = i.id ${answered(sql)}
    where i.space_id = ${spaceId} and i.kind = 'gap' and i.removed_at is null group by 1`
}

/** For the copy of what is one's own: what one asked for, and why. */
export async function gapsOf(sql: Sql): Promise<object[]> {
  return sql<object[]>`
    select g.item_id, i.title, g.why, i.tags, i.lang, i.created_at from gap g join item i on i.id = g.item_id
    where i.author_id = me() and i.removed_at is null order by g.item_id`
}

/** What nobody has answered yet, what most want to know first. One query. */
export function openGaps(
  sql: Sql,
  spaceId: number,
  most: number,
): Promise<{ id: number; title: string; lang: string; tags: string[] }[]> {
  return sql`
    select i.id, i.title, i.lang, i.tags from item i join gap g on g.item_id = i.id ${answered(sql)}
    where i.space_id = ${spaceId} and i.kind = 'gap' and i.removed_at is null and a.item_id is null
    order by g.wishes desc, i.id desc limit ${most}`
}

/** What most want to know of that which nobody is on; null where there is nothing. One query. */
export async function untakenGap(ctx: Ctx): Promise<{ id: number; title: string; lang: string; url: string } | null> {
  const space = spaceOf(ctx)
  const [row] = await listed(ctx.sql, { spaceId: space.id, state: 'open' })
  return row ? { id: row.id, title: row.title, lang: row.lang, url: urlOf(space.slug, row.id, row.title) } : null
}
