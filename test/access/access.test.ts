import { Readable } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { stopPath } from '../../src/spine/letters/stopping.ts'
import { keyLinkPath } from '../../src/spine/people/key-links.ts'
import { endingPath } from '../../src/spine/people/sessions.ts'
import { oneTimePath } from '../../src/spine/people/signing-in.ts'
import { invitationPath } from '../../src/spine/spaces/invitations.ts'
import { departures, routes } from '../routes.ts'
import { type Community, type Person, testSite } from '../site.ts'
import { addressOf, note, othersOn, type Stage, stageFor } from './stage.ts'
import {
  everyone,
  expectedOf,
  hosts,
  inside,
  outside,
  people,
  type Statuses,
  signedIn,
  standings,
  type Who,
} from './standings.ts'

/**
 * Every route × every standing × both representations. A new route is in it by itself: what its `access` says decides what is
 * expected, and its parameters make the address. Where that is not enough, it has a line here.
 */

const world = await testSite()

interface Line {
  route: string
  at(stage: Stage): string | Promise<string>
  body?(stage: Stage): Record<string, unknown>
  /** Sends a file, as a form. */
  file?: true
  /** The answers as JSON, of the first six standings; without them the route's access says what is expected. */
  json?: Statuses
  /** Of the other standings, where they are not answered like an outsider. */
  also?: Partial<Record<Who, number>>
  /** What a browser gets where a program gets 2xx; otherwise 200 for GET and 303 for POST. */
  html?: number
  /** Only for programs: no page. */
  bare?: true
  before?(stage: Stage): Promise<unknown>
  /** Cannot be done twice: the browser and the program each get a stage. */
  once?: true
}

const under = (rest: string) => (stage: Stage) => stage.discussion.path + rest
const within = (rest: string) => (stage: Stage) => stage.community.path + rest
const password = 'four calm rivers'
const card = { name: 'Maud Ferrand', lang: 'en', timeZone: 'Europe/Paris' }
/** The beginning of a WebM file. */
const sound = Buffer.concat([Buffer.from('1a45dfa387428284', 'hex'), Buffer.from('webm'), Buffer.alloc(64)])

/** The link at the end of a letter that somebody got. */
async function letterOf({ author }: Stage): Promise<string> {
  const [mail] = await world.owner<[{ id: number }]>`
    select queue_mail('notice', ${author.email}, ${author.id}, 0, 'en', 'localhost') id`
  return stopPath(world.site, mail.id)
}

const lines: Line[] = [
  { route: 'GET /', at: () => '/', json: everyone(200) },
  { route: 'GET /c/:space', at: within(''), json: people },
  { route: 'GET /communities/new', at: () => '/communities/new', json: signedIn(200) },
  { route: 'POST /communities', at: () => '/communities', body: () => ({ name: 'Seed Savers' }), json: signedIn(201) },

  { route: 'GET /c/:space/discussions', at: within('/discussions'), json: people },
  { route: 'GET /c/:space/discussions/new', at: within('/discussions/new'), json: inside(403, 200, 200) },
  {
    route: 'POST /c/:space/discussions',
    at: within('/discussions'),
    body: () => ({ title: 'Brown water', text: 'Again.' }),
    json: inside(403, 201, 201),
  },
  { route: 'GET /c/:space/discussions/:id', at: under(''), json: people },
  { route: 'GET /c/:space/discussions/:id/edit', at: under('/edit'), json: hosts },
  {
    route: 'POST /c/:space/discussions/:id/edit',
    at: under('/edit'),
    body: () => ({ title: 'Clear water', version: 1 }),
    json: hosts,
    once: true,
  },
  {
    route: 'POST /c/:space/discussions/:id/acceptance',
    at: under('/acceptance'),
    body: () => ({ number: 2 }),
    json: hosts,
  },
  { route: 'POST /c/:space/discussions/:id/removal', at: under('/removal'), json: hosts },
  {
    route: 'GET /c/:space/discussions/:id/removal',
    at: under('/removal'),
    before: (stage) => stage.community.host.post(`${stage.discussion.path}/removal`),
    json: inside(303, 303, 200),
  },
  {
    route: 'POST /c/:space/discussions/:id/restoration',
    at: under('/restoration'),
    before: (stage) => stage.community.host.post(`${stage.discussion.path}/removal`),
    json: inside(404, 404, 200),
    once: true,
  },
  { route: 'GET /c/:space/discussions/:id/revisions', at: under('/revisions'), json: people },
  { route: 'GET /c/:space/discussions/:id/summary', at: under('/summary'), json: people },
  {
    route: 'POST /c/:space/discussions/:id/summary',
    at: under('/summary'),
    body: () => ({ text: 'It is clay.', version: 0 }),
    json: hosts,
    once: true,
  },
  { route: 'POST /c/:space/discussions/:id/summary/removal', at: under('/summary/removal'), before: sum, json: hosts },
  {
    route: 'GET /c/:space/discussions/:id/summary/removal',
    at: under('/summary/removal'),
    before: async (stage) => {
      await sum(stage)
      await stage.author.post(`${stage.discussion.path}/summary/removal`)
    },
    json: inside(303, 303, 200),
  },
  {
    route: 'POST /c/:space/discussions/:id/summary/restoration',
    at: under('/summary/restoration'),
    before: sum,
    json: hosts,
  },
  {
    route: 'GET /c/:space/discussions/:id/summary/revisions',
    at: under('/summary/revisions'),
    before: sum,
    json: people,
  },
  { route: 'GET /c/:space/discussions/:id/messages/:number/split', at: under('/messages/2/split'), json: hosts },
  {
    route: 'POST /c/:space/discussions/:id/messages/:number/split',
    at: under('/messages/2/split'),
    body: () => ({ title: 'Ten jars' }),
    json: inside(403, 403, 201),
    once: true,
  },
  { route: 'POST /c/:space/discussions/:id/split/removal', at: splitOff, json: hosts },
  { route: 'GET /c/:space/discussions/:id/moving', at: under('/moving'), json: hosts },
  {
    route: 'POST /c/:space/discussions/:id/moving',
    at: under('/moving'),
    body: () => ({ to: 'nowhere' }),
    json: inside(403, 403, 422),
  },
  // Nobody asks the visitor, and nothing was moved: what is answered then is in moving.test.ts.
  {
    route: 'POST /c/:space/discussions/:id/moving/answer',
    at: under('/moving/answer'),
    body: () => ({ yes: true }),
    json: inside(404, 404, 404),
  },
  { route: 'POST /c/:space/discussions/:id/moving/ending', at: under('/moving/ending'), json: inside(404, 404, 404) },
  { route: 'POST /c/:space/discussions/:id/moving/removal', at: under('/moving/removal'), json: inside(422, 422, 422) },
  { route: 'GET /c/:space/discussions/:id/messages', at: under('/messages'), json: people, html: 303 },
  { route: 'GET /c/:space/discussions/:id/messages/:number', at: under('/messages/2'), json: people, html: 303 },
  {
    route: 'POST /c/:space/discussions/:id/messages',
    at: under('/messages'),
    body: () => ({ text: 'Here too.' }),
    json: inside(201, 201, 201),
  },
  {
    route: 'GET /c/:space/discussions/:id/messages/:number/edit',
    at: under('/messages/2/edit'),
    json: inside(303, 303, 303),
  },
  {
    route: 'POST /c/:space/discussions/:id/messages/:number/edit',
    at: under('/messages/2/edit'),
    body: () => ({ text: 'Not my words.', version: 1 }),
    json: inside(403, 403, 403),
  },
  {
    route: 'GET /c/:space/discussions/:id/messages/:number/revisions',
    at: under('/messages/2/revisions'),
    json: people,
  },
  { route: 'POST /c/:space/discussions/:id/messages/:number/removal', at: under('/messages/2/removal'), json: hosts },
  {
    route: 'POST /c/:space/discussions/:id/messages/:number/restoration',
    at: under('/messages/2/restoration'),
    before: (stage) => stage.community.host.post(`${stage.discussion.path}/messages/2/removal`),
    json: hosts,
  },
  {
    route: 'POST /c/:space/discussions/:id/messages/:number/reactions',
    at: under('/messages/2/reactions'),
    body: () => ({ on: 'thanks' }),
    json: people,
  },
  {
    route: 'POST /c/:space/discussions/:id/messages/:number/newness',
    at: under('/messages/2/newness'),
    json: people,
  },
  {
    route: 'POST /reading',
    at: () => '/reading',
    body: ({ discussion }) => ({ marks: [{ item: discussion.id, number: 2, generation: 0 }] }),
    json: signedIn(200),
    // A form cannot say it.
    html: 422,
  },
  { route: 'POST /c/:space/discussions/reading', at: within('/discussions/reading'), json: people },
  { route: 'POST /discussions/reading', at: () => '/discussions/reading', json: signedIn(200) },
  {
    route: 'GET /discussions/reading',
    at: () => '/discussions/reading',
    before: ({ visitor }) => visitor.post('/discussions/reading'),
    json: [401, 303, 303, 200, 200, 200],
  },
  { route: 'POST /discussions/reading/undoing', at: () => '/discussions/reading/undoing', json: signedIn(200) },
  {
    route: 'POST /c/:space/discussions/:id/reading',
    at: under('/reading'),
    body: () => ({ number: 1 }),
    json: people,
  },
  {
    route: 'POST /c/:space/discussions/:id/asks',
    at: under('/asks'),
    body: ({ community }) => ({ handle: community.host.handle }),
    json: inside(403, 403, 403),
  },
  // Nobody asked the visitor.
  { route: 'POST /c/:space/discussions/:id/asks/declining', at: under('/asks/declining'), json: inside(404, 404, 404) },
  {
    route: 'POST /c/:space/discussions/:id/asks/rest',
    at: under('/asks/rest'),
    body: () => ({ on: true }),
    json: inside(403, 403, 403),
  },
  {
    route: 'POST /c/:space/discussions/:id/follow',
    at: under('/follow'),
    body: () => ({ level: 'follow' }),
    json: people,
  },
  { route: 'POST /c/:space/discussions/:id/saving', at: under('/saving'), body: () => ({ on: true }), json: people },
  {
    route: 'POST /c/:space/discussions/:id/messages/:number/saving',
    at: under('/messages/2/saving'),
    body: () => ({ on: true }),
    json: people,
  },
  { route: 'POST /c/:space/discussions/:id/pin', at: under('/pin'), body: () => ({ on: true }), json: hosts },
  { route: 'GET /c/:space/discussions/:id/closure', at: under('/closure'), json: hosts },
  {
    route: 'POST /c/:space/discussions/:id/closure',
    at: under('/closure'),
    body: () => ({ reason: 'It has found its answer.' }),
    json: hosts,
  },
  {
    route: 'POST /c/:space/discussions/:id/reopening',
    at: under('/reopening'),
    before: (stage) => stage.community.host.post(`${stage.discussion.path}/closure`, { reason: 'Done.' }),
    json: hosts,
  },

  { route: 'GET /c/:space/discussions/similar', at: within('/discussions/similar?q=brown'), json: people, html: 303 },
  { route: 'GET /drafts', at: () => '/drafts', json: signedIn(200) },
  { route: 'GET /saved', at: () => '/saved', json: signedIn(200) },
  { route: 'GET /search', at: () => '/search?q=river', json: signedIn(200) },
  { route: 'GET /search/suggestions', at: () => '/search/suggestions?q=river', json: signedIn(200), bare: true },
  { route: 'GET /c/:space/search', at: within('/search?q=river'), json: people },
  { route: 'GET /c/:space/search/suggestions', at: within('/search/suggestions?q=river'), json: people, bare: true },
  { route: 'GET /c/:space/tags', at: within('/tags'), json: people },
  { route: 'GET /c/:space/tags/:tag', at: within('/tags/water'), json: people },
  {
    route: 'POST /c/:space/tags/:tag',
    at: within('/tags/water'),
    body: () => ({ name: 'water', description: 'What runs.' }),
    json: hosts,
  },
  {
    route: 'POST /c/:space/tags/:tag/follow',
    at: within('/tags/water/follow'),
    body: () => ({ level: 'muted' }),
    json: people,
  },
  { route: 'GET /c/:space/following', at: within('/following'), json: people },
  { route: 'POST /c/:space/following', at: within('/following'), body: () => ({ level: 'follow' }), json: people },

  { route: 'GET /c/:space/members', at: within('/members'), json: people },
  { route: 'GET /c/:space/members/imported', at: within('/members/imported'), json: hosts },
  {
    route: 'GET /c/:space/members/:handle',
    at: ({ community, author }) => `${community.path}/members/${author.handle}`,
    json: hosts,
  },
  {
    route: 'POST /c/:space/members/:handle',
    at: ({ community, author }) => `${community.path}/members/${author.handle}`,
    body: () => ({ standing: 'member', badge: 'funder' }),
    json: hosts,
  },
  {
    route: 'POST /c/:space/members/:handle/ending',
    at: ({ community, author }) => `${community.path}/members/${author.handle}/ending`,
    json: hosts,
    once: true,
  },
  {
    route: 'POST /c/:space/hosting',
    at: within('/hosting'),
    body: ({ author }) => ({ handle: author.handle }),
    json: hosts,
    once: true,
  },
  { route: 'GET /c/:space/leaving', at: within('/leaving'), json: people },
  // The visiting host is the only one.
  {
    route: 'POST /c/:space/leaving',
    at: within('/leaving'),
    before: async () => {},
    json: inside(200, 200, 422),
    once: true,
  },
  {
    route: 'GET /people/:handle',
    at: ({ author }) => `/people/${author.handle}`,
    json: [401, 404, 404, 200, 200, 200],
    // They share the community that the circle is in.
    also: { 'host of the parent': 200 },
  },
  {
    route: 'GET /people/:handle/welcome',
    at: ({ author }) => `/people/${author.handle}/welcome`,
    before: ({ author }) =>
      author.upload('/me/welcome', { welcome: 'Come in.' }, [
        { field: 'recording', name: 'a.webm', type: 'audio/webm', bytes: sound },
      ]),
    json: [401, 404, 404, 200, 200, 200],
    also: { 'host of the parent': 200 },
    bare: true,
  },
  {
    route: 'GET /pictures/:hash',
    at: async () => `/pictures/${(await world.site.portraits.put(Readable.from(['a face']))).hash}`,
    json: everyone(200),
    bare: true,
  },
  { route: 'GET /c/:space/invitations', at: within('/invitations'), json: hosts },
  { route: 'POST /c/:space/invitations', at: within('/invitations'), json: inside(403, 403, 201) },
  {
    route: 'POST /c/:space/invitations/addresses',
    at: within('/invitations/addresses'),
    body: () => ({ addresses: 'maud@example.org' }),
    json: inside(403, 403, 201),
  },
  {
    route: 'POST /c/:space/invitations/:invitation/revocation',
    at: async ({ community, invitation }) => `${community.path}/invitations/${await invitation()}/revocation`,
    json: hosts,
  },

  {
    route: 'GET /c/:space/invitations/reports/:report',
    at: async ({ community }) => {
      const [made] = await world.owner<[{ id: number }]>`
        insert into invitation_report (space_id, made_by, lines) values (${community.id}, ${community.host.id}, '[]') returning id`
      return `${community.path}/invitations/reports/${made.id}`
    },
    before: async () => {},
    json: hosts,
  },
  {
    route: 'POST /c/:space/invitations/people',
    at: within('/invitations/people'),
    body: () => ({ handles: [] }),
    json: inside(403, 403, 422),
  },
  {
    route: 'POST /invitations/:invitation/acceptance',
    at: async ({ visitor }) => `/invitations/${await invitedByName(visitor)}/acceptance`,
    json: signedIn(200),
  },
  {
    route: 'POST /invitations/:invitation/declining',
    at: async ({ visitor }) => `/invitations/${await invitedByName(visitor)}/declining`,
    json: signedIn(200),
  },

  { route: 'GET /c/:space/circles', at: within('/circles'), json: people },
  { route: 'GET /c/:space/circles/new', at: within('/circles/new'), json: inside(403, 200, 200) },
  {
    route: 'POST /c/:space/circles',
    at: within('/circles'),
    body: () => ({ name: 'Weirs' }),
    json: inside(403, 201, 201),
  },

  // The community is hidden: outsiders know of no door, and its people need none.
  { route: 'GET /c/:space/door', at: within('/door'), json: inside(303, 303, 303) },
  { route: 'POST /c/:space/door', at: within('/door'), json: people },
  { route: 'POST /c/:space/door/withdrawal', at: within('/door/withdrawal'), json: people },
  { route: 'GET /c/:space/requests', at: within('/requests'), json: hosts },
  {
    route: 'POST /c/:space/requests/:request/admission',
    at: async ({ community }) => `${community.path}/requests/${await atTheDoor(community)}/admission`,
    json: hosts,
  },
  {
    route: 'POST /c/:space/requests/:request/declining',
    at: async ({ community }) => `${community.path}/requests/${await atTheDoor(community)}/declining`,
    json: hosts,
  },
  {
    route: 'POST /c/:space/members/:handle/greeting',
    at: ({ community, author }) => `${community.path}/members/${author.handle}/greeting`,
    json: hosts,
  },

  { route: 'GET /sign-in', at: () => '/sign-in', json: [200, 303, 303, 303, 303, 303] },
  {
    route: 'POST /sign-in',
    at: () => '/sign-in',
    body: ({ author }) => ({ email: author.email, password }),
    before: ({ author }) => author.post('/me/password', { password }),
    json: everyone(200),
    once: true,
  },
  {
    route: 'POST /sign-in/link',
    at: () => '/sign-in/link',
    body: ({ author }) => ({ email: author.email }),
    json: everyone(200),
  },
  { route: 'GET /sign-in/mailed', at: () => '/sign-in/mailed', json: everyone(200) },
  {
    route: 'POST /sign-in/passkey',
    at: () => '/sign-in/passkey',
    body: () => ({ credential: '{}' }),
    json: everyone(422),
  },
  { route: 'GET /sign-in/code', at: () => '/sign-in/code', json: everyone(303), html: 303 },
  { route: 'POST /sign-in/code', at: () => '/sign-in/code', body: () => ({ code: '123456' }), json: everyone(403) },
  { route: 'POST /sign-in/code/leaving', at: () => '/sign-in/code/leaving', json: everyone(200) },
  { route: 'POST /sign-in/provider', at: () => '/sign-in/provider', json: everyone(404) },
  { route: 'GET /sign-in/provider/back', at: () => '/sign-in/provider/back', json: everyone(404) },
  { route: 'POST /sign-in/provider/back', at: () => '/sign-in/provider/back', json: everyone(404) },
  { route: 'GET /sign-in/:token', at: ({ author }) => link('sign-in', author), json: everyone(200) },
  { route: 'POST /sign-in/:token', at: ({ author }) => link('sign-in', author), json: everyone(200) },
  { route: 'POST /sign-out', at: () => '/sign-out', json: signedIn(200), once: true },
  { route: 'GET /password', at: () => '/password', json: everyone(200) },
  {
    route: 'POST /password',
    at: () => '/password',
    body: ({ author }) => ({ email: author.email }),
    json: everyone(200),
  },
  { route: 'GET /password/:token', at: ({ author }) => link('password', author), json: everyone(200) },
  {
    route: 'POST /password/:token',
    at: ({ author }) => link('password', author),
    body: () => ({ password }),
    json: everyone(200),
  },
  { route: 'GET /join', at: () => '/join', json: everyone(200) },
  {
    route: 'GET /join/:token',
    at: async ({ invitation }) => invitationPath(world.site, await invitation()),
    json: everyone(200),
  },
  {
    route: 'POST /join/:token',
    at: async ({ invitation }) => invitationPath(world.site, await invitation()),
    // Only who is not signed in needs to say all this.
    body: ({ visitor }) => (visitor.id ? {} : { ...card, email: `maud${++emails}@example.org`, password }),
    json: everyone(200),
  },
  { route: 'GET /first-run', at: () => '/first-run', json: everyone(404) },
  { route: 'GET /first-run/:token', at: firstRun, json: everyone(200) },
  {
    route: 'POST /first-run/:token',
    at: firstRun,
    body: () => ({ ...card, email: `maud${++emails}@example.org`, password, community: 'River Keepers' }),
    json: everyone(200),
  },
  {
    route: 'POST /first-run/:token/demonstration',
    at: async () => `${await firstRun()}/demonstration`,
    json: everyone(200),
  },

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
  { route: 'GET /me/confirm/:token', at: ({ visitor }) => confirmLink(visitor), json: signedIn(200) },
  { route: 'POST /me/confirm/:token', at: ({ visitor }) => confirmLink(visitor), json: signedIn(200) },
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
  { route: 'GET /address/:token', at: ({ author }) => addressLink(author), json: everyone(200) },
  { route: 'POST /address/:token', at: ({ author }) => addressLink(author), json: everyone(200) },
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
  { route: 'POST /me/providers/:provider/ending', at: ({ visitor }) => ownIdentity(visitor), json: signedIn(200) },
  { route: 'GET /me/tokens/new', at: () => '/me/tokens/new', json: signedIn(200) },
  { route: 'GET /me/applications/new', at: () => '/me/applications/new', json: signedIn(200) },
  {
    route: 'POST /me/applications',
    at: () => '/me/applications',
    body: () => ({ name: 'Calendar' }),
    json: signedIn(201),
    html: 201,
  },
  { route: 'GET /sessions/:token', at: ({ author }) => sessionLink(author), json: everyone(200) },
  { route: 'POST /sessions/:token', at: ({ author }) => sessionLink(author), json: everyone(200) },
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
  { route: 'POST /me/appearance', at: () => '/me/appearance', body: () => ({ theme: 'dark' }), json: everyone(200) },
  {
    route: 'POST /me/sessions/:session/ending',
    at: ({ visitor }) => otherSession(visitor),
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
  { route: 'POST /me/tokens/:token/ending', at: ({ visitor }) => ownToken(visitor), json: signedIn(200) },

  { route: 'GET /c/:space/settings', at: within('/settings'), json: hosts },
  {
    route: 'POST /c/:space/settings',
    at: within('/settings'),
    body: () => ({ name: 'Stream Keepers', lang: 'en', hue: 130 }),
    json: hosts,
  },
  {
    route: 'POST /c/:space/settings/door',
    at: within('/settings/door'),
    body: () => ({ visibility: 'hidden' }),
    json: hosts,
  },
  {
    route: 'POST /c/:space/settings/tools',
    at: within('/settings/tools'),
    body: () => ({ tools: ['discussions'] }),
    json: hosts,
  },
  {
    route: 'POST /c/:space/settings/picture',
    at: within('/settings/picture'),
    body: () => ({ remove: true }),
    json: hosts,
  },

  { route: 'GET /drafts/:place', at: () => '/drafts/item:1', json: signedIn(200), html: 303 },
  { route: 'POST /drafts/:place', at: () => '/drafts/item:1', body: () => ({ text: 'Half a' }), json: signedIn(200) },
  { route: 'POST /drafts/:place/ending', at: () => '/drafts/item:1/ending', json: signedIn(200) },
  {
    route: 'POST /c/:space/preview',
    at: within('/preview'),
    body: () => ({ text: '*Brown*' }),
    json: people,
    html: 200,
    bare: true,
  },
  { route: 'GET /c/:space/names', at: within('/names?q=a'), json: people, bare: true },
  { route: 'GET /c/:space/titles', at: within('/titles?q=a'), json: people, bare: true },
  {
    route: 'POST /c/:space/attachments',
    at: within('/attachments'),
    file: true,
    json: inside(201, 201, 201),
  },
  {
    route: 'POST /c/:space/attachments/:attachment',
    at: async ({ community, unsent }) => `${community.path}/attachments/${await unsent()}`,
    body: () => ({ alt: 'A jar' }),
    json: everyone(404),
  },
  {
    route: 'POST /c/:space/attachments/:attachment/removal',
    at: async ({ community, unsent }) => `${community.path}/attachments/${await unsent()}/removal`,
    json: everyone(404),
  },
  {
    route: 'GET /c/:space/attachments/:attachment/:name',
    at: async (stage) => {
      const sent = await stage.unsent()
      await stage.author.post(`${stage.discussion.path}/messages`, { text: 'Ten jars by Friday.', attachments: [sent] })
      return `${stage.community.path}/attachments/${sent}/notes.txt`
    },
    json: people,
    bare: true,
  },

  { route: 'GET /operating', at: () => '/operating', json: signedIn(404) },
  { route: 'GET /operating/site', at: () => '/operating/site', json: signedIn(404) },
  { route: 'GET /operating/health', at: () => '/operating/health', json: signedIn(404) },
  { route: 'POST /operating/health', at: () => '/operating/health', json: signedIn(404) },
  { route: 'POST /operating/health/letters', at: () => '/operating/health/letters', json: signedIn(404) },
  {
    route: 'GET /operating/seen/:token',
    at: () => '/operating/seen/29000000-nobodyknowsthissecret1',
    json: everyone(404),
  },
  {
    route: 'POST /operating/site',
    at: () => '/operating/site',
    body: () => ({ name: 'Ours', founders: 'people' }),
    json: signedIn(404),
  },
  { route: 'GET /outbox', at: () => '/outbox', json: everyone(200) },
  { route: 'GET /c/:space/reports', at: within('/reports'), json: hosts },
  {
    route: 'GET /c/:space/reports/new',
    at: async (stage) => `${stage.community.path}/reports/new?person=${stage.author.handle}`,
    json: people,
  },
  {
    route: 'POST /c/:space/reports',
    at: within('/reports'),
    body: (stage) => ({ item: stage.discussion.id, kind: 'hurts' }),
    json: inside(201, 201, 201),
  },
  {
    route: 'POST /c/:space/reports/:report/settling',
    at: async (stage) => `${stage.community.path}/reports/${await reportIn(stage)}/settling`,
    body: () => ({ step: 'kept', answer: 'It is a fair question.' }),
    json: hosts,
    once: true,
  },
  { route: 'GET /c/:space/notes', at: within('/notes'), json: hosts },
  {
    route: 'GET /c/:space/notes/new',
    at: (stage) => `${stage.community.path}/notes/new?person=${stage.author.handle}`,
    json: hosts,
  },
  {
    route: 'POST /c/:space/notes',
    at: within('/notes'),
    body: (stage) => ({ person: stage.author.handle, kind: 'warning', agreement: 'Be kind', words: 'Please.' }),
    json: inside(403, 403, 201),
  },
  {
    route: 'GET /c/:space/notes/:note',
    at: async (stage) => `${stage.community.path}/notes/${await noteTo(stage)}`,
    json: hosts,
  },
  {
    route: 'POST /c/:space/notes/:note/replies',
    at: async (stage) => `${stage.community.path}/notes/${await noteTo(stage)}/replies`,
    body: () => ({ words: 'Thank you.' }),
    json: hosts,
  },
  {
    route: 'POST /c/:space/notes/:note/ending',
    at: async (stage) => `${stage.community.path}/notes/${await noteTo(stage, 'suspension')}/ending`,
    json: hosts,
    once: true,
  },
  { route: 'GET /c/:space/about/log', at: within('/about/log'), json: people },
  { route: 'GET /me/reports', at: () => '/me/reports', json: signedIn(200) },
  { route: 'GET /me/blocks', at: () => '/me/blocks', json: signedIn(200) },
  {
    route: 'POST /people/:handle/block',
    at: ({ author }) => `/people/${author.handle}/block`,
    body: () => ({ on: true }),
    json: [401, 404, 404, 200, 200, 200],
    // Who shares any space can: also the host around a circle.
    also: { 'host of the parent': 200 },
  },
  // A note is to one person; what they may do with it is in care.test.ts and suspension.test.ts.
  { route: 'GET /me/notes/:note', at: async (stage) => `/me/notes/${await noteTo(stage)}`, json: signedIn(404) },
  {
    route: 'POST /me/notes/:note/replies',
    at: async (stage) => `/me/notes/${await noteTo(stage)}/replies`,
    body: () => ({ words: 'Mine?' }),
    json: signedIn(404),
  },
  {
    route: 'POST /me/notes/:note/reading',
    at: async (stage) => `/me/notes/${await noteTo(stage)}/reading`,
    json: signedIn(404),
  },
  {
    route: 'POST /me/notes/:note/ending',
    at: async (stage) => `/me/notes/${await noteTo(stage)}/ending`,
    json: signedIn(404),
  },
  {
    route: 'POST /me/notes/:note/leaving',
    at: async (stage) => `/me/notes/${await noteTo(stage)}/leaving`,
    json: signedIn(404),
  },
]
let emails = 0

/** The author sums the discussion up, where nobody has. */
async function sum({ author, discussion }: Stage): Promise<void> {
  await author.post(`${discussion.path}/summary`, { text: 'It is clay.', version: 0 })
}

/** A discussion that the host split off, to be put back. */
async function splitOff({ author, community, discussion }: Stage): Promise<string> {
  const said = (await author.post(`${discussion.path}/messages`, { text: 'And another thing.' })).json()
  const made = await community.host.post(`${said.url}/split`, { title: 'Another thing' })
  return `${made.json().url}/split/removal`
}

async function link(kind: 'sign-in' | 'password', person: Person): Promise<string> {
  const [made] = await world.owner<[{ id: number }]>`select id from make_one_time(${kind}, ${person.email}, 30)`
  return oneTimePath(world.site, kind, made.id)
}

/** Someone else's community asks this person by name. */
async function invitedByName(person: Person): Promise<number> {
  if (!person.id) return 1
  await world.owner`update site set founders = 'anyone'`
  const host = await world.person('Ines Carvalhal')
  const community = await world.community(host, 'Seed Savers')
  const [made] = await world.owner<[{ id: number }]>`
    insert into invitation (space_id, made_by, person_id) values (${community.id}, ${host.id}, ${person.id}) returning id`
  return made.id
}

/** Someone asks to join. */
async function atTheDoor(community: Community): Promise<number> {
  const asker = await world.person('Maud Tessier')
  const [made] = await world.owner<[{ id: number }]>`
    insert into join_request (space_id, person_id, shown) values (${community.id}, ${asker.id}, false) returning id`
  return made.id
}

/** The link that founds the site, as if it was not founded yet. */
async function firstRun(): Promise<string> {
  await world.owner`update site set founded_at = null`
  const [made] = await world.owner<[{ id: number }]>`select make_first_run() id`
  return oneTimePath(world.site, 'first-run', made.id)
}

/** A link to confirm, asked for in this very session. */
async function confirmLink(person: Person): Promise<string> {
  if (!person.id) return '/me/confirm/1-x'
  const [session] = await world.owner<
    [{ id: number }]
  >`select max(id)::bigint id from session where person_id = ${person.id}`
  const [made] = await world.owner<[{ id: number }]>`
    insert into key_link (kind, person_id, session_id, expires_at) values ('confirm', ${person.id}, ${session.id}, now() + interval '1 hour') returning id`
  return keyLinkPath(world.site, 'confirm', made.id)
}

async function addressLink(person: Person): Promise<string> {
  const [made] = await world.owner<[{ id: number }]>`
    insert into key_link (kind, person_id, session_id, email, expires_at)
    select 'address', ${person.id}, max(id), ${`new-${person.email}`}, now() + interval '1 hour' from session where person_id = ${person.id} returning id`
  return keyLinkPath(world.site, 'address', made.id)
}

async function sessionLink(person: Person): Promise<string> {
  const [made] = await world.owner<
    [{ id: number }]
  >`select open_session(${person.id}, sha256(gen_random_uuid()::text::bytea), 'another') id`
  return endingPath(world.site, made.id)
}

function ownPasskey(verb = '') {
  return async ({ visitor }: Stage) => {
    if (!visitor.id) return `/me/passkeys/1${verb}`
    const [made] = await world.owner<[{ id: number }]>`
      insert into passkey (person_id, credential_id, public_key, counter, name) values (${visitor.id}, gen_random_uuid(), '', 0, 'Phone') returning id`
    return `/me/passkeys/${made.id}${verb}`
  }
}

/** The visitor has a second step, of which nobody knows the secret. */
async function withCode({ visitor }: Stage): Promise<void> {
  if (visitor.id)
    await world.owner`insert into second_step (person_id, secret, last_step) values (${visitor.id}, '', 0) on conflict do nothing`
}

async function ownIdentity(person: Person): Promise<string> {
  if (!person.id) return '/me/providers/1/ending'
  const [made] = await world.owner<[{ id: number }]>`
    insert into identity (person_id, issuer, subject) values (${person.id}, 'https://login.example.org', gen_random_uuid()) returning id`
  return `/me/providers/${made.id}/ending`
}

async function otherSession(person: Person): Promise<string> {
  if (!person.id) return '/me/sessions/1/ending'
  const [made] = await world.owner<[{ id: number }]>`select open_session(${person.id}, '\\x00', 'another') id`
  await world.owner`update session set hash = sha256(id::text::bytea) where id = ${made.id}`
  return `/me/sessions/${made.id}/ending`
}

/** The address of the visitor's own feed of everything, as a feed reader asks for it; for who has none, one that ended. */
async function ownFeed({ visitor, author }: Stage): Promise<string> {
  await world.owner`delete from feed`
  const made = (await (visitor.id ? visitor : author).post('/me/feeds')).json()
  if (!visitor.id) await author.post(`/me/feeds/${made.id}/ending`)
  return new URL(made.address).pathname
}

function feedOf(verb: string) {
  return async ({ visitor }: Stage) => {
    await world.owner`delete from feed`
    return visitor.id ? `/me/feeds/${(await visitor.post('/me/feeds')).json().id}/${verb}` : `/me/feeds/1/${verb}`
  }
}

/** A report of the author's discussion, by somebody else. */
async function reportIn({ community, author, discussion }: Stage): Promise<number> {
  const [row] = await world.owner<[{ id: number }]>`
    insert into report (space_id, item_id, person_id, reporter_id, kind)
    values (${community.id}, ${discussion.id}, ${author.id}, ${(await world.person('Rosa Lindell')).id}, 'hurts') returning id`
  return row.id
}

/** What hosts wrote to the author. */
async function noteTo({ community, author }: Stage, kind = 'warning'): Promise<number> {
  const until = kind === 'suspension' ? new Date(Date.now() + 86_400_000) : null
  await world.owner`delete from host_note where space_id = ${community.id} and kind = 'suspension'`
  const [row] = await world.owner<[{ id: number }]>`
    insert into host_note (space_id, person_id, kind, by_id, agreement, words, until)
    values (${community.id}, ${author.id}, ${kind}, ${community.host.id}, 'Be kind', 'Please.', ${until}) returning id`
  return row.id
}

async function ownToken(person: Person): Promise<string> {
  if (!person.id) return '/me/tokens/1/ending'
  const made = await person.post('/me/tokens', { name: 'Calendar' })
  return `/me/tokens/${made.json().id}/ending`
}

/** Reading changes nothing, and who is refused changes nothing: they share the stages. */
const shared = new Map<Who, Promise<Stage>>()
function sharedStage(who: Who): Promise<Stage> {
  const stage = shared.get(who) ?? stageFor(world, who)
  shared.set(who, stage)
  return stage
}

function ask(line: Line, visitor: Person, address: string, body: Record<string, unknown>, json: boolean) {
  if (line.route.startsWith('GET')) return json ? visitor.json(address) : visitor.get(address)
  if (line.file) return visitor.upload(address, {}, [note], json ? { accept: 'application/json' } : {})
  return json ? visitor.post(address, body) : visitor.submit(address, body)
}

/** What a browser gets where a program gets `json`. */
function asPage(line: Line, json: number): number {
  const read = line.route.startsWith('GET')
  if (json === 401 && read) return 303
  if (json < 200 || json > 299) return json
  return line.html ?? (read ? 200 : 303)
}

/** Every route with its line, or as its own words say. */
const rows = routes.map((route) => {
  const name = `${route.method} ${route.url}`
  const line: Line = lines.find((one) => one.route === name) ?? {
    route: name,
    at: (stage) => addressOf(route, stage),
  }
  return { ...line, of: route, expected: expectedOf(route, line) }
})
type Row = (typeof rows)[number]

/** Whether this can be done on the stage that others use: nothing changes, or only something of one's own. */
function keeps({ before, once, of, expected }: Row, who: Who): boolean {
  if (before) return false
  return of.method === 'GET' || expected[who] >= 400 || (of.access === 'person' && !once)
}

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

describe.each(rows)('$route', (row) => {
  it('answers each standing as it should, as JSON and as a page, and tells outsiders nothing', async () => {
    await world.owner`delete from tries`
    const got: Record<string, string> = {}
    const expected: Record<string, string> = {}
    for (const who of standings) {
      const keep = keeps(row, who)
      const program = await visit(row, who, keep)
      const json = await told(row, program, true)
      const browser = await next(row, who, program)
      const page = await told(row, browser, false)
      got[who] = `${json.status} ${page.status}`
      expected[who] = `${row.expected[who]} ${asPage(row, row.expected[who])}`
      looksRight(row, json, page)
      if (outside.includes(who)) expect(json.body + page.body, who).not.toMatch(/the river goes brown|jars by Friday/)
      if (!row.of.url.includes('/c/:space') || !outside.includes(who)) continue
      const never = { ...program, at: program.at.replace(program.community.path, '/c/never-was') }
      expect(told404(json, program.community), `${who}, as JSON`).toEqual(await told(row, never, true))
      expect(told404(page, program.community), `${who}, as a page`).toEqual(await told(row, never, false))
    }
    expect(got).toEqual(expected)
  })
})

/** A stage, and the address on it that the visitor asks for. */
type Visit = Stage & { at: string }

async function visit(row: Row, who: Who, keep: boolean): Promise<Visit> {
  const stage = keep
    ? await sharedStage(who)
    : row.of.url.includes('/c/:space')
      ? await stageFor(world, who)
      : await othersOn(world, who, await sharedStage(who))
  await row.before?.(stage)
  return again(row, stage)
}

/** Where the browser comes after the program: to the same thing, unless that was changed. */
function next(row: Row, who: Who, before: Visit): Promise<Visit> | Visit {
  if (row.expected[who] >= 400) return before
  return row.once && !keeps(row, who) ? visit(row, who, false) : again(row, before)
}

async function again(row: Row, stage: Stage): Promise<Visit> {
  return { ...stage, at: await row.at(stage) }
}

/** An answer without what differs each time; and what the database was asked for it, which is what takes its time. */
async function told(row: Row, visit: Visit, json: boolean) {
  let answer: Awaited<ReturnType<typeof ask>> | undefined
  const asked = await world.statementsOf(async () => {
    answer = await ask(row, visit.visitor, visit.at, row.body?.(visit) ?? {}, json)
  })
  const { statusCode: status, headers, body } = answer!
  return { status, body, asked, headers: { ...headers, date: 0, 'x-request-id': 0, 'content-length': 0 } }
}
type Told = Awaited<ReturnType<typeof told>>

/** What was said of a space that is there, as if it was said of one that never was. */
function told404(real: Told, space: Community): Told {
  return { ...real, body: real.body.replaceAll(encodeURIComponent(space.slug), 'never-was') }
}

function looksRight(row: Row, json: Told, page: Told): void {
  const data = () => JSON.parse(json.body)
  const saved = 'content-disposition' in json.headers || row.route === 'GET /pictures/:hash'
  if (json.status < 300 && !saved) expect(departures(row.route, data())).toEqual([])
  if (json.status >= 400) {
    expect(json.headers).toMatchObject({ 'content-type': expect.stringContaining('application/problem+json') })
    expect(data()).toMatchObject({ status: json.status, detail: expect.any(String) })
  }
  if ((page.status === 200 && !row.bare) || page.status >= 400) {
    expect(page.headers).toMatchObject({ 'content-type': expect.stringContaining('text/html') })
    expect(page.body).toMatch(/<h1[ >][\s\S]*<\/html>/)
  }
}

describe('reading', () => {
  it('changes nothing: no row of any table, whoever looks', async () => {
    const stage = await sharedStage('member')
    const visitors = [stage.community.host, stage.visitor, world.nobody]
    const addresses = []
    for (const line of lines.filter(({ route }) => route.startsWith('GET'))) addresses.push(await line.at(stage))
    const before = await fingerprint()
    for (const address of addresses) {
      for (const visitor of visitors) {
        await visitor.get(address)
        await visitor.json(address)
      }
    }
    expect(await fingerprint()).toEqual(before)
    // Every page there is, six times: longer than other tests, where much runs at once.
  }, 90_000)
})

/** How many rows each table has, and a sum of all they say. */
async function fingerprint(): Promise<Record<string, string>> {
  const tables = await world.owner<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'copse'::regnamespace and relkind = 'r' order by relname`
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await world.owner.unsafe(
      `select count(*) || ' ' || coalesce(sum(hashtext(t::text)::bigint), 0) as seen from copse."${name}" t`,
    )
    found[name] = row!.seen
  }
  return found
}

describe('a method that an address does not have', () => {
  const urls = new Map<string, Row>(rows.map((row) => [row.of.url, row]))

  it.each([...urls.values()])('$of.url', async (row) => {
    const has = rows.filter((one) => one.of.url === row.of.url).map((one) => one.of.method)
    const methods = ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'] as const
    for (const who of ['outsider', 'member'] as const) {
      const stage = await sharedStage(who)
      const url = await row.at(stage)
      for (const method of methods) {
        if (has.includes(method as 'GET') || (method === 'HEAD' && has.includes('GET'))) continue
        const asked = { method: method as 'GET', headers: { cookie: stage.visitor.cookie, ...programs } }
        const real = await world.server.inject({ ...asked, url })
        // A word in an address may also be the id of another one.
        expect(real.statusCode, `${method} ${who}`).toBeLessThan(500)
        if (!['GET', 'HEAD', 'POST'].includes(method)) expect(real.statusCode, `${method} ${who}`).toBe(404)
        if (who === 'member' || !url.startsWith('/c/')) continue
        const none = await world.server.inject({ ...asked, url: url.replace(stage.community.path, '/c/never-was') })
        expect([real.statusCode, real.body], method).toEqual([404, none.body])
      }
    }
  })
})

const programs = { accept: 'application/json', origin: 'http://localhost', host: 'localhost' }

describe('every write', () => {
  const writes = rows.filter(({ of }) => of.method === 'POST')

  it.each(writes)('$route: not with a token that only reads, not from another site', async (row) => {
    const stage = await sharedStage('member')
    const url = await row.at(stage)
    const payload = row.body?.(stage) ?? {}
    const authorization = `Bearer ${await readingToken(stage.visitor)}`
    const read = await world.server.inject({ method: 'POST', url, payload, headers: { accept: json, authorization } })
    expect(read.statusCode).toBeGreaterThanOrEqual(400)
    expect(read.statusCode).toBeLessThan(500)
    const elsewhere = { ...programs, cookie: stage.visitor.cookie, origin: 'https://elsewhere.example' }
    const foreign = await world.server.inject({ method: 'POST', url, payload, headers: elsewhere })
    expect([foreign.statusCode, foreign.json().code]).toEqual([403, 'foreign-write'])
  })
})

const json = 'application/json'
let token: Promise<string> | undefined
function readingToken(person: Person): Promise<string> {
  token ??= person.post('/me/tokens', { name: 'Reader' }).then((made) => made.json().token)
  return token
}

describe('the lines above', () => {
  it('are of routes that there are, and of each once', () => {
    const told = lines.map(({ route }) => route)
    expect(told.filter((name) => !rows.some(({ route }) => route === name))).toEqual([])
    expect(told.length).toBe(new Set(told).size)
  })

  it('open no space to outsiders, whatever else they say', () => {
    const open = rows.filter(
      ({ of, expected }) => of.url.includes('/c/:space') && outside.some((who) => expected[who] !== 404),
    )
    expect(open.map(({ route }) => route)).toEqual([])
  })
})
