import { afterEach, describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../test/site.ts'

/** What is found is what there is: whatever is done with words, and whoever asks. */

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const rivers = await world.community(ada, 'River Keepers')
const seeds = await world.community(noor, 'Seed Savers')
await world.join(rivers, luc, 'host')
await world.join(seeds, luc)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

/** Where a word is found: addresses of what fits. */
async function found(who: Person, q: string, path = '/search'): Promise<string[]> {
  const answer = await who.json(`${path}?q=${encodeURIComponent(q)}`)
  expect(answer.statusCode).toBe(200)
  const { results, forgiven } = answer.json()
  if (forgiven) return []
  return results
    .flatMap(({ hits }: { hits: { url: string }[] }) => hits.map(({ url }) => url))
    .sort()
    .map((url: string) => url.replace(/^(\/c\/[^/]+)\/discussions\/(\d+)[^/]*/, '$1 $2'))
}

const at = (community: Community, id: number, number?: number) =>
  `/c/${community.slug} ${id}${number ? `/messages/${number}` : ''}`

async function circle(by: Person, name: string, visibility: string): Promise<Community> {
  const made = (await by.post(`${rivers.path}/circles`, { name, visibility })).json()
  return { id: made.id, path: made.url, slug: made.url.slice(3), host: by }
}

describe('what is done with words', () => {
  it('posting, editing, removing and restoring a message', async () => {
    const it = await world.discussion(rivers, luc, 'Brown water')
    await luc.post(`${it.path}/messages`, { text: 'A quagga in the jar.' })
    expect(await found(ada, 'quagga')).toEqual([at(rivers, it.id, 2)])
    await luc.post(`${it.path}/messages/2/edit`, { text: 'A zebra mussel in the jar.', version: 1 })
    expect(await found(ada, 'quagga')).toEqual([])
    expect(await found(ada, 'zebra mussel')).toEqual([at(rivers, it.id, 2)])
    await luc.post(`${it.path}/messages/2/removal`)
    expect(await found(ada, 'zebra')).toEqual([])
    await luc.post(`${it.path}/messages/2/restoration`)
    expect(await found(ada, 'zebra')).toEqual([at(rivers, it.id, 2)])
    await luc.post(`${it.path}/messages/1/edit`, { text: 'It smells of peat.', version: 1 })
    expect(await found(ada, 'peat')).toEqual([at(rivers, it.id)])
  })

  it('a title, tags, a renamed tag, a summary, a whole discussion removed and restored', async () => {
    const it = await world.discussion(rivers, luc, 'The kingfisher', { tags: 'birds' })
    await ada.post(`${it.path}/messages`, { text: 'Kingfishers dive.' })
    await luc.post(`${it.path}/edit`, { title: 'The dipper', tags: 'birds', version: 1 })
    expect(await found(ada, 'kingfisher')).toEqual([at(rivers, it.id, 2)])
    expect(await found(ada, 'dipper')).toEqual([at(rivers, it.id)])
    await ada.post(`${rivers.path}/tags/birds`, { name: 'feathers' })
    expect(await found(ada, 'feathers')).toEqual([at(rivers, it.id)])
    expect(await found(ada, 'tag:birds kingfisher'), 'its old name').toEqual([at(rivers, it.id, 2)])
    await luc.post(`${it.path}/summary`, { text: 'It *bobs* on stones.', version: 0 })
    expect(await found(ada, 'bob')).toEqual([at(rivers, it.id)])
    await luc.post(`${it.path}/summary`, { text: 'It walks under water.', version: 1 })
    expect(await found(ada, 'bob')).toEqual([])
    expect(await found(ada, 'walking')).toEqual([at(rivers, it.id)])
    await luc.post(`${it.path}/summary/removal`)
    expect(await found(ada, 'walking')).toEqual([])
    await luc.post(`${it.path}/summary/restoration`)
    await ada.post(`${it.path}/removal`)
    for (const q of ['dipper', 'kingfisher', 'walking']) expect(await found(ada, q), q).toEqual([])
    await ada.post(`${it.path}/restoration`)
    expect(await found(ada, 'dipper')).toEqual([at(rivers, it.id)])
    expect(await found(ada, 'kingfisher')).toEqual([at(rivers, it.id, 2)])
    expect(await found(ada, 'walking')).toEqual([at(rivers, it.id)])
  })

  it('splitting off, and putting back', async () => {
    const it = await world.discussion(rivers, luc, 'Nets and boats')
    await luc.post(`${it.path}/messages`, { text: 'A seine net.' })
    await ada.post(`${it.path}/messages`, { text: 'A rowing boat and a seine.' })
    const made = (await ada.post(`${it.path}/messages/2/split`, { title: 'Nets', how: 'following' })).json()
    expect(await found(ada, 'seine')).toEqual([at(rivers, made.id), at(rivers, made.id, 2)])
    expect(await found(ada, 'boats')).toEqual([at(rivers, it.id), at(rivers, made.id, 2)].sort())
    await ada.post(`${made.url}/split/removal`)
    expect(await found(ada, 'seine')).toEqual([at(rivers, it.id, 2), at(rivers, it.id, 3)])
    expect(await found(ada, '"nets"')).toEqual([at(rivers, it.id), at(rivers, it.id, 2)])
  })

  it('moving to another space, whole or in words, and back', async () => {
    const it = await world.discussion(rivers, luc, 'Beans by the water', { text: 'Runner beans climb.' })
    expect(await found(noor, 'runner')).toEqual([])
    await luc.post(`${it.path}/moving`, { to: seeds.slug })
    expect(await found(noor, 'runner')).toEqual([at(seeds, it.id)])
    expect(await found(ada, 'runner')).toEqual([])
    expect((await noor.json('/search?q=runnre')).json().didYouMean).toMatchObject({ words: 'runner' })
    expect((await ada.json('/search?q=runnre')).json().didYouMean).toBeNull()
    const both = await world.discussion(seeds, noor, 'Peas', { text: 'Marrowfat peas.' })
    await luc.post(`${both.path}/messages`, { text: 'Mangetout peas.' })
    await noor.post(`${both.path}/messages`, { text: 'Marrowfat again.' })
    expect(await found(ada, 'mangetout')).toEqual([])
  })

  it('what a tool adds by keep_words, and an item without any message', async () => {
    await world.owner`insert into item (space_id, kind, author_id, title, lang) values (${rivers.id}, 'discussion', ${ada.id}, 'A page of its own', 'en')`
    const [{ id }] = await world.owner<[{ id: number }]>`select max(id) id from item`
    await world.owner`select keep_words(${id}, 'text', 'fr', '# Les saules têtards')`
    expect(await found(ada, 'saule')).toEqual([at(rivers, id)])
    expect(await found(ada, 'page têtard')).toEqual([at(rivers, id)])
    await world.owner`select keep_words(${id}, 'text', 'fr', null)`
    expect(await found(ada, 'saule')).toEqual([])
    await world.owner`delete from item where id = ${id}`
  })

  it('index_everything() makes the same of it all at once', async () => {
    const all = () => world.owner`select * from search_doc order by subject`
    const people = () => world.owner`select * from search_person order by person_id`
    const before = [await all(), await people()]
    await world.owner`call index_everything()`
    expect([await all(), await people()]).toEqual(before)
  })

  it('words that nobody uses any more are forgotten', async () => {
    const it = await world.discussion(rivers, luc, 'A passing word', { text: 'Hippopotamus.' })
    const known = () => world.owner`select from search_word where word = 'hippopotamus'`
    expect(await known()).toHaveLength(1)
    await world.owner`update search_word set looked_at = current_date - 40`
    await world.site.database.app`select tidy_words()`
    expect(await known()).toHaveLength(1)
    await luc.post(`${it.path}/removal`)
    await world.owner`update search_word set looked_at = current_date - 40`
    await world.site.database.app`select tidy_words()`
    expect(await known()).toHaveLength(0)
    expect((await ada.json('/search?q=zebar')).json().didYouMean).toMatchObject({ words: 'zebra' })
  })

  it('a tool that a community does without is out of sight there', async () => {
    const it = await world.discussion(rivers, luc, 'Ferrets')
    const [{ tools }] = await world.owner<[{ tools: string[] }]>`select tools from space where id = ${rivers.id}`
    await world.owner`update space set tools = '{}' where id = ${rivers.id}`
    expect(await found(ada, 'ferret')).toEqual([])
    expect((await ada.json('/search/suggestions?q=ferret')).json().suggestions).toEqual([])
    await world.owner`update space set tools = ${tools} where id = ${rivers.id}`
    expect(await found(ada, 'ferret')).toEqual([at(rivers, it.id)])
  })
})

describe('who asks', () => {
  it('is of the space: not past a guest’s date, not after leaving, not from elsewhere', async () => {
    const it = await world.discussion(rivers, luc, 'Where the otter sleeps')
    const here = [at(rivers, it.id)]
    expect(await found(luc, 'otter')).toEqual(here)
    for (const who of [noor, rosa]) expect(await found(who, 'otter')).toEqual([])
    await world.join(rivers, rosa, 'guest', { until: new Date(Date.now() + 60_000) })
    expect(await found(rosa, 'otter')).toEqual(here)
    await world.join(rivers, rosa, 'guest', { until: new Date(Date.now() - 1000) })
    expect(await found(rosa, 'otter')).toEqual([])
    const guest = await world.person('Tamsin Reeve')
    await world.join(rivers, guest)
    expect(await found(guest, 'otter')).toEqual(here)
    await ada.post(`${rivers.path}/members/${guest.handle}/ending`)
    expect(await found(guest, 'otter')).toEqual([])
    expect((await world.nobody.json('/search?q=otter')).statusCode).toBe(401)
    expect((await world.nobody.get('/search?q=otter')).headers.location).toContain('/sign-in')
    expect((await noor.json(`${rivers.path}/search?q=otter`)).statusCode).toBe(404)
  })

  it('belongs to a hidden circle or finds nothing of it; hosts of the community neither', async () => {
    const care = await circle(luc, 'Care circle', 'hidden')
    const it = await world.discussion(care, luc, 'How is Tamsin', { text: 'A tender word.' })
    expect(await found(luc, 'tender')).toEqual([at(care, it.id)])
    expect(await found(luc, 'tender', `${rivers.path}/search`)).toEqual([at(care, it.id)])
    expect(await found(luc, 'in:river-keepers tender')).toEqual([at(care, it.id)])
    expect(await found(luc, `in:${care.slug} tender`)).toEqual([at(care, it.id)])
    expect(await found(luc, 'in:seed-savers tender')).toEqual([])
    for (const path of ['/search', `${rivers.path}/search`]) {
      const answer = (await ada.json(`${path}?q=tender`)).json()
      expect(answer).toMatchObject({ results: [], didYouMean: null, spaces: [], people: [] })
      expect((await ada.json(`${path}?q=tendre`)).json().didYouMean).toBeNull()
      expect((await ada.json(`${path}?q=care`)).json().spaces).toEqual([])
      expect(
        (await ada.json(`${path}/suggestions?q=tamsin`)).json().suggestions.map((s: { kind: string }) => s.kind),
      ).not.toContain('discussion')
    }
    const page = (await ada.get('/search?q=tender')).body
    expect(page).not.toContain(care.slug)
  })

  it('reads behind an open door there, and finds there', async () => {
    const open = await circle(luc, 'Open talk', 'open')
    const it = await world.discussion(open, luc, 'For all who pass', { text: 'A doormat.' })
    expect(await found(ada, 'doormat', `${open.path}/search`)).toEqual([at(open, it.id)])
    expect(await found(ada, 'doormat')).toEqual([])
    expect((await noor.json(`${open.path}/search?q=doormat`)).statusCode).toBe(404)
    const told = (await ada.json(`${open.path}/search?q=luc`)).json().people
    expect(told).toMatchObject([{ name: 'Luc Marchetti' }])
  })
})
