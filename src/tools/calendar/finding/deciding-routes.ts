import { Type as T } from '@sinclair/typebox'
import { done, post } from '../../../spine/request/route.ts'
import { Id, Url } from '../../../spine/request/schemas.ts'
import { idOf } from '../../../spine/slug.ts'
import { formOf, type ShowAgain, Why } from './answering-routes.ts'
import { questionFor } from './questions.ts'
import { giveUp, reopen, takeOptions } from './taking.ts'

/** Deciding, and deciding anew. @param of the address of a question */
export function decidingRoutes<U extends '/c/:space/find/:id'>(of: U, showAgain: ShowAgain) {
  const form = formOf(showAgain)
  return [
    post(`${of}/taking`, {
      access: 'writer',
      summary:
        'This one it is: makes the event with the answers. Of several dates, the option of each in their order. A second time it leads to the same event. Who asked, and hosts',
      body: T.Object({ picks: T.Array(Id, { minItems: 1, maxItems: 24 }) }),
      response: Url,
      async handle(ctx, { params, body }) {
        const { url } = await takeOptions(ctx, await questionFor(ctx, idOf(params)), body.picks)
        return done(url, { url })
      },
      form,
    }),

    post(`${of}/ending`, {
      access: 'writer',
      summary: 'End it without a date, perhaps with a word why. Who asked, and hosts',
      body: T.Object({ why: Why }),
      response: Url,
      async handle(ctx, { params, body }) {
        const it = await questionFor(ctx, idOf(params))
        await giveUp(ctx, it, body.why ?? '')
        return done(it.url, { url: it.url })
      },
      form,
    }),

    post(`${of}/asking-again`, {
      access: 'writer',
      summary: 'Ask again; the date that came of it is taken away, as long as it has not begun. Who asked, and hosts',
      response: Url,
      async handle(ctx, { params }) {
        const it = await questionFor(ctx, idOf(params))
        await reopen(ctx, it)
        return done(it.url, { url: it.url })
      },
      form,
    }),
  ]
}
