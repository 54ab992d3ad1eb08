import type { Community, Person } from '../site.ts'
import type { UnnamedVisit } from './pages.ts'
import type { Stage } from './stage.ts'

/** What is to be done, in all its states, and all its pages. */
export async function actionsOf(stage: Stage, host: Person, place: Community): Promise<UnnamedVisit[]> {
  const empty = await stage.community(host, 'Toad Carriers')
  const guest = await stage.person('Tove Berg')
  await stage.join(place, guest, 'guest', { until: new Date(Date.now() + 9 * 86_400_000) })
  await stage.owner`update space set tools = array(select distinct unnest(tools || '{actions}')) where id = any(${[place.id, empty.id]})`
  const actions = `${place.path}/actions`
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
  const make = async (title: string, more: object = {}): Promise<{ id: number; url: string }> =>
    (await host.post(actions, { title, ...more })).json()
  const talk = await stage.discussion(place, host, 'Where do the owls nest?', { text: 'We need **twelve** boxes.' })
  const mine = await make('Build twelve nest boxes of larch, with a roof that lasts longer than the last one did', {
    owner: host.handle,
    due: day(-3),
    from: talk.id,
    number: 1,
  })
  await host.post(`${mine.url}/messages`, { text: 'The wood is here.' })
  const given = await make('Compter les chouettes', { owner: guest.handle, due: day(2), lang: 'fr' })
  const free = await make('Fetch the ladder', { due: day(30) })
  const done = await make('Ask the farmer', { owner: host.handle })
  await host.post(`${done.url}/doneness`, { on: true })
  const letGo = await make('Ring everybody', { owner: host.handle })
  await host.post(`${letGo.url}/letting-go`, { why: 'They read it here.' })
  const gone = await make('Said in error')
  await host.post(`${gone.url}/removal`)
  const action = '/c/:space/actions/:id'
  return [
    { route: '/c/:space/actions', path: actions, by: host },
    { route: '/c/:space/actions', path: actions, by: guest, name: 'as a guest' },
    { route: '/c/:space/actions', path: `${actions}?closed=${done.id}&from=home`, by: host, name: 'just closed' },
    { route: '/c/:space/actions', path: `${actions}?person=${guest.handle}`, by: host, name: 'of one person' },
    { route: '/c/:space/actions', path: `${actions}?state=closed`, by: host, name: 'closed' },
    { route: '/c/:space/actions', path: `${empty.path}/actions`, by: host, name: 'none yet' },
    { route: '/c/:space/actions/new', path: `${actions}/new`, by: host },
    { route: '/c/:space/actions/new', path: `${actions}/new?from=${talk.id}&number=1`, by: host, name: 'from words' },
    { route: action, path: mine.url, by: host },
    { route: action, path: mine.url, by: guest, name: 'of somebody else' },
    { route: action, path: given.url, by: guest, name: 'as a guest' },
    { route: action, path: free.url, by: guest, name: 'of nobody' },
    { route: action, path: done.url, by: host, name: 'done' },
    { route: action, path: letGo.url, by: host, name: 'let go' },
    { route: `${action}/edit`, path: `${mine.url}/edit`, by: host },
    { route: `${action}/removal`, path: `${gone.url}/removal`, by: host },
    { route: `${action}/closure`, path: `${mine.url}/closure`, by: host },
    { route: `${action}/messages/:number/edit`, path: `${mine.url}/messages/1/edit`, by: host },
    { route: `${action}/messages/:number/revisions`, path: `${mine.url}/messages/1/revisions`, by: host },
  ]
}
