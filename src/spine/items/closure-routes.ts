import { Type as T } from '@sinclair/typebox'
import type { Html } from '../../platform/html.ts'
import { notYours } from '../../platform/http/problems.ts'
import type { Again } from '../../ui/form.ts'
import type { Ctx, Request } from '../request/ctx.ts'
import { done, elsewhere, get, page, post, type Route } from '../request/route.ts'
import { Url } from '../request/schemas.ts'
import { idOf } from '../slug.ts'
import { closeItem, LONGEST_REASON, mayClose, reopenItem } from './closure.ts'
import type { Keeping } from './routes.ts'
import { closingPage } from './views.ts'

/** Closing an item with a reason, and opening it again. */
export function closureRoutes({ path, itemFor }: Keeping): Route[] {
  const found = (ctx: Ctx, params: unknown) => itemFor(ctx, idOf(params))

  return [
    get(`${path}/closure`, {
      access: 'writer',
      summary: 'The form for closing it with a reason',
      response: T.Object({ title: T.String() }),
      async handle(ctx, { params }) {
        const item = await found(ctx, params)
        if (!mayClose(ctx, item)) throw notYours()
        const [closed] = await ctx.sql`select from closure where item_id = ${item.id}`
        if (closed) return elsewhere(item.url)
        return page({ title: item.title }, () => closingPage(ctx, item))
      },
    }),

    post(`${path}/closure`, {
      access: 'writer',
      summary: 'Close it with a reason: nothing more is said, everything stays',
      body: T.Object({ reason: T.String({ minLength: 1, maxLength: LONGEST_REASON }) }),
      response: Url,
      async handle(ctx, { params, body }) {
        const item = await found(ctx, params)
        await closeItem(ctx, item, body.reason)
        return done(item.url, { url: item.url })
      },
      form: async (ctx: Request, { params, typed, errors }): Promise<Html> =>
        closingPage(ctx, await found(ctx, params), { typed, errors } as Again),
    }),

    post(`${path}/reopening`, {
      access: 'writer',
      summary: 'Open it again',
      response: Url,
      async handle(ctx, { params }) {
        const item = await found(ctx, params)
        await reopenItem(ctx, item)
        return done(item.url, { url: item.url })
      },
    }),
  ]
}
