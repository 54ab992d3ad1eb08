import { invitationPath } from '../../src/spine/spaces/invitations.ts'
import type { Community, Person } from '../site.ts'
import type { UnnamedVisit } from './pages.ts'
import type { Stage } from './stage.ts'

/** A host's first hour in all its states. */
export async function beginningOf(stage: Stage, host: Person, place: Community): Promise<UnnamedVisit[]> {
  const route = '/c/:space/beginning'
  const fresh = await stage.community(host, 'Moth Counters')
  const half = await stage.community(host, 'Bat Listeners of the Long Lane behind the Old Mill')
  const steps = `${half.path}/beginning`
  await host.post(`${steps}/door`, { joining: 'request', question1: 'Which lane?', question2: 'Which nights?' })
  await stage.discussion(half, host, 'Who has a detector that still works?')
  await host.post(`${half.path}/events`, { title: 'First walk', day: '2099-05-12', time: '21:00' })
  await host.post(`${steps}/greeting`, { names: 'Yara Quispe\nKwame Addai' })
  const [{ id }] = await stage.owner<
    [{ id: number }]
  >`select id from greet_first where space_id = ${half.id} order by id`
  await host.post(`${steps}/greeting/${id}`, { on: true })
  await host.post(`${steps}/later`, { step: 'host', on: true })
  const over = await stage.community(host, 'Swift Watchers')
  for (const { name } of (await host.json(`${over.path}/beginning`)).json().steps.slice(1))
    await host.post(`${over.path}/beginning/later`, { step: name, on: true })
  await host.post(`${over.path}/beginning/host`, { who: 'petra@example.org', note: 'With me, as we said?' })
  const [asked] = await stage.owner<[{ id: number }]>`select id from invitation where space_id = ${over.id}`
  const of = (name: string, more: Partial<UnnamedVisit> = {}): UnnamedVisit => ({
    route,
    path: `${fresh.path}/beginning?step=${name}`,
    by: host,
    name,
    ...more,
  })
  return [
    { route, path: `${fresh.path}/beginning`, by: host, name: 'nothing but a name' },
    ...['create', 'starters', 'door', 'date', 'host', 'newcomer', 'greet', 'invite'].map((name) => of(name)),
    of('greet', { path: `${steps}?step=greet`, name: 'people to greet, one greeted' }),
    of('starters', { path: `${steps}?step=starters`, name: 'starters, done' }),
    of('tools', { path: `${place.path}/beginning`, name: 'of an older community' }),
    of('starters', {
      name: 'refused',
      status: 422,
      first: async (page) => {
        await page.locator('input[name="title1"]').fill(' ')
        await page.locator('input[name="title1"]').press('Enter')
        await page.locator('#problems').waitFor()
      },
    }),
    { route: `${route}/newcomer`, path: `${steps}/newcomer`, by: host },
    { route: `${route}/newcomer`, path: `${fresh.path}/beginning/newcomer`, by: host, name: 'nothing there yet' },
    { route, path: `${over.path}/beginning`, by: host, name: 'nothing left but for later' },
    { route: '/join/:token', path: invitationPath(stage.site, asked.id), name: 'as a host' },
    { route, path: '/c/willow-nursery/beginning', by: await stage.cast('ada'), name: 'of the demonstration' },
    { route: '/c/:space', path: half.path, by: host, name: 'with first steps' },
  ]
}
