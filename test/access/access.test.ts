import { Readable } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { stopPath } from '../../src/spine/letters/stopping.ts'
import { oneTimePath } from '../../src/spine/people/signing-in.ts'
import { invitationPath } from '../../src/spine/spaces/invitations.ts'
import { departures, routes } from '../routes.ts'
import { type Community, type Discussion, type Person, testSite } from '../site.ts'

/** Every route × every standing × both representations. A route without a line here fails the last test. */

const world = await testSite()

type Who = 'nobody' | 'outsider' | 'past guest' | 'guest' | 'member' | 'host'
const standings: Who[] = ['nobody', 'outsider', 'past guest', 'guest', 'member', 'host']
type Statuses = [number, number, number, number, number, number]

/** A community with things of someone else in it, and the one visitor who comes. */
interface Stage {
  visitor: Person
  author: Person
  community: Community
  discussion: Discussion
  /** A file of the author's, still in a draft. */
  unsent(): Promise<number>
  invitation(): Promise<number>
}

interface Line {
  route: string
  at(stage: Stage): string | Promise<string>
  body?(stage: Stage): Record<string, unknown>
  /** Sends a file, as a form. */
  file?: true
  /** The answers as JSON, in the order of the standings. */
  json: Statuses
  /** What a browser gets where a program gets 2xx; otherwise 200 for GET and 303 for POST. */
  html?: number
  /** Only for programs: no page. */
  bare?: true
  before?(stage: Stage): Promise<unknown>
  /** Cannot be done twice: the browser and the program each get a stage. */
  once?: true
}

const everyone = (status: number): Statuses => [status, status, status, status, status, status]
const signedIn = (status: number): Statuses => [401, status, status, status, status, status]
const inside = (guest: number, member: number, host: number): Statuses => [404, 404, 404, guest, member, host]
const people = inside(200, 200, 200)
const hosts = inside(403, 403, 200)

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
  { route: 'POST /c/:space/leaving', at: within('/leaving'), json: inside(200, 200, 422), once: true },
  {
    route: 'GET /people/:handle',
    at: ({ author }) => `/people/${author.handle}`,
    json: [401, 404, 404, 200, 200, 200],
  },
  {
    route: 'GET /people/:handle/welcome',
    at: ({ author }) => `/people/${author.handle}/welcome`,
    before: ({ author }) =>
      author.upload('/me/welcome', { welcome: 'Come in.' }, [
        { field: 'recording', name: 'a.webm', type: 'audio/webm', bytes: sound },
      ]),
    json: [401, 404, 404, 200, 200, 200],
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

async function otherSession(person: Person): Promise<string> {
  if (!person.id) return '/me/sessions/1/ending'
  const [made] = await world.owner<[{ id: number }]>`select open_session(${person.id}, '\\x00', 'another') id`
  await world.owner`update session set hash = sha256(id::text::bytea) where id = ${made.id}`
  return `/me/sessions/${made.id}/ending`
}

/** The address of the visitor's own feed of everything, as a feed reader asks for it; for who has none, one that ended. */
async function ownFeed({ visitor, author }: Stage): Promise<string> {
  const made = (await (visitor.id ? visitor : author).post('/me/feeds')).json()
  if (!visitor.id) await author.post(`/me/feeds/${made.id}/ending`)
  return new URL(made.address).pathname
}

function feedOf(verb: string) {
  return async ({ visitor }: Stage) =>
    visitor.id ? `/me/feeds/${(await visitor.post('/me/feeds')).json().id}/${verb}` : `/me/feeds/1/${verb}`
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

const note = { name: 'notes.txt', type: 'text/plain', bytes: Buffer.from('Ten jars.') }

async function stageFor(who: Who): Promise<Stage> {
  const visitor = who === 'nobody' ? world.nobody : await world.person('Vida Moreau')
  const author = await world.person('Luc Marchetti')
  const host = who === 'host' ? visitor : await world.person('Ada Umeh')
  const community = await world.community(host)
  await world.join(community, author)
  if (who === 'guest' || who === 'past guest') {
    const until = new Date(Date.now() + (who === 'guest' ? 1 : -1) * 3_600_000)
    await world.join(community, visitor, 'guest', { until })
  }
  if (who === 'member') await world.join(community, visitor)
  const discussion = await world.discussion(community, author, undefined, { tags: 'water' })
  await author.post(`${discussion.path}/messages`, { text: 'Ten jars by Friday.' })
  await world.owner`delete from tries`
  const json = { accept: 'application/json' }
  return {
    visitor,
    author,
    community,
    discussion,
    unsent: async () => (await author.upload(`${community.path}/attachments`, {}, [note], json)).json().id,
    invitation: async () => (await host.post(`${community.path}/invitations`)).json().id,
  }
}

/** Reading changes nothing, and who is refused changes nothing: they share the stages. */
const shared = new Map<Who, Promise<Stage>>()
function sharedStage(who: Who): Promise<Stage> {
  const stage = shared.get(who) ?? stageFor(who)
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

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

describe.each(lines)('$route', (line) => {
  it('answers each standing as it should, as JSON and as a page', async () => {
    const got: Record<string, string> = {}
    const expected: Record<string, string> = {}
    for (const [i, who] of standings.entries()) {
      const harmless = (line.route.startsWith('GET') || line.json[i]! >= 400) && !line.before
      const program = await (harmless ? sharedStage(who) : stageFor(who))
      await line.before?.(program)
      const json = await ask(line, program.visitor, await line.at(program), line.body?.(program) ?? {}, true)
      const again = line.once && !harmless
      const browser = again ? await stageFor(who) : program
      if (again) await line.before?.(browser)
      const page = await ask(line, browser.visitor, await line.at(browser), line.body?.(browser) ?? {}, false)
      got[who] = `${json.statusCode} ${page.statusCode}`
      expected[who] = `${line.json[i]} ${asPage(line, line.json[i]!)}`
      if (json.statusCode < 300 && !json.headers['content-disposition'] && line.route !== 'GET /pictures/:hash')
        expect(departures(line.route, json.json())).toEqual([])
      if (json.statusCode >= 400) {
        expect(json.headers['content-type']).toContain('application/problem+json')
        expect(json.json()).toMatchObject({ status: json.statusCode, detail: expect.any(String) })
      }
      if ((page.statusCode === 200 && !line.bare) || page.statusCode >= 400) {
        expect(page.headers['content-type']).toContain('text/html')
        expect(page.body).toMatch(/<h1[ >][\s\S]*<\/html>/)
      }
    }
    expect(got).toEqual(expected)
  })

  if (!line.route.includes('/c/:space')) return
  it('tells outsiders no more than an address that never was', async () => {
    const stage = await sharedStage('outsider')
    const address = await line.at(stage)
    const never = address.replace(stage.community.path, '/c/never-was')
    for (const visitor of [stage.visitor, world.nobody]) {
      for (const json of [true, false]) {
        const real = await ask(line, visitor, address, line.body?.(stage) ?? {}, json)
        const none = await ask(line, visitor, never, line.body?.(stage) ?? {}, json)
        const plain = (body: string) => body.replaceAll(encodeURIComponent(stage.community.slug), 'never-was')
        expect(real.statusCode).toBe(404)
        expect(plain(real.body)).toBe(none.body)
        expect({ ...real.headers, date: 0, 'x-request-id': 0, 'content-length': 0 }).toEqual({
          ...none.headers,
          date: 0,
          'x-request-id': 0,
          'content-length': 0,
        })
      }
    }
  })
})

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

describe('the table above', () => {
  it('has a line for every route, and no line twice', () => {
    const told = lines.map(({ route }) => route).sort()
    expect(told).toEqual(routes.map(({ method, url }) => `${method} ${url}`).sort())
  })
})
