import { routes } from '../../routes.ts'
import { type Line, under, within } from '../line.ts'
import type { Stage } from '../stage.ts'
import { hosts, inside, people } from '../standings.ts'
import { talk } from './talk.ts'

/** Which date suits: guests answer, members ask, who asked and hosts decide. */
const writers = inside(403, 200, 200)
const known = new Set(routes.map(({ method, url }) => `${method} ${url}`))
const of = '/c/:space/find/:id'

/** The first option of the question on a stage, by the question. */
const options = new Map<number, number>()
const withOption =
  (rest: (option: number) => string) =>
  async ({ author, discussion }: Stage) => {
    const { options: all } = (await author.json(discussion.path)).json()
    const option: number = all?.[0].id ?? 1
    options.set(discussion.id, option)
    return discussion.path + rest(option)
  }
const picks = ({ discussion }: Stage) => ({ picks: [options.get(discussion.id) ?? 1] })

const own: Line[] = [
  { route: 'GET /c/:space/find/new', at: within('/find/new'), json: writers },
  {
    route: 'POST /c/:space/find',
    at: within('/find'),
    body: () => ({ title: 'Weir walk', options: ['2099-05-14T10:00'] }),
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
  { route: `POST ${of}/answers`, at: under('/answers'), body: () => ({ clear: true }), json: people },
  {
    route: `POST ${of}/options`,
    at: under('/options'),
    body: () => ({ day: '2099-06-01' }),
    json: inside(403, 403, 201),
  },
  {
    route: `POST ${of}/options/:option/removal`,
    at: withOption((option) => `/options/${option}/removal`),
    json: hosts,
    once: true,
  },
  { route: `POST ${of}/taking`, at: withOption(() => '/taking'), body: picks, json: hosts },
  { route: `POST ${of}/ending`, at: under('/ending'), json: hosts, once: true },
  { route: `POST ${of}/asking-again`, at: under('/asking-again'), json: hosts },
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
  .map((line) => ({ ...line, route: line.route.replace('/discussions/:id', '/find/:id') }))
  .filter(({ route }) => route.includes(of) && known.has(route) && !named.has(route))

/** Finding a date. */
export const finding: Line[] = [...own, ...asElsewhere]
