import { afterEach, expect, it } from 'vitest'
import { testSite } from '../../../test/site.ts'

/** Pages made of what was said, and what leads to what. */

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const river = await world.community(ada)
const other = await world.community(luc)
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
await world.owner`update space set tools = tools || '{pages}' where id = any(${[river.id, other.id]})`
const here = `${river.path}/pages`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const read = async (by: typeof ada, url: string) => (await by.json(url)).json()

it('a message becomes a page, and each leads to the other', async () => {
  const talk = await world.discussion(river, ada, 'Brown water')
  await luc.post(`${talk.path}/messages`, { text: 'Shake the **jar** for a minute.' })
  const shown = (await ada.get(talk.path)).body
  const address = `${here}/new?from=${talk.id}&amp;number=2`
  expect(shown).toContain(`href="${address}"`)
  expect((await rosa.get(talk.path)).body).not.toContain(address)
  expect(await read(ada, address.replace('&amp;', '&'))).toMatchObject({
    title: 'Brown water',
    text: 'Shake the **jar** for a minute.',
  })
  const form = (await ada.get(address.replace('&amp;', '&'))).body
  expect(form).toContain(`name="from" value="${talk.id}"`)
  expect(form).toContain('name="number" value="2"')
  const made = (await ada.post(here, { title: 'Jar test', text: 'Shake.', from: talk.id, number: 2 })).json()
  expect((await read(rosa, made.url)).madeFrom).toEqual({
    id: talk.id,
    kind: 'discussion',
    title: 'Brown water',
    lang: 'en',
    url: `${talk.path}/messages/2`,
    by: 'Luc Marchetti',
    made: true,
    messages: [{ number: 2, url: `${talk.path}/messages/2`, by: 'Luc Marchetti' }],
  })
  expect((await read(rosa, talk.path)).leadingHere).toMatchObject([
    { kind: 'page', title: 'Jar test', url: made.url, made: true },
  ])
  expect((await rosa.get(talk.path)).body).toContain('Made of what is said here')
  expect((await rosa.get(made.url)).body).toContain('Made of what Luc Marchetti said in')
  await ada.post(`${made.url}/removal`)
  expect((await read(rosa, talk.path)).leadingHere).toEqual([])
})

it('a whole thread becomes a page, each with the name of who said it, without what was removed', async () => {
  const talk = await world.discussion(river, ada, 'Otter tracks')
  await luc.post(`${talk.path}/messages`, { text: 'On the sandbank.\n\n- five toes' })
  await ada.post(`${talk.path}/messages`, { text: 'Never mind.' })
  await ada.post(`${talk.path}/messages/3/removal`)
  const { title, text } = await read(ada, `${here}/new?from=${talk.id}`)
  expect(title).toBe('Otter tracks')
  expect(text).toContain('— Ada Umeh\n\n## What was said\n\n> On the sandbank.\n>\n> - five toes\n>\n> — Luc Marchetti')
  expect(text).not.toContain('Never mind')
  const made = (await luc.post(here, { title, text, from: talk.id })).json()
  expect((await read(luc, made.url)).madeFrom).toMatchObject({ url: talk.path, by: null })
})

it('no page is made of what one may not read, or what was said elsewhere', async () => {
  const elsewhere = await world.discussion(other, luc, 'Secret')
  for (const [by, url] of [
    [ada, `${here}/new?from=${elsewhere.id}`],
    [luc, `${here}/new?from=${elsewhere.id}&number=1`],
    [luc, `${here}/new?from=${elsewhere.id}&number=99`],
  ] as const)
    expect((await by.json(url)).statusCode).toBe(404)
  const refused = await ada.post(here, { title: 'Stolen', text: 'x', from: elsewhere.id })
  expect(refused.statusCode).toBe(404)
  expect(await world.owner`select from item where title = 'Stolen'`).toHaveLength(0)
})

it('what leads to a page or a discussion by its address is named there, as far as one may read it', async () => {
  const page = (await ada.post(here, { title: 'Kick net', text: 'A net.' })).json()
  const talk = await world.discussion(river, ada, 'Nets')
  await luc.post(`${talk.path}/messages`, { text: `See [the net](${page.url}) and ${talk.path}.` })
  const private_ = await world.discussion(other, luc, 'Only Luc reads this')
  await luc.post(`${private_.path}/messages`, { text: `They say ${page.url}` })
  await luc.post(`${private_.path}/messages`, {
    text: `Not https://elsewhere.example${page.url} nor /c/x/attachments/${talk.id}/a`,
  })
  expect((await read(ada, page.url)).leadingHere).toMatchObject([
    { kind: 'discussion', title: 'Nets', by: 'Luc Marchetti', url: `${talk.path}/messages/2`, made: false },
  ])
  // A community tells of itself alone, also to who belongs to both.
  expect((await read(luc, page.url)).leadingHere.map((one: { title: string }) => one.title)).toEqual(['Nets'])
  expect((await read(luc, talk.path)).leadingHere).toEqual([])
  // Let go when it is taken out of the text, or the message is taken away.
  const { version } = (await luc.json(`${talk.path}/messages/2/edit`)).json()
  await luc.post(`${talk.path}/messages/2/edit`, { text: 'See the net.', version })
  expect((await read(ada, page.url)).leadingHere).toEqual([])
  const hint = (await ada.post(here, { title: 'Nets, all', text: `- ${page.url}\n- ${talk.path}` })).json()
  expect((await read(ada, page.url)).leadingHere).toMatchObject([{ kind: 'page', title: 'Nets, all' }])
  expect((await read(ada, talk.path)).leadingHere).toMatchObject([{ url: hint.url, made: false }])
  // What is said with a tool that is switched off is out of sight.
  await world.owner`update space set tools = array_remove(tools, 'pages') where id = ${river.id}`
  expect((await read(ada, talk.path)).leadingHere).toEqual([])
  expect((await ada.get(talk.path)).body).not.toContain('/pages/new?from')
  await world.owner`update space set tools = tools || '{pages}' where id = ${river.id}`
})
