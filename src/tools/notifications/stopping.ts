import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { mailOfStop } from '../../spine/letters/stopping.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { stopPage, stoppedPage } from './views/stopping.ts'

export interface StopCard {
  kind: 'notice' | 'weekly' | 'well' | 'alarm'
  name: string
  space: string | null
}

const Card = T.Object({ kind: T.String(), space: T.Union([T.String(), T.Null()]) })

/** What a mail program posts in one click; a browser's form says nothing. */
const ONE_CLICK = 'List-Unsubscribe'

/** The links at the end of letters. Whoever has the letter may stop its like: no sign-in is asked for. */
export const stopping = [
  get('/letters/:token', {
    access: 'anyone',
    summary: 'What a letter’s link for hearing no more would stop; only its button does',
    query: T.Object({ done: T.Optional(T.Boolean()) }),
    response: Card,
    async handle(ctx, { params, query }) {
      const { card } = await stopFor(ctx, params.token)
      return page({ kind: card.kind, space: card.space }, () => (query.done ? stoppedPage : stopPage)(ctx, card))
    },
  }),

  post('/letters/:token', {
    access: 'anyone',
    summary: 'No more letters like this one; also in one click, by a mail program (RFC 8058)',
    body: T.Object({ [ONE_CLICK]: T.Optional(T.String()) }),
    files: 'none',
    response: Card,
    async handle(ctx, { params, body }) {
      const { mail, card } = await stopFor(ctx, params.token)
      await ctx.sql`select stop_letters(${mail})`
      const data = { kind: card.kind, space: card.space }
      return body[ONE_CLICK] ? page(data, () => stoppedPage(ctx, card)) : done(`${ctx.path}?done=true`, data)
    },
  }),
]

/** @throws 404 for a link that is none of ours */
async function stopFor(ctx: Ctx, token: string): Promise<{ mail: number; card: StopCard }> {
  const mail = mailOfStop(ctx.site, token)
  const [card] = mail === undefined ? [] : await ctx.sql<StopCard[]>`select * from letter_card(${mail})`
  if (!mail || !card) throw notFound()
  return { mail, card }
}
