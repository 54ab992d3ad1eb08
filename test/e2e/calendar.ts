import type { Community, Person } from '../site.ts'
import type { UnnamedVisit } from './pages.ts'
import type { Stage } from './stage.ts'

/** Dates in all their states, and all pages of the calendar. */
export async function calendarOf(stage: Stage, host: Person, place: Community): Promise<UnnamedVisit[]> {
  const empty = await stage.community(host, 'Otter Counters')
  const guest = await stage.person('Siv Lund')
  await stage.join(place, guest, 'guest', { until: new Date(Date.now() + 9 * 86_400_000) })
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const make = async (body: object): Promise<{ id: number; url: string }> =>
    (await host.post(`${place.path}/events`, { zone: 'America/St_Johns', ...body })).json()
  const walk = await make({
    title: 'An owl walk with a rather long name that has to break somewhere on a phone',
    day: day(3),
    time: '19:30',
    untilTime: '22:00',
    repeat: 'month-weekday',
    text: 'Bring a **torch**.',
    place: 'The mill',
    way: 'From the bridge, left.',
    access: 'Two steps.',
    link: 'https://meet.example.org/owls',
    dialIn: '+44 20 7946 0000, 1234#',
    agenda: '10 How do you arrive?\n30 What do we hear?',
    prepare: 'Warm clothes',
    places: 1,
    tags: 'owls',
  })
  await guest.post(`${walk.url}/answer`, { reply: 'yes', way: 'on-site', all: true })
  await guest.post(`${walk.url}/needs`, { needs: 'A seat' })
  await host.post(`${walk.url}/answer`, { reply: 'yes', way: 'on-site' })
  await host.post(`${walk.url}/messages`, { text: 'Bring a friend.' })
  const camp = await make({ title: 'Camp', day: day(5), untilDay: day(7) })
  const off = await make({ title: 'Counting', day: day(5), time: '18:00' })
  await host.post(`${off.url}/cancellation`, { on: true })
  const gone = await make({ title: 'Never mind', day: day(9) })
  await host.post(`${gone.url}/removal`)
  const past = await make({ title: 'Last year', day: '2025-01-12', time: '10:00', format: 'retrospective' })
  const walkDate: string = (await host.json(walk.url)).json().original
  await host.post(`${walk.url}/parts`, { part: 'notes', person: guest.handle, all: true, date: walkDate })
  await stage.owner`update space set tools = tools || '{pages}' where id = ${place.id} and not 'pages' = any(tools)`
  await host.post(`${past.url}/minutes`)
  await guest.post(`${past.url}/attendance`)
  await guest.post(`${past.url}/looking-back`, { well: 'The tea', better: 'The hour' })
  const words = { text: 'We counted nine.', person: guest.handle }
  const said = (await host.post(`${past.url}/spoken`, words)).json()
  await host.post(`${place.path}/calendar/own`)
  await host.post(`${place.path}/calendar/outside`, {
    address: 'https://school.example.org/a/rather/long/address/that/must/break/terms.ics',
    name: 'School district',
  })
  const eel = (
    await host.post(`${place.path}/calendar/days`, { title: 'The eel came back', month: 2, date: 29, since: 2024 })
  ).json()
  const rest = await host.post(`${place.path}/calendar/quiet`, {
    ...{ why: 'harvest, and the weeks after it when nobody answers', starts: day(12), ends: day(40), yearly: true },
  })
  await guest.post('/me/birthday', { month: 3, date: 1, communities: [place.slug] })
  const event = '/c/:space/events/:id'
  const month = `${place.path}/calendar`
  return [
    { route: '/c/:space/calendar', path: `${month}?day=${day(5)}`, by: host },
    { route: '/c/:space/calendar', path: `${month}?view=week&day=${day(5)}`, by: host, name: 'a week' },
    { route: '/c/:space/calendar', path: `${month}?view=agenda`, by: guest, name: 'a list' },
    { route: '/c/:space/calendar', path: `${empty.path}/calendar`, by: host, name: 'none yet' },
    { route: '/calendar', path: '/calendar', by: host },
    { route: '/c/:space/calendar', path: `${month}?day=${day(13)}`, by: guest, name: 'a quiet time' },
    { route: '/c/:space/calendar', path: `${month}?view=week&day=${day(13)}`, by: guest, name: 'a quiet week' },
    { route: '/c/:space/calendar/year', path: `${month}/year`, by: host },
    { route: '/c/:space/calendar/year', path: `${month}/year?by=week&from=9`, by: guest, name: 'week by week' },
    { route: '/c/:space/calendar/year', path: `${empty.path}/calendar/year`, by: host, name: 'none yet' },
    { route: '/calendar/year', path: '/calendar/year', by: host },
    { route: '/c/:space/calendar/days', path: `${month}/days`, by: host },
    { route: '/c/:space/calendar/days', path: `${empty.path}/calendar/days`, by: host, name: 'none yet' },
    { route: '/c/:space/calendar/days/:id/edit', path: `${month}/days/${eel.id}/edit`, by: host },
    { route: '/c/:space/calendar/quiet/:id/edit', path: `${month}/quiet/${rest.json().id}/edit`, by: host },
    { route: '/me/birthday', path: '/me/birthday', by: guest },
    { route: '/me/birthday', path: '/me/birthday', by: await stage.person('Nobody Yet'), name: 'nothing said' },
    {
      route: '/c/:space/events/new',
      path: `${place.path}/events/new?day=${day(13)}`,
      by: host,
      name: 'in a quiet time',
    },
    { route: '/calendar/own', path: '/calendar/own', by: guest, name: 'no address yet' },
    { route: '/c/:space/calendar/import', path: `${month}/import`, by: host },
    { route: '/c/:space/calendar/outside', path: `${month}/outside`, by: host },
    { route: '/c/:space/calendar/outside', path: `${empty.path}/calendar/outside`, by: host, name: 'none yet' },
    { route: '/c/:space/calendar/own', path: `${month}/own`, by: host },
    { route: '/c/:space/events/new', path: `${place.path}/events/new`, by: host },
    { route: event, path: walk.url, by: host },
    { route: event, path: walk.url, by: guest, name: 'as a guest' },
    { route: event, path: camp.url, by: guest, name: 'of several days' },
    { route: event, path: off.url, by: guest, name: 'called off' },
    { route: event, path: past.url, by: guest, name: 'over' },
    { route: event, path: past.url, by: host, name: 'over, for who sees to it' },
    { route: '/c/:space/events/formats', path: `${place.path}/events/formats`, by: host },
    { route: '/c/:space/events/new', path: `${place.path}/events/new?format=hybrid`, by: host, name: 'with a format' },
    { route: `${event}/parts`, path: `${walk.url}/parts?date=${walkDate}`, by: host },
    { route: `${event}/attendance`, path: `${past.url}/attendance`, by: host },
    { route: `${event}/spoken/new`, path: `${past.url}/spoken/new`, by: guest },
    { route: `${event}/spoken/:spoken`, path: said.url, by: guest },
    { route: `${event}/spoken/:spoken`, path: said.url, by: host, name: 'as who wrote it down' },
    { route: `${event}/edit`, path: `${walk.url}/edit`, by: host },
    { route: `${event}/removal`, path: `${gone.url}/removal`, by: host },
    { route: `${event}/closure`, path: `${camp.url}/closure`, by: host },
    { route: `${event}/messages/:number/edit`, path: `${walk.url}/messages/1/edit`, by: host },
    { route: `${event}/messages/:number/revisions`, path: `${walk.url}/messages/1/revisions`, by: host },
  ]
}
