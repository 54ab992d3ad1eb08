import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import { mailWorks } from '../../spine/people/mailing.ts'
import { shownBy, usePasskey } from '../../spine/people/passkeys.ts'
import { letIn } from '../../spine/people/sessions.ts'
import { countTry } from '../../spine/people/signing-in.ts'
import { localPath } from '../../spine/request/local-path.ts'
import { done, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { signInPage } from './views/signing-in.ts'

/** Signing in with a passkey. What a browser needs to ask for one stands in the page for signing in, as JSON. */
export const passkey = post('/sign-in/passkey', {
  access: 'anyone',
  summary:
    'Sign in with a passkey: `credential` is what the browser’s `navigator.credentials.get()` gave, as JSON text',
  body: T.Object({
    credential: T.String({ minLength: 2, maxLength: 20_000 }),
    to: T.Optional(T.String({ maxLength: 500 })),
  }),
  response: Url,
  async prepare(door) {
    await countTry(door, 'passkey-from', door.raw.ip, 100, 900)
    return shownBy(door.site, door.raw, 'sign-in', door.body.credential)
  },
  async handle(ctx, { body, prepared: shown }) {
    if (!shown || !(await usePasskey(ctx, shown))) throw invalid('_passkey', 'no-passkey')
    const url = await letIn(ctx, shown.personId, localPath(body.to), shown.verified)
    return done(url, { url })
  },
  form: async (ctx, again) => signInPage(ctx, mailWorks(ctx), again),
})
