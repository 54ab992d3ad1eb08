import { type Line, within } from '../line.ts'
import { everyone, hosts, signedIn } from '../standings.ts'

/** What hosts and operators look after. */
export const tending: Line[] = [
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
]
