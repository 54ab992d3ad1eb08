import { Type as T } from '@sinclair/typebox'
import { Problem } from '../../platform/http/problems.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { sessionEndedPage, sessionPage } from './views/session-letter.ts'

export interface SessionCard {
  name: string
  agent: string
  createdAt: Date
  timeZone: string
}

/** The link in the letter about a new sign-in: it opens a page with one button, which ends that session. */
export const sessionLetter = [
  get('/sessions/:token', {
    access: 'anyone',
    summary: 'The session that a letter told of; only the button of its page ends it',
    response: T.Object({ agent: T.String(), createdAt: T.String() }),
    async handle(ctx, { params }) {
      const card = await cardOf(ctx, idIn(ctx, params.token))
      return page({ agent: card.agent, createdAt: card.createdAt.toISOString() }, () => sessionPage(ctx, card))
    },
  }),

  post('/sessions/:token', {
    access: 'anyone',
    summary: 'End the session that a letter told of',
    response: Url,
    async handle(ctx, { params }) {
      const [row] = await ctx.sql<[{ ended: number }]>`select end_session(${idIn(ctx, params.token)}) ended`
      if (!row.ended) throw ended()
      return done('/sessions/ended', { url: '/sessions/ended' })
    },
  }),

  get('/sessions/ended', {
    access: 'anyone',
    summary: 'The session has ended; what to do next',
    response: T.Object({}),
    handle: async (ctx) => page({}, () => sessionEndedPage(ctx)),
  }),
]

/** @throws 404 where the session is over */
async function cardOf(ctx: Ctx, id: number): Promise<SessionCard> {
  const [card] = await ctx.sql<SessionCard[]>`select * from session_card(${id})`
  if (!card) throw ended()
  return card
}

/** @throws 404 for a link that is not ours */
function idIn({ site }: Ctx, token: string): number {
  const id = site.config.key.idInToken('session', token)
  if (!id) throw ended()
  return id
}

function ended(): Problem {
  return new Problem(404, 'session-over')
}
