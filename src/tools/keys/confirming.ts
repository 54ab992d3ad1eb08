import { Type as T } from '@sinclair/typebox'
import { invalid, notYours } from '../../platform/http/problems.ts'
import { ownPasswordFits } from '../../spine/people/own-password.ts'
import { countTry, forgiveTries } from '../../spine/people/signing-in.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import { localPath } from '../../spine/request/local-path.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { confirmPage } from './views/confirming.ts'

const To = T.Optional(T.String({ maxLength: 500 }))

/** Showing once more that it is oneself, before a grave step. */
export const confirming = [
  get('/me/confirm', {
    access: 'person',
    summary:
      'The page that asks whether it is you, before a grave step; `password` says whether you have one to confirm with',
    query: T.Object({ to: To, again: T.Optional(T.Boolean()) }),
    response: T.Object({ password: T.Boolean() }),
    async handle(ctx, { query }) {
      const ways = await waysOf(ctx)
      return page(ways, () => confirmPage(ctx, ways, { typed: { to: query.to } }, query.again))
    },
  }),

  post('/me/confirm', {
    access: 'person',
    summary: 'Confirm with your password that it is you; holds for ten minutes in this session',
    body: T.Object({ password: T.String({ maxLength: 200 }), to: To }),
    response: T.Object({ url: T.String() }),
    async prepare(door) {
      if (!door.credential) return false
      await countTry(door, 'confirm', door.credential, 10, 900)
      const fits = await ownPasswordFits(door.site, door.credential, door.body.password)
      if (fits) await forgiveTries(door, 'confirm', door.credential)
      return fits
    },
    async handle(ctx, { body, prepared }) {
      if (!prepared) throw invalid('password', 'not-your-password')
      await confirmNow(ctx)
      const to = localPath(body.to)
      return done(to, { url: to })
    },
    form: async (ctx, again) => confirmPage(ctx, await waysOf(ctx), again),
  }),
]

/** How the person can show that it is they. */
export interface Ways {
  password: boolean
}

async function waysOf(ctx: Ctx): Promise<Ways> {
  const [row] = await ctx.sql<[{ hasPassword: boolean }]>`select has_password from my_login()`
  return { password: row?.hasPassword ?? false }
}

/** @throws 403 for a token: it has nobody to ask */
async function confirmNow(ctx: Ctx): Promise<void> {
  const me = meOf(ctx)
  if (me.via !== 'session') throw notYours('by-hand-only')
  await ctx.sql`select confirm_session(${me.viaId})`
}
