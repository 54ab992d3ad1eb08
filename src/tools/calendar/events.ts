import { randomUUID } from 'node:crypto'
import type { CheckedWhen, When } from '../../platform/calendar/when.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { notFound, notYours } from '../../platform/http/problems.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import { record } from '../../spine/activity/record.ts'
import { goGently } from '../../spine/care/newcomers.ts'
import { type Backdated, makeItem, makeItems, plainTags, plainTitle } from '../../spine/items/items.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import type { Under } from '../../spine/messages/post.ts'
import { type Ctx, mayStart, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { idSlug } from '../../spine/slug.ts'
import { wallTimes } from './checked.ts'
import { addDates, addDatesOfMany, datesOf, keepDates, repeats } from './dates.ts'
import { noteChange, saidNow } from './telling/changes.ts'

/** One point of an agenda: a question, and the minutes that it may take. */
export type Point = { min: number; ask: string }

/** What is said of an event besides its title, and when it is. */
export interface Said {
  description: string
  /** Where it is on site, how one gets there, what to know about access. */
  place: string
  way: string
  access: string
  /** Where it is online, and by which number one can listen in. */
  link: string
  dialIn: string
  format: string
  agenda: Point[]
  prepare: string
  /** So many places there are; null: no limit. */
  places: number | null
}

export interface EventInput extends Said {
  title: string
  lang: string
  tags: string[]
  when: When
}

/** An event as it is kept, for whoever may read it. */
export interface Event extends Under, Said {
  title: string
  lang: string
  tags: string[]
  url: string
  authorId: number
  modseq: number
  uid: string
  sequence: number
  version: number
  when: CheckedWhen
  /** It has several dates, by a rule or one by one. */
  repeats: boolean
  cancelled: boolean
  rest: string
  /** Whether the asking person sees to it: who does, as said of it, whoever began it, and hosts. */
  tends: boolean
}

export function urlOf(slug: string, id: number, title: string): string {
  return `/c/${slug}/events/${idSlug(id, title)}`
}

/** The columns of a `Said`, of `event e`. */
export const saidColumns = (sql: Sql) =>
  sql`e.description, e.place, e.way, e.access, e.link, e.dial_in, e.format, e.agenda, e.prepare, e.places`

interface EventRow extends Omit<Event, 'url' | 'when' | 'repeats' | 'tends'> {
  starts: string
  ends: string
  zone: string | null
  rule: string | null
  added: string[]
  leftOut: string[]
  sees: boolean
}

/** An event of the space of the address. Access is the query. @throws 404 */
export async function eventFor(ctx: Ctx, id: number): Promise<Event> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<EventRow[]>`
    select i.id, i.space_id, i.kind, i.title, i.lang, i.tags, i.author_id, t.modseq, ${saidColumns(ctx.sql)},
      e.uid, e.sequence, e.version, e.rest, e.starts, e.ends, e.zone, e.rule, e.added, e.left_out, e.cancelled_at is not null cancelled,
      tends_event(i.id) sees
    from item i join event e on e.item_id = i.id join tail t on t.item_id = i.id
    where i.id = ${id} and i.space_id = ${space.id} and i.removed_at is null`
  if (!row) throw notFound()
  const { starts, ends, zone, rule, added, leftOut, sees, ...rest } = row
  const own = rest.authorId === ctx.me?.id && mayStart(space)
  const when = { starts, ends, zone, rule, dates: added, except: leftOut }
  return { ...rest, when, repeats: repeats(when), url: urlOf(space.slug, id, rest.title), tends: sees || own }
}

/** Who sees to an event changes it. @throws 403 */
export function mustTend(ctx: Ctx, event: Event): void {
  if (spaceOf(ctx).closed) throw notYours('space-closed')
  if (!event.tends) throw notYours()
}

/** How another program named it, where it came from one. */
export interface Outside {
  uid: string
  rest: string
  cancelled: boolean
}

/**
 * Suggests a date: makes an event with all its dates. Whoever does sees to it.
 * @throws Invalid; 403 for guests
 */
export async function makeEvent(
  ctx: Ctx,
  input: EventInput,
  backdated?: Backdated,
  outside?: Outside,
): Promise<{ id: number; url: string }> {
  if (!backdated) mustStart(ctx)
  const space = spaceOf(ctx)
  const when = wallTimes(input.when)
  if (!backdated) await goGently(ctx, input.description, 0, [])
  const { title, lang, tags } = input
  const { dates, knownUntil } = datesOf(when, ctx.now)
  const id = await makeItem(ctx, { kind: 'event', spaceId: space.id, title, lang, tags }, backdated)
  const by = backdated?.authorId ?? meOf(ctx).id
  const { sql } = ctx
  // One after another, in one round trip.
  await Promise.all([
    sql`insert into event ${sql({
      item_id: id,
      space_id: space.id,
      uid: outside?.uid ?? `${randomUUID()}@copse`,
      rest: outside?.rest ?? '',
      known_until: knownUntil,
      cancelled_at: outside?.cancelled ? ctx.now : null,
      ...columnsOf(sql, input),
      ...whenColumns(when),
    })}`,
    sql`insert into event_part (event_id, space_id, part, person_id) values (${id}, ${space.id}, 'host', ${by})`,
    // In the name of somebody else nothing is followed: what one follows is one's own.
    by === ctx.me?.id &&
      sql`insert into follow (person_id, item_id, level) values (${by}, ${id}, 'follow') on conflict do nothing`,
    addDates(sql, { id, spaceId: space.id }, dates),
  ])
  return { id, url: urlOf(space.slug, id, plainTitle(title)) }
}

/**
 * Makes many events of the asking person's, as `makeEvent` makes one: in as many statements for hundreds as for one.
 * @param news their times as `wallTimes` gives them @returns their ids, in their order @throws Invalid; 403 for guests
 */
export async function makeEvents(
  ctx: Ctx,
  news: { input: EventInput & { when: CheckedWhen }; outside: Outside }[],
): Promise<number[]> {
  mustStart(ctx)
  const { sql, now } = ctx
  const { id: spaceId } = spaceOf(ctx)
  const me = meOf(ctx).id
  const ids = await makeItems(
    ctx,
    { kind: 'event', spaceId },
    news.map(({ input }) => input),
  )
  const known = news.map(({ input }) => datesOf(input.when, now))
  const rows = news.map(({ input, outside }, at) => ({
    item_id: ids[at]!,
    space_id: spaceId,
    uid: outside.uid,
    rest: outside.rest,
    known_until: known[at]!.knownUntil,
    cancelled_at: outside.cancelled ? now : null,
    ...columnsOf(sql, input),
    agenda: input.agenda,
    ...whenColumns(input.when),
  }))
  const columns = Object.keys(rows[0]!)
  // One after another, in one round trip.
  await Promise.all([
    sql`
      insert into event (${sql(columns)}) select ${sql(columns)} from jsonb_populate_recordset(null::event, ${sql.json(rows as never)})`,
    sql`
      insert into event_part (event_id, space_id, part, person_id) select id, ${spaceId}, 'host', ${me} from unnest(${ids}::bigint[]) id`,
    sql`insert into follow (person_id, item_id, level) select ${me}, id, 'follow' from unnest(${ids}::bigint[]) id on conflict do nothing`,
    ...addDatesOfMany(sql, spaceId, new Map(known.map(({ dates }, at) => [ids[at]!, dates]))),
  ])
  return ids
}

/** Says an event otherwise, all its dates with it, but what was said of single ones. @returns its address @throws Invalid; 403 */
export async function changeEvent(ctx: Ctx, event: Event, input: EventInput): Promise<string> {
  mustTend(ctx, event)
  const when = wallTimes(input.when)
  const title = plainTitle(input.title)
  if (input.description !== event.description) await goGently(ctx, input.description, 0, [])
  const { sql } = ctx
  const [was] = await Promise.all([saidNow(ctx, event.id), nextModseq(ctx, event)])
  await Promise.all([
    sql`update item set title = ${title}, lang = ${input.lang}, tags = ${plainTags(input.tags)} where id = ${event.id}`,
    sql`
      update event set ${sql({ ...columnsOf(sql, input), ...whenColumns(when), changed_at: ctx.now })}, version = version + 1, sequence = sequence + 1
      where item_id = ${event.id}`,
  ])
  if (!sameTimes(when, event.when)) await keepDates(ctx, event.id, when)
  await Promise.all([noteChange(ctx, event, was), record(ctx, 'event.changed', event.spaceId, { itemId: event.id })])
  return urlOf(spaceOf(ctx).slug, event.id, title)
}

function sameTimes(one: CheckedWhen, other: CheckedWhen): boolean {
  const said = ({ starts, ends, zone, rule, dates, except }: CheckedWhen) =>
    JSON.stringify([starts, ends, zone, rule, dates, except])
  return said(one) === said(other)
}

function columnsOf(sql: Sql, said: Said) {
  const { description, place, way, access, link, dialIn, format, agenda, prepare, places } = said
  const html = renderMarkdown(description)
  return {
    description,
    html,
    place,
    way,
    access,
    link,
    dial_in: dialIn,
    format,
    agenda: sql.json(agenda),
    prepare,
    places,
  }
}

function whenColumns({ starts, ends, zone, rule, dates, except }: CheckedWhen) {
  return { starts, ends, zone, rule, added: dates, left_out: except }
}
