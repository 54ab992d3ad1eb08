import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import type { Request } from '../../spine/request/ctx.ts'
import { spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { idIn } from '../../spine/slug.ts'
import { callOff, changeDate, occurrenceFor, type Scope, scopes } from './changing.ts'
import { Original } from './event-routes.ts'
import { changeEvent, type Event, eventFor, mustTend } from './events.ts'
import { changeFollowing } from './following.ts'
import { EventFields, eventIn, typedOf } from './form.ts'
import { dateUrl } from './present.ts'
import { mindRest, restAhead } from './rhythm/quiet.ts'
import { eventForm } from './views/form.ts'

const of = '/c/:space/events/:id'
const idOf = (params: unknown) => idIn((params as { id: string }).id)
const Url = T.Object({ url: T.String() })
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
      const event = await eventFor(ctx, idOf(params))
      mustTend(ctx, event)
      if (body.version !== undefined && body.version !== event.version) throw invalid('title', 'changed-meanwhile')
      const was = body.despite ? undefined : await typedAt(ctx, event, body.date || undefined)
      // Whoever moves a date minds the rest of others; other words of what is there already change nothing.
      if (was && was.day !== body.day) await mindRest(ctx, eventIn(body, readingOf(ctx, event)).when)
      const url = await change(ctx, event, body)
      return done(url, { url })
    },
    async form(ctx, again) {
      const event = await eventFor(ctx, idOf(again.params))
      const original = again.typed.date
      return eventForm(
        ctx,
        {
          typed: {},
          event,
          original: typeof original === 'string' && original ? original : undefined,
          rest: await restAhead(ctx),
        },
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

/** How a form that changes an event is read. */
const readingOf = (ctx: Request, event: Event) => ({ zone: event.when.zone ?? ctx.timeZone, lang: spaceOf(ctx).lang })

type Body = Parameters<typeof eventIn>[0] & { scope?: Scope; date?: string }

async function change(ctx: Request, event: Event, body: Body): Promise<string> {
  const { scope = 'all', date } = body
  const input = eventIn(body, readingOf(ctx, event))
  if (!date || !event.when.rule || scope === 'all') return changeEvent(ctx, event, await ofAll(ctx, event, input, date))
  if (scope === 'following') return changeFollowing(ctx, event, date, input)
  await changeDate(ctx, event, date, input)
  return dateUrl(event.url, date)
}

/** Whoever looked at one date and changes all of them moves the first as far as they moved this one. */
async function ofAll(ctx: Request, event: Event, input: ReturnType<typeof eventIn>, original: string | undefined) {
  if (!original || !event.when.rule)
    return { ...input, when: { ...input.when, dates: event.when.dates, except: event.when.except } }
  const seen = await occurrenceFor(ctx, event, original)
  const back = (typed: string, was: string, first: string) =>
    shifted(first, Date.parse(utc(typed)) - Date.parse(utc(was)))
  const { starts, ends, zone } = input.when
  if ((zone === null) !== (event.when.zone === null)) throw invalid('whole', 'date-alike')
  return {
    ...input,
    when: {
      ...input.when,
      starts: back(starts, seen.starts, event.when.starts),
      ends: back(ends, seen.ends, event.when.ends),
      dates: event.when.dates,
      except: event.when.except,
    },
  }
}

const utc = (wall: string) => (wall.length === 10 ? `${wall}T00:00:00Z` : `${wall}Z`)
const shifted = (wall: string, ms: number) => new Date(Date.parse(utc(wall)) + ms).toISOString().slice(0, wall.length)

/** The form of an event as one of its dates has it. */
async function typedAt(ctx: Request, event: Event, original: string | undefined): Promise<Record<string, string>> {
  if (!original) return typedOf(event)
  const { starts, ends } = await occurrenceFor(ctx, event, original)
  return typedOf({ ...event, when: { ...event.when, starts, ends } })
}
