import { afterEach, expect, it } from 'vitest'
import { Ear } from '../../../test/live/ear.ts'
import { testSite } from '../../../test/site.ts'

const world = await testSite()
const address = await world.listen()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.owner`update space set tools = tools || '{pages}' where id = ${river.id}`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

it('an open page hears its comments as it would show them, and that its text has changed; outsiders hear nothing', async () => {
  const it = (await ada.post(`${river.path}/pages`, { title: 'Jar test', text: 'Shake.' })).json()
  const { modseq } = (await world.owner`select modseq from tail where item_id = ${it.id}`)[0]!
  const [ear, outside] = await Promise.all([Ear.open(address, luc), Ear.open(address, noor)])
  for (const each of [ear, outside]) each.watch(it.id, modseq)
  await expect.poll(() => outside.heard).toContainEqual({ item: it.id, gone: true })
  await ada.post(`${it.url}/messages`, { text: 'Which jar?' })
  const said = await ear.until((one) => one.messages !== undefined)
  const shown = /<article class="message[^"]*" id="m1"[\s\S]*?<\/article>/.exec((await luc.get(it.url)).body)![0]
  expect(said.messages).toMatchObject([{ number: 1, by: 'Ada Umeh', html: shown }])
  expect(said.parts).toMatchObject({ comments: expect.stringContaining('1 comment') })
  const { version } = (await ada.json(`${it.url}/edit`)).json()
  await ada.post(`${it.url}/edit`, { title: 'Jar test', text: 'Shake it well.', version })
  await ear.until((one) => one.page === true)
  expect(outside.heard.filter((one) => !('gone' in one))).toEqual([])
  for (const each of [ear, outside]) each.close()
})

it('a comment is changed in the library, where its page is', async () => {
  const it = (await ada.post(`${river.path}/pages`, { title: 'Kick sampling', text: 'Kick.' })).json()
  await ada.post(`${it.url}/messages`, { text: 'How long?' })
  for (const page of ['edit', 'revisions'])
    expect((await ada.get(`${it.url}/messages/1/${page}`)).body).toMatch(/pages" aria-current="page"/)
})
