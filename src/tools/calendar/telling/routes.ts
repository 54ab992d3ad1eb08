import { Type as T } from '@sinclair/typebox'
import { reminds } from '../../../spine/notify/reasons.ts'
import { done, post } from '../../../spine/request/route.ts'
import { Url } from '../../../spine/request/schemas.ts'
import { idIn, idOf } from '../../../spine/slug.ts'
import { Original, showAgain } from '../event-routes.ts'
import { type Event, eventFor } from '../events.ts'
import { dateUrl } from '../present.ts'
import { bringQuestion, dropQuestion, states, turnQuestion } from './office.ts'
import { keepReminder } from './reminding.ts'

const of = '/c/:space/events/:id'
const Optional = T.Optional(T.Union([Original, T.Literal('')]))
const backTo = (event: Event, date: string | undefined, part: string) =>
  `${event.repeats && date ? dateUrl(event.url, date) : event.url}#${part}`

export const tellingRoutes = [
  post(`${of}/reminder`, {
    access: 'writer',
    summary: 'Say when you want to be reminded of this event: none, day, hour or both; empty: as of all dates',
    body: T.Object({
      remind: T.Optional(T.Union([...reminds.map((one) => T.Literal(one)), T.Literal('')])),
      date: Optional,
    }),
    response: Url,
    async handle(ctx, { params, body }) {
      const event = await eventFor(ctx, idOf(params))
      await keepReminder(ctx, event, body.remind ?? '')
      const url = backTo(event, body.date, 'answer')
      return done(url, { url })
    },
  }),

  post(`${of}/questions`, {
    access: 'writer',
    summary: 'Bring a question to an office hour: everyone in the space sees it, and it waits its turn',
    body: T.Object({ question: T.String({ maxLength: 1000 }), date: Original }),
    response: Url,
    async handle(ctx, { params, body }) {
      const event = await eventFor(ctx, idOf(params))
      await bringQuestion(ctx, event, body.date, body.question)
      const url = backTo(event, body.date, 'questions')
      return done(url, { url }, 201)
    },
    form: (ctx, { params, typed, errors }) => showAgain(ctx, idOf(params), { typed, errors }),
  }),

  post(`${of}/questions/:question/turn`, {
    access: 'writer',
    summary: 'Move a question of an office hour on: now, done, or waiting again; who sees to it',
    body: T.Object({ state: T.Union(states.map((one) => T.Literal(one))), date: Optional }),
    response: Url,
    async handle(ctx, { params, body }) {
      const event = await eventFor(ctx, idOf(params))
      await turnQuestion(ctx, event, idIn(params.question), body.state)
      const url = backTo(event, body.date, 'questions')
      return done(url, { url })
    },
  }),

  post(`${of}/questions/:question/removal`, {
    access: 'writer',
    summary: 'Take a question of an office hour back; who sees to it can take away any',
    body: T.Object({ date: Optional }),
    response: Url,
    async handle(ctx, { params, body }) {
      const event = await eventFor(ctx, idOf(params))
      await dropQuestion(ctx, event, idIn(params.question))
      const url = backTo(event, body.date, 'questions')
      return done(url, { url })
    },
  }),
]
