import { Readable } from 'node:stream'
import { type Line, within } from '../line.ts'
import type { Stage } from '../stage.ts'
import { everyone, hosts, inside, people, signedIn } from '../standings.ts'

/** Members, people, invitations, circles, and who stands at the door. */
export const members: Line[] = [
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
    at: async ({ world }) => `/pictures/${(await world.site.portraits.put(Readable.from(['a face']))).hash}`,
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
    at: async ({ world, community }) => {
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
    at: async (stage) => `/invitations/${await invitedByName(stage)}/acceptance`,
    json: signedIn(200),
  },
  {
    route: 'POST /invitations/:invitation/declining',
    at: async (stage) => `/invitations/${await invitedByName(stage)}/declining`,
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
    at: async (stage) => `${stage.community.path}/requests/${await atTheDoor(stage)}/admission`,
    json: hosts,
  },
  {
    route: 'POST /c/:space/requests/:request/declining',
    at: async (stage) => `${stage.community.path}/requests/${await atTheDoor(stage)}/declining`,
    json: hosts,
  },
  {
    route: 'POST /c/:space/members/:handle/greeting',
    at: ({ community, author }) => `${community.path}/members/${author.handle}/greeting`,
    json: hosts,
  },
]

/** The beginning of a WebM file. */
const sound = Buffer.concat([Buffer.from('1a45dfa387428284', 'hex'), Buffer.from('webm'), Buffer.alloc(64)])

/** Someone else's community asks this person by name. */
async function invitedByName({ world, visitor: person }: Stage): Promise<number> {
  if (!person.id) return 1
  await world.owner`update site set founders = 'anyone'`
  const host = await world.person('Ines Carvalhal')
  const community = await world.community(host, 'Seed Savers')
  const [made] = await world.owner<[{ id: number }]>`
    insert into invitation (space_id, made_by, person_id) values (${community.id}, ${host.id}, ${person.id}) returning id`
  return made.id
}

/** Someone asks to join. */
async function atTheDoor({ world, community }: Stage): Promise<number> {
  const asker = await world.person('Maud Tessier')
  const [made] = await world.owner<[{ id: number }]>`
    insert into join_request (space_id, person_id, shown) values (${community.id}, ${asker.id}, false) returning id`
  return made.id
}
