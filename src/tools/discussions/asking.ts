import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import { invalid, notFound, notYours } from '../../platform/http/problems.ts'
import { askGently } from '../../spine/care/newcomers.ts'
import { cardOf, type PersonCard, type PersonRow, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/schemas.ts'
import type { Discussion } from './discussions.ts'

/** How many people one may ask about one discussion. */
const MOST_ASKED = 3

type Card = PersonRow

export interface AskingRow {
  people: (Card & { topics: string[] })[] | null
  asked: (Card & { at: string; answer: 'answered' | 'not-now' | null })[] | null
  rests: boolean
  askedMe: (Card & { at: string }) | null
}

/** Who may know about a call for help and who was asked: for whoever asks for help; and whether I was asked, for me. */
export interface Asking {
  people: (PersonCard & { topics: string[] })[]
  asked: (PersonCard & { at: string; answer: 'answered' | 'not-now' | null })[]
  /** Whoever asks has said "not now" to seeing more people. */
  rests: boolean
  /** Someone asked me, and I have not answered yet. */
  askedMe: { by: PersonCard; at: string } | null
}

export const AskingSchema = nullable(
  T.Object({
    people: T.Array(T.Object({ ...PersonSchema.properties, topics: T.Array(T.String()) })),
    asked: T.Array(T.Object({ ...PersonSchema.properties, at: T.String(), answer: nullable(T.String()) })),
    rests: T.Boolean(),
    askedMe: nullable(T.Object({ by: PersonSchema, at: T.String() })),
  }),
)

/**
 * All that a discussion's page says of asking, for whoever looks, as one column beside `item i` and `discussion d`. People
 * are only looked for where they would be shown: to the author of a call for help, while fewer than three are asked;
 * whoever has written there is left out.
 */
export function askingColumn(sql: Sql) {
  const card = sql`'id', p.id, 'handle', p.handle, 'name', p.name, 'picture', p.picture`
  const rests = sql`exists (select from asking_rest r where r.item_id = i.id and r.person_id = (select me()))`
  return sql`jsonb_build_object('rests', ${rests},
    'asked', (select jsonb_agg(jsonb_build_object(${card}, 'at', a.at, 'answer', a.answer) order by a.at)
      from ask a join person p on p.id = a.person_id where a.item_id = i.id and a.asked_by = (select me())),
    'askedMe', (select jsonb_build_object(${card}, 'at', a.at)
      from ask a join person p on p.id = a.asked_by where a.item_id = i.id and a.person_id = (select me()) and a.answer is null),
    'people', case when i.author_id = (select me()) and d.intent = 'help' and not ${rests} then (
      select jsonb_agg(jsonb_build_object(${card}, 'topics', k.topics) order by k.n)
      from people_who_know(i.space_id, i.title || ' ' || array_to_string(i.tags, ' '),
        (select source from message where item_id = i.id and number = 1),
        ${MOST_ASKED} - (select count(*)::int from ask where item_id = i.id),
        (select array_agg(author_id) from message where item_id = i.id)
          || (select coalesce(array_agg(person_id), '{}') from ask where item_id = i.id)) with ordinality k(person_id, topics, n)
      join person p on p.id = k.person_id) end)`
}

/** Null where there is nothing of it for whoever looks. */
export function presentAsking(row: AskingRow): Asking | null {
  if (!(row.people || row.asked || row.rests || row.askedMe)) return null
  return {
    people: (row.people ?? []).map((one) => ({ ...cardOf(one), topics: one.topics })),
    asked: (row.asked ?? []).map((one) => ({
      ...cardOf(one),
      at: new Date(one.at).toISOString(),
      answer: one.answer,
    })),
    rests: row.rests,
    askedMe: row.askedMe && { by: cardOf(row.askedMe), at: new Date(row.askedMe.at).toISOString() },
  }
}

/**
 * Asks someone of the space whether they can help: whoever asks for help there, three people at most, each once.
 * @throws 403 for anyone else, Invalid for oneself, for strangers and for a fourth
 */
export async function askForHelp(ctx: Ctx, discussion: Discussion, handle: string, at = ctx.now): Promise<void> {
  const me = meOf(ctx).id
  if (discussion.authorId !== me || discussion.intent !== 'help') throw notYours()
  // Locked, so that two clicks at once do not ask four.
  await ctx.sql`select from item where id = ${discussion.id} for no key update`
  const [row] = await ctx.sql<[{ person: number | null; asked: number }]>`
    select (select m.person_id from membership m join person p on p.id = m.person_id
        where m.space_id = ${discussion.spaceId} and p.handle = ${handle} and p.id <> ${me}
          and m.ended_at is null and (m.until is null or m.until > now())) person,
      (select count(*)::int from ask where item_id = ${discussion.id}) asked`
  if (!row.person) throw invalid('handle', 'choose')
  const before = await ctx.sql`select from ask where item_id = ${discussion.id} and person_id = ${row.person}`
  if (before.length) return
  await askGently(ctx)
  if (row.asked >= MOST_ASKED) throw invalid('handle', 'enough-asked', { most: MOST_ASKED })
  await ctx.sql`insert into ask (item_id, space_id, person_id, asked_by, at) values (${discussion.id}, ${discussion.spaceId}, ${row.person}, ${me}, ${at})`
}

/** "Not now": told to whoever asked, to nobody else. @throws 404 for whom nobody asked */
export async function declineAsk(ctx: Ctx, discussion: Discussion): Promise<void> {
  const mine = await ctx.sql`select answer from ask where item_id = ${discussion.id} and person_id = ${meOf(ctx).id}`
  if (!mine.length) throw notFound()
  await ctx.sql`update ask set answer = 'not-now', answered_at = ${ctx.now}
    where item_id = ${discussion.id} and person_id = ${meOf(ctx).id} and answer is null`
}

/** Shows whoever asks for help no more people, or shows them again. @throws 403 for anyone else */
export async function restAsking(ctx: Ctx, discussion: Discussion, on: boolean): Promise<void> {
  const me = meOf(ctx).id
  if (discussion.authorId !== me) throw notYours()
  if (on)
    await ctx.sql`insert into asking_rest (item_id, space_id, person_id) values (${discussion.id}, ${discussion.spaceId}, ${me}) on conflict do nothing`
  else await ctx.sql`delete from asking_rest where item_id = ${discussion.id} and person_id = ${me}`
}
