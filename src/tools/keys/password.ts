import { Type as T } from '@sinclair/typebox'
import { noteKey } from '../../spine/people/key-events.ts'
import { checkNewPassword, LONGEST_PASSWORD, passwordHash } from '../../spine/people/signing-in.ts'
import { meOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { keysOf } from './own.ts'
import { passwordPage } from './views/password.ts'

/** A new password, or a first one. */
export const password = [
  get('/me/password', {
    access: 'person',
    grave: true,
    summary: 'The page for another password; `has` says whether you have one',
    response: T.Object({ has: T.Boolean() }),
    async handle(ctx) {
      const keys = await keysOf(ctx)
      return page({ has: keys.password }, () => passwordPage(ctx, keys))
    },
  }),

  post('/me/password', {
    access: 'person',
    grave: true,
    summary: 'Change your password; ends your other sessions',
    body: T.Object({ password: T.String({ maxLength: LONGEST_PASSWORD }) }),
    response: Url,
    prepare({ body }) {
      checkNewPassword(body.password, [])
      return passwordHash(body.password)
    },
    async handle(ctx, { prepared }) {
      const me = meOf(ctx)
      await ctx.sql`select end_sessions(null, ${me.viaId})`
      await ctx.sql`select set_password(${me.id}, ${prepared})`
      await noteKey(ctx, me.id, 'password')
      return done('/me/keys', { url: '/me/keys' })
    },
    form: async (ctx, again) => passwordPage(ctx, await keysOf(ctx), again),
  }),
]
