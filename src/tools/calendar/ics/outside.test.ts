import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testSite } from '../../../../test/site.ts'
import { connect } from '../../../platform/database/connect.ts'
import { fetcherWith } from '../../../platform/fetching.ts'
import { readOutside } from './reading-outside.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
const here = `${river.path}/calendar/outside`
// No workers: only what is asked here is read.
const jobs = connect(world.site.database.address, world.site.database.jobs, 2)

/** How the server outside answers now, and what it was asked. */
let say: (request: IncomingMessage, response: ServerResponse) => void
const asked: IncomingMessage['headers'][] = []
const server = createServer((request, response) => {
  asked.push(request.headers)
  say(request, response)
}).listen(0, '127.0.0.1')
await once(server, 'listening')
afterAll(async () => {
  await jobs.end({ timeout: 1 })
  server.close()
  server.closeAllConnections()
})
const { port } = server.address() as AddressInfo
/** Names lead to this machine, where the operator allows it; `inside.example` does not. */
const fetcher = fetcherWith(['school.example'], async () => [{ address: '127.0.0.1', family: 4 }])
const address = (path = '/terms.ics', host = 'school.example') => `http://${host}:${port}${path}`

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
const event = (uid: string, lines: string[]) => ['BEGIN:VEVENT', `UID:${uid}`, ...lines, 'END:VEVENT']
const file = (...events: string[][]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n')
const serve = (body: string, headers: Record<string, string> = {}, status = 200) => {
  say = (_, response) => response.writeHead(status, { 'content-type': 'text/calendar', ...headers }).end(body)
}

const add = async (typed: object = {}) =>
  (await ada.post(here, { address: address(), name: 'School district', ...typed })).json()
/** As after an hour. */
async function read(through = fetcher) {
  await world.owner`update outside_calendar set due_at = now() - interval '1 second'`
  await readOutside(world.site, jobs, through)
}
const dates = async () => {
  const shown = (await luc.json(`${river.path}/calendar?view=agenda`)).json().dates
  return (shown as { title: string; from: string; outside: string | null }[]).filter(({ outside }) => outside)
}
const listed = async (by = ada) => (await by.json(here)).json().calendars

beforeEach(async () => {
  await world.owner`delete from outside_calendar`
  asked.length = 0
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

describe('a calendar of others', () => {
  it('is added by hosts alone, and shown to all who read there, with whose it is', async () => {
    serve(
      file(
        event('a', [
          `DTSTART;VALUE=DATE:${day(3)}`,
          `DTEND;VALUE=DATE:${day(5)}`,
          'SUMMARY:Half-term <b>',
          'LOCATION:All schools',
        ]),
        event('b', [
          `DTSTART:${day(4)}T090000Z`,
          `DTEND:${day(4)}T100000Z`,
          'RRULE:FREQ=DAILY;COUNT=3',
          'SUMMARY:Council',
          'URL:https://school.example/council',
        ]),
        event('b', [
          `RECURRENCE-ID:${day(5)}T090000Z`,
          `DTSTART:${day(5)}T090000Z`,
          'SUMMARY:Council',
          'STATUS:CANCELLED',
        ]),
        event('c', [`DTSTART:${day(-300)}T090000Z`, 'SUMMARY:Long ago']),
      ),
    )
    const typed = { address: address().replace('http:', 'webcal:'), name: 'School district' }
    expect((await luc.post(here, typed)).statusCode).toBe(403)
    expect((await noor.post(here, typed)).statusCode).toBe(404)
    await add()
    await read()
    expect(await dates()).toMatchObject([
      { title: 'Half-term <b>', place: 'All schools', outside: 'School district', zone: null, url: here },
      { title: 'Council', url: 'https://school.example/council', cancelled: false, reply: null },
      { title: 'Council', cancelled: true },
      { title: 'Council', cancelled: false },
    ])
    for (const view of ['month', 'week', 'agenda']) {
      const page = await luc.get(`${river.path}/calendar?view=${view}&day=${(await dates())[0]!.from.slice(0, 10)}`)
      expect(page.body, view).toContain('Half-term &lt;b&gt;')
      expect(page.body, view).toContain('School district')
    }
    expect((await noor.get(here)).statusCode).toBe(404)
    expect((await noor.json('/calendar')).json().dates).toEqual([])
    const [forHost, forMember] = [await listed(), await listed(luc)]
    expect(forHost).toMatchObject([{ name: 'School district', address: address(), trouble: null }])
    expect(forMember).toMatchObject([{ name: 'School district', address: null }])
    expect((await luc.get(here)).body).not.toContain('terms.ics')
    expect((await luc.post(`${here}/${forHost[0].id}/removal`)).statusCode).toBe(403)
    expect((await ada.post(`${here}/${forHost[0].id}/removal`)).statusCode).toBe(200)
    expect(await dates()).toEqual([])
    const log = (await ada.get(`${river.path}/about/log`)).body
    expect(log).toContain('removed a calendar of others')
  })

  it('is asked whether it has changed, and then shown as it is now', async () => {
    await add()
    serve(file(event('a', [`DTSTART:${day(3)}T090000Z`, 'SUMMARY:First'])), {
      etag: '"1"',
      'last-modified': 'Mon, 02 Nov 2026 00:00:00 GMT',
    })
    await read()
    serve('', {}, 304)
    await read()
    expect(asked.map((headers) => [headers['if-none-match'], headers['if-modified-since']])).toEqual([
      [undefined, undefined],
      ['"1"', 'Mon, 02 Nov 2026 00:00:00 GMT'],
    ])
    expect((await dates()).map(({ title }) => title)).toEqual(['First'])
    serve(file(event('a', [`DTSTART:${day(3)}T090000Z`, 'SUMMARY:Second'])))
    await read()
    expect((await dates()).map(({ title }) => title)).toEqual(['Second'])
    // What lies ahead moves on: after two weeks all of it is asked for.
    await world.owner`update outside_calendar set etag = '"2"', read_at = now() - interval '15 days'`
    await read()
    expect(asked.at(-1)!['if-none-match']).toBeUndefined()
  })

  it('that does not answer keeps its dates; hosts are told after some days', async () => {
    await add()
    serve(file(event('a', [`DTSTART:${day(3)}T090000Z`, 'SUMMARY:Kept'])))
    await read()
    serve('gone', {}, 500)
    for (let i = 0; i < 3; i++) await read()
    expect((await dates()).map(({ title }) => title)).toEqual(['Kept'])
    expect(await listed()).toMatchObject([{ silentSince: null }])
    await world.owner`update outside_calendar set failing_since = now() - interval '4 days'`
    expect(await listed()).toMatchObject([{ trouble: 'status-500', silentSince: expect.any(String) }])
    expect(await listed(luc)).toMatchObject([{ trouble: null, silentSince: null }])
    expect((await ada.get(`${river.path}/calendar`)).body).toContain('It does not answer')
    expect((await luc.get(`${river.path}/calendar`)).body).not.toContain('It does not answer')
    serve(file())
    await read()
    expect([await listed(), await dates()]).toMatchObject([[{ silentSince: null, trouble: null }], []])
  })

  it.each([
    ['what lies inside', 'forbidden-address', () => address('/terms.ics', 'inside.example')],
    ['this machine', 'forbidden-address', () => `http://127.0.0.1:${port}/terms.ics`],
    ['the machine’s own page of secrets', 'forbidden-address', () => 'http://169.254.169.254/latest'],
  ])('is not fetched from %s', async (_what, trouble, where) => {
    serve(file())
    await add({ address: where() })
    await read(fetcherWith([], async () => [{ address: '127.0.0.1', family: 4 }]))
    expect(asked).toEqual([])
    expect(await listed()).toMatchObject([{ trouble, silentSince: expect.any(String) }])
  })

  it('is not followed to what lies inside', async () => {
    say = (_, response) => response.writeHead(302, { location: address('/x', 'inside.example') }).end()
    await add()
    await read()
    expect([asked.length, await listed()]).toMatchObject([1, [{ trouble: 'forbidden-address' }]])
  })

  it.each([
    ['no calendar', '<html>', 'no-calendar'],
    ['too much', `BEGIN:VCALENDAR\r\n${'X'.repeat(2_000_001)}`, 'too-large'],
  ])('that is %s is said to be so', async (_what, body, trouble) => {
    serve(body)
    await add()
    await read()
    expect(await listed()).toMatchObject([{ trouble }])
  })

  it('that means ill harms nobody', async () => {
    const often = (many: number) =>
      [...Array(many).keys()].map((i) =>
        event(`e${i}`, [`DTSTART:${day(2)}T080000Z`, 'RRULE:FREQ=DAILY', `SUMMARY:${i}`]),
      )
    serve(
      file(
        event('x', [
          `DTSTART:${day(1)}T090000Z`,
          'SUMMARY:<script>alert(1)</script>\\n\u0001' + 'x'.repeat(5000),
          'URL:javascript:alert(1)',
          'LOCATION:' + 'y'.repeat(5000),
        ]),
        event('y', [`DTSTART:${day(1)}T090000Z`, 'RRULE:FREQ=SECONDLY']),
        event('z', [`DTSTART:${day(1)}T090000Z`, `DTEND:${day(2000)}T090000Z`, 'SUMMARY:For ever']),
        ...often(20),
      ),
    )
    await add()
    await read()
    const rows = await world.owner<
      { title: string; link: string }[]
    >`select title, link from outside_date order by from_at, id`
    expect(rows.length).toBe(2000)
    expect(rows[0]).toMatchObject({ title: expect.stringMatching(/^<script>alert\(1\)<\/script> x+…$/), link: '' })
    expect((await luc.get(`${river.path}/calendar?view=agenda`)).body).not.toContain('<script>alert')
    serve(file(...often(1500)))
    await read()
    expect(await listed()).toMatchObject([{ trouble: 'too-hard' }])
  })

  it('needs an address of the web, once, and not too many', async () => {
    expect((await ada.post(here, { address: 'no address' })).statusCode).toBe(422)
    expect((await ada.post(here, { address: 'file:///etc/passwd' })).statusCode).toBe(422)
    await add()
    expect((await ada.post(here, { address: address() })).json().errors).toHaveProperty('address')
    for (let i = 1; i < 12; i++) expect((await ada.post(here, { address: address(`/${i}`) })).statusCode).toBe(201)
    expect((await ada.post(here, { address: address('/13') })).statusCode).toBe(422)
  })
})
