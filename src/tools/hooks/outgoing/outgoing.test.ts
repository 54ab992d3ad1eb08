import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fits, receiver } from '../../../../test/receiver.ts'
import { type Person, testSite } from '../../../../test/site.ts'
import { connect } from '../../../platform/database/connect.ts'
import { fetcherOf } from '../../../spine/outside/checking.ts'
import { sendWaiting } from './sending.ts'

const world = await testSite({ env: { COPSE_FETCH_ALLOW: '127.0.0.1' } })
const ada = await world.person('Ada Umeh')
const hana = await world.person('Hana Host')
const luc = await world.person('Luc Marchetti')
const noor = await world.person('Noor Bakri')
const olive = await world.person('Olive Operator', { operator: true })
const river = await world.community(ada)
await world.join(river, hana, 'host')
await world.join(river, luc)
const here = `${river.path}/connections`
// No workers: what is sent, is sent here.
const jobs = connect(world.site.database.address, world.site.database.jobs, 2)
afterAll(() => jobs.end({ timeout: 1 }))
const other = await receiver()
const { received } = other

interface Made {
  id: number
  secret: string
  url: string
}
const every = ['talk', 'messages', 'library', 'dates', 'actions', 'announcements']
const wish = { name: 'Noticeboard', address: other.address, kinds: every }
const make = async (more: object = {}, by = ada): Promise<Made> => {
  const made = await by.post(`${here}/outgoing`, { ...wish, ...more })
  expect(made.statusCode, made.body).toBe(201)
  return made.json()
}
const send = ({ id }: Made) => sendWaiting(world.site, jobs, fetcherOf(world.site), id)
/** As when the time of the next try has come; a millisecond ago, because what is kept in milliseconds is rounded up. */
const later = async (made: Made) => {
  await world.owner`update outgoing_delivery set due_at = now() - interval '1 millisecond' where state = 'waiting'`
  await send(made)
}
const shown = async (made: Made, by: Person = ada) => (await by.json(made.url)).json()
const begin = (title = 'Brown water', by = luc) => world.discussion(river, by, title, { text: 'It is **clay**.' })

beforeEach(async () => {
  await world.owner`delete from outgoing_hook`
  received.length = 0
  other.answer = (response) => response.writeHead(204).end()
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

describe('what happens in a space', () => {
  it('is told in its order, signed, with what happened and where, and without words', async () => {
    const made = await make()
    const talk = await begin('Brown water ≈ 水 🌊')
    await luc.post(`${talk.path}/messages`, { text: 'A secret of the river.' })
    await luc.post(`${river.path}/rooms`, { title: 'At the water' })
    await send(made)
    expect(received.map(({ told }) => told.type)).toEqual(['discussion.started', 'message.posted', 'room.started'])
    const home = `http://localhost:${world.site.config.port}`
    expect(received[1]!.told).toEqual({
      id: expect.stringMatching(/^msg_\d+$/),
      type: 'message.posted',
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      space: { slug: river.slug, name: 'River Keepers', url: home + river.path },
      actor: { handle: luc.handle, name: 'Luc Marchetti' },
      item: { kind: 'discussion', id: talk.id, title: 'Brown water ≈ 水 🌊', url: home + talk.path },
      message: { number: 2, url: `${home}${talk.path}/messages/2` },
    })
    expect(received.map((one) => [fits(made.secret, one), one.headers['webhook-id'] === one.told.id])).toEqual(
      Array(3).fill([true, true]),
    )
    expect(received[0]!.headers['content-type']).toContain('application/json')
    expect(received.map(({ raw }) => raw).join()).not.toMatch(/secret of the river|clay/)
    expect((await shown(made)).deliveries).toMatchObject([
      { type: 'room.started', state: 'sent', status: 204, tries: 1 },
      { type: 'message.posted', state: 'sent', number: 2, item: { url: talk.path } },
      { type: 'discussion.started', state: 'sent' },
    ])
  })

  it('is told with words where hosts chose so, and no kind that they did not choose', async () => {
    const made = await make({ kinds: ['messages'], words: true })
    const talk = await begin()
    await luc.post(`${river.path}/rooms`, { title: 'Not told' })
    await send(made)
    expect(received.map(({ told }) => [told.type, told.message])).toEqual([
      ['message.posted', expect.objectContaining({ number: 1, text: 'It is **clay**.' })],
    ])
    await ada.post(made.url, { name: 'Noticeboard', kinds: ['talk'] })
    await luc.post(`${talk.path}/messages`, { text: 'Not told' })
    await begin('Told')
    await send(made)
    expect(received.at(-1)!.told).toMatchObject({ type: 'discussion.started', item: { title: 'Told' } })
    expect(received.at(-1)!.raw).not.toContain('clay')
  })

  it('is told of this space alone, and not of its circles', async () => {
    const made = await make()
    const circle = (await ada.post(`${river.path}/circles`, { name: 'Night watch', purpose: '', lang: 'en' })).json()
    const inner = await ada.post(`${circle.url}/discussions`, {
      title: 'Inner',
      text: 'Of us.',
      lang: 'en',
    })
    expect(inner.statusCode, inner.body).toBe(201)
    const elsewhere = await world.community(hana, 'Seed Savers')
    await world.discussion(elsewhere, hana, 'Beans')
    await send(made)
    expect(received).toEqual([])
  })

  it('that was removed, or never came to be, is not told', async () => {
    const made = await make()
    const talk = await begin('Said in haste')
    await luc.post(`${talk.path}/messages`, { text: 'Taken back' })
    await luc.post(`${talk.path}/messages/2/removal`)
    await ada.post(`${talk.path}/removal`)
    await luc.post(`${river.path}/discussions`, { title: '', text: '' })
    await send(made)
    expect(received).toEqual([])
    expect((await shown(made)).deliveries.map(({ state }: { state: string }) => state)).toEqual(['void', 'void'])
  })
})

describe('what does not arrive', () => {
  it('is tried again with longer and longer waits, holds up what comes after it, and keeps its id', async () => {
    const made = await make()
    other.answer = (response) => response.writeHead(500).end('x'.repeat(1_000_000))
    await begin('First')
    await begin('Second')
    await send(made)
    await send(made)
    expect(received.length).toBe(1)
    const [, first] = (await shown(made)).deliveries
    expect(first).toMatchObject({ state: 'waiting', status: 500, trouble: 'status-500', tries: 1 })
    expect(Date.parse(first.dueAt) - Date.now()).toBeGreaterThan(50_000)
    await later(made)
    const again = (await shown(made)).deliveries[1]
    expect(Date.parse(again.dueAt) - Date.now()).toBeGreaterThan(280_000)
    other.answer = (response) => response.writeHead(200).end()
    await later(made)
    expect(received.map(({ told }) => told.item?.title)).toEqual(['First', 'First', 'First', 'Second'])
    expect(new Set(received.slice(0, 3).map(({ told }) => told.id)).size).toBe(1)
    expect(received.every((one) => fits(made.secret, one))).toBe(true)
  })

  it('eight times is given up: it stops, hosts are told, and go on with what waits', async () => {
    const made = await make()
    other.answer = (response) => response.writeHead(503).end()
    await begin('First')
    await begin('Second')
    for (let n = 0; n < 8; n++) await later(made)
    expect(received.length).toBe(8)
    expect(await shown(made)).toMatchObject({
      offWhy: 'failing',
      deliveries: [{ state: 'waiting' }, { state: 'failed' }],
    })
    expect((await ada.get(made.url)).body).toContain('in eight tries')
    expect((await ada.get(here)).body).toContain('in eight tries')
    await begin('Meanwhile')
    other.answer = (response) => response.writeHead(200).end()
    await later(made)
    expect(received.length).toBe(8)
    await hana.post(`${made.url}/state`, { on: true })
    await later(made)
    expect(received.slice(8).map(({ told }) => told.item?.title)).toEqual(['Second'])
    const [, failed] = (await shown(made)).deliveries
    expect((await ada.post(`${made.url}/deliveries/${failed.id}/again`)).statusCode).toBe(200)
    await send(made)
    expect(received.at(-1)!.told).toMatchObject({ id: received[0]!.told.id, item: { title: 'First' } })
  })

  it('stops at once where the address says that it is gone', async () => {
    const made = await make()
    other.answer = (response) => response.writeHead(410).end()
    await begin()
    await send(made)
    expect(await shown(made)).toMatchObject({ offWhy: 'gone', deliveries: [{ state: 'failed', status: 410 }] })
  })

  it('is not taken elsewhere by a redirect', async () => {
    const made = await make()
    other.answer = (response) => response.writeHead(307, { location: 'http://127.0.0.1:9/secret' }).end()
    await begin()
    await send(made)
    expect((await shown(made)).deliveries).toMatchObject([{ trouble: 'status-307', state: 'waiting' }])
    expect((await ada.get(made.url)).body).toContain('leads elsewhere (307)')
  })

  it('because a sender was killed is sent by the next, once the first can be at it no longer', async () => {
    const made = await make()
    await begin()
    const [claimed] = await jobs`select delivery from next_outgoing(${made.id})`
    expect(claimed).toBeDefined()
    await Promise.all([send(made), send(made)])
    expect(received).toEqual([])
    await world.owner`update outgoing_hook set busy_until = now() - interval '1 second'`
    await Promise.all([send(made), send(made)])
    expect(received.length).toBe(1)
  })
})

describe('where it goes', () => {
  it.each([
    ['http://10.0.0.1/x', 'begin with https'],
    ['http://example.invalid/x', 'find a server'],
    ['https://10.0.0.1/x', 'inside this machine'],
    ['https://[::1]/x', 'inside this machine'],
    ['https://169.254.169.254/latest/meta-data', 'inside this machine'],
    ['https://[::ffff:10.0.0.1]/x', 'inside this machine'],
    ['ftp://example.org/x', 'no address of a web page'],
    ['https://ada:secret@example.org/x', 'no address of a web page'],
    ['', 'no address of a web page'],
  ])('is not %s', async (address, why) => {
    const refused = await ada.post(`${here}/outgoing`, { ...wish, address })
    expect(refused.statusCode).toBe(422)
    expect(refused.json().errors.address).toContain(why)
    const again = await ada.submit(`${here}/outgoing`, { ...wish, address })
    expect([again.statusCode, again.body.includes('Noticeboard')]).toEqual([422, true])
  })

  it('is looked at again when it is sent, however the address looked before', async () => {
    const made = await make()
    await world.owner`update outgoing_hook set address = 'https://10.0.0.1/x' where id = ${made.id}`
    await begin()
    await send(made)
    expect((await shown(made)).deliveries).toMatchObject([{ trouble: 'forbidden-address', status: null }])
    await world.owner`update outgoing_hook set address = 'http://192.0.2.1/x', busy_until = null where id = ${made.id}`
    await later(made)
    expect((await shown(made)).deliveries).toMatchObject([{ trouble: 'forbidden-address', tries: 2 }])
  })
})

describe('hosts', () => {
  it('alone make, see and change it; the others know that it is there', async () => {
    expect((await luc.post(`${here}/outgoing`, wish)).statusCode).toBe(403)
    for (const who of [noor, olive]) expect((await who.post(`${here}/outgoing`, wish)).statusCode).toBe(404)
    const made = await make()
    const secret = made.secret.slice('whsec_'.length)
    expect((await luc.json(made.url)).statusCode).toBe(403)
    for (const who of [noor, olive]) expect((await who.json(made.url)).statusCode).toBe(404)
    for (const what of ['', '/state', '/secret', '/trial', '/removal', '/deliveries/1/again'])
      expect((await luc.post(made.url + what, { ...wish, on: false })).statusCode, what).toBe(403)
    const [known] = (await luc.json(here)).json().outgoing
    expect(known).toMatchObject({ name: 'Noticeboard', server: '127.0.0.1', address: null, by: { handle: ada.handle } })
    const page = (await luc.get(here)).body
    expect(page).toContain('127.0.0.1')
    for (const body of [
      page,
      (await ada.get(here)).body,
      (await ada.get(made.url)).body,
      JSON.stringify(await shown(made)),
    ])
      expect(body).not.toContain(secret)
    expect(page).not.toContain('/told')
    expect((await ada.get(made.url)).body).toContain(other.address)
    expect((await luc.get(`${river.path}/about/log`)).body).toContain('let another program hear what happens here')
    const elsewhere = await world.community(hana, 'Owl Listeners')
    expect((await hana.json(made.url.replace(river.path, elsewhere.path))).statusCode).toBe(404)
    expect((await ada.post(`${made.url}/removal`)).statusCode).toBe(200)
    expect((await luc.json(here)).json().outgoing).toEqual([])
  })

  it('get the secret once, in a form too, and can have another', async () => {
    const page = await ada.submit(`${here}/outgoing`, { ...wish, kinds: 'talk' })
    expect(page.statusCode).toBe(201)
    const [secret] = /whsec_[\w+/=]+/.exec(page.body)!
    const [made] = (await ada.json(here)).json().outgoing
    await begin()
    await send(made)
    expect(fits(secret!, received[0]!)).toBe(true)
    const renewed = (await ada.post(`${made.url}/secret`)).json().secret
    await begin()
    await send(made)
    expect([fits(secret!, received[1]!), fits(renewed, received[1]!)]).toEqual([false, true])
    const [kept] = await world.owner`select secret from outgoing_hook`
    expect(String(kept!.secret)).not.toContain(renewed.slice(6, 20))
  })

  it('send a trial, also while it is stopped: once', async () => {
    const made = await make()
    await ada.post(`${made.url}/state`, { on: false })
    expect((await shown(made)).offWhy).toBe('hosts')
    await begin()
    await ada.post(`${made.url}/trial`)
    other.answer = (response) => response.writeHead(500).end()
    await send(made)
    await later(made)
    expect(received.map(({ told }) => told.type)).toEqual(['trial'])
    expect(fits(made.secret, received[0]!)).toBe(true)
    expect(await shown(made)).toMatchObject({ offWhy: 'hosts', deliveries: [{ type: null, state: 'failed' }] })
  })

  it('who leave take their name from it: it stops until another wants it', async () => {
    const gone = await world.person('Gail Gone')
    await world.join(river, gone, 'host')
    const made = await make({}, gone)
    await gone.post(`${river.path}/leaving`)
    await begin('Not told')
    await send(made)
    expect([received, (await shown(made)).offWhy]).toEqual([[], 'host-left'])
    await hana.post(`${made.url}/state`, { on: true })
    await begin('Told')
    await send(made)
    expect(received.map(({ told }) => told.item?.title)).toEqual(['Told'])
    expect((await shown(made)).by.handle).toBe(hana.handle)
  })

  it('choose something to tell, give it a name, and make no more than twelve', async () => {
    expect((await ada.post(`${here}/outgoing`, { ...wish, kinds: [] })).json().errors).toHaveProperty('kinds')
    expect((await ada.post(`${here}/outgoing`, { ...wish, kinds: ['person.left'] })).statusCode).toBe(422)
    expect((await ada.post(`${here}/outgoing`, { ...wish, name: ' \u202e ' })).json().errors).toHaveProperty('name')
    for (let n = 0; n < 12; n++) await make({ name: `No ${n}` })
    expect((await ada.post(`${here}/outgoing`, wish)).statusCode).toBe(422)
  })
})

it('keeps the log short, and wakes what waits', async () => {
  const made = await make()
  for (let n = 0; n < 60; n++) await ada.post(`${made.url}/trial`)
  for (let n = 0; n < 13; n++) await send(made)
  await begin()
  await jobs`select tidy_hooks()`
  expect((await world.owner`select from outgoing_delivery`).length).toBe(50)
  await world.owner`update outgoing_delivery set at = now() - interval '15 days'`
  await jobs`select tidy_hooks()`
  expect((await shown(made)).deliveries).toEqual([])
})
