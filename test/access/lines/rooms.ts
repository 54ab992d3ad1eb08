import { type Line, under, within } from '../line.ts'
import { hosts, inside } from '../standings.ts'
import { asDiscussions } from './as-discussions.ts'

/** Guests talk in rooms, members open them; who opened one and hosts change it. */
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
]

/** Rooms. */
export const rooms = asDiscussions(own, of)
