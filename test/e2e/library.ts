import type { Community, Person } from '../site.ts'
import { carriedOf } from './carried.ts'
import { movingOf } from './moving.ts'
import type { UnnamedVisit } from './pages.ts'
import type { Stage } from './stage.ts'
import { togetherOf } from './together.ts'

/** A library with something of everything, and all its pages. */
export async function libraryOf(stage: Stage, host: Person, place: Community): Promise<UnnamedVisit[]> {
  const empty = await stage.community(host, 'Bat Listeners')
  const guest = await stage.person('Rosa Lind')
  await stage.join(place, guest, 'guest', { until: new Date(Date.now() + 9 * 86_400_000) })
  await stage.owner`update space set tools = tools || '{pages,files}' where id = any(${[place.id, empty.id]})`
  const here = `${place.path}/pages`
  const write = async (title: string, text: string, more: object = {}): Promise<{ id: number; url: string }> =>
    (await host.post(here, { title, text, ...more })).json()
  const walks = await write(
    'Walking at night',
    '## Light\n\nLess is more.\n\n## Shoes\n\nSoft ones.\n\n## Company\n\nTwo at least.',
  )
  const lamp = await write('Red lamps', text, { under: walks.id, template: 'practice', tags: 'light, owls' })
  await write('Dusk', '## Plain meaning\n\nThe hour between dog and wolf.', { template: 'glossary' })
  const lamps = await write('Lampes rouges', 'Moins de lumière, plus de chouettes.', { lang: 'fr', of: lamp.id })
  await stage.owner`update page_revision set at = at - interval '2 hours', began_at = began_at - interval '2 hours'`
  await host.post(`${lamp.url}/edit`, {
    title: 'Red lamps',
    text: `${text}\n\nAnd spare batteries.`,
    version: 1,
    why: 'Mine went out',
  })
  await host.post(`${lamp.url}/tending`, { state: 'agreed', steward: host.handle, reviewOn: '2099-01-01' })
  await host.post(`${lamp.url}/messages`, { text: 'Mine is too bright. What do you use?' })
  await stage.owner`update page set review_on = current_date - 3 where item_id = ${lamp.id}`
  await host.post(`${walks.url}/translations`, { lang: 'fr' })
  await guest.post(`${lamp.url}/suggestions`, {
    title: 'Red lamps',
    text: `${text}\n\nAnd a spare lamp.`,
    version: 2,
    why: 'Mine broke.',
  })
  const gone = await write('Torches', 'No.')
  await host.post(`${gone.url}/removal`)
  const of = '/c/:space/pages/:id'
  return [
    ...(await carriedOf(stage, host, place, walks)),
    { route: '/c/:space/pages', path: here, by: host },
    { route: '/c/:space/files/computer', path: `${place.path}/files/computer`, by: host },
    { route: '/c/:space/files/computer', path: `${place.path}/files/computer`, by: guest, name: 'as a guest' },
    { route: '/c/:space/calendar/computer', path: `${place.path}/calendar/computer`, by: host },
    { route: '/c/:space/calendar/computer', path: `${place.path}/calendar/computer`, by: guest, name: 'as a guest' },
    { route: '/c/:space/pages', path: `${empty.path}/pages`, by: host, name: 'none yet' },
    { route: '/c/:space/pages', path: `${here}?tag=owls`, by: host, name: 'of a tag' },
    { route: '/c/:space/pages/changes', path: `${here}/changes`, by: host },
    { route: '/c/:space/pages/stories', path: `${here}/stories`, by: host, name: 'none yet' },
    { route: '/c/:space/pages/glossary', path: `${here}/glossary`, by: host },
    { route: '/c/:space/pages/tending', path: `${here}/tending`, by: host },
    { route: '/c/:space/pages/tending', path: `${empty.path}/pages/tending`, by: host, name: 'nothing' },
    { route: '/c/:space/pages/new', path: `${here}/new`, by: host },
    { route: '/c/:space/pages/new', path: `${here}/new?template=practice`, by: host, name: 'from a template' },
    { route: '/c/:space/pages/new', path: `${here}/new?of=${walks.id}&lang=fr`, by: host, name: 'in another language' },
    { route: of, path: lamp.url, by: host },
    { route: of, path: walks.url, by: guest, name: 'as a guest' },
    { route: of, path: lamps.url, by: host, name: 'behind its original' },
    { route: `${of}/edit`, path: `${lamp.url}/edit`, by: host },
    ...(await movingOf(stage, host, place)),
    ...(await togetherOf(of, lamp.url, walks.url, host)),
    { route: `${of}/removal`, path: `${gone.url}/removal`, by: host },
    { route: `${of}/revisions`, path: `${lamp.url}/revisions`, by: host },
    { route: `${of}/revisions/:number`, path: `${lamp.url}/revisions/2`, by: host },
    { route: `${of}/compare`, path: `${lamp.url}/compare?from=1&to=2`, by: host },
    { route: `${of}/authors`, path: `${lamp.url}/authors`, by: host },
    { route: `${of}/suggestions`, path: `${lamp.url}/suggestions`, by: host },
    { route: `${of}/suggestions`, path: `${walks.url}/suggestions`, by: guest, name: 'none yet' },
    { route: `${of}/suggestions/new`, path: `${lamp.url}/suggestions/new`, by: guest },
    { route: `${of}/suggestions/:number`, path: `${lamp.url}/suggestions/1`, by: host },
    { route: `${of}/suggestions/:number`, path: `${lamp.url}/suggestions/1`, by: guest, name: 'as its author' },
    { route: `${of}/edit`, path: `${lamp.url}/edit?suggestion=1`, by: host, name: 'with a suggestion' },
    { route: `${of}/moving`, path: `${lamp.url}/moving`, by: host },
    { route: `${of}/tending`, path: `${lamp.url}/tending`, by: host },
    { route: `${of}/catching-up`, path: `${lamps.url}/catching-up`, by: host },
    { route: `${of}/closure`, path: `${lamp.url}/closure`, by: host },
    { route: `${of}/messages/:number/edit`, path: `${lamp.url}/messages/1/edit`, by: host },
    { route: `${of}/messages/:number/revisions`, path: `${lamp.url}/messages/1/revisions`, by: host },
  ]
}

const text = `Owls do not mind red light.[^1] See [[Walking at night]] and [[Moth sheets]].

> [!WARNING]
> Never point it at a face.

## In one sentence

A lamp that leaves the night as it is.

## How to do it

1. Put red foil before the glass.
2. Walk ten steps and turn round.

- [x] Foil
- [ ] Rubber band

## What you need

| What | How much |
| --- | ---: |
| Foil | 10 cm |
| Patience | an evening |

[^1]: Or they do not tell us.
`
