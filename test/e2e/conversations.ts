import type { Community, Person } from '../site.ts'
import type { UnnamedVisit } from './pages.ts'
import type { Stage } from './stage.ts'

/** Conversations in all their states, and all their pages. */
export async function conversationsOf(stage: Stage, host: Person, place: Community): Promise<UnnamedVisit[]> {
  const people: Person[] = []
  for (const name of ['Ida Wren', 'Jens Alder-with-a-rather-long-name-that-breaks', 'Kofi Ash', 'Lena Birch']) {
    const person = await stage.person(name)
    await stage.join(place, person)
    people.push(person)
  }
  const [ida, jens, kofi, lena] = people as [Person, Person, Person, Person]
  const write = async (by: Person, to: Person[], text: string): Promise<{ id: number; url: string }> =>
    (await by.post('/messages', { to: to.map(({ handle }) => handle), text })).json()
  const long = await write(host, [ida], 'Did you hear the **owl**?')
  for (let n = 2; n <= 57; n++) await (n % 3 ? ida : host).post(`${long.url}/messages`, { text: `Night ${n}` })
  await host.post(`${long.url}/reading`, { number: 50 })
  await ida.post(`${long.url}/messages`, { text: 'At the third oak.', thread: 52 })
  const many = await write(ida, [host, jens, kofi], 'All of you: boots or no boots?')
  await kofi.post(`${many.url}/leaving`)
  await host.post(`${many.url}/follow`, { level: 'muted' })
  for (const one of [ida, host, jens]) await one.post('/me/shown-reading', { shown: true })
  for (const one of [host, jens]) await one.post(`${many.url}/reading`, { number: 1 })
  const blocked = await write(jens, [host], 'You again.')
  await host.post(`/people/${jens.handle}/block`, { on: true })
  const alone = await write(kofi, [host], 'I am going.')
  await kofi.post(`${alone.url}/leaving`)
  const fresh = await write(lena, [ida], 'Only this.')
  const one = '/c/:space/conversation/:id'
  return [
    { route: '/messages', path: '/messages', by: host },
    { route: '/messages', path: '/messages', by: await stage.person('Mona Yew'), name: 'none' },
    { route: '/messages/new', path: '/messages/new', by: host },
    { route: '/messages/new', path: `/messages/new?with=${ida.handle},${lena.handle}`, by: host, name: 'to two' },
    { route: '/messages/new', path: '/messages/new?q=xylophone', by: host, name: 'nobody of that name' },
    {
      route: '/messages/new',
      path: `/messages/new?with=${ida.handle}`,
      by: host,
      name: 'refused',
      status: 422,
      first: async (page) => {
        await page.locator('textarea').fill(' ')
        await page.locator('main form[method=post] button').click()
        await page.locator('#problems').waitFor()
      },
    },
    { route: one, path: long.url, by: host },
    { route: one, path: `${long.url}?page=1`, by: host, name: 'earlier' },
    { route: one, path: many.url, by: host, name: 'of more, muted' },
    { route: one, path: many.url, by: ida, name: 'read by all' },
    { route: one, path: blocked.url, by: host, name: 'with someone blocked' },
    { route: one, path: alone.url, by: host, name: 'left alone' },
    { route: one, path: `${fresh.url}?reply=1`, by: ida, name: 'replying' },
    { route: `${one}/threads/:number`, path: `${long.url}/threads/52`, by: host },
    { route: `${one}/concern`, path: `${long.url}/concern`, by: host },
    { route: `${one}/leaving`, path: `${long.url}/leaving`, by: host },
    { route: `${one}/messages/:number/edit`, path: `${long.url}/messages/1/edit`, by: host },
    { route: `${one}/messages/:number/revisions`, path: `${long.url}/messages/1/revisions`, by: host },
  ]
}
