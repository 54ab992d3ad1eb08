import { Type as T } from '@sinclair/typebox'
import { invalid, notYours, Problem } from '../../platform/http/problems.ts'
import { countCode, forgiveCodes, noteWrongCode } from '../../spine/people/code-tries.ts'
import { noteKey } from '../../spine/people/key-events.ts'
import { keyLinkCard, mailKeyLink, useKeyLink } from '../../spine/people/key-links.ts'
import { mailWorks } from '../../spine/people/mailing.ts'
import { ownPasswordFits } from '../../spine/people/own-password.ts'
import { AskSchema, askFor, passkeysWork, shownBy, usePasskey } from '../../spine/people/passkeys.ts'
import { prove } from '../../spine/people/proof.ts'
import { providerName } from '../../spine/people/provider.ts'
import { departure, setOut } from '../../spine/people/provider-trips.ts'
import { useCode } from '../../spine/people/second-step.ts'
import { confirmSession, hasSecondStep, sessionOwner } from '../../spine/people/sessions.ts'
import { countTry, forgiveTries } from '../../spine/people/signing-in.ts'
import { meOf, type Request } from '../../spine/request/ctx.ts'
import { localPath } from '../../spine/request/local-path.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import { leavingPage } from '../../ui/leaving.ts'
import { keysOf } from './own.ts'
import { confirmLinkPage, confirmMailedPage, confirmPage, type Ways } from './views/confirming.ts'

const To = T.Optional(T.String({ maxLength: 500 }))

/** Showing once more that it is oneself, before a grave step. */
export const confirming = [
  get('/me/confirm', {
    access: 'person',
    summary: 'The page that asks whether it is you, before a grave step; says by what you can show it',
    query: T.Object({ to: To, again: T.Optional(T.Boolean()) }),
    response: T.Object({
      password: T.Boolean(),
      code: T.Boolean(),
      mail: T.Boolean(),
      provider: nullable(T.String()),
      passkey: nullable(AskSchema),
    }),
    async handle(ctx, { query }) {
      const ways = await waysOf(ctx)
      const passkey = ways.passkey ? await askFor(ctx, 'confirm', meOf(ctx).id) : null
      return page({ ...ways, passkey }, () => confirmPage(ctx, ways, { typed: { to: query.to } }, query.again))
    },
  }),

  post('/me/confirm', {
    access: 'person',
    summary: 'Confirm with your password or a code of your app that it is you; holds for ten minutes in this session',
    body: T.Object({
      password: T.Optional(T.String({ maxLength: 200 })),
      code: T.Optional(T.String({ maxLength: 40 })),
      to: To,
    }),
    response: Url,
    async prepare(door) {
      const owner = await sessionOwner(door)
      // A token must not find out here what the password is.
      if (!owner || !door.credential) return false
      await countTry(door, 'confirm', door.credential, 10, 900)
      if (door.body.code) await countCode(door, owner)
      return door.body.password ? ownPasswordFits(door.site, door.credential, door.body.password) : false
    },
    async handle(ctx, { body, prepared: fits }) {
      if (meOf(ctx).via !== 'session') throw notYours('by-hand-only')
      if (!body.password && !body.code) throw invalid('password', 'needed')
      if (!fits && !body.code) throw invalid('password', 'not-your-password')
      const proof = body.code ? await useCode(ctx, meOf(ctx).id, body.code) : undefined
      if (body.code && !proof) {
        noteWrongCode(ctx, meOf(ctx).id)
        throw invalid('code', 'wrong-code')
      }
      if (proof?.by === 'recovery') await noteKey(ctx, meOf(ctx).id, 'code-used', { what: String(proof.left) })
      if (proof) forgiveCodes(ctx, meOf(ctx).id)
      return confirmed(ctx, body.to, Boolean(proof))
    },
    form: async (ctx, again) => confirmPage(ctx, await waysOf(ctx), again),
  }),

  post('/me/confirm/passkey', {
    access: 'person',
    summary: 'Confirm with one of your passkeys that it is you',
    body: T.Object({ credential: T.String({ minLength: 2, maxLength: 20_000 }), to: To }),
    response: Url,
    async prepare({ site, raw, body }) {
      await countTry({ site }, 'passkey-from', raw.ip, 100, 900)
      return shownBy(site, raw, 'confirm', body.credential)
    },
    async handle(ctx, { body, prepared: shown }) {
      if (shown?.personId !== meOf(ctx).id || !(await usePasskey(ctx, shown))) throw invalid('_passkey', 'no-passkey')
      return confirmed(ctx, body.to, shown.verified)
    },
    form: async (ctx, again) => confirmPage(ctx, await waysOf(ctx), again),
  }),

  post('/me/confirm/provider', {
    access: 'person',
    summary: 'Confirm at the provider that it is you; `url` is its address',
    body: T.Object({ to: To }),
    response: Url,
    prepare: (door) => departure(door, 'confirm'),
    async handle(ctx, { body, prepared }) {
      await setOut(ctx, 'confirm', localPath(body.to), prepared)
      return page({ url: prepared.url }, () => leavingPage(ctx, prepared.url, providerName(ctx.site)!, '/me'))
    },
  }),

  post('/me/confirm/link', {
    access: 'person',
    summary: 'Ask for a mailed link to confirm, if you have nothing else to do it with',
    body: T.Object({ to: To }),
    response: Url,
    prepare: (door) => countTry(door, 'confirm-link', door.credential ?? '', 10, 900),
    async handle(ctx) {
      const ways = await waysOf(ctx)
      if (!ways.mail) throw notYours('confirm-otherwise')
      await mailKeyLink(ctx, 'confirm', (await keysOf(ctx)).email!)
      return done('/me/confirm/mailed', { url: '/me/confirm/mailed' })
    },
  }),

  get('/me/confirm/mailed', {
    access: 'person',
    summary: 'What happens after asking for a link to confirm',
    response: T.Object({}),
    handle: async (ctx) => page({}, () => confirmMailedPage(ctx)),
  }),

  get('/me/confirm/:token', {
    access: 'person',
    summary: 'The page that a mailed link opens; only its button confirms, in the browser that asked',
    response: T.Object({ here: T.Boolean() }),
    async handle(ctx, { params }) {
      const card = await keyLinkCard(ctx, 'confirm', params.token)
      const here = card.personId === meOf(ctx).id && card.sessionId === meOf(ctx).viaId
      return page({ here }, () => confirmLinkPage(ctx, here))
    },
  }),

  post('/me/confirm/:token', {
    access: 'person',
    summary: 'Confirm by a mailed link; works once, in the session that asked for it',
    response: Url,
    async handle(ctx, { params }) {
      const me = meOf(ctx)
      const link = await useKeyLink(ctx, 'confirm', params.token)
      if (me.via !== 'session' || link.personId !== me.id || link.sessionId !== me.viaId)
        throw new Problem(403, 'confirm-where-asked')
      // Whoever reads the letter and sits in the session that asked for it is one and the same.
      await prove(ctx, me.id)
      // With a second step on, a letter shows whose the address is, and nothing else.
      if (await hasSecondStep(ctx, me.id)) return done('/me/keys', { url: '/me/keys' })
      return confirmed(ctx, '/me/keys', false)
    },
  }),
]

async function waysOf(ctx: Request): Promise<Ways> {
  const keys = await keysOf(ctx)
  const code = keys.secondStep !== null
  return {
    // With a second step, what somebody may have looked over a shoulder for is not enough.
    password: keys.password && !code,
    code,
    passkey: keys.passkeys.length > 0 && passkeysWork(ctx),
    provider: keys.providers.length > 0 && !code ? keys.provider : null,
    // Whoever can read one's mail must not get past the second step by it.
    mail: !keys.password && !code && keys.email !== null && mailWorks(ctx),
  }
}

/** @throws 403 as `confirmSession` does */
async function confirmed(ctx: Request, to: string | undefined, enough: boolean) {
  await confirmSession(ctx, enough)
  ctx.after(() => void forgiveTries(ctx, 'confirm', ctx.credential!).catch(() => {}))
  const url = localPath(to)
  return done(url, { url })
}
