import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../../platform/http/problems.ts'
import { meOf } from '../../../spine/request/ctx.ts'
import { done, get, page, post } from '../../../spine/request/route.ts'
import { nullable, Url } from '../../../spine/request/schemas.ts'
import { keepBirthday, ownBirthday } from './birthdays.ts'
import { yearDay } from './key-days.ts'
import { birthdayPage } from './views/birthday.ts'

/** One's birthday, and where it is shown: nowhere, as long as one has not said so. */
export const birthdayRoutes = [
  get('/me/birthday', {
    access: 'person',
    everything: true,
    summary: 'Your birthday, day and month alone, and in which communities it is shown',
    response: T.Object({
      day: nullable(T.String()),
      communities: T.Array(T.Object({ slug: T.String(), name: T.String(), shown: T.Boolean() })),
    }),
    async handle(ctx) {
      const own = await ownBirthday(ctx)
      return page(own, () => birthdayPage(ctx, own))
    },
  }),

  post('/me/birthday', {
    access: 'person',
    everything: true,
    summary: 'Say your birthday, and in which communities it is shown; without a day it is forgotten',
    body: T.Object({
      month: T.Optional(T.Union([T.Integer({ minimum: 1, maximum: 12 }), T.Literal('')])),
      date: T.Optional(T.Union([T.Integer({ minimum: 1, maximum: 31 }), T.Literal('')])),
      communities: T.Optional(T.Array(T.String({ maxLength: 80 }), { maxItems: 500 })),
    }),
    response: Url,
    async handle(ctx, { body }) {
      const { month, date, communities = [] } = body
      if (!month !== !date) throw invalid(month ? 'date' : 'month', 'needed')
      await keepBirthday(ctx, month && date ? yearDay(month, date) : null, communities)
      return done('/me/birthday', { url: `/people/${meOf(ctx).handle}` })
    },
    form: async (ctx, again) => birthdayPage(ctx, await ownBirthday(ctx), again),
  }),
]
