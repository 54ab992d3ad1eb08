import { afterEach, expect, it } from 'vitest'
import { testSite } from '../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
await world.owner`update space set tools = tools || '{pages}' where id = ${river.id}`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const TEXT = [
  '- [ ] Call the *council* & the "mill"',
  '  - [ ] ask for [x] marks',
  '- [x] Buy nets',
  '',
  '```',
  '- [ ] no task',
  '```',
  '',
  '1. [ ] Walk',
  '',
  '> - [ ] quoted',
].join('\n')

const write = async (text = TEXT) =>
  (await ada.post(`${river.path}/pages`, { title: `To do ${Math.random()}`, text })).json() as { url: string }
const textOf = async (it: { url: string }) => (await ada.json(`${it.url}/edit`)).json().text as string
const buttons = (body: string) =>
  [...body.matchAll(/<button class="box[^>]* name="(\w+)" value="([^"]*)" role="checkbox" aria-checked="(\w+)"/g)].map(
    ([, name, value, checked]) => [name, value, checked],
  )

it('tasks are ticked off on the page by those who write it, one by one, and nothing else of it changes', async () => {
  const it = await write()
  const body = (await luc.get(it.url)).body
  expect(buttons(body)).toEqual([
    ['done', '0 Call the council &amp; the &quot;mill&quot;', 'false'],
    ['done', '1 ask for [x] marks', 'false'],
    ['open', '2 Buy nets', 'true'],
    ['done', '3 Walk', 'false'],
    ['done', '4 quoted', 'false'],
  ])
  expect(buttons((await rosa.get(it.url)).body)).toEqual([])
  expect((await luc.json(it.url)).json().html).not.toContain('<button')
  const ticked = await luc.submit(`${it.url}/tasks`, { done: '0 Call the council & the "mill"' })
  expect([ticked.statusCode, ticked.headers.location]).toEqual([303, `${it.url}#task-0`])
  for (const done of ['1', '3 Walk', '4']) expect((await luc.post(`${it.url}/tasks`, { done })).statusCode).toBe(200)
  expect((await luc.post(`${it.url}/tasks`, { open: '2' })).statusCode).toBe(200)
  expect(await textOf(it)).toBe(
    TEXT.replace('[ ] Call', '[x] Call')
      .replace('[ ] ask', '[x] ask')
      .replace('[x] Buy', '[ ] Buy')
      .replace('[ ] Walk', '[x] Walk')
      .replace('[ ] quoted', '[x] quoted'),
  )
  // Whoever ticks it a second time changes nothing.
  const { version } = (await luc.json(it.url)).json()
  await luc.post(`${it.url}/tasks`, { done: '1' })
  expect((await luc.json(it.url)).json().version).toBe(version)
  expect((await luc.json(it.url)).json().revision).toBe(2)
  expect((await rosa.post(`${it.url}/tasks`, { done: '2' })).statusCode).toBe(403)
})

it('many who tick at the same moment all do', async () => {
  const it = await write(Array.from({ length: 12 }, (_, n) => `- [ ] Task ${n}`).join('\n'))
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, n) => (n % 2 ? luc : ada).post(`${it.url}/tasks`, { done: `${n} Task ${n}` })),
  )
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 12 }, () => 200))
  expect(await textOf(it)).not.toContain('[ ]')
})

it('a task is found by its words where the page has changed meanwhile, and never another ticked', async () => {
  const it = await write('- [ ] One\n- [ ] Two')
  const edit = async (text: string) => {
    const { title, version } = (await ada.json(`${it.url}/edit`)).json()
    await ada.post(`${it.url}/edit`, { title, version, text })
  }
  await edit('- [ ] Zero\n- [ ] One\n- [ ] Two')
  expect((await luc.post(`${it.url}/tasks`, { done: '1 Two' })).statusCode).toBe(200)
  expect(await textOf(it)).toBe('- [ ] Zero\n- [ ] One\n- [x] Two')
  await edit('- [ ] Two\n- [ ] Two')
  expect((await luc.post(`${it.url}/tasks`, { done: '0 One' })).statusCode).toBe(409)
  expect((await luc.post(`${it.url}/tasks`, { done: '5 Two' })).statusCode).toBe(409)
  expect((await luc.post(`${it.url}/tasks`, { done: '9' })).statusCode).toBe(409)
  expect((await luc.post(`${it.url}/tasks`, {})).statusCode).toBe(422)
  expect(await textOf(it)).toBe('- [ ] Two\n- [ ] Two')
})
