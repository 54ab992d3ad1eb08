import { type Line, under, within } from '../line.ts'
import { note, type Stage } from '../stage.ts'
import { everyone, hosts, inside, people } from '../standings.ts'
import { asDiscussions } from './as-discussions.ts'

const of = '/c/:space/files/:id'
/** Guests read files and say something about them; members put them and tidy. */
const writers = inside(403, 200, 200)
const chosen = (stage: { discussion: { id: number } }) => ({ entries: [stage.discussion.id] })
let made = 0
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)

/** Where somebody outside finds a file of the author's. */
async function given({ world, author, community }: Stage): Promise<string> {
  const json = { accept: 'application/json' }
  const put = await author.upload(`${community.path}/files`, {}, [note], json)
  await community.host.post(`${community.path}/files/outside`, { on: true })
  const link = await author.post(`${put.json().files[0].url}/outside`, { until: tomorrow() })
  await world.owner`delete from tries`
  return new URL(link.json().address).pathname
}

const own: Line[] = [
  { route: 'POST /c/:space/files', at: within('/files'), file: true, json: inside(403, 201, 201) },
  {
    route: 'POST /c/:space/files/folders',
    at: within('/files/folders'),
    body: () => ({ name: `Jars ${++made}` }),
    json: inside(403, 201, 201),
  },
  { route: 'GET /c/:space/files/archive', at: within('/files/archive'), json: people, bare: true },
  { route: 'GET /c/:space/files/moving', at: within('/files/moving'), json: writers },
  { route: 'POST /c/:space/files/moving', at: within('/files/moving'), body: chosen, json: writers },
  { route: 'GET /c/:space/files/trash', at: within('/files/trash'), json: writers },
  // Not theirs: a host alone takes away what another brought.
  { route: 'POST /c/:space/files/removal', at: within('/files/removal'), body: chosen, json: hosts, once: true },
  ...(['within', 'under'] as const).map(
    (which): Line => ({
      route: which === 'within' ? 'POST /c/:space/files/restoration' : `POST ${of}/restoration`,
      at: which === 'within' ? within('/files/restoration') : under('/restoration'),
      body: which === 'within' ? chosen : undefined,
      before: (stage) => stage.community.host.post(`${stage.discussion.path}/removal`),
      json: inside(403, 404, 200),
      once: true,
    }),
  ),
  { route: `GET ${of}/content/:name`, at: under('/content/jars.txt'), json: people, bare: true },
  // There is no picture of it: what is seen of a picture is in previews.test.ts.
  { route: `GET ${of}/pictures/:page/:size`, at: under('/pictures/1/thumb'), json: inside(404, 404, 404), bare: true },
  { route: `GET ${of}/edit`, at: under('/edit'), json: writers },
  { route: `POST ${of}/edit`, at: under('/edit'), body: () => ({ description: 'Ten.' }), json: writers },
  { route: `GET ${of}/versions`, at: under('/versions'), json: people },
  { route: `POST ${of}/versions`, at: under('/versions'), file: true, json: inside(403, 201, 201) },
  {
    route: `GET ${of}/versions/:number/content/:name`,
    at: under('/versions/1/content/jars.txt'),
    json: people,
    bare: true,
  },
  { route: `POST ${of}/versions/:number/restoration`, at: under('/versions/1/restoration'), json: writers },
  { route: 'GET /c/:space/files/outside', at: within('/files/outside'), json: writers },
  { route: 'POST /c/:space/files/outside', at: within('/files/outside'), body: () => ({ on: true }), json: hosts },
  // There is no such link: who may end one stands in outside.test.ts.
  {
    route: 'POST /c/:space/files/outside/:link/revocation',
    at: within('/files/outside/999999/revocation'),
    json: inside(404, 404, 404),
  },
  { route: `GET ${of}/outside`, at: under('/outside'), json: writers },
  {
    route: `POST ${of}/outside`,
    at: under('/outside'),
    body: () => ({ until: tomorrow() }),
    before: (stage) => stage.community.host.post(`${stage.community.path}/files/outside`, { on: true }),
    json: inside(403, 201, 201),
  },
  { route: 'GET /out/:token', at: given, json: everyone(200) },
  { route: 'POST /out/:token', at: given, json: everyone(200) },
  // Without a ticket: what one fetches is in outside.test.ts.
  { route: 'GET /out/:token/:name', at: async (stage) => `${await given(stage)}/a`, json: everyone(404), bare: true },
]

export const files = asDiscussions(own, of)
