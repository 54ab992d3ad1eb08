import { expect, it } from 'vitest'
import { writeIn } from '../../../../test/e2e/together.ts'
import { Ear } from '../../../../test/live/ear.ts'
import { testSite } from '../../../../test/site.ts'
import { workersOf } from '../../../../test/workers.ts'

const world = await testSite()
await workersOf(world)
const address = await world.listen()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const river = await world.community(ada)
await world.join(river, luc)
await world.owner`update space set tools = tools || '{pages}' where id = ${river.id}`

const GONE = 'Someone who left'

it.each(['take', 'leave'] as const)(
  'who is forgotten in the middle of a text leaves their words in it, and no name (%s)',
  async (words) => {
    const ines = await world.person('Ines Ferreira')
    await world.join(river, ines)
    const path: string = (await ada.post(`${river.path}/pages`, { title: 'Jars', text: 'Jars stand still.' })).json()
      .url
    // Once saved together with others, once not.
    await writeIn(path, ines, 'Old. ')
    const first = (await ada.json(`${path}/writing`)).json()
    const save = async (text: string, version: number, { text: sitting, number: upto }: typeof first) =>
      ada.post(`${path}/edit`, { title: 'Jars', text, version, sitting, upto })
    expect((await save('Old. Jars stand still.', 1, first)).statusCode).toBe(200)
    await writeIn(path, luc, 'Luc. ')
    await writeIn(path, ines, 'New. ')
    const ear = await Ear.open(address, ines)
    ear.say({ share: { text: first.text, after: first.number } })
    await ear.until(({ shared }) => shared?.line !== undefined)
    const names = async () =>
      (await ada.json(`${path}/writing`)).json().hands.map(({ person }: { person: { name: string } }) => person.name)
    expect((await names()).sort()).toEqual(['Ines Ferreira', 'Luc Marchetti'])

    expect((await ines.post('/me/forgetting', { words, handle: ines.handle })).statusCode).toBe(200)
    await expect
      .poll(() => world.owner`select from erasure where person_id = ${ines.id} and done_at is not null`, {
        timeout: 10_000,
      })
      .toHaveLength(1)
    await expect.poll(() => ear.code ?? ear.heard.at(-1)?.shared?.gone).toBeTruthy()

    const { unsaved, number } = (await ada.json(`${path}/writing`)).json()
    expect([unsaved, await names()], 'nobody else’s').toEqual([true, ['Luc Marchetti']])
    const seen = (await ada.get(`${path}/writing`)).body
    expect(seen).toContain('New. ')
    for (const body of [seen, (await ada.get(`${path}/edit`)).body]) expect(body).not.toContain('Ines')
    expect((await save('New. Luc. Old. Jars stand still.', 2, { ...first, number })).statusCode).toBe(200)
    const { revisions } = (await ada.json(`${path}/revisions`)).json()
    const others = revisions.map((one: { others: { name: string }[] }) => one.others.map(({ name }) => name))
    expect(others, 'in what was saved before, without a name').toEqual([['Luc Marchetti', GONE]])
    expect((await ada.get(path)).body).not.toContain('Ines')
    expect(world.mistakes).toEqual([])
  },
)
