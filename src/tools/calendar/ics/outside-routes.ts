import { Type as T } from '@sinclair/typebox'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { done, get, page, post } from '../../../spine/request/route.ts'
import { Made, nullable, Url } from '../../../spine/request/schemas.ts'
import type { Again } from '../../../ui/form.ts'
import { outsidePage } from '../views/outside.ts'
import { addOutside, outsideIn, removeOutside } from './outside.ts'

const path = '/c/:space/calendar/outside'
const hereOf = (ctx: Request) => `/c/${spaceOf(ctx).slug}/calendar/outside`

/** Calendars of others, whose dates a space shows beside its own. */
export const outsideRoutes = [
  get(path, {
    access: 'reader',
    summary: 'The calendars of others whose dates are shown here; their addresses, and what is wrong, for hosts',
    response: T.Object({
      calendars: T.Array(
        T.Object({
          id: T.Integer(),
          name: T.String(),
          address: nullable(T.String()),
          answeredAt: nullable(T.String()),
          silentSince: nullable(T.String()),
          trouble: nullable(T.String()),
        }),
      ),
    }),
    handle: async (ctx) => {
      const calendars = await shown(ctx)
      return page({ calendars }, () => outsidePage(ctx, calendars))
    },
  }),

  post(path, {
    access: 'host',
    summary: 'Show the dates of another calendar (iCalendar) here; it is read about every hour',
    body: T.Object({
      address: T.String({ minLength: 1, maxLength: 2000 }),
      name: T.Optional(T.String({ maxLength: 120 })),
    }),
    response: Made,
    async handle(ctx, { body }) {
      const id = await addOutside(ctx, body)
      const url = `${hereOf(ctx)}#calendar-${id}`
      return done(url, { id, url }, 201)
    },
    form: (ctx, again) => showAgain(ctx, again),
  }),

  post(`${path}/:calendar/removal`, {
    access: 'host',
    summary: 'Show the dates of another calendar no longer',
    params: T.Object({ space: T.String(), calendar: T.Integer() }),
    response: Url,
    async handle(ctx, { params }) {
      await removeOutside(ctx, params.calendar)
      return done(hereOf(ctx), { url: hereOf(ctx) })
    },
  }),
]

async function shown(ctx: Request) {
  const host = spaceOf(ctx).standing === 'host'
  return (await outsideIn(ctx)).map(({ answeredAt, silentSince, trouble, ...calendar }) => ({
    ...calendar,
    answeredAt: answeredAt?.toISOString() ?? null,
    silentSince: host ? (silentSince?.toISOString() ?? null) : null,
    trouble: host && silentSince ? trouble : null,
  }))
}

export type ShownOutside = Awaited<ReturnType<typeof shown>>[number]

async function showAgain(ctx: Request, again: Again) {
  return outsidePage(ctx, await shown(ctx), again)
}
