import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './setup.ts'
import { testSite } from './site.ts'

/** The table of docs/performance.md says how many statements each main page and each way of saving sends. Here it is kept true. */

const table = readFileSync(join(root, 'docs/performance.md'), 'utf8').split('\n## Statements\n')[1]!.split('\n## ')[0]!
const said = Object.fromEntries(
  [...table.matchAll(/^\| ([^|]+?) +\| +(\d+) \|$/gm)].map(([, name, count]) => [name, Number(count)]),
)

const world = await testSite()
const host = await world.person('Ada Umeh')
const member = await world.person('Luc Marchetti')
const community = await world.community(host)
await world.join(community, member)
await world.owner`update space set tools = tools || '{discussions,pages,calendar,files}' where id = ${community.id}`
const here = community.path

it('is what each page and each way of saving sends', async () => {
  const talk = await world.discussion(community, host)
  const made = async (path: string, body: object) => (await host.post(path, body)).json().url as string
  const page = await made(`${here}/pages`, { title: 'The weir', text: 'Its boards, and [[The gauge]].' })
  const date = await made(`${here}/events`, { title: 'Walk', day: '2099-01-02', time: '10:00', zone: 'Europe/London' })
  const { version } = (await member.json(page)).json()
  const asked: [string, () => Promise<{ statusCode: number }>][] = [
    ['one’s home', () => member.get('/')],
    ['a community’s home', () => member.get(here)],
    ['the discussions', () => member.get(`${here}/discussions`)],
    ['a discussion', () => member.get(talk.path)],
    ['the pages', () => member.get(`${here}/pages`)],
    ['a page', () => member.get(page)],
    ['the calendar', () => member.get(`${here}/calendar`)],
    ['a date', () => member.get(date)],
    ['the files', () => member.get(`${here}/files`)],
    ['the people', () => member.get(`${here}/members`)],
  ]
  const counted: Record<string, number> = {}
  for (const [name, ask] of asked) {
    // The first time a process may fetch what it keeps from then on.
    expect([name, (await ask()).statusCode]).toEqual([name, 200])
    counted[name] = (await world.statementsOf(ask)).length
  }
  const save = (nth: number) =>
    member.post(`${page}/edit`, { title: 'The weir', text: `Its boards, ${nth}.`, version: version + nth })
  expect((await save(0)).statusCode).toBe(200)
  counted['saving a page, in one sitting'] = (await world.statementsOf(() => save(1))).length
  const reply = () => member.post(`${talk.path}/messages`, { text: 'Yes.' })
  expect((await reply()).statusCode).toBe(201)
  counted['a reply'] = (await world.statementsOf(reply)).length
  expect(counted).toEqual(said)
  expect(world.mistakes).toEqual([])
})
