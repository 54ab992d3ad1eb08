import { afterEach, describe, expect, it } from 'vitest'
import { testSite } from '../../../test/site.ts'

const world = await testSite()
const host = await world.person('Ada Umeh')
const member = await world.person('Luc Marchetti')
const noor = await world.person('Noor Bakri')
const community = await world.community(host)
await world.join(community, member)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

describe('one’s home', () => {
  it('tells a visitor what this is and how to come in, and of no community that is not announced', async () => {
    await world.community(host, 'Bee Friends')
    await host.post('/c/bee-friends/settings/door', { visibility: 'announced', joining: 'request' })
    await world.community(host, 'Quiet Ones')
    await host.post('/c/quiet-ones/settings/door', { visibility: 'listed', joining: 'request' })
    const page = await world.nobody.get('/')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('href="/sign-in"')
    expect(page.body).toContain('href="/c/bee-friends/door"')
    for (const hidden of ['River Keepers', 'Quiet Ones']) expect(page.body).not.toContain(hidden)
    // People of the site also see what is listed; someone who belongs nowhere does not.
    const others = async (person: typeof host) =>
      (await person.json('/')).json().others.map(({ name }: { name: string }) => name)
    expect(await others(member)).toEqual(['Bee Friends', 'Quiet Ones'])
    expect(await others(await world.person('New Here'))).toEqual(['Bee Friends'])
  })

  it('shows one’s own communities and what is new there, and nobody else’s', async () => {
    await world.discussion(community, host, 'Brown water after rain')
    await world.community(noor, 'Seed Savers')
    const mine = await member.get('/')
    expect(mine.body).toContain('River Keepers')
    expect(mine.body).toContain('Brown water after rain')
    expect(mine.body).not.toContain('Seed Savers')
    const [one] = (await member.json('/')).json().communities
    expect(one).toMatchObject({ name: 'River Keepers', people: 2, standing: 'member', latest: [{ unread: 1 }] })
  })

  it('offers a first step to someone who belongs nowhere', async () => {
    const page = await (await world.person('New Here')).get('/')
    expect(page.body).toContain('href="/communities/new"')
    expect(page.body).toContain('href="/join"')
  })

  it('shows hosts, and only them, what nobody answered for three days', async () => {
    const { id } = await world.discussion(community, member, 'Anyone?', { intent: 'question' })
    await world.discussion(community, member, 'Fresh question', { intent: 'question' })
    await world.owner`update tail set last_at = now() - interval '4 days' where item_id = ${id}`
    const titles = async (person: typeof host) =>
      (await person.json('/'))
        .json()
        .toLookAfter.filter(({ kind }: { kind: string }) => kind === 'unanswered')
        .map(({ title }: { title: string }) => title)
    expect([await titles(host), await titles(member)]).toEqual([['Anyone?'], []])
  })
})

describe('a community', () => {
  it('is made by anyone signed in, who is its host', async () => {
    const made = await member.submit('/communities', { name: 'Rivière Claire', purpose: 'Ensemble.', lang: 'fr' })
    expect([made.statusCode, made.headers.location]).toEqual([303, '/c/riviere-claire'])
    const { space } = (await member.json('/c/riviere-claire')).json()
    expect(space).toMatchObject({ name: 'Rivière Claire', lang: 'fr', people: 1, standing: 'host' })
    const twin = await noor.post('/communities', { name: 'Rivière Claire' })
    expect(twin.json().url).toBe('/c/riviere-claire-2')
    const other = await noor.post('/communities', { name: '川' })
    expect(other.json().url).toBe('/c/community')
  })

  it('needs a name, and keeps what else was typed', async () => {
    const page = await member.submit('/communities', { name: ' ', purpose: 'Something good.' })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('Something good.')
  })

  it('shows its newest talk with the opening words, and the host’s first steps to its host', async () => {
    const it = await world.discussion(community, host, 'Jars', { text: 'Ten **jars** <b>by</b> Friday.' })
    const page = await member.get(community.path)
    expect(page.body).toContain(`href="${it.path}"`)
    expect(page.body).toContain('Ten jars')
    expect(page.body).not.toContain(`href="${community.path}/settings"`)
    expect((await host.get(community.path)).body).toContain(`href="${community.path}/settings"`)
  })
})

describe('every list', () => {
  const lists = (path: string) => [
    '/',
    path,
    `${path}/circles`,
    `${path}/requests`,
    `${path}/invitations`,
    `${path}/members`,
  ]

  it('asks the database as often for much as for little', async () => {
    const busy = await world.person('Ines Carvalhal')
    const home = await world.community(busy, 'Busy Ones')
    await busy.post(`${home.path}/settings/door`, { visibility: 'announced', joining: 'request' })
    const count = async () => {
      const counts: Record<string, number> = {}
      for (const path of lists(home.path)) counts[path] = (await world.statementsOf(() => busy.get(path))).length
      return counts
    }
    const fill = async () => {
      await world.discussion(home, busy, 'More to say', { intent: 'question' })
      await busy.post(`${home.path}/circles`, { name: 'A circle', visibility: 'listed' })
      await busy.post(`${home.path}/invitations`, { note: 'Come.' })
      await world.join(home, await world.person('Someone New'))
      await (await world.person('Someone Else')).post(`${home.path}/door`)
      await world.community(busy, 'Another one')
    }
    await fill()
    const little = await count()
    for (let i = 0; i < 8; i++) await fill()
    expect(await count()).toEqual(little)
    expect(Math.max(...Object.values(little))).toBeLessThan(20)
  })
})
