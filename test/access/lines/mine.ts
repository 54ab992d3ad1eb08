import { stopPath } from '../../../src/spine/letters/stopping.ts'
import { keyLinkPath } from '../../../src/spine/people/key-links.ts'
import { endingPath } from '../../../src/spine/people/sessions.ts'
import { card, type Line, password } from '../line.ts'
import type { Stage } from '../stage.ts'
import { everyone, signedIn } from '../standings.ts'

/** What is one’s own: card, keys, sessions, data, letters, feeds. */
export const mine: Line[] = [
  { route: 'GET /me', at: () => '/me', json: signedIn(200) },
  {
    route: 'POST /me',
    at: () => '/me',
    body: ({ visitor }) => ({ ...card, handle: visitor.handle || 'maud' }),
    json: signedIn(200),
  },
  { route: 'GET /me/data', at: () => '/me/data', json: signedIn(200) },
  { route: 'POST /me/data', at: () => '/me/data', json: signedIn(200) },
  { route: 'GET /me/data/archive', at: () => '/me/data/archive', json: signedIn(404) },
  { route: 'POST /me/data/removal', at: () => '/me/data/removal', json: signedIn(200) },
  { route: 'GET /me/forgetting', at: () => '/me/forgetting', json: signedIn(200) },
  {
    route: 'POST /me/forgetting',
    at: () => '/me/forgetting',
    body: () => ({ words: 'take', handle: 'somebody-else' }),
    json: signedIn(422),
  },
  { route: 'GET /forgotten', at: () => '/forgotten', json: everyone(200) },
  { route: 'GET /me/confirm', at: () => '/me/confirm', json: signedIn(200) },
  {
    route: 'POST /me/confirm',
    at: () => '/me/confirm',
    body: () => ({ password }),
    json: signedIn(200),
    before: ({ visitor }) => visitor.post('/me/password', { password }),
  },
  {
    route: 'POST /me/confirm/passkey',
    at: () => '/me/confirm/passkey',
    body: () => ({ credential: '{}' }),
    json: signedIn(422),
  },
  { route: 'POST /me/confirm/provider', at: () => '/me/confirm/provider', json: everyone(404) },
  { route: 'POST /me/confirm/link', at: () => '/me/confirm/link', json: signedIn(200), once: true },
  { route: 'GET /me/confirm/mailed', at: () => '/me/confirm/mailed', json: signedIn(200) },
  { route: 'GET /me/confirm/:token', at: confirmLink, json: signedIn(200) },
  { route: 'POST /me/confirm/:token', at: confirmLink, json: signedIn(200) },
  { route: 'GET /me/keys', at: () => '/me/keys', json: signedIn(200) },
  { route: 'GET /me/password', at: () => '/me/password', json: signedIn(200) },
  { route: 'GET /me/address', at: () => '/me/address', json: signedIn(200) },
  {
    route: 'POST /me/address',
    at: () => '/me/address',
    // One address hears of it a few times at most.
    body: () => ({ email: `new-${Math.random().toString(36).slice(2)}@example.org` }),
    json: signedIn(200),
  },
  { route: 'GET /me/address/mailed', at: () => '/me/address/mailed', json: signedIn(200) },
  { route: 'GET /address/:token', at: addressLink, json: everyone(200) },
  { route: 'POST /address/:token', at: addressLink, json: everyone(200) },
  { route: 'GET /address/changed', at: () => '/address/changed', json: everyone(200) },
  { route: 'GET /me/passkeys/new', at: () => '/me/passkeys/new', json: signedIn(200) },
  { route: 'POST /me/passkeys', at: () => '/me/passkeys', body: () => ({ credential: '{}' }), json: signedIn(422) },
  { route: 'GET /me/passkeys/:passkey', at: ownPasskey(), json: signedIn(200) },
  { route: 'POST /me/passkeys/:passkey', at: ownPasskey(), body: () => ({ name: 'My phone' }), json: signedIn(200) },
  { route: 'POST /me/passkeys/:passkey/ending', at: ownPasskey('/ending'), json: signedIn(200) },
  { route: 'GET /me/code', at: () => '/me/code', json: signedIn(200) },
  { route: 'POST /me/code', at: () => '/me/code', body: () => ({ sealed: 'x', code: '123456' }), json: signedIn(422) },
  { route: 'POST /me/code/recovery', at: () => '/me/code/recovery', json: signedIn(201), html: 201, before: withCode },
  { route: 'POST /me/code/ending', at: () => '/me/code/ending', json: signedIn(200), before: withCode, once: true },
  { route: 'POST /me/providers', at: () => '/me/providers', json: signedIn(404) },
  { route: 'POST /me/providers/:provider/ending', at: ownIdentity, json: signedIn(200) },
  { route: 'GET /me/tokens/new', at: () => '/me/tokens/new', json: signedIn(200) },
  { route: 'GET /me/applications/new', at: () => '/me/applications/new', json: signedIn(200) },
  {
    route: 'POST /me/applications',
    at: () => '/me/applications',
    body: () => ({ name: 'Calendar' }),
    json: signedIn(201),
    html: 201,
  },
  { route: 'GET /sessions/:token', at: sessionLink, json: everyone(200) },
  { route: 'POST /sessions/:token', at: sessionLink, json: everyone(200) },
  { route: 'GET /sessions/ended', at: () => '/sessions/ended', json: everyone(200) },
  { route: 'GET /notifications', at: () => '/notifications', json: signedIn(200) },
  { route: 'POST /notifications/reading', at: () => '/notifications/reading', json: signedIn(200) },
  { route: 'GET /waiting', at: () => '/waiting', json: signedIn(200) },
  { route: 'GET /me/notifications', at: () => '/me/notifications', json: signedIn(200) },
  { route: 'POST /me/notifications', at: () => '/me/notifications', json: signedIn(200) },
  { route: 'POST /me/notifications/pause', at: () => '/me/notifications/pause', json: signedIn(200) },
  { route: 'GET /letters/:token', at: letterOf, json: everyone(200) },
  { route: 'POST /letters/:token', at: letterOf, json: everyone(200) },
  { route: 'GET /me/profile', at: () => '/me/profile', json: signedIn(200) },
  { route: 'POST /me/profile', at: () => '/me/profile', body: () => ({ does: 'I row.' }), json: signedIn(200) },
  { route: 'POST /me/welcome', at: () => '/me/welcome', body: () => ({ welcome: 'Come in.' }), json: signedIn(200) },
  {
    route: 'POST /me/welcome/recording/removal',
    at: () => '/me/welcome/recording/removal',
    json: signedIn(200),
  },
  { route: 'POST /me/picture', at: () => '/me/picture', body: () => ({ remove: true }), json: signedIn(200) },
  { route: 'POST /me/presence', at: () => '/me/presence', body: () => ({ shown: true }), json: signedIn(200) },
  {
    route: 'POST /me/shown-reading',
    at: () => '/me/shown-reading',
    body: () => ({ shown: true }),
    json: signedIn(200),
  },
  { route: 'POST /me/data-saver', at: () => '/me/data-saver', body: () => ({ saves: true }), json: signedIn(200) },
  { route: 'POST /me/appearance', at: () => '/me/appearance', body: () => ({ theme: 'dark' }), json: everyone(200) },
  {
    route: 'POST /me/sessions/:session/ending',
    at: otherSession,
    json: signedIn(200),
  },
  { route: 'POST /me/sessions/ending', at: () => '/me/sessions/ending', json: signedIn(200) },
  { route: 'POST /me/password', at: () => '/me/password', body: () => ({ password }), json: signedIn(200), once: true },
  {
    route: 'POST /me/tokens',
    at: () => '/me/tokens',
    body: () => ({ name: 'Calendar' }),
    json: signedIn(201),
    html: 201,
  },
  { route: 'GET /feeds/:token.atom', at: ownFeed, json: [404, 200, 200, 200, 200, 200], bare: true },
  { route: 'GET /me/feed.atom', at: () => '/me/feed.atom', json: signedIn(200), bare: true },
  { route: 'GET /me/feeds', at: () => '/me/feeds', json: signedIn(200) },
  { route: 'POST /me/feeds', at: () => '/me/feeds', json: signedIn(201) },
  { route: 'POST /me/feeds/:feed/renewal', at: feedOf('renewal'), json: signedIn(201), once: true },
  { route: 'POST /me/feeds/:feed/ending', at: feedOf('ending'), json: signedIn(200), once: true },
  { route: 'POST /me/tokens/:token/ending', at: ownToken, json: signedIn(200) },
]

/** The link at the end of a letter that somebody got. */
async function letterOf({ world, author }: Stage): Promise<string> {
  const [mail] = await world.owner<[{ id: number }]>`
    select queue_mail('notice', ${author.email}, ${author.id}, 0, 'en', 'localhost') id`
  return stopPath(world.site, mail.id)
}

/** A link to confirm, asked for in this very session. */
async function confirmLink({ world, visitor: person }: Stage): Promise<string> {
  if (!person.id) return '/me/confirm/1-x'
  const [session] = await world.owner<
    [{ id: number }]
  >`select max(id)::bigint id from session where person_id = ${person.id}`
  const [made] = await world.owner<[{ id: number }]>`
    insert into key_link (kind, person_id, session_id, expires_at) values ('confirm', ${person.id}, ${session.id}, now() + interval '1 hour') returning id`
  return keyLinkPath(world.site, 'confirm', made.id)
}

async function addressLink({ world, author: person }: Stage): Promise<string> {
  const [made] = await world.owner<[{ id: number }]>`
    insert into key_link (kind, person_id, session_id, email, expires_at)
    select 'address', ${person.id}, max(id), ${`new-${person.email}`}, now() + interval '1 hour' from session where person_id = ${person.id} returning id`
  return keyLinkPath(world.site, 'address', made.id)
}

async function sessionLink({ world, author: person }: Stage): Promise<string> {
  const [made] = await world.owner<
    [{ id: number }]
  >`select open_session(${person.id}, sha256(gen_random_uuid()::text::bytea), 'another') id`
  return endingPath(world.site, made.id)
}

function ownPasskey(verb = '') {
  return async ({ world, visitor }: Stage) => {
    if (!visitor.id) return `/me/passkeys/1${verb}`
    const [made] = await world.owner<[{ id: number }]>`
      insert into passkey (person_id, credential_id, public_key, counter, name) values (${visitor.id}, gen_random_uuid(), '', 0, 'Phone') returning id`
    return `/me/passkeys/${made.id}${verb}`
  }
}

/** The visitor has a second step, of which nobody knows the secret. */
async function withCode({ world, visitor }: Stage): Promise<void> {
  if (visitor.id)
    await world.owner`insert into second_step (person_id, secret, last_step) values (${visitor.id}, '', 0) on conflict do nothing`
}

async function ownIdentity({ world, visitor: person }: Stage): Promise<string> {
  if (!person.id) return '/me/providers/1/ending'
  const [made] = await world.owner<[{ id: number }]>`
    insert into identity (person_id, issuer, subject) values (${person.id}, 'https://login.example.org', gen_random_uuid()) returning id`
  return `/me/providers/${made.id}/ending`
}

async function otherSession({ world, visitor: person }: Stage): Promise<string> {
  if (!person.id) return '/me/sessions/1/ending'
  const [made] = await world.owner<[{ id: number }]>`select open_session(${person.id}, '\\x00', 'another') id`
  await world.owner`update session set hash = sha256(id::text::bytea) where id = ${made.id}`
  return `/me/sessions/${made.id}/ending`
}

/** The address of the visitor's own feed of everything, as a feed reader asks for it; for who has none, one that ended. */
async function ownFeed({ world, visitor, author }: Stage): Promise<string> {
  await world.owner`delete from feed`
  const made = (await (visitor.id ? visitor : author).post('/me/feeds')).json()
  if (!visitor.id) await author.post(`/me/feeds/${made.id}/ending`)
  return new URL(made.address).pathname
}

function feedOf(verb: string) {
  return async ({ world, visitor }: Stage) => {
    await world.owner`delete from feed`
    return visitor.id ? `/me/feeds/${(await visitor.post('/me/feeds')).json().id}/${verb}` : `/me/feeds/1/${verb}`
  }
}

async function ownToken({ visitor: person }: Stage): Promise<string> {
  if (!person.id) return '/me/tokens/1/ending'
  const made = await person.post('/me/tokens', { name: 'Calendar' })
  return `/me/tokens/${made.json().id}/ending`
}
