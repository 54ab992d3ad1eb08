import { Type as T } from '@sinclair/typebox'
import { invalid, notFound, notYours, Problem } from '../../platform/http/problems.ts'
import { type Ctx, meOf } from '../request/ctx.ts'
import { nullable } from '../request/schemas.ts'
import type { WaitingSource } from '../waiting.ts'
import { refused } from './refused.ts'

/** A space where the person may take an item, and what that means for who reads it. */
export interface MovingPlace {
  id: number
  slug: string
  name: string
  /** How many read there. */
  people: number
  /** How many of those who read it now no longer could. */
  fewer: number
  /** How many could read it who cannot now. */
  more: number
  /** Whether it is a circle within the space where the item is. */
  within: boolean
}

/**
 * Where the person may take an item; nothing when they may not move it. One query.
 * @param tool what a place needs for that
 */
export function placesToMove(ctx: Ctx, itemId: number, tool: string): Promise<MovingPlace[]> {
  return ctx.sql<MovingPlace[]>`select * from places_to_move(${itemId}, ${tool})`
}

export interface Authors {
  /** Every word that goes with it is the person's own: messages, titles, a summary, why it was closed. */
  allMine: boolean
  messages: number
  mine: number
  /** Who else wrote, the most first; `here` says whether they can be asked. */
  others: { id: number; name: string; count: number; here: boolean }[]
}

/** Whose words an item holds, the removed ones aside. One query. */
export async function authorsOf(ctx: Ctx, itemId: number): Promise<Authors> {
  const rows = await ctx.sql<{ id: number; name: string; count: number; here: boolean }[]>`
    select p.id, p.name, a.count, p.source is null and exists (select from membership m
      where m.space_id = a.space_id and m.person_id = p.id and m.ended_at is null and (m.until is null or m.until > now())) here
    from (select author_id, space_id, count(*)::int count from message where item_id = ${itemId} and removed_at is null group by 1, 2) a
    join person p on p.id = a.author_id order by a.count desc, p.id`
  const me = meOf(ctx).id
  const [whole] = await ctx.sql<[{ mine: boolean }]>`select all_of(${itemId}, ${me}) mine`
  return {
    allMine: whole.mine,
    messages: rows.reduce((sum, row) => sum + row.count, 0),
    mine: rows.find((row) => row.id === me)?.count ?? 0,
    others: rows.filter((row) => row.id !== me),
  }
}

/** Whether all of it goes at once: every word is the mover's own, or a host takes it to a circle of fewer of the same readers. */
export function goesWhole(
  place: Pick<MovingPlace, 'more' | 'within'>,
  authors: Pick<Authors, 'allMine'>,
  host: boolean,
): boolean {
  return authors.allMine || (host && place.more === 0 && place.within)
}

/** What the database refuses, in our words. */
export const refusals = {
  '42501': () => notYours(),
  '23505': () => invalid('to', 'there-already'),
  CP010: () => invalid('_', 'said-since'),
  CP011: () => invalid('to', 'ask-first'),
  CP012: () => invalid('to', 'author-gone'),
}

/** Moves an item whole. Checked again by the database, which alone sees both spaces. @throws 403, Invalid */
export async function moveItem(ctx: Ctx, itemId: number, to: number): Promise<void> {
  await refused(ctx.sql`select move_item(${itemId}, ${to}, ${ctx.now})`, refusals)
}

/** Undoes the last move of an item, while nothing was said since. @throws 403, Invalid */
export async function returnItem(ctx: Ctx, itemId: number): Promise<void> {
  await refused(ctx.sql`select return_item(${itemId})`, refusals)
}

/**
 * Takes the mover's own words where more people read, and asks everybody else for theirs. When the mover did not begin the
 * item, nothing goes before who did says yes.
 * @throws 403; Invalid when it is asked already, or who began it is gone
 */
export async function askToMove(ctx: Ctx, itemId: number, to: number): Promise<void> {
  await refused(ctx.sql`select ask_to_move(${itemId}, ${to})`, refusals)
}

/** Answers for one's own words. @throws 404 when nobody asks; Invalid when the asking has come to nothing */
export async function answerMove(ctx: Ctx, itemId: number, yes: boolean): Promise<void> {
  await refused(ctx.sql`select answer_move(${itemId}, ${yes})`, { ...refusals, '42501': () => notFound() })
}

/** Asks no further. @throws 404 when this person asks nothing here */
export async function stopAsking(ctx: Ctx, itemId: number): Promise<void> {
  await refused(ctx.sql`select stop_asking(${itemId})`, { '42501': () => notFound() })
}

/** The asking that is under way for an item, as far as it concerns this person. */
export interface Asking {
  id: number
  byId: number
  by: string
  at: Date
  /** How many messages have gone. */
  count: number
  /** The place, for those who are asked and who asks. */
  place: { name: string; people: number; slug: string | null } | null
  /** How many of my messages are asked for, and what I said. */
  mine: { count: number; answer: boolean | null } | null
  /** For who asks: who has not answered yet. */
  waiting: string[]
  /** Of a page: whether those below it are to go along. */
  along: boolean
}

export async function askingFor(ctx: Ctx, itemId: number): Promise<Asking | undefined> {
  const [row] = await ctx.sql<Asking[]>`
    select v.id, v.person_id by_id, p.name by, v.at, v.count, v.along, moving_card(v.id) place,
      (select jsonb_build_object('count', a.count, 'answer', a.answer) from moving_answer a where a.moving_id = v.id and a.person_id = (select me())) mine,
      array(select w.name from moving_answer a join person w on w.id = a.person_id where a.moving_id = v.id and a.answer is null and v.person_id = (select me()) order by w.name) waiting
    from moving v join person p on p.id = v.person_id where v.item_id = ${itemId} and v.ended_at is null`
  return row
}

/** An asking, as the API has it. */
export const MoveAskingSchema = T.Object({
  by: T.String(),
  at: T.String(),
  /** The place's name and how many read there: for who is asked, and who asks. */
  place: nullable(T.String()),
  people: nullable(T.Integer()),
  along: T.Boolean(),
  /** How much of mine is asked for; null when nothing. */
  mine: nullable(T.Integer()),
  /** What I said. */
  answer: nullable(T.Boolean()),
})

export function presentAsking(asking: Asking) {
  return {
    by: asking.by,
    at: asking.at.toISOString(),
    place: asking.place?.name ?? null,
    people: asking.place?.people ?? null,
    along: asking.along,
    mine: asking.mine?.count ?? null,
    answer: asking.mine?.answer ?? null,
  }
}

/** For the homes: where somebody asks whether my words may come along, newest first. One query. */
export const asksToMove: WaitingSource = async ({ sql, site }, most) => {
  const rows = await sql<
    { id: number; kind: string; title: string; lang: string; by: string; at: Date; slug: string; space: string }[]
  >`
    select i.id, i.kind, i.title, i.lang, p.name by, v.at, s.slug::text, s.name space
    from moving_answer a join moving v on v.id = a.moving_id and v.ended_at is null
    join item i on i.id = v.item_id and i.removed_at is null join space s on s.id = i.space_id join person p on p.id = v.person_id
    where a.person_id = (select me()) and a.answer is null order by v.at desc limit ${most}`
  return rows.map(({ id, kind, slug, space, ...row }) => ({
    kind: 'asks-to-move',
    icon: 'arrow-right',
    ...row,
    url: `/c/${slug}${site.itemPath(kind, id, row.title)}/moving`,
    space: { slug, name: space },
  }))
}

/** What was being changed has just gone elsewhere: nothing was done, and the text is still with whoever wrote it. */
export const movedMeanwhile = () => new Problem(409, 'moved-meanwhile')
