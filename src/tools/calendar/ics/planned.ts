import { createHash } from 'node:crypto'
import { type IcsEvent, readCalendar } from '../../../platform/calendar/file.ts'
import { CalendarTrouble, type CheckedWhen } from '../../../platform/calendar.ts'
import { Invalid, invalid } from '../../../platform/http/problems.ts'
import { plainText } from '../../../platform/plain-text.ts'
import { type Ctx, spaceOf } from '../../../spine/request/ctx.ts'
import { wallTimes } from '../checked.ts'
import { datesOf } from '../dates.ts'
import type { EventInput } from '../events.ts'
import { linkIn, oneLine } from './outside-dates.ts'
import { toldEvent } from './told.ts'
import { type WholeEvent, wholeEvents } from './whole.ts'

/** How many events one file brings, how large it may be, and how many dates come of it. */
export const MOST = 500
export const MOST_BYTES = 2_000_000
const MOST_DATES = 30_000
/** Others wait meanwhile: what takes more of the processor to reckon is not taken. */
const WITHIN_MS = 3000

/** What is not taken, and why: as `Trouble` of the file says, or because of what is here. */
export interface NotTaken {
  title: string
  why: string
}

/** An event that is taken: a new one, or one that is here and is changed; `same`: nothing is to be done. */
export interface Planned {
  state: 'new' | 'changed' | 'same'
  id?: number
  uid: string
  event: IcsEvent
  input: EventInput & { when: CheckedWhen }
}

interface There {
  id: number
  uid: string
  removed: boolean
  tends: boolean
}

/**
 * What would come of a file, without doing any of it.
 * @throws Invalid where it is no calendar, or too much
 */
export async function planned(ctx: Ctx & { home: string }, file: string | Uint8Array) {
  const { events, troubles } = read(ctx, file)
  const refused: NotTaken[] = troubles.map(({ title = '', why }) => ({ title: oneLine(title, 200), why }))
  const there = await thereAlready(ctx, events.map(uidOf))
  const ids = [...there.values()].filter(({ removed, tends }) => tends && !removed).map(({ id }) => id)
  const wholes = new Map((await wholeEvents(ctx.sql, { ids })).map((whole) => [whole.id, whole]))
  const plans: Planned[] = []
  let spent = 0
  let dates = 0
  for (const event of events) {
    const began = process.cpuUsage()
    const one = there.get(uidOf(event))
    const title = oneLine(event.title, 200)
    if (one?.removed) refused.push({ title, why: 'removed' })
    else if (one && !one.tends) refused.push({ title, why: 'not-yours' })
    else
      try {
        const plan = planOf(ctx, event, one && wholes.get(one.id))
        dates += datesOf(plan.input.when, ctx.now).dates.length
        plans.push(plan)
      } catch (error) {
        if (!(error instanceof Invalid || error instanceof CalendarTrouble)) throw error
        refused.push({ title, why: 'time' })
      }
    spent += process.cpuUsage(began).user / 1000
    if (spent > WITHIN_MS || dates > MOST_DATES) throw invalid('file', 'calendar-too-much')
  }
  return { plans, refused }
}

function read(ctx: Ctx, file: string | Uint8Array) {
  try {
    const calendar = readCalendar(file, { most: MOST, bytes: MOST_BYTES, zone: ctx.timeZone })
    if (!calendar.events.length && !calendar.troubles.length) throw invalid('file', 'no-dates')
    return calendar
  } catch (error) {
    if (error instanceof CalendarTrouble) throw invalid('file', 'no-calendar')
    throw error
  }
}

/** Its name as it can be kept. */
function uidOf({ uid }: IcsEvent): string {
  const plain = oneLine(uid, 1000)
  return plain.length <= 255 ? plain : createHash('sha256').update(uid).digest('hex')
}

async function thereAlready(ctx: Ctx, uids: string[]): Promise<Map<string, There>> {
  const rows = await ctx.sql<There[]>`
    select i.id, e.uid, i.removed_at is not null removed, tends_event(i.id) or i.author_id = (select me()) tends
    from event e join item i on i.id = e.item_id where e.space_id = ${spaceOf(ctx).id} and e.uid = any(${uids}::text[])`
  return new Map(rows.map((row) => [row.uid, row]))
}

function planOf(ctx: Ctx & { home: string }, event: IcsEvent, whole: WholeEvent | undefined): Planned {
  const input = inputOf(event, spaceOf(ctx).lang)
  const planned = { event, uid: uidOf(event), input: { ...input, when: wallTimes(input.when) } }
  if (!whole) return { ...planned, state: 'new' }
  return { ...planned, id: whole.id, ...asChanged(ctx, whole, planned) }
}

function inputOf(event: IcsEvent, lang: string): EventInput {
  const link = linkIn(/^(?:CONFERENCE|X-GOOGLE-CONFERENCE)(?:;[^:]*)?:(.+)$/im.exec(event.rest)?.[1] ?? '')
  const page = linkIn(event.url)
  const said = plainText(event.description)
  const description = page && !said.includes(page) ? `${said}\n\n${page}`.trim() : said
  return {
    title: oneLine(event.title, 200) || oneLine(event.place, 200) || '…',
    lang,
    tags: event.categories,
    when: event.when,
    description: storable(description).slice(0, 20_000),
    place: oneLine(event.place, 300),
    way: '',
    access: '',
    link,
    dialIn: '',
    format: '',
    agenda: [],
    prepare: '',
    places: null,
  }
}

/** Words of several lines without what a database cannot keep. */
export function storable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').replace(/[\ud800-\udfff]/gu, '\ufffd')
}

/** What the file says otherwise than what is here; a file that came from here says the same. */
function asChanged(ctx: Ctx & { home: string }, whole: WholeEvent, { event, input }: Pick<Planned, 'event' | 'input'>) {
  const told = toldEvent(ctx.locale, ctx.home, whole)
  const same = (a: string, b: string) => a.trim() === b.trim()
  const kept: Planned['input'] = {
    ...input,
    ...(({ way, access, dialIn, format, agenda, prepare, places, tags }) => ({
      way,
      access,
      dialIn,
      format,
      agenda,
      prepare,
      places,
      tags,
    }))(whole),
    description: same(event.description, told.description) ? whole.description : input.description,
    place: same(event.place, told.place) ? whole.place : input.place,
    link: input.link || whole.link,
  }
  const now = [kept.title, kept.description, kept.place, kept.link, timesOf(kept.when), event.status === 'cancelled']
  const here = [
    whole.title,
    whole.description,
    whole.place,
    whole.link,
    timesOf(told.when),
    told.status === 'cancelled',
  ]
  const state = JSON.stringify(now) === JSON.stringify(here) && !event.overrides.length ? 'same' : 'changed'
  return { input: kept, state: state as 'same' | 'changed' }
}

function timesOf({ starts, ends, zone, rule, dates, except }: IcsEvent['when']) {
  return [starts, ends, zone, rule ?? null, dates ?? [], except ?? []]
}
