import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const bashir = await world.person('Bashir Rahmani')
const yara = await world.person('Yara Quispe')
const noor = await world.person('Noor Bakri')
const operator = await world.person('Olive Oduya', { operator: true })
const river = await world.community(ada, 'River Keepers')
await world.join(river, bashir)
await world.join(river, yara)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function write(from: Person, to: Person[], text = 'Did you see the eels?') {
  const answer = await from.post('/messages', { to: to.map(({ handle }) => handle), text })
  expect(answer.statusCode).toBe(201)
  return answer.json() as { id: number; number: number; url: string }
}

/** A member of River Keepers whom nobody else writes to here. */
async function member(name: string): Promise<Person> {
  const person = await world.person(name)
  await world.join(river, person)
  return person
}

const listOf = async (person: Person) => (await person.json('/messages')).json().conversations

describe('a conversation', () => {
  it('is begun with the first words, is there for its people, and for nobody else', async () => {
    const said = await write(ada, [bashir])
    const seen = await bashir.json(said.url)
    expect(seen.json()).toMatchObject({ title: 'Ada Umeh', messages: [{ number: 1, author: { handle: ada.handle } }] })
    expect((await bashir.post(`${said.url}/messages`, { text: 'In May, yes.' })).statusCode).toBe(201)
    expect((await ada.json(said.url)).json()).toMatchObject({ title: 'Bashir Rahmani', lastNumber: 2 })
    for (const other of [yara, noor, operator, world.nobody]) {
      expect((await other.json(said.url)).statusCode).toBe(404)
      expect((await other.post(`${said.url}/messages`, { text: 'And I?' })).statusCode).toBe(404)
      expect((await other.get(said.url)).body).not.toContain('eels')
    }
    expect(await listOf(yara)).toEqual([])
    expect((await yara.json(`/messages/${said.id}`)).statusCode).toBe(404)
    expect((await bashir.get(`/messages/${said.id}`)).headers.location).toBe(said.url)
  })
})

describe('the same people', () => {
  it('have one conversation, however often and by whom it is begun, also in the same moment', async () => {
    const [luc, sana] = [await member('Luc Marchetti'), await member('Sana Halabi')]
    const begun = await Promise.all([
      write(luc, [sana, luc]),
      write(sana, [luc]),
      write(luc, [sana]),
      write(sana, [luc]),
    ])
    expect(new Set(begun.map(({ id }) => id)).size).toBe(1)
    expect(begun.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4])
    expect(await listOf(luc)).toMatchObject([{ people: [{ name: 'Sana Halabi' }] }])
    expect((await write(luc, [sana, yara])).id).not.toBe(begun[0]!.id)
  })

  it('say it once, however often the same form is sent', async () => {
    const [luc, sana] = [await member('Luc Marchetti'), await member('Sana Halabi')]
    const send = () => luc.submit('/messages', { to: sana.handle, text: 'Once.', _key: 'a-key' })
    const answers = await Promise.all([send(), send(), send()])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303])
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1)
    const [only] = await listOf(luc)
    expect((await luc.json(only.url)).json().messageCount).toBe(1)
  })

  it('begin another with someone more, who reads nothing of the first', async () => {
    const [luc, sana, odile] = [await member('Luc M'), await member('Sana H'), await member('Odile F')]
    const first = await write(luc, [sana], 'Between us two.')
    const second = await write(luc, [sana, odile], 'Now we are three.')
    expect(second.id).not.toBe(first.id)
    expect((await odile.json(first.url)).statusCode).toBe(404)
    expect((await odile.json(second.url)).json()).toMatchObject({ title: 'Luc M, Sana H', messageCount: 1 })
    expect((await luc.get(second.url)).body).toContain('Only you, Odile F and Sana H can read this')
  })
})

describe('to whom one can write', () => {
  it('is whoever shares a community; all others are as if they were not there', async () => {
    for (const to of [noor.handle, 'nobody-at-all', ada.handle]) {
      const answer = await ada.post('/messages', { to, text: 'Hello.' })
      expect(answer.statusCode).toBe(422)
      expect(answer.json().errors).toEqual({ to: 'Choose people with whom you share a community. Your text is kept.' })
    }
    expect((await ada.submit('/messages', { to: noor.handle, text: 'My words.' })).body).toContain('My words.')
    // What no form can have typed is refused on the same page; the words stay.
    const odd = await ada.post('/messages', { to: { a: 1 }, text: 'My words.' }, { accept: 'text/html' })
    expect([odd.statusCode, odd.body.includes('My words.')]).toEqual([422, true])
    expect((await ada.json(`/messages/new?with=${noor.handle},${bashir.handle}&q=No`)).json()).toEqual({
      chosen: [expect.objectContaining({ handle: bashir.handle })],
      offered: [],
    })
    expect((await ada.json('/messages/new?q=yar')).json().offered).toMatchObject([{ name: 'Yara Quispe' }])
    expect((await noor.json('/messages/new')).json().offered).toEqual([])
    expect((await ada.json(`/people/${bashir.handle}`)).json().writing).toBe(`/messages/new?with=${bashir.handle}`)
    expect((await ada.json(`/people/${ada.handle}`)).json().writing).toBeNull()
  })

  it('stays so where one has talked, when nothing else is shared any more', async () => {
    const [luc, sana] = [await member('Luc Marchetti'), await member('Sana Halabi')]
    const said = await write(luc, [sana])
    await sana.post(`${river.path}/leaving`)
    expect((await sana.post(`${said.url}/messages`, { text: 'Still here.' })).statusCode).toBe(201)
    expect((await write(luc, [sana])).id).toBe(said.id)
    expect((await luc.json(`/people/${sana.handle}`)).json().writing).toBeNull()
  })

  it('is not everybody in one day', async () => {
    const luc = await member('Luc Marchetti')
    await world.owner`insert into space (kind, slug, name, lang, created_by) select 'conversation', 'begun-' || n, '–', 'en', ${luc.id} from generate_series(1, 30) n`
    const answer = await luc.post('/messages', { to: yara.handle, text: 'And you?' })
    expect(answer.json().errors.to).toContain('30 conversations today')
  })
})

describe('leaving', () => {
  it('ends it for who leaves; what they said stays; who is alone reads and writes no more', async () => {
    const [luc, sana] = [await member('Luc Marchetti'), await member('Sana Halabi')]
    const said = await write(luc, [sana], 'Remember the tea.')
    expect((await sana.get(`${said.url}/leaving`)).statusCode).toBe(200)
    expect((await sana.submit(`${said.url}/leaving`)).headers.location).toBe('/messages')
    for (const path of [said.url, `${said.url}/messages/1`, `${said.url}/messages`])
      expect((await sana.json(path)).statusCode).toBe(404)
    expect(await listOf(sana)).toEqual([])
    expect((await luc.json(said.url)).json()).toMatchObject({
      title: 'Sana Halabi',
      people: [],
      left: [{ name: 'Sana Halabi' }],
    })
    expect((await luc.post(`${said.url}/messages`, { text: 'Hello?' })).statusCode).toBe(403)
    expect((await luc.get(said.url)).body).toContain('Nobody else is here any more')
    const again = await write(sana, [luc], 'I am back.')
    expect(again.id).not.toBe(said.id)
  })

  it('of the last one lets it go, after a week', async () => {
    const [luc, sana] = [await member('Luc Marchetti'), await member('Sana Halabi')]
    const said = await write(luc, [sana])
    for (const one of [luc, sana]) await one.post(`${said.url}/leaving`)
    const there = async () => (await world.owner`select from message where item_id = ${said.id}`).length
    await world.owner`select sweep()`
    expect(await there()).toBe(1)
    await world.owner`update membership set ended_at = now() - interval '8 days' where space_id = (select space_id from conversation where item_id = ${said.id})`
    await world.owner`select sweep()`
    expect(await there()).toBe(0)
  })
})

describe('whom one blocked', () => {
  it('writes nothing in a conversation of two, begins none, and is told so without blame', async () => {
    const [luc, sana] = [await member('Luc Marchetti'), await member('Sana Halabi')]
    const said = await write(luc, [sana])
    await sana.post(`/people/${luc.handle}/block`, { on: true })
    const refusals = [
      await luc.post(`${said.url}/messages`, { text: 'Why?' }),
      await luc.post(`${said.url}/messages/1/edit`, { text: 'Other words.', version: 1 }),
    ]
    for (const answer of refusals) {
      expect(answer.statusCode).toBe(422)
      expect(answer.json().errors.text).toMatch(/^This cannot be sent here at the moment/)
    }
    const kept = await luc.submit(`${said.url}/messages`, { text: 'My long letter.' })
    expect(kept.statusCode).toBe(422)
    expect(kept.body).toContain('My long letter.')
    expect((await luc.post('/messages', { to: sana.handle, text: 'Why?' })).json().errors.to).toMatch(/at the moment/)
    expect((await sana.post(`${said.url}/messages`, { text: 'No.' })).json().errors.text).toMatch(/^You blocked/)
    expect((await sana.get(said.url)).body).toContain('Unblock Luc Marchetti')
    await sana.post(`/people/${luc.handle}/block`, { on: false })
    expect((await luc.post(`${said.url}/messages`, { text: 'Thank you.' })).statusCode).toBe(201)
  })

  it('begins no larger one either; in one there is, their words are folded', async () => {
    const [luc, sana, odile] = [await member('Luc Marchetti'), await member('Sana Halabi'), await member('Odile F')]
    const said = await write(luc, [sana, odile], 'All three.')
    await sana.post(`/people/${luc.handle}/block`, { on: true })
    expect((await luc.post(`${said.url}/messages`, { text: 'Still talking.' })).statusCode).toBe(201)
    expect((await sana.json(said.url)).json().messages[1]).toMatchObject({ blocked: true })
    expect((await listOf(sana))[0].last.html).toBe('')
    expect((await luc.post('/messages', { to: [sana.handle, yara.handle], text: 'And you?' })).statusCode).toBe(422)
  })
})
