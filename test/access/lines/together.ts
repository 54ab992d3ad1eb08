import { type Line, under } from '../line.ts'
import { inside } from '../standings.ts'

const of = '/c/:space/pages/:id/writing'
const writers = inside(403, 200, 200)
/** None of them knows which text it is: what who does is answered is in together.test.ts. */
const unknown = inside(403, 404, 404)

/** Several people write one page at once. */
export const together: Line[] = [
  { route: `GET ${of}`, at: under('/writing'), json: writers },
  { route: `POST ${of}`, at: under('/writing'), json: writers },
  {
    route: `POST ${of}/updates`,
    at: under('/writing/updates'),
    body: () => ({ text: 999_999, data: 'AAA=' }),
    json: unknown,
  },
  { route: `POST ${of}/files`, at: under('/writing/files'), json: writers },
  {
    route: `POST ${of}/putting-aside`,
    at: under('/writing/putting-aside'),
    body: () => ({ text: 999_999, upto: 1 }),
    json: inside(403, 409, 409),
  },
  { route: `POST ${of}/taking-up`, at: under('/writing/taking-up'), body: () => ({ text: 999_999 }), json: unknown },
]
