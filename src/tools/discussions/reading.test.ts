import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Community, type Discussion, type Person, testSite } from '../../../test/site.ts'
import { hashOf, newSecret } from '../../spine/people/credential.ts'

const world = await testSite()
let ada: Person
let luc: Person
let community: Community

beforeEach(async () => {
  ada = await world.person('Ada Umeh')
  luc = await world.person('Luc Marchetti')
  community = await world.community(ada)
  await world.join(community, luc)
})

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

/** A discussion of Ada's with so many messages. */
async function long(messages: number, title = 'Brown water', where = community, by = ada): Promise<Discussion> {
  const it = await world.discussion(where, by, title)
  for (let n = 2; n <= messages; n++) await by.post(`${it.path}/messages`, { text: `Line ${n}` })
  return it
}

const nothingNew = { news: false, written: false }
const seen = (it: { id: number }, number: number, generation = 0) => ({ item: it.id, number, generation })
const send = (person: Person, ...marks: object[]) => person.post('/reading', { marks })
const readTo = async (person: Person, it: Discussion) => (await person.json(it.path)).json().readNumber
const generationOf = async (person: Person, it: Discussion) => (await person.json(it.path)).json().readGeneration
const newFrom = (person: Person, it: Discussion, number: number) => person.post(`${it.path}/messages/${number}/newness`)
const listed = async (person: Person, it: Discussion, query = '') =>
  (await person.json(`${community.path}/discussions${query}`))
    .json()
    .discussions.find((one: { id: number }) => one.id === it.id)
const unread = async (person: Person, it: Discussion) => (await listed(person, it))?.unread

describe('what pages have seen', () => {
  it('is noted of many things at once, never back, nor past the end', async () => {
    const [brown, eels] = [await long(4), await long(3, 'Eels')]
    expect((await send(luc, seen(brown, 2), seen(eels, 99))).json()).toEqual(nothingNew)
    expect([await readTo(luc, brown), await readTo(luc, eels)]).toEqual([2, 3])
    await send(luc, seen(brown, 1), seen(brown, 3), seen(brown, 2), seen(eels, 1))
    await send(luc, seen(brown, 3))
    expect([await readTo(luc, brown), await readTo(luc, eels)]).toEqual([3, 3])
    expect([await unread(luc, brown), await unread(luc, eels)]).toEqual([1, 0])
  })

  it('is one’s own: nobody else’s mark moves, and a page of someone else says nothing', async () => {
    const it = await long(3)
    await send(luc, seen(it, 2))
    const stranger = await luc.post('/reading', { reader: ada.id, marks: [seen(it, 3)] })
    expect(stranger.json()).toEqual(nothingNew)
    expect([await readTo(luc, it), await readTo(ada, it)]).toEqual([2, 3])
    await luc.post('/reading', { reader: luc.id, marks: [seen(it, 3)] })
    expect(await readTo(luc, it)).toBe(3)
  })

  it('changes nothing where one may not read, and answers the same', async () => {
    const ines = await world.person('Ines Carvalhal')
    const elsewhere = await world.community(ines, 'Seed Savers')
    const theirs = await long(2, 'Beans', elsewhere, ines)
    const mine = await long(2)
    const gone = await long(2, 'Gone')
    await ada.post(`${gone.path}/removal`)
    const guest = await world.person('Rosa Lind')
    await world.join(community, guest, 'guest', { until: new Date(Date.now() - 3_600_000) })
    const answers = [
      await send(luc, seen(theirs, 2), seen(mine, 2)),
      await send(luc, seen(gone, 2)),
      await send(luc, { item: 9e15, number: 2, generation: 0 }),
      await send(guest, seen(mine, 2)),
      await send(luc, seen(mine, 2)),
      await send(luc),
    ]
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`))).toEqual(
      new Set([`200 ${JSON.stringify(nothingNew)}`]),
    )
    const rows =
      await world.owner`select person_id, item_id, number from reading where person_id in (${luc.id}, ${guest.id})`
    expect(rows.map((row) => ({ ...row }))).toEqual([{ personId: luc.id, itemId: mine.id, number: 2 }])
    expect((await send(world.nobody, seen(mine, 2))).statusCode).toBe(401)
  })

  it('counts for whoever reads behind an open door', async () => {
    await world.owner`update space set visibility = 'open', joining = 'free' where id = ${community.id}`
    const visitor = await world.person('Vida Moreau')
    await world.community(visitor, 'Night Walkers')
    const it = await long(3)
    await send(visitor, seen(it, 2))
    expect(await readTo(visitor, it)).toBe(2)
    await newFrom(visitor, it, 2)
    expect(await readTo(visitor, it)).toBe(1)
  })

  it('fits in a batch, or is refused as a whole; huge numbers are the end', async () => {
    const it = await long(3)
    const marks = Array.from({ length: 1000 }, () => seen(it, 3))
    expect((await send(luc, ...marks)).statusCode).toBe(422)
    expect(await readTo(luc, it)).toBe(0)
    expect((await send(luc, ...marks.slice(0, 200))).statusCode).toBe(200)
    expect((await send(luc, { item: 1e18, number: 1 })).statusCode).toBe(422)
    expect((await send(luc, { item: it.id, number: 1e18, generation: 1e18 })).statusCode).toBe(200)
    expect((await send(luc, { item: it.id, number: -1 })).statusCode).toBe(422)
    expect((await send(luc, { item: it.id, number: 'many' })).statusCode).toBe(422)
    expect((await luc.post('/reading', {})).statusCode).toBe(422)
    expect(await readTo(luc, it)).toBe(3)
  })

  it('costs the same, however many they are', async () => {
    const items = [await long(2, 'One'), await long(2, 'Two'), await long(2, 'Three')]
    const cost = async (marks: object[]) => (await world.statementsOf(() => send(luc, ...marks))).length
    const one = await cost([seen(items[0]!, 1)])
    expect(await cost(items.map((item) => seen(item, 2)))).toBe(one)
  })

  it('needs a token that may write', async () => {
    const it = await long(2)
    const { token } = (await luc.post('/me/tokens', { name: 'Reader' })).json()
    const headers = { authorization: `Bearer ${token}`, cookie: '' }
    expect((await luc.post('/reading', { marks: [seen(it, 2)] }, headers)).statusCode).toBe(403)
  })

  it('is told to the person’s other pages after the commit', async () => {
    const it = await long(3)
    const heard: object[] = []
    const stop = world.site.bus.subscribe('reading', (ids) => void (ids.person === luc.id && heard.push(ids)))
    await send(luc, seen(it, 2))
    await send(luc, seen(it, 1))
    await newFrom(luc, it, 2)
    await luc.post(`${community.path}/discussions/reading`)
    await expect
      .poll(() => heard)
      .toEqual([
        { person: luc.id, item: it.id, number: 2 },
        { person: luc.id, item: it.id, number: 1 },
        { person: luc.id, item: 0, number: 0 },
      ])
    stop()
  })
})

describe('two devices of one person', () => {
  const phoneOf = async (person: Person) => {
    const secret = newSecret()
    await world.site.database.app`select open_session(${person.id}, ${hashOf(secret)}, 'phone')`
    const cookie = `copse=${secret}`
    return {
      ...person,
      json: (path: string) => person.json(path, { cookie }),
      post: (path: string, body?: unknown) => person.post(path, body, { cookie }),
    }
  }

  it('show the same, in whichever order their batches come', async () => {
    const it = await long(6)
    const phone = await phoneOf(luc)
    await send(phone, seen(it, 4))
    await send(luc, seen(it, 2))
    expect([await readTo(luc, it), await readTo(phone, it)]).toEqual([4, 4])
    await send(luc, seen(it, 5))
    await send(phone, seen(it, 3))
    expect([await readTo(luc, it), await readTo(phone, it)]).toEqual([5, 5])
  })

  it('leave new what was called new again, though the other saw it before and says so later', async () => {
    const it = await long(6)
    const phone = await phoneOf(luc)
    const opened = await generationOf(phone, it)
    await send(luc, seen(it, 6))
    await newFrom(luc, it, 4)
    await send(phone, seen(it, 6, opened))
    expect([await readTo(luc, it), await unread(phone, it)]).toEqual([3, 3])
    // A page that was opened since has seen it anew.
    await send(phone, seen(it, 5, await generationOf(phone, it)))
    expect(await readTo(luc, it)).toBe(5)
    await newFrom(phone, it, 2)
    await newFrom(luc, it, 3)
    await send(luc, seen(it, 6, 1), seen(it, 6, 2))
    expect(await readTo(phone, it)).toBe(2)
    await send(luc, seen(it, 6, 1), seen(it, 4, 3), seen(it, 5, 2))
    expect(await readTo(phone, it)).toBe(4)
  })

  it('agree when both come at once', async () => {
    const items = [await long(5, 'One'), await long(5, 'Two'), await long(5, 'Three')]
    const marks = (number: number) => items.map((item) => seen(item, number))
    await Promise.all([1, 5, 2, 4, 3, 5, 1].map((n) => send(luc, ...(n % 2 ? marks(n) : marks(n).reverse()))))
    for (const item of items) expect(await readTo(luc, item)).toBe(5)
    await Promise.all([newFrom(luc, items[0]!, 3), ...[5, 5, 5].map((n) => send(luc, ...marks(n)))])
    expect(await readTo(luc, items[0]!)).toBe(2)
  })
})

describe('new again from a message on', () => {
  it('shows where, and reads nothing by itself on the page that follows', async () => {
    const it = await long(6)
    await send(luc, seen(it, 6))
    const form = await luc.submit(`${it.path}/messages/4/newness`)
    expect([form.statusCode, form.headers.location]).toEqual([303, `${it.path}?page=1&hold=true#m4`])
    const page = (await luc.get(`${it.path}?page=1&hold=true`)).body
    expect(page).toMatch(/New again from here[^<]*<\/p><article class="message" id="m4"/)
    expect(page).toMatch(/<copse-reading [^>]*data-generation="1"[^>]* data-hold>/)
    expect((await luc.get(it.path)).body).not.toContain('data-hold')
    expect(await listed(luc, it)).toMatchObject({ unread: 3, firstUnread: 4 })
  })

  it('may begin with the first, and with what one has never opened', async () => {
    const it = await long(3)
    await newFrom(luc, it, 3)
    expect([await readTo(luc, it), await generationOf(luc, it)]).toEqual([2, 1])
    await newFrom(luc, it, 1)
    expect([await readTo(luc, it), await unread(luc, it)]).toEqual([0, 3])
  })

  it('is for who reads there, of a message that is there', async () => {
    const it = await long(2)
    expect((await newFrom(luc, it, 3)).statusCode).toBe(404)
    expect((await newFrom(await world.person('Noor'), it, 1)).statusCode).toBe(404)
    await world.owner`update space set closed_at = now() where id = ${community.id}`
    expect((await newFrom(luc, it, 2)).statusCode).toBe(200)
  })
})

describe('the first that is new', () => {
  it('is where lists lead to: across pages, past what was removed, past what is elsewhere now', async () => {
    const it = await long(70)
    await send(luc, seen(it, 51))
    const row = async () =>
      /href="([^"]+)"/.exec(
        (await luc.get(`${community.path}/discussions`)).body.split('class="unread"')[1]!.split('class="name"')[1]!,
      )![1]
    expect(await row()).toBe(`${it.path}?page=2#m52`)
    await ada.post(`${it.path}/messages/52/removal`)
    expect(await row()).toBe(`${it.path}?page=2#m52`)
    expect((await luc.get(`${it.path}?page=2`)).body).toMatch(
      /id="new">New from here<\/p><article class="message removed" id="m52"/,
    )
    await ada.post(`${it.path}/messages/52/split`, { title: 'Elsewhere', what: 'these', messages: [52, 53] })
    expect(await row()).toBe(`${it.path}?page=2#m54`)
    const top = (await luc.get(it.path)).body
    expect(top).toContain(`href="${it.path}?page=2#m54"`)
    expect(top).not.toContain('id="new"')
    expect((await luc.get(`${it.path}?page=2`)).body).toContain('href="#m54"')
  })

  it('says since when, where it came since', async () => {
    const it = await long(2)
    await send(luc, seen(it, 2))
    await world.owner`update reading set at = now() - interval '1 day' where person_id = ${luc.id}`
    await ada.post(`${it.path}/messages`, { text: 'Since then.' })
    expect((await luc.get(it.path)).body).toMatch(/New since yesterday<\/p><article class="message" id="m3"/)
    const nothingNew = await luc.get((await long(1, 'Never opened')).path)
    expect(nothingNew.body).not.toContain('class="divide new"')
  })
})

describe('marking all as read', () => {
  it('marks what the list calls new: not what one muted, nor what was there before one came', async () => {
    const [brown, eels, muted] = [await long(3), await long(2, 'Eels'), await long(2, 'Muted')]
    await luc.post(`${muted.path}/follow`, { level: 'muted' })
    const old = await long(2, 'Long ago')
    await world.owner`update tail set last_at = now() - interval '9 days' where item_id = ${old.id}`
    await send(luc, seen(brown, 1))
    const done = await luc.submit(`${community.path}/discussions/reading`)
    expect([done.statusCode, done.headers.location]).toEqual([303, '/discussions/reading'])
    const rows = await world.owner`select item_id, number from reading where person_id = ${luc.id} order by item_id`
    expect(rows.map((row) => [row.itemId, row.number])).toEqual([
      [brown.id, 3],
      [eels.id, 2],
    ])
    expect((await luc.get('/discussions/reading')).body).toContain(
      'All 2 discussions in River Keepers are marked as read.',
    )
    expect((await luc.json(`${community.path}/discussions?show=new`)).json().discussions).toEqual([])
    // Nobody else’s.
    expect(await unread(await memberOf(community), brown)).toBe(3)
  })

  const memberOf = async (where: Community) => {
    const person = await world.person('Henrik Dahl')
    await world.join(where, person)
    return person
  }

  it('can be undone, but for what was read further since', async () => {
    const [brown, eels] = [await long(3), await long(2, 'Eels')]
    await send(luc, seen(brown, 1))
    await luc.post(`${community.path}/discussions/reading`)
    await ada.post(`${eels.path}/messages`, { text: 'One more.' })
    await send(luc, seen(eels, 3))
    const back = await luc.submit('/discussions/reading/undoing')
    expect(back.headers.location).toBe(`${community.path}/discussions`)
    expect([await unread(luc, brown), await unread(luc, eels)]).toEqual([2, 0])
    // What was seen in between, by a page that believed all was read, is of an older generation.
    await send(luc, seen(brown, 3))
    expect(await unread(luc, brown)).toBe(2)
    expect((await luc.get('/discussions/reading')).statusCode).toBe(303)
    expect((await luc.post('/discussions/reading/undoing')).statusCode).toBe(200)
    expect(await unread(luc, brown)).toBe(2)
  })

  it('is of a place with its circles, of a tag, or of everywhere', async () => {
    const circle = (await ada.post(`${community.path}/circles`, { name: 'Weirs', purpose: 'x' })).json()
    const weirs = { id: circle.id, path: circle.url, slug: circle.url.slice(3), host: ada }
    await world.join(weirs, luc)
    const hidden = (await ada.post(`${community.path}/circles`, { name: 'Care', purpose: 'x' })).json()
    const other = await world.community(ada, 'Seed Savers')
    await world.join(other, luc)
    const within = await long(2, 'The weir', weirs)
    const theirs = await long(2, 'Not for Luc', { ...weirs, path: hidden.url })
    const beans = await long(2, 'Beans', other)
    const tagged = await world.discussion(community, ada, 'Tagged', { tags: 'eels' })
    const counts = async (path: string, body = {}) => (await luc.post(path, body)).json().count
    expect(await counts(`${community.path}/discussions/reading`, { tag: 'eels' })).toBe(1)
    expect(await readTo(luc, tagged)).toBe(1)
    expect(await readTo(luc, within)).toBe(0)
    expect(await counts(`${community.path}/discussions/reading`)).toBe(1)
    expect([await readTo(luc, within), await readTo(luc, beans)]).toEqual([2, 0])
    expect(await counts('/discussions/reading')).toBe(1)
    expect(await counts('/discussions/reading')).toBe(0)
    const [{ count }] = await world.owner<
      [{ count: number }]
    >`select count(*)::int from reading where person_id = ${luc.id} and item_id = ${theirs.id}`
    expect(count).toBe(0)
  })

  it('is offered where something is new, and costs the same however much it is', async () => {
    const button = `action="${community.path}/discussions/reading"`
    expect((await luc.get(`${community.path}/discussions`)).body).not.toContain(button)
    await long(1, 'One')
    expect((await luc.get(`${community.path}/discussions`)).body).toContain(button)
    expect((await luc.get('/')).body).toContain('action="/discussions/reading"')
    const mark = () => luc.post('/discussions/reading')
    const one = (await world.statementsOf(mark)).length
    for (let i = 0; i < 8; i++) await long(1, `More ${i}`)
    expect((await world.statementsOf(mark)).length).toBe(one)
    expect((await luc.get('/')).body).not.toContain('action="/discussions/reading"')
  })
})
