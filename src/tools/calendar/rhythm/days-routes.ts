import { Type as T } from '@sinclair/typebox'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { done, get, page, post } from '../../../spine/request/route.ts'
import { Made, nullable, Url } from '../../../spine/request/schemas.ts'
import { dayIn, monthAfter } from '../days.ts'
import { addKeyDay, changeKeyDay, keyDayFor, keyDaysIn, removeKeyDay } from './key-days.ts'
import { MarkSchema, marksBetween } from './marks.ts'
import { addQuietTime, changeQuietTime, quietTimeFor, quietTimesIn, removeQuietTime } from './quiet.ts'
import { daysPage } from './views/days.ts'
import { keyDayPage, quietPage } from './views/forms.ts'

const path = '/c/:space/calendar/days'
const hereOf = (ctx: Request) => `/c/${spaceOf(ctx).slug}/calendar/days`

const KeyDayBody = T.Object({
  title: T.String({ minLength: 1, maxLength: 120 }),
  month: T.Integer({ minimum: 1, maximum: 12 }),
  date: T.Integer({ minimum: 1, maximum: 31 }),
  since: T.Optional(T.Union([T.Integer({ minimum: 1000, maximum: 2199 }), T.Literal('')])),
})
const Day = T.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })
const QuietBody = T.Object({
  why: T.String({ minLength: 1, maxLength: 120 }),
  starts: Day,
  ends: Day,
  yearly: T.Optional(T.Boolean()),
})
const keyDayParams = T.Object({ space: T.String(), id: T.Integer() })

const KeyDaySchema = T.Object({
  id: T.Integer(),
  title: T.String(),
  day: T.String(),
  since: nullable(T.Integer()),
})
const QuietSchema = T.Object({
  id: T.Integer(),
  starts: T.String(),
  ends: T.String(),
  why: T.String(),
  yearly: T.Boolean(),
})

/** Key days and quiet times of a community, and whose birthdays are shown there. */
export const daysRoutes = [
  get(path, {
    access: 'reader',
    summary: 'The days that a community keeps each year, its quiet times, and the birthdays that its people show there',
    response: T.Object({
      keyDays: T.Array(KeyDaySchema),
      quietTimes: T.Array(QuietSchema),
      birthdays: T.Array(MarkSchema),
    }),
    async handle(ctx) {
      const all = await shown(ctx)
      return page(all, () => daysPage(ctx, all))
    },
  }),

  post(path, {
    access: 'writer',
    summary: 'Add a day that the community keeps each year, perhaps with the year in which it began',
    body: KeyDayBody,
    response: Made,
    async handle(ctx, { body }) {
      const id = await addKeyDay(ctx, body)
      const url = `${hereOf(ctx)}#key-day-${id}`
      return done(url, { id, url }, 201)
    },
    form: async (ctx, again) => daysPage(ctx, await shown(ctx), again),
  }),

  get(`${path}/:id/edit`, {
    access: 'writer',
    summary: 'A key day, to be changed: who added it, and hosts',
    params: keyDayParams,
    response: KeyDaySchema,
    async handle(ctx, { params }) {
      const one = await keyDayFor(ctx, params.id)
      return page(one, () => keyDayPage(ctx, one))
    },
  }),

  post(`${path}/:id/edit`, {
    access: 'writer',
    summary: 'Say a key day otherwise: who added it, and hosts',
    params: keyDayParams,
    body: KeyDayBody,
    response: Url,
    async handle(ctx, { params, body }) {
      await changeKeyDay(ctx, params.id, body)
      return done(`${hereOf(ctx)}#key-day-${params.id}`, { url: hereOf(ctx) })
    },
    form: async (ctx, again) => keyDayPage(ctx, await keyDayFor(ctx, idOf(again)), again),
  }),

  post(`${path}/:id/removal`, {
    access: 'writer',
    summary: 'Keep a key day no longer: who added it, and hosts',
    params: keyDayParams,
    response: Url,
    async handle(ctx, { params }) {
      await removeKeyDay(ctx, params.id)
      return done(hereOf(ctx), { url: hereOf(ctx) })
    },
  }),
]

const quietPath = '/c/:space/calendar/quiet'

export const quietRoutes = [
  post(quietPath, {
    access: 'host',
    summary: 'Name a time in which the community rests: from its first day to its last, once or each year',
    body: QuietBody,
    response: Made,
    async handle(ctx, { body }) {
      const id = await addQuietTime(ctx, body)
      const url = `${hereOf(ctx)}#quiet-${id}`
      return done(url, { id, url }, 201)
    },
    form: async (ctx, again) => daysPage(ctx, await shown(ctx), again),
  }),

  get(`${quietPath}/:id/edit`, {
    access: 'host',
    summary: 'A quiet time, to be changed',
    params: keyDayParams,
    response: QuietSchema,
    async handle(ctx, { params }) {
      const one = await quietTimeFor(ctx, params.id)
      return page(one, () => quietPage(ctx, one))
    },
  }),

  post(`${quietPath}/:id/edit`, {
    access: 'host',
    summary: 'Say a quiet time otherwise',
    params: keyDayParams,
    body: QuietBody,
    response: Url,
    async handle(ctx, { params, body }) {
      await changeQuietTime(ctx, params.id, body)
      return done(`${hereOf(ctx)}#quiet-${params.id}`, { url: hereOf(ctx) })
    },
    form: async (ctx, again) => quietPage(ctx, await quietTimeFor(ctx, idOf(again)), again),
  }),

  post(`${quietPath}/:id/removal`, {
    access: 'host',
    summary: 'Name a quiet time no longer',
    params: keyDayParams,
    response: Url,
    async handle(ctx, { params }) {
      await removeQuietTime(ctx, params.id)
      return done(hereOf(ctx), { url: hereOf(ctx) })
    },
  }),
]

const idOf = (again: { params: unknown }) => Number((again.params as { id: string }).id)

/** Everything that the page tells; birthdays in the order in which they come, from today on. */
async function shown(ctx: Request) {
  const first = dayIn(ctx.now, ctx.timeZone)
  const end = `${monthAfter(first, 12).slice(0, 7)}${first.slice(7)}`
  const [keyDays, quietTimes, marks] = await Promise.all([
    keyDaysIn(ctx),
    quietTimesIn(ctx),
    marksBetween(ctx.sql, { first, end }),
  ])
  return { keyDays, quietTimes, birthdays: marks.filter(({ kind }) => kind === 'birthday') }
}

export type DaysShown = Awaited<ReturnType<typeof shown>>
