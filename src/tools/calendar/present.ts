import { Type as T } from '@sinclair/typebox'
import { presentAspects } from '../../spine/items/aspects.ts'
import { type MessageRow, MessageSchema } from '../../spine/messages/read.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, mayStart, mayWrite, spaceOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { isOver } from './days.ts'
import type { EventRow } from './event-row.ts'
import { urlOf } from './events.ts'
import type { DateRow } from './range.ts'

const times = {
  /** By the clock on the wall where it is; of whole days the day after the last. */
  starts: T.String(),
  ends: T.String(),
  zone: nullable(T.String()),
  /** As moments, in UTC. */
  from: T.String(),
  until: T.String(),
}

export const DateSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  title: T.String(),
  lang: T.String(),
  original: T.String(),
  ...times,
  place: T.String(),
  link: T.String(),
  dialIn: T.String(),
  repeats: T.Boolean(),
  cancelled: T.Boolean(),
  reply: nullable(T.String()),
  /** Of which calendar of others it is, whose dates are shown here and cannot be answered. */
  outside: nullable(T.String()),
  space: T.Object({ slug: T.String(), name: T.String(), kind: T.String() }),
})

/** A date as the database has it. */
export type FoundDate = DateRow & { coming: number }

export type ShownDate = ReturnType<typeof presentDate>

/** The address of one date of an event. */
export function dateUrl(url: string, original: string): string {
  return `${url}?date=${original}`
}

/** Where more is said of a date of others: at its own address, else where it is said whose it is. */
function outsideUrl({ link, space }: Pick<DateRow, 'link' | 'space'>): string {
  return link || `/c/${space.slug}/calendar/outside`
}

/** A date in a calendar, as the API and the pages show it. */
export function presentDate(row: FoundDate) {
  const { eventId: id, fromAt, untilAt, ...rest } = row
  const url = row.outside === null ? urlOf(row.space.slug, id, row.title) : outsideUrl(row)
  return {
    ...rest,
    id,
    // Of what is there once, the address alone leads to it.
    url: row.repeats ? dateUrl(url, row.original) : url,
    from: fromAt.toISOString(),
    until: untilAt.toISOString(),
    fromAt,
    untilAt,
  }
}

const AnswerSchema = T.Object({
  person: PersonSchema,
  reply: T.String(),
  way: nullable(T.String()),
  waiting: T.Boolean(),
})

/** What people need who come: for those alone who see to it, else empty. */
export const NeedsSchema = T.Array(T.Composite([PersonSchema, T.Object({ needs: T.String() })]))

export const EventSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  title: T.String(),
  lang: T.String(),
  tags: T.Array(T.String()),
  original: T.String(),
  ...times,
  rule: nullable(T.String()),
  /** It has several dates, by a rule or one by one. */
  repeats: T.Boolean(),
  cancelled: T.Boolean(),
  html: T.String(),
  place: T.String(),
  way: T.String(),
  access: T.String(),
  link: T.String(),
  dialIn: T.String(),
  format: T.String(),
  agenda: T.Array(T.Object({ min: T.Integer(), ask: T.String() })),
  prepare: T.String(),
  places: nullable(T.Integer()),
  hosts: T.Array(PersonSchema),
  answers: T.Array(AnswerSchema),
  ahead: T.Array(T.Object({ original: T.String(), url: T.String(), from: T.String(), cancelled: T.Boolean() })),
  author: PersonSchema,
  createdAt: T.String(),
  messageCount: T.Integer(),
  level: T.String(),
  messages: T.Array(MessageSchema),
  previous: nullable(T.String()),
  next: nullable(T.String()),
})

export type ShownEvent = ReturnType<typeof presentEvent>

/** A date of an event with what was said about it. */
export function presentEvent(ctx: Ctx, row: EventRow, rows: MessageRow[], which: number) {
  const url = urlOf(spaceOf(ctx).slug, row.id, row.title)
  const { date } = row
  const aspects = presentAspects(ctx, row, { url, rows, which })
  const answers = placed(row)
  return {
    ...aspects,
    id: row.id,
    url,
    title: date.title ?? row.title,
    lang: row.lang,
    tags: row.tags,
    original: date.original,
    starts: row.starts,
    ends: row.ends,
    zone: row.zone,
    fromAt: row.fromAt,
    untilAt: row.untilAt,
    from: row.fromAt.toISOString(),
    until: row.untilAt.toISOString(),
    rule: row.rule,
    repeats: row.repeats,
    moved: date.moved,
    cancelled: row.eventCancelled || date.cancelled,
    allCancelled: row.eventCancelled,
    over: isOver(row, ctx.now, ctx.timeZone),
    html: date.html ?? row.html,
    place: date.place ?? row.place,
    way: row.way,
    access: row.access,
    link: date.link ?? row.link,
    dialIn: date.dialIn ?? row.dialIn,
    format: row.format,
    agenda: date.agenda ?? row.agenda,
    prepare: date.prepare ?? row.prepare,
    places: row.places,
    hosts: row.hosts.map(cardOf),
    answers,
    mine: answers.find(({ person }) => person.id === ctx.me?.id),
    needs: row.needs ?? '',
    ahead: row.ahead.map(({ original, fromAt, cancelled }) => ({
      original,
      url: dateUrl(url, original),
      from: new Date(fromAt).toISOString(),
      cancelled,
    })),
    mayAnswer: mayWrite(spaceOf(ctx)) && ctx.me !== null,
    // What people need is only for those named as seeing to it.
    sees: row.hosts.some(({ id }) => id === ctx.me?.id),
    tendsIt: row.sees || (row.by.id === ctx.me?.id && mayStart(spaceOf(ctx))),
  }
}

/** Places go to those on site who said yes first; the others wait. Online there is room. */
function placed({ answers, places, place, link, dialIn }: EventRow) {
  const both = place !== '' && (link !== '' || dialIn !== '')
  let taken = 0
  return answers.map(({ person, reply, way, all }) => {
    const needsPlace = reply === 'yes' && !(both && way === 'online')
    if (needsPlace) taken++
    return { person: cardOf(person), reply, way, all, waiting: needsPlace && places !== null && taken > places }
  })
}
