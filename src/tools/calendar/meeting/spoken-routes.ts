import { Type as T } from '@sinclair/typebox'
import type { Request } from '../../../spine/request/ctx.ts'
import { done, get, page, post } from '../../../spine/request/route.ts'
import { Made, Url } from '../../../spine/request/schemas.ts'
import { idOf } from '../../../spine/slug.ts'
import { Original } from '../event-routes.ts'
import { eventFor } from '../events.ts'
import { datedFor, mustHaveBegun, peopleHere } from './dated.ts'
import { presentSpoken, SpokenSchema } from './present.ts'
import { lookAt, spokenFor, takeAway, writeDown } from './spoken.ts'
import { spokenPage, writeDownPage } from './views/spoken.ts'

const of = '/c/:space/events/:id/spoken'
const date = T.Optional(T.Union([Original, T.Literal('')]))
const One = T.Object({ space: T.String(), id: T.String(), spoken: T.Integer({ minimum: 1 }) })

/** What was said, written down by somebody else. */
export const spokenRoutes = [
  get(`${of}/new`, {
    access: 'writer',
    summary: 'The form for writing down what somebody says at a date',
    query: T.Object({ date: T.Optional(Original) }),
    response: T.Object({ date: T.String() }),
    async handle(ctx, { params, query }) {
      const event = await eventFor(ctx, idOf(params))
      const at = await datedFor(ctx, event, query.date)
      mustHaveBegun(ctx, at, 'text')
      const people = await peopleHere(ctx)
      return page({ date: at.original }, () => writeDownPage(ctx, { event, at, people }))
    },
  }),

  post(of, {
    access: 'writer',
    summary: 'Write down what somebody (a handle) said at a date: they are told, and have the last word about it',
    body: T.Object({ text: T.String({ maxLength: 3000 }), person: T.String({ maxLength: 41 }), date }),
    response: Made,
    async handle(ctx, { params, body }) {
      const event = await eventFor(ctx, idOf(params))
      const at = await datedFor(ctx, event, body.date || undefined)
      const id = await writeDown(ctx, event, at, body)
      return done(`${at.url}#said-${id}`, { id, url: `${event.url}/spoken/${id}` }, 201)
    },
    async form(ctx, { params, typed, errors }) {
      const event = await eventFor(ctx, idOf(params))
      const original = typeof typed.date === 'string' && typed.date ? typed.date : undefined
      const at = await datedFor(ctx, event, original)
      return writeDownPage(ctx, { event, at, people: await peopleHere(ctx) }, { typed, errors })
    },
  }),

  get(`${of}/:spoken`, {
    access: 'reader',
    params: One,
    summary: 'Words that were written down; for who said them, to look at and to correct',
    response: SpokenSchema,
    async handle(ctx, { params }) {
      const { event, shown } = await saidAt(ctx, params)
      return page(shown, () => spokenPage(ctx, event, shown))
    },
  }),

  post(`${of}/:spoken`, {
    access: 'writer',
    params: One,
    summary: 'Say that one said it so, or how; for who said it',
    body: T.Object({ text: T.Optional(T.String({ maxLength: 3000 })) }),
    response: Url,
    async handle(ctx, { params, body }) {
      const { event, said } = await saidAt(ctx, params)
      await lookAt(ctx, event, said, body.text)
      return back(ctx, event, said.original, said.id)
    },
    async form(ctx, { params, typed, errors }) {
      const { event, shown } = await saidAt(ctx, params)
      return spokenPage(ctx, event, shown, { typed, errors })
    },
  }),

  post(`${of}/:spoken/removal`, {
    access: 'writer',
    params: One,
    summary: 'Take written down words away: who said them, who wrote them down, and hosts',
    response: Url,
    async handle(ctx, { params }) {
      const { event, said } = await saidAt(ctx, params)
      await takeAway(ctx, event, said)
      return back(ctx, event, said.original)
    },
  }),
]

async function saidAt(ctx: Request, params: { id: string; spoken: number }) {
  const event = await eventFor(ctx, idOf(params))
  const said = await spokenFor(ctx, event, params.spoken)
  return { event, said, shown: presentSpoken(event.url, said) }
}

async function back(ctx: Request, event: Awaited<ReturnType<typeof eventFor>>, original: string, id?: number) {
  const { url } = await datedFor(ctx, event, original)
  return done(id ? `${url}#said-${id}` : `${url}#spoken`, { url })
}
