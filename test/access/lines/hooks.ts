import { type Line, within } from '../line.ts'
import type { Stage } from '../stage.ts'
import { everyone, hosts, inside } from '../standings.ts'

/** Connections with other systems: everyone sees that they are there, hosts tend them, who opened a room connects it. */
const told = { name: 'Noticeboard', address: 'https://1.1.1.1/told', kinds: ['talk'] }
const one = '/c/:space/connections/outgoing/:hook'

export const hooks: Line[] = [
  {
    route: 'POST /c/:space/connections/incoming',
    at: within('/connections/incoming'),
    // A room that is not there: what those inside may do is tried beside the tool.
    body: () => ({ name: 'Water gauge', room: 999_999 }),
    json: inside(404, 404, 404),
  },
  {
    route: 'POST /c/:space/connections/incoming/:hook/removal',
    at: incomingOne,
    json: hosts,
    once: true,
  },
  {
    route: 'POST /hooks/in/:secret',
    at: () => '/hooks/in/never',
    body: () => ({ text: 'x' }),
    json: everyone(404),
    bare: true,
  },
  {
    route: 'POST /c/:space/connections/outgoing',
    at: within('/connections/outgoing'),
    body: () => told,
    json: inside(403, 403, 201),
    html: 201,
  },
  { route: `GET ${one}`, at: outgoingOne(''), json: hosts },
  { route: `POST ${one}`, at: outgoingOne(''), body: () => told, json: hosts },
  { route: `POST ${one}/state`, at: outgoingOne('/state'), body: () => ({ on: false }), json: hosts },
  { route: `POST ${one}/secret`, at: outgoingOne('/secret'), json: inside(403, 403, 201), html: 201 },
  { route: `POST ${one}/trial`, at: outgoingOne('/trial'), json: hosts },
  {
    route: `POST ${one}/deliveries/:delivery/again`,
    at: outgoingOne('/deliveries/999999/again'),
    json: inside(403, 403, 404),
  },
  { route: `POST ${one}/removal`, at: outgoingOne('/removal'), json: hosts, once: true },
]

/** The one that there is, or a new one. */
function outgoingOne(rest: string) {
  return async ({ community: { host, path } }: Stage): Promise<string> => {
    const [there] = (await host.json(`${path}/connections`)).json().outgoing
    const { url } = there ?? (await host.post(`${path}/connections/outgoing`, told)).json()
    return url + rest
  }
}

async function incomingOne({ community: { host, path } }: Stage): Promise<string> {
  const here = `${path}/connections/incoming`
  const [there] = (await host.json(`${path}/connections`)).json().incoming
  if (there) return `${here}/${there.id}/removal`
  const room = (await host.post(`${path}/rooms`, { title: 'At the water' })).json()
  const { id } = (await host.post(here, { name: 'Water gauge', room: room.id })).json()
  return `${here}/${id}/removal`
}
