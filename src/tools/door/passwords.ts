import { Type as T } from '@sinclair/typebox'
import { noteKey } from '../../spine/people/key-events.ts'
import { mailWorks } from '../../spine/people/mailing.ts'
import { providerName } from '../../spine/people/provider.ts'
import { letIn } from '../../spine/people/sessions.ts'
import { checkNewPassword, countTry, LONGEST_PASSWORD, passwordHash } from '../../spine/people/signing-in.ts'
import type { Request } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { limitSignIn, mailLink, oneTimeCard, useOneTime } from './signing-in.ts'
import { forgottenPage, newPasswordPage } from './views/passwords.ts'

export const passwords = [
  get('/password', {
    access: 'anyone',
    summary: 'The page for a forgotten password',
    response: T.Object({ mailedLinks: T.Boolean() }),
    async handle(ctx) {
      return page({ mailedLinks: mailWorks(ctx) }, () => forgottenPage(ctx, mailWorks(ctx)))
    },
  }),

  post('/password', {
    access: 'anyone',
    summary: 'Ask for a mailed link to choose a new password; answers the same for every address',
    body: T.Object({ email: T.String({ format: 'email', maxLength: 254 }) }),
    response: Url,
    prepare: (door) => limitSignIn(door, 'password'),
    async handle(ctx, { body }) {
      await mailLink(ctx, 'password', body.email)
      return done('/sign-in/mailed', { url: '/sign-in/mailed' })
    },
    async form(ctx, again) {
      return forgottenPage(ctx, mailWorks(ctx), again)
    },
  }),

  get('/password/:token', {
    access: 'anyone',
    summary: 'Choose a new password',
    response: T.Object({ usable: T.Boolean() }),
    async handle(ctx, { params }) {
      const card = await oneTimeCard(ctx, 'password', params.token)
      return page({ usable: true }, () => newPasswordPage(ctx, card))
    },
  }),

  post('/password/:token', {
    access: 'anyone',
    summary:
      'Set the new password; ends all sessions, tokens, application passwords and feeds, signs in, and leads to what else opens the account',
    body: T.Object({ password: T.String({ maxLength: LONGEST_PASSWORD }) }),
    response: Url,
    async prepare({ site, raw, body }) {
      await countTry({ site }, 'password-link', raw.ip, 60, 900)
      checkNewPassword(body.password, [])
      return passwordHash(body.password)
    },
    async handle(ctx, { params, prepared }) {
      const { personId } = await useOneTime(ctx, 'password', params.token)
      // Whoever was inside until now may have left ways of their own. What is hard to make again stays, and is shown: a
      // passkey may be the very thing its person will need next.
      await ctx.sql`select end_sessions_of(${personId}), end_tokens_of(${personId})`
      await ctx.sql`select set_password(${personId}, ${prepared})`
      const left = await otherWays(ctx, personId)
      await noteKey(ctx, personId, left.length ? 'password-by-mail' : 'password', { what: left.join(', ') })
      const url = await letIn(ctx, personId, left.length ? '/me/keys?left=true' : '/me/keys')
      return done(url, { url })
    },
    async form(ctx, again) {
      return newPasswordPage(ctx, await oneTimeCard(ctx, 'password', again.params.token), again)
    },
  }),
]

/** What else opens the account without a password, by the names people know it by. */
async function otherWays(ctx: Request, personId: number): Promise<string[]> {
  const [ways] = await ctx.sql<[{ passkeys: string[]; providers: number }]>`select * from other_ways(${personId})`
  return [...ways.passkeys, ...(ways.providers ? [providerName(ctx.site) ?? ctx.locale.t('door.elsewhere')] : [])]
}
