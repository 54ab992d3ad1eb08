import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { waitAfter } from '../../spine/people/signing-in.ts'

const world = await testSite({ env: { COPSE_FETCH_ALLOW: '127.0.0.1' } })
const ada = await world.person('Ada Umeh')
const ines = await world.person('Ines Carvalhal', { lang: 'fr' })
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, ines)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
await world.owner`update space set tools = tools || '{links}' where id = ${river.id}`
const here = `${river.path}/links`

/** A page outside that says what it is called, in its own letters. */
let asked = 0
const outside = createServer((request, response) => {
  asked++
  if (request.url === '/slow') return
  response.setHeader(
    'content-type',
    request.url === '/old' ? 'text/html; charset=iso-8859-1' : 'text/html; charset=utf-8',
  )
  const page = '<html lang="fr"><head><title>\n Débits d’étiage &amp; crues </title></head><body>x</body></html>'
  response.end(request.url === '/old' ? Buffer.from('<title>Été à la rivière</title>', 'latin1') : page)
}).listen(0, '127.0.0.1')
await once(outside, 'listening')
afterAll(() => outside.close())
const there = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function keep(by: Person, address: string, more: object = {}): Promise<{ id: number; url: string }> {
  const made = await by.post(here, { address, title: `About ${address}`, ...more })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
const read = async (by: Person, url: string) => (await by.json(url)).json()

describe('a link', () => {
  it('is kept by members, read and commented on by guests, and does not exist for others', async () => {
    const it = await keep(ada, 'https://example.org/jars', {
      title: 'Jar test',
      note: 'Good **for beginners**.',
      tags: 'Methods, soil',
      kind: 'article',
      licence: 'CC BY 4.0',
    })
    expect(await read(rosa, it.url)).toMatchObject({
      title: 'Jar test',
      address: 'https://example.org/jars',
      host: 'example.org',
      html: '<p>Good <strong>for beginners</strong>.</p>',
      tags: ['methods', 'soil'],
      kind: 'article',
      licence: 'CC BY 4.0',
      author: { name: 'Ada Umeh' },
      health: { state: 'unknown', silentSince: null },
    })
    expect((await rosa.post(`${it.url}/messages`, { text: 'Which jar?' })).statusCode).toBe(201)
    expect((await read(ada, it.url)).messages).toMatchObject([{ number: 1, author: { name: 'Rosa Lindell' } }])
    for (const [url, body] of [
      [here, { address: 'https://example.org/mine' }],
      [`${it.url}/edit`, { title: 'Mine', version: 1 }],
      [`${it.url}/check`, {}],
      [`${it.url}/address`, {}],
      [`${it.url}/removal`, {}],
    ] as const)
      expect([url, (await rosa.post(url, body)).statusCode]).toEqual([url, 403])
    expect((await rosa.get(`${here}/new`)).statusCode).toBe(403)
    for (const path of [here, it.url, `${it.url}/edit`, `${here}/new`])
      expect([path, (await noor.get(path)).statusCode]).toEqual([path, 404])
    expect((await noor.post(here, { address: 'https://example.org/x' })).statusCode).toBe(404)
  })

  it('asks the page for its title where none is given, for those alone who may keep it', async () => {
    const made = await ada.post(here, { address: `${there}/debits` })
    expect(await read(ada, made.json().url)).toMatchObject({ title: 'Débits d’étiage & crues', lang: 'fr' })
    const old = await ada.post(here, { address: `${there}/old` })
    expect((await read(ada, old.json().url)).title).toBe('Été à la rivière')
    const before = asked
    expect((await noor.post(here, { address: `${there}/noor` })).statusCode).toBe(404)
    expect((await rosa.post(here, { address: `${there}/rosa` })).statusCode).toBe(403)
    expect((await world.nobody.post(here, { address: `${there}/nobody` })).statusCode).toBe(404)
    expect(asked).toBe(before)
  })

  it('asks no page whose link is here already, and sixty pages an hour for one person', async () => {
    await keep(ada, `${there}/known`, { title: 'Known' })
    const before = asked
    expect((await ines.post(here, { address: `${there}/known` })).statusCode).toBe(422)
    expect(asked).toBe(before)
    for (let n = 0; n < 60; n++) await waitAfter(world.site.database.app, 'link-title', String(ines.id), 60, 3600)
    const made = await ines.post(here, { address: `${there}/limited` })
    expect((await read(ada, made.json().url)).title).toBe('127.0.0.1/limited')
    expect(asked).toBe(before)
  })

  it('waits only a moment for a page that does not answer, and takes its address as its title', async () => {
    const began = Date.now()
    const made = await ada.post(here, { address: `${there}/slow` })
    expect(Date.now() - began).toBeLessThan(6000)
    expect((await read(ada, made.json().url)).title).toBe('127.0.0.1/slow')
    const inside = await ada.post(here, { address: 'http://10.0.0.1/secret' })
    expect((await read(ada, inside.json().url)).title).toBe('10.0.0.1/secret')
  })

  it('is offered as here already when its address comes again, however it is written', async () => {
    const first = await keep(ada, 'https://www.example.org/Eels', { title: 'Eels' })
    const again = await ines.post(here, { address: ' HTTPS://WWW.example.org/Eels?utm_source=mail ' })
    expect([again.statusCode, again.json().errors]).toEqual([422, { address: expect.any(String) }])
    const form = await ines.submit(here, { address: 'www.example.org/Eels' })
    expect(form.statusCode).toBe(422)
    expect(form.body).toContain(first.url)
    const shared = await ines.get(`${here}/new?url=${encodeURIComponent('https://www.example.org/Eels')}`)
    expect(shared.body).toContain(first.url)
    // Two at once: one of them is first.
    const both = await Promise.all(
      [1, 2].map(() => ada.post(here, { address: 'https://example.org/twice', title: 'x' })),
    )
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 422])
  })

  it.each([
    'javascript:alert(1)',
    'ftp://example.org/',
    'http://ada:secret@example.org/',
    'two words',
    'mailto:a@b.org',
    'https://nowhere',
    'x',
  ])('refuses %s', async (address) => {
    const answer = await ada.post(here, { address, title: 'x' })
    expect([answer.statusCode, Object.keys(answer.json().errors ?? {})]).toEqual([422, ['address']])
  })

  it('is improved by members; who comes second is told', async () => {
    const it = await keep(ada, 'https://example.org/gauge')
    const changed = await ines.post(`${it.url}/edit`, { title: 'The gauge', note: 'Every 15 minutes.', version: 1 })
    expect(changed.statusCode).toBe(200)
    expect(await read(ada, it.url)).toMatchObject({ title: 'The gauge', address: 'https://example.org/gauge' })
    const late = await ada.post(`${it.url}/edit`, { title: 'Gauge', version: 1 })
    expect(late.statusCode).toBe(422)
    expect((await ines.post(`${it.url}/removal`)).statusCode).toBe(403)
    expect((await ada.post(`${it.url}/removal`)).statusCode).toBe(200)
    expect((await ines.get(it.url)).statusCode).toBe(404)
    expect((await ada.post(`${it.url}/restoration`)).statusCode).toBe(200)
    expect((await ines.get(it.url)).statusCode).toBe(200)
  })

  it('is found by its note and its address', async () => {
    await keep(ada, 'https://example.org/zzz', { title: 'Plain', note: 'About Ephemeroptera larvae.' })
    const found = await read(ines, `${river.path}/search?q=ephemeroptera`)
    expect(found.results).toMatchObject([{ kind: 'link', title: [{ text: 'Plain' }] }])
    expect((await read(noor, '/search?q=ephemeroptera')).results).toEqual([])
  })
})

describe('the list', () => {
  it('is narrowed by tag, language, kind and words, and pages in both orders', async () => {
    const place = await world.community(ada, 'Pond Watchers')
    await world.owner`update space set tools = tools || '{links}' where id = ${place.id}`
    const add = (n: number, more: object = {}) =>
      ada.post(`${place.path}/links`, {
        address: `https://example.org/${n}`,
        title: `Nr ${String(n).padStart(3, '0')}`,
        ...more,
      })
    for (let n = 0; n < 43; n++) await add(n)
    await add(100, { tags: 'newts', lang: 'fr', kind: 'video', note: 'Tritons crêtés' })
    const list = async (query: string) =>
      (await read(ada, `${place.path}/links${query}`)) as { links: { title: string }[]; next: string | null }
    for (const query of ['?tag=newts', '?lang=fr', '?kind=video', '?q=cretes+TRITONS', '?kind=video&lang=fr&tag=newts'])
      expect([query, (await list(query)).links.map(({ title }) => title)]).toEqual([query, ['Nr 100']])
    expect((await list('?q=absent')).links).toEqual([])
    for (const order of ['newest', 'title']) {
      const first = await list(`?order=${order}`)
      const second = (await read(ada, first.next!)) as typeof first
      const titles = [...first.links, ...second.links].map(({ title }) => title)
      expect(second.next).toBe(null)
      expect(titles).toHaveLength(44)
      expect(titles).toEqual([...titles].sort((a, b) => (order === 'title' ? 1 : -1) * a.localeCompare(b)))
    }
    const few = await world.statementsOf(() => ada.get(`${place.path}/links?kind=video`))
    const many = await world.statementsOf(() => ada.get(`${place.path}/links`))
    expect(many.length).toBe(few.length)
    expect(many.length).toBeLessThanOrEqual(4)
  })
})

describe('bookmarks', () => {
  const file = (text: string) => ({
    field: 'file',
    name: 'bookmarks.html',
    type: 'text/html',
    bytes: Buffer.from(text),
  })
  const bring = (by: Person, place: string, text: string) =>
    by.upload(`${place}/links/bookmarks`, {}, [file(text)], { accept: 'application/json' })

  it('come from a browser and go to one, with words and tags, each address once', async () => {
    const place = await world.community(ada, 'Bog Watchers')
    await world.join(place, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
    await world.owner`update space set tools = tools || '{links}' where id = ${place.id}`
    const answer = await bring(
      ada,
      place.path,
      `<!DOCTYPE NETSCAPE-Bookmark-file-1><H1>Bookmarks</H1><DL><p>
<DT><H3 ADD_DATE="1">Bog plants</H3>
<DL><p><DT><A HREF="https://example.org/moss?a=1&amp;b=2" ADD_DATE="1">Moss &amp; <i>more</i></A>
<DD>Wet feet.
<DT><A HREF="https://example.org/sundew" TAGS="eats,red">Sundew</A></DL><p>
<DT><A HREF="javascript:alert(1)">No</A>
<DT><A HREF="https://EXAMPLE.org/sundew">Again</A></DL>`,
    )
    expect([answer.statusCode, answer.json()]).toEqual([200, { added: 2, there: 1, refused: ['javascript:alert(1)'] }])
    const { links } = await read(ada, `${place.path}/links?order=title`)
    expect(links).toMatchObject([
      { title: 'Moss & more', address: 'https://example.org/moss?a=1&b=2', tags: ['bog-plants'], excerpt: 'Wet feet.' },
      { title: 'Sundew', tags: ['eats', 'red'] },
    ])
    const out = await rosa.get(`${place.path}/links/bookmarks`)
    expect(out.headers['content-disposition']).toContain('attachment')
    expect(out.body).toContain('<A HREF="https://example.org/moss?a=1&amp;b=2"')
    expect((await bring(ada, place.path, out.body)).json()).toEqual({ added: 0, there: 2, refused: [] })
    const elsewhere = await world.community(ada, 'Fen Watchers')
    await world.owner`update space set tools = tools || '{links}' where id = ${elsewhere.id}`
    expect((await bring(ada, elsewhere.path, out.body)).json().added).toBe(2)
    expect((await read(ada, `${elsewhere.path}/links?tag=red`)).links).toMatchObject([{ title: 'Sundew' }])
    expect((await bring(rosa, place.path, out.body)).statusCode).toBe(403)
    expect((await bring(noor, place.path, out.body)).statusCode).toBe(404)
    expect((await noor.get(`${place.path}/links/bookmarks`)).statusCode).toBe(404)
    expect((await bring(ada, place.path, 'nothing')).statusCode).toBe(422)
  })
})
