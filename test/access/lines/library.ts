import { type Line, under, within } from '../line.ts'
import type { Stage } from '../stage.ts'
import { inside, people } from '../standings.ts'
import { asDiscussions } from './as-discussions.ts'
import { together } from './together.ts'

const of = '/c/:space/pages/:id'
/** Guests read pages and comment on them; members write them. */
const writers = inside(403, 200, 200)

/** By its host; whoever did not write it does not take it back. */
const suggested = (stage: Stage) =>
  stage.community.host.post(`${stage.discussion.path}/suggestions`, { title: 'Jars', text: 'Eleven.', version: 1 })

const own: Line[] = [
  { route: 'GET /c/:space/pages/new', at: within('/pages/new'), json: writers },
  {
    route: 'POST /c/:space/pages',
    at: within('/pages'),
    body: () => ({ title: 'Jar test' }),
    json: inside(403, 201, 201),
  },
  {
    route: 'POST /c/:space/pages/preview',
    at: within('/pages/preview'),
    body: () => ({ text: 'See [[Jars]].' }),
    json: inside(200, 200, 200),
    html: 200,
    bare: true,
  },
  { route: `GET ${of}/edit`, at: under('/edit'), json: writers },
  {
    route: `POST ${of}/edit`,
    at: under('/edit'),
    body: () => ({ title: 'Jars', text: 'Ten.', version: 1 }),
    json: writers,
    once: true,
  },
  { route: `GET ${of}/revisions`, at: under('/revisions'), json: people },
  { route: `GET ${of}/revisions/:number`, at: under('/revisions/1'), json: people },
  { route: `GET ${of}/compare`, at: under('/compare?from=1&to=1'), json: people },
  { route: `POST ${of}/revisions/:number/restoration`, at: under('/revisions/1/restoration'), json: writers },
  { route: `GET ${of}/moving`, at: under('/moving'), json: writers },
  { route: `POST ${of}/moving`, at: under('/moving'), body: () => ({ under: 0 }), json: writers },
  { route: `GET ${of}/tending`, at: under('/tending'), json: writers },
  { route: `POST ${of}/tending`, at: under('/tending'), body: () => ({ state: 'draft' }), json: writers },
  // It is nobody's own: what becomes of one that is stands in own.test.ts.
  { route: `POST ${of}/opening`, at: under('/opening'), json: writers },
  { route: `POST ${of}/review`, at: under('/review'), json: writers },
  { route: `POST ${of}/translations`, at: under('/translations'), body: () => ({ lang: 'fr' }), json: people },
  // It is no translation: what a translation answers is in pages.test.ts.
  { route: `GET ${of}/catching-up`, at: under('/catching-up'), json: inside(403, 404, 404) },
  { route: `POST ${of}/catching-up`, at: under('/catching-up'), json: inside(403, 422, 422) },
  { route: `GET ${of}/suggestions`, at: under('/suggestions'), json: people },
  { route: `GET ${of}/suggestions/new`, at: under('/suggestions/new'), json: inside(200, 200, 200) },
  {
    route: `POST ${of}/suggestions`,
    at: under('/suggestions'),
    body: () => ({ title: 'Jars', text: 'Eleven.', version: 1 }),
    json: inside(201, 201, 201),
  },
  ...['', '/acceptance', '/refusal', '/withdrawal'].map((verb) => ({
    route: `${verb ? 'POST' : 'GET'} ${of}/suggestions/:number${verb}`,
    at: under(`/suggestions/1${verb}`),
    before: suggested,
    body: () => (verb === '/refusal' ? { answer: 'It is right.' } : {}),
    json: verb === '' ? people : verb === '/withdrawal' ? inside(403, 403, 200) : writers,
    ...(verb && { once: true as const }),
  })),
  // There is no task in it: what ticking does is in tasks.test.ts.
  { route: `POST ${of}/tasks`, at: under('/tasks'), body: () => ({ done: '0' }), json: inside(403, 409, 409) },
  { route: `GET ${of}/markdown`, at: under('/markdown'), json: people, bare: true },
]

/** The pages of a library. */
export const library = asDiscussions([...own, ...together], of)
