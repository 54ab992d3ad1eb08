import { type IcsEvent, readCalendar } from '../../platform/calendar/file.ts'
import { Refusal } from '../../platform/dav/refusal.ts'
import { notYours } from '../../platform/http/problems.ts'
import { setRemoved } from '../../spine/items/removal.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { callOff, changeEvent, type Event, eventFor, makeEvent, noteDates, sayDates } from '../calendar/index.ts'
import { answerFrom } from './answering.ts'
import { type Kept, keptOf } from './kept.ts'
import { datesFrom, inputFrom } from './mapped.ts'
import type { Member } from './members.ts'
import { condition } from './names.ts'
import { besideIn, keepOwn } from './own.ts'
import { MOST_BYTES, saysSame } from './taken.ts'
import type { Viewer } from './viewer.ts'
import { fileOf, pageOf } from './written.ts'

/** Makes an event of a file, under the name that its program gave it. @throws what making one on its page throws; Refusal */
export async function makeFrom(ctx: Request, ics: IcsEvent, name: string, viewer: Viewer): Promise<void> {
  mustStart(ctx)
  await mayBeCalled(ctx, ics.uid)
  const { rest } = besideIn(ics, { rest: '' }, true)
  const input = inputFrom(ctx, ics, undefined, undefined)
  const { id } = await makeEvent(ctx, input, undefined, { uid: ics.uid, rest, cancelled: false })
  const { id: spaceId } = spaceOf(ctx)
  const [event] = await Promise.all([
    eventFor(ctx, id),
    ctx.sql`insert into calendar_member (space_id, event_id, name) values (${spaceId}, ${id}, ${name})`,
  ])
  const said = datesFrom(ctx, ics, input, undefined)
  if (said.length) await sayDates(ctx, event, event.when, said)
  await answerFrom(ctx, event, ics, undefined, viewer)
  await keepOwn(ctx, event, viewer, besideIn(ics, { rest: '' }, true))
  if (ics.status === 'cancelled') await callOff(ctx, event, undefined, true)
}

/** An event of that name is elsewhere in the calendar, or was taken away by somebody else. @throws Refusal */
async function mayBeCalled(ctx: Request, uid: string): Promise<void> {
  if (uid.length > 255) throw new Refusal(403, condition('valid-calendar-object-resource'))
  const [other] = await ctx.sql`select from event where space_id = ${spaceOf(ctx).id} and uid = ${uid}`
  if (other) throw new Refusal(409, condition('no-uid-conflict'))
}

/**
 * Changes an event to what a file says. Who does not see to it says whether they come, and keeps alarms of their own; no more.
 * @throws 403; Refusal
 */
export async function changeFrom(
  ctx: Request,
  ics: IcsEvent,
  member: Pick<Member, 'eventId' | 'tends'>,
  viewer: Viewer,
): Promise<void> {
  let [event, [kept]] = await Promise.all([eventFor(ctx, member.eventId), keptOf(ctx, [member], viewer)])
  if (ics.uid !== event.uid) throw new Refusal(409, condition('no-uid-conflict'))
  const beside = besideIn(ics, kept!, event.tends)
  if (!saysSame(ics, asShown(ctx, kept!, viewer))) event = await changed(ctx, event, ics, kept!)
  if (event.tends && beside.rest !== event.rest)
    await ctx.sql`update event set rest = ${beside.rest} where item_id = ${event.id}`
  await answerFrom(ctx, event, ics, kept, viewer)
  await keepOwn(ctx, event, viewer, beside, kept)
}

/** As its file says it, read again: so what programs cannot say is no difference. */
function asShown(ctx: Request, kept: Kept, viewer: Viewer): IcsEvent {
  return readCalendar(fileOf(ctx, kept, viewer), { most: 1, bytes: 2 * MOST_BYTES }).events[0]!
}

async function changed(ctx: Request, event: Event, put: IcsEvent, kept: Kept): Promise<Event> {
  if (!event.tends) throw notYours()
  const ics = await calledOffWhereAwaited(ctx, event, put)
  const page = pageOf(ctx, event.id, event.title)
  const input = inputFrom(ctx, ics, event, page)
  await changeEvent(ctx, event, input)
  const now = await eventFor(ctx, event.id)
  const said = datesFrom(ctx, ics, input, kept, page)
  const originals = [...kept.dates, ...said].map(({ original }) => original)
  if (originals.length) await noteDates(ctx, now, originals, () => sayDates(ctx, now, now.when, said))
  const off = ics.status === 'cancelled'
  if (off === event.cancelled) return now
  await callOff(ctx, now, undefined, off)
  return eventFor(ctx, event.id)
}

/** A date that is left out now, and to which others come, is called off instead: it stays where it is, and they are told. */
async function calledOffWhereAwaited(ctx: Request, event: Event, ics: IcsEvent): Promise<IcsEvent> {
  const except = ics.when.except ?? []
  const gone = except.filter((date) => !event.when.except.includes(date))
  if (!gone.length) return ics
  const rows = await ctx.sql<{ original: string }[]>`
    select o.original from occurrence o where o.event_id = ${event.id} and o.until_at > ${ctx.now}
      and (o.original = any(${gone}::text[]) or left(o.original, 10) = any(${gone}::text[]))
      and exists (select from answer a where a.event_id = o.event_id and coalesce(a.original, o.original) = o.original
        and a.person_id <> (select me()) and a.reply <> 'no')`
  const off = rows.map(({ original }) => original)
  const awaited = (date: string) => off.some((one) => one.startsWith(date))
  return {
    ...ics,
    when: { ...ics.when, except: except.filter((date) => !awaited(date)) },
    overrides: [
      ...ics.overrides.filter(({ original }) => !off.includes(original)),
      ...off.map((original) => ({ original, cancelled: true })),
    ],
  }
}

/**
 * An event that was taken away comes back where whoever may bring it back puts it again, as programs do that undo.
 * @returns it, if there was one
 */
export async function bringBack(
  ctx: Request,
  uid: string,
  name: string,
  viewer: Viewer,
): Promise<Pick<Member, 'eventId' | 'tends'> | undefined> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<{ id: number; authorId: number }[]>`
    select i.id, i.author_id from event e join item i on i.id = e.item_id
    where e.space_id = ${space.id} and e.uid = ${uid} and i.removed_at is not null and (i.removed_by = ${viewer.id} or ${viewer.host})`
  if (!row) return undefined
  await setRemoved(ctx, { ...row, spaceId: space.id }, 'event', false)
  await ctx.sql`update calendar_member set name = ${name} where space_id = ${space.id} and event_id = ${row.id}`
  const { tends } = await eventFor(ctx, row.id)
  return { eventId: row.id, tends }
}
