import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { aspectsTag, lastPage, saidUnder } from '../../spine/items/aspects.ts'
import { originOf, presentOrigin } from '../../spine/items/origin.ts'
import { removalRoutes } from '../../spine/items/removal.ts'
import { itemRoutes } from '../../spine/items/routes.ts'
import { messageRoutes } from '../../spine/messages/routes.ts'
import { cardOf } from '../../spine/people/cards.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Made, PageNumber } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'
import { dayIn, isDay } from './days.ts'
import { eventRow, needsOf } from './event-row.ts'
import { eventFor, makeEvent } from './events.ts'
import { EventFields, eventIn } from './form.ts'
import { agendaOf, beginWith } from './meeting/begin.ts'
import { MeetingSchema, meetingTag, presentMeeting } from './meeting/present.ts'
import { meetingRow } from './meeting/row.ts'
import { EventSchema, NeedsSchema, presentEvent } from './present.ts'
import { mindRest, restAhead } from './rhythm/quiet.ts'
import { AroundSchema, aroundRow, presentAround } from './telling/around.ts'
import { eventPage } from './views/event.ts'
import { eventForm } from './views/form.ts'

const of = '/c/:space/events/:id'
export const Original = T.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d)?$' })

export const eventRoutes = [
  get('/c/:space/events/new', {
    access: 'writer',
    summary: 'The form for suggesting a date, perhaps with a day or a title',
    query: T.Object({
      day: T.Optional(T.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })),
      title: T.Optional(T.String({ maxLength: 200 })),
      format: T.Optional(T.String({ pattern: '^[a-z-]{1,40}$' })),
    }),
    response: T.Object({ day: T.String(), title: T.String() }),
    async handle(ctx, { query }) {
      mustStart(ctx)
      const { title = '', format } = query
      const day = query.day && isDay(query.day) ? query.day : dayIn(ctx.now, ctx.timeZone)
      const rest = await restAhead(ctx)
      return page({ day, title }, () => eventForm(ctx, { typed: { day, title, ...beginWith(ctx, format) }, rest }))
    },
  }),

  post('/c/:space/events', {
    access: 'writer',
    summary: 'Suggest a date: an event, once or repeating, on site or online or both; in a quiet time with `despite`',
    body: EventFields,
    response: Made,
    async handle(ctx, { body }) {
      const input = eventIn(body, { zone: ctx.timeZone, lang: spaceOf(ctx).lang })
      if (!body.despite) await mindRest(ctx, input.when)
      const made = await makeEvent(ctx, { ...input, agenda: agendaOf(input) })
      return done(made.url, made, 201)
    },
    form: async (ctx, again) => eventForm(ctx, { rest: await restAhead(ctx) }, again),
  }),

  get(of, {
    access: 'reader',
    summary:
      'A date: when and where, who comes, its agenda, and a page of what was said about it; of a repeating one the next, or the one named',
    query: T.Object({
      page: PageNumber,
      date: T.Optional(Original),
    }),
    response: T.Composite([
      EventSchema,
      AroundSchema,
      T.Object({ meeting: MeetingSchema, needs: T.String(), othersNeed: NeedsSchema }),
    ]),
    load: ({ sql, now, params, query }) =>
      Promise.all([
        eventRow(sql, idOf(params), query.date, now),
        saidUnder(sql, idOf(params), query.page ?? 1),
        needsOf(sql, { id: idOf(params) }),
        aroundRow(sql, idOf(params), query.date, now),
        meetingRow(sql, idOf(params), query.date, now),
        originOf(sql, idOf(params)),
      ]),
    async handle(ctx, { query }, [[row], rows, needs, [around], [hung], origin]) {
      if (!row || !around || !hung || row.spaceId !== spaceOf(ctx).id) throw notFound()
      const event = { ...presentEvent(ctx, row, rows, query.page ?? 1), ...presentAround(ctx, around) }
      const meeting = presentMeeting(ctx, event.url, row, hung)
      const shown = { ...event, meeting }
      if (shown.page > shown.pages) throw notFound()
      const etag = [
        'event',
        row.version,
        query.date,
        row.date.original,
        shown.over,
        row.needs,
        ...needs.map(({ id, needs }) => `${id} ${needs}`),
        around.remind || around.usually,
        ...meetingTag(ctx, meeting),
        origin[0]?.title,
        ...aspectsTag(row),
      ]
      const othersNeed = needs.map(({ needs, ...one }) => ({ ...cardOf(one), needs }))
      return page(
        { ...shown, othersNeed },
        () => eventPage(ctx, { ...shown, othersNeed: needs, source: presentOrigin(ctx.site, origin) }),
        { etag },
      )
    },
  }),

  ...removalRoutes({ path: of, kind: 'event', itemFor: eventFor }),
  ...itemRoutes({ path: of, itemFor: eventFor }),
  ...messageRoutes({ path: of, itemFor: eventFor, pageAgain: (ctx, id, again) => showAgain(ctx, id, again) }),
]

/** Its page with what was typed, when it cannot be taken; of what repeats, at the date that was meant. */
export async function showAgain(ctx: Request, id: number, again: Again) {
  const { date } = again.typed ?? {}
  const original = typeof date === 'string' && date ? date : undefined
  const [[row], [around], [hung], origin] = await Promise.all([
    eventRow(ctx.sql, id, original, ctx.now),
    aroundRow(ctx.sql, id, original, ctx.now),
    meetingRow(ctx.sql, id, original, ctx.now),
    originOf(ctx.sql, id),
  ])
  if (!row || !around || !hung || row.spaceId !== spaceOf(ctx).id) throw notFound()
  const which = lastPage(row)
  const shown = { ...presentEvent(ctx, row, await saidUnder(ctx.sql, id, which), which), ...presentAround(ctx, around) }
  const meeting = presentMeeting(ctx, shown.url, row, hung)
  const othersNeed = await needsOf(ctx.sql, { id })
  return eventPage(ctx, { ...shown, meeting, othersNeed, source: presentOrigin(ctx.site, origin) }, again)
}
