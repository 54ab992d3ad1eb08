import { Type as T } from '@sinclair/typebox'
import { spaceOf } from '../../spine/request/ctx.ts'
import { done, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import { dropAnswer, keepAnswer, keepNeeds, replies, ways } from './answers.ts'
import { Original, showAgain } from './event-routes.ts'
import { eventFor } from './events.ts'
import { dateUrl } from './present.ts'

const of = '/c/:space/events/:id'
const Optional = T.Optional(T.Union([Original, T.Literal('')]))

export const answerRoutes = [
  post(`${of}/answer`, {
    access: 'writer',
    summary:
      'Say whether you come: yes, perhaps or no, on site or online; to one date, or without it to all of them; empty: nothing is said any more',
    body: T.Object({
      reply: T.Union([...replies.map((one) => T.Literal(one)), T.Literal('')]),
      way: T.Optional(T.Union([...ways.map((one) => T.Literal(one)), T.Literal('')])),
      date: Optional,
      all: T.Optional(T.Boolean()),
    }),
    query: T.Object({ from: T.Optional(T.Union([T.Literal('home'), T.Literal('space')])) }),
    response: Url,
    async handle(ctx, { params, query, body }) {
      const event = await eventFor(ctx, idOf(params))
      // What is once is meant whole, also by who still sees it where it was before it moved.
      const original = body.all || !event.repeats ? undefined : body.date || undefined
      if (body.reply) await keepAnswer(ctx, event, { reply: body.reply, way: body.way || undefined, original })
      else await dropAnswer(ctx, event, original)
      const url = body.date && event.repeats ? dateUrl(event.url, body.date) : event.url
      // Answered on a home, one stays there.
      const back = { home: '/', space: `/c/${spaceOf(ctx).slug}` }
      return done(query.from ? back[query.from] : url, { url })
    },
    form: (ctx, { params, typed, errors }) => showAgain(ctx, idOf(params), { typed, errors }),
  }),

  post(`${of}/needs`, {
    access: 'writer',
    summary:
      'Say what you need to take part (language, captions, access, care, food): only those who see to the event read it',
    body: T.Object({ needs: T.Optional(T.String({ maxLength: 1000 })), date: Optional }),
    response: Url,
    async handle(ctx, { params, body }) {
      const event = await eventFor(ctx, idOf(params))
      await keepNeeds(ctx, event, body.needs ?? '')
      // What one needs is of all dates; one looks at the same as before.
      const url = body.date && event.repeats ? dateUrl(event.url, body.date) : event.url
      return done(url, { url })
    },
    form: (ctx, { params, typed, errors }) => showAgain(ctx, idOf(params), { typed, errors }),
  }),
]
