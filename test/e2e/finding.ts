import type { Community, Person } from '../site.ts'
import type { UnnamedVisit } from './pages.ts'
import type { Stage } from './stage.ts'

/** Finding a date: each step, and questions in all their states. */
export async function findingOf(stage: Stage, host: Person, place: Community): Promise<UnnamedVisit[]> {
  const empty = await stage.community(host, 'Heron Watchers')
  const far = await stage.person('Wanjiru Odera-with-a-rather-long-name')
  const guest = await stage.person('Bela Kun')
  await stage.join(place, far)
  await stage.join(place, guest, 'guest', { until: new Date(Date.now() + 9 * 86_400_000) })
  await far.post('/me', { name: far.name, handle: far.handle, lang: 'en', timeZone: 'Pacific/Auckland' })
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const here = `${place.path}/find`
  const ask = async (body: object): Promise<{ id: number; url: string; options: { id: number }[] }> => {
    const { url } = (await host.post(here, { zone: 'Europe/Paris', ...body })).json()
    return (await host.json(url)).json()
  }
  const options = [`${day(9)}T19:30`, `${day(10)}T07:00`, day(12)]
  const walk = await ask({
    title: 'An owl walk with a rather long name that has to break somewhere on a phone',
    text: 'Bring a **torch**.',
    place: 'The mill',
    link: 'https://meet.example.org/owls',
    answersUntil: day(5),
    options,
    wanted: [far.handle],
  })
  const [first, second, third] = walk.options.map(({ id }) => `o${id}`) as [string, string, string]
  await far.post(`${walk.url}/answers`, { [first]: 'no', [second]: 'if-need-be', [third]: 'yes' })
  await guest.post(`${walk.url}/answers`, { [first]: 'yes', [second]: 'no' })
  await host.post(`${walk.url}/options/${third.slice(1)}/removal`, { why: 'The mill is closed' })
  await host.post(`${walk.url}/messages`, { text: 'Bring a friend.' })
  const turning = await ask({
    title: 'An hour around the world',
    options: options.slice(0, 2),
    every: 'month',
    times: 5,
  })
  const found = await ask({ title: 'Counting', options })
  await guest.post(`${found.url}/answers`, { [`o${found.options[0]!.id}`]: 'yes' })
  await host.post(`${found.url}/taking`, { picks: [found.options[0]!.id] })
  const none = await ask({ title: 'Fog watch', options })
  await host.post(`${none.url}/ending`, { why: 'There is no fog' })
  const gone = await ask({ title: 'Never mind', options })
  await host.post(`${gone.url}/removal`)
  const one = '/c/:space/find/:id'
  const when = `days=${day(9)}&days=${day(40)}&times=07:00&times=19:30`
  return [
    { route: '/c/:space/find', path: here, by: host },
    { route: '/c/:space/find', path: `${empty.path}/find`, by: host, name: 'none yet' },
    { route: '/c/:space/find/new', path: `${here}/new?${when}`, by: host },
    { route: '/c/:space/find/new', path: `${here}/new?${when}&ready=true`, by: host, name: 'the second step' },
    { route: '/c/:space/calendar', path: `${place.path}/calendar`, by: guest, name: 'with open questions' },
    { route: one, path: walk.url, by: host },
    { route: one, path: walk.url, by: far, name: 'answered' },
    { route: one, path: `${walk.url}?order=fit`, by: guest, name: 'by fit, as a guest' },
    { route: one, path: turning.url, by: host, name: 'several dates' },
    { route: one, path: found.url, by: guest, name: 'found' },
    { route: one, path: none.url, by: host, name: 'ended without a date' },
    { route: `${one}/edit`, path: `${walk.url}/edit`, by: host },
    { route: `${one}/removal`, path: `${gone.url}/removal`, by: host },
    { route: `${one}/closure`, path: `${walk.url}/closure`, by: host },
    { route: `${one}/messages/:number/edit`, path: `${walk.url}/messages/1/edit`, by: host },
    { route: `${one}/messages/:number/revisions`, path: `${walk.url}/messages/1/revisions`, by: host },
  ]
}
