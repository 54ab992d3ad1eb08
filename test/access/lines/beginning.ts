import { type Line, within } from '../line.ts'
import type { Stage } from '../stage.ts'
import { hosts, inside } from '../standings.ts'

/** Of a host's own list: whoever is a host has somebody on it. */
async function onList({ visitor, community, world }: Stage, rest = ''): Promise<string> {
  const [row] = await world.owner<{ id: number }[]>`
    select id from greet_first where space_id = ${community.id} and person_id = ${visitor.id} order by id limit 1`
  return `${community.path}/beginning/greeting/${row?.id ?? 1}${rest}`
}
const noted = ({ visitor, community }: Stage) =>
  visitor.post(`${community.path}/beginning/greeting`, { names: 'Yara Quispe\nKwame Addai' })

/** A host's first hour. */
export const beginning: Line[] = [
  {
    route: 'POST /c/:space/beginning/later',
    at: within('/beginning/later'),
    body: () => ({ step: 'door', on: true }),
    json: hosts,
  },
  { route: 'POST /c/:space/beginning/away', at: within('/beginning/away'), body: () => ({ on: true }), json: hosts },
  {
    route: 'POST /c/:space/beginning/copy',
    at: within('/beginning/copy'),
    body: ({ community }) => ({ from: community.slug }),
    json: hosts,
  },
  {
    route: 'POST /c/:space/beginning/starters',
    at: within('/beginning/starters'),
    body: () => ({ post1: true, title1: 'Say hello', text1: 'Who are you?' }),
    json: inside(403, 403, 201),
  },
  {
    route: 'POST /c/:space/beginning/door',
    at: within('/beginning/door'),
    body: () => ({ joining: 'invitation', question1: 'Why?' }),
    json: hosts,
  },
  {
    route: 'POST /c/:space/beginning/date',
    at: within('/beginning/date'),
    body: () => ({ title: 'First meeting', day: '2099-05-12', time: '10:00' }),
    json: inside(403, 403, 201),
  },
  {
    route: 'POST /c/:space/beginning/host',
    at: within('/beginning/host'),
    body: ({ author }) => ({ who: author.handle }),
    json: hosts,
  },
  {
    route: 'POST /c/:space/beginning/invitations',
    at: within('/beginning/invitations'),
    body: () => ({ addresses: 'maud@example.org' }),
    json: inside(403, 403, 201),
  },
  {
    route: 'POST /c/:space/beginning/greeting',
    at: within('/beginning/greeting'),
    body: () => ({ names: 'Yara Quispe' }),
    json: hosts,
  },
  {
    route: 'POST /c/:space/beginning/greeting/:person',
    at: onList,
    body: () => ({ on: true }),
    json: hosts,
    before: noted,
  },
  {
    route: 'POST /c/:space/beginning/greeting/:person/removal',
    at: (stage) => onList(stage, '/removal'),
    json: hosts,
    before: noted,
  },
]
