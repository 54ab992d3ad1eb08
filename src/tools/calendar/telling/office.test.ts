import { afterEach, expect, it } from 'vitest'
import { testSite } from '../../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 400 * 86_400_000) })

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
async function office(more: object = {}): Promise<{ url: string; date: string }> {
  const made = (
    await luc.post(`${river.path}/events`, {
      title: 'Ask Luc',
      day: day(7),
      time: '18:00',
      zone: 'Europe/London',
      format: 'office-hours',
      ...more,
    })
  ).json()
  return { url: made.url, date: (await luc.json(made.url)).json().original }
}
const shown = async (url: string) =>
  (await rosa.json(url))
    .json()
    .questions.map(({ question, state }: { question: string; state: string }) => `${state}: ${question}`)

it('takes questions, which everyone in the space sees in their order, and nobody else', async () => {
  const { url, date } = await office()
  const bring = (who: typeof luc, question: string) => who.post(`${url}/questions`, { question, date })
  expect((await bring(rosa, 'Which jar?')).statusCode).toBe(201)
  expect((await bring(ada, '  Whose\nweir is it? ')).statusCode).toBe(201)
  expect((await bring(noor, 'May I?')).statusCode).toBe(404)
  expect((await bring(rosa, '  ')).json().errors).toHaveProperty('question')
  expect((await bring(rosa, 'x'.repeat(301))).json().errors).toHaveProperty('question')
  expect(await shown(url)).toEqual(['waiting: Which jar?', 'waiting: Whose weir is it?'])
  const again = await rosa.submit(`${url}/questions`, { question: 'y'.repeat(301), date })
  expect([again.statusCode, again.body.includes('y'.repeat(301))]).toEqual([422, true])
  for (const n of [1, 2, 3, 4]) await bring(rosa, `More ${n}`)
  expect((await bring(rosa, 'One too many')).statusCode).toBe(422)
})

it('moves on by whoever sees to it alone; one is talked about at a time', async () => {
  const { url, date } = await office()
  for (const question of ['First', 'Second']) await rosa.post(`${url}/questions`, { question, date })
  const [first, second] = (await luc.json(url)).json().questions
  const turn = (who: typeof luc, { id }: { id: number }, state: string) =>
    who.post(`${url}/questions/${id}/turn`, { state, date })
  expect((await turn(rosa, first, 'now')).statusCode).toBe(403)
  expect((await turn(noor, first, 'now')).statusCode).toBe(404)
  expect((await turn(luc, first, 'now')).statusCode).toBe(200)
  expect(await shown(url)).toEqual(['now: First', 'waiting: Second'])
  expect((await turn(ada, second, 'now')).statusCode).toBe(200)
  expect(await shown(url)).toEqual(['done: First', 'now: Second'])
  expect((await luc.get(url)).body).toContain('Let it wait again')
  expect((await rosa.get(url)).body).not.toContain('Let it wait again')
  const other = await office()
  expect((await luc.post(`${other.url}/questions/${first.id}/turn`, { state: 'now' })).statusCode).toBe(404)
})

it('gives back what one brought, and to whoever sees to it any; to others nothing', async () => {
  const { url, date } = await office()
  for (const question of ['Mine', 'Also mine']) await rosa.post(`${url}/questions`, { question, date })
  const [mine, also] = (await luc.json(url)).json().questions
  const back = (who: typeof luc, { id }: { id: number }) => who.post(`${url}/questions/${id}/removal`, {})
  const theo = await world.person('Theo Brandt')
  await world.join(river, theo)
  expect((await back(theo, mine)).statusCode).toBe(403)
  expect((await back(rosa, mine)).statusCode).toBe(200)
  expect((await back(luc, also)).statusCode).toBe(200)
  expect(await shown(url)).toEqual([])
})

it('is not there for other dates, nor taken for what is over or called off', async () => {
  const walk = await office({ format: '' })
  expect((await rosa.post(`${walk.url}/questions`, { question: 'Here?', date: walk.date })).statusCode).toBe(404)
  expect((await rosa.get(walk.url)).body).not.toContain('/questions')
  const { url, date } = await office()
  expect((await rosa.get(url)).body).toContain('Bring a question')
  await luc.post(`${url}/cancellation`, { on: true })
  expect((await rosa.post(`${url}/questions`, { question: 'Still?', date })).statusCode).toBe(422)
  expect((await rosa.get(url)).body).not.toContain('Bring a question')
})

it('asks the database as often for much as for little', async () => {
  const { url, date } = await office()
  const count = async () => (await world.statementsOf(() => luc.get(url))).length
  await luc.post(`${url}/questions`, { question: 'One', date })
  const little = await count()
  for (const question of ['Two', 'Three', 'Four']) await ada.post(`${url}/questions`, { question, date })
  for (const place of ['A', 'B', 'C'])
    await luc.post(`${url}/edit`, {
      title: 'Ask Luc',
      day: day(7),
      time: '18:00',
      zone: 'Europe/London',
      format: 'office-hours',
      place,
    })
  expect((await luc.get(url)).body).toContain('What changed')
  expect(await count()).toBe(little)
})
