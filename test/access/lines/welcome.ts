import { type Line, within } from '../line.ts'
import type { Stage } from '../stage.ts'
import { everyone, hosts, people } from '../standings.ts'

/** A newcomer's first steps, and what hosts say for newcomers. */
export const welcome: Line[] = [
  // Hosts know their way: they are led home.
  { route: 'GET /c/:space/welcome', at: within('/welcome'), json: [404, 404, 404, 200, 200, 303] },
  {
    route: 'POST /c/:space/welcome/self',
    at: within('/welcome/self'),
    body: () => ({ name: 'Maud Ferrand', lang: 'en' }),
    json: people,
  },
  {
    route: 'POST /c/:space/welcome/letters',
    at: within('/welcome/letters'),
    body: () => ({ wish: 'weekly' }),
    json: people,
  },
  {
    route: 'POST /c/:space/welcome/hello',
    at: within('/welcome/hello'),
    body: () => ({ text: 'Hello!' }),
    before: said,
    json: people,
  },
  {
    route: 'POST /c/:space/welcome/words',
    at: within('/welcome/words'),
    body: () => ({ text: 'Hello!' }),
    before: said,
    json: people,
  },
  // Nothing of that number is here: what is there is tried beside the tool.
  {
    route: 'POST /c/:space/welcome/coming',
    at: within('/welcome/coming'),
    body: () => ({ event: 1 }),
    json: everyone(404),
  },
  {
    route: 'POST /c/:space/welcome/helping',
    at: within('/welcome/helping'),
    body: () => ({ gap: 1 }),
    json: everyone(404),
  },
  { route: 'POST /c/:space/welcome/later', at: within('/welcome/later'), body: () => ({ step: 'self' }), json: people },
  { route: 'POST /c/:space/welcome/end', at: within('/welcome/end'), json: people },
  {
    route: 'POST /c/:space/settings/welcome',
    at: within('/settings/welcome'),
    body: () => ({ timeAsked: 'ten minutes a week' }),
    json: hosts,
  },
  // A host is told that there is no recording yet.
  {
    route: 'POST /c/:space/settings/welcome/introduction',
    at: within('/settings/welcome/introduction'),
    body: () => ({ said: 'We look after the river.' }),
    json: [404, 404, 404, 403, 403, 422],
  },
  // There is none: who hears one that is there is tried beside the tool.
  { route: 'GET /c/:space/door/introduction', at: within('/door/introduction'), json: everyone(404) },
  { route: 'GET /c/:space/door/introduction/captions', at: within('/door/introduction/captions'), json: everyone(404) },
  { route: 'GET /join/:token/introduction', at: () => '/join/x/introduction', json: everyone(404) },
  { route: 'GET /join/:token/introduction/captions', at: () => '/join/x/introduction/captions', json: everyone(404) },
]

/** Somewhere to say hello, and somebody to write to. */
async function said({ world, community, discussion, author }: Stage): Promise<void> {
  await world.owner`
    insert into welcoming (space_id, hello_id, welcomer_id) values (${community.id}, ${discussion.id}, ${author.id})
    on conflict (space_id) do update set hello_id = excluded.hello_id, welcomer_id = excluded.welcomer_id`
}
