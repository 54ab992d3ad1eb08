import { afterEach, describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../test/site.ts'

/** How far others have read: shown only where few talk, and only among those who show it. */

const world = await testSite()

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const show = (person: Person, shown = true) => person.post('/me/shown-reading', { shown })
const say = async (by: Person, url: string, text: string, more: object = {}) => {
  const answer = await by.post(`${url}/messages`, { text, ...more })
  expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)])
}
const read = (by: Person, url: string, number: number) => by.post(`${url}/reading`, { number })

/** Who has read how far, as a person's page has it for programs; and what its lines say below which message. */
async function seenBy(person: Person, url: string) {
  const { readBy } = (await person.json(url)).json() as { readBy?: { person: { name: string }; number: number }[] }
  const { body } = await person.get(url)
  const lines = [...body.matchAll(/<p class="read-by quiet">([^<]*)<\/p>/g)].map(([, words = '']) => words)
  const after = [...body.matchAll(/id="m(\d+)"(?:(?!<article)[\s\S])*?<p class="read-by/g)].map(([, n]) => Number(n))
  return { readBy: readBy?.map((one) => [one.person.name, one.number]), lines, after }
}
const nothing = { readBy: undefined, lines: [], after: [] }

interface Set {
  ada: Person
  luc: Person
  sana: Person
  river: Community
  url: string
}

/** Three people in a room in which Ada has said three things. */
async function room(): Promise<Set> {
  const [ada, luc, sana] = [await world.person('Ada Umeh'), await world.person('Luc M'), await world.person('Sana H')]
  const river = await world.community(ada)
  await world.join(river, luc)
  await world.join(river, sana)
  const { url } = (await ada.post(`${river.path}/rooms`, { title: 'At the water' })).json() as { url: string }
  for (const text of ['One.', 'Two.', 'Three.']) await say(ada, url, text)
  return { ada, luc, sana, river, url }
}

describe('how far somebody has read in a room', () => {
  it('is shown to nobody as long as nobody chose it', async () => {
    const { ada, luc, url } = await room()
    await read(luc, url, 2)
    expect(await seenBy(ada, url)).toEqual(nothing)
    expect((await ada.json('/me')).json()).toMatchObject({ showsReading: false })
  })

  it('is shown where both chose it, and nowhere else', async () => {
    const { ada, luc, sana, url } = await room()
    await read(luc, url, 2)
    await show(luc)
    expect(await seenBy(ada, url)).toEqual(nothing)
    await show(luc, false)
    await show(ada)
    expect(await seenBy(ada, url)).toEqual({ readBy: [], lines: [], after: [] })
    await show(luc)
    expect(await seenBy(ada, url)).toEqual({ readBy: [['Luc M', 2]], lines: ['Read by Luc M'], after: [2] })
    expect(await seenBy(sana, url)).toEqual(nothing)
    // One's own is never shown; and nobody is named below their own words.
    expect(await seenBy(luc, url)).toEqual({ readBy: [['Ada Umeh', 3]], lines: [], after: [] })
    await show(luc, false)
    expect(await seenBy(ada, url)).toEqual({ readBy: [], lines: [], after: [] })
  })

  it('names those who have read as far in one line, and says when all have read all', async () => {
    const { ada, luc, sana, url } = await room()
    for (const one of [ada, luc, sana]) await show(one)
    await read(luc, url, 2)
    await read(sana, url, 2)
    expect(await seenBy(ada, url)).toMatchObject({ lines: ['Read by Luc M and Sana H'], after: [2] })
    await read(luc, url, 3)
    expect(await seenBy(ada, url)).toMatchObject({ lines: ['Read by Sana H', 'Read by Luc M'], after: [2, 3] })
    await read(sana, url, 3)
    expect(await seenBy(ada, url)).toMatchObject({ lines: ['Read by all'], after: [3] })
    await show(sana, false)
    expect(await seenBy(ada, url)).toMatchObject({ lines: ['Read by Luc M'] })
  })

  it('changes its page also for who keeps a copy of it', async () => {
    const { ada, luc, url } = await room()
    await show(ada)
    await show(luc)
    await read(luc, url, 1)
    const { etag } = (await ada.get(url)).headers
    expect((await ada.get(url, { 'if-none-match': String(etag) })).statusCode).toBe(304)
    await read(luc, url, 2)
    expect((await ada.get(url, { 'if-none-match': String(etag) })).statusCode).toBe(200)
  })

  it('says nothing of side threads: a line of them is no sign that they were read', async () => {
    const { ada, luc, url } = await room()
    await show(ada)
    await show(luc)
    await read(luc, url, 3)
    await say(ada, url, 'Beside.', { thread: 1 })
    await luc.post(`${url}/threads/1/reading`, { number: 4 })
    expect(await seenBy(ada, url)).toMatchObject({ readBy: [['Luc M', 3]], after: [3] })
    await read(luc, url, 4)
    expect(await seenBy(ada, url)).toMatchObject({ readBy: [['Luc M', 3]], after: [3] })
    expect((await ada.get(`${url}/threads/1`)).body).not.toContain('read-by')
  })

  it('is gone with who left, whose guest’s time is over, and who was forgotten', async () => {
    const { ada, luc, sana, river, url } = await room()
    const rosa = await world.person('Rosa L')
    await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 3_600_000) })
    for (const one of [ada, luc, sana, rosa]) {
      await show(one)
      await read(one, url, 2)
    }
    expect(await seenBy(ada, url)).toMatchObject({ lines: ['Read by Luc M, Rosa L and Sana H'] })
    await world.owner`update membership set until = now() - interval '1 minute' where person_id = ${rosa.id}`
    expect(await seenBy(ada, url)).toMatchObject({ lines: ['Read by Luc M and Sana H'] })
    expect((await luc.post(`${river.path}/leaving`)).statusCode).toBe(200)
    expect(await seenBy(ada, url)).toMatchObject({ readBy: [['Sana H', 2]], lines: ['Read by Sana H'] })
    expect((await sana.post('/me/forgetting', { words: 'leave', handle: sana.handle })).statusCode).toBe(200)
    expect(await seenBy(ada, url)).toEqual({ readBy: [], lines: [], after: [] })
  })

  it('is not shown between two of whom one blocked the other, to neither', async () => {
    const { ada, luc, sana, url } = await room()
    for (const one of [ada, luc, sana]) {
      await show(one)
      await read(one, url, 3)
    }
    await ada.post(`/people/${luc.handle}/block`, { on: true })
    expect((await seenBy(ada, url)).readBy).toEqual([['Sana H', 3]])
    expect((await seenBy(luc, url)).readBy).toEqual([['Sana H', 3]])
    expect((await seenBy(sana, url)).readBy).toEqual([
      ['Ada Umeh', 3],
      ['Luc M', 3],
    ])
    // Nor is it known by a “by all”.
    expect((await seenBy(luc, url)).lines).toEqual(['Read by Sana H'])
  })

  it('is not shown among thirteen', async () => {
    const { ada, luc, river, url } = await room()
    await show(ada)
    await show(luc)
    await read(luc, url, 2)
    for (let n = 4; n <= 12; n++) await world.join(river, await world.person(`Person ${n}`))
    expect(await seenBy(ada, url)).toMatchObject({ lines: ['Read by Luc M'] })
    await world.join(river, await world.person('One more'))
    expect(await seenBy(ada, url)).toEqual(nothing)
  })

  it('is not for who looks in by an open door, and hosts see no more than others', async () => {
    const { ada, luc, sana, river } = await room()
    const made = await luc.post(`${river.path}/circles`, { name: 'Night watch', purpose: 'Dark.', visibility: 'open' })
    const { id, url: path } = made.json() as { id: number; url: string }
    await world.owner`update space set tools = '{discussions,rooms}' where id = ${id}`
    expect((await sana.post(`${path}/door`)).statusCode).toBe(200)
    const { url } = (await luc.post(`${path}/rooms`, { title: 'By night' })).json() as { url: string }
    await say(luc, url, 'Dark.')
    for (const one of [ada, luc, sana]) await show(one)
    await read(sana, url, 1)
    expect((await seenBy(luc, url)).readBy).toEqual([['Sana H', 1]])
    expect((await ada.json(url)).statusCode).toBe(200)
    expect(await seenBy(ada, url)).toEqual(nothing)
  })

  it('costs no query more', async () => {
    const { ada, luc, url } = await room()
    const count = async () => (await world.statementsOf(() => ada.get(url))).length
    const before = await count()
    await show(ada)
    await show(luc)
    await read(luc, url, 2)
    expect(await count()).toBe(before)
  })
})

describe('how far somebody has read elsewhere', () => {
  it('is shown in a conversation of few', async () => {
    const { ada, luc, sana } = await room()
    const begun = await ada.post('/messages', { to: [luc.handle, sana.handle], text: 'Did you see the eels?' })
    const { url } = begun.json() as { url: string }
    await show(ada)
    await read(luc, url, 1)
    expect(await seenBy(ada, url)).toEqual({ readBy: [], lines: [], after: [] })
    await show(luc)
    expect(await seenBy(ada, url)).toEqual({ readBy: [['Luc M', 1]], lines: ['Read by Luc M'], after: [1] })
    expect(await seenBy(sana, url)).toEqual(nothing)
    await luc.post(`${url}/leaving`)
    expect(await seenBy(ada, url)).toEqual({ readBy: [], lines: [], after: [] })
  })

  it('is shown in no discussion', async () => {
    const { ada, luc, river } = await room()
    const discussion = await world.discussion(river, ada)
    await show(ada)
    await show(luc)
    await read(luc, discussion.path, 1)
    expect(await seenBy(ada, discussion.path)).toEqual(nothing)
    const told = await world.owner`select * from live_read_by(${discussion.id}, ${[ada.id, luc.id]}::bigint[], 12)`
    expect(told).toEqual([])
  })
})

describe('the choice', () => {
  it('is in one’s settings, off, and in what one takes along', async () => {
    const { ada } = await room()
    const ticked = async () => / id="shown"[^>]*checked|name="shown"[^>]*checked/.test((await form()) ?? '')
    const form = async () => /<form[^>]*id="shown-reading"[\s\S]*?<\/form>/.exec((await ada.get('/me')).body)?.[0]
    expect(await form()).toContain('at most 12 people')
    expect(await ticked()).toBe(false)
    expect((await ada.submit('/me/shown-reading', { shown: 'true' })).headers.location).toBe('/me#shown-reading')
    expect(await ticked()).toBe(true)
    const [kept] = await world.owner`select to_jsonb(p) row from profile p where person_id = ${ada.id}`
    expect(kept!.row).toMatchObject({ shows_reading: true, shows_presence: false })
    expect((await world.nobody.post('/me/shown-reading', { shown: true })).statusCode).toBe(401)
  })
})
