import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { noteKey } from '../../spine/people/key-events.ts'
import { providerName } from '../../spine/people/provider.ts'
import { departure, setOut } from '../../spine/people/provider-trips.ts'
import { meOf } from '../../spine/request/ctx.ts'
import { done, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { leavingPage } from '../../ui/leaving.ts'
import { backTo, keysOf, Left, refuseLastWay } from './own.ts'

/** Linking one's account elsewhere, and letting go of it. */
export const providers = [
  post('/me/providers', {
    access: 'person',
    grave: true,
    summary: 'Go to the provider to link your account there with yours here; `url` is its address',
    response: Url,
    prepare: (door) => departure(door, 'link'),
    async handle(ctx, { prepared }) {
      await setOut(ctx, 'link', '/me/keys#providers', prepared)
      return page({ url: prepared.url }, () => leavingPage(ctx, prepared.url, providerName(ctx.site)!, '/me/keys'))
    },
  }),

  post('/me/providers/:provider/ending', {
    access: 'person',
    grave: true,
    summary: 'Unlink your account elsewhere: it opens nothing here any more',
    params: T.Object({ provider: T.Integer() }),
    body: Left,
    response: Url,
    async handle(ctx, { params, body }) {
      refuseLastWay(ctx, await keysOf(ctx), { provider: params.provider })
      const [row] = await ctx.sql<[{ gone: number }]>`select unlink_identity(${params.provider}) gone`
      if (!row.gone) throw notFound()
      await noteKey(ctx, meOf(ctx).id, 'provider-ended', { what: providerName(ctx.site) ?? '' })
      return done(backTo(body, '#providers'), { url: '/me/keys' })
    },
  }),
]
