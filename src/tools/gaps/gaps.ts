import type { Sql } from '../../platform/database/connect.ts'
import { invalid, notFound, notYours } from '../../platform/http/problems.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import { plainText } from '../../platform/plain-text.ts'
import { record } from '../../spine/activity/record.ts'
import { goGently } from '../../spine/care/newcomers.ts'
import { followUnlessChosen } from '../../spine/items/follow.ts'
import { type Backdated, isCalled, makeItem, plainTags, plainTitle } from '../../spine/items/items.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import type { Under } from '../../spine/messages/post.ts'
import { type Ctx, mayStart, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart, mustWrite } from '../../spine/request/must.ts'
import { idSlug } from '../../spine/slug.ts'
import { answered, type GapState, stateOf } from './state.ts'

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
      and ${number ? ctx.sql`id = ${Number(number)}` : isCalled(ctx.sql, typed)} order by id desc limit 1`
  return row?.id
}

/** For the copy of what is one's own: what one asked for, and why. */
export async function gapsOf(sql: Sql): Promise<object[]> {
  return sql<object[]>`
    select g.item_id, i.title, g.why, i.tags, i.lang, i.created_at from gap g join item i on i.id = g.item_id
    where i.author_id = me() and i.removed_at is null order by g.item_id`
}
