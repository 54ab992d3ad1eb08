import { type Line, under, within } from '../line.ts'
import type { Stage } from '../stage.ts'
import { hosts, inside, people } from '../standings.ts'
import { asDiscussions } from './as-discussions.ts'

/** Guests go journeys; members begin them; who guides one and hosts change it; what one does on the way is for who goes it. */
const writers = inside(403, 200, 200)
const of = '/c/:space/journeys/:id'

/** Below a step of the author's journey; where the stage has none, below one that is not there. */
const step =
  (kind: string, rest = '') =>
  async ({ author, discussion }: Stage) => {
    const made = await author.post(`${discussion.path}/steps`, {
      kind,
      title: 'Bring a jar',
      bring: kind === 'do',
      ...date[kind],
    })
    return `${made.statusCode === 201 ? made.json().url : `${discussion.path}/steps/1`}${rest}`
  }
const date: Record<string, object> = { meet: { date: 'new', newDay: '2099-05-12' } }
/** The visitor goes it, where they may. */
const going = ({ visitor, discussion }: Stage) => visitor.post(`${discussion.path}/joining`)

const own: Line[] = [
  { route: 'GET /c/:space/journeys/new', at: within('/journeys/new'), json: writers },
  {
    route: 'POST /c/:space/journeys',
    at: within('/journeys'),
    body: () => ({ title: 'Brown water' }),
    json: inside(403, 201, 201),
  },
  { route: `GET ${of}/edit`, at: under('/edit'), json: hosts },
  {
    route: `POST ${of}/edit`,
    at: under('/edit'),
    body: () => ({ title: 'Brown water', version: 1 }),
    json: hosts,
    once: true,
  },
  { route: `POST ${of}/opening`, at: under('/opening'), body: () => ({ on: true }), json: hosts },
  { route: `POST ${of}/ending`, at: under('/ending'), body: () => ({ on: false }), json: hosts },
  { route: `GET ${of}/steps`, at: under('/steps'), json: hosts },
  { route: `GET ${of}/steps/new`, at: under('/steps/new'), json: hosts },
  {
    route: `POST ${of}/steps`,
    at: under('/steps'),
    body: () => ({ kind: 'do', title: 'Bring a jar' }),
    json: inside(403, 403, 201),
  },
  { route: `GET ${of}/steps/:step`, at: step('do'), json: people },
  { route: `GET ${of}/steps/:step/edit`, at: step('do', '/edit'), json: hosts },
  {
    route: `POST ${of}/steps/:step/edit`,
    at: step('do', '/edit'),
    body: () => ({ kind: 'do', title: 'Bring two jars', version: 1 }),
    json: hosts,
  },
  { route: `POST ${of}/steps/:step/moving`, at: step('do', '/moving'), body: () => ({ to: 'up' }), json: hosts },
  { route: `POST ${of}/steps/:step/removal`, at: step('do', '/removal'), body: () => ({ on: true }), json: hosts },
  { route: `POST ${of}/stages`, at: under('/stages'), body: () => ({ was: 'A', becomes: 'B' }), json: hosts },
  {
    route: `POST ${of}/steps/:step/doneness`,
    at: step('do', '/doneness'),
    body: () => ({ on: true }),
    before: going,
    json: people,
  },
  {
    route: `POST ${of}/steps/:step/reflection`,
    at: step('reflect', '/reflection'),
    body: () => ({ text: 'Brown.' }),
    before: going,
    json: people,
  },
  // What is shared is read by who goes or guides it; only a guide takes it away.
  {
    route: `POST ${of}/steps/:step/reflections/:handle/removal`,
    at: step('reflect', '/reflections/nobody/removal'),
    json: inside(404, 404, 404),
  },
  {
    route: `POST ${of}/steps/:step/bringing`,
    at: step('do', '/bringing'),
    body: () => ({ text: 'A jar.' }),
    before: going,
    json: inside(201, 201, 201),
  },
  {
    route: `POST ${of}/steps/:step/coming`,
    at: step('meet', '/coming'),
    body: () => ({ reply: 'perhaps' }),
    json: people,
  },
  { route: `POST ${of}/joining`, at: under('/joining'), json: people },
  { route: `POST ${of}/showing`, at: under('/showing'), body: () => ({ on: false }), json: people },
  { route: `POST ${of}/people`, at: under('/people'), body: ({ author }) => ({ person: author.handle }), json: hosts },
  // Whether somebody goes it is told to those alone who guide it.
  {
    route: `POST ${of}/people/removal`,
    at: under('/people/removal'),
    body: () => ({ goer: 'nobody' }),
    json: inside(403, 403, 422),
  },
  { route: `GET ${of}/again`, at: under('/again'), json: writers },
  {
    route: `POST ${of}/again`,
    at: under('/again'),
    body: () => ({ title: 'Brown water again', begins: '2099-05-01' }),
    json: inside(403, 201, 201),
  },
]

/** Learning journeys. */
export const journeys = asDiscussions(own, of)
