import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { mailOfStop } from '../../spine/letters/stopping.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { get, page, post } from '../../spine/request/route.ts'
import { stopPage, stoppedPage } from './views/stopping.ts'

export interface StopCard {
  kind: 'notice' | 'weekly'
  name: string
  space: string | null
}

const Card = T.Object({ kind: T.String(), space: T.Union([T.String(), T.Null()]) })

/** The links at the end of letters. Whoever has the letter may stop its like: no sign-in is asked for. */
export const stopping = [
  get('/letters/:token', {
    access: 'anyone',
    summary: 'What a letter’s link for hearing no more would stop; only its button does',
    response: Card,
    async handle(ctx, { params }) {
      const { card } = await stopFor(ctx, params.token)
      return page({ kind: card.kind, space: card.space }, () => stopPage(ctx, card))
    },
  }),

  post('/letters/:token', {
    access: 'anyone',
    summary: 'No more letters like this one; also in one click, by a mail program (RFC 8058)',
    response: Card,
    async handle(ctx, { params }) {
      const { mail, card } = await stopFor(ctx, params.token)
      await ctx.sql`select stop_letters(${mail})`
      return page({ kind: card.kind, space: card.space }, () => stoppedPage(ctx, card))
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
