import { type Line, under } from '../line.ts'
import { inside, signedIn } from '../standings.ts'
import { asDiscussions } from './as-discussions.ts'

const here = '/c/:space/conversation/:id'

const own: Line[] = [
  // The words of the stage are the author's: nobody else takes them away here, hosts of elsewhere neither.
  { route: `POST ${here}/messages/:number/removal`, at: under('/messages/2/removal'), json: inside(403, 403, 403) },
  {
    route: `POST ${here}/messages/:number/restoration`,
    at: under('/messages/2/restoration'),
    before: ({ author, discussion }) => author.post(`${discussion.path}/messages/2/removal`),
    json: inside(403, 403, 403),
  },
  { route: `POST ${here}/leaving`, at: under('/leaving'), once: true },
  { route: 'GET /messages/new', at: ({ author }) => `/messages/new?with=${author.handle}`, json: signedIn(200) },
  {
    route: 'POST /messages',
    at: () => '/messages',
    body: ({ community }) => ({ to: community.host.handle, text: 'Shall I bring the jars?' }),
    // Whoever meets the host somewhere; the host of the stage would write to themselves.
    json: [401, 422, 422, 201, 201, 422],
    also: { blocked: 201, 'host of the parent': 201 },
  },
  { route: 'GET /messages/:id', at: () => '/messages/1', json: signedIn(404) },
]

/** Conversations, and the messages in them: answered as elsewhere, where nothing else is said. */
export const conversations = asDiscussions(own, here)
