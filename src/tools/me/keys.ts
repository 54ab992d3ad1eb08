import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { hashOf, newSecret } from '../../spine/people/credential.ts'
import { checkNewPassword, passwordHash } from '../../spine/people/signing-in.ts'
import { meOf } from '../../spine/request/ctx.ts'
import { done, page, post } from '../../spine/request/route.ts'
import { showMeAgain } from './card.ts'
import { newTokenPage } from './views/me.ts'

const Url = T.Object({ url: T.String() })

/** Sessions, the password, and tokens for programs. */
export const keys = [
  post('/me/sessions/:session/ending', {
    access: 'person',
    summary: 'Sign out one of your devices',
    params: T.Object({ session: T.Integer() }),
    response: Url,
    async handle(ctx, { params }) {
      const [row] = await ctx.sql<[{ ended: number }]>`select end_sessions(${params.session}) ended`
      if (!row.ended) throw notFound()
      return done('/me#sessions', { url: '/me' })
    },
  }),

  post('/me/sessions/ending', {
    access: 'person',
    summary: 'Sign out everywhere else',
    response: Url,
    async handle(ctx) {
      const me = meOf(ctx)
      await ctx.sql`select end_sessions(null, ${me.via === 'session' ? me.viaId : null})`
      return done('/me#sessions', { url: '/me' })
    },
  }),

  post('/me/password', {
    access: 'person',
    grave: true,
    summary: 'Change your password; ends your other sessions',
    body: T.Object({ password: T.String({ maxLength: 200 }) }),
    response: Url,
    prepare({ body }) {
      checkNewPassword(body.password, [])
      return passwordHash(body.password)
    },
    async handle(ctx, { prepared }) {
      const me = meOf(ctx)
      await ctx.sql`select set_password(${me.id}, ${prepared}), end_sessions(null, ${me.via === 'session' ? me.viaId : null})`
      return done('/me', { url: '/me' })
    },
    form: showMeAgain,
  }),

  post('/me/tokens', {
    access: 'person',
    grave: true,
    summary: 'Make a token for a program; it is shown once',
    body: T.Object({
      name: T.String({ minLength: 1, maxLength: 80 }),
      write: T.Optional(T.Boolean()),
      days: T.Optional(T.Integer({ minimum: 1, maximum: 3650 })),
    }),
    response: T.Object({ id: T.Integer(), token: T.String() }),
    async handle(ctx, { body }) {
      const secret = newSecret('copse_')
      const scopes = body.write ? ['read', 'write'] : ['read']
      const expires = body.days ? new Date(ctx.now.getTime() + body.days * 86_400_000) : null
      const [row] = await ctx.sql<
        [{ id: number }]
      >`select make_token(${body.name.trim()}, ${hashOf(secret)}, ${scopes}, ${expires}) id`
      return page({ id: row.id, token: secret }, () => newTokenPage(ctx, body.name, secret), {
        status: 201,
        address: '/me#tokens',
      })
    },
    form: showMeAgain,
  }),

  post('/me/tokens/:token/ending', {
    access: 'person',
    summary: 'End a token at once',
    params: T.Object({ token: T.Integer() }),
    response: Url,
    async handle(ctx, { params }) {
      const [row] = await ctx.sql<[{ ended: number }]>`select end_token(${params.token}) ended`
      if (!row.ended) throw notFound()
      return done('/me#tokens', { url: '/me' })
    },
  }),
]
