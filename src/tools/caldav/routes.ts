import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { mayStart, meOf, type Request, spaceOf } from '../../spine/request/ctx.ts'
import { get, page } from '../../spine/request/route.ts'
import { calendarHref, HOUSE } from './address.ts'
import { calendarOnComputer } from './views/computer.ts'

export const routes = [
  get('/c/:space/calendar/computer', {
    access: 'reader',
    summary: 'How to have the calendar in that of one’s own computer or phone: the address, and what to sign in with',
    response: T.Object({ address: T.String(), calendar: T.String(), account: T.String(), mayWrite: T.Boolean() }),
    async handle(ctx) {
      const { tools } = spaceOf(ctx)
      if (!tools.includes('calendar')) throw notFound()
      const shown = present(ctx)
      return page(shown, () => calendarOnComputer(ctx, shown))
    },
  }),
]

export type ShownComputer = ReturnType<typeof present>

function present(ctx: Request) {
  const space = spaceOf(ctx)
  return {
    address: ctx.home + HOUSE,
    calendar: ctx.home + calendarHref(space.slug),
    account: meOf(ctx).handle,
    mayWrite: mayStart(space),
  }
}
