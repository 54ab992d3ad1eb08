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
    expect([made.statusCode, made.headers.location]).toEqual([303, '/c/riviere-claire/beginning'])
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

  it('offers to begin a discussion once: where the first would be, then above those that are there', async () => {
    const place = await world.community(host, 'Still Empty')
    const offers = async (path: string) =>
      (await host.get(path)).body.split(`href="${place.path}/discussions/new"`).length - 1
    expect([await offers(place.path), await offers(`${place.path}/discussions`)]).toEqual([1, 1])
    await world.discussion(place, host, 'Hello')
    expect([await offers(place.path), await offers(`${place.path}/discussions`)]).toEqual([1, 1])
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
    expect(Math.max(...Object.values(little))).toBeLessThan(26)
  })
})

describe('what is coming up', () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const suggest = async (by: typeof host, path: string, title: string, days: number, more: object = {}) =>
    (
      await by.post(`${path}/events`, { title, day: day(days), time: '10:00', zone: 'Europe/London', ...more })
    ).json() as { id: number; url: string }

  it('stands on one’s home for a week, of all one’s communities and nobody else’s, and is answered there', async () => {
    const reader = await world.person('Yara Quispe')
    const [ours, others] = [await world.community(host, 'Mill Pond'), await world.community(noor, 'Orchard')]
    await world.join(ours, reader)
    const walk = await suggest(host, ours.path, 'Walk to the mill', 2)
    await suggest(host, ours.path, 'Much later', 20)
    await suggest(noor, others.path, 'Grafting', 2)
    const page = await reader.get('/')
    expect(page.body).toContain('Walk to the mill')
    for (const title of ['Much later', 'Grafting']) expect(page.body).not.toContain(title)
    expect(page.body).toContain(`action="${walk.url}/answer?from=home"`)
    const { original } = (await reader.json(walk.url)).json()
    const answered = await reader.submit(`${walk.url}/answer?from=home`, { reply: 'yes', date: original })
    expect([answered.statusCode, answered.headers.location]).toEqual([303, '/'])
    expect((await reader.get('/')).body).toContain('You are coming')
  })

  it('stands on a community’s home: the next three, with those of one’s circles, each answered there', async () => {
    const reader = await world.person('Ines Carvalhal')
    const ours = await world.community(host, 'Heron Watch')
    await world.join(ours, reader)
    for (const [title, days] of [
      ['Third', 40],
      ['First', 3],
      ['Fourth', 60],
      ['Second', 20],
    ] as const)
      await suggest(host, ours.path, title, days)
    const { coming } = (await reader.json(ours.path)).json()
    expect(coming.map(({ title }: { title: string }) => title)).toEqual(['First', 'Second', 'Third'])
    const page = await reader.get(ours.path)
    expect(page.body).toContain(`href="${ours.path}/calendar"`)
    const answered = await reader.submit(`${coming[0].url}/answer?from=space`, {
      reply: 'yes',
      date: coming[0].original,
    })
    expect(answered.headers.location).toBe(ours.path)
    expect((await noor.json(ours.path)).statusCode).toBe(404)
    const visits = async () => [
      (await world.statementsOf(() => reader.get('/'))).length,
      (await world.statementsOf(() => reader.get(ours.path))).length,
    ]
    const little = await visits()
    for (let i = 1; i < 6; i++) await suggest(host, ours.path, `More ${i}`, i)
    expect(await visits()).toEqual(little)
  })

  it('waits for whoever has a part in it and has not answered, two days before', async () => {
    const [named, other] = [await world.person('Part Taker'), await world.person('Just There')]
    const ours = await world.community(host, 'Two Banks')
    for (const one of [named, other]) await world.join(ours, one)
    const near = await suggest(host, ours.path, 'Near walk', 1)
    const far = await suggest(host, ours.path, 'Far walk', 9)
    for (const { id } of [near, far])
      await world.owner`insert into event_part (event_id, space_id, part, person_id) values (${id}, ${ours.id}, 'notes', ${named.id})`
    const waits = async (who: typeof host) =>
      (await who.json('/waiting'))
        .json()
        .waiting.map(({ kind, title }: { kind: string; title: string }) => [kind, title])
    expect([await waits(named), await waits(other)]).toEqual([[['date-part', 'Near walk']], []])
    expect((await waits(host)).filter(([kind]: string[]) => kind === 'date-part')).toEqual([])
    await named.post(`${near.url}/answer`, { reply: 'no' })
    expect(await waits(named)).toEqual([])
  })
})
