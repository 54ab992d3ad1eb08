import { type Line, under, within } from '../line.ts'
import type { Stage } from '../stage.ts'
import { hosts, inside, people } from '../standings.ts'
import { asDiscussions } from './as-discussions.ts'

/** Which date suits: guests answer, members ask, who asked and hosts decide. */
const writers = inside(403, 200, 200)
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
]

/** Finding a date. */
export const finding = asDiscussions(own, of)
