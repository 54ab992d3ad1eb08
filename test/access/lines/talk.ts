import { type Line, under, within } from '../line.ts'
import type { Stage } from '../stage.ts'
import { hosts, inside, people, signedIn } from '../standings.ts'

/** Discussions, and the messages under them. */
export const talk: Line[] = [
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
  { route: 'POST /c/:space/discussions/:id/removal', at: under('/removal'), json: hosts, once: true },
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
    route: 'POST /c/:space/discussions/:id/messages/:number/previews',
    at: under('/messages/2/previews'),
    body: () => ({ on: false }),
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
  {
    route: 'POST /c/:space/discussions/:id/pin',
    at: under('/pin'),
    body: () => ({ on: true }),
    // Five can be pinned, and there are more kinds that can be.
    before: ({ world, community }) => world.owner`delete from pin where space_id = ${community.id}`,
    json: hosts,
  },
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
]

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
