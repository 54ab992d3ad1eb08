import { oneTimePath } from '../../../src/spine/people/signing-in.ts'
import { invitationPath } from '../../../src/spine/spaces/invitations.ts'
import { card, type Line, password } from '../line.ts'
import type { Stage } from '../stage.ts'
import { everyone, signedIn } from '../standings.ts'

/** Signing in, joining, the first run. */
export const doors: Line[] = [
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
  { route: 'GET /sign-in/:token', at: (stage) => link('sign-in', stage), json: everyone(200) },
  { route: 'POST /sign-in/:token', at: (stage) => link('sign-in', stage), json: everyone(200) },
  { route: 'POST /sign-out', at: () => '/sign-out', json: signedIn(200), once: true },
  { route: 'GET /password', at: () => '/password', json: everyone(200) },
  {
    route: 'POST /password',
    at: () => '/password',
    body: ({ author }) => ({ email: author.email }),
    json: everyone(200),
  },
  { route: 'GET /password/:token', at: (stage) => link('password', stage), json: everyone(200) },
  {
    route: 'POST /password/:token',
    at: (stage) => link('password', stage),
    body: () => ({ password }),
    json: everyone(200),
  },
  { route: 'GET /join', at: () => '/join', json: everyone(200) },
  {
    route: 'GET /join/:token',
    at: async ({ world, invitation }) => invitationPath(world.site, await invitation()),
    json: everyone(200),
  },
  {
    route: 'POST /join/:token',
    at: async ({ world, invitation }) => invitationPath(world.site, await invitation()),
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
    at: async (stage) => `${await firstRun(stage)}/demonstration`,
    json: everyone(200),
  },
]

let emails = 0

async function link(kind: 'sign-in' | 'password', { world, author: person }: Stage): Promise<string> {
  const [made] = await world.owner<[{ id: number }]>`select id from make_one_time(${kind}, ${person.email}, 30)`
  return oneTimePath(world.site, kind, made.id)
}

/** The link that founds the site, as if it was not founded yet. */
async function firstRun({ world }: Stage): Promise<string> {
  await world.owner`update site set founded_at = null`
  const [made] = await world.owner<[{ id: number }]>`select make_first_run() id`
  return oneTimePath(world.site, 'first-run', made.id)
}
