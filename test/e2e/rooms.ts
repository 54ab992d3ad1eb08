import type { Community, Person } from '../site.ts'
import type { UnnamedVisit } from './pages.ts'
import type { Stage } from './stage.ts'

/** Rooms in all their states, and all their pages. */
export async function roomsOf(stage: Stage, host: Person, place: Community): Promise<UnnamedVisit[]> {
  const empty = await stage.community(host, 'Owl Listeners')
  const guest = await stage.person('Siv Holm')
  await stage.join(place, guest, 'guest', { until: new Date(Date.now() + 9 * 86_400_000) })
  const open = async (title: string, about = ''): Promise<{ id: number; url: string }> =>
    (await host.post(`${place.path}/rooms`, { title, about })).json()
  const quiet = await open('Nothing said yet')
  const long = await open('A room with a rather long name, where one says who carries which ladder where', 'Ladders.')
  for (let n = 1; n <= 57; n++) await (n % 3 ? host : guest).post(`${long.url}/messages`, { text: `Ladder **${n}**` })
  await guest.post(`${long.url}/reading`, { number: 5 })
  await host.post(`${long.url}/messages`, { text: `@${guest.handle} the long one?`, replyTo: 51 })
  await host.post(`${long.url}/pin`, { on: true })
  const slow = await open('Slow')
  const hour = new Date().getUTCHours()
  const now = { quiet: true, quietFrom: (hour + 22) % 24, quietTo: (hour + 8) % 24, quietWeekends: true }
  await host.post(`${slow.url}/edit`, { title: 'Slow', slow: 600, ...now })
  const closed = await open('Closed')
  await host.post(`${closed.url}/messages`, { text: 'The last ladder is back.' })
  await host.post(`${closed.url}/closure`, { reason: 'All ladders are back.' })
  await host.post(`${long.url}/messages`, { text: 'Leaning on the **shed**, a little crooked but whole.', thread: 52 })
  await guest.post(`${long.url}/messages`, { text: 'Straight enough for apples.', thread: 52 })
  const gone = await open('Opened in error')
  await host.post(`${gone.url}/removal`)
  const room = '/c/:space/rooms/:id'
  return [
    { route: '/c/:space/rooms', path: `${place.path}/rooms`, by: host },
    { route: '/c/:space/rooms', path: `${place.path}/rooms`, by: guest, name: 'as a guest' },
    { route: '/c/:space/rooms', path: `${empty.path}/rooms`, by: host, name: 'none yet' },
    { route: '/c/:space/rooms/new', path: `${place.path}/rooms/new?title=Boots`, by: host },
    { route: room, path: quiet.url, by: host, name: 'nothing said' },
    { route: room, path: long.url, by: host },
    { route: room, path: `${long.url}?page=1`, by: guest, name: 'earlier' },
    { route: room, path: `${long.url}?reply=52`, by: guest, name: 'replying' },
    { route: room, path: slow.url, by: guest, name: 'slow and quiet' },
    { route: room, path: closed.url, by: host, name: 'closed' },
    { route: `${room}/threads/:number`, path: `${long.url}/threads/52`, by: guest },
    { route: `${room}/threads/:number`, path: `${long.url}/threads/3`, by: host, name: 'nothing said beside it' },
    { route: `${room}/threads/:number`, path: `${closed.url}/threads/1`, by: host, name: 'in a closed room' },
    { route: `${room}/choosing`, path: `${long.url}/choosing`, by: host },
    { route: `${room}/choosing`, path: `${quiet.url}/choosing?since=2026-01-05`, by: host, name: 'nothing said' },
    { route: '/c/:space/threads', path: `${place.path}/threads`, by: guest },
    { route: '/c/:space/threads', path: `${empty.path}/threads`, by: host, name: 'none' },
    { route: '/threads', path: '/threads', by: guest },
    { route: `${room}/edit`, path: `${long.url}/edit`, by: host },
    { route: `${room}/removal`, path: `${gone.url}/removal`, by: host },
    { route: `${room}/closure`, path: `${long.url}/closure`, by: host },
    { route: `${room}/messages/:number/edit`, path: `${long.url}/messages/1/edit`, by: host },
    { route: `${room}/messages/:number/revisions`, path: `${long.url}/messages/1/revisions`, by: host },
  ]
}
