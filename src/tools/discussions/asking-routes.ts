import { Type as T } from '@sinclair/typebox'
import { done, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { idIn } from '../../spine/slug.ts'
import { askForHelp, declineAsk, restAsking } from './asking.ts'
import { discussionFor } from './discussions.ts'

/** Asking people who may know: who asks for help asks, who is asked may say "not now". */
export const askingRoutes = [
  post('/c/:space/discussions/:id/asks', {
    access: 'writer',
    summary: 'Ask someone whether they can help; for who asks for help there, three people at most',
    body: T.Object({ handle: T.String({ minLength: 1, maxLength: 40 }) }),
    response: Url,
    async handle(ctx, { params, body }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      await askForHelp(ctx, discussion, body.handle)
      return done(`${discussion.url}#asking`, { url: discussion.url }, 201)
    },
  }),

  post('/c/:space/discussions/:id/asks/declining', {
    access: 'writer',
    summary: 'Say “not now” to who asked you; nobody else is told',
    query: T.Object({ from: T.Optional(T.Literal('home')) }),
    response: Url,
    async handle(ctx, { params, query }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      await declineAsk(ctx, discussion)
      return done(query.from ? '/' : discussion.url, { url: discussion.url })
    },
  }),

  post('/c/:space/discussions/:id/asks/rest', {
    access: 'writer',
    summary: 'See no more people who may know (on), or see them again',
    body: T.Object({ on: T.Boolean() }),
    response: Url,
    async handle(ctx, { params, body }) {
      const discussion = await discussionFor(ctx, idIn(params.id))
      await restAsking(ctx, discussion, body.on)
      return done(discussion.url, { url: discussion.url })
    },
  }),
]
