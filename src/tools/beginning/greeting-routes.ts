import { Type as T } from '@sinclair/typebox'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, post } from '../../spine/request/route.ts'
import { Id, Url } from '../../spine/request/schemas.ts'
import { addToGreet, dropToGreet, setGreeted } from './greeting.ts'
import { communityOf, pathAddress } from './path.ts'
import { stepRoute } from './step-route.ts'

const path = '/c/:space/beginning/greeting/:person'
const params = T.Object({ space: T.String(), person: Id })

/** Whom a host means to greet first: a list of their own. */
export const greetingRoutes = [
  stepRoute('greeting', {
    summary: 'Add people to greet first to your own list, one name a line; no other host sees it',
    body: T.Object({ names: T.String({ minLength: 1, maxLength: 2000 }) }),
    step: 'greet',
    async act(ctx, { names }) {
      await addToGreet(ctx, names)
      return undefined
    },
  }),

  post(path, {
    access: 'host',
    summary: 'Note that you greeted somebody of your list, or take that back (`on` false)',
    params,
    body: T.Object({ on: T.Boolean() }),
    response: Url,
    async handle(ctx, { params, body }) {
      await communityOf(ctx)
      await setGreeted(ctx, params.person, body.on)
      return list(ctx)
    },
  }),

  post(`${path}/removal`, {
    access: 'host',
    summary: 'Take somebody off your list',
    params,
    response: Url,
    async handle(ctx, { params }) {
      await communityOf(ctx)
      await dropToGreet(ctx, params.person)
      return list(ctx)
    },
  }),
]

/** Back to the list. */
function list(ctx: Request) {
  const url = pathAddress(spaceOf(ctx).slug, 'greet')
  return done(url, { url })
}
