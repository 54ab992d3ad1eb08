import { type Line, under, within } from '../line.ts'
import { hosts, inside, people } from '../standings.ts'
import { asDiscussions } from './as-discussions.ts'

/** Guests read links and what should be known, and say something about it; members keep and change them. */
const writers = inside(403, 200, 200)
let kept = 0

const own: Line[] = [
  { route: 'GET /c/:space/links/new', at: within('/links/new'), json: writers },
  {
    route: 'POST /c/:space/links',
    at: within('/links'),
    body: () => ({ address: `https://example.org/new-${++kept}`, title: 'Jar test' }),
    json: inside(403, 201, 201),
  },
  { route: 'GET /c/:space/links/:id/edit', at: under('/edit'), json: writers },
  {
    route: 'POST /c/:space/links/:id/edit',
    at: under('/edit'),
    body: () => ({ title: 'Jars', version: 1 }),
    json: writers,
    once: true,
  },
  { route: 'POST /c/:space/links/:id/check', at: under('/check'), json: writers },
  { route: 'POST /c/:space/links/:id/address', at: under('/address'), json: writers },
  { route: 'GET /c/:space/links/bookmarks', at: within('/links/bookmarks'), json: people, bare: true },
  { route: 'GET /c/:space/links/bringing', at: within('/links/bringing'), json: writers },
  // The file is no file of bookmarks: what such a file gives is in links.test.ts.
  { route: 'POST /c/:space/links/bookmarks', at: within('/links/bookmarks'), file: true, json: inside(403, 422, 422) },
  { route: 'GET /c/:space/gaps/new', at: within('/gaps/new'), json: writers },
  {
    route: 'POST /c/:space/gaps',
    at: within('/gaps'),
    body: () => ({ title: 'How many eels?' }),
    json: inside(403, 201, 201),
  },
  { route: 'GET /c/:space/gaps/:id/edit', at: under('/edit'), json: hosts },
  { route: 'POST /c/:space/gaps/:id/edit', at: under('/edit'), body: () => ({ title: 'Eels' }), json: hosts },
  { route: 'POST /c/:space/gaps/:id/wish', at: under('/wish'), body: () => ({ on: true }), json: people },
  { route: 'POST /c/:space/gaps/:id/taking', at: under('/taking'), body: () => ({ on: true }), json: writers },
  { route: 'POST /c/:space/gaps/:id/answer', at: under('/answer'), body: () => ({ answer: '' }), json: writers },
  { route: 'GET /c/:space/actions/new', at: within('/actions/new'), json: writers },
  {
    route: 'POST /c/:space/actions',
    at: within('/actions'),
    body: () => ({ title: 'Fill ten jars' }),
    json: inside(403, 201, 201),
  },
  { route: 'GET /c/:space/actions/:id/edit', at: under('/edit'), json: hosts },
  {
    route: 'POST /c/:space/actions/:id/edit',
    at: under('/edit'),
    body: () => ({ title: 'Fill twelve jars', version: 1 }),
    json: hosts,
    once: true,
  },
  // The action of the stage is nobody's: guests close what is theirs, members also what is nobody's.
  { route: 'POST /c/:space/actions/:id/doneness', at: under('/doneness'), body: () => ({ on: true }), json: writers },
  {
    route: 'POST /c/:space/actions/:id/letting-go',
    at: under('/letting-go'),
    body: () => ({ why: 'No jars.' }),
    json: writers,
  },
  { route: 'POST /c/:space/actions/:id/taking', at: under('/taking'), body: () => ({ on: true }), json: people },
  { route: 'GET /c/:space/thanks/new', at: within('/thanks/new'), json: inside(403, 200, 200) },
  {
    route: 'POST /c/:space/thanks',
    at: within('/thanks'),
    body: () => ({ words: 'For the jars.' }),
    json: inside(403, 201, 201),
  },
  { route: 'GET /c/:space/thanks/:id/edit', at: under('/edit'), json: inside(403, 403, 403) },
  {
    route: 'POST /c/:space/thanks/:id/edit',
    at: under('/edit'),
    body: () => ({ words: 'For the lids.', version: 1 }),
    json: inside(403, 403, 403),
  },
]

/** Links, what should be known, what is to be done, thanks. */
export const shelves = asDiscussions(
  own,
  '/c/:space/links/:id',
  '/c/:space/gaps/:id',
  '/c/:space/actions/:id',
  '/c/:space/thanks/:id',
)
