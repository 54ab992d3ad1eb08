import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { meOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { KeysSchema, keysOf } from './own.ts'
import { keysPage } from './views/keys.ts'

/** The list of all that opens one's account, and ending what is signed in. */
export const list = [
  get('/me/keys', {
    access: 'person',
    summary: 'All that opens your account: ways to sign in, sessions, programs; and what happened to them lately',
    query: T.Object({ left: T.Optional(T.Boolean()) }),
    response: KeysSchema,
    async handle(ctx, { query }) {
      const keys = await keysOf(ctx)
      return page(keys, () => keysPage(ctx, keys, query.left))
    },
  }),

  post('/me/sessions/:session/ending', {
    access: 'person',
    summary: 'Sign out one of your devices',
    params: T.Object({ session: T.Integer() }),
    response: Url,
    async handle(ctx, { params }) {
      const [row] = await ctx.sql<[{ ended: number }]>`select end_sessions(${params.session}) ended`
      if (!row.ended) throw notFound()
      return done('/me/keys#sessions', { url: '/me/keys' })
    },
  }),

  post('/me/sessions/ending', {
    access: 'person',
    summary: 'Sign out everywhere else',
    response: Url,
    async handle(ctx) {
      const me = meOf(ctx)
      await ctx.sql`select end_sessions(null, ${me.via === 'session' ? me.viaId : null})`
      await ctx.sql`select forget_devices(${me.id})`
      return done('/me/keys#sessions', { url: '/me/keys' })
    },
  }),
]
