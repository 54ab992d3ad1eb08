import { afterEach, describe, expect, it } from 'vitest'
import { testSite } from '../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Martin')
const siv = await world.person('Siv Holm')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada, 'River Keepers')
await world.join(river, luc)
await world.join(river, siv, 'guest', { until: new Date(Date.now() + 86_400_000) })
await world.owner`update space set tools = tools || '{pages,calendar,actions}' where id = ${river.id}`
const { url } = (await ada.post(`${river.path}/rooms`, { title: 'By the fire' })).json() as { url: string }
for (const [who, text] of [
  [ada, 'The gauge stands at **two** metres.'],
  [luc, 'Good morning.'],
  [luc, 'I close the upper gate.'],
  [ada, 'Gone again.'],
] as const)
  await who.post(`${url}/messages`, { text })
await ada.post(`${url}/messages/4/removal`)
await world.owner`update message set created_at = now() - interval '20 days' where item_id = (select item_id from room limit 1) and number = 2`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

describe('a week of a room', () => {
  it('shows what was said in its seven days, to those who begin things', async () => {
    const week = (await luc.json(`${url}/choosing`)).json()
    expect(week.messages.map((one: { number: number; words: string }) => [one.number, one.words])).toEqual([
      [1, 'The gauge stands at two metres.'],
      [3, 'I close the upper gate.'],
    ])
    const long = new Date(Date.now() - 22 * 86_400_000).toISOString().slice(0, 10)
    expect((await luc.json(`${url}/choosing?since=${long}`)).json().messages).toMatchObject([{ number: 2 }])
    expect((await luc.json(`${url}/choosing?since=2026-13-45`)).statusCode).toBe(400)
    expect((await siv.json(`${url}/choosing`)).statusCode).toBe(403)
    expect((await noor.json(`${url}/choosing`)).statusCode).toBe(404)
  })

  it('becomes a page with room above it, in the names of those who said it, that leads back', async () => {
    const since = (await luc.json(`${url}/choosing`)).json().since
    const led = await luc.submit(`${url}/choosing`, { messages: ['3', '1'], make: 'pages', since })
    expect(led.statusCode).toBe(303)
    const form = led.headers.location as string
    const begun = (await luc.json(form)).json()
    expect(begun.title).toMatch(/^By the fire, week of \d+ [A-Z][a-z]+ 20\d\d$/)
    expect(begun.text).toContain('## In short')
    expect(begun.text).toMatch(
      /> The gauge stands at \*\*two\*\* metres\.\n>\n> — Ada Umeh\n\n> I close the upper gate\.\n>\n> — Luc Martin/,
    )
    const page = (await luc.get(form)).body
    expect(page).toContain('name="number" value="1"')
    const from = Number(new URLSearchParams(form.split('?')[1]).get('from'))
    const made = (
      await luc.post(`${river.path}/pages`, { title: begun.title, text: begun.text, from, number: 1 })
    ).json()
    expect((await ada.json(url)).json().leadingHere).toMatchObject([{ kind: 'page', url: made.url }])
  })

  it('becomes a discussion that quotes each with its place', async () => {
    const { url: form } = (await luc.post(`${url}/choosing`, { messages: [1, 3], make: 'discussions' })).json()
    const page = (await luc.get(form)).body
    expect(page).toContain(`${url}/messages/1`)
    expect(page).toContain(`${url}/messages/3`)
  })

  it('becomes an action or a question of dates, which leads to each of what was chosen, and from where it was said', async () => {
    const { url: forAction } = (await luc.post(`${url}/choosing`, { messages: [3, 1], make: 'actions' })).json()
    const form = (await luc.get(forAction)).body
    expect(form).toContain('name="also" value="3"')
    expect(form).toContain('I close the upper gate.')
    const from = { from: Number(new URLSearchParams(forAction.split('?')[1]).get('from')), number: 1, also: '3' }
    const refused = await luc.submit(`${river.path}/actions`, { ...from, title: 'Oil the gate', due: 'never' })
    expect([refused.statusCode, refused.body.includes('name="also" value="3"')]).toEqual([422, true])
    const action = (await luc.post(`${river.path}/actions`, { ...from, title: 'Oil the gate' })).json()
    const messages = [
      { number: 1, url: `${url}/messages/1`, by: 'Ada Umeh' },
      { number: 3, url: `${url}/messages/3`, by: 'Luc Martin' },
    ]
    expect((await ada.json(action.url)).json().source).toMatchObject({ title: 'By the fire', messages })
    expect((await ada.get(action.url)).body).toContain(`href="${url}/messages/3">Luc Martin</a>`)

    const { url: forDate } = (await luc.post(`${url}/choosing`, { messages: [1, 3], make: 'calendar' })).json()
    const options = `&typed=${new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10)}+19:00`
    expect((await luc.get(forDate)).body).toContain('name="also" value="3"')
    const second = (await luc.get(`${forDate}${options}&ready=true`)).body
    expect(second).toContain('name="also" value="3"')
    const date = (
      await luc.post(`${river.path}/find`, { ...from, title: 'Gate day', options: [`${options.slice(7, 17)}T19:00`] })
    ).json()
    expect((await ada.json(date.url)).json().source).toMatchObject({ messages })
    await ada.post(`${url}/messages/3/removal`)
    expect((await ada.json(date.url)).json().source).toMatchObject({ messages: [{ number: 1 }] })
    await ada.post(`${url}/messages/3/restoration`)
    expect((await ada.json(url)).json().leadingHere.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['action', 'date-question']),
    )
    for (const path of ['actions', 'find'])
      expect((await noor.post(`${river.path}/${path}`, { ...from, title: 'x' })).statusCode).toBe(404)
    const elsewhere = await world.community(noor)
    expect((await noor.post(`${elsewhere.path}/actions`, { ...from, title: 'x' })).statusCode).toBe(404)
  })

  it('becomes nothing where nothing was chosen, and what was ticked stays ticked', async () => {
    const none = await luc.submit(`${url}/choosing`, { make: 'pages' })
    expect([none.statusCode, none.body.includes('Choose at least one message.')]).toEqual([422, true])
    const wrong = await luc.submit(`${url}/choosing`, { messages: '3', make: 'soup' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('name="messages" value="3" checked')
    expect((await siv.post(`${url}/choosing`, { messages: [1], make: 'pages' })).statusCode).toBe(403)
    expect((await noor.post(`${url}/choosing`, { messages: [1], make: 'pages' })).statusCode).toBe(404)
  })

  it('deleted for good leaves what was made of it, which came from the room', async () => {
    const { url: form } = (await luc.post(`${url}/choosing`, { messages: [1, 3], make: 'actions' })).json()
    const from = Number(new URLSearchParams(form.split('?')[1]).get('from'))
    const said = { title: 'Grease the gate', from, number: 1, also: '3' }
    const made = (await luc.post(`${river.path}/actions`, said)).json()
    await world.owner`delete from message where item_id = ${from} and number = any('{1,3}')`
    expect((await ada.json(made.url)).json().source).toMatchObject({ title: 'By the fire', messages: [] })
    expect((await ada.get(made.url)).body).toContain('Made of what was said in')
  })
})
