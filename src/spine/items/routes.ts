import { Type as T } from '@sinclair/typebox'
import type { Ctx } from '../request/ctx.ts'
import { done, post, type Route } from '../request/route.ts'
import { Url } from '../request/schemas.ts'
import { idOf } from '../slug.ts'
import type { Closable } from './closure.ts'
import { closureRoutes } from './closure-routes.ts'
import { levels, setFollow } from './follow.ts'
import { setPin } from './pin.ts'
import { savingRoutes } from './saving-routes.ts'

/** What a tool says about its items so that they can be pinned, closed, followed and kept. */
export interface Keeping {
  /** `/c/:space/discussions/:id` */
  path: string
  /** The item; access is the query. @throws 404 */
  itemFor(ctx: Ctx, id: number): Promise<Closable & { title: string; url: string; lang: string }>
}

export const LevelSchema = T.Union(levels.map((level) => T.Literal(level)))

/** What one can do with an item as a whole, written once for all tools. */
export function itemRoutes(keeping: Keeping): Route[] {
  const { path, itemFor } = keeping
  const found = (ctx: Ctx, params: unknown) => itemFor(ctx, idOf(params))

  return [
    post(`${path}/pin`, {
      access: 'host',
      summary: 'Let it stand first (on), or no longer; five at most',
      body: T.Object({ on: T.Boolean() }),
      response: Url,
      async handle(ctx, { params, body }) {
        const item = await found(ctx, params)
        await setPin(ctx, item, body.on)
        return done(item.url, { url: item.url })
      },
    }),

    post(`${path}/follow`, {
      access: 'reader',
      summary: 'How much you want to hear of it: follow, quiet, muted',
      body: T.Object({ level: LevelSchema }),
      response: Url,
      async handle(ctx, { params, body }) {
        const item = await found(ctx, params)
        await setFollow(ctx, item.id, body.level)
        return done(item.url, { url: item.url })
      },
    }),

    ...closureRoutes(keeping),
    ...savingRoutes(keeping),
  ]
}
