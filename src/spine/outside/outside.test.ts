import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecure } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testSite } from '../../../test/site.ts'
import { workersOf } from '../../../test/workers.ts'
import { fetcherWith } from '../../platform/fetching.ts'
import { addressesIn, webAddress } from './addresses.ts'
import { lookOutside } from './checking.ts'
import { lookAt } from './looking.ts'

const world = await testSite()
const { jobs } = await workersOf(world)
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
await world.owner`update space set tools = tools || '{links,pages}' where id = ${river.id}`

/** How the server outside answers now, by path; and what it was asked. */
const answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {}
const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url} ${request.headers['user-agent']}`)
  const say = answers[request.url!]
  if (say) say(request, response)
  else response.end('here')
}).listen(0, '127.0.0.1')
const secure = createSecure({}).listen(0, '127.0.0.1')
await Promise.all([server, secure].map((one) => once(one, 'listening')))
afterAll(() => {
  server.close()
  server.closeAllConnections()
  secure.close()
})
const port = (server.address() as AddressInfo).port
const securePort = (secure.address() as AddressInfo).port
/** Names lead to this machine, where the operator allows it; `inside.example` does not. */
const local = fetcherWith(['out.example', 'other.example'], async () => [{ address: '127.0.0.1', family: 4 }])
const at = (path: string, host = 'out.example') => `http://${host}:${port}${path}`
const look = (path: string) => lookAt(local, at(path), 'Copse test')
const status =
  (code: number, headers: Record<string, string> = {}) =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(code, headers).end('x'.repeat(3_000_000))
  }

beforeEach(() => {
  asked.length = 0
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

describe('looking at an address', () => {
  it.each([
    [200, 'answers'],
    [204, 'answers'],
    [401, 'answers'],
    [403, 'answers'],
    [404, 'silent'],
    [410, 'silent'],
    [429, 'busy'],
    [500, 'silent'],
    [503, 'busy'],
  ])('that says %i: %s', async (code, outcome) => {
    answers['/x'] = status(code)
    expect(await look('/x')).toMatchObject({ outcome, status: code, trouble: null, movedTo: null })
  })

  it('asks for the head alone, and for the page only where that is refused', async () => {
    answers['/fine'] = status(200)
    await look('/fine')
    expect(asked).toEqual(['HEAD /fine Copse test'])
    asked.length = 0
    answers['/no-heads'] = (request, response) => response.writeHead(request.method === 'HEAD' ? 405 : 200).end()
    expect(await look('/no-heads')).toMatchObject({ outcome: 'answers', status: 200 })
    expect(asked).toEqual(['HEAD /no-heads Copse test', 'GET /no-heads Copse test'])
  })

  it('knows a new address only where all of the way is for good', async () => {
    answers['/old'] = status(301, { location: '/newer' })
    answers['/newer'] = status(308, { location: at('/new', 'other.example') })
    expect(await look('/old')).toMatchObject({ outcome: 'answers', movedTo: at('/new', 'other.example') })
    answers['/today'] = status(302, { location: '/new' })
    expect(await look('/today')).toMatchObject({ outcome: 'answers', movedTo: null })
    answers['/old-gone'] = status(301, { location: '/gone' })
    answers['/gone'] = status(404)
    expect(await look('/old-gone')).toMatchObject({ outcome: 'silent', status: 404, movedTo: null })
  })

  it('gives up on circles, closed doors, broken locks and names that nobody has', async () => {
    answers['/round'] = status(302, { location: '/round' })
    expect(await look('/round')).toMatchObject({ outcome: 'silent', trouble: 'too-many-redirects' })
    expect(await lookAt(local, `https://out.example:${securePort}/`, 'x')).toMatchObject({
      outcome: 'silent',
      trouble: 'unreachable',
    })
    expect(await lookAt(local, 'http://out.example:9/', 'x')).toMatchObject({
      outcome: 'silent',
      trouble: 'unreachable',
    })
    const nobody = fetcherWith([], async () => [])
    expect(await lookAt(nobody, 'http://nobody.example/', 'x')).toMatchObject({
      outcome: 'silent',
      trouble: 'unresolved',
    })
  })

  it('goes to no private address, neither at once nor behind a redirect, and says nothing of it', async () => {
    const strict = fetcherWith(['out.example'], async (host) => [
      { address: host === 'out.example' ? '127.0.0.1' : '10.0.0.1', family: 4 },
    ])
    answers['/trap'] = status(302, { location: 'http://inside.example/secret' })
    for (const address of [at('/trap'), 'http://inside.example/', 'http://169.254.169.254/latest'])
      expect(await lookAt(strict, address, 'x')).toMatchObject({
        outcome: 'unknown',
        status: null,
        trouble: 'forbidden-address',
      })
  })

  it('waits twelve seconds at most', async () => {
    answers['/slow'] = () => {}
    const began = Date.now()
    expect(await look('/slow')).toMatchObject({ outcome: 'silent', trouble: 'too-slow' })
    expect(Date.now() - began).toBeLessThan(15_000)
  }, 20_000)
})

interface Row {
  failures: number
  status: number | null
  movedTo: string | null
  days: number
}
const row = async (address: string): Promise<Row> =>
  (
    await world.owner<
      Row[]
    >`select failures, status, moved_to, extract(epoch from due_at - now())::float / 86400 days from outside where space_id = ${river.id} and address = ${address}`
  )[0]!
const again = async (address: string) => {
  await world.owner`update outside set due_at = now() + case when address = ${address} then interval '-1 second' else interval '1 day' end`
  await lookOutside(world.site, jobs, local)
}

describe('in a community', () => {
  it('what answers is looked at again in a month; what is silent once is not called so', async () => {
    answers['/mortal'] = status(200)
    const link = (await ada.post(`${river.path}/links`, { address: at('/mortal'), title: 'Mortal' })).json()
    await again(at('/mortal'))
    expect((await ada.json(link.url)).json().health).toMatchObject({ state: 'answers', status: 200 })
    expect((await row(at('/mortal'))).days).toBeGreaterThan(26)
    answers['/mortal'] = status(404)
    for (let n = 1; n <= 3; n++) {
      await again(at('/mortal'))
      expect(await row(at('/mortal'))).toMatchObject({ failures: n, status: 404 })
      expect((await ada.json(link.url)).json().health.state).toBe('answers')
    }
    await world.owner`update outside set failing_since = now() - interval '4 days' where address = ${at('/mortal')}`
    expect((await ada.json(link.url)).json().health).toMatchObject({
      state: 'silent',
      status: 404,
      archive: expect.stringContaining('web.archive.org'),
    })
    expect((await ada.get(link.url)).body).toContain('No answer lately')
    expect((await ada.json(`${river.path}/links?state=silent`)).json().links).toMatchObject([{ title: 'Mortal' }])
    answers['/mortal'] = status(200)
    await again(at('/mortal'))
    expect((await ada.json(link.url)).json().health.state).toBe('answers')
  })

  it('whoever is busy is asked tomorrow, and nothing is held against them', async () => {
    answers['/busy'] = status(429, { 'retry-after': '172800' })
    await ada.post(`${river.path}/links`, { address: at('/busy'), title: 'Busy' })
    await again(at('/busy'))
    expect(await row(at('/busy'))).toMatchObject({ failures: 0, status: 429 })
    expect((await row(at('/busy'))).days).toBeCloseTo(2, 1)
  })

  it('one address of a server is asked at a time, and not again at once', async () => {
    for (const n of [1, 2, 3]) await ada.post(`${river.path}/links`, { address: at(`/n${n}`), title: `N${n}` })
    await world.owner`update outside set due_at = now() where address like ${`${at('/n')}%`}`
    const turns = await Promise.all([lookOutside(world.site, jobs, local), lookOutside(world.site, jobs, local)])
    expect(turns).toHaveLength(2)
    expect(asked.length).toBeLessThanOrEqual(2)
  })

  it('a server of many addresses holds up no other, and what somebody asks for comes first', async () => {
    await world.owner`delete from outside`
    await world.owner`insert into outside (space_id, address, due_at)
      select ${river.id}, 'http://many.example/' || n, now() - interval '9 days' from generate_series(1, 600) n`
    await world.owner`insert into outside (space_id, address, due_at) values
      (${river.id}, 'http://few.example/', now() - interval '1 day'), (${river.id}, 'http://asked.example/late', now() - interval '1 day'),
      (${river.id}, 'http://asked.example/', now() + interval '9 days')`
    await world.owner`alter table outside_use disable trigger watch_outside`
    const page = (await ada.post(`${river.path}/pages`, { title: 'Many', text: '' })).json()
    await world.owner`insert into outside_use (item_id, space_id, address) select ${page.id}, space_id, address from outside`
    await world.owner`alter table outside_use enable trigger watch_outside`
    await world.site.database.app.begin(async (sql) => {
      await sql`select enter_as(${ada.id}, ${river.slug}, false)`
      await sql`select ask_outside(id) from outside where address = 'http://asked.example/'`
    })
    const due = async (most: number) =>
      (await jobs<{ address: string }[]>`select address from due_outside(${most})`).map(({ address }) => address)
    expect(await due(1)).toEqual(['http://asked.example/'])
    const both = await Promise.all([due(5), due(5)])
    for (const some of both) expect(new Set(some).size).toBe(some.length)
    expect(both.flat().filter((address) => address === 'http://few.example/')).toHaveLength(1)
    expect(new Set(both.flat()).size).toBe(both.flat().length)
    await world.owner`delete from outside`
  })

  it('offers the new address of what has moved for good, to members', async () => {
    answers['/was'] = status(301, { location: '/is' })
    const link = (await ada.post(`${river.path}/links`, { address: at('/was'), title: 'Moved' })).json()
    await again(at('/was'))
    expect((await luc.json(link.url)).json().health.movedTo).toBe(at('/is'))
    expect((await rosa.post(`${link.url}/address`)).statusCode).toBe(403)
    expect((await luc.post(`${link.url}/address`)).statusCode).toBe(200)
    expect((await luc.json(link.url)).json()).toMatchObject({ address: at('/is'), health: { movedTo: null } })
  })

  it('“it works for me” has it looked at now, once in ten minutes', async () => {
    const link = (await ada.post(`${river.path}/links`, { address: at('/me'), title: 'Me' })).json()
    expect((await rosa.post(`${link.url}/check`)).statusCode).toBe(403)
    expect((await noor.post(`${link.url}/check`)).statusCode).toBe(404)
    expect((await luc.post(`${link.url}/check`)).json().asked).toBe(true)
    expect((await luc.post(`${link.url}/check`)).json().asked).toBe(false)
  })

  it('what pages lead to is looked at, too, and stands under what asks for somebody', async () => {
    answers['/lost'] = status(404)
    const page = (
      await ada.post(`${river.path}/pages`, {
        title: 'Sources',
        text: `See [this](${at('/lost')}) and <${at('/fine')}>.`,
      })
    ).json()
    for (let n = 0; n < 3; n++) await again(at('/lost'))
    const silent = async (who = luc) => (await who.json(`${river.path}/pages/tending`)).json().silent
    expect(await silent()).toEqual([])
    await world.owner`update outside set failing_since = now() - interval '4 days' where address = ${at('/lost')}`
    expect(await silent()).toMatchObject([{ address: at('/lost'), in: { title: 'Sources', url: page.url } }])
    expect((await luc.get(`${river.path}/pages/tending`)).body).toContain(at('/lost'))
    expect((await noor.json(`${river.path}/pages/tending`)).statusCode).toBe(404)
    await ada.post(`${page.url}/edit`, { title: 'Sources', text: 'None.', version: 1 })
    expect(await silent()).toEqual([])
    await again(at('/lost'))
    expect(await row(at('/lost'))).toBeUndefined()
  })
})

describe('an address', () => {
  it.each([
    ['example.org', 'https://example.org/'],
    ['HTTP://Example.ORG:80/A?b=1&utm_medium=x#c', 'http://example.org/A?b=1#c'],
    ['https://exämple.org/é', 'https://xn--exmple-cua.org/%C3%A9'],
    ['https://a:b@example.org/', undefined],
    ['data:text/html,x', undefined],
    ['', undefined],
    [`https://example.org/${'x'.repeat(2000)}`, undefined],
  ])('%s', (typed, kept) => expect(webAddress(typed)).toBe(kept))

  it('is found in a rendered text, those outside alone', () => {
    const html =
      '<p><a href="https://a.org/?x=1&amp;y=2" rel="x">a</a> <a href="/c/x">b</a> <a href="mailto:a@b.org">c</a> <a href="https://a.org/?x=1&amp;y=2">a</a></p>'
    expect(addressesIn(html)).toEqual(['https://a.org/?x=1&y=2'])
  })
})
