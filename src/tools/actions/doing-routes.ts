import { Type as T } from '@sinclair/typebox'
import type { Html } from '../../platform/html.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'
import { actionFor } from './actions.ts'
import { close, LONGEST_WHY, layDown, reopen, takeOn } from './doing.ts'

const From = T.Object({ from: T.Optional(T.Union([T.Literal('home'), T.Literal('list')])) })

/** Done, let go, taken on: what one does with an action. @param showAgain its page with what was typed */
export const doingRoutes = (
  of: '/c/:space/actions/:id',
  showAgain: (ctx: Request, id: number, again: Again) => Promise<Html>,
) => [
  post(`${of}/doneness`, {
    access: 'writer',
    summary: 'It is done (on), or is to be done after all; of two who say so at once the first stands',
    query: From,
    body: T.Object({ on: T.Boolean() }),
    response: Url,
    async handle(ctx, { params, query, body }) {
      const it = await actionFor(ctx, idOf(params))
      await (body.on ? close(ctx, it) : reopen(ctx, it))
      return done(backTo(ctx, query.from, body.on ? it.id : undefined) ?? it.url, { url: it.url })
    },
  }),

  post(`${of}/letting-go`, {
    access: 'writer',
    summary: 'Leave it undone, with a word why; it can be opened again',
    body: T.Object({ why: T.String({ minLength: 1, maxLength: LONGEST_WHY }) }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await actionFor(ctx, idOf(params))
      await close(ctx, it, body.why)
      return done(it.url, { url: it.url })
    },
    form: (ctx, { params, typed, errors }) => showAgain(ctx, idOf(params), { typed, errors }),
  }),

  post(`${of}/taking`, {
    access: 'writer',
    summary: 'Take on what is nobody’s (on), or lay it down',
    query: From,
    body: T.Object({ on: T.Boolean() }),
    response: Url,
    async handle(ctx, { params, query, body }) {
      const it = await actionFor(ctx, idOf(params))
      await (body.on ? takeOn(ctx, it) : layDown(ctx, it))
      return done(backTo(ctx, query.from) ?? it.url, { url: it.url })
    },
  }),
]

/** Where it was tapped; what was just closed is named there, and can be undone. */
function backTo(ctx: Request, from: 'home' | 'list' | undefined, closed?: number): string | undefined {
  if (!from) return undefined
  const more = new URLSearchParams({ ...(closed && { closed: String(closed) }), ...(from === 'home' && { from }) })
  if (from === 'home' && !closed) return '/'
  return `/c/${spaceOf(ctx).slug}/actions${more.size ? `?${more}` : ''}`
}
