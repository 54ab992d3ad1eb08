import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { workersOf } from '../../../test/workers.ts'
import { tasksFor } from '../../tasks.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 400 * 86_400_000) })
const here = `${river.path}/events`
const { jobs } = await workersOf(world)
const tasks = tasksFor(world.site, jobs)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

/** A day from today on, so that what is tried is ahead. */
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

async function suggest(by: Person, more: object = {}): Promise<{ id: number; url: string }> {
  const made = await by.post(here, {
    title: 'Weir walk',
    day: day(7),
    time: '10:00',
    untilTime: '12:00',
    zone: 'Europe/London',
    ...more,
  })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
const seen = async (by: Person, url: string) => (await by.json(url)).json()
const datesOf = async (id: number) =>
  (
    await world.owner<{ original: string }[]>`select original from occurrence where event_id = ${id} order by original`
  ).map(({ original }) => original)

describe('a date', () => {
  it('is suggested by members, read by all of the space, and by nobody else', async () => {
    const it = await suggest(luc, { place: 'Pont-Sel bridge', text: 'Boots, and *your tube*.' })
    const shown = await seen(rosa, it.url)
    expect(shown).toMatchObject({
      title: 'Weir walk',
      place: 'Pont-Sel bridge',
      zone: 'Europe/London',
      hosts: [{ name: 'Luc Marchetti' }],
    })
    expect(shown.html).toContain('<em>your tube</em>')
    expect((await noor.get(it.url)).statusCode).toBe(404)
    expect((await noor.get(`${river.path}/calendar`)).statusCode).toBe(404)
    expect((await rosa.post(here, { title: 'x', day: day(3) })).statusCode).toBe(403)
    expect((await noor.post(here, { title: 'x', day: day(3) })).statusCode).toBe(404)
    const page = await rosa.get(it.url)
    expect(page.body).toContain('Pont-Sel bridge')
    expect(page.body).toContain('I’m coming')
  })

  it('says what is wrong, and keeps what was typed', async () => {
    for (const [more, field] of [
      [{ day: '2026-02-30' }, 'day'],
      [{ zone: 'Mars/Olympus' }, 'zone'],
      [{ untilDay: '2020-01-01' }, 'untilTime'],
      [{ link: 'javascript:alert(1)' }, 'link'],
      [{ repeat: 'rule', rule: 'FREQ=SECONDLY' }, 'repeat'],
      [{ repeat: 'rule', rule: 'nonsense' }, 'repeat'],
      [{ title: '  ' }, 'title'],
    ] as const) {
      const told = await luc.post(here, {
        title: 'Weir walk',
        day: day(7),
        time: '10:00',
        untilTime: '12:00',
        zone: 'Europe/London',
        ...more,
      })
      expect([more, told.statusCode, Object.keys(told.json().errors ?? {})]).toEqual([more, 422, [field]])
    }
    const again = await luc.submit(here, {
      title: 'Kept words',
      day: day(7),
      time: '10:00',
      zone: 'Mars/Olympus',
      agenda: '10 How are you?',
    })
    expect(again.statusCode).toBe(422)
    for (const words of ['Kept words', '10 How are you?', 'Mars/Olympus']) expect(again.body).toContain(words)
  })

  it('is changed by who sees to it and by hosts, with what hangs on it', async () => {
    const it = await suggest(luc)
    await rosa.post(`${it.url}/answer`, { reply: 'yes' })
    expect((await rosa.get(`${it.url}/edit`)).statusCode).toBe(403)
    const to = { title: 'Weir walk', day: day(9), time: '09:00', untilTime: '11:00', zone: 'Europe/London', version: 1 }
    expect((await rosa.post(`${it.url}/edit`, to)).statusCode).toBe(403)
    expect((await ada.post(`${it.url}/edit`, to)).statusCode).toBe(200)
    expect((await luc.post(`${it.url}/edit`, to)).json().errors).toHaveProperty('title')
    const shown = await seen(luc, it.url)
    expect(shown).toMatchObject({
      starts: `${day(9)}T09:00:00`,
      answers: [{ person: { name: 'Rosa Lindell' }, reply: 'yes' }],
    })
  })

  it('is called off and held after all; nobody comes to what is called off', async () => {
    const it = await suggest(luc)
    expect((await rosa.post(`${it.url}/cancellation`, { on: true })).statusCode).toBe(403)
    expect((await luc.post(`${it.url}/cancellation`, { on: true })).statusCode).toBe(200)
    expect((await rosa.get(it.url)).body).toContain('This date is called off.')
    expect((await rosa.post(`${it.url}/answer`, { reply: 'yes' })).statusCode).toBe(422)
    await luc.post(`${it.url}/cancellation`, { on: false })
    expect((await rosa.post(`${it.url}/answer`, { reply: 'yes' })).statusCode).toBe(200)
  })

  it('that is once is answered by who still sees it where it was', async () => {
    const it = await suggest(luc)
    const before = (await seen(rosa, it.url)).original
    const to = { title: 'Weir walk', day: day(12), time: '09:00', untilTime: '11:00', zone: 'Europe/London' }
    await luc.post(`${it.url}/edit`, to)
    expect((await rosa.post(`${it.url}/answer`, { reply: 'yes', date: before })).statusCode).toBe(200)
    expect((await seen(luc, it.url)).answers).toMatchObject([{ reply: 'yes' }])
  })
})

describe('what repeats', () => {
  const weekly = { repeat: 'week', interval: 2, until: day(7 + 8 * 7) }

  it('has its dates, of which one can be said otherwise or called off', async () => {
    const it = await suggest(luc, weekly)
    const dates = await datesOf(it.id)
    expect(dates).toEqual([7, 21, 35, 49, 63].map((n) => `${day(n)}T10:00:00`))
    const [, second] = dates
    const change = {
      title: 'Weir walk, by night',
      day: day(22),
      time: '20:00',
      untilTime: '22:00',
      zone: 'Europe/London',
      scope: 'this',
      date: second,
    }
    expect((await luc.post(`${it.url}/edit`, { ...change, zone: 'Europe/Paris' })).statusCode).toBe(422)
    expect((await luc.post(`${it.url}/edit`, change)).statusCode).toBe(200)
    expect(await seen(luc, `${it.url}?date=${second}`)).toMatchObject({
      title: 'Weir walk, by night',
      starts: `${day(22)}T20:00:00`,
    })
    expect(await seen(luc, `${it.url}?date=${dates[2]}`)).toMatchObject({ title: 'Weir walk', starts: dates[2] })
    await luc.post(`${it.url}/cancellation`, { on: true, date: dates[2] })
    expect((await seen(luc, `${it.url}?date=${dates[2]}`)).cancelled).toBe(true)
    expect((await seen(luc, it.url)).cancelled).toBe(false)
    expect((await luc.get(`${it.url}?date=2020-01-01T10:00:00`)).statusCode).toBe(404)
  })

  it('takes answers for one date and for all of them', async () => {
    const it = await suggest(luc, weekly)
    const [first, second, third] = await datesOf(it.id)
    await rosa.post(`${it.url}/answer`, { reply: 'yes', date: first, all: true })
    await rosa.post(`${it.url}/answer`, { reply: 'no', date: second })
    const replies = await Promise.all(
      [first, second, third].map(async (date) => (await seen(luc, `${it.url}?date=${date}`)).answers[0].reply),
    )
    expect(replies).toEqual(['yes', 'no', 'yes'])
    const listed = (await rosa.json(`${river.path}/calendar?view=agenda&day=${day(0)}`))
      .json()
      .dates.filter(({ id }: { id: number }) => id === it.id)
    expect(listed.map(({ reply }: { reply: string }) => reply)).toEqual(['yes', 'no', 'yes', 'yes', 'yes'])
    expect((await noor.post(`${it.url}/answer`, { reply: 'yes' })).statusCode).toBe(404)
  })

  it('goes on otherwise from a date on, with those who come', async () => {
    const it = await suggest(luc, weekly)
    await rosa.post(`${it.url}/answer`, { reply: 'yes', all: true, date: '' })
    const dates = await datesOf(it.id)
    const change = {
      title: 'Weir walk',
      day: day(35),
      time: '18:00',
      untilTime: '19:00',
      zone: 'Europe/London',
      scope: 'following',
      date: dates[2],
      ...weekly,
    }
    const { url } = (await luc.post(`${it.url}/edit`, change)).json()
    expect(url).not.toBe(it.url)
    expect(await datesOf(it.id)).toEqual(dates.slice(0, 2))
    expect(await seen(luc, url)).toMatchObject({
      starts: `${day(35)}T18:00:00`,
      answers: [{ reply: 'yes', person: { name: 'Rosa Lindell' } }],
      hosts: [{ name: 'Luc Marchetti' }],
    })
  })

  it('that goes on otherwise takes along who does what at later dates, and what is otherwise there', async () => {
    const it = await suggest(luc, weekly)
    const dates = await datesOf(it.id)
    await rosa.post(`${it.url}/parts`, { part: 'notes', date: dates[3] })
    await rosa.post(`${it.url}/parts`, { part: 'time', date: dates[2] })
    await rosa.post(`${it.url}/reminder`, { remind: 'hour' })
    await luc.post(`${it.url}/cancellation`, { on: true, date: dates[4] })
    const typed = { title: 'Weir walk', day: day(35), time: '18:00', untilTime: '19:00', zone: 'Europe/London' }
    const change = { ...typed, scope: 'following', date: dates[2], ...weekly }
    const { url } = (await luc.post(`${it.url}/edit`, change)).json()
    const at = (days: number) => `${url}?date=${day(days)}T18:00:00`
    const parts = async (days: number) => {
      const rows = await world.owner<{ part: string; name: string }[]>`
        select x.part, p.name from event_part x join person p on p.id = x.person_id
        where x.event_id = ${Number(/events\/(\d+)/.exec(url)![1])} and x.original = ${`${day(days)}T18:00:00`}`
      return rows.map(({ part, name }) => `${part}: ${name}`)
    }
    expect([await parts(35), await parts(49), await parts(63)]).toEqual([
      ['time: Rosa Lindell'],
      ['notes: Rosa Lindell'],
      [],
    ])
    expect((await seen(rosa, at(49))).remind).toBe('hour')
    expect([(await seen(rosa, at(49))).cancelled, (await seen(rosa, at(63))).cancelled]).toEqual([false, true])
    // What was before stays where it was.
    expect(await datesOf(it.id)).toEqual(dates.slice(0, 2))
  })

  it('keeps what was said of a date further on than dates are known, whatever is changed', async () => {
    const it = await suggest(luc, { repeat: 'week' })
    const far = `${day(21 + 7 * 260)}T10:00:00`
    await world.owner`
      insert into occurrence (event_id, space_id, original, starts, ends, from_at, until_at, title)
      select ${it.id}, space_id, ${far}, ${far}, ${far.replace('T10', 'T11')}, ${`${far}Z`}::timestamptz, ${`${far}Z`}::timestamptz + interval '1 hour', 'Far walk'
      from event where item_id = ${it.id}`
    const typed = { day: day(21), untilTime: '12:00', zone: 'Europe/London', repeat: 'week' }
    const farOnes = async () =>
      (
        await world.owner<{ original: string }[]>`
          select original from occurrence where event_id = ${it.id} and title = 'Far walk'`
      ).map(({ original }) => original)
    expect((await luc.post(`${it.url}/edit`, { ...typed, title: 'Longer walk', time: '10:00' })).statusCode).toBe(200)
    expect(await farOnes()).toEqual([far])
    expect((await luc.post(`${it.url}/edit`, { ...typed, title: 'Longer walk', time: '10:30' })).statusCode).toBe(200)
    expect(await farOnes()).toEqual([far.replace('10:00', '10:30')])
    await luc.post(`${it.url}/edit`, { ...typed, title: 'Longer walk', time: '10:30', day: day(22) })
    expect(await farOnes()).toEqual([])
  })

  it('says by its number that other programs are to look again, when it is moved or called off', async () => {
    const it = await suggest(luc, weekly)
    const sequence = async () =>
      (await world.owner<[{ sequence: number }]>`select sequence from event where item_id = ${it.id}`)[0].sequence
    const typed = {
      title: 'Weir walk',
      day: day(21),
      time: '10:00',
      untilTime: '12:00',
      zone: 'Europe/London',
      ...weekly,
    }
    const numbers = [await sequence()]
    expect((await luc.post(`${it.url}/edit`, { ...typed, time: '09:00' })).statusCode).toBe(200)
    numbers.push(await sequence())
    const [date] = await datesOf(it.id)
    expect((await luc.post(`${it.url}/edit`, { ...typed, time: '08:00', scope: 'this', date })).statusCode).toBe(200)
    numbers.push(await sequence())
    await luc.post(`${it.url}/cancellation`, { on: true })
    numbers.push(await sequence())
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
  })

  it('keeps what was said of single dates when all of them move by hours', async () => {
    const it = await suggest(luc, weekly)
    const dates = await datesOf(it.id)
    await rosa.post(`${it.url}/answer`, { reply: 'perhaps', date: dates[3] })
    const change = {
      title: 'Weir walk',
      day: day(21),
      time: '11:30',
      untilTime: '13:00',
      zone: 'Europe/London',
      scope: 'all',
      date: dates[1],
      ...weekly,
    }
    expect((await luc.post(`${it.url}/edit`, change)).statusCode).toBe(200)
    expect(await datesOf(it.id)).toEqual(dates.map((date) => date.replace('10:00', '11:30')))
    expect((await seen(luc, `${it.url}?date=${day(49)}T11:30:00`)).answers).toMatchObject([{ reply: 'perhaps' }])
  })

  it('without end is known for years, and a job goes on with it', async () => {
    const it = await suggest(luc, { repeat: 'month-weekday' })
    const before = (await datesOf(it.id)).length
    expect(before).toBeGreaterThan(34)
    await world.owner`delete from occurrence where event_id = ${it.id} and from_at > now() + interval '1 year'`
    await world.owner`update event set known_until = now() + interval '1 year' where item_id = ${it.id}`
    await tasks.dates!({})
    expect((await datesOf(it.id)).length).toBe(before)
  })
})

describe('places', () => {
  it('go to those who said yes first; the next ones wait and move up', async () => {
    const it = await suggest(ada, { places: 1, place: 'The hut', link: 'https://meet.example.org/hut' })
    await luc.post(`${it.url}/answer`, { reply: 'yes', way: 'on-site' })
    await rosa.post(`${it.url}/answer`, { reply: 'yes', way: 'on-site' })
    await ada.post(`${it.url}/answer`, { reply: 'yes', way: 'online' })
    const waiting = async () =>
      Object.fromEntries(
        (await seen(ada, it.url)).answers.map((one: { person: { name: string }; waiting: boolean }) => [
          one.person.name,
          one.waiting,
        ]),
      )
    expect(await waiting()).toEqual({ 'Luc Marchetti': false, 'Rosa Lindell': true, 'Ada Umeh': false })
    expect((await rosa.get(it.url)).body).toContain('You are on the waiting list')
    await luc.post(`${it.url}/answer`, { reply: 'no' })
    expect((await waiting())['Rosa Lindell']).toBe(false)
  })
})

describe('what one needs', () => {
  it('is read by those who see to the date alone, not by hosts of the community', async () => {
    const it = await suggest(luc)
    expect((await rosa.post(`${it.url}/needs`, { needs: 'Captions, please' })).statusCode).toBe(200)
    expect((await luc.get(it.url)).body).toContain('Captions, please')
    expect((await rosa.get(it.url)).body).toContain('Captions, please')
    expect((await ada.get(it.url)).body).not.toContain('Captions, please')
    expect(JSON.stringify(await seen(ada, it.url))).not.toContain('Captions')
  })

  it('is said at a date of a series, and leads back to that date', async () => {
    const it = await suggest(luc, { repeat: 'week' })
    const [, { original }] = (await seen(luc, it.url)).ahead
    const date = `?date=${original}`
    expect((await rosa.get(`${it.url}${date}`)).body).toContain(`name="date" value="${original}"`)
    const kept = await rosa.submit(`${it.url}/needs`, { needs: 'A ramp', date: original })
    expect([kept.statusCode, kept.headers.location]).toEqual([303, `${it.url}${date}`])
    const again = await rosa.submit(`${it.url}/needs`, { needs: 'x'.repeat(1001), date: original })
    expect(again.statusCode).toBe(422)
    expect(again.body).toContain(`name="date" value="${original}"`)
  })
})

describe('a calendar', () => {
  it('shows a month, a week and a list; dates of circles only to their people', async () => {
    const circle = (await luc.post(`${river.path}/circles`, { name: 'Flood Watch', purpose: 'x' })).json()
    await world.owner`update space set tools = tools || '{calendar}' where slug = ${circle.url.slice(3)}`
    await luc.post(`${circle.url}/events`, { title: 'Drill', day: day(5), time: '15:00', zone: 'Europe/London' })
    await suggest(ada, { title: 'Camp', day: day(4), untilDay: day(6), time: '', untilTime: '' })
    for (const view of ['month', 'week', 'agenda']) {
      const of = await luc.get(`${river.path}/calendar?view=${view}&day=${day(5)}`)
      expect([view, of.statusCode]).toEqual([view, 200])
      for (const title of ['Drill', 'Camp']) expect(of.body).toContain(title)
      const others = await rosa.get(`${river.path}/calendar?view=${view}&day=${day(5)}`)
      expect(others.body).toContain('Camp')
      expect(others.body).not.toContain('Drill')
    }
    expect((await luc.get(`/calendar?day=${day(5)}`)).body).toContain('Drill')
    expect((await noor.get(`/calendar?day=${day(5)}`)).body).not.toContain('Camp')
    expect((await world.nobody.get('/calendar')).statusCode).not.toBe(200)
    expect((await luc.get(`${river.path}/calendar?day=2026-13-01`)).statusCode).toBe(400)
  })
})
