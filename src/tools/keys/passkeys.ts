import { Type as T } from '@sinclair/typebox'
import { invalid, notFound, notYours } from '../../platform/http/problems.ts'
import { noteKey } from '../../spine/people/key-events.ts'
import { keepPasskey, MakeSchema, makeFor, passkeysWork } from '../../spine/people/passkeys.ts'
import { meOf, type Request } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Made, Url } from '../../spine/request/schemas.ts'
import { deviceIn } from '../../ui/device.ts'
import { backTo, keysOf, Left, refuseLastWay } from './own.ts'
import { newPasskeyPage, passkeyNamePage } from './views/passkeys.ts'

const Which = T.Object({ passkey: T.Integer() })
const Name = T.String({ minLength: 1, maxLength: 80 })

export const passkeys = [
  get('/me/passkeys/new', {
    access: 'person',
    grave: true,
    summary: 'What a browser needs to make a passkey (`navigator.credentials.create()`)',
    response: T.Object({ passkey: MakeSchema }),
    async handle(ctx) {
      if (!passkeysWork(ctx)) throw notYours('no-passkeys-here')
      const passkey = await makeFor(ctx, meOf(ctx))
      return page({ passkey }, () => newPasskeyPage(ctx, nameFor(ctx)))
    },
  }),

  post('/me/passkeys', {
    access: 'person',
    grave: true,
    summary: 'Keep a passkey that the browser made: `credential` is what it gave, as JSON text',
    body: T.Object({
      credential: T.String({ minLength: 2, maxLength: 40_000 }),
      name: T.Optional(T.String({ maxLength: 80 })),
    }),
    response: Made,
    async handle(ctx, { body }) {
      const me = meOf(ctx)
      const name = body.name?.trim() || nameFor(ctx)
      const id = await kept(keepPasskey(ctx, me, body.credential, name))
      if (id === undefined) throw invalid('_passkey', 'no-passkey')
      await noteKey(ctx, me.id, 'passkey-added', { what: name })
      return done('/me/keys#passkeys', { id, url: '/me/keys' }, 201)
    },
    form: async (ctx, again) => newPasskeyPage(ctx, nameFor(ctx), again),
  }),

  get('/me/passkeys/:passkey', {
    access: 'person',
    summary: 'One of your passkeys',
    params: Which,
    response: T.Object({ id: T.Integer(), name: T.String() }),
    async handle(ctx, { params }) {
      const { id, name } = await one(ctx, params.passkey)
      return page({ id, name }, () => passkeyNamePage(ctx, { id, name }))
    },
  }),

  post('/me/passkeys/:passkey', {
    access: 'person',
    summary: 'Call a passkey something else',
    params: Which,
    body: T.Object({ name: Name }),
    response: Url,
    async handle(ctx, { params, body }) {
      const name = body.name.trim()
      if (!name) throw invalid('name', 'needed')
      const [row] = await ctx.sql<[{ named: number }]>`select name_passkey(${params.passkey}, ${name}) named`
      if (!row.named) throw notFound()
      return done('/me/keys#passkeys', { url: '/me/keys' })
    },
    form: async (ctx, again) => passkeyNamePage(ctx, await one(ctx, again.params.passkey), again),
  }),

  post('/me/passkeys/:passkey/ending', {
    access: 'person',
    grave: true,
    summary: 'Take a passkey away: it opens nothing here any more',
    params: Which,
    body: Left,
    response: Url,
    async handle(ctx, { params, body }) {
      refuseLastWay(ctx, await keysOf(ctx), { passkey: params.passkey })
      const [row] = await ctx.sql<[{ name: string | null }]>`select end_passkey(${params.passkey}) "name"`
      if (row.name === null) throw notFound()
      await noteKey(ctx, meOf(ctx).id, 'passkey-ended', { what: row.name })
      return done(backTo(body, '#passkeys'), { url: '/me/keys' })
    },
  }),
]

/** @throws 404 for what is not one's own */
async function one(ctx: Request, id: number): Promise<{ id: number; name: string }> {
  const found = (await keysOf(ctx)).passkeys.find((passkey) => passkey.id === id)
  if (!found) throw notFound()
  return found
}

/** What a passkey is called at first: the device it was made on. */
function nameFor(ctx: Request): string {
  return deviceIn(ctx.locale, String(ctx.raw.headers['user-agent'] ?? ''))
}

/** @throws Invalid for a passkey that is here already */
async function kept(keep: Promise<number | undefined>): Promise<number | undefined> {
  try {
    return await keep
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw invalid('_passkey', 'passkey-there')
    throw error
  }
}
