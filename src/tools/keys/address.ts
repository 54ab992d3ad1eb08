import { Type as T } from '@sinclair/typebox'
import { invalid, notYours } from '../../platform/http/problems.ts'
import { noteKey } from '../../spine/people/key-events.ts'
import { changeAddress, keyLinkCard, mailKeyLink } from '../../spine/people/key-links.ts'
import { mailWorks } from '../../spine/people/mailing.ts'
import { sessionOwner } from '../../spine/people/sessions.ts'
import { countTry } from '../../spine/people/signing-in.ts'
import { meOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { keysOf } from './own.ts'
import {
  addressChangedPage,
  addressLinkPage,
  addressMailedPage,
  addressPage,
  addressProofPage,
} from './views/address.ts'

/** Another address: taken once a letter to it has been answered; the old one is told. */
export const address = [
  get('/me/address', {
    access: 'person',
    grave: true,
    summary: 'The page for another address; `mailed` says whether this site can send the letter it needs',
    response: T.Object({ email: T.String(), mailed: T.Boolean() }),
    async handle(ctx) {
      const { email } = await keysOf(ctx)
      return page({ email: email ?? '', mailed: mailWorks(ctx) }, () => addressPage(ctx, email ?? '', mailWorks(ctx)))
    },
  }),

  post('/me/address', {
    access: 'person',
    grave: true,
    summary:
      'Ask for another address: a link goes to it, and nothing changes before that is used. Answers the same for every address',
    body: T.Object({ email: T.String({ format: 'email', maxLength: 254 }) }),
    response: Url,
    async prepare(door) {
      await countTry(door, 'address', String(await sessionOwner(door)), 10, 3600)
      await countTry(door, 'address-to', door.body.email, 10, 3600)
    },
    async handle(ctx, { body }) {
      if (!mailWorks(ctx)) throw notYours('no-mail')
      const [taken] = await ctx.sql`select person_id from login_for(${body.email}) where person_id is not null`
      if (!taken) await mailKeyLink(ctx, 'address', body.email, body.email)
      const me = meOf(ctx)
      await noteKey(ctx, me.id, 'address-asked', { what: body.email, sessionId: me.viaId })
      return done('/me/address/mailed', { url: '/me/address/mailed' })
    },
    async form(ctx, again) {
      const { email } = await keysOf(ctx)
      return addressPage(ctx, email ?? '', mailWorks(ctx), again)
    },
  }),

  get('/me/address/proof', {
    access: 'person',
    summary: 'The page that sends you a letter, to show that your address is yours',
    response: T.Object({ email: T.String(), proven: T.Boolean() }),
    async handle(ctx) {
      const { email, proven } = await keysOf(ctx)
      return page({ email: email ?? '', proven }, () => addressProofPage(ctx, email ?? '', proven))
    },
  }),

  post('/me/address/proof', {
    access: 'person',
    summary: 'Ask for that letter; its link works in the session that asked, for an hour',
    response: Url,
    prepare: (door) => countTry(door, 'confirm-link', door.credential ?? '', 10, 900),
    async handle(ctx) {
      const { email } = await keysOf(ctx)
      if (meOf(ctx).via !== 'session') throw notYours('by-hand-only')
      if (!mailWorks(ctx) || !email) throw notYours('no-mail')
      await mailKeyLink(ctx, 'confirm', email)
      return done('/me/confirm/mailed', { url: '/me/confirm/mailed' })
    },
  }),

  get('/me/address/mailed', {
    access: 'person',
    summary: 'What happens after asking for another address',
    response: T.Object({}),
    handle: async (ctx) => page({}, () => addressMailedPage(ctx)),
  }),

  get('/address/:token', {
    access: 'anyone',
    summary: 'The page that the letter to a new address opens; only its button takes it',
    response: T.Object({ email: T.String() }),
    async handle(ctx, { params }) {
      const card = await keyLinkCard(ctx, 'address', params.token)
      return page({ email: card.email! }, () => addressLinkPage(ctx, card.name, card.email!))
    },
  }),

  post('/address/:token', {
    access: 'anyone',
    summary: 'Take the new address; works once. The old one is told by a letter',
    response: Url,
    async handle(ctx, { params }) {
      const { personId, email, before } = await changed(changeAddress(ctx, params.token))
      await noteKey(ctx, personId, 'address', { what: email, to: before })
      const url = '/address/changed'
      return done(url, { url })
    },
    async form(ctx, again) {
      const card = await keyLinkCard(ctx, 'address', again.params.token)
      return addressLinkPage(ctx, card.name, card.email!, again)
    },
  }),

  get('/address/changed', {
    access: 'anyone',
    summary: 'The new address holds',
    response: T.Object({}),
    handle: async (ctx) => page({}, () => addressChangedPage(ctx)),
  }),
]

/** @throws Invalid where the address has become somebody else's meanwhile */
async function changed<T>(change: Promise<T>): Promise<T> {
  try {
    return await change
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw invalid('_address', 'cannot-use-address')
    throw error
  }
}
