import { invalid, notYours } from '../../../platform/http/problems.ts'
import { nextModseq } from '../../../spine/messages/change.ts'
import { type Ctx, meOf } from '../../../spine/request/ctx.ts'
import type { Event } from '../events.ts'
import { type Dated, personHere } from './dated.ts'

/** What people do at a meeting so that it goes well. Who hosts an event may also change it. */
export const parts = ['host', 'welcome', 'notes', 'time', 'energy', 'buddy'] as const
export type Part = (typeof parts)[number]

interface PartChange {
  part: Part
  on: boolean
  /** Of all dates, not of this one alone. */
  all: boolean
  /** Handle of whom it is about; without it oneself. */
  person?: string | undefined
  /** Somebody else instead of oneself. */
  instead?: boolean | undefined
}

/**
 * Takes a part or lays it down; gives it to somebody else, who is told. One gives what one has, and who sees to the event gives
 * any. To host is given only by who sees to it.
 * @throws 403; Invalid for a date that is called off or over, and for who does not belong here
 */
export async function changePart(ctx: Ctx, event: Event, dated: Dated, change: PartChange): Promise<void> {
  const { part, on, instead } = change
  const me = meOf(ctx).id
  if (on) mustBeAhead(ctx, dated)
  const who = change.person ? await personHere(ctx, 'person', change.person) : me
  const original = change.all ? null : dated.original
  const mine = await hasPart(ctx, event, part, original, me)
  const giving = who !== me || part === 'host'
  const laysDown = !on && who === me
  if (giving && !laysDown && !event.tends && !(on && instead && mine)) throw notYours()
  if (instead && !mine) throw notYours()
  await nextModseq(ctx, event)
  if (!on) await drop(ctx, event, part, original, who)
  else await give(ctx, event, part, original, who)
  if (on && instead && who !== me) await drop(ctx, event, part, original, me)
}

function mustBeAhead(ctx: Ctx, { cancelled, untilAt }: Dated): void {
  if (cancelled) throw invalid('part', 'date-off')
  if (untilAt <= ctx.now) throw invalid('part', 'date-over')
}

async function give({ sql }: Ctx, event: Event, part: Part, original: string | null, who: number): Promise<void> {
  const given = await sql`
    insert into event_part (event_id, space_id, original, part, person_id) values (${event.id}, ${event.spaceId}, ${original}, ${part}, ${who})
    on conflict do nothing returning person_id`
  // Who has it for all dates needs it for no single one.
  if (original === null)
    await sql`delete from event_part where event_id = ${event.id} and part = ${part} and person_id = ${who} and original is not null`
  if (given.length) await sql`select tell_part(${event.id}, ${original}, ${part}, ${who})`
}

async function drop({ sql }: Ctx, event: Event, part: Part, original: string | null, who: number): Promise<void> {
  await sql`
    delete from event_part where event_id = ${event.id} and part = ${part} and person_id = ${who} and original is not distinct from ${original}`
}

async function hasPart({ sql }: Ctx, event: Event, part: Part, original: string | null, who: number): Promise<boolean> {
  const rows = await sql`
    select from event_part where event_id = ${event.id} and part = ${part} and person_id = ${who} and original is not distinct from ${original}`
  return rows.length > 0
}
