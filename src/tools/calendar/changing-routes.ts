import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import { callOff, eventAt, scopes } from './changing.ts'
import { Original } from './event-routes.ts'
import { type Event, eventFor, mustTend } from './events.ts'
import { EventFields, eventIn, typedOf } from './form.ts'
import { dateUrl } from './present.ts'
import { mindRest, restAhead } from './rhythm/quiet.ts'
import { changeAt } from './scope.ts'
import { eventForm } from './views/form.ts'

const of = '/c/:space/events/:id'
const ScopeSchema = T.Union(scopes.map((one) => T.Literal(one)))

export const changingRoutes = [
  get(`${of}/edit`, {
    access: 'writer',
    summary: 'What is said of an event, to be changed; of one date of a repeating one, where that is named',
    query: T.Object({ date: T.Optional(Original) }),
    response: T.Object({ typed: T.Record(T.String(), T.String()), version: T.Integer() }),
    async handle(ctx, { params, query }) {
      const event = await eventFor(ctx, idOf(params))
      mustTend(ctx, event)
      const typed = await typedAt(ctx, event, query.date)
      const rest = await restAhead(ctx)
      return page({ typed, version: event.version }, () => eventForm(ctx, { typed, event, original: query.date, rest }))
    },
  }),

  post(`${of}/edit`, {
    access: 'writer',
    summary:
      'Say an event otherwise: this date alone, this and the following ones, or all of them; who sees to it, and hosts',
    body: T.Composite([
      EventFields,
      T.Object({
        scope: T.Optional(ScopeSchema),
        date: T.Optional(T.Union([Original, T.Literal('')])),
        version: T.Optional(T.Integer({ minimum: 1 })),
      }),
    ]),
    response: Url,
    async handle(ctx, { params, body }) {
      const event = await heldEvent(ctx, idOf(params))
      if (body.version !== undefined && body.version !== event.version) throw invalid('title', 'changed-meanwhile')
      const original = body.date || undefined
      const was = body.despite ? undefined : await typedAt(ctx, event, original)
      // Whoever moves a date minds the rest of others; other words of what is there already change nothing.
      if (was && was.day !== body.day) await mindRest(ctx, eventIn(body, readingOf(ctx, event)).when)
      const url = await changeAt(ctx, event, body, { scope: body.scope, date: original })
      return done(url, { url })
    },
    async form(ctx, again) {
      const event = await eventFor(ctx, idOf(again.params))
      const original = typeof again.typed.date === 'string' && again.typed.date ? again.typed.date : undefined
      return eventForm(
        ctx,
        { typed: await typedAt(ctx, event, original), event, original, rest: await restAhead(ctx) },
        again,
      )
    },
  }),

  post(`${of}/cancellation`, {
    access: 'writer',
    summary: 'Call an event off (on), or one of its dates; or hold it after all',
    body: T.Object({ on: T.Boolean(), date: T.Optional(T.Union([Original, T.Literal('')])) }),
    response: Url,
    async handle(ctx, { params, body }) {
      const event = await eventFor(ctx, idOf(params))
      await callOff(ctx, event, body.date || undefined, body.on)
      const url = body.date ? dateUrl(event.url, body.date) : event.url
      return done(url, { url })
    },
  }),
]

/** An event that nobody else changes until this is done. @throws 403; 404 */
async function heldEvent(ctx: Request, id: number): Promise<Event> {
  mustTend(ctx, await eventFor(ctx, id))
  await ctx.sql`select from tail where item_id = ${id} for no key update`
  return eventFor(ctx, id)
}

/** How a form that changes an event is read. */
function readingOf(ctx: Request, event: Event) {
  return { zone: event.when.zone ?? ctx.timeZone, lang: spaceOf(ctx).lang }
}

/** The form of an event as one of its dates has it. */
async function typedAt(ctx: Request, event: Event, original: string | undefined): Promise<Record<string, string>> {
  return typedOf(original ? await eventAt(ctx, event, original) : event)
}
