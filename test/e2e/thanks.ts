import type { Community, Person } from '../site.ts'
import type { UnnamedVisit } from './pages.ts'
import type { Stage } from './stage.ts'

/** Thanks in all their states, and all their pages. */
export async function thanksOf(stage: Stage, host: Person, empty: Community): Promise<UnnamedVisit[]> {
  const guest = await stage.person('Perrine Lagarde-with-a-rather-long-name')
  const place = await stage.community(host, 'Hedge layers')
  await stage.join(place, guest, 'guest', { until: new Date(Date.now() + 9 * 86_400_000) })
  await stage.owner`update space set tools = tools || '{thanks}' where id = any(${[place.id, empty.id]})`
  const thanks = `${place.path}/thanks`
  const give = async (fields: object): Promise<{ url: string }> => (await host.post(thanks, fields)).json()
  for (let n = 1; n <= 42; n++) await give({ words: `For hedge ${n}, laid before the birds came.` })
  const one = await give({ to: guest.handle, lang: 'fr', words: 'Pour la haie.\nEt pour le thé, à toute heure.' })
  await guest.post(`${one.url}/messages`, { text: 'It was **nothing**.' })
  const gone = await give({ words: 'Never mind.' })
  await host.post(`${gone.url}/removal`)
  const route = '/c/:space/thanks'
  return [
    { route, path: thanks, by: host },
    { route, path: thanks, by: guest, name: 'as a guest' },
    { route, path: `${empty.path}/thanks`, by: host, name: 'none yet' },
    { route: `${route}/new`, path: `${thanks}/new?to=${guest.handle}`, by: host },
    {
      route: `${route}/new`,
      path: `${thanks}/new`,
      by: host,
      name: 'refused',
      status: 422,
      first: async (page) => {
        await page.locator('textarea').fill(' ')
        await page.locator('main form[method=post] button').last().click()
        await page.locator('#problems').waitFor()
      },
    },
    { route: `${route}/:id`, path: one.url, by: host },
    { route: `${route}/:id`, path: one.url, by: guest, name: 'as a guest' },
    { route: `${route}/:id/edit`, path: `${one.url}/edit`, by: host },
    { route: `${route}/:id/removal`, path: `${gone.url}/removal`, by: host },
    { route: `${route}/:id/closure`, path: `${one.url}/closure`, by: host },
    { route: `${route}/:id/messages/:number/edit`, path: `${one.url}/messages/1/edit`, by: guest },
    { route: `${route}/:id/messages/:number/revisions`, path: `${one.url}/messages/1/revisions`, by: host },
  ]
}
