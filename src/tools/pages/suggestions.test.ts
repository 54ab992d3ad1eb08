import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'

/** What somebody would like a page to say, and what becomes of it. */

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
await world.owner`update space set tools = tools || '{pages}' where id = ${river.id}`
const here = `${river.path}/pages`
const TEXT = '## How\n\nShake the jar.\n\n## When\n\nAfter rain.'

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

interface Made {
  id: number
  url: string
}

const write = async (by: Person, title: string, text = TEXT): Promise<Made> =>
  (await by.post(here, { title, text })).json()
const read = async (by: Person, url: string) => (await by.json(url)).json()
const suggest = (by: Person, it: Made, to: object) =>
  by.post(`${it.url}/suggestions`, { title: 'Jar test', version: 1, why: 'It was unclear', ...to })
const edit = async (by: Person, it: Made, text: string) => {
  const { title, version } = await read(by, `${it.url}/edit`)
  return by.post(`${it.url}/edit`, { title, text, version })
}

describe('a suggestion', () => {
  it('comes from a guest, is taken in by a member, and stands in the history with its author’s name', async () => {
    const it = await write(ada, 'Jar test')
    const made = await suggest(rosa, it, { text: TEXT.replace('Shake', 'Shake and turn') })
    expect([made.statusCode, made.json()]).toEqual([201, { number: 1, url: `${it.url}/suggestions/1` }])
    expect((await read(luc, it.url)).suggestions).toBe(1)
    expect(await read(luc, `${it.url}/suggestions/1`)).toMatchObject({
      author: { name: 'Rosa Lindell' },
      state: 'open',
      why: 'It was unclear',
      overlaps: false,
    })
    expect((await luc.get(`${it.url}/suggestions/1`)).body).toMatch(/<ins>.*and turn/)
    // Neither its guest nor whoever does not belong here takes it in.
    expect((await rosa.post(`${it.url}/suggestions/1/acceptance`)).statusCode).toBe(403)
    expect((await rosa.get(`${it.url}/suggestions/1`)).body).not.toContain('/acceptance')
    for (const path of ['', '/new', '/1']) expect((await noor.get(`${it.url}/suggestions${path}`)).statusCode).toBe(404)
    expect((await noor.post(`${it.url}/suggestions/1/acceptance`)).statusCode).toBe(404)
    expect((await luc.post(`${it.url}/suggestions/1/acceptance`)).statusCode).toBe(200)
    expect((await read(luc, `${it.url}/edit`)).text).toContain('Shake and turn')
    expect((await read(ada, `${it.url}/revisions`)).revisions[0]).toMatchObject({
      author: { name: 'Rosa Lindell' },
      why: 'It was unclear · Suggested by Rosa Lindell, taken in by Luc Marchetti',
    })
    expect(await read(rosa, `${it.url}/suggestions/1`)).toMatchObject({ state: 'accepted', settledBy: 'Luc Marchetti' })
    expect((await luc.post(`${it.url}/suggestions/1/acceptance`)).statusCode).toBe(409)
    expect((await read(luc, it.url)).version).toBe(2)
  })

  it('is put together with what changed elsewhere in the page since', async () => {
    const it = await write(ada, 'Kick sampling')
    await suggest(rosa, it, { title: 'Kick sampling, step by step', text: TEXT.replace('Shake', 'Kick') })
    await edit(luc, it, TEXT.replace('After rain', 'Before rain'))
    expect((await ada.post(`${it.url}/suggestions/1/acceptance`)).statusCode).toBe(200)
    expect(await read(ada, `${it.url}/edit`)).toMatchObject({
      title: 'Kick sampling, step by step',
      text: '## How\n\nKick the jar.\n\n## When\n\nBefore rain.',
    })
  })

  it('that overlaps with a change since is taken in by hand, and nothing is lost', async () => {
    const it = await write(ada, 'Turbidity')
    await suggest(rosa, it, { title: 'Turbidity', text: TEXT.replace('Shake the', 'Turn the') })
    await edit(luc, it, TEXT.replace('Shake the', 'Do not shake the'))
    expect((await read(ada, `${it.url}/suggestions/1`)).overlaps).toBe(true)
    expect((await ada.post(`${it.url}/suggestions/1/acceptance`)).statusCode).toBe(422)
    expect(await read(ada, `${it.url}/edit`)).toMatchObject({
      text: expect.stringContaining('Do not shake'),
      version: 2,
    })
    const form = await ada.get(`${it.url}/edit?suggestion=1`)
    expect(form.body).toMatch(/name="suggestion" value="1"/)
    expect(form.body).toMatch(/<textarea[^>]*>## How\n\nTurn the jar/)
    const text = TEXT.replace('Shake the', 'Do not shake, turn the')
    const kept = await ada.post(`${it.url}/edit`, { title: 'Turbidity', text, version: 2, suggestion: 1, why: 'Both' })
    expect(kept.statusCode).toBe(200)
    expect((await read(ada, `${it.url}/revisions`)).revisions[0]).toMatchObject({ author: { name: 'Rosa Lindell' } })
    expect((await read(ada, `${it.url}/suggestions/1`)).state).toBe('accepted')
  })

  it('is left with a word to its author, or taken back by them alone', async () => {
    const it = await write(ada, 'pH')
    for (const text of ['One.', 'Two.']) await suggest(rosa, it, { title: 'pH', text })
    expect((await luc.post(`${it.url}/suggestions/1/refusal`, {})).json().errors).toHaveProperty('answer')
    expect((await luc.submit(`${it.url}/suggestions/1/refusal`, { answer: '' })).body).toContain('id="problems"')
    expect((await rosa.post(`${it.url}/suggestions/1/refusal`, { answer: 'No' })).statusCode).toBe(403)
    expect((await luc.post(`${it.url}/suggestions/1/refusal`, { answer: 'We keep it long.' })).statusCode).toBe(200)
    expect((await rosa.get(`${it.url}/suggestions/1`)).body).toContain('We keep it long.')
    expect((await luc.post(`${it.url}/suggestions/2/withdrawal`)).statusCode).toBe(403)
    expect((await rosa.post(`${it.url}/suggestions/2/withdrawal`)).statusCode).toBe(200)
    expect((await read(ada, `${it.url}/suggestions`)).suggestions).toMatchObject([
      { number: 2, state: 'withdrawn' },
      { number: 1, state: 'declined', answer: 'We keep it long.' },
    ])
    expect(await read(ada, `${it.url}/edit`)).toMatchObject({ text: TEXT, version: 1 })
  })

  it('says something else than the page, as that is now', async () => {
    const it = await write(ada, 'Silt')
    expect((await suggest(rosa, it, { title: 'Silt', text: TEXT })).json().errors).toHaveProperty('text')
    await edit(luc, it, 'Other.')
    const late = await rosa.submit(`${it.url}/suggestions`, { title: 'Silt', text: 'Mine, long typed.', version: '1' })
    expect(late.statusCode).toBe(422)
    expect(late.body).toContain('Mine, long typed.')
    expect(late.body).toMatch(/name="version" value="2"/)
    expect((await read(ada, `${it.url}/suggestions`)).suggestions).toEqual([])
  })
})

it('whoever looks after the page is told, and the author what became of it; answered, it waits for nobody', async () => {
  const it = await write(ada, 'Otters')
  await ada.post(`${it.url}/tending`, { steward: luc.handle })
  await suggest(rosa, it, { title: 'Otters', text: 'They come at dusk.' })
  const told = async (who: Person) =>
    (await read(who, '/notifications')).notifications.filter((one: { title: string }) => one.title === 'Otters')
  expect(await told(luc)).toMatchObject([
    {
      reason: 'suggested',
      unread: 1,
      url: `${it.url}/suggestions/1`,
      sentence: 'Rosa Lindell suggested a change of a page',
    },
  ])
  expect(await told(ada)).toEqual([])
  const waiting = async (who: Person) => (await read(who, '/waiting')).waiting.map((one: { url: string }) => one.url)
  expect(await waiting(luc)).toContain(`${it.url}/suggestions/1`)
  expect((await read(ada, `${here}/tending`)).suggestions).toMatchObject([{ title: 'Otters', about: '1' }])
  await luc.post(`${it.url}/suggestions/1/acceptance`)
  expect(await told(luc)).toMatchObject([{ unread: 0 }])
  expect(await waiting(luc)).toEqual([])
  expect(await told(rosa)).toMatchObject([{ reason: 'suggestion-settled', url: `${it.url}/suggestions/1` }])
})

it('are listed with as many queries for many as for few', async () => {
  const it = await write(ada, 'Many')
  await suggest(rosa, it, { title: 'Many', text: 'a' })
  const few = await world.statementsOf(() => ada.json(`${it.url}/suggestions`))
  for (let i = 0; i < 35; i++) await suggest(rosa, it, { title: 'Many', text: `b ${i}` })
  const many = await world.statementsOf(() => ada.json(`${it.url}/suggestions`))
  expect(many.length).toBe(few.length)
  const { suggestions, next } = await read(ada, `${it.url}/suggestions`)
  expect([suggestions.length, (await read(ada, next)).suggestions.length]).toEqual([30, 6])
  for (let i = 0; i < 4; i++) await suggest(rosa, it, { title: 'Many', text: `c ${i}` })
  expect((await suggest(rosa, it, { title: 'Many', text: 'one too many' })).statusCode).toBe(422)
})
