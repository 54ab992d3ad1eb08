import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
let host: Person
let luc: Person
let ines: Person
let community: Community

beforeEach(async () => {
  host = await world.person('Ada Umeh')
  luc = await world.person('Luc Marchetti', { lang: 'fr' })
  ines = await world.person('Inês Carvalhal')
  community = await world.community(host)
  await world.join(community, luc)
  await world.join(community, ines, 'guest', { badge: 'funder' })
  await luc.post('/me/profile', {
    organisation: 'Ferme du Haut-Pré',
    place: 'Haut-Varelle',
    does: 'Quarante vaches et une pelle mécanique.',
    askAbout: 'prés humides, clôtures',
    languages: 'français, italien',
  })
  await ines.post('/me/profile', {
    place: 'Pont-Sel',
    askAbout: 'eels, old maps',
    organisation: 'Bridges',
    languages: 'Portuguese',
  })
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const members = `/members`
const found = async (query: string, by = host): Promise<string[]> => {
  const answer = await by.json(`${community.path}${members}?${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().members.map(({ name }: Person) => name)
}

describe('looking for people', () => {
  it.each([
    ['a name', 'q=marchetti', ['Luc Marchetti']],
    ['a handle', 'q=%40luc-marchetti', ['Luc Marchetti']],
    ['a name without its accent', 'q=ines', ['Inês Carvalhal']],
    ['an accent too many', 'q=lùc', ['Luc Marchetti']],
    ['the beginning of a word', 'q=clot', ['Luc Marchetti']],
    ['not the middle of one', 'q=otures', []],
    ['words of several fields', 'q=pelle+haut', ['Luc Marchetti']],
    ['words that not one person has', 'q=pelle+eels', []],
    ['a word after an apostrophe or a hyphen', 'q=pre', ['Luc Marchetti']],
    ['signs alone', 'q=%25_%5C', ['Ada Umeh', 'Inês Carvalhal', 'Luc Marchetti']],
  ])('finds %s', async (_what, query, names) => {
    expect(await found(query)).toEqual(names)
  })

  it.each([
    ['hosts', 'standing=host', ['Ada Umeh']],
    ['guests', 'standing=guest', ['Inês Carvalhal']],
    ['a badge', 'badge=funder', ['Inês Carvalhal']],
    ['a language', 'language=it', ['Luc Marchetti']],
    ['a place', 'place=pont-sel', ['Inês Carvalhal']],
    ['nothing in particular', 'standing=&badge=&language=&place=&q=', ['Ada Umeh', 'Inês Carvalhal', 'Luc Marchetti']],
    ['two things at once', 'standing=guest&language=it', []],
  ])('narrows by %s', async (_what, query, names) => {
    expect(await found(query)).toEqual(names)
  })

  it('neither finds nor shows what someone hides, not even to a host', async () => {
    await luc.post('/me/profile', {
      place: 'Haut-Varelle',
      askAbout: 'clôtures',
      languages: 'italien',
      hidden: ['place', 'askAbout', 'languages'],
    })
    for (const query of ['q=clot', 'q=varelle', 'place=Haut-Varelle', 'language=it'])
      for (const by of [host, ines, luc]) expect(await found(query, by), query).toEqual([])
    const page = await host.get(`${community.path}${members}?view=table`)
    expect(page.body).not.toMatch(/Haut-Varelle|clôtures/)
    const listed = (await host.json(`${community.path}${members}?q=luc`)).json().members[0]
    expect(listed).toMatchObject({ place: '', askAbout: '', languages: [] })
  })

  it('finds nobody of another community, and nothing for who is not of this one', async () => {
    const noor = await world.person('Noor Bakri')
    await world.community(noor, 'Seed Savers')
    await noor.post('/me/profile', { askAbout: 'eels' })
    expect(await found('q=eels')).toEqual(['Inês Carvalhal'])
    expect((await noor.json(`${community.path}${members}?q=eels`)).statusCode).toBe(404)
  })

  it('shows no field to who only looks in by an open door', async () => {
    const noor = await world.person('Noor Bakri')
    await world.community(noor, 'Seed Savers')
    await world.owner`update space set visibility = 'open', joining = 'free' where id = ${community.id}`
    const seen = (await noor.json(`${community.path}${members}`)).json().members
    expect(seen.map(({ name }: Person) => name)).toContain('Luc Marchetti')
    expect(seen.every((one: Record<string, unknown>) => !one.place && !one.askAbout && !one.does)).toBe(true)
    expect(await found('q=pelle', noor)).toEqual([])
    expect((await noor.get(`${community.path}${members}`)).body).not.toMatch(/Haut-Varelle|Leave the community/)
    expect(await found('q=pelle')).toEqual(['Luc Marchetti'])
  })

  it('says what to do where nobody is found, and who may know', async () => {
    const none = await host.get(`${community.path}${members}?q=zither`)
    expect(none.body).toContain('Nobody here says “zither” of themselves.')
    expect(none.body).not.toContain('People who may know')
    const near = await host.get(`${community.path}${members}?q=mapping+eel`)
    expect(near.body).toContain('People who may know')
    expect(near.body).toMatch(/Inês Carvalhal[\s\S]*old maps/)
  })

  it('refuses what is no choice', async () => {
    for (const query of ['standing=king', 'view=globe', 'badge=x', 'after=nonsense'])
      expect((await host.json(`${community.path}${members}?${query}`)).statusCode, query).toBe(400)
  })
})

describe('two ways to look', () => {
  it('are remembered by the address, with what was looked for', async () => {
    const faces = await host.get(`${community.path}${members}?q=pont&standing=guest`)
    expect(faces.body).toContain(`href="${community.path}/members?q=pont&amp;standing=guest&amp;view=table"`)
    const table = await host.get(`${community.path}${members}?q=pont&view=table`)
    expect(table.body).toMatch(
      /<table[\s\S]*<caption[\s\S]*Inês Carvalhal[\s\S]*Bridges[\s\S]*Pont-Sel[\s\S]*eels, old maps/,
    )
    expect(table.body).toContain('name="view" value="table"')
  })

  it('go on where the page ended, narrowed as before', async () => {
    await world.owner`
      with made as (insert into person (handle, name) select 'q' || ${community.id}::text || 'x' || n, 'Person ' || lpad(n::text, 3, '0') from generate_series(1, 120) n returning id)
      insert into membership (space_id, person_id, standing) select ${community.id}, id, 'member' from made`
    const first = (await host.json(`${community.path}${members}?q=person&view=table`)).json()
    expect(first.next).toContain('q=person')
    expect(first.next).toContain('view=table')
    const second = (await host.json(first.next)).json()
    expect([first.members.length, second.members.length, second.next]).toEqual([100, 20, null])
  })

  it('cost as many queries for three people as for twenty, whatever is looked for', async () => {
    const count = async (query: string) =>
      (await world.statementsOf(() => host.get(`${community.path}${members}?${query}`))).length
    const queries = ['', 'view=table', 'q=person', 'language=en&place=x']
    const before: number[] = []
    for (const query of queries) before.push(await count(query))
    for (let i = 0; i < 17; i++) {
      const one = await world.person(`Person ${i}`)
      await world.join(community, one)
      await one.post('/me/profile', { place: `Place ${i}`, askAbout: 'eels' })
    }
    for (const [i, query] of queries.entries()) expect(await count(query), query).toBeLessThanOrEqual(before[i]!)
  })
})
