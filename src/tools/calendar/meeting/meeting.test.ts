import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../../test/site.ts'
import { workersOf } from '../../../../test/workers.ts'

const world = await testSite()
await workersOf(world)
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const ines = await world.person('Ines Ferreira')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, ines)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 400 * 86_400_000) })
const here = `${river.path}/events`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

async function suggest(by: Person, more: object = {}): Promise<{ id: number; url: string }> {
  const typed = { title: 'Gravel talk', day: day(7), time: '10:00', untilTime: '12:00', zone: 'Europe/London', ...more }
  const made = await by.post(here, typed)
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
const past = (by: Person, more: object = {}) => suggest(by, { day: day(-3), ...more })
const seen = async (by: Person, url: string) => (await by.json(url)).json()
const meeting = async (by: Person, url: string) => (await seen(by, url)).meeting
const named = (rows: { part: string; person: { name: string } }[]) =>
  rows.map(({ part, person }) => `${part} ${person.name}`)
const told = async (by: Person) =>
  (
    await world.owner<
      { reason: string }[]
    >`select reason from notification where person_id = ${by.id} and read_at is null order by id`
  ).map(({ reason }) => reason)
const withPages = (on: boolean) =>
  world.owner`update space set tools = ${on ? world.owner`array_append(array_remove(tools, 'pages'), 'pages')` : world.owner`array_remove(tools, 'pages')`} where id = ${river.id}`

describe('a format', () => {
  it('is chosen from a page, fills the form, and brings its questions where none are typed', async () => {
    const { formats } = (await luc.json(`${here}/formats`)).json()
    expect(formats.map(({ key }: { key: string }) => key)).toEqual([
      'kickoff',
      'regular',
      'office-hours',
      'webinar',
      'one-to-one',
      'peer-circle',
      'retrospective',
      'celebration',
      'hybrid',
    ])
    expect((await luc.get(`${here}/formats`)).body).toContain('/events/new?format=peer-circle')
    const form = await luc.get(`${here}/new?format=regular`)
    expect(form.body).toContain('10 How do you arrive, and what are you glad about?')
    expect(form.body).toContain('value="19:15"')
    const brought = await suggest(luc, { format: 'peer-circle', agenda: '' })
    expect((await seen(luc, brought.url)).agenda[0]).toEqual({ min: 5, ask: 'Who brings something?' })
    const own = await suggest(luc, { format: 'peer-circle', agenda: '7 What is on our mind?' })
    expect((await seen(luc, own.url)).agenda).toEqual([{ min: 7, ask: 'What is on our mind?' }])
    expect((await rosa.get(`${here}/formats`)).statusCode).toBe(403)
    expect((await noor.get(`${here}/formats`)).statusCode).toBe(404)
  })
})

describe('parts', () => {
  it('are taken by one tap and laid down, by guests too; nobody takes hosting', async () => {
    const it = await suggest(luc, { agenda: '5 Who is here?' })
    expect((await luc.get(it.url)).body).toContain('I’ll take notes')
    expect((await rosa.post(`${it.url}/parts`, { part: 'notes' })).statusCode).toBe(200)
    expect(named((await meeting(ada, it.url)).parts)).toEqual(['host Luc Marchetti', 'notes Rosa Lindell'])
    expect((await ines.post(`${it.url}/parts`, { part: 'host' })).statusCode).toBe(403)
    expect((await ines.post(`${it.url}/parts`, { part: 'notes', on: false, person: rosa.handle })).statusCode).toBe(403)
    expect((await noor.post(`${it.url}/parts`, { part: 'notes' })).statusCode).toBe(404)
    await rosa.post(`${it.url}/parts`, { part: 'notes', on: false })
    expect(named((await meeting(ada, it.url)).parts)).toEqual(['host Luc Marchetti'])
  })

  it('are given by who sees to the date, and handed over by who has one; whom it is given is told', async () => {
    const it = await suggest(luc)
    expect((await ines.post(`${it.url}/parts`, { part: 'time', person: rosa.handle })).statusCode).toBe(403)
    expect((await luc.post(`${it.url}/parts`, { part: 'time', person: noor.handle })).statusCode).toBe(422)
    expect((await luc.post(`${it.url}/parts`, { part: 'time', person: ines.handle })).statusCode).toBe(200)
    expect(await told(ines)).toEqual(['entrusted'])
    expect((await ines.get('/notifications')).body).toContain('Luc Marchetti gave you a part at a meeting')
    expect((await ines.post(`${it.url}/parts`, { part: 'time', person: rosa.handle, instead: true })).statusCode).toBe(
      200,
    )
    expect(named((await meeting(ada, it.url)).parts)).toEqual(['host Luc Marchetti', 'time Rosa Lindell'])
    expect((await ines.post(`${it.url}/parts`, { part: 'time', person: rosa.handle, instead: true })).statusCode).toBe(
      403,
    )
    const page = await rosa.get(`${it.url}/parts`)
    expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('Keeps time')])
  })

  it('are of one date or of all dates of a series', async () => {
    const it = await suggest(luc, { repeat: 'week', until: day(30) })
    const [first, second] = [`${day(7)}T10:00:00`, `${day(14)}T10:00:00`]
    await ines.post(`${it.url}/parts`, { part: 'notes', date: second })
    await rosa.post(`${it.url}/parts`, { part: 'time', date: first, all: true })
    const at = async (date: string) => named((await meeting(ada, `${it.url}?date=${date}`)).parts)
    expect(await at(first)).toEqual(['host Luc Marchetti', 'time Rosa Lindell'])
    expect(await at(second)).toEqual(['host Luc Marchetti', 'notes Ines Ferreira', 'time Rosa Lindell'])
    expect((await ines.post(`${it.url}/parts`, { part: 'notes', date: `${day(8)}T10:00:00` })).statusCode).toBe(404)
    await luc.post(`${it.url}/cancellation`, { on: true, date: second })
    expect((await ines.post(`${it.url}/parts`, { part: 'energy', date: second })).statusCode).toBe(422)
  })
})

describe('buddies', () => {
  it('pair one online with one on site, by themselves or by who sees to it, as long as both come so', async () => {
    const it = await suggest(luc, { place: 'The hut', link: 'https://meet.example.org/hut' })
    await rosa.post(`${it.url}/answer`, { reply: 'yes', way: 'online' })
    expect((await ines.post(`${it.url}/buddies`, { person: rosa.handle })).json().errors).toHaveProperty('buddy')
    await ines.post(`${it.url}/answer`, { reply: 'yes', way: 'on-site' })
    expect((await ines.get(it.url)).body).toContain('I’ll be there for Rosa Lindell')
    expect((await ines.post(`${it.url}/buddies`, { person: rosa.handle })).statusCode).toBe(200)
    expect((await meeting(ada, it.url)).buddies).toMatchObject([
      { person: { name: 'Rosa Lindell' }, buddy: { name: 'Ines Ferreira' } },
    ])
    const other = await world.person('Otis Grey')
    await world.join(river, other)
    expect(
      (await other.post(`${it.url}/buddies`, { person: rosa.handle, buddy: ines.handle, on: false })).statusCode,
    ).toBe(403)
    expect(
      (await luc.post(`${it.url}/buddies`, { person: rosa.handle, buddy: ines.handle, on: false })).statusCode,
    ).toBe(200)
    expect((await meeting(ada, it.url)).buddies).toEqual([])
  })
})

describe('minutes', () => {
  it('are a page, made once by one tap, with what is known; comments are asked for until a day', async () => {
    await withPages(true)
    const it = await past(luc, { agenda: '5 Who is *here*?\n10 What now?' })
    await ines.post(`${it.url}/attendance`)
    expect((await rosa.post(`${it.url}/minutes`)).statusCode).toBe(403)
    expect((await noor.post(`${it.url}/minutes`)).statusCode).toBe(404)
    const made = (await ines.post(`${it.url}/minutes`)).json()
    expect((await luc.post(`${it.url}/minutes`)).json().url).toBe(made.url)
    const page = await seen(rosa, made.url)
    expect(page).toMatchObject({ template: 'minutes', title: expect.stringContaining('Minutes: Gravel talk') })
    for (const words of ['Who came: Ines Ferreira', '## Who is \\*here\\*?', '## What now?', '## Decisions'])
      expect(page.text).toContain(words)
    expect((await rosa.get(it.url)).body).toContain('Those who could not come can add to it until')
    await world.owner`update minutes set comments_until = now() - interval '1 minute' where event_id = ${it.id}`
    expect((await rosa.get(it.url)).body).toContain('The time for comments was over')
    await ada.post(`${made.url}/removal`)
    expect((await meeting(luc, it.url)).minutes).toBe(null)
    expect((await luc.post(`${it.url}/minutes`)).json().url).not.toBe(made.url)
  })

  it('are not made before it begins, nor where there are no pages, which is said', async () => {
    await withPages(true)
    const ahead = await suggest(luc)
    expect((await luc.post(`${ahead.url}/minutes`)).statusCode).toBe(422)
    await withPages(false)
    const it = await past(luc)
    const refused = await luc.submit(`${it.url}/minutes`, {})
    expect([refused.statusCode, refused.body]).toEqual([
      422,
      expect.stringContaining('Minutes are pages of the library'),
    ])
    expect((await ada.get(it.url)).body).toContain('Switch pages on')
    expect((await luc.get(it.url)).body).not.toContain('Switch pages on')
  })
})

describe('words that somebody else wrote down', () => {
  it('are told to who said them, and say so until they have looked', async () => {
    const it = await past(luc)
    const typed = { text: 'We forgot the\ngravel.', person: luc.handle }
    expect((await noor.post(`${it.url}/spoken`, typed)).statusCode).toBe(404)
    expect((await rosa.post(`${it.url}/spoken`, { ...typed, person: noor.handle })).json().errors).toHaveProperty(
      'person',
    )
    const { url } = (await ines.post(`${it.url}/spoken`, typed)).json()
    expect(await told(luc)).toContain('written-down')
    expect((await luc.get('/waiting')).body).toContain('Ines Ferreira wrote down words of yours')
    const page = await rosa.get(it.url)
    for (const words of ['Spoken, written down by Ines Ferreira.', 'not yet looked at by Luc Marchetti'])
      expect(page.body).toContain(words)
    for (const other of [ines, ada, rosa]) expect((await other.post(url, { text: 'Otherwise' })).statusCode).toBe(403)
    expect((await luc.post(url)).statusCode).toBe(200)
    expect(await told(luc)).not.toContain('written-down')
    expect((await meeting(rosa, it.url)).spoken).toMatchObject([{ text: typed.text, looked: true, corrected: false }])
    await luc.post(url, { text: 'We forgot the sand.' })
    expect((await meeting(rosa, it.url)).spoken).toMatchObject([{ text: 'We forgot the sand.', corrected: true }])
    expect((await luc.submit(url, { text: ' ' })).statusCode).toBe(422)
  })

  it('are taken away by who said them, who wrote them down, and hosts, which the log says', async () => {
    const it = await past(luc)
    const said = async () => (await ines.post(`${it.url}/spoken`, { text: 'Mine', person: luc.handle })).json().url
    expect((await rosa.post(`${await said()}/removal`)).statusCode).toBe(403)
    for (const by of [luc, ines, ada]) expect((await by.post(`${await said()}/removal`)).statusCode).toBe(200)
    expect((await meeting(rosa, it.url)).spoken).toHaveLength(1)
    expect((await luc.get(`${river.path}/about/log`)).body).toContain(
      'removed words that Ines Ferreira had written down',
    )
    expect((await luc.post(`${(await suggest(luc)).url}/spoken`, { text: 'x', person: ines.handle })).statusCode).toBe(
      422,
    )
  })
})

describe('afterwards', () => {
  it('people say that they were there; who sees to it ticks who came', async () => {
    const it = await past(luc)
    await rosa.post(`${it.url}/attendance`)
    expect((await rosa.get(it.url)).body).toContain('One person came')
    expect((await ines.post(`${it.url}/attendance`, { came: [ada.handle] })).statusCode).toBe(403)
    expect((await ines.get(`${it.url}/attendance`)).statusCode).toBe(403)
    expect((await luc.get(`${it.url}/attendance`)).statusCode).toBe(200)
    expect((await luc.post(`${it.url}/attendance`, { came: [ines.handle, ada.handle] })).statusCode).toBe(200)
    expect((await meeting(rosa, it.url)).came.map(({ name }: { name: string }) => name)).toEqual([
      'Ada Umeh',
      'Ines Ferreira',
    ])
    await ines.post(`${it.url}/attendance`, { on: false })
    expect((await meeting(rosa, it.url)).came).toHaveLength(1)
    expect((await noor.post(`${it.url}/attendance`)).statusCode).toBe(404)
    expect((await rosa.post(`${(await suggest(luc)).url}/attendance`)).statusCode).toBe(422)
  })

  it('each says what went well and what could be better, and changes their own', async () => {
    const it = await past(luc)
    await rosa.post(`${it.url}/looking-back`, { well: 'The tea', better: 'The microphone' })
    await ines.post(`${it.url}/looking-back`, { better: 'The hour' })
    await rosa.post(`${it.url}/looking-back`, { well: 'The tea and the cake', better: 'The microphone' })
    expect((await meeting(luc, it.url)).lookingBack).toMatchObject([
      { person: { name: 'Rosa Lindell' }, well: 'The tea and the cake', better: 'The microphone' },
      { person: { name: 'Ines Ferreira' }, well: '', better: 'The hour' },
    ])
    await ines.post(`${it.url}/looking-back`, {})
    expect((await meeting(luc, it.url)).lookingBack).toHaveLength(1)
    const long = await luc.submit(`${it.url}/looking-back`, { well: 'x'.repeat(501) })
    expect([long.statusCode, long.body]).toEqual([422, expect.stringContaining('x'.repeat(501))])
    expect((await noor.post(`${it.url}/looking-back`, { well: 'x' })).statusCode).toBe(404)
  })

  it('what was held stays when the dates are counted otherwise', async () => {
    const it = await suggest(luc, { day: day(-21), repeat: 'week', until: day(21) })
    const date = `${day(-14)}T10:00:00`
    await rosa.post(`${it.url}/attendance`, { date })
    const change = { title: 'Gravel talk', day: day(-20), time: '10:00', untilTime: '12:00', zone: 'Europe/London' }
    expect(
      (await luc.post(`${it.url}/edit`, { ...change, repeat: 'week', until: day(21), scope: 'all' })).statusCode,
    ).toBe(200)
    expect((await meeting(luc, `${it.url}?date=${date}`)).came).toMatchObject([{ name: 'Rosa Lindell' }])
  })

  it('goes with who is forgotten and takes their words along', async () => {
    const olga = await world.person('Olga Brandt')
    await world.join(river, olga)
    const it = await past(luc)
    await olga.post(`${it.url}/attendance`)
    await ines.post(`${it.url}/spoken`, { text: 'Words of Olga', person: olga.handle })
    await olga.post(`${it.url}/looking-back`, { well: 'Words of Olga' })
    await world.owner`select forget_person(${olga.id})`
    const shown = await meeting(luc, it.url)
    expect(JSON.stringify(shown)).not.toContain('Olga')
    expect(shown).toMatchObject({ spoken: [], lookingBack: [] })
  })
})
