import { afterEach, describe, expect, it } from 'vitest'
import { Ear } from '../../../test/live/ear.ts'
import { testSite } from '../../../test/site.ts'

const world = await testSite()
const address = await world.listen()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.owner`update space set tools = tools || '{pages,links,gaps}' where id = ${river.id}`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

describe.each([
  ['pages', { title: 'Jar test', text: 'Shake.' }, { title: 'Jar test', text: 'Shake it well.' }],
  ['links', { title: 'Kit guide', address: 'https://example.org/kits', text: 'Try it.' }, null],
  ['gaps', { title: 'Where do eels sleep?', text: 'By day.' }, null],
])('an open page of %s', (path, begun, changed) => {
  it('hears what is said under it as it would show it; outsiders hear nothing', async () => {
    const made = await ada.post(`${river.path}/${path}`, begun)
    expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
    const it = made.json<{ id: number; url: string }>()
    const { modseq } = (await world.owner`select modseq from tail where item_id = ${it.id}`)[0]!
    const [ear, outside] = await Promise.all([Ear.open(address, luc), Ear.open(address, noor)])
    for (const each of [ear, outside]) each.watch(it.id, modseq)
    await expect.poll(() => outside.heard).toContainEqual({ item: it.id, gone: true })
    await ada.post(`${it.url}/messages`, { text: 'Which one?' })
    const said = await ear.until((one) => one.messages !== undefined)
    const page = (await luc.get(it.url)).body
    expect(page).toContain(`data-live-item="${it.id}"`)
    const shown = /<article class="message[^"]*" id="m1"[\s\S]*?<\/article>/.exec(page)![0]
    expect(said.messages).toMatchObject([{ number: 1, by: 'Ada Umeh', html: shown }])
    expect(said.parts).toMatchObject({ comments: expect.stringMatching(/(1|One) comment/) })
    if (changed) {
      const { version } = (await ada.json(`${it.url}/edit`)).json()
      await ada.post(`${it.url}/edit`, { ...changed, version })
      await ear.until((one) => one.page === true)
    }
    expect(outside.heard.filter((one) => !('gone' in one))).toEqual([])
    for (const each of [ear, outside]) each.close()
  })
})

it('a comment is changed in the library, where its page is', async () => {
  const it = (await ada.post(`${river.path}/pages`, { title: 'Kick sampling', text: 'Kick.' })).json()
  await ada.post(`${it.url}/messages`, { text: 'How long?' })
  for (const page of ['edit', 'revisions'])
    expect((await ada.get(`${it.url}/messages/1/${page}`)).body).toMatch(/pages" aria-current="page"/)
})
