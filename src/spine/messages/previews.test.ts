import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { connect } from '../../platform/database/connect.ts'
import { type Fetcher, fetcherWith } from '../../platform/fetching.ts'
import { previewLink } from '../outside/previewing.ts'
import { previewable } from './previews.ts'
import type { Message } from './read.ts'

/** What stands below links: pages outside say it, and none of them is to be believed. */

const world = await testSite()
const { address, jobs: as } = world.site.database
const jobs = connect(address, as, 2)
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti', { lang: 'fr' })
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })

/** How the server outside answers, by path; and what it was asked, by whom. */
const answers: Record<string, (response: ServerResponse) => void> = {}
const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(`${request.headers.host?.split(':')[0]}${request.url}`)
  agents.add(request.headers['user-agent'] ?? '')
  const answer = answers[request.url!] ?? page('<title>Somewhere</title>')
  answer(response)
}).listen(0, '127.0.0.1')
const agents = new Set<string>()
await once(server, 'listening')
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await jobs.end({ timeout: 1 })
})
const page =
  (markup: string, type = 'text/html') =>
  (response: ServerResponse) =>
    void response.setHeader('content-type', type).end(markup)

/** All of the net is this one server, but for what is private; `https` is spoken without the lock. */
const port = (server.address() as AddressInfo).port
const net = fetcherWith(['out.example', 'other.example'], async (host) => [
  { address: host.startsWith('inside') ? '10.0.0.1' : '127.0.0.1', family: 4 },
])
const plainly = (url: string) => url.replace(/^https:\/\/([^/]+)/, `http://$1:${port}`)
const fetcher: Fetcher = { ...net, get: (url, how) => net.get(plainly(url), how) }

/** Lets the workers do what is to be done. */
const looked = async (by = fetcher) => {
  const waiting = await world.owner<{ id: number }[]>`select distinct preview_id id from link_preview_wait order by 1`
  for (const { id } of waiting) await previewLink(world.site, jobs, by, id)
  return waiting.length
}

let numbers = 0
/** A discussion with this as its first words. */
const said = async (text: string, by: Person = ada) =>
  (await world.discussion(river, by, `Link ${++numbers}`, { text })).path
const first = async (path: string, by: Person = ada, headers = {}): Promise<Message> =>
  (await by.json(path, headers)).json().messages[0]
const previews = async (path: string, by: Person = ada) => (await first(path, by)).previews

beforeEach(async () => {
  asked.length = 0
  await world.owner`truncate link_preview cascade`
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

describe('A link that stands alone', () => {
  it('is shown with what its page says, for everybody who reads it, and for nobody else', async () => {
    answers['/jars'] = page(
      '<html lang=en><title>x</title><meta property=og:title content="Jar test"><meta property=og:site_name content="Clear Water"><meta name=description content="How to see what the river carries.">',
    )
    const path = await said('Look:\n\nhttps://out.example/jars\n\nIt works.')
    expect(await previews(path)).toEqual([])
    expect(await looked()).toBe(1)
    const shown = {
      address: 'https://out.example/jars',
      title: 'Jar test',
      site: 'Clear Water',
      description: 'How to see what the river carries.',
      lang: 'en',
    }
    for (const by of [ada, luc, rosa]) expect(await previews(path, by)).toEqual([shown])
    expect((await noor.json(path)).statusCode).toBe(404)
    const { body } = await rosa.get(path)
    expect(body).toMatch(
      /out\.example\/jars<\/a><\/p><div class="link-card written" lang="en"><p class="quiet" dir="auto">Clear Water · out\.example<\/p><p dir="auto"><a href="https:\/\/out\.example\/jars" rel="noopener nofollow ugc"><b>Jar test<\/b><\/a><\/p><p class="quiet" dir="auto">How to see[^<]*<\/p><\/div>\n<p>It works/,
    )
    expect([...agents].join()).toMatch(/^Copse \(shows what a link leads to; [^)]+\)$/)
  })

  it.each([
    ['within a sentence', 'See https://out.example/a for more.'],
    ['without its lock', 'http://out.example/a'],
    ['with a password', 'https://ada:secret@out.example/a'],
    ['in a quotation', '> https://out.example/a'],
    ['in a list', '- https://out.example/a\n\n- https://out.example/b'],
    ['in code', '    https://out.example/a'],
  ])('%s is left alone', async (_, text) => {
    await said(text)
    expect(await looked()).toBe(0)
    expect(asked).toEqual([])
  })

  it('to our own pages is left alone', () => {
    const site = { ...world.site, config: { ...world.site.config, url: 'https://copse.example' } }
    const to = (address: string) => `<p><a href="${address}">x</a></p>`
    expect(previewable(site, to('https://copse.example/c/x') + to('https://out.example/?a=1&amp;b'))).toEqual([
      'https://out.example/?a=1&b',
    ])
    expect(previewable({ ...site, demonstration: true }, to('https://out.example/'))).toEqual([])
  })

  it('is one of three at most, each shown once', async () => {
    const text = ['a', 'b', 'a', 'c', 'd'].map((one) => `https://out.example/${one}`).join('\n\n')
    const path = await said(text)
    expect(await looked()).toBe(3)
    expect(asked.sort()).toEqual(['out.example/a', 'out.example/b', 'out.example/c'])
    expect((await ada.get(path)).body.split('link-card').length - 1).toBe(3)
  })

  it('is asked once for all messages, without what tells where somebody came from; what said nothing a day later', async () => {
    answers['/gone'] = (response) =>
      void response.writeHead(404, { 'content-type': 'text/html' }).end('<title>No</title>')
    await said('https://out.example/once?utm_source=x')
    await said('https://out.example/gone')
    await looked()
    expect(asked.sort()).toEqual(['out.example/gone', 'out.example/once'])
    const again = await said('https://out.example/once?utm_source=x', luc)
    expect(await previews(again)).toMatchObject([{ title: 'Somewhere' }])
    expect(await previews(await said('https://out.example/gone'))).toEqual([])
    expect(await looked()).toBe(0)
    await world.owner`update link_preview set until = until - interval '25 hours'`
    await said('https://out.example/gone')
    await said('https://out.example/once?utm_source=x')
    expect(await looked()).toBe(1)
    await world.owner`update link_preview set until = until - interval '31 days'`
    await jobs`select sweep_link_previews()`
    expect(await world.owner`select from link_preview`).toHaveLength(0)
    expect(await previews(again)).toMatchObject([{ title: 'Somewhere' }])
  })

  it('is looked at in one of two rows, its server’s always in the same', async () => {
    for (const path of ['a', 'b']) await said(`https://out.example/${path}`)
    const rows = await jobs<{ queue: string }[]>`
      select distinct q.queue_name queue from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      join graphile_worker._private_job_queues q on q.id = j.job_queue_id where t.identifier = 'link-preview' and j.key = any(
        select 'link-preview ' || id from jsonb_to_recordset(${jobs.json((await world.owner`select id from link_preview`) as never)}) p(id bigint))`
    expect(rows).toEqual([{ queue: expect.stringMatching(/^link-preview [01]$/) }])
  })

  it('of one person is looked at for sixty messages an hour; the words are taken all the same', async () => {
    const siv = await world.person('Siv Holm')
    await world.join(river, siv)
    const room = (await siv.post(`${river.path}/rooms`, { title: 'Many' })).json()
    for (let n = 1; n <= 61; n++)
      expect((await siv.post(`${room.url}/messages`, { text: `https://out.example/${n}` })).statusCode).toBe(201)
    expect(await world.owner`select from link_preview_wait`).toHaveLength(60)
  })
})

describe('What a page says', () => {
  it('is text, however it is written', async () => {
    answers['/evil'] = page(
      '<title>&lt;script&gt;alert(1)&lt;/script&gt;\u202Egnp\u0000</title><meta property=og:site_name content="&quot;><img src=x onerror=alert(1)>"><meta name=description content="<b>bold</b>&#x202E;"><meta property=og:image content="https://out.example/eye.png">',
    )
    const path = await said('https://out.example/evil')
    await looked()
    const { body } = await ada.get(path)
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;gnp')
    expect(body).not.toMatch(/<script>alert|<img src=x|<b>bold|eye\.png|\u202E/)
  })

  it('is read as it says that it is written', async () => {
    answers['/latin'] = (response) => {
      response.setHeader('content-type', 'text/html; charset=iso-8859-1')
      response.end(Buffer.from('<title>Rivière</title>', 'latin1'))
    }
    answers['/odd'] = page('<title>Odd</title>', 'text/html; charset=nonsense')
    const path = await said('https://out.example/latin\n\nhttps://out.example/odd')
    await looked()
    expect(await previews(path)).toMatchObject([{ title: 'Rivière' }])
  })

  it('is nothing where it is no page, too slow, packed to burst, or not for us', async () => {
    answers['/pdf'] = page('<title>No</title>', 'application/pdf')
    answers['/inward'] = (response) => void response.writeHead(302, { location: 'http://inside.example/secret' }).end()
    answers['/broken'] = (response) => void response.destroy()
    answers['/silent'] = page('<p>No title</p>')
    const paths = []
    for (const one of ['pdf', 'inward', 'broken', 'silent']) paths.push(await said(`https://out.example/${one}`))
    paths.push(await said('https://inside.example/'))
    expect(await looked()).toBe(5)
    for (const path of paths) expect(await previews(path)).toEqual([])
    expect(asked.some((one) => one.includes('secret') || one.startsWith('inside'))).toBe(false)
    expect(await looked()).toBe(0)
  })

  it('stands at its beginning: no more of it is read', async () => {
    const long = `<title>Long</title>${'<p>x</p>'.repeat(2_000_000)}`
    answers['/long'] = page(long)
    answers['/packed'] = (response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(gzipSync(long))
    }
    const path = await said('https://out.example/long\n\nhttps://out.example/packed')
    await looked()
    expect(await previews(path)).toMatchObject([{ title: 'Long' }, { title: 'Long' }])
  })

  it('comes within five seconds, or not at all', async () => {
    answers['/slow'] = (response) => void response.writeHead(200, { 'content-type': 'text/html' }).write('<title>')
    const path = await said('https://out.example/slow')
    await looked()
    expect(await previews(path)).toEqual([])
  }, 15_000)
})

describe('Its author', () => {
  it('takes it away and brings it back; nobody else does', async () => {
    const path = await said('https://out.example/mine', luc)
    await looked()
    expect((await luc.get(path)).body).toContain('Sans aperçu')
    expect((await ada.get(path)).body).not.toContain('Without preview')
    expect((await ada.post(`${path}/messages/1/previews`, { on: false })).statusCode).toBe(403)
    expect((await noor.post(`${path}/messages/1/previews`, { on: false })).statusCode).toBe(404)
    expect((await luc.submit(`${path}/messages/1/previews`, { on: 'false' })).statusCode).toBe(303)
    expect(await previews(path)).toBe(null)
    expect((await ada.get(path)).body).not.toContain('link-card')
    await luc.post(`${path}/messages/1/edit`, { text: 'https://out.example/other', version: 1 })
    expect(await looked()).toBe(0)
    expect((await luc.post(`${path}/messages/1/previews`, { on: true })).statusCode).toBe(200)
    await looked()
    expect(await previews(path)).toMatchObject([{ address: 'https://out.example/other' }])
  })

  it('writes another link, and another preview stands there; the one that stays needs no other look', async () => {
    const path = await said('https://out.example/stays\n\nhttps://out.example/goes')
    await looked()
    await world.owner`truncate link_preview cascade`
    asked.length = 0
    await ada.post(`${path}/messages/1/edit`, {
      text: 'https://out.example/stays\n\nhttps://out.example/new',
      version: 1,
    })
    expect((await previews(path))!.map((one) => one.address)).toEqual(['https://out.example/stays'])
    await looked()
    expect((await previews(path))!.map((one) => one.address)).toEqual([
      'https://out.example/stays',
      'https://out.example/new',
    ])
    expect(asked).toEqual(['out.example/new'])
    await ada.post(`${path}/messages/1/edit`, { text: 'No link.', version: 2 })
    expect(await previews(path)).toEqual([])
  })

  it('changes it while somebody looks: what was gone stays gone', async () => {
    const path = await said('https://out.example/while')
    const [{ id }] = await world.owner<[{ id: number }]>`select id from link_preview`
    answers['/while'] = (response) =>
      void ada
        .post(`${path}/messages/1/edit`, { text: 'No link.', version: 1 })
        .then(() => page('<title>Late</title>')(response))
    await previewLink(world.site, jobs, fetcher, id)
    expect(await previews(path)).toEqual([])
  })

  it('removes the message, and it goes along', async () => {
    const path = await said('https://out.example/removed')
    await looked()
    await ada.post(`${path}/messages`, { text: 'More.' })
    await ada.post(`${path}/messages/1/removal`)
    expect(await previews(path)).toEqual([])
    expect((await ada.get(path)).body).not.toContain('link-card')
  })
})

it('goes with the words, also while it is looked for: of somebody who is forgotten nothing stays', async () => {
  const path = await said('https://out.example/shown')
  await looked()
  const later = await said('https://out.example/later')
  for (const one of [path, later]) {
    const { id } = await first(one)
    await world.owner`update message set source = '', html = '' where id = ${id}`
    expect(await previews(one)).toEqual([])
  }
  expect(await looked()).toBe(0)
})

describe('Whoever saves data', () => {
  it('gets none, by the header or by choice, and is not shown the page of before', async () => {
    const path = await said('https://out.example/scarce')
    await looked()
    const full = await luc.get(path)
    expect(full.body).toContain('link-card')
    const tag = { 'if-none-match': full.headers.etag as string }
    expect((await luc.get(path, tag)).statusCode).toBe(304)
    const scarce = await luc.get(path, { ...tag, 'save-data': 'on' })
    expect([scarce.statusCode, scarce.body.includes('link-card')]).toEqual([200, false])
    expect(scarce.headers.vary).toContain('Save-Data')
    await luc.post('/me/data-saver', { saves: true })
    const chosen = await luc.get(path, tag)
    expect([chosen.statusCode, chosen.body.includes('link-card')]).toEqual([200, false])
    expect((await first(path, luc)).previews).toEqual([])
    await luc.post('/me/data-saver', {})
    expect((await luc.get(path)).body).toContain('link-card')
  })
})

it('costs no statement, however many there are', async () => {
  const room = (await ada.post(`${river.path}/rooms`, { title: 'Plain' })).json()
  await ada.post(`${room.url}/messages`, { text: 'Words.' })
  const before = await world.statementsOf(() => ada.get(room.url))
  for (let n = 0; n < 5; n++) await ada.post(`${room.url}/messages`, { text: `https://out.example/${n}` })
  await looked()
  expect((await ada.get(room.url)).body.split('link-card').length - 1).toBe(5)
  expect(await world.statementsOf(() => ada.get(room.url))).toHaveLength(before.length)
})

it('is nowhere where the operator wants none', async () => {
  const quiet = await testSite({ env: { COPSE_PREVIEWS: 'off' } })
  const host = await quiet.person('Ada Umeh')
  const there = await quiet.community(host)
  await quiet.discussion(there, host, 'Link', { text: 'https://out.example/a' })
  expect(await quiet.owner`select from link_preview`).toHaveLength(0)
})
