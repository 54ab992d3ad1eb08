import type { Community, Person } from '../site.ts'
import type { UnnamedVisit } from './pages.ts'
import type { Stage } from './stage.ts'

/** Links and what should be known, in all their states, and all their pages. */
export async function shelvesOf(stage: Stage, host: Person, place: Community): Promise<UnnamedVisit[]> {
  const empty = await stage.community(host, 'Newt Counters')
  const guest = await stage.person('Tove Lind')
  await stage.join(place, guest, 'guest', { until: new Date(Date.now() + 9 * 86_400_000) })
  await stage.owner`update space set tools = tools || '{pages,links,gaps}' where id = any(${[place.id, empty.id]})`
  const links = `${place.path}/links`
  const gaps = `${place.path}/gaps`
  const make = async (path: string, body: object): Promise<{ id: number; url: string }> =>
    (await host.post(path, body)).json()
  const survey = await make(links, {
    address: 'https://example.org/surveys/a-rather-long-path-that-has-to-break-somewhere-on-a-phone?page=12',
    title: 'How to survey owls',
    note: 'Short, and **tested** by us.',
    tags: 'owls, methods',
    licence: 'CC BY 4.0',
    kind: 'document',
  })
  const lost = await make(links, {
    address: 'https://example.org/lost',
    title: 'Chouettes perdues',
    lang: 'fr',
    kind: 'video',
  })
  const moved = await make(links, { address: 'https://example.org/old', title: 'Owl atlas', kind: 'map' })
  await stage.owner`update outside set failures = 4, failing_since = now() - interval '9 days', answered_at = now() - interval '40 days', status = 404 where address = 'https://example.org/lost'`
  await stage.owner`update outside set answered_at = now(), moved_to = 'https://example.org/new' where address = 'https://example.org/old'`
  await host.post(`${survey.url}/messages`, { text: 'Used it on Tuesday. Page 12 is the one.' })
  const gone = await make(links, { address: 'https://example.org/gone', title: 'Gone' })
  await host.post(`${gone.url}/removal`)
  const open = await make(gaps, {
    title: 'Where do owls go in March?',
    why: 'We are asked **every** year.',
    tags: 'owls',
  })
  const taken = await make(gaps, { title: 'What does a nest box cost?' })
  await host.post(`${taken.url}/taking`, { on: true, until: '2099-03-01' })
  const filled = await make(gaps, { title: 'How to survey?' })
  await host.post(`${filled.url}/answer`, { answer: survey.url })
  await host.post(`${open.url}/messages`, { text: 'Up the valley, I think.' })
  const unasked = await make(gaps, { title: 'Never mind' })
  await host.post(`${unasked.url}/removal`)
  const link = '/c/:space/links/:id'
  const gap = '/c/:space/gaps/:id'
  return [
    { route: '/c/:space/links', path: links, by: host },
    { route: '/c/:space/links', path: links, by: guest, name: 'as a guest' },
    { route: '/c/:space/links', path: `${links}?state=silent`, by: host, name: 'without an answer' },
    { route: '/c/:space/links', path: `${links}?q=nothing-like-it`, by: host, name: 'none such' },
    { route: '/c/:space/links', path: `${empty.path}/links`, by: host, name: 'none yet' },
    { route: '/c/:space/links/new', path: `${links}/new`, by: host },
    {
      route: '/c/:space/links/new',
      path: `${links}/new?url=https%3A%2F%2Fexample.org%2Fold`,
      by: host,
      name: 'here already',
    },
    { route: '/c/:space/links/bringing', path: `${links}/bringing`, by: host },
    { route: link, path: survey.url, by: host },
    { route: link, path: lost.url, by: host, name: 'without an answer' },
    { route: link, path: moved.url, by: host, name: 'that has moved' },
    { route: link, path: survey.url, by: guest, name: 'as a guest' },
    { route: `${link}/edit`, path: `${survey.url}/edit`, by: host },
    { route: `${link}/removal`, path: `${gone.url}/removal`, by: host },
    { route: `${link}/closure`, path: `${survey.url}/closure`, by: host },
    { route: `${link}/messages/:number/edit`, path: `${survey.url}/messages/1/edit`, by: host },
    { route: `${link}/messages/:number/revisions`, path: `${survey.url}/messages/1/revisions`, by: host },
    { route: '/c/:space/pages/map', path: `${place.path}/pages/map`, by: host },
    {
      route: '/c/:space/pages/map',
      path: `${place.path}/pages/map?sort=topic`,
      by: guest,
      name: 'by their names, as a guest',
    },
    { route: '/c/:space/pages/map', path: `${empty.path}/pages/map`, by: host, name: 'no topics yet' },
    { route: '/c/:space/gaps', path: gaps, by: host },
    { route: '/c/:space/gaps', path: `${gaps}?state=taken`, by: host, name: 'taken up' },
    { route: '/c/:space/gaps', path: `${gaps}?state=filled`, by: host, name: 'filled' },
    { route: '/c/:space/gaps', path: `${empty.path}/gaps`, by: host, name: 'none yet' },
    { route: '/c/:space/gaps/new', path: `${gaps}/new?title=Owls`, by: host },
    { route: gap, path: open.url, by: host },
    { route: gap, path: open.url, by: guest, name: 'as a guest' },
    { route: gap, path: taken.url, by: host, name: 'taken up' },
    { route: gap, path: filled.url, by: host, name: 'filled' },
    { route: `${gap}/edit`, path: `${open.url}/edit`, by: host },
    { route: `${gap}/removal`, path: `${unasked.url}/removal`, by: host },
    { route: `${gap}/closure`, path: `${open.url}/closure`, by: host },
    { route: `${gap}/messages/:number/edit`, path: `${open.url}/messages/1/edit`, by: host },
    { route: `${gap}/messages/:number/revisions`, path: `${open.url}/messages/1/revisions`, by: host },
  ]
}
