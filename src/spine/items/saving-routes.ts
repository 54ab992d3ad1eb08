import { Type as T } from '@sinclair/typebox'
import { messageFor } from '../messages/change.ts'
import { numberIn } from '../messages/looking.ts'
import { messageUrl, placeOf } from '../messages/messaging.ts'
import type { Ctx } from '../request/ctx.ts'
import { done, post, type Route } from '../request/route.ts'
import { Url } from '../request/schemas.ts'
import { idOf } from '../slug.ts'
import type { Keeping } from './routes.ts'
import { save, unsave } from './saved.ts'

const Saving = T.Object({
  on: T.Boolean(),
  note: T.Optional(T.String({ maxLength: 500 })),
  back: T.Optional(T.String()),
})

/** Keeping an item, or a message under it, for later. */
export function savingRoutes({ path, itemFor }: Keeping): Route[] {
  const found = (ctx: Ctx, params: unknown) => itemFor(ctx, idOf(params))

  return [
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
        const { number } = await messageFor(ctx, item, numberIn((params as { number: string }).number))
        await keep(ctx, item.id, number, body)
        return done(backOr(body.back, placeOf(item, { number })), { url: messageUrl(item, { number }) })
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
