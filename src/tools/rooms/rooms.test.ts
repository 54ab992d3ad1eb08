import { afterEach, describe, expect, it } from 'vitest'
import { testSite } from '../../../test/site.ts'

/** Rooms: who opens them, who talks in them, and in what order it is shown. */

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti', { lang: 'fr' })
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const open = async (by = ada, fields: object = {}) => {
  const made = await by.post(`${river.path}/rooms`, { title: 'At the water', about: 'Where and when.', ...fields })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json() as { id: number; url: string }
}
const say = (by: typeof ada, room: { url: string }, text: string, more: object = {}) =>
  by.post(`${room.url}/messages`, { text, ...more })

describe('A room', () => {
  it('is opened by members, not by guests, and is nowhere for others', async () => {
    const room = await open(luc)
    expect((await rosa.post(`${river.path}/rooms`, { title: 'Mine' })).statusCode).toBe(403)
    expect((await rosa.get(`${river.path}/rooms/new`)).statusCode).toBe(403)
    expect((await noor.post(`${river.path}/rooms`, { title: 'Mine' })).statusCode).toBe(404)
    for (const path of ['', '/day?day=2026-01-01', '/messages']) {
      expect((await rosa.get(room.url + path)).statusCode).toBeLessThan(400)
      expect((await noor.get(room.url + path)).statusCode).toBe(404)
      expect((await world.nobody.get(room.url + path)).statusCode).toBe(404)
    }
  })

  it('needs a name, and says so with what was typed', async () => {
    const answer = await ada.submit(`${river.path}/rooms`, { title: '  ', about: 'Kept words' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Kept words')
  })

  it('is changed by who opened it and by hosts, and is slowed by hosts alone', async () => {
    const room = await open(luc, { slow: 600 })
    const seen = async () => (await ada.json(room.url)).json() as { slow: number; title: string; mayTend: boolean }
    expect((await seen()).slow).toBe(0)
    expect((await luc.post(`${room.url}/edit`, { title: 'By the fire', slow: 600 })).statusCode).toBe(200)
    expect(await seen()).toMatchObject({ title: 'By the fire', slow: 0, mayTend: true })
    expect((await ada.post(`${room.url}/edit`, { title: 'By the fire', slow: 30 })).statusCode).toBe(200)
    expect((await seen()).slow).toBe(30)
    expect((await rosa.post(`${room.url}/edit`, { title: 'Hers' })).statusCode).toBe(403)
    const other = await open(ada)
    expect((await luc.post(`${other.url}/edit`, { title: 'His' })).statusCode).toBe(403)
  })

  it('is closed with a reason, and opened again; nothing is said meanwhile', async () => {
    const room = await open()
    await ada.post(`${room.url}/closure`, { reason: 'The walk is over.' })
    expect((await say(luc, room, 'Too late')).statusCode).toBe(403)
    const page = await luc.get(room.url)
    expect(page.body).toContain('The walk is over.')
    await ada.post(`${room.url}/reopening`)
    expect((await say(luc, room, 'In time')).statusCode).toBe(201)
  })

  it('is taken away and brought back', async () => {
    const room = await open()
    expect((await luc.post(`${room.url}/removal`)).statusCode).toBe(403)
    expect((await ada.post(`${room.url}/removal`)).statusCode).toBe(200)
    expect((await luc.get(room.url)).statusCode).toBe(404)
    expect((await ada.post(`${river.path}/rooms/${room.id}/restoration`)).statusCode).toBe(200)
    expect((await luc.get(room.url)).statusCode).toBe(200)
  })
})

describe('What is said in a room', () => {
  it('is shown from the end; earlier pages lead there and back', async () => {
    const room = await open()
    for (let n = 1; n <= 57; n++) await say(n % 2 ? ada : luc, room, `Word ${n}`)
    const numbers = (body: { messages: { number: number }[] }) => body.messages.map(({ number }) => number)
    const latest = (await rosa.json(room.url)).json()
    expect(numbers(latest)).toEqual(Array.from({ length: 50 }, (_, i) => i + 8))
    expect(latest).toMatchObject({ previous: `${room.url}?page=1`, next: null, lastNumber: 57 })
    const first = (await rosa.json(latest.previous)).json()
    expect(numbers(first)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
    expect(first).toMatchObject({ previous: null, next: room.url })
    expect((await rosa.get(`${room.url}?page=3`)).statusCode).toBe(404)
  })

  it('is found by its day, in the zone of who asks', async () => {
    const room = await open()
    for (const text of ['One', 'Two', 'Three']) await say(ada, room, text)
    const when = ['2026-03-01T22:30:00Z', '2026-03-01T23:30:00Z', '2026-03-05T10:00:00Z']
    for (const [i, at] of when.entries())
      await world.owner`update message set created_at = ${at} where item_id = ${room.id} and number = ${i + 1}`
    const to = async (day: string) => (await ada.get(`${room.url}/day?day=${day}`)).headers.location
    // In Paris half past eleven in the evening, UTC, is the next day.
    expect(await to('2026-03-01')).toMatch(/#m1$/)
    expect(await to('2026-03-02')).toMatch(/#m2$/)
    expect(await to('2026-03-03')).toMatch(/#m3$/)
    expect(await to('2027-01-01')).toMatch(/#m3$/)
    expect((await ada.get(`${room.url}/day?day=yesterday`)).statusCode).toBe(400)
    for (const day of ['2026-02-31', '0000-00-00', '9999-12-31', '1066-10-14'])
      expect([day, (await ada.get(`${room.url}/day?day=${day}`)).statusCode]).toEqual([day, 400])
  })

  it('waits in a slow room, from two tabs at once, too; hosts do not wait', async () => {
    const room = await open()
    await ada.post(`${room.url}/edit`, { title: 'Slow', slow: 120 })
    const both = await Promise.all([say(luc, room, 'First'), say(luc, room, 'Second')])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 422])
    const kept = await luc.submit(`${room.url}/messages`, { text: 'Third, and long thought about' })
    expect(kept.statusCode).toBe(422)
    expect(kept.body).toContain('Third, and long thought about')
    expect((await say(rosa, room, 'Somebody else')).statusCode).toBe(201)
    expect([(await say(ada, room, 'A host')).statusCode, (await say(ada, room, 'twice')).statusCode]).toEqual([
      201, 201,
    ])
    await world.owner`update message set created_at = created_at - interval '121 seconds' where item_id = ${room.id}`
    expect((await say(luc, room, 'Third')).statusCode).toBe(201)
  })

  it('is sent once, however often it is tried', async () => {
    const room = await open()
    const headers = { 'idempotency-key': 'the-very-same-words' }
    const tries = [1, 2, 3].map(() => luc.post(`${room.url}/messages`, { text: 'Once' }, headers))
    const numbers = (await Promise.all(tries)).map((answer) => answer.statusCode)
    expect(numbers.filter((status) => status < 400).length).toBeGreaterThan(0)
    expect((await ada.json(room.url)).json().messages.map(({ html }: { html: string }) => html)).toEqual([
      '<p>Once</p>',
    ])
  })
})

describe('What comes of what is said in a room', () => {
  it('is a discussion that leads back, and the room leads to it', async () => {
    const room = await open()
    await say(luc, room, 'The third bolt is wet at every new moon.')
    expect((await ada.get(room.url)).body).toContain(`${river.path}/discussions/new?from=${room.id}&amp;number=1`)
    const form = `${river.path}/discussions/new?from=${room.id}&number=1`
    expect((await ada.get(form)).body).toContain('&gt; The third bolt is wet')
    expect((await noor.get(form)).statusCode).toBe(404)
    expect((await rosa.get(form)).statusCode).toBe(403)
    expect((await ada.get(form.replace('number=1', 'number=7'))).statusCode).toBe(404)
    const said = { title: 'Tide in a river?', text: 'Let us look.', from: room.id, number: 1 }
    const made = (await ada.post(`${river.path}/discussions`, said)).json() as { id: number; url: string }
    expect((await rosa.json(room.url)).json().leadingHere).toMatchObject([{ id: made.id, made: true }])
    expect((await ada.post(`${river.path}/discussions`, { ...said, number: 7 })).statusCode).toBe(404)
    const again = await ada.submit(`${river.path}/discussions`, {
      ...said,
      title: '',
      from: String(room.id),
      number: '1',
    })
    expect(again.statusCode).toBe(422)
    expect(again.body).toContain(`name="from" value="${room.id}"`)
  })
})

describe('The rooms of a space', () => {
  it('say how much is new to whom, and where one is named', async () => {
    const room = await open()
    await say(ada, room, 'Good morning')
    await say(ada, room, `@${luc.handle} the net?`)
    const seen = async (by: typeof ada) =>
      (await by.json(`${river.path}/rooms`)).json().rooms.find(({ id }: { id: number }) => id === room.id)
    expect(await seen(luc)).toMatchObject({ unread: 2, firstUnread: 1, named: true, lastNumber: 2 })
    expect(await seen(ada)).toMatchObject({ unread: 0, firstUnread: null, named: false })
    await luc.post(`${room.url}/reading`, { number: 2 })
    expect(await seen(luc)).toMatchObject({ unread: 0, named: false })
    await luc.post(`${room.url}/follow`, { level: 'muted' })
    await say(ada, room, 'And the boots?')
    expect(await seen(luc)).toMatchObject({ unread: 0, level: 'muted' })
  })

  it('are those of its circles, too, for who belongs to them', async () => {
    const circle = (await ada.post(`${river.path}/circles`, { name: 'Weirs' })).json() as { url: string }
    await world.owner`update space set tools = tools || '{rooms}' where slug = ${circle.url.slice(3)}`
    const within = (await ada.post(`${circle.url}/rooms`, { title: 'Sluice talk' })).json() as { id: number }
    const ids = async (by: typeof ada) =>
      (await by.json(`${river.path}/rooms`))
        .json()
        .rooms.map((one: { id: number; circle: string | null }) => [one.id, one.circle])
    expect(await ids(ada)).toContainEqual([within.id, 'Weirs'])
    expect((await ids(luc)).map(([id]: [number]) => id)).not.toContain(within.id)
  })

  it('cost the same, however many there are and however much was said', async () => {
    const count = async (path: string) => (await world.statementsOf(() => luc.get(path))).length
    const room = await open()
    await say(ada, room, 'One')
    const before = [await count(`${river.path}/rooms`), await count(room.url)]
    for (let n = 0; n < 12; n++) await open()
    for (let n = 0; n < 20; n++) await say(n % 2 ? ada : rosa, room, `Word ${n}`)
    expect([await count(`${river.path}/rooms`), await count(room.url)]).toEqual(before)
  })

  it('are not there where the tool is switched off', async () => {
    const room = await open()
    await world.owner`update space set tools = array_remove(tools, 'rooms') where id = ${river.id}`
    expect((await ada.get(`${river.path}/rooms`)).statusCode).toBe(404)
    expect((await ada.get(room.url)).statusCode).toBe(404)
    await world.owner`update space set tools = tools || '{rooms}' where id = ${river.id}`
    expect((await ada.get(room.url)).statusCode).toBe(200)
  })
})
