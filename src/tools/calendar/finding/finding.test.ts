import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../../test/site.ts'
import { workersOf } from '../../../../test/workers.ts'
import { tasksFor } from '../../../tasks.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const wanjiru = await world.person('Wanjiru Mwangi')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, wanjiru)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 400 * 86_400_000) })
const here = `${river.path}/find`
const { jobs } = await workersOf(world)
const tasks = tasksFor(world.site, jobs)

async function lives(who: Person, timeZone: string, more: object = {}): Promise<void> {
  const saved = await who.post('/me', { name: who.name, handle: who.handle, lang: 'en', timeZone, ...more })
  expect([saved.statusCode, saved.body]).toEqual([200, expect.any(String)])
}

beforeEach(async () => {
  for (const who of [ada, luc, rosa]) await lives(who, 'Europe/Paris', { wakes: 8, sleeps: 21 })
  await lives(wanjiru, 'Africa/Nairobi', { wakes: 8, sleeps: 21 })
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const year = new Date().getUTCFullYear() + 1
const evening = `${year}-01-12T21:30`
const noon = `${year}-01-13T12:00`

type Made = { id: number; url: string }
async function ask(by: Person, more: object = {}): Promise<Made> {
  const made = await by.post(here, { title: 'Winter walk', zone: 'Europe/Paris', options: [evening, noon], ...more })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
const seen = async (by: Person, url: string) => (await by.json(url)).json()
const optionsOf = async (url: string): Promise<number[]> =>
  (await seen(ada, url)).options.map(({ id }: { id: number }) => id)
const say = (by: Person, url: string, said: Record<string, string>) => by.post(`${url}/answers`, said)
const told = (who: Person, item: number) =>
  world.owner<{ reason: string; about: string; read: boolean }[]>`
    select reason, about, read_at is not null "read" from notification where person_id = ${who.id} and item_id = ${item} order by id`

describe('a question which date suits', () => {
  it('is asked by members, answered by guests too, and is not there for others', async () => {
    const { url } = await ask(luc, { text: 'Bring *boots*.', place: 'Pont-Sel bridge', minutes: 90 })
    const [late, lunch] = await optionsOf(url)
    expect((await say(rosa, url, { [`o${late}`]: 'if-need-be', [`o${lunch}`]: 'yes' })).statusCode).toBe(200)
    expect(await seen(rosa, url)).toMatchObject({
      title: 'Winter walk',
      place: 'Pont-Sel bridge',
      minutes: 90,
      closed: false,
      options: [
        {
          starts: `${evening}:00`,
          ends: `${year}-01-12T23:00:00`,
          mine: 'if-need-be',
          ifNeedBe: [{ name: 'Rosa Lindell' }],
        },
        { starts: `${noon}:00`, mine: 'yes', yes: [{ name: 'Rosa Lindell' }] },
      ],
    })
    const page = await rosa.get(url)
    expect(page.body).toContain('<em>boots</em>')
    expect(page.body).toContain('If need be')
    expect(page.body).not.toContain('Take this one')
    expect((await rosa.post(here, { title: 'x', options: [noon] })).statusCode).toBe(403)
    for (const path of [url, here, `${here}/new`]) expect((await noor.get(path)).statusCode).toBe(404)
    expect((await say(noor, url, { [`o${lunch}`]: 'yes' })).statusCode).toBe(404)
    expect((await world.nobody.json(url)).statusCode).toBe(404)
    expect((await ada.get(`${river.path}/calendar`)).body).toContain('Waiting for your answer')
    expect((await ada.get(`${river.path}/search?q=boots`)).body).toContain('Winter walk')
  })

  it('keeps each answer by itself, takes it back, and refuses what is no option of it', async () => {
    const { url } = await ask(ada)
    const [late, lunch] = await optionsOf(url)
    await say(luc, url, { [`o${late}`]: 'no' })
    await say(luc, url, { [`o${lunch}`]: 'yes' })
    expect((await seen(luc, url)).options.map(({ mine }: { mine: string }) => mine)).toEqual(['no', 'yes'])
    await say(luc, url, { [`o${late}`]: '' })
    expect((await seen(luc, url)).options.map(({ mine }: { mine: string }) => mine)).toEqual([null, 'yes'])
    await luc.submit(`${url}/answers`, { clear: 'true' })
    expect((await seen(luc, url)).options.every(({ mine }: { mine: null }) => mine === null)).toBe(true)
    const other = await optionsOf((await ask(ada)).url)
    expect((await say(luc, url, { [`o${other[0]}`]: 'yes' })).statusCode).toBe(404)
    expect((await say(luc, url, { [`o${late}`]: 'perhaps' })).statusCode).toBe(422)
    // As a browser sends it: all at once.
    const sent = await luc.submit(`${url}/answers`, { [`o${late}`]: 'yes', [`o${lunch}`]: 'if-need-be' })
    expect([sent.statusCode, sent.headers.location]).toEqual([303, expect.stringContaining('#options')])
  })

  it('refuses what is past, too much or not to be read, and keeps what was typed', async () => {
    const wrong: [string[], string][] = [
      [['2020-01-01T10:00'], 'One of these dates is over'],
      [['tomorrow'], 'Write a day, or a day and a time'],
      [[], 'Choose at least one day'],
      [[`${year}-02-31`], 'day'],
    ]
    for (const [options, sentence] of wrong) {
      const page = await luc.submit(here, { title: 'Kept', options, zone: 'Europe/Paris' })
      expect([options, page.statusCode]).toEqual([options, 422])
      expect(page.body).toContain(sentence)
      expect(page.body).toContain('value="Kept"')
    }
    expect((await luc.post(here, { title: 'x', options: [noon], zone: 'Europe/Atlantis' })).statusCode).toBe(422)
    expect((await luc.post(here, { title: 'x', options: [noon], wanted: ['nobody-here'] })).statusCode).toBe(422)
    expect((await luc.post(here, { title: 'x', options: [noon], every: 'week' })).statusCode).toBe(422)
  })

  it('is made of days and times in two steps, neither of which needs a script', async () => {
    const first = await luc.get(`${here}/new?month=${year}-01`)
    expect(first.body).toContain(`value="${year}-01-13"`)
    const days = `days=${year}-01-12&days=${year}-01-13`
    const second = await luc.get(
      `${here}/new?${days}&times=12%3A00&times=21%3A30&times=&zone=Europe%2FParis&ready=true`,
    )
    for (const value of [`${year}-01-12T12:00:00`, `${year}-01-13T21:30:00`])
      expect(second.body).toContain(`value="${value}"`)
    expect(second.body).toMatch(/In the middle of the night for[\s\S]{0,200}Wanjiru Mwangi<\/span> \(23:30–0:30/)
    expect(second.body).toContain('name="title"')
    const none = await luc.get(`${here}/new?ready=true`)
    expect([none.statusCode, none.body]).toEqual([422, expect.stringContaining('Choose at least one day')])
    const typed = await luc.json(
      `${here}/new?typed=${encodeURIComponent(`${noon.replace('T', ' ').replace(':', 'h')}\n${year}-03-01`)}&ready=true`,
    )
    expect(typed.json().options).toEqual([`${noon}:00`, `${year}-03-01`])
    const many = [...Array(21).keys()].map((day) => `days=${year}-01-${String(day + 1).padStart(2, '0')}`).join('&')
    expect((await luc.get(`${here}/new?${many}&times=10:00&times=11:00&ready=true`)).statusCode).toBe(422)
    expect((await rosa.get(`${here}/new`)).statusCode).toBe(403)
  })

  it('comes out of a message, and leads back to it', async () => {
    const talk = await world.discussion(river, luc, 'When do we meet?', { text: 'After the frost?' })
    expect((await ada.get(talk.path)).body).toContain(`/find/new?from=${talk.id}`)
    expect((await ada.get(`${here}/new?from=${talk.id}&typed=${noon}&ready=true`)).body).toContain(
      'value="When do we meet?"',
    )
    const { url } = await ask(ada, { from: talk.id, number: 1 })
    expect((await seen(rosa, url)).source).toMatchObject({ title: 'When do we meet?' })
    expect((await ada.post(here, { title: 'x', options: [noon], from: 999_999 })).statusCode).toBe(404)
  })
})

describe('unkind hours', () => {
  const names = (hard: { person: { name: string } }[]) => hard.map(({ person }) => person.name)

  it('are said by name, with when it is there; by everyone’s own waking hours', async () => {
    const { url } = await ask(ada)
    const [late, lunch] = (await seen(luc, url)).options
    expect(late.hard[0]).toMatchObject({ person: { name: 'Wanjiru Mwangi' }, how: 'deep', there: '23:30–0:30' })
    // From 21:30 until 22:30 in Paris is half an hour of edge and half an hour of night.
    expect(names(late.hard)).toEqual(expect.arrayContaining(['Ada Umeh', 'Luc Marchetti', 'Rosa Lindell']))
    expect(lunch.hard).toEqual([])
    expect((await luc.get(url)).body).toContain('Wanjiru Mwangi')
    await lives(luc, 'Europe/Paris', { wakes: 11, sleeps: 3 })
    expect(names((await seen(ada, url)).options[0].hard)).not.toContain('Luc Marchetti')
    expect((await luc.json('/me')).json()).toMatchObject({ wakes: 11, sleeps: 3 })
    const wrong = await luc.submit('/me', {
      name: 'Luc',
      handle: luc.handle,
      lang: 'en',
      timeZone: 'UTC',
      wakes: 3,
      sleeps: 3,
    })
    expect([wrong.statusCode, wrong.body]).toEqual([422, expect.stringContaining('two different hours')])
  })

  it('are not said of who keeps their clock to themselves, but to them', async () => {
    const { url } = await ask(ada)
    await wanjiru.post('/me/profile', { hidden: ['clock'] })
    const shown = await seen(luc, url)
    expect([names(shown.options[0].hard), shown.clocksKept]).toEqual([
      expect.not.arrayContaining(['Wanjiru Mwangi']),
      1,
    ])
    expect((await luc.get(url)).body).not.toContain('Wanjiru')
    // She herself sees when it is for her.
    expect(names((await seen(wanjiru, url)).options[0].hard)).toContain('Wanjiru Mwangi')
    await wanjiru.post('/me/profile', { hidden: [] })
  })

  it('know the clock of each date by itself, where it changes between them', async () => {
    const options = [`${year}-03-01T20:30`, `${year}-07-01T20:30`]
    const { url } = await ask(ada, { options, zone: 'Africa/Nairobi', minutes: 30 })
    await lives(wanjiru, 'Africa/Nairobi')
    await lives(luc, 'Europe/Paris', { wakes: 8, sleeps: 18 })
    const [winter, summer] = (await seen(ada, url)).options
    const of = (one: { hard: { person: { name: string }; how: string }[] }) =>
      one.hard.find(({ person }) => person.name === 'Luc Marchetti')?.how
    // 18:30 in winter, 19:30 in summer: to who sleeps from six, the edge of the night and the night.
    expect([of(winter), of(summer)]).toEqual(['edge', 'night'])
  })

  it('of those who should be there, and who answered, where somebody is named', async () => {
    const { url } = await ask(ada, { wanted: [wanjiru.handle], names: '' })
    expect(names((await seen(ada, url)).options[0].hard)).toEqual(['Wanjiru Mwangi'])
    const [late] = await optionsOf(url)
    await say(wanjiru, url, { [`o${late}`]: 'no' })
    const [option] = (await seen(ada, url)).options
    expect(names(option.missing.map((person: object) => ({ person })))).toEqual(['Wanjiru Mwangi'])
    expect((await ada.get(url)).body).toContain('should be there, and cannot')
  })
})

describe('deciding', () => {
  it('makes the event by one tap, once, with the answers, and tells who answered', async () => {
    const { id, url } = await ask(luc, { text: 'Boots.', place: 'The weir', link: 'meet.example.org/a', minutes: 90 })
    const [, lunch] = await optionsOf(url)
    await say(wanjiru, url, { [`o${lunch}`]: 'if-need-be' })
    await say(rosa, url, { [`o${lunch}`]: 'no' })
    await say(luc, url, { [`o${lunch}`]: 'yes' })
    expect((await wanjiru.post(`${url}/taking`, { picks: [lunch] })).statusCode).toBe(403)
    const [made, again] = await Promise.all([
      luc.post(`${url}/taking`, { picks: [lunch] }),
      luc.post(`${url}/taking`, { picks: [lunch] }),
    ])
    expect([made.statusCode, again.statusCode, again.json().url]).toEqual([200, 200, made.json().url])
    const event = await seen(rosa, made.json().url)
    expect(event).toMatchObject({
      title: 'Winter walk',
      starts: `${noon}:00`,
      ends: `${year}-01-13T13:30:00`,
      zone: 'Europe/Paris',
      place: 'The weir',
      link: 'https://meet.example.org/a',
      hosts: [{ name: 'Luc Marchetti' }],
    })
    const replies = Object.fromEntries(
      event.answers.map((one: { person: Person; reply: string }) => [one.person.name, one.reply]),
    )
    expect(replies).toEqual({ 'Luc Marchetti': 'yes', 'Wanjiru Mwangi': 'perhaps', 'Rosa Lindell': 'no' })
    expect(await seen(rosa, url)).toMatchObject({ closed: true, event: { url: made.json().url } })
    expect((await rosa.get(made.json().url)).body).toContain(`href="${url}"`)
    const notices = await world.owner`select person_id from notification where about = ${`found:${id}`} order by 1`
    expect(notices.map(({ personId }) => personId)).toEqual([wanjiru.id, rosa.id])
    // By her own clock.
    expect((await wanjiru.get('/notifications')).body).toMatch(/It is on [^<]*January[^<]*14:00–15:30/)
    expect((await say(rosa, url, { [`o${lunch}`]: 'yes' })).statusCode).toBe(422)
    // Hosts may reopen it as long as it has not begun: the date goes, and may be brought back.
    expect((await wanjiru.post(`${url}/asking-again`)).statusCode).toBe(403)
    expect((await ada.post(`${url}/asking-again`)).statusCode).toBe(200)
    expect((await luc.json(made.json().url)).statusCode).toBe(404)
    expect((await seen(luc, url)).closed).toBe(false)
    const second = await ada.post(`${url}/taking`, { picks: [lunch] })
    expect(second.json().url).not.toBe(made.json().url)
    await world.owner`update occurrence set from_at = now() - interval '1 minute' where event_id = (select event_id from date_question where item_id = ${id})`
    expect((await luc.post(`${url}/asking-again`)).statusCode).toBe(422)
  })

  it('ends without a date, with a word why, and is asked again', async () => {
    const { id, url } = await ask(luc)
    const [late] = await optionsOf(url)
    await say(rosa, url, { [`o${late}`]: 'yes' })
    expect((await rosa.post(`${url}/ending`)).statusCode).toBe(403)
    await luc.submit(`${url}/ending`, { why: 'Too wet' })
    expect(await seen(rosa, url)).toMatchObject({ closed: true, why: 'Too wet', event: null })
    expect((await rosa.get('/notifications')).body).toContain('Too wet')
    expect(await told(rosa, id)).toMatchObject([{ reason: 'date-changed' }])
    expect((await luc.post(`${url}/ending`)).statusCode).toBe(422)
    await luc.post(`${url}/asking-again`)
    expect((await rosa.get('/notifications')).body).toContain('asks again which date suits')
    expect((await seen(rosa, url)).options[0].mine).toBe('yes')
  })

  it('adds options and takes them away: freely as long as nobody has answered, else with a word', async () => {
    const { url } = await ask(luc)
    expect((await wanjiru.post(`${url}/options`, { day: `${year}-02-01` })).statusCode).toBe(403)
    expect((await luc.post(`${url}/options`, { day: `${year}-02-01`, time: '10:00' })).statusCode).toBe(201)
    const [late, lunch, more] = await optionsOf(url)
    await say(rosa, url, { [`o${late}`]: 'yes' })
    expect((await luc.post(`${url}/options/${more}/removal`)).statusCode).toBe(200)
    expect((await luc.submit(`${url}/options/${late}/removal`, { option: String(late) })).body).toContain(
      'Give them a word why',
    )
    await luc.post(`${url}/options/${late}/removal`, { why: 'The bridge is closed' })
    expect((await seen(rosa, url)).options).toMatchObject([{ withdrawn: 'The bridge is closed' }, { withdrawn: null }])
    expect((await luc.post(`${url}/options/${lunch}/removal`)).statusCode).toBe(422)
    expect((await luc.post(`${url}/taking`, { picks: [late] })).statusCode).toBe(422)
    expect((await say(rosa, url, { [`o${late}`]: 'no' })).statusCode).toBe(422)
    // Sent along unchanged, as a form does, it hinders nothing.
    expect((await say(rosa, url, { [`o${late}`]: 'yes', [`o${lunch}`]: 'yes' })).statusCode).toBe(200)
    await luc.post(`${url}/options`, { day: evening.slice(0, 10), time: '21:30' })
    expect((await seen(rosa, url)).options[0]).toMatchObject({ withdrawn: null, mine: 'yes' })
  })

  it('is said otherwise by who asked, who learns that somebody else did meanwhile', async () => {
    const { url } = await ask(luc, { wanted: [rosa.handle] })
    const { version } = await seen(luc, url)
    expect((await wanjiru.get(`${url}/edit`)).statusCode).toBe(403)
    expect((await luc.get(`${url}/edit`)).body).toContain('value="Winter walk"')
    const changed = await luc.post(`${url}/edit`, { title: 'Frost walk', wanted: [ada.handle], version })
    expect(changed.statusCode).toBe(200)
    expect(await seen(rosa, url)).toMatchObject({ title: 'Frost walk', wanted: [{ name: 'Ada Umeh' }] })
    expect((await luc.post(`${url}/edit`, { title: 'Ice walk', version })).statusCode).toBe(422)
  })
})

describe('several dates', () => {
  it('turn their times so that the hard hours are shared, and become one event', async () => {
    await lives(luc, 'America/Los_Angeles', { wakes: 8, sleeps: 21 })
    // Early and late in Nairobi: one keeps Luc up, the other Wanjiru.
    const options = [`${year}-01-12T13:00`, `${year}-01-13T23:30`]
    const more = {
      options,
      zone: 'Africa/Nairobi',
      every: 'four-weeks',
      times: 4,
      wanted: [luc.handle, wanjiru.handle],
    }
    const { url } = await ask(ada, more)
    const [first, second] = await optionsOf(url)
    await say(luc, url, { [`o${first}`]: 'if-need-be', [`o${second}`]: 'yes' })
    expect((await seen(luc, url)).proposal).toBeNull()
    const { proposal } = await seen(ada, url)
    expect(proposal.exact).toBe(true)
    expect([...proposal.picks].sort()).toEqual([first, first, second, second].sort())
    expect(proposal.borne.map(({ nights }: { nights: number }) => nights)).toEqual([2, 2])
    expect((await ada.get(url)).body).toContain('Make these 4 dates')
    expect((await ada.post(`${url}/taking`, { picks: [first] })).statusCode).toBe(422)
    const made = (await ada.submit(`${url}/taking`, { picks: proposal.picks.map(String) })).headers.location!
    const dates = await world.owner<{ original: string; starts: string; moved: boolean; reply: string | null }[]>`
      select o.original, o.starts, o.moved, (select reply from answer a where a.event_id = o.event_id and a.original = o.original and a.person_id = ${luc.id}) reply
      from occurrence o where o.event_id = ${Number(/events\/(\d+)/.exec(made)![1])} order by o.from_at`
    expect(dates.map(({ starts }) => starts.slice(11, 16)).sort()).toEqual(['13:00', '13:00', '23:30', '23:30'])
    for (const { starts, moved, reply } of dates) {
      expect(reply).toBe(starts.includes('T13:00') ? 'perhaps' : 'yes')
      expect(moved).toBe(starts.slice(11) !== dates[0]!.starts.slice(11))
    }
    expect((await seen(ada, url)).event).toMatchObject({ dates: 4 })
  })
})

describe('asking and reminding', () => {
  it('tells who should be there, waits on their home, and asks no more once they have answered', async () => {
    const { id, url } = await ask(ada, { wanted: [wanjiru.handle] })
    expect(await told(wanjiru, id)).toMatchObject([{ reason: 'asked', read: false }])
    expect((await wanjiru.get('/notifications')).body).toContain('Ada Umeh would like you to be there')
    const waits = async (who: Person) => (await who.json('/waiting')).body.includes(`"url":"${url}`)
    expect([await waits(wanjiru), await waits(luc)]).toEqual([true, false])
    const [late] = await optionsOf(url)
    await say(wanjiru, url, { [`o${late}`]: 'yes' })
    expect([await waits(wanjiru), (await told(wanjiru, id))[0]!.read]).toEqual([false, true])
  })

  it('reminds once on the last day those who have not answered', async () => {
    for (const who of [luc, wanjiru, rosa]) await lives(who, 'UTC')
    const today = new Date().toISOString().slice(0, 10)
    const { id, url } = await ask(ada, { wanted: [wanjiru.handle, luc.handle], answersUntil: today })
    await world.owner`insert into hearing (person_id, morning) select id, 0 from person on conflict (person_id) do update set morning = 0`
    const [late] = await optionsOf(url)
    await say(luc, url, { [`o${late}`]: 'no' })
    await tasks['date-questions']!({} as never)
    await tasks['date-questions']!({} as never)
    const reminded =
      await world.owner`select person_id from notification where item_id = ${id} and about like 'last-day:%'`
    expect(reminded.map(({ personId }) => personId)).toEqual([wanjiru.id])
    expect((await wanjiru.get('/notifications')).body).toContain('is the last day to say which date suits you')
    expect((await rosa.json('/waiting')).body).toContain(url)
    await ada.post(`${url}/ending`)
    const open =
      await world.owner`select from notification where item_id = ${id} and reason = 'asked' and read_at is null`
    expect(open).toHaveLength(0)
  })
})

describe('leaving, taking away and switching off', () => {
  it('lets go of answers to what is open when somebody leaves', async () => {
    const ines = await world.person('Ines Carvalhal')
    await world.join(river, ines)
    const { url } = await ask(ada, { wanted: [ines.handle] })
    const [late] = await optionsOf(url)
    await say(ines, url, { [`o${late}`]: 'yes' })
    await ines.post(`${river.path}/leaving`)
    const shown = await seen(ada, url)
    expect([shown.options[0].yes, shown.wanted]).toEqual([[], []])
  })

  it('is taken away and brought back by who asked or hosts', async () => {
    const { id, url } = await ask(luc)
    expect((await wanjiru.post(`${url}/removal`)).statusCode).toBe(403)
    expect((await ada.post(`${url}/removal`)).statusCode).toBe(200)
    expect((await luc.get(url)).statusCode).toBe(404)
    expect((await ada.get(`${river.path}/about/log`)).body).toContain('removed a question for a date')
    expect((await ada.post(`${here}/${id}/restoration`)).statusCode).toBe(200)
    expect((await luc.get(url)).statusCode).toBe(200)
  })

  it('is read only where the space is closed, and not there where the tool is off', async () => {
    const { url } = await ask(luc)
    const [late] = await optionsOf(url)
    await world.owner`update space set closed_at = now() where id = ${river.id}`
    expect((await luc.get(url)).body).not.toContain('Keep my answers')
    expect((await say(rosa, url, { [`o${late}`]: 'yes' })).statusCode).toBe(403)
    expect((await luc.post(`${url}/taking`, { picks: [late] })).statusCode).toBe(403)
    await world.owner`update space set closed_at = null, tools = array_remove(tools, 'calendar') where id = ${river.id}`
    expect((await luc.get(url)).statusCode).toBe(404)
    await world.owner`update space set tools = tools || '{calendar}' where id = ${river.id}`
  })
})
