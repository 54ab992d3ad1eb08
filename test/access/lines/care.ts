import { type Line, within } from '../line.ts'
import type { Stage } from '../stage.ts'
import { hosts, inside, people, signedIn } from '../standings.ts'

/** Reports, notes, blocking, the log. */
export const care: Line[] = [
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
  // A note is to one person: here to the author, or to the visitor whom it suspends. The rest is in care.test.ts and suspension.test.ts.
  { route: 'GET /me/notes/:note', at: ownNote(''), json: signedIn(404) },
  {
    route: 'POST /me/notes/:note/replies',
    at: ownNote('/replies'),
    body: () => ({ words: 'Mine?' }),
    json: signedIn(404),
  },
  { route: 'POST /me/notes/:note/reading', at: ownNote('/reading'), json: signedIn(404) },
  { route: 'POST /me/notes/:note/ending', at: ownNote('/ending'), json: signedIn(404) },
  { route: 'POST /me/notes/:note/leaving', at: ownNote('/leaving'), json: signedIn(404), once: true },
]

/** A report of the author's discussion, by somebody else. */
async function reportIn({ world, community, author, discussion }: Stage): Promise<number> {
  const [row] = await world.owner<[{ id: number }]>`
    insert into report (space_id, item_id, person_id, reporter_id, kind)
    values (${community.id}, ${discussion.id}, ${author.id}, ${(await world.person('Rosa Lindell')).id}, 'hurts') returning id`
  return row.id
}

/** What hosts wrote to the author. */
async function noteTo({ world, community, author }: Stage, kind = 'warning'): Promise<number> {
  const until = kind === 'suspension' ? new Date(Date.now() + 86_400_000) : null
  await world.owner`delete from host_note where person_id = ${author.id} and space_id = ${community.id} and kind = 'suspension'`
  const [row] = await world.owner<[{ id: number }]>`
    insert into host_note (space_id, person_id, kind, by_id, agreement, words, until)
    values (${community.id}, ${author.id}, ${kind}, ${community.host.id}, 'Be kind', 'Please.', ${until}) returning id`
  return row.id
}

/** The note that suspends the visitor; for all others one to somebody else. */
function ownNote(verb: string) {
  return async (stage: Stage) => `/me/notes/${stage.suspension ?? (await noteTo(stage))}${verb}`
}
