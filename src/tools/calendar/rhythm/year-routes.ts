import { Type as T } from '@sinclair/typebox'
import { Problem } from '../../../platform/http/problems.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { done, get, page, post } from '../../../spine/request/route.ts'
import { Url } from '../../../spine/request/schemas.ts'
import { dayIn, rangeOf } from '../days.ts'
import { marksBetween } from './marks.ts'
import { boundsOf, presentYear, YearSchema } from './present.ts'
import { yearPage } from './views/year.ts'
import { firstMonth, keepFirstMonth, yearDates } from './year.ts'

const query = T.Object({
  year: T.Optional(T.Integer({ minimum: 1901, maximum: 2198 })),
  /** The month it begins with; else as the community has it. */
  from: T.Optional(T.Integer({ minimum: 1, maximum: 12 })),
  by: T.Optional(T.Union([T.Literal('month'), T.Literal('week')])),
})

/** The year's rhythm: its beats, where nothing comes, where much does. */
export const yearRoutes = [
  get('/c/:space/calendar/year', {
    access: 'reader',
    summary: 'The rhythm of a year: what comes every week, month, quarter, year, with gaps and full weeks',
    everything: true,
    query,
    response: YearSchema,
    handle: (ctx, { query }) => year(ctx, query, `/c/${spaceOf(ctx).slug}/calendar`),
  }),

  get('/calendar/year', {
    access: 'person',
    summary: 'The rhythm of a year in all your communities and circles',
    everything: true,
    query,
    response: YearSchema,
    handle: (ctx, { query }) => year(ctx, query, '/calendar'),
  }),

  post('/c/:space/calendar/year', {
    access: 'host',
    summary: 'Say with which month the year of a community begins',
    body: T.Object({ month: T.Integer({ minimum: 1, maximum: 12 }) }),
    response: Url,
    async handle(ctx, { body }) {
      await keepFirstMonth(ctx, body.month)
      const url = `/c/${spaceOf(ctx).slug}/calendar/year`
      return done(url, { url })
    },
  }),
]

async function year(ctx: Request, wish: { year?: number; from?: number; by?: 'month' | 'week' }, here: string) {
  const today = dayIn(ctx.now, ctx.timeZone)
  const own = await firstMonth(ctx.sql, ctx.space?.id)
  const month = wish.from ?? own
  // In March, a year that begins in September is that of last year.
  const now = Number(today.slice(0, 4)) - (Number(today.slice(5, 7)) < month ? 1 : 0)
  const bounds = boundsOf(wish.year ?? now, month)
  if (bounds.end > '2199-10-01') throw new Problem(400, 'not-understood')
  const [dates, marks] = await Promise.all([
    yearDates(ctx.sql, rangeOf(bounds, ctx.timeZone)),
    marksBetween(ctx.sql, bounds),
  ])
  const shown = presentYear(ctx, bounds, dates, marks)
  return page(shown, () => yearPage(ctx, { ...shown, here, today, now, own, by: wish.by ?? 'month' }))
}
