import type { Community, Person } from '../site.ts'
import type { UnnamedVisit } from './pages.ts'
import type { Stage } from './stage.ts'

/** Connections with other systems in all their states. */
export async function hooksOf(stage: Stage, host: Person, place: Community): Promise<UnnamedVisit[]> {
  const empty = await stage.community(host, 'Newt Counters')
  const guest = await stage.person('Ida Holm')
  await stage.join(place, guest, 'guest', { until: new Date(Date.now() + 9 * 86_400_000) })
  const here = `${place.path}/connections`
  const room = (await host.post(`${place.path}/rooms`, { title: 'What the gauge says' })).json()
  const made = (await host.post(`${here}/incoming`, { name: 'Water gauge at Pont-Sel', room: room.id })).json()
  await host.post(new URL(made.address).pathname, { text: '**+20 cm** since noon' })
  const out = { name: 'Noticeboard at the lock', address: 'https://1.1.1.1/told', kinds: ['talk', 'messages', 'dates'] }
  const told = (await host.post(`${here}/outgoing`, { ...out, words: true })).json()
  await host.post(`${told.url}/trial`)
  const off = (await host.post(`${here}/outgoing`, { ...out, name: 'A program of long ago' })).json()
  await host.post(`${off.url}/state`, { on: false })
  const one = '/c/:space/connections/outgoing/:hook'
  return [
    { route: '/c/:space/connections', path: here, by: host },
    { route: '/c/:space/connections', path: here, by: guest, name: 'as a guest' },
    { route: '/c/:space/connections', path: `${empty.path}/connections`, by: host, name: 'none yet' },
    { route: '/c/:space/connections/incoming/new', path: `${here}/incoming/new`, by: host },
    {
      route: '/c/:space/connections/incoming/new',
      path: `${here}/incoming/new`,
      by: guest,
      name: 'no room to connect',
    },
    { route: '/c/:space/connections/outgoing/new', path: `${here}/outgoing/new`, by: host },
    { route: one, path: told.url, by: host },
    { route: one, path: off.url, by: host, name: 'stopped' },
    { route: '/c/:space/rooms/:id', path: room.url, by: guest, name: 'where a gauge speaks' },
  ]
}
