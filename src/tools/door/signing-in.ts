import { Type as T } from '@sinclair/typebox'
import { invalid, Problem } from '../../platform/http/problems.ts'
import { secure } from '../../platform/http/server.ts'
import { dropSession } from '../../spine/people/credential.ts'
import { mailHost, mailWorks } from '../../spine/people/mailing.ts'
import { AskSchema, askFor, passkeysWork } from '../../spine/people/passkeys.ts'
import { provenByLetter } from '../../spine/people/proof.ts'
import { providerName } from '../../spine/people/provider.ts'
import { letIn } from '../../spine/people/sessions.ts'
import { countTry, forgiveTries, passwordFits } from '../../spine/people/signing-in.ts'
import type { Ctx, Request } from '../../spine/request/ctx.ts'
import { localPath } from '../../spine/request/local-path.ts'
import { done, elsewhere, get, type Preparing, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import { linkPage, mailedPage, signInPage } from './views/signing-in.ts'

const Email = T.String({ format: 'email', maxLength: 254 })
type OneTime = 'sign-in' | 'password' | 'first-run'
const To = T.Optional(T.String({ maxLength: 500 }))

/** Per account and per address of the network: ten wrong guesses in a quarter of an hour are enough for anyone. */
export async function limitSignIn(door: Preparing<unknown, { email: string }>, what: string): Promise<void> {
  await countTry(door, what, door.body.email, 10, 900)
  await countTry(door, `${what}-from`, door.raw.ip, 200, 900)
}

export const signingIn = [
  get('/sign-in', {
    access: 'anyone',
    summary: 'The page for signing in; `passkey` is what a browser needs to ask for one',
    query: T.Object({ to: To }),
    response: T.Object({
      mailedLinks: T.Boolean(),
      provider: nullable(T.String()),
      passkey: nullable(AskSchema),
    }),
    async handle(ctx, { query }) {
      if (ctx.me) return elsewhere(localPath(query.to))
      const passkey = passkeysWork(ctx) ? await askFor(ctx, 'sign-in') : null
      const ways = { mailedLinks: mailWorks(ctx), provider: providerName(ctx.site), passkey }
      return page(ways, () => signInPage(ctx, mailWorks(ctx), { typed: { to: query.to } }))
    },
  }),

  post('/sign-in', {
    access: 'anyone',
    summary: 'Sign in with address and password; sets the session cookie',
    body: T.Object({ email: Email, password: T.String({ maxLength: 200 }), to: To }),
    response: Url,
    async prepare(door) {
      await limitSignIn(door, 'sign-in')
      const [login] = await door.site.database.app<
        { personId: number; password: string | null }[]
      >`select * from login_for(${door.body.email})`
      const fits = await passwordFits(login?.password ?? null, door.body.password)
      if (!fits) throw invalid('password', 'no-match')
      await forgiveTries(door, 'sign-in', door.body.email)
      return login!.personId
    },
    async handle(ctx, { body, prepared }) {
      const url = await letIn(ctx, prepared, localPath(body.to))
      return done(url, { url })
    },
    async form(ctx, again) {
      return signInPage(ctx, mailWorks(ctx), again)
    },
  }),

  post('/sign-in/link', {
    access: 'anyone',
    summary: 'Ask for a mailed link to sign in; answers the same for every address',
    body: T.Object({ email: Email }),
    response: Url,
    prepare: (door) => limitSignIn(door, 'sign-in-link'),
    async handle(ctx, { body }) {
      await mailLink(ctx, 'sign-in', body.email)
      return done('/sign-in/mailed', { url: '/sign-in/mailed' })
    },
    async form(ctx, again) {
      return signInPage(ctx, mailWorks(ctx), again)
    },
  }),

  get('/sign-in/mailed', {
    access: 'anyone',
    summary: 'What happens after asking for a link',
    response: T.Object({ mailedLinks: T.Boolean() }),
    async handle(ctx) {
      return page({ mailedLinks: mailWorks(ctx) }, () => mailedPage(ctx))
    },
  }),

  get('/sign-in/:token', {
    access: 'anyone',
    summary: 'The page a mailed link opens; only its button signs in',
    response: T.Object({ usable: T.Boolean() }),
    async handle(ctx, { params }) {
      const card = await oneTimeCard(ctx, 'sign-in', params.token)
      return page({ usable: true }, () => linkPage(ctx, card.name, ctx.path, card.first))
    },
  }),

  post('/sign-in/:token', {
    access: 'anyone',
    summary: 'Sign in with a mailed link; works once. The first ever used on an account ends all that opened it before',
    response: Url,
    async handle(ctx, { params }) {
      const { personId, first } = await useOneTime(ctx, 'sign-in', params.token)
      const url = await letIn(ctx, personId, first ? '/me/keys' : '/')
      return done(url, { url })
    },
  }),

  post('/sign-out', {
    access: 'person',
    summary: 'End this session',
    response: Url,
    async handle(ctx) {
      if (ctx.me?.via === 'session') await ctx.sql`select end_sessions(${ctx.me.viaId})`
      dropSession(ctx.reply, secure(ctx.raw, ctx.site.config))
      return done('/sign-in', { url: '/sign-in' })
    },
  }),
]

/** Mails a one-time link to the person with this address, if there is one; the work is the same if there is none. */
export async function mailLink(ctx: Ctx, kind: 'sign-in' | 'password', email: string): Promise<void> {
  await ctx.sql`select mail_one_time(${kind}, ${email}, 30, ${mailHost(ctx.site)})`
}

export const gone = () => new Problem(404, 'link-ended')

export async function oneTimeCard(ctx: Ctx, kind: OneTime, token: string) {
  const id = ctx.site.config.key.idInToken(kind, token) ?? 0
  const [card] = await ctx.sql<
    { usable: boolean | null; personId: number; name: string; email: string; first: boolean }[]
  >`select *, is_first_proof(${id}) "first" from one_time_card(${id}, ${kind})`
  if (!card?.usable) throw gone()
  return card
}

/**
 * Uses a link up.
 * @returns the person it was for, and whether it was the first letter they ever answered: then all keys of before have ended
 * @throws 404 when it was used or is over
 */
export async function useOneTime(
  ctx: Request,
  kind: OneTime,
  token: string,
): Promise<{ personId: number; first: boolean }> {
  const id = ctx.site.config.key.idInToken(kind, token) ?? 0
  const [used] = await ctx.sql<{ personId: number; used: boolean }[]>`select * from use_one_time(${id}, ${kind})`
  if (!used?.used) throw gone()
  const first = kind !== 'first-run' && (await provenByLetter(ctx, used.personId, id))
  return { personId: used.personId, first }
}
