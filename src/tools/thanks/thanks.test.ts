import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { promptOf } from './words.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
await world.owner`update space set tools = tools || '{thanks}' where id = ${river.id}`
const here = `${river.path}/thanks`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const give = async (by: Person, fields: object) => (await by.post(here, fields)).json() as { id: number; url: string }
const list = async (by: Person) => (await by.json(here)).json().thanks as { words: string; author: { name: string } }[]

describe('thanks', () => {
  it('go from one to another, where all see them; who is thanked is told', async () => {
    const { url, id } = await give(luc, { to: ada.handle, words: 'For three jars\r\nof your own soil.' })
    expect((await rosa.json(url)).json()).toMatchObject({
      words: 'For three jars\nof your own soil.',
      author: { name: 'Luc Marchetti' },
      to: { name: 'Ada Umeh' },
    })
    expect((await rosa.get(url)).body).toContain('Luc Marchetti to Ada Umeh')
    expect((await rosa.json(here)).json().thanks).toMatchObject([{ id, messageCount: 0 }])
    await ada.post(`${url}/messages`, { text: 'It was nothing.' })
    expect((await rosa.json(here)).json().thanks).toMatchObject([{ id, messageCount: 1 }])
    expect((await ada.json('/notifications')).json().notifications).toMatchObject([
      { reason: 'thanked-you', sentence: 'Luc Marchetti thanked you', url },
    ])
    expect((await ada.json(river.path)).json().thanks).toMatchObject([{ id }])
    expect((await ada.json(`/search?q=jars&in=${river.slug}`)).json().results).toMatchObject([{ kind: 'thanks' }])
  })

  it('go to everyone, too, and nobody is told', async () => {
    const { url } = await give(ada, { words: 'You all came.' })
    expect((await luc.json(url)).json().to).toBeNull()
    expect((await luc.get(here)).body).toContain('Ada Umeh to everyone')
    expect((await luc.json('/notifications')).json().notifications).toEqual([])
  })

  it('are for members to give, and for those of the community to see', async () => {
    const words = { words: 'For the tea.' }
    expect((await rosa.post(here, words)).statusCode).toBe(403)
    expect((await rosa.get(`${here}/new`)).statusCode).toBe(403)
    expect((await rosa.get(here)).body).not.toContain(`${here}/new`)
    expect((await noor.json(here)).statusCode).toBe(404)
    expect((await noor.post(here, words)).statusCode).toBe(404)
    const { url } = await give(luc, words)
    expect((await noor.json(url)).statusCode).toBe(404)
    expect((await ada.post(`${url}/edit`, { words: 'Mine.', version: 1 })).statusCode).toBe(403)
    expect((await ada.get(url)).body).not.toContain(`${url}/edit`)
  })

  it('say clearly what cannot be, and lose nothing', async () => {
    const self = await luc.submit(here, { to: luc.handle, words: 'Well done, me.' })
    expect(self.statusCode).toBe(422)
    expect(self.body).toContain('Choose somebody else, or everyone.')
    expect(self.body).toContain('Well done, me.</textarea>')
    for (const [fields, field] of [
      [{ words: '  ' }, 'words'],
      [{ words: 'x'.repeat(601) }, 'words'],
      [{ words: 'x', to: noor.handle }, 'to'],
    ] as const)
      expect(Object.keys((await luc.post(here, fields)).json().errors)).toEqual([field])
    expect((await luc.get(`${here}/new?to=${ada.handle}`)).body).toContain(`value="${ada.handle}" selected`)
  })

  it('are said otherwise by who gave them, and taken away by them and by hosts', async () => {
    const { url } = await give(luc, { words: 'For the tee.' })
    expect((await luc.get(`${url}/edit`)).body).toContain('For the tee.</textarea>')
    const changed = (await luc.post(`${url}/edit`, { words: 'For the tea, Bashir.', version: 1 })).json()
    expect(changed.url).toMatch(/for-the-tea-bashir$/)
    expect((await luc.post(`${url}/edit`, { words: 'Late.', version: 1 })).statusCode).toBe(422)
    expect((await rosa.post(`${changed.url}/removal`)).statusCode).toBe(403)
    expect((await ada.post(`${changed.url}/removal`)).statusCode).toBe(200)
    expect((await list(luc)).map(({ words }) => words)).not.toContain('For the tea, Bashir.')
    const [entry] = (await ada.json(`${river.path}/about/log`)).json().entries
    expect(entry).toMatchObject({ verb: 'thanks.removed', undo: { address: `${changed.url}/restoration` } })
  })

  it('of whom one has blocked are not listed', async () => {
    await give(luc, { words: 'For the boots.' })
    await ada.post(`/people/${luc.handle}/block`, { on: true })
    expect((await list(ada)).every(({ author }) => author.name !== 'Luc Marchetti')).toBe(true)
    expect((await list(rosa)).some(({ author }) => author.name === 'Luc Marchetti')).toBe(true)
    await ada.post(`/people/${luc.handle}/block`, { on: false })
  })

  it('page through many in one query each, each once', async () => {
    for (let n = 0; n < 45; n++) await give(ada, { words: `For day ${n}.` })
    const first = (await rosa.json(here)).json()
    const second = (await rosa.json(first.next)).json()
    const all = [...first.thanks, ...second.thanks].map(({ id }: { id: number }) => id)
    expect([first.thanks.length, new Set(all).size, second.next]).toEqual([40, all.length, null])
  })
})

it('the prompt is another every Monday, and the same all week', () => {
  const at = (day: string) => promptOf(world.site.localeFor('en'), new Date(day))
  expect(at('2026-11-23T00:00:00Z')).toBe(at('2026-11-29T23:59:59Z'))
  expect(at('2026-11-22T23:59:59Z')).not.toBe(at('2026-11-23T00:00:00Z'))
})
