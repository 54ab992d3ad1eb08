import { Type as T } from '@sinclair/typebox'
import type { Html } from '../../platform/html.ts'
import { notYours } from '../../platform/http/problems.ts'
import type { Again } from '../../ui/form.ts'
import { messageFor } from '../messages/change.ts'
import { pageOf } from '../messages/read.ts'
import type { Ctx, Request } from '../request/ctx.ts'
import { done, elsewhere, get, page, post, type Route } from '../request/route.ts'
import { Url } from '../request/schemas.ts'
import { idOf } from '../slug.ts'
import { type Closable, closeItem, LONGEST_REASON, mayClose, reopenItem } from './closure.ts'
import { levels, setFollow } from './follow.ts'
import { setPin } from './pin.ts'
import { save, unsave } from './saved.ts'
import { closingPage } from './views.ts'

/** What a tool says about its items so that they can be pinned, closed, followed and kept. */
export interface Keeping {
  /** `/c/:space/discussions/:id` */
  path: string
  /** The item; access is the query. @throws 404 */
  itemFor(ctx: Ctx, id: number): Promise<Closable & { title: string; url: string; lang: string }>
}

export const LevelSchema = T.Union(levels.map((level) => T.Literal(level)))
const Saving = T.Object({
  on: T.Boolean(),
  note: T.Optional(T.String({ maxLength: 500 })),
  back: T.Optional(T.String()),
})

/** What one can do with an item as a whole, written once for all tools. */
export function itemRoutes({ path, itemFor }: Keeping): Route[] {
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

    post(`${path}/saving`, {
      access: 'reader',
      summary: 'Keep it for later (on), with a note, or no longer',
      body: Saving,
      response: Url,
      async handle(ctx, { params, body }) {
        const item = await found(ctx, params)
        await keep(ctx, item.id, 0, body)
        return done(backOr(body.back, item.url), { url: item.url })
      },
    }),

    post(`${path}/messages/:number/saving`, {
      access: 'reader',
      summary: 'Keep a message for later (on), with a note, or no longer',
      body: Saving,
      response: Url,
      async handle(ctx, { params, body }) {
        const item = await found(ctx, params)
        const wanted = Number(/^\d{1,9}$/.exec((params as { number: string }).number)?.[0] ?? 0)
        const { number } = await messageFor(ctx, item, wanted)
        await keep(ctx, item.id, number, body)
        const url = `${item.url}/messages/${number}`
        return done(backOr(body.back, `${item.url}?page=${pageOf(number)}#m${number}`), { url })
      },
    }),
  ]
}

async function keep(ctx: Ctx, itemId: number, number: number, body: { on: boolean; note?: string }): Promise<void> {
  if (body.on) await save(ctx, itemId, number, body.note)
  else await unsave(ctx, itemId, number)
}

/** The page of kept things asks to be shown again; nothing else may be asked for. */
function backOr(back: string | undefined, url: string): string {
  return back === '/saved' ? back : url
}
