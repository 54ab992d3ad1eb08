import { Type as T } from '@sinclair/typebox'
import { invalid, notFound, notYours } from '../../platform/http/problems.ts'
import { seal, unseal } from '../../platform/sealed.ts'
import { noteKey } from '../../spine/people/key-events.ts'
import { mailWorks } from '../../spine/people/mailing.ts'
import { appAddress, keepSecondStep, newAppSecret, renewRecoveryCodes, stepOf } from '../../spine/people/second-step.ts'
import { countTry } from '../../spine/people/signing-in.ts'
import { meOf, type Request } from '../../spine/request/ctx.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { siteName } from '../../ui/layout.ts'
import { keysOf } from './own.ts'
import { type NewApp, newAppPage, recoveryPage } from './views/second-step.ts'

const Codes = T.Object({ codes: T.Array(T.String()) })
/** How long there is to take a picture of the picture. */
const MINUTES = 30

/** Switching the second step on and off. Nobody else can: not a host, not an operator in the site. */
export const secondStep = [
  get('/me/code', {
    access: 'person',
    grave: true,
    summary:
      'A fresh secret for your app, as text, as an otpauth: address, and sealed, to be sent back with a code of it',
    response: T.Object({ secret: T.String(), address: T.String(), sealed: T.String() }),
    async handle(ctx) {
      if (await isUnproven(ctx)) return elsewhere('/me/address/proof')
      const app = appWith(ctx, newAppSecret())
      return page(app, () => newAppPage(ctx, app), { secret: true })
    },
  }),

  post('/me/code', {
    access: 'person',
    grave: true,
    summary: 'Switch the second step on, or to another app, with a code of it; the recovery codes are shown once',
    body: T.Object({ sealed: T.String({ maxLength: 400 }), code: T.String({ minLength: 1, maxLength: 20 }) }),
    response: Codes,
    prepare: (door) => countTry(door, 'new-code', door.credential ?? '', 20, 900),
    async handle(ctx, { body }) {
      if (await isUnproven(ctx)) throw notYours('prove-first')
      const secret = sealedSecret(ctx, body.sealed)
      if (!secret) throw invalid('code', 'took-too-long')
      const step = stepOf(secret, body.code, ctx.now.getTime())
      if (!step) throw invalid('code', 'wrong-code')
      const codes = await keepSecondStep(ctx, secret, step)
      await noteKey(ctx, meOf(ctx).id, 'code-on')
      return page({ codes }, () => recoveryPage(ctx, codes), { status: 201, address: '/me/keys#code' })
    },
    async form(ctx, again) {
      const secret = sealedSecret(ctx, String(again.typed.sealed ?? '')) ?? newAppSecret()
      return newAppPage(ctx, appWith(ctx, secret), again)
    },
  }),

  post('/me/code/recovery', {
    access: 'person',
    grave: true,
    summary: 'Fresh recovery codes in place of those you have; shown once',
    response: Codes,
    async handle(ctx) {
      if (!(await keysOf(ctx)).secondStep) throw notFound()
      const codes = await renewRecoveryCodes(ctx)
      await noteKey(ctx, meOf(ctx).id, 'codes-new')
      return page({ codes }, () => recoveryPage(ctx, codes), { status: 201, address: '/me/keys#code' })
    },
  }),

  post('/me/code/ending', {
    access: 'person',
    grave: true,
    summary: 'Switch the second step off',
    response: Url,
    async handle(ctx) {
      const [row] = await ctx.sql<[{ gone: boolean }]>`select drop_second_step() gone`
      if (!row.gone) throw notFound()
      await noteKey(ctx, meOf(ctx).id, 'code-off')
      return done('/me/keys#code', { url: '/me/keys' })
    },
  }),
]

/**
 * Whether the address may still be anybody's. A second step is not set up on it: no mailed link gets past one, so whoever
 * typed somebody else's address would keep its owner out. Where no letter can be sent, nobody can show it.
 */
async function isUnproven(ctx: Request): Promise<boolean> {
  return mailWorks(ctx) && !(await keysOf(ctx)).proven
}

function appWith(ctx: Request, secret: string): NewApp {
  const { handle, id } = meOf(ctx)
  const until = ctx.now.getTime() + MINUTES * 60_000
  const sealed = seal(ctx.site.config.key, `new-app:${id}`, Buffer.from(`${until}:${secret}`)).toString('base64url')
  return { secret, address: appAddress(secret, siteName(ctx), handle), sealed }
}

/** The secret that a page of ours carried; undefined when that was long ago, or somebody else's. */
function sealedSecret(ctx: Request, sealed: string): string | undefined {
  const plain = unseal(ctx.site.config.key, `new-app:${meOf(ctx).id}`, Buffer.from(sealed, 'base64url'))?.toString()
  const [until, secret] = plain?.split(':') ?? []
  return Number(until) > ctx.now.getTime() ? secret : undefined
}
