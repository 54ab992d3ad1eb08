import { describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../site.ts'
import { Ear, quiet } from './ear.ts'

/** How far others have read, on open pages: told to those who show it, of those who show it. Who chose nothing gives nothing away by reading. */

const world = await testSite()
const address = await world.listen()

interface Set {
  ada: Person
  luc: Person
  river: Community
  item: number
  url: string
}

async function room(): Promise<Set> {
  const [ada, luc] = [await world.person('Ada Umeh'), await world.person('Luc M')]
  const river = await world.community(ada)
  await world.join(river, luc)
  const made = (await ada.post(`${river.path}/rooms`, { title: 'At the water' })).json() as { id: number; url: string }
  for (const text of ['One.', 'Two.', 'Three.']) await ada.post(`${made.url}/messages`, { text })
  return { ada, luc, river, item: made.id, url: made.url }
}

const show = (person: Person, shown = true) => person.post('/me/shown-reading', { shown })
const read = (by: Person, item: number, number: number) =>
  by.post('/reading', { reader: by.id, marks: [{ item, number, generation: 0 }] })

async function listen(person: Person, item: number, modseq = 0): Promise<Ear> {
  const ear = await Ear.open(address, person)
  ear.watch(item, modseq)
  await ear.until((heard) => heard.item === item)
  return ear
}

const lines = (ear: Ear) => ear.heard.flatMap(({ readBy }) => (readBy ? [readBy] : []))
const says = (ear: Ear, expected: { number: number; words: string }[]) =>
  expect.poll(() => lines(ear).at(-1)).toEqual(expected)

/** The page as bytes, without what is another each time it is asked for. */
async function bytesOf(person: Person, url: string): Promise<string> {
  const { body } = await person.get(url)
  return body.replace(/value="[\w-]{20,}"/g, 'value=""').replace(/ nonce="[^"]*"/g, '')
}

describe('who reads', () => {
  it('gives nothing away, unless they chose to: pages and lines of others stay what they were', async () => {
    const { ada, luc, item, url } = await room()
    const pages = async () => [await bytesOf(ada, url), await bytesOf(ada, '/'), (await ada.json(url)).body]
    const before = await pages()
    const hers = await listen(ada, item)
    await quiet()
    const heard = JSON.stringify(hers.heard)
    // He opens the page and reads, on a page that listens; and goes.
    const his = await listen(luc, item)
    await luc.get(url)
    expect((await read(luc, item, 3)).statusCode).toBe(200)
    await his.until((one) => one.read?.number === 3)
    his.close()
    await quiet(600)
    expect(JSON.stringify(hers.heard)).toBe(heard)
    expect(await pages()).toEqual(before)
    // The same where both chose it.
    await show(ada)
    await show(luc)
    await says(hers, [{ number: 3, words: 'Read by Luc M' }])
    expect(await pages()).not.toEqual(before)
    hers.close()
  })
})

describe('an open page of a room', () => {
  it('hears how far others have read, when both show it and only then', async () => {
    const { ada, luc, river, item } = await room()
    const sana = await world.person('Sana H')
    await world.join(river, sana)
    await show(ada)
    const [hers, his, third] = await Promise.all([listen(ada, item), listen(luc, item), listen(sana, item)])
    await says(hers, [])
    await read(luc, item, 1)
    await read(sana, item, 1)
    await quiet(600)
    expect(lines(hers)).toEqual([[]])
    await show(luc)
    await says(hers, [{ number: 1, words: 'Read by Luc M' }])
    await read(luc, item, 2)
    await says(hers, [{ number: 2, words: 'Read by Luc M' }])
    // Ada has read all that she said herself: no line names her.
    await says(his, [])
    expect(lines(third)).toEqual([])
    await show(luc, false)
    await says(hers, [])
    await says(his, [])
    for (const ear of [hers, his, third]) ear.close()
  })

  it('hears it in its person’s language, and when “by all” is true no more', async () => {
    const { luc, river, item, url } = await room()
    const [sana, odile] = [await world.person('Sana H'), await world.person('Odile F', { lang: 'fr' })]
    for (const one of [sana, odile]) await world.join(river, one)
    for (const one of [river.host, luc, sana, odile]) await show(one)
    const hers = await listen(odile, item)
    for (const one of [luc, sana]) await read(one, item, 3)
    await says(hers, [{ number: 3, words: 'Lu par tout le monde' }])
    await odile.post(`${url}/messages`, { text: 'Quatre.' })
    await says(hers, [{ number: 3, words: 'Lu par Luc M et Sana H' }])
    hers.close()
  })

  it('loses it when somebody leaves, blocks, or one too many has come', async () => {
    const { ada, luc, river, item } = await room()
    for (const one of [ada, luc]) await show(one)
    await read(luc, item, 3)
    const hers = await listen(ada, item)
    const named = [{ number: 3, words: 'Read by Luc M' }]
    await says(hers, named)
    await luc.post(`/people/${ada.handle}/block`, { on: true })
    await says(hers, [])
    await luc.post(`/people/${ada.handle}/block`, { on: false })
    await says(hers, named)
    for (let n = 3; n <= 13; n++) await world.join(river, await world.person(`Person ${n}`))
    const last = await world.person('One more')
    await world.join(river, last)
    const theirs = await listen(last, item)
    await says(hers, [])
    await world.owner`update membership set ended_at = now() where space_id = ${river.id} and person_id <> all(${[ada.id, luc.id]})`
    const again = await listen(ada, item)
    await says(again, named)
    await luc.post(`${river.path}/leaving`)
    for (const ear of [hers, again]) await says(ear, [])
    for (const ear of [hers, again, theirs]) ear.close()
  })

  it('hears it from another process, too', async () => {
    const { ada, luc, item } = await room()
    const other = await world.peer()
    for (const one of [ada, luc]) await show(one)
    const ear = await Ear.open(await other.listen(), ada)
    ear.watch(item)
    await says(ear, [])
    await read(luc, item, 2)
    await says(ear, [{ number: 2, words: 'Read by Luc M' }])
    ear.close()
  })

  it('hears nothing of a discussion', async () => {
    const { ada, luc, river } = await room()
    const discussion = await world.discussion(river, ada)
    for (const one of [ada, luc]) await show(one)
    const hers = await listen(ada, discussion.id)
    await read(luc, discussion.id, 1)
    await quiet(600)
    expect(lines(hers)).toEqual([])
    hers.close()
  })
})
