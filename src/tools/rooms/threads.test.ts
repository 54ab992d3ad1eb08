import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Martin')
const yara = await world.person('Yara Quispe')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada, 'River Keepers')
await world.join(river, luc)
await world.join(river, yara)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function room(title: string) {
  return (await ada.post(`/c/${river.slug}/rooms`, { title })).json().url as string
}

async function say(who: Person, url: string, fields: object) {
  const answer = await who.post(`${url}/messages`, fields)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json() as { number: number; url: string }
}

const threadsOf = async (who: Person, url = '/threads') => (await who.json(url)).json().threads

describe('a side thread', () => {
  it('holds what is said beside a message; in the room it is one line that leads there', async () => {
    const url = await room('By the fire')
    await say(ada, url, { text: 'Who has the key of the shed?' })
    await say(luc, url, { text: 'Rain on Saturday, they say.' })
    await say(yara, url, { text: 'I have it, until Sunday, and the long **ladder** too.', thread: 1 })
    const again = await say(ada, url, { text: 'Thank you!', replyTo: 3 })

    const it = (await luc.json(`${url}/threads/1`)).json()
    expect(it).toMatchObject({ of: { title: 'By the fire' }, first: { number: 1, threadSize: 2 }, earlier: null })
    expect(it.messages.map((one: { number: number; thread: number }) => [one.number, one.thread])).toEqual([
      [3, 1],
      [4, 1],
    ])
    const page = (await luc.get(url)).body
    expect(page).toContain('2 replies in a side thread')
    expect(page).toContain(
      `<a class="written" href="${url}/threads/1#m3">I have it, until Sunday, and the long ladder too.</a>`,
    )
    expect(page).not.toContain('<strong>ladder</strong>')
    expect((await luc.get(`${url}/threads/1`)).body).toContain('<strong>ladder</strong>')
    // Whoever follows a link to one of its messages stands in the thread.
    expect((await luc.get(again.url)).headers.location).toBe(`${url}/threads/1#m4`)
    expect((await luc.get(`${url}/threads/3`)).headers.location).toBe(`${url}/threads/1#m3`)
  })

  it('is there for who reads the room, and for nobody else', async () => {
    const url = await room('Tools')
    await say(ada, url, { text: 'The saw is blunt.' })
    for (const other of [noor, world.nobody]) {
      expect((await other.json(`${url}/threads/1`)).statusCode).toBe(404)
      expect((await other.post(`${url}/threads/1/reading`, { number: 1 })).statusCode).toBe(404)
    }
    expect((await noor.post(`${url}/messages`, { text: 'Hello', thread: 1 })).statusCode).toBe(404)
    expect((await luc.json(`${url}/threads/2`)).statusCode).toBe(404)
    expect(await threadsOf(noor)).toEqual([])
  })

  it('is held beside a message that is there, in a room or a conversation; in a discussion there is none', async () => {
    const url = await room('Boats')
    await say(ada, url, { text: 'The blue boat leaks.' })
    const wrong = await luc.post(`${url}/messages`, { text: 'Where?', thread: 9 })
    expect([wrong.statusCode, wrong.json().errors.thread]).toEqual([422, expect.any(String)])
    const made = (
      await ada.post(`/c/${river.slug}/discussions`, { title: 'Boats', text: 'What do we do with them?' })
    ).json()
    expect((await luc.post(`${made.url}/messages`, { text: 'Paint them.', thread: 1 })).statusCode).toBe(422)
    const talk = (await ada.post('/messages', { to: [luc.handle], text: 'Are you coming?' })).json()
    const of = (await ada.json(talk.url)).json().url
    await say(luc, of, { text: 'Yes, by bicycle.', thread: 1 })
    expect((await ada.json(`${of}/threads/1`)).json().messages).toHaveLength(1)
    expect((await yara.json(`${of}/threads/1`)).statusCode).toBe(404)
  })

  it('shows its words again where they cannot be said', async () => {
    const url = await room('Slow')
    await say(ada, url, { text: 'A word.' })
    const refused = await luc.submit(`${url}/messages`, { text: 'x'.repeat(60_001), thread: '1' })
    expect([refused.statusCode, refused.body.includes('Said beside it')]).toEqual([422, true])
    const none = await luc.submit(`${url}/messages`, { text: ' ', thread: '1' })
    expect([none.statusCode, none.body.includes('Said beside it')]).toEqual([422, true])
  })

  it('counts what is there: what is taken away is not counted, and is when it is brought back', async () => {
    const url = await room('Counting')
    await say(ada, url, { text: 'One.' })
    const second = await say(luc, url, { text: 'Two.', thread: 1 })
    const sizeOf = async () => (await ada.json(`${url}/threads/1`)).json().first.threadSize
    expect(await sizeOf()).toBe(1)
    expect((await luc.post(`${second.url}/removal`)).statusCode).toBe(200)
    expect(await sizeOf()).toBe(0)
    expect((await luc.post(`${second.url}/restoration`)).statusCode).toBe(200)
    expect(await sizeOf()).toBe(1)
  })

  it('keeps what one has begun to write apart from the room’s', async () => {
    const url = await room('Drafts')
    await say(ada, url, { text: 'One.' })
    const { first } = (await luc.json(`${url}/threads/1`)).json()
    const kept = await luc.post(`/drafts/thread:${first.id}`, { text: 'Half a word', version: 0 })
    expect(kept.statusCode, kept.body).toBe(200)
    expect((await luc.get(`${url}/threads/1`)).body).toContain('Half a word')
    expect((await luc.get(url)).body).not.toContain('Half a word')
    await say(luc, url, { text: 'A whole one.', thread: 1 })
    expect((await luc.get(`${url}/threads/1`)).body).not.toContain('Half a word')
  })
})

describe('the side threads one takes part in', () => {
  it('stand in one list, with what is new first, until it is read', async () => {
    const sana = await world.person('Sana Haddad')
    await world.join(river, sana)
    const url = await room('Listed')
    await say(sana, url, { text: 'Who waters the beans in August?' })
    await say(ada, url, { text: 'And the pumpkins?' })
    await say(luc, url, { text: 'I do.', thread: 1 })
    await say(yara, url, { text: 'Me too.', thread: 1 })
    await say(sana, url, { text: 'Me.', thread: 2 })
    const seen = await threadsOf(sana)
    expect(seen.map((one: { url: string; fresh: number; size: number }) => [one.url, one.size, one.fresh])).toEqual([
      [`${url}/threads/1`, 2, 2],
      [`${url}/threads/2`, 1, 0],
    ])
    expect(await threadsOf(sana, `/c/${river.slug}/threads`)).toEqual(seen)
    // Who said something there has read what was before it.
    expect((await threadsOf(luc)).find((one: { url: string }) => one.url === `${url}/threads/1`).fresh).toBe(1)
    await sana.post(`${url}/threads/1/reading`, { number: 3 })
    expect((await threadsOf(sana))[0].fresh).toBe(1)
    await sana.submit(`${url}/threads/1/reading`, { number: '4' })
    expect((await threadsOf(sana)).map((one: { fresh: number }) => one.fresh)).toEqual([0, 0])
    expect((await sana.get('/threads')).body).toContain('Who waters the beans in August?')
    // Whoever leaves the community finds them no more.
    await sana.post(`/c/${river.slug}/leaving`)
    expect(await threadsOf(sana)).toEqual([])
  })
})
