import type { Community, Person } from '../site.ts'
import type { UnnamedVisit } from './pages.ts'
import type { Stage } from './stage.ts'

const json = { accept: 'application/json' }

/** Folders and files in all their states, and all their pages. */
export async function filesOf(stage: Stage, host: Person, place: Community): Promise<UnnamedVisit[]> {
  const empty = await stage.community(host, 'Moth Counters')
  const guest = await stage.person('Tilde Lund')
  await stage.join(place, guest, 'guest', { until: new Date(Date.now() + 9 * 86_400_000) })
  await stage.owner`update space set tools = tools || '{pages,files,links,gaps}' where id = any(${[place.id, empty.id]})`
  const here = `${place.path}/files`
  const folder = async (name: string, into = 0): Promise<{ id: number; url: string }> =>
    (await host.post(`${here}/folders`, { name, folder: into })).json()
  const put = async (name: string, words: string, into = 0, more: Record<string, string> = {}) => {
    const file = { name, type: 'text/plain', bytes: Buffer.from(words) }
    return (await host.upload(here, { folder: String(into), ...more }, [file], json)).json().files[0] as {
      id: number
      url: string
    }
  }
  const levels = await folder('Water levels')
  const bare = await folder('Nothing yet')
  for (const n of [1, 2, 3, 4, 5, 10]) await put(`Sheet ${n}.csv`, `day,cm\n1,${n}\n`, levels.id)
  const plan = await put(
    'A plan with a name so long that it has to break somewhere on the narrow screen of a telephone.txt',
    'One.',
  )
  await host.upload(`${plan.url}/versions`, { why: 'Dates of spring' }, [
    { name: 'x.txt', type: 'text/plain', bytes: Buffer.from('Two.') },
  ])
  await host.post(`${plan.url}/edit`, {
    facts: 1,
    description: 'What we do **next**.',
    tags: 'plans',
    author: 'Ines and Bashir',
    licence: 'CC BY 4.0',
    madeOn: '2026-05',
    lang: 'fr',
  })
  await host.post(`${plan.url}/messages`, { text: 'The dates of May are missing.' })
  const gone = await put('Old plan.txt', 'Gone.')
  await host.post(`${gone.url}/removal`)
  await host.post(`${here}/outside`, { on: true })
  const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  const open = (await host.post(`${plan.url}/outside`, { until })).json()
  const locked = (await host.post(`${plan.url}/outside`, { until, password: 'otters' })).json()
  const outside = (link: { address: string }) => new URL(link.address).pathname
  const of = '/c/:space/files/:id'
  return [
    { route: '/c/:space/files', path: here, by: host },
    { route: '/c/:space/files', path: here, by: guest, name: 'as a guest' },
    { route: '/c/:space/files', path: `${empty.path}/files`, by: host, name: 'none yet' },
    { route: '/c/:space/files', path: `${here}?tag=plans`, by: host, name: 'with a tag' },
    { route: '/c/:space/files', path: `${here}?gone=${gone.id}`, by: host, name: 'after taking one away' },
    { route: of, path: levels.url, by: host, name: 'a folder' },
    { route: of, path: bare.url, by: host, name: 'an empty folder' },
    { route: of, path: plan.url, by: host, name: 'a file' },
    { route: of, path: plan.url, by: guest, name: 'a file, as a guest' },
    { route: `${of}/edit`, path: `${plan.url}/edit`, by: host },
    { route: `${of}/closure`, path: `${plan.url}/closure`, by: host },
    { route: `${of}/messages/:number/edit`, path: `${plan.url}/messages/1/edit`, by: host },
    { route: `${of}/messages/:number/revisions`, path: `${plan.url}/messages/1/revisions`, by: host },
    { route: `${of}/edit`, path: `${levels.url}/edit`, by: host, name: 'of a folder' },
    { route: `${of}/versions`, path: `${plan.url}/versions`, by: host },
    { route: `${of}/outside`, path: `${plan.url}/outside`, by: host },
    { route: '/c/:space/files/outside', path: `${here}/outside`, by: host },
    { route: '/c/:space/files/moving', path: `${here}/moving?entries=${plan.id}&entries=${levels.id}`, by: host },
    { route: '/c/:space/files/moving', path: `${here}/moving?copy=true`, by: host, name: 'nothing chosen' },
    { route: '/c/:space/files/trash', path: `${here}/trash`, by: host },
    { route: '/c/:space/files/trash', path: `${empty.path}/files/trash`, by: host, name: 'empty' },
    { route: '/out/:token', path: outside(open), name: 'given a file' },
    { route: '/out/:token', path: outside(locked), name: 'with a password' },
  ]
}
