import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { workersOf } from '../../../test/workers.ts'

const world = await testSite()
const { told } = await workersOf(world)
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const ines = await world.person('Ines Carvalhal', { lang: 'fr' })
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, ines)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
await world.owner`update space set tools = tools || '{gaps,pages,links}' where id = ${river.id}`
const here = `${river.path}/gaps`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function ask(by: Person, title: string, more: object = {}): Promise<{ id: number; url: string }> {
  const made = await by.post(here, { title, ...more })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
const read = async (by: Person, url: string) => (await by.json(url)).json()
const sentences = async (by: Person) =>
  ((await read(by, '/notifications')).notifications as { sentence: string; title: string }[]).map(
    ({ sentence, title }) => `${sentence}: ${title}`,
  )

describe('what we should know', () => {
  it('is asked by members, wanted by guests too, and does not exist for others', async () => {
    const it = await ask(luc, 'How do we count eels at night?', { why: 'The **grant** asks.', tags: 'Eels' })
    expect(await read(rosa, it.url)).toMatchObject({
      title: 'How do we count eels at night?',
      html: '<p>The <strong>grant</strong> asks.</p>',
      tags: ['eels'],
      state: 'open',
      wishes: 0,
      taker: null,
      answer: null,
    })
    expect((await rosa.post(`${it.url}/wish`, { on: true })).statusCode).toBe(200)
    expect((await rosa.post(`${it.url}/messages`, { text: 'Me too!' })).statusCode).toBe(201)
    for (const [url, body] of [
      [here, { title: 'Mine' }],
      [`${it.url}/taking`, { on: true }],
      [`${it.url}/answer`, { answer: 'x' }],
      [`${it.url}/edit`, { title: 'Mine' }],
    ] as const)
      expect([url, (await rosa.post(url, body)).statusCode]).toEqual([url, 403])
    for (const path of [here, it.url, `${here}/new`])
      expect([path, (await noor.get(path)).statusCode]).toEqual([path, 404])
    expect((await noor.post(`${it.url}/wish`, { on: true })).statusCode).toBe(404)
    expect((await ines.get(`${it.url}/edit`)).statusCode).toBe(403)
    expect((await ines.post(`${it.url}/edit`, { title: 'Mine' })).statusCode).toBe(403)
    expect((await ada.post(`${it.url}/edit`, { title: 'How do we count eels?' })).statusCode).toBe(200)
  })

  it('“me too” counts once each; who says so is theirs alone', async () => {
    const it = await ask(luc, 'Who owns the mill?')
    for (const who of [ada, ada, ines, luc]) await who.post(`${it.url}/wish`, { on: true })
    expect(await read(ada, it.url)).toMatchObject({ wishes: 2, mine: true })
    expect(await read(luc, it.url)).toMatchObject({ wishes: 2, mine: false })
    await ines.post(`${it.url}/wish`, { on: false })
    expect(await read(ines, it.url)).toMatchObject({ wishes: 1, mine: false })
    const list = await world.nobody.json(here)
    expect(list.statusCode).toBe(404)
    expect(JSON.stringify(await read(luc, it.url))).not.toContain('Ada Umeh')
  })

  it('is taken up by one, who can lay it down; others wait, hosts help', async () => {
    const it = await ask(luc, 'Is the weir safe?')
    expect((await ines.post(`${it.url}/taking`, { on: true, until: '2020-01-01' })).statusCode).toBe(422)
    expect((await ines.post(`${it.url}/taking`, { on: true, until: '2099-01-01' })).statusCode).toBe(200)
    expect(await read(ada, it.url)).toMatchObject({
      state: 'taken',
      taker: { name: 'Ines Carvalhal' },
      until: '2099-01-01',
    })
    expect((await luc.post(`${it.url}/taking`, { on: true })).statusCode).toBe(403)
    expect((await luc.post(`${it.url}/taking`, { on: false })).statusCode).toBe(403)
    expect((await ines.post(`${it.url}/taking`, { on: false })).statusCode).toBe(200)
    expect((await read(ada, it.url)).state).toBe('open')
    await luc.post(`${it.url}/taking`, { on: true })
    expect((await ada.post(`${it.url}/taking`, { on: false })).statusCode).toBe(200)
  })

  it('whoever took it up is reminded once, on the day they said, and nobody else', async () => {
    const it = await ask(luc, 'What does a gauge cost?')
    await ines.post(`${it.url}/taking`, { on: true, until: '2099-01-01' })
    const remind = async () => (await world.owner<[{ n: number }]>`select remind_gaps() n`)[0].n
    expect(await remind()).toBe(0)
    await world.owner`update gap_taker set until = current_date where item_id = ${it.id}`
    expect([await remind(), await remind()]).toEqual([1, 0])
    expect((await sentences(ines))[0]).toMatch(/rien ne presse/i)
    expect((await sentences(luc)).join()).not.toContain('gauge')
    await world.owner`update gap_taker set until = current_date - 30 where item_id = ${it.id}`
    const page = (await luc.get(it.url)).body
    expect(page).toContain('Ines Carvalhal is on it')
    expect(page).not.toMatch(/overdue|is on it until/)
  })

  it('is filled by a title, however its spaces are typed', async () => {
    const it = await ask(luc, 'Where do eels spawn?')
    await ada.post(`${river.path}/pages`, { title: 'Anguilles\u00a0: la mer', text: 'Far away.' })
    for (const answer of ['anguilles : la mer', 'Anguilles\u202f: la\u00a0mer ']) {
      expect((await ines.post(`${it.url}/answer`, { answer })).statusCode).toBe(200)
      expect((await read(luc, it.url)).answer).toMatchObject({ title: 'Anguilles\u00a0: la mer' })
    }
  })

  it('is filled by what answers it: those who asked hear; it opens again when that goes', async () => {
    const it = await ask(luc, 'How long do eels live?')
    await rosa.post(`${it.url}/wish`, { on: true })
    expect((await ines.post(`${it.url}/answer`, { answer: 'No such page' })).statusCode).toBe(422)
    const elsewhere = await world.community(noor, 'Seed Savers')
    const secret = await world.discussion(elsewhere, noor, 'Secret beans')
    expect((await ines.post(`${it.url}/answer`, { answer: secret.path })).statusCode).toBe(422)
    expect((await ines.post(`${it.url}/answer`, { answer: `${river.path}/discussions/${secret.id}` })).statusCode).toBe(
      422,
    )
    expect((await ines.post(`${it.url}/answer`, { answer: it.url })).statusCode).toBe(422)
    const page = (await ada.post(`${river.path}/pages`, { title: 'Eel lives', text: 'Forty years.' })).json()
    expect((await ines.post(`${it.url}/answer`, { answer: `https://any.example${page.url}` })).statusCode).toBe(200)
    expect(await read(luc, it.url)).toMatchObject({
      state: 'filled',
      answer: { title: 'Eel lives', url: page.url, by: 'Ines Carvalhal' },
    })
    await told()
    expect((await sentences(luc))[0]).toBe('There is an answer to what you wanted to know: How long do eels live?')
    expect((await sentences(rosa))[0]).toContain('There is an answer')
    expect((await sentences(ada)).join()).not.toContain('How long do eels')
    await ada.post(`${page.url}/removal`)
    expect(await read(luc, it.url)).toMatchObject({ state: 'open', answer: null })
    await ada.post(`${page.url}/restoration`)
    expect((await ines.post(`${it.url}/answer`, { answer: '' })).statusCode).toBe(200)
    expect((await read(luc, it.url)).state).toBe('open')
    // By its title, too.
    expect((await ines.submit(`${it.url}/answer`, { answer: 'eel LIVES' })).statusCode).toBe(303)
    const refused = await luc.submit(`${it.url}/answer`, { answer: 'Nothing like it' })
    expect(refused.statusCode).toBe(422)
  })
})

describe('the way there', () => {
  it('leads from a search that finds nothing and from a title that nobody has written, for those who may ask', async () => {
    await ada.post(`${river.path}/pages`, { title: 'Start', text: 'See [[Night counts]].' })
    const words = 'Say that we should know this'
    expect((await luc.get(`${river.path}/search?q=xyzzy`)).body).toContain(`${here}/new?title=xyzzy`)
    expect((await luc.get(`${river.path}/pages/tending`)).body).toContain(`${here}/new?title=Night%20counts`)
    expect((await rosa.get(`${river.path}/search?q=xyzzy`)).body).not.toContain(words)
    expect((await luc.get(`${here}/new?title=xyzzy`)).body).toContain('value="xyzzy"')
    await world.owner`update space set tools = array_remove(tools, 'gaps') where id = ${river.id}`
    expect((await luc.get(`${river.path}/search?q=xyzzy`)).body).not.toContain(words)
    expect((await luc.get(here)).statusCode).toBe(404)
    await world.owner`update space set tools = tools || '{gaps}' where id = ${river.id}`
  })
})

describe('the list', () => {
  it('has what most want first, pages, and asks no more the longer it is', async () => {
    const place = await world.community(ada, 'Pond Watchers')
    await world.join(place, luc)
    await world.owner`update space set tools = tools || '{gaps}' where id = ${place.id}`
    const list = async (query = '') => read(ada, `${place.path}/gaps${query}`)
    const first = (await ada.post(`${place.path}/gaps`, { title: 'Q 0', tags: 'newts' })).json()
    const few = await world.statementsOf(() => ada.get(`${place.path}/gaps`))
    for (let n = 1; n < 43; n++) await ada.post(`${place.path}/gaps`, { title: `Q ${n}` })
    await luc.post(`${first.url}/wish`, { on: true })
    const page = await list()
    expect(page.counts).toEqual({ open: 43, taken: 0, filled: 0 })
    expect(page.gaps[0]).toMatchObject({ title: 'Q 0', wishes: 1 })
    const rest = await read(ada, page.next)
    expect(page.gaps.length + rest.gaps.length).toBe(43)
    expect(rest.next).toBe(null)
    expect((await list('?tag=newts')).gaps).toHaveLength(1)
    expect((await list('?state=filled')).gaps).toEqual([])
    const many = await world.statementsOf(() => ada.get(`${place.path}/gaps`))
    expect(many.length).toBe(few.length)
    expect(many.length).toBeLessThanOrEqual(4)
  })
})
