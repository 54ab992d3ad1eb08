import type { When } from '../../../platform/calendar/when.ts'
import { invalid } from '../../../platform/http/problems.ts'
import { oneLine } from '../../../platform/plain-text.ts'
import { record } from '../../../spine/activity/record.ts'
import { keepOrigin } from '../../../spine/items/origin.ts'
import { setRemoved } from '../../../spine/items/removal.ts'
import { nextModseq } from '../../../spine/messages/change.ts'
import { type Ctx, meOf } from '../../../spine/request/ctx.ts'
import { wallTimes } from '../checked.ts'
import { sayDates } from '../dates-said.ts'
import { type Event, eventFor, makeEvent } from '../events.ts'
import { agendaOf } from '../meeting/begin.ts'
import { mustBeOpen, spanOf } from './options.ts'
import { mustDecide, type Question } from './questions.ts'
import { ruleOf, seriesOf } from './series.ts'

/** Decides: makes the event with the answers that people gave. Who does it a second time is led to the same event. */
export async function takeOptions(ctx: Ctx, it: Question, picks: readonly number[]): Promise<{ url: string }> {
  mustDecide(ctx, it)
  const { sql } = ctx
  const [now] = await sql<[{ eventId: number | null; closed: boolean }]>`
    select event_id, closed_at is not null closed from date_question where item_id = ${it.id} for update`
  const made = await madeOf(ctx, now)
  if (made) return { url: made.url }
  mustBeOpen(now)
  const { when, dates } = await planOf(ctx, it, picks)
  const [{ author }] = await sql<[{ author: boolean }]>`select is_here(${it.spaceId}, ${it.authorId}) author`
  const event = await makeEvent(
    ctx,
    { ...eventOf(it), when },
    { authorId: author ? it.authorId : meOf(ctx).id, at: ctx.now },
  )
  // What is at another time than the most is said of that date alone.
  if (it.every) await sayDates(ctx, { id: event.id, spaceId: it.spaceId }, wallTimes(when), dates)
  const carried = dates.map(({ option, original }) => ({ option, original: it.every ? original : null }))
  await keepOrigin(ctx, { id: event.id, spaceId: it.spaceId }, { id: it.id, chosen: [] })
  await close(ctx, it, { eventId: event.id, why: null })
  await sql`select carry_replies(${it.id}, ${event.id}, ${sql.json(carried)})`
  await sql`select tell_found(${it.id}, 'taken')`
  return { url: event.url }
}

/** The event that came of a question, as long as it is there. */
async function madeOf(ctx: Ctx, { eventId }: { eventId: number | null }): Promise<Event | undefined> {
  if (eventId === null) return undefined
  const [there] = await ctx.sql<{ id: number }[]>`select id from item where id = ${eventId} and removed_at is null`
  return there && eventFor(ctx, there.id)
}

/** One date as it was chosen: which option it has its time of, and what start the rule gives it. */
interface Picked {
  option: number
  original: string
  starts: string
  ends: string
}

/**
 * When it is: of one option its own time; of a series the time that most of its dates have, and of the others what they have
 * instead.
 */
async function planOf(ctx: Ctx, it: Question, picks: readonly number[]): Promise<{ when: When; dates: Picked[] }> {
  const options = await ctx.sql<{ id: number; starts: string }[]>`
    select id, starts from date_option where item_id = ${it.id} and withdrawn is null and until_at > ${ctx.now}`
  const spans = new Map(options.map(({ id, starts }) => [id, spanOf(starts, it)]))
  if (picks.length !== (it.times ?? 1) || picks.some((id) => !spans.has(id))) throw invalid('_picks', 'option-gone')
  if (new Set(picks.map((id) => spans.get(id)!.zone)).size > 1) throw invalid('_picks', 'options-alike')
  const usual = spans.get(mostOf(picks))!
  const { starts, ends, zone } = usual
  const { every, times } = it
  if (!every || !times)
    return { when: { starts, ends, zone, rule: null }, dates: [{ option: picks[0]!, original: starts, starts, ends }] }
  const originals = seriesOf(usual, every, times)
  const dates = picks.map((option, at) => {
    const { starts, ends } = seriesOf(spans.get(option)!, every, times)[at]!
    return { option, original: originals[at]!.original, starts, ends }
  })
  return { when: { starts, ends, zone, rule: ruleOf(starts.slice(0, 10), every, times) }, dates }
}

/** Which is there most often. */
function mostOf(picks: readonly number[]): number {
  const count = (id: number) => picks.filter((one) => one === id).length
  return picks.reduce((most, id) => (count(id) > count(most) ? id : most))
}

function eventOf({ title, lang, about, place, way, access, link, dialIn, format }: Question) {
  const said = {
    title,
    lang,
    place,
    way,
    access,
    link,
    dialIn,
    format,
    agenda: [],
    tags: [],
    prepare: '',
    places: null,
  }
  return { ...said, description: about, agenda: agendaOf(said) }
}

async function close(ctx: Ctx, it: Question, { eventId, why }: { eventId: number | null; why: string | null }) {
  await nextModseq(ctx, it)
  await ctx.sql`
    update date_question set closed_at = ${ctx.now}, closed_by = ${meOf(ctx).id}, why = ${why}, event_id = ${eventId}
    where item_id = ${it.id}`
  await record(ctx, 'date-question.decided', it.spaceId, { itemId: it.id, quietly: true })
}

/** Ends a question without a date, perhaps with a word why. @throws 403; Invalid */
export async function giveUp(ctx: Ctx, it: Question, typed: string): Promise<void> {
  mustDecide(ctx, it)
  mustBeOpen(it)
  const why = oneLine(typed)
  if (why.length > 300) throw invalid('why', 'too-long', { most: 300 })
  await close(ctx, it, { eventId: null, why: why || null })
  await ctx.sql`select tell_found(${it.id}, 'closed')`
}

/** Asks again. The date that came of it is taken away, as long as it has not begun. @throws 403; Invalid */
export async function reopen(ctx: Ctx, it: Question): Promise<void> {
  mustDecide(ctx, it)
  if (!it.closed) return
  const event = await madeOf(ctx, it)
  if (event) {
    const [{ begun }] = await ctx.sql<[{ begun: boolean }]>`
      select bool_or(from_at <= ${ctx.now}) begun from occurrence where event_id = ${event.id}`
    if (begun) throw invalid('_begun', 'found-begun')
    await setRemoved(ctx, event, 'event', true)
  }
  await nextModseq(ctx, it)
  await ctx.sql`
    update date_question set closed_at = null, closed_by = null, why = null, event_id = null where item_id = ${it.id}`
  await record(ctx, 'date-question.reopened', it.spaceId, { itemId: it.id, quietly: true })
  await ctx.sql`select tell_found(${it.id}, 'reopened')`
}
