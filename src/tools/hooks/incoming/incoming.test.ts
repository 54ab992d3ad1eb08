import { afterEach, describe, expect, it } from 'vitest'
import { receiver } from '../../../../test/receiver.ts'
import { type Person, testSite } from '../../../../test/site.ts'
import { workersOf } from '../../../../test/workers.ts'

const world = await testSite({ env: { COPSE_FETCH_ALLOW: '127.0.0.1' } })
const workers = await workersOf(world)
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const olive = await world.person('Olive Operator', { operator: true })
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
const here = `${river.path}/connections`

interface Room {
  id: number
  url: string
}
const open = async (by: Person = ada, title = 'At the water'): Promise<Room> =>
  (await by.post(`${river.path}/rooms`, { title })).json()
/** The path of a new address into a room, and its id. */
const connect = async (room: Room, by: Person = ada, name = 'Water gauge') => {
  const made = await by.post(`${here}/incoming`, { name, room: room.id })
  expect(made.statusCode, made.body).toBe(201)
  return { id: made.json().id as number, at: new URL(made.json().address).pathname }
}
/** As another system: without a cookie, without an origin. */
const tell = (at: string, payload: string | Buffer | object, headers: Record<string, string> = {}) =>
  world.server.inject({ method: 'POST', url: at, payload, headers: { host: 'localhost', ...headers } })
const last = async (room: Room, by: Person = luc) => (await by.json(room.url)).json().messages.at(-1)
const text = { 'content-type': 'text/plain' }

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

describe('what another system says', () => {
  it('stands in the room as its own words, with who connected it', async () => {
    const room = await open()
    const { at } = await connect(room)
    const said = await tell(at, { text: '**+20 cm** since 水 @luc <script>alert(1)</script>' })
    expect(said.statusCode).toBe(201)
    expect(said.json()).toEqual({ number: 1, url: `${room.url}/messages/1` })
    expect(await last(room)).toMatchObject({ through: 'Water gauge', author: { handle: ada.handle }, number: 1 })
    expect((await last(room)).html).toContain('<strong>+20 cm</strong>')
    const page = (await luc.get(room.url)).body
    expect(page).toContain('<h3 id="by1" class="written">Water gauge</h3>')
    expect(page).toContain('connected by')
    expect(page).not.toContain('<script>alert')
    expect((await luc.get(`${river.path}/rooms`)).body).toMatch(/class="by written">Water gauge/)
    const own = await ada.post(`${room.url}/messages`, { text: 'I saw it.' })
    expect(own.statusCode).toBe(201)
    expect(await last(room)).toMatchObject({ through: null })
  })

  it('may come as JSON, as a form, or as plain text, and with who there says it', async () => {
    const room = await open()
    const { at } = await connect(room)
    await tell(at, 'text=%2B3+cm+%F0%9F%8C%8A', { 'content-type': 'application/x-www-form-urlencoded' })
    await tell(at, 'Plain *text*, é', { ...text, accept: '*/*' })
    await tell(at, { text: 'By name', name: 'Pont-Sel \u202e' }, { accept: 'text/html' })
    const { messages } = (await luc.json(room.url)).json()
    expect(messages.map((one: { through: string }) => one.through)).toEqual([
      'Water gauge',
      'Water gauge',
      'Water gauge · Pont-Sel',
    ])
    expect(messages[0].html).toContain('+3 cm 🌊')
    expect(messages[1].html).toContain('Plain <em>text</em>, é')
  })

  it('names nobody, notifies nobody, is new to all, and leaves by no other connection', async () => {
    const other = await receiver()
    const made = await ada.post(`${here}/outgoing`, { name: 'Out', address: other.address, kinds: ['messages'] })
    const room = await open()
    await luc.post(`${room.url}/following`, { level: 'follow' })
    const { at } = await connect(room)
    await tell(at, { text: `@${luc.handle} @here look` })
    await luc.post(`${room.url}/messages`, { text: 'A person says so.' })
    await workers.told()
    await expect.poll(() => other.received.length).toBe(1)
    expect(other.received[0]!.told).toMatchObject({ message: { number: 2 } })
    expect(
      await world.owner`select from notification n join message m on m.id = n.message_id where m.through is not null`,
    ).toEqual([])
    expect(await world.owner`select from mention`).toEqual([])
    expect((await ada.json(room.url)).json().readNumber).toBe(0)
    await ada.post(`${made.json().url}/removal`)
  })

  it('is said once with the same key, however often it is sent', async () => {
    const room = await open()
    const { at } = await connect(room)
    const twice = await Promise.all([1, 2, 3].map(() => tell(at, { text: 'Once', key: 'a-1' })))
    expect(twice.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 201])
    const header = await tell(at, 'Once', { ...text, 'idempotency-key': 'a-1' })
    expect([header.statusCode, header.json().number]).toEqual([200, 1])
    expect((await tell(at, { text: 'Other', key: 'a-1' })).statusCode).toBe(422)
    expect((await ada.json(room.url)).json().messages.length).toBe(1)
    const withCookie = await tell(
      at,
      { text: 'Two' },
      { cookie: luc.cookie, origin: 'http://localhost', 'idempotency-key': 'b' },
    )
    expect(withCookie.statusCode).toBe(201)
    expect((await world.owner`select from idempotency where route like '/hooks/%'`).length).toBe(0)
  })

  it('has the measure of what people say: not empty, not too long, no form of another kind', async () => {
    const room = await open()
    const { at } = await connect(room)
    expect((await tell(at, { text: ' \n' })).json().errors).toHaveProperty('text')
    expect((await tell(at, {})).statusCode).toBe(422)
    expect((await tell(at, { text: 'x'.repeat(60_001) })).statusCode).toBe(422)
    expect((await tell(at, 'x'.repeat(1_100_000), text)).statusCode).toBe(413)
    expect((await tell(at, '{"text": "x"', { 'content-type': 'application/json' })).statusCode).toBe(400)
    expect((await tell(at, '["x"]', { 'content-type': 'application/json' })).statusCode).toBe(400)
    expect((await tell(at, '<a/>', { 'content-type': 'application/xml' })).statusCode).toBe(415)
    expect((await tell(at, '--x\r\n', { 'content-type': 'multipart/form-data; boundary=x' })).statusCode).toBe(415)
    const foreign = await tell(at, 'From a page', { ...text, origin: 'https://elsewhere.example' })
    expect(foreign.statusCode).toBe(403)
    expect((await tell(at, 'nul\u0000 and half \ud83c', text)).statusCode).toBe(201)
    expect((await ada.json(room.url)).json().messages.length).toBe(1)
  })

  it('is slowed down after thirty in a minute, and not by the pace of a slow room', async () => {
    const room = await open()
    await ada.post(`${room.url}/edit`, { title: 'At the water', slow: 3600 })
    const { at } = await connect(room)
    for (let n = 0; n < 30; n++) expect((await tell(at, `${n}`, text)).statusCode).toBe(201)
    const slow = await tell(at, 'more', text)
    expect(slow.statusCode).toBe(429)
    expect(Number(slow.headers['retry-after'])).toBeGreaterThan(0)
    expect(slow.headers['content-type']).toContain('application/problem+json')
  })
})

describe('an address', () => {
  it('is made by hosts, and for a room by who opened it; shown once, kept as a hash', async () => {
    const mine = await open(luc, 'Luc’s room')
    const theirs = await open(ada)
    const { id, at } = await connect(mine, luc)
    expect((await luc.post(`${here}/incoming`, { name: 'x', room: theirs.id })).statusCode).toBe(403)
    expect((await rosa.post(`${here}/incoming`, { name: 'x', room: mine.id })).statusCode).toBe(403)
    for (const who of [noor, olive])
      expect((await who.post(`${here}/incoming`, { name: 'x', room: mine.id })).statusCode).toBe(404)
    expect((await ada.post(`${here}/incoming`, { name: 'x', room: 999_999 })).statusCode).toBe(404)
    expect((await ada.post(`${here}/incoming`, { name: ' ', room: mine.id })).json().errors).toHaveProperty('name')
    const secret = at.split('/').at(-1)!
    for (const who of [ada, luc, rosa]) {
      const shown = await who.json(here)
      expect(shown.json().incoming).toContainEqual(expect.objectContaining({ id, name: 'Water gauge' }))
      expect(shown.body + (await who.get(here)).body).not.toContain(secret)
    }
    const [row] = await world.owner`select i::text as row from incoming_hook i where id = ${id}`
    expect(row!.row).not.toContain(secret)
    const form = await luc.submit(`${here}/incoming`, { name: 'By form', room: mine.id })
    expect([form.statusCode, /\/hooks\/in\/[\w-]{43}/.test(form.body), form.headers['cache-control']]).toEqual([
      201,
      true,
      'no-store',
    ])
    expect((await luc.json(`${here}/incoming/new`)).json().rooms.map((one: Room) => one.id)).toEqual([mine.id])
    expect((await luc.get(`${river.path}/about/log`)).body).toContain('let another program speak in a room')
  })

  it('that nobody made, or that was ended, is not there', async () => {
    const room = await open()
    const { id, at } = await connect(room)
    const never = await tell('/hooks/in/never', 'x', text)
    expect([never.statusCode, never.json().code]).toEqual([404, 'not-found'])
    expect((await luc.post(`${here}/incoming/${id}/removal`)).statusCode).toBe(403)
    expect((await noor.post(`${here}/incoming/${id}/removal`)).statusCode).toBe(404)
    expect((await tell(at, 'x', text)).statusCode).toBe(201)
    expect((await ada.post(`${here}/incoming/${id}/removal`)).statusCode).toBe(200)
    expect((await tell(at, 'x', text)).statusCode).toBe(404)
    expect((await ada.post(`${here}/incoming/${id}/removal`)).statusCode).toBe(404)
    expect((await last(room)).through).toBe('Water gauge')
  })

  it('ends with the room, and rests while it is closed', async () => {
    const room = await open()
    const { at } = await connect(room)
    await ada.post(`${room.url}/closure`, { reason: 'Dry.' })
    const closed = await tell(at, 'x', text)
    expect([closed.statusCode, closed.json().code]).toEqual([409, 'hooks-closed'])
    await ada.post(`${room.url}/reopening`)
    expect((await tell(at, 'x', text)).statusCode).toBe(201)
    await ada.post(`${room.url}/removal`)
    expect((await tell(at, 'x', text)).statusCode).toBe(404)
    expect((await ada.json(here)).json().incoming.map(({ room: { id } }: { room: Room }) => id)).not.toContain(room.id)
  })

  it('ends with its maker’s belonging; a host who is one no longer keeps those of their own rooms', async () => {
    const gail = await world.person('Gail Gone')
    await world.join(river, gail, 'host')
    const own = await connect(await open(gail, 'Gail’s'), gail)
    const other = await connect(await open(ada), gail)
    await world.owner`update membership set standing = 'member' where space_id = ${river.id} and person_id = ${gail.id}`
    expect((await tell(own.at, 'x', text)).statusCode).toBe(201)
    expect((await tell(other.at, 'x', text)).statusCode).toBe(404)
    await gail.post(`${river.path}/leaving`)
    expect((await tell(own.at, 'x', text)).statusCode).toBe(404)
    await world.owner`update membership set ended_at = null where space_id = ${river.id} and person_id = ${gail.id}`
    expect((await tell(own.at, 'x', text)).statusCode).toBe(404)
  })

  it('is not there without rooms, nor in a conversation', async () => {
    const room = await open()
    const { at } = await connect(room)
    await world.owner`update space set tools = array_remove(tools, 'rooms') where id = ${river.id}`
    expect((await tell(at, 'x', text)).statusCode).toBe(404)
    expect((await ada.post(`${here}/incoming`, { name: 'x', room: room.id })).statusCode).toBe(404)
    await world.owner`update space set tools = tools || '{rooms}' where id = ${river.id}`
    const begun = await ada.post('/messages', { to: luc.handle, text: 'Between us.' })
    expect(begun.statusCode, begun.body).toBe(201)
    const [few] = await world.owner<{ slug: string }[]>`select slug from space where kind = 'conversation'`
    expect((await ada.json(`/c/${few!.slug}/connections`)).statusCode).toBe(404)
  })
})

it('folds what comes for who blocked its maker, as all that they say', async () => {
  const room = await open(luc, 'Of Luc')
  const { at } = await connect(room, luc)
  await tell(at, 'x', text)
  await rosa.post(`/people/${luc.handle}/block`, { on: true })
  expect((await last(room, rosa)).blocked).toBe(true)
})
