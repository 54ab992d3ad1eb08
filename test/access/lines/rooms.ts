import { routes } from '../../routes.ts'
import { type Line, under, within } from '../line.ts'
import { hosts, inside } from '../standings.ts'
import { talk } from './talk.ts'

/** Guests talk in rooms, members open them; who opened one and hosts change it. */
const known = new Set(routes.map(({ method, url }) => `${method} ${url}`))
const of = '/c/:space/rooms/:id'

const own: Line[] = [
  { route: 'GET /c/:space/rooms/new', at: within('/rooms/new'), json: inside(403, 200, 200) },
  {
    route: 'POST /c/:space/rooms',
    at: within('/rooms'),
    body: () => ({ title: 'At the water' }),
    json: inside(403, 201, 201),
  },
  { route: `GET ${of}/choosing`, at: under('/choosing'), json: inside(403, 200, 200) },
  {
    route: `POST ${of}/choosing`,
    at: under('/choosing'),
    body: () => ({ messages: [1], make: 'discussions' }),
    json: inside(403, 200, 200),
  },
  { route: `GET ${of}/edit`, at: under('/edit'), json: hosts },
  { route: `POST ${of}/edit`, at: under('/edit'), body: () => ({ title: 'By the fire' }), json: hosts },
  { route: `GET ${of}/day`, at: under('/day?day=2026-01-01'), json: inside(303, 303, 303) },
  {
    route: `GET ${of}/removal`,
    at: under('/removal'),
    before: (stage) => stage.community.host.post(`${stage.discussion.path}/removal`),
    json: inside(303, 303, 200),
  },
  { route: `POST ${of}/removal`, at: under('/removal'), json: hosts, once: true },
]
const named = new Set(own.map(({ route }) => route))

/** What the spine adds to every kind of item is answered as for discussions. */
const asElsewhere = talk
  .map((line) => ({ ...line, route: line.route.replace('/discussions/:id', '/rooms/:id') }))
  .filter(({ route }) => route.includes(of) && known.has(route) && !named.has(route))

/** Rooms. */
export const rooms: Line[] = [...own, ...asElsewhere]
