import { invalid, notFound } from '../../../platform/http/problems.ts'
import { nextModseq } from '../../../spine/messages/change.ts'
import { type Ctx, meOf } from '../../../spine/request/ctx.ts'
import { mustWrite } from '../../../spine/request/must.ts'
import { occurrenceFor } from '../changing.ts'
import { type Event, mustTend } from '../events.ts'
import { ends } from '../range.ts'

/** The format of an event to which people bring questions. */
export const OFFICE_HOURS = 'office-hours'

export const states = ['waiting', 'now', 'done'] as const
export type State = (typeof states)[number]

/** So many questions one person has waiting at once, so that there is room for others. */
const MOST_WAITING = 5

/** Brings a question to a date of an office hour: it goes to the end of the row. @throws 403; 404; Invalid */
export async function bringQuestion(ctx: Ctx, event: Event, original: string, typed: string): Promise<void> {
  mustWrite(ctx)
  if (event.format !== OFFICE_HOURS) throw notFound()
  await occurrenceFor(ctx, event, original)
  const question = typed.replace(/\s+/g, ' ').trim()
  if (!question) throw invalid('question', 'needed')
  if (question.length > 300) throw invalid('question', 'too-long', { most: 300 })
  const me = meOf(ctx).id
  await mustBeAhead(ctx, event, original)
  await nextModseq(ctx, event)
  const [row] = await ctx.sql<[{ mine: number }]>`
    select count(*)::int mine from office_question
    where event_id = ${event.id} and original = ${original} and person_id = ${me} and state = 'waiting'`
  if (row.mine >= MOST_WAITING) throw invalid('question', 'questions-many', { most: MOST_WAITING })
  await ctx.sql`
    insert into office_question (event_id, space_id, original, person_id, question, at)
    values (${event.id}, ${event.spaceId}, ${original}, ${me}, ${question}, ${ctx.now})`
}

async function mustBeAhead(ctx: Ctx, event: Event, original: string): Promise<void> {
  const [date] = await ctx.sql<[{ off: boolean; past: boolean }]>`
    select o.cancelled as off, ${ends(ctx.sql)} <= ${ctx.now} as past from occurrence o where event_id = ${event.id} and original = ${original}`
  if (event.cancelled || date.off) throw invalid('question', 'date-off')
  if (date.past) throw invalid('question', 'date-over')
}

/**
 * Who sees to it moves a question on: it is being talked about, which ends the one before; it is done; or it waits again.
 * @throws 403; 404
 */
export async function turnQuestion(ctx: Ctx, event: Event, id: number, state: State): Promise<void> {
  mustTend(ctx, event)
  const original = (await questionFor(ctx, event, id)).original
  await nextModseq(ctx, event)
  if (state === 'now')
    await ctx.sql`
      update office_question set state = 'done' where event_id = ${event.id} and original = ${original} and state = 'now' and id <> ${id}`
  await ctx.sql`update office_question set state = ${state} where id = ${id}`
}

/** Takes one's own question back; who sees to the date takes any away. @throws 403; 404 */
export async function dropQuestion(ctx: Ctx, event: Event, id: number): Promise<void> {
  mustWrite(ctx)
  const { personId } = await questionFor(ctx, event, id)
  if (personId !== meOf(ctx).id) mustTend(ctx, event)
  await nextModseq(ctx, event)
  await ctx.sql`delete from office_question where id = ${id}`
}

async function questionFor({ sql }: Ctx, event: Event, id: number): Promise<{ personId: number; original: string }> {
  const [row] = await sql<{ personId: number; original: string }[]>`
    select person_id, original from office_question where id = ${id} and event_id = ${event.id}`
  if (!row) throw notFound()
  return row
}
