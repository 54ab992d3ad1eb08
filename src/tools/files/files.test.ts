import { afterEach, describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../test/site.ts'
import { backstage } from '../../spine/request/backstage.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
await withFiles(river)
const here = `${river.path}/files`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function withFiles(place: Community) {
  await world.owner`update space set tools = tools || '{files}' where id = ${place.id}`
}
const text = (name: string, words: string) => ({ name, type: 'text/plain', bytes: Buffer.from(words) })

const asProgram = { accept: 'application/json' }

interface Put {
  id: number
  url: string
  name: string
  became: string
}
async function put(
  by: Person,
  name: string,
  words: string,
  fields: Record<string, string> = {},
  place = here,
): Promise<Put> {
  const answer = await by.upload(place, fields, [text(name, words)], asProgram)
  expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)])
  return answer.json().files[0]
}
async function folder(by: Person, name: string, into?: number): Promise<{ id: number; url: string }> {
  const made = await by.post(`${here}/folders`, { name, folder: into })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
const read = async (by: Person, url: string) => (await by.json(url)).json()
const names = async (by: Person, url: string) =>
  ((await read(by, url)).entries as { name: string }[]).map(({ name }) => name)

describe('a shelf', () => {
  it('takes files of members; guests read; it does not exist for others', async () => {
    const it = await put(luc, 'levels.csv', 'day,cm\n1,30\n')
    expect(await read(rosa, it.url)).toMatchObject({
      name: 'levels.csv',
      type: 'text/csv',
      bytes: 12,
      version: 1,
      broughtBy: { name: 'Luc Marchetti' },
    })
    const { content } = await read(rosa, it.url)
    const bytes = await rosa.get(content)
    expect(bytes.body).toBe('day,cm\n1,30\n')
    expect(bytes.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': "attachment; filename*=UTF-8''levels.csv",
      'content-security-policy': expect.stringMatching(/^sandbox;/),
      'x-content-type-options': 'nosniff',
    })
    expect((await rosa.upload(here, {}, [text('mine.txt', 'x')])).statusCode).toBe(403)
    for (const [url, body] of [
      [`${here}/folders`, { name: 'Mine' }],
      [`${it.url}/edit`, { name: 'mine.csv' }],
      [`${it.url}/removal`, {}],
      [`${here}/moving`, { entries: [it.id] }],
    ] as const)
      expect([url, (await rosa.post(url, body)).statusCode]).toEqual([url, 403])
    for (const path of [here, it.url, content, `${it.url}/versions`, `${here}/archive`])
      expect([path, (await noor.get(path)).statusCode]).toEqual([path, 404])
    expect((await rosa.post(`${it.url}/messages`, { text: 'Good to know.' })).statusCode).toBe(201)
    expect((await read(luc, it.url)).messages).toHaveLength(1)
  })

  it('has folders in folders, files after them, counted as people count', async () => {
    const weirs = await folder(ada, 'Weirs')
    const old = await folder(luc, 'Old', weirs.id)
    for (const name of ['photo 10.txt', 'photo 9.txt', 'Éclair.txt', 'eclipse.txt'])
      await put(luc, name, name, { folder: String(weirs.id) })
    expect(await names(rosa, weirs.url)).toEqual(['Old', 'Éclair.txt', 'eclipse.txt', 'photo 9.txt', 'photo 10.txt'])
    expect((await read(rosa, old.url)).way).toMatchObject([{ name: 'Weirs' }])
    expect((await ada.post(`${here}/folders`, { name: 'x', folder: 999_999 })).statusCode).toBe(422)
    // Through another community's address it is not there.
    const pond = await world.community(ada, 'Pond Watchers')
    await withFiles(pond)
    expect((await ada.get(`${pond.path}/files/${weirs.id}`)).statusCode).toBe(404)
    expect(
      (await ada.upload(`${pond.path}/files`, { folder: String(weirs.id) }, [text('a.txt', 'a')])).statusCode,
    ).toBe(422)
  })

  it('holds two names for one where only capitals or the making of a letter differ', async () => {
    const place = await folder(ada, 'Names')
    await put(luc, 'Été.txt', 'one', { folder: String(place.id) })
    const again = await put(luc, 'e\u0301TE\u0301.txt'.normalize('NFD'), 'two', { folder: String(place.id) })
    expect(again).toMatchObject({ became: 'version', name: 'Été.txt' })
    const beside = await put(luc, 'ÉTÉ.TXT', 'three', { folder: String(place.id), taken: 'beside' })
    expect(beside).toMatchObject({ became: 'made', name: 'ÉTÉ (2).TXT' })
    expect((await luc.post(`${here}/folders`, { name: 'ÉTÉ.txt', folder: place.id })).statusCode).toBe(422)
    expect(
      (await luc.upload(here, { folder: String(place.id), taken: 'refuse' }, [text('été.txt', '4')])).statusCode,
    ).toBe(422)
    for (const name of ['..', '.', 'a/b', 'a\\b', ' '])
      expect([name, (await luc.post(`${here}/folders`, { name, folder: place.id })).statusCode]).toEqual([name, 422])
    const odd = await folder(luc, '河 🐟 :?*"<>|', place.id)
    expect((await read(luc, odd.url)).name).toBe('河 🐟 :?*"<>|')
    expect((await luc.get(odd.url)).statusCode).toBe(200)
  })
})

describe('a file', () => {
  it('remembers what it was, with who and why, and can say it again', async () => {
    const it = await put(luc, 'plan.txt', 'first')
    const second = await ada.upload(
      `${it.url}/versions`,
      { why: 'New dates' },
      [text('other name.txt', 'second')],
      asProgram,
    )
    expect(second.json()).toMatchObject({ became: 'version' })
    expect((await put(luc, 'plan.txt', 'second')).became).toBe('same')
    const { versions } = await read(rosa, `${it.url}/versions`)
    expect(versions).toMatchObject([
      { number: 2, current: true, why: 'New dates', by: { name: 'Ada Umeh' } },
      { number: 1, current: false, why: '', by: { name: 'Luc Marchetti' } },
    ])
    expect((await rosa.get(versions[1].content)).body).toBe('first')
    expect((await rosa.post(`${it.url}/versions/1/restoration`)).statusCode).toBe(403)
    expect((await luc.post(`${it.url}/versions/1/restoration`)).statusCode).toBe(200)
    expect(await read(rosa, it.url)).toMatchObject({ version: 1, versions: 2, bytes: 5 })
    expect((await luc.post(`${it.url}/versions/9/restoration`)).statusCode).toBe(404)
    // What comes next counts on, and writes over nothing.
    await put(ada, 'plan.txt', 'third')
    expect(await read(rosa, it.url)).toMatchObject({ version: 3, versions: 3 })
  })

  it('is given in parts, and not again to who has it', async () => {
    const it = await put(luc, 'long.txt', '0123456789')
    const { content } = await read(luc, it.url)
    const part = await luc.get(content, { range: 'bytes=2-4' })
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, '234', 'bytes 2-4/10'])
    const etag = String(part.headers.etag)
    expect((await luc.get(content, { 'if-none-match': etag })).statusCode).toBe(304)
    const other = await luc.get(content, { range: 'bytes=2-4', 'if-range': '"other"' })
    expect([other.statusCode, other.body]).toEqual([200, '0123456789'])
  })

  it('says what it is; whoever comes second is told', async () => {
    const it = await put(luc, 'map.txt', 'x')
    const { facts } = await read(luc, it.url)
    const said = {
      facts,
      description: 'All **weirs**.',
      tags: 'Maps, weirs',
      author: 'Bashir',
      madeOn: '2024-05',
      licence: 'CC BY 4.0',
      lang: 'fr',
    }
    expect((await ada.post(`${it.url}/edit`, said)).statusCode).toBe(200)
    expect(await read(rosa, it.url)).toMatchObject({
      html: '<p>All <strong>weirs</strong>.</p>',
      tags: ['maps', 'weirs'],
      author: 'Bashir',
      madeOn: '2024-05',
      licence: 'CC BY 4.0',
      lang: 'fr',
    })
    expect((await luc.post(`${it.url}/edit`, { facts, description: 'Other' })).statusCode).toBe(422)
    for (const madeOn of ['yesterday', '2024-13', '2023-02-29'])
      expect([madeOn, (await luc.post(`${it.url}/edit`, { madeOn })).statusCode]).toEqual([madeOn, 422])
    expect((await names(rosa, `${here}?tag=maps`)).includes('map.txt')).toBe(true)
    // The form sends no empty fields: they are meant.
    await luc.submit(`${it.url}/edit`, { whole: 'true', name: 'map 2.txt', facts: facts + 1, lang: 'fr' })
    expect(await read(rosa, it.url)).toMatchObject({ name: 'map 2.txt', description: '', licence: '', tags: [] })
    const found = await read(rosa, `${river.path}/search?q=map 2`)
    expect(JSON.stringify(found)).toContain('-map-2-txt')
    for (const [madeOn, said] of [
      ['1987', '1987'],
      ['2024-05', 'May 2024'],
      ['2024-05-17', '17 May 2024'],
    ] as const) {
      expect((await luc.post(`${it.url}/edit`, { madeOn })).statusCode).toBe(200)
      expect((await luc.get(it.url)).body).toContain(`<time datetime="${madeOn}">${said}</time>`)
    }
  })
})

describe('a file among other things', () => {
  it('is led to from anywhere, and says so; leads elsewhere by its description', async () => {
    const it = await put(luc, 'eels.txt', 'eels')
    const talk = await world.discussion(river, ada, 'Eels at night')
    await ada.post(`${talk.path}/messages`, { text: `See ${it.url}.` })
    expect((await read(luc, it.url)).leadingHere).toMatchObject([{ title: 'Eels at night', by: 'Ada Umeh' }])
    const { facts } = await read(luc, it.url)
    await luc.post(`${it.url}/edit`, { facts, description: `Of ${talk.path}` })
    expect((await read(ada, talk.path)).leadingHere).toMatchObject([{ title: 'eels.txt', kind: 'file' }])
    for (const [path, body] of [
      [`${it.url}/follow`, { level: 'follow' }],
      [`${it.url}/saving`, { on: true }],
    ] as const)
      expect([path, (await ada.post(path, body)).statusCode]).toEqual([path, 200])
    await ada.post(`${it.url}/pin`, { on: true })
    expect(await read(ada, it.url)).toMatchObject({ level: 'follow' })
  })
})

describe('tidying', () => {
  it('moves and copies, folders with all in them, never into themselves', async () => {
    const a = await folder(luc, 'A')
    const b = await folder(luc, 'B', a.id)
    const it = await put(luc, 'deep.txt', 'deep', { folder: String(b.id) })
    expect((await luc.post(`${here}/moving`, { entries: [a.id], folder: b.id })).statusCode).toBe(422)
    expect((await luc.post(`${here}/moving`, { entries: [a.id], folder: b.id, copy: true })).statusCode).toBe(422)
    const [copy] = (await ada.post(`${here}/moving`, { entries: [a.id], copy: true })).json().entries
    expect(await names(rosa, copy.url)).toEqual(['B'])
    expect((await read(rosa, copy.url)).name).toBe('A (2)')
    expect((await luc.post(`${here}/moving`, { entries: [it.id], folder: a.id })).statusCode).toBe(200)
    expect((await names(rosa, a.url)).sort()).toEqual(['B', 'deep.txt'])
    await put(luc, 'deep.txt', 'other')
    expect((await luc.post(`${here}/moving`, { entries: [it.id], folder: 0 })).statusCode).toBe(422)
    expect((await noor.post(`${here}/moving`, { entries: [it.id] })).statusCode).toBe(404)
    expect((await luc.get(`${here}/moving?entries=${it.id}`)).body).toContain('A / B')
  })

  it('takes away and brings back: who brought it, and hosts; a folder only with all in it', async () => {
    const bin = await folder(luc, 'Bin')
    const own = await put(luc, 'own.txt', 'own', { folder: String(bin.id) })
    const hers = await put(ada, 'hers.txt', 'hers', { folder: String(bin.id) })
    expect((await luc.post(`${hers.url}/removal`)).statusCode).toBe(403)
    expect((await luc.post(`${bin.url}/removal`)).statusCode).toBe(403)
    expect((await luc.post(`${own.url}/removal`)).statusCode).toBe(200)
    const went = await luc.get(own.url)
    expect(went.statusCode).toBe(404)
    const content = `${own.url}/content/own.txt`
    expect((await luc.get(content)).statusCode).toBe(404)
    expect((await names(luc, `${here}/trash`)).includes('own.txt')).toBe(true)
    expect((await rosa.post(`${own.url}/restoration`)).statusCode).toBe(403)
    await put(ada, 'own.txt', 'another', { folder: String(bin.id) })
    const back = (await luc.post(`${own.url}/restoration`)).json()
    expect((await read(rosa, back.url)).name).toBe('own (2).txt')
    // A host takes the whole folder, and that is written down.
    expect((await ada.post(`${bin.url}/removal`)).statusCode).toBe(200)
    for (const url of [bin.url, hers.url, back.url]) expect((await ada.get(url)).statusCode).toBe(404)
    expect((await luc.post(`${bin.url}/restoration`)).statusCode).toBe(404)
    expect((await ada.post(`${here}/restoration`, { entries: [bin.id] })).statusCode).toBe(200)
    expect((await names(rosa, bin.url)).sort()).toEqual(['hers.txt', 'own (2).txt', 'own.txt'])
    const log = await read(luc, `${river.path}/about/log`)
    expect(JSON.stringify(log)).toContain('folder.removed')
  })

  it('goes for good after thirty days, with what it took', async () => {
    const place = await world.community(ada, 'Small')
    await withFiles(place)
    const it = await put(ada, 'old.txt', 'old words', {}, `${place.path}/files`)
    await ada.post(`${it.url}/removal`)
    const used = async () => (await read(ada, `${place.path}/files`)).use.bytes
    expect(await used()).toBe(9)
    await world.owner`select sweep_shelf()`
    expect((await ada.post(`${it.url}/restoration`)).statusCode).toBe(200)
    await ada.post(`${it.url}/removal`)
    await world.owner`update item set removed_at = now() - interval '31 days' where id = ${it.id}`
    await world.owner`select sweep_shelf()`
    expect((await ada.post(`${it.url}/restoration`)).statusCode).toBe(404)
    expect(await used()).toBe(0)
  })

  it('has no more than it may; the operator says how much', async () => {
    const place = await world.community(ada, 'Tiny')
    await withFiles(place)
    const olga = await world.person('Olga Petrov', { operator: true })
    const limit = (by: Person) =>
      backstage(world.site, by.id, null, ({ sql }) => sql`select limit_shelf(${place.id}, 10)`)
    await expect(limit(ada)).rejects.toThrow('for the operator')
    await limit(olga)
    const shelf = `${place.path}/files`
    await put(ada, 'a.txt', '12345678', {}, shelf)
    expect((await ada.upload(shelf, {}, [text('b.txt', '123')])).statusCode).toBe(413)
    expect((await read(ada, shelf)).use).toEqual({ bytes: 8, most: 10 })
  })
})

describe('a list', () => {
  it('asks no more the longer it is, and pages', async () => {
    const place = await world.community(ada, 'Long Shelf')
    await withFiles(place)
    const shelf = `${place.path}/files`
    await put(ada, 'one.txt', 'one', {}, shelf)
    const few = await world.statementsOf(() => ada.get(shelf))
    for (let n = 0; n < 20; n++)
      await ada.upload(
        shelf,
        {},
        Array.from({ length: 6 }, (_, i) => text(`${n * 6 + i}.txt`, `${n} ${i}`)),
      )
    const many = await world.statementsOf(() => ada.get(shelf))
    expect(many.length).toBe(few.length)
    for (const order of ['name', 'newest', 'largest']) {
      const first = await read(ada, `${shelf}?order=${order}`)
      const rest = await read(ada, first.next)
      const all = [...first.entries, ...rest.entries].map(({ name }: { name: string }) => name)
      expect([order, new Set(all).size, rest.next]).toEqual([order, 121, null])
    }
  })

  it('is given as an archive', async () => {
    const archive = await luc.get(`${here}/archive`)
    expect([archive.statusCode, archive.headers['content-type']]).toEqual([200, 'application/zip'])
    expect(archive.rawPayload.subarray(0, 2).toString()).toBe('PK')
    expect(archive.rawPayload.includes(Buffer.from('Weirs/photo 9.txt'))).toBe(true)
    expect((await luc.get(`${here}/archive?entries=999999`)).statusCode).toBe(404)
  })
})
