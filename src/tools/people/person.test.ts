import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../test/site.ts'
import { partOf } from '../../platform/http/part.ts'

const world = await testSite()
let host: Person
let bashir: Person
let noor: Person
let community: Community

beforeEach(async () => {
  host = await world.person('Ada Umeh')
  bashir = await world.person('Bashir Rahmani')
  noor = await world.person('Noor Bakri')
  community = await world.community(host)
  await world.community(noor, 'Seed Savers')
  await world.join(community, bashir)
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const told = {
  organisation: 'Net store',
  place: 'Saltmouth',
  pronouns: 'he/him',
  does: 'I mend nets.\nEarly is best.',
  askAbout: 'nets, eels',
  learning: 'Maps',
  languages: 'English, Dari',
  links: 'https://example.org/nets How to mend a net\nexample.org',
}

describe('how a person is introduced', () => {
  it('tells those who share a community all that is shown, and nothing that is not said', async () => {
    await bashir.post('/me/profile', told)
    const seen = (await host.json(`/people/${bashir.handle}`)).json()
    expect(seen).toMatchObject({
      organisation: 'Net store',
      does: 'I mend nets.\nEarly is best.',
      languages: ['en', 'fa-AF'],
      links: [
        { url: 'https://example.org/nets', label: 'How to mend a net' },
        { url: 'https://example.org/', label: 'example.org' },
      ],
      clock: 'Europe/Paris',
      welcome: '',
      recording: null,
      hidden: [],
      communities: [{ url: community.path, name: 'River Keepers', standing: 'member' }],
      lately: [],
    })
    const page = (await host.get(`/people/${bashir.handle}`)).body
    expect(page).toMatch(/Bashir Rahmani[\s\S]*he\/him[\s\S]*Net store[\s\S]*I mend nets\.[\s\S]*nets, eels[\s\S]*Maps/)
    expect(page).toContain('href="https://example.org/nets" rel="nofollow noopener noreferrer"')
    expect(page).not.toMatch(/A word of welcome|Change your introduction|only you/)
  })

  it('keeps what is hidden from everyone but oneself', async () => {
    await bashir.post('/me/profile', { ...told, hidden: ['place', 'links', 'clock', 'pronouns', 'languages'] })
    const answer = await host.get(`/people/${bashir.handle}`)
    expect(answer.body).not.toMatch(/Saltmouth|example\.org|Europe\/Paris|he\/him|Dari/)
    expect((await host.json(`/people/${bashir.handle}`)).json()).toMatchObject({
      place: '',
      links: [],
      clock: '',
      hidden: [],
    })
    const own = await bashir.get(`/people/${bashir.handle}`)
    expect(own.body).toMatch(/Saltmouth[\s\S]*only you/)
    expect(own.body).toContain('Only you see: Pronouns, Place, Languages, Links and Time there.')
    expect((await bashir.json(`/people/${bashir.handle}`)).json().hidden).toEqual([
      'pronouns',
      'place',
      'languages',
      'links',
      'clock',
    ])
  })

  it('does not exist for who shares no community', async () => {
    const missing = await noor.json('/people/never-was')
    expect(missing.statusCode).toBe(404)
    expect((await noor.json(`/people/${bashir.handle}`)).body).toBe(missing.body)
    expect((await noor.get(`/people/${noor.handle}`)).statusCode).toBe(200)
  })

  it('of someone who left shows the name to who can read their words, and no field', async () => {
    await bashir.post('/me/profile', told)
    await world.discussion(community, bashir, 'Glass eels')
    await bashir.post(`${community.path}/leaving`)
    const seen = (await host.json(`/people/${bashir.handle}`)).json()
    expect(seen).toMatchObject({ name: 'Bashir Rahmani', does: '', place: '', clock: '', communities: [] })
    expect(seen.lately.map(({ title }: { title: string }) => title)).toEqual(['Glass eels'])
  })

  it('shows what they lately began or wrote, only where the reader is too', async () => {
    const seeds = await world.community(bashir, 'Net Menders')
    await world.discussion(seeds, bashir, 'A secret knot')
    const eels = await world.discussion(community, bashir, 'Glass eels')
    const water = await world.discussion(community, host, 'Brown water')
    await bashir.post(`${water.path}/messages`, { text: 'I saw it too.' })
    await bashir.post(`${water.path}/messages`, { text: 'And again.' })
    const { lately } = (await host.json(`/people/${bashir.handle}`)).json()
    expect(lately).toMatchObject([
      { title: 'Brown water', began: false, url: `${water.path}/messages/3`, space: { name: 'River Keepers' } },
      { title: 'Glass eels', began: true, url: eels.path },
    ])
    expect((await host.get(`/people/${bashir.handle}`)).body).not.toContain('A secret knot')
    expect((await bashir.json(`/people/${bashir.handle}`)).json().lately).toHaveLength(3)
  })

  it('costs as many queries for one discussion as for ten', async () => {
    const count = async () => (await world.statementsOf(() => host.get(`/people/${bashir.handle}`))).length
    await world.discussion(community, bashir)
    const few = await count()
    for (let i = 0; i < 9; i++) await world.discussion(community, bashir, `Eels ${i}`)
    expect(await count()).toBe(few)
  })
})

describe('a part of a file', () => {
  it.each<[string | undefined, [number, number] | undefined]>([
    [undefined, undefined],
    ['bytes=0-1', [0, 1]],
    ['bytes=5-', [5, 9]],
    ['bytes=-3', [7, 9]],
    ['bytes=-30', [0, 9]],
    ['bytes=8-100', [8, 9]],
    ['bytes=10-', undefined],
    ['bytes=5-4', undefined],
    ['bytes=-', undefined],
    ['bytes=0-1,4-5', undefined],
    ['lines=0-1', undefined],
  ])('for %s of ten bytes', (header, part) => {
    expect(partOf(header, 10)).toEqual(part && { start: part[0], end: part[1] })
  })
})
