import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import type { Request } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Id, Made } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import { dayAfter, goAgain, shiftedDates } from './again.ts'
import { type Journey, journeyFor, todayOf } from './journeys.ts'
import { againPage } from './views/again.ts'

const Begins = T.String({ format: 'date', pattern: '^2' })

/** Going a journey again, with a new group. */
export const againRoutes = (of: '/c/:space/journeys/:id') => [
  get(`${of}/again`, {
    access: 'writer',
    summary: 'The form for going again with a new group: a day to begin, and a new day for each of its dates',
    query: T.Object({ begins: T.Optional(Begins), title: T.Optional(T.String({ maxLength: 200 })) }),
    response: T.Object({
      title: T.String(),
      begins: T.String(),
      dates: T.Array(T.Object({ stepId: T.Integer(), title: T.String(), day: T.String() })),
    }),
    async handle(ctx, { params, query }) {
      mustStart(ctx)
      const it = await journeyFor(ctx, idOf(params))
      const begins = query.begins ?? usualBegin(ctx, it)
      const dates = await shiftedDates(ctx, it, begins)
      const { title = it.title } = query
      return page({ title, begins, dates }, () => againPage(ctx, { it, title, begins, dates }))
    },
  }),

  post(`${of}/again`, {
    access: 'writer',
    summary: 'Go again with a new group: a draft with the same steps, and new dates on the days that are given',
    body: T.Object({
      title: T.String({ minLength: 1, maxLength: 200 }),
      begins: Begins,
      /** The steps that have a date, and beside them the new days; an empty one: no date is made. */
      steps: T.Optional(T.Array(Id, { maxItems: 60 })),
      days: T.Optional(T.Array(T.Union([Begins, T.Literal('')]), { maxItems: 60 })),
    }),
    response: Made,
    async handle(ctx, { params, body }) {
      const { title, begins, steps = [], days = [] } = body
      const it = await journeyFor(ctx, idOf(params))
      if (steps.length !== days.length) throw invalid('_', 'not-understood')
      const dates = steps.map((stepId, i) => ({ stepId, day: days[i]! }))
      const made = await goAgain(ctx, it, { title, begins, dates })
      return done(made.url, made, 201)
    },
    async form(ctx, { params, typed, errors }) {
      mustStart(ctx)
      const it = await journeyFor(ctx, idOf(params))
      const begins = usualBegin(ctx, it)
      const dates = await shiftedDates(ctx, it, begins)
      return againPage(ctx, { it, title: it.title, begins, dates }, { typed, errors })
    },
  }),
]

/** On the same day of the week, in about four weeks. */
function usualBegin(ctx: Request, it: Journey): string {
  const from = todayOf(ctx)
  if (!it.beginsOn) return dayAfter(from, 28)
  const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()
  const soon = dayAfter(from, 28)
  return dayAfter(soon, (weekday(it.beginsOn) - weekday(soon) + 7) % 7)
}
