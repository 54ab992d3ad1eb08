import { propertyOf } from '../../platform/calendar/file/properties.ts'
import type { IcsEvent } from '../../platform/calendar/file.ts'
import { Refusal } from '../../platform/dav/refusal.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import type { Event } from '../calendar/index.ts'
import type { Kept } from './kept.ts'
import { condition } from './names.ts'
import type { Viewer } from './viewer.ts'
import { linesIn } from './written.ts'

const MOST_REST = 20_000
const MOST_ALARMS = 100_000

/** What a file says beside an event: for everybody, and for the viewer alone. */
export interface Beside {
  rest: string
  ownRest: string
  alarms: string[]
}

/**
 * Alarms are everyone's own, and so is what programs note for themselves; what else we have no word for is the event's, where
 * whoever writes sees to it.
 * @throws Refusal for more than is kept
 */
export function besideIn(ics: IcsEvent, before: Pick<Kept, 'rest'>, tends: boolean): Beside {
  // How one takes part from afar is written anew from what is kept.
  const lines = linesIn(ics.rest).filter((line) => propertyOf(line)?.name !== 'CONFERENCE')
  const known = new Set(linesIn(before.rest))
  const shared = tends ? lines.filter((line) => known.has(line) || !/^X-/i.test(line)) : [...known]
  const own = lines.filter((line) => !shared.includes(line))
  const beside = { rest: shared.join('\n'), ownRest: own.join('\n'), alarms: ics.alarms }
  if (
    Math.max(beside.rest.length, beside.ownRest.length) > MOST_REST ||
    Buffer.byteLength(JSON.stringify(ics.alarms)) > MOST_ALARMS - 1000
  )
    throw new Refusal(403, condition('max-resource-size'))
  return beside
}

/** Keeps what is for the viewer alone. */
export async function keepOwn(
  ctx: Ctx,
  event: Event,
  viewer: Viewer,
  { alarms, ownRest }: Beside,
  before?: Kept,
): Promise<void> {
  const was = before ?? { alarms: [], ownRest: '' }
  if (JSON.stringify(was.alarms) === JSON.stringify(alarms) && was.ownRest === ownRest) return
  if (alarms.length || ownRest)
    await ctx.sql`
      insert into calendar_own (event_id, space_id, person_id, alarms, rest)
      values (${event.id}, ${event.spaceId}, ${viewer.id}, ${ctx.sql.json(alarms)}, ${ownRest})
      on conflict (event_id, person_id) do update set alarms = excluded.alarms, rest = excluded.rest`
  else await ctx.sql`delete from calendar_own where event_id = ${event.id} and person_id = ${viewer.id}`
}
