import { type Line, within } from '../line.ts'
import { everyone, hosts, inside, people, signedIn } from '../standings.ts'

/** Home, search, tags, what one follows and saves, and what one writes with. */
export const around: Line[] = [
  { route: 'GET /', at: () => '/', json: everyone(200) },
  { route: 'GET /c/:space', at: within(''), json: people },
  { route: 'GET /communities/new', at: () => '/communities/new', json: signedIn(200) },
  { route: 'POST /communities', at: () => '/communities', body: () => ({ name: 'Seed Savers' }), json: signedIn(201) },

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
  { route: 'GET /recorder', at: () => '/recorder', json: signedIn(200), bare: true },
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
]
