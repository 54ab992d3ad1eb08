import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { workersOf } from '../../../test/workers.ts'
import { saidRule } from './said.ts'

/** Changing what repeats: one date, the following ones, all; by several people, also at once. */

const world = await testSite()
await workersOf(world)
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, rosa)
const here = `${river.path}/events`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const weekly = { repeat: 'week', until: day(7 + 5 * 7) }
const walk = (more: object = {}) => ({
  title: 'Weir walk',
  day: day(7),
  time: '10:00',
  untilTime: '12:00',
  zone: 'Europe/London',
  ...more,
})

async function suggest(by: Person, more: object = weekly): Promise<{ id: number; url: string }> {
  const made = await by.post(here, walk(more))
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
const seen = async (by: Person, url: string) => (await by.json(url)).json()
const datesOf = async (id: number) =>
  (
    await world.owner<{ original: string }[]>`select original from occurrence where event_id = ${id} order by original`
  ).map(({ original }) => original)
/** What the form of an event has, as a browser sends it. */
async function formOf(by: Person, url: string, date?: string) {
  const { typed, version } = (await by.json(`${url}/edit${date ? `?date=${date}` : ''}`)).json()
  return { ...typed, weekdays: typed.weekdays.split(' ').filter(Boolean), version, ...(date && { date }) }
}
const edit = (by: Person, url: string, form: object) => by.post(`${url}/edit`, form)
const idOf = (url: string) => Number(/events\/(\d+)/.exec(url)![1])

describe('one date', () => {
  it('that is said otherwise is shown so in its form, and stays so when it is changed again', async () => {
    const event = await suggest(luc)
    const [, second, third] = await datesOf(event.id)
    const first = { ...(await formOf(luc, event.url, second)), scope: 'this', title: 'By night', place: 'The mill' }
    expect((await edit(luc, event.url, first)).statusCode).toBe(200)
    const again = await formOf(luc, event.url, second)
    expect(again).toMatchObject({ title: 'By night', place: 'The mill' })
    expect((await edit(luc, event.url, { ...again, scope: 'this', prepare: 'Lamps' })).statusCode).toBe(200)
    const shown = await seen(rosa, `${event.url}?date=${second}`)
    expect(shown).toMatchObject({ title: 'By night', place: 'The mill', prepare: 'Lamps' })
    expect(await seen(rosa, `${event.url}?date=${third}`)).toMatchObject({ title: 'Weir walk', place: '', prepare: '' })
  })

  it('changed with all of them gives its own words to none', async () => {
    const event = await suggest(luc)
    const [, second, third] = await datesOf(event.id)
    await edit(luc, event.url, { ...(await formOf(luc, event.url, second)), scope: 'this', title: 'By night' })
    const all = { ...(await formOf(luc, event.url, second)), scope: 'all', place: 'The weir' }
    expect((await edit(luc, event.url, all)).statusCode).toBe(200)
    expect(await seen(rosa, `${event.url}?date=${second}`)).toMatchObject({ title: 'By night', place: 'The weir' })
    expect(await seen(rosa, `${event.url}?date=${third}`)).toMatchObject({ title: 'Weir walk', place: 'The weir' })
  })

  it('does not lose what can only be said of all: that is refused', async () => {
    const event = await suggest(luc)
    const [, second] = await datesOf(event.id)
    const form = { ...(await formOf(luc, event.url, second)), scope: 'this' }
    for (const [name, value] of [
      ['way', 'Bus 12'],
      ['access', 'No steps'],
      ['places', 5],
      ['tags', 'weir'],
      ['repeat', 'day'],
      ['until', day(90)],
    ] as const) {
      const told = await edit(luc, event.url, { ...form, [name]: value })
      expect([name, told.statusCode, Object.keys(told.json().errors ?? {})]).toEqual([name, 422, [name]])
    }
    expect((await edit(luc, event.url, { ...form, scope: 'all', way: 'Bus 12' })).statusCode).toBe(200)
  })
})

describe('two at once', () => {
  it('the second is told, sees both texts, and can send again', async () => {
    const event = await suggest(luc, {})
    const [mine, theirs] = [await formOf(ada, event.url), await formOf(luc, event.url)]
    expect((await edit(luc, event.url, { ...theirs, place: 'The old mill' })).statusCode).toBe(200)
    const { weekdays: _, ...typed } = mine
    const refused = await ada.submit(`${event.url}/edit`, { ...typed, text: 'Bring a rope' })
    expect(refused.statusCode).toBe(422)
    for (const words of ['Bring a rope', 'The old mill', 'Somebody changed it meanwhile', 'name="version" value="2"'])
      expect(refused.body).toContain(words)
    const again = await ada.submit(`${event.url}/edit`, {
      ...typed,
      version: 2,
      place: 'The old mill',
      text: 'Bring a rope',
    })
    expect(again.statusCode).toBe(303)
    expect(await seen(rosa, event.url)).toMatchObject({ place: 'The old mill', html: expect.stringContaining('rope') })
  })

  it('of two that read the same one is kept', async () => {
    const event = await suggest(luc, {})
    const form = await formOf(luc, event.url)
    const codes = await Promise.all(
      ['A', 'B', 'C'].map(async (place) => (await edit(luc, event.url, { ...form, place })).statusCode),
    )
    expect(codes.sort()).toEqual([200, 422, 422])
  })
})

describe('the following ones', () => {
  it('are changed by a host of the community, too, and stay with who saw to them', async () => {
    const event = await suggest(luc)
    const dates = await datesOf(event.id)
    const form = { ...(await formOf(ada, event.url, dates[2])), scope: 'following', time: '18:00', untilTime: '19:00' }
    const changed = await edit(ada, event.url, form)
    expect([changed.statusCode, changed.body]).toEqual([200, expect.any(String)])
    expect(await seen(rosa, changed.json().url)).toMatchObject({ hosts: [{ name: 'Luc Marchetti' }] })
    expect(await datesOf(event.id)).toEqual(dates.slice(0, 2))
  })

  it('take along what people need who come to them, and of nobody else', async () => {
    const event = await suggest(luc)
    const dates = await datesOf(event.id)
    await rosa.post(`${event.url}/answer`, { reply: 'yes', date: dates[0] })
    await rosa.post(`${event.url}/needs`, { needs: 'A ramp' })
    await ada.post(`${event.url}/answer`, { reply: 'yes', all: true })
    await ada.post(`${event.url}/needs`, { needs: 'Captions' })
    const form = { ...(await formOf(luc, event.url, dates[2])), scope: 'following', place: 'Weir' }
    const { url } = (await edit(luc, event.url, form)).json()
    const needed = (await seen(luc, url)).othersNeed.map(({ needs }: { needs: string }) => needs)
    expect(needed).toEqual(['Captions'])
    expect(await seen(rosa, url)).toMatchObject({ needs: '', othersNeed: [] })
    expect((await seen(ada, url)).needs).toBe('Captions')
  })

  it('are not with somebody who has left', async () => {
    const ines = await world.person('Ines Ferreira')
    await world.join(river, ines)
    const event = await suggest(ines)
    const dates = await datesOf(event.id)
    await ada.post(`${event.url}/parts`, { part: 'host', person: luc.handle, all: true, date: dates[0] })
    await world.owner`update membership set ended_at = now() where person_id = ${ines.id} and space_id = ${river.id}`
    const form = { ...(await formOf(luc, event.url, dates[1])), scope: 'following', place: 'Weir' }
    const { url } = (await edit(luc, event.url, form)).json()
    expect((await seen(rosa, url)).hosts.map(({ name }: { name: string }) => name)).toEqual(['Luc Marchetti'])
  })

  it('from the first on are all of them, with what was called off and left out', async () => {
    const event = await suggest(luc)
    const dates = await datesOf(event.id)
    await world.owner`update event set left_out = ${[dates[3]!]} where item_id = ${event.id}`
    await world.owner`delete from occurrence where event_id = ${event.id} and original = ${dates[3]!}`
    await luc.post(`${event.url}/cancellation`, { on: true, date: dates[2] })
    const form = { ...(await formOf(luc, event.url, dates[0])), scope: 'following', time: '11:00', untilTime: '13:00' }
    expect((await edit(luc, event.url, form)).json().url).toBe(event.url)
    const later = dates.filter((_, at) => at !== 3).map((date) => date.replace('T10', 'T11'))
    expect(await datesOf(event.id)).toEqual(later)
    expect((await seen(rosa, `${event.url}?date=${later[2]}`)).cancelled).toBe(true)
  })

  it('are no more than there were, and those called off, moved or left out are so still', async () => {
    const event = await suggest(luc, { repeat: 'rule', rule: 'FREQ=WEEKLY;COUNT=6' })
    const dates = await datesOf(event.id)
    expect(dates).toHaveLength(6)
    await world.owner`update event set left_out = ${[dates[5]!]} where item_id = ${event.id}`
    await world.owner`delete from occurrence where event_id = ${event.id} and original = ${dates[5]!}`
    await luc.post(`${event.url}/cancellation`, { on: true, date: dates[3] })
    const single = { ...(await formOf(luc, event.url, dates[4])), scope: 'this', day: day(7 + 29), title: 'Late walk' }
    await edit(luc, event.url, single)
    const form = { ...(await formOf(luc, event.url, dates[2])), scope: 'following', time: '18:00', untilTime: '19:00' }
    const { url } = (await edit(luc, event.url, form)).json()
    const later = await datesOf(idOf(url))
    expect(later).toEqual(dates.slice(2, 5).map((date) => date.replace('T10', 'T18')))
    expect((await seen(rosa, `${url}?date=${later[1]}`)).cancelled).toBe(true)
    expect(await seen(rosa, `${url}?date=${later[2]}`)).toMatchObject({
      title: 'Late walk',
      starts: `${day(36)}T10:00:00`,
    })
    expect((await seen(rosa, `${url}?date=${later[0]}`)).cancelled).toBe(false)
  })
})

describe('all of them', () => {
  it('that are moved to another day of the week are on that day', async () => {
    for (const more of [weekly, { repeat: 'rule', rule: 'FREQ=WEEKLY;COUNT=6' }]) {
      const event = await suggest(luc, more)
      const dates = await datesOf(event.id)
      const form = { ...(await formOf(luc, event.url, dates[1])), scope: 'all', day: day(15), until: day(60) }
      expect((await edit(luc, event.url, { ...form, ...('rule' in more && { until: '' }) })).statusCode).toBe(200)
      const days = (await datesOf(event.id)).map((date) => date.slice(0, 10))
      expect(days.slice(0, 4)).toEqual([8, 15, 22, 29].map(day))
    }
  })

  it('leave what was held when it was, and an address from before leads to the date of that day', async () => {
    const event = await suggest(luc, { ...weekly, day: day(-14) })
    const dates = await datesOf(event.id)
    await luc.post(`${event.url}/attendance`, { date: dates[0], on: true })
    const form = { ...(await formOf(luc, event.url, dates[4])), scope: 'all', time: '18:00', untilTime: '19:00' }
    expect((await edit(luc, event.url, form)).statusCode).toBe(200)
    const now = await datesOf(event.id)
    expect(now).toEqual([dates[0], ...dates.slice(1).map((date) => date.replace('T10', 'T18'))])
    expect(await seen(rosa, `${event.url}?date=${dates[0]}`)).toMatchObject({ starts: dates[0] })
    expect(await seen(rosa, `${event.url}?date=${dates[4]}`)).toMatchObject({ original: now[4], starts: now[4] })
    expect((await rosa.get(`${event.url}?date=${day(1)}T10:00:00`)).statusCode).toBe(404)
    expect((await rosa.get(`${event.url}?date=2026-02-31`)).statusCode).toBe(404)
  })

  it('in another zone take along what was moved', async () => {
    const event = await suggest(luc)
    const [, second] = await datesOf(event.id)
    const moved = { ...(await formOf(luc, event.url, second)), scope: 'this', time: '20:00', untilTime: '21:00' }
    await edit(luc, event.url, moved)
    const form = { ...(await formOf(luc, event.url)), zone: 'America/Bogota' }
    expect((await edit(luc, event.url, form)).statusCode).toBe(200)
    const shown = await seen(rosa, `${event.url}?date=${second}`)
    expect(shown).toMatchObject({
      starts: `${day(14)}T20:00:00`,
      zone: 'America/Bogota',
      from: `${day(15)}T01:00:00.000Z`,
    })
  })
})

describe('a rule', () => {
  const said = (lang: string, rule: string, starts = '2028-02-29T19:00:00') =>
    saidRule(world.site.localeFor(lang), rule, starts)

  it('is said in words, also of the last day, of a month of each year, and in French', () => {
    expect(said('en', 'FREQ=MONTHLY;BYDAY=-1FR')).toBe('The last Friday of every month')
    expect(said('en', 'FREQ=YEARLY;BYDAY=2TU;BYMONTH=5')).toBe('The second Tuesday of May, every year')
    expect(said('en', 'FREQ=MONTHLY;BYMONTHDAY=-1')).toBe('Every month on its last day')
    expect(said('en', 'FREQ=MONTHLY;BYMONTHDAY=-3')).toBe('It repeats by a rule of its own')
    expect(said('fr', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH')).toBe('Toutes les 2 semaines\u00a0: lundi et jeudi')
    expect(said('fr', 'FREQ=MONTHLY;BYMONTHDAY=1')).toBe('Chaque mois, le 1er')
    expect(said('fr', 'FREQ=MONTHLY;BYMONTHDAY=-1')).toBe('Chaque mois, le dernier jour')
    expect(said('fr', 'FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3')).toBe('Le dernier dimanche du mois de mars, chaque année')
  })

  it('of 29 February has a date every year', async () => {
    const event = await suggest(luc, { day: '2028-02-29', repeat: 'year', until: '2033-01-01' })
    expect((await datesOf(event.id)).map((date) => date.slice(0, 10))).toEqual([
      '2028-02-29',
      '2029-02-28',
      '2030-02-28',
      '2031-02-28',
    ])
    expect((await luc.get(`${event.url}/edit`)).body).toContain('As it is now')
  })

  it('leaves out a time that the clock skips (RFC 5545, 3.3.10), and keeps its hour after that', async () => {
    const event = await suggest(luc, {
      day: '2027-03-14',
      time: '01:30',
      untilTime: '03:00',
      repeat: 'week',
      until: '2027-04-11',
    })
    const dates = ['2027-03-14', '2027-03-21', '2027-04-04', '2027-04-11'].map((date) => `${date}T01:30:00`)
    expect(await datesOf(event.id)).toEqual(dates)
    const after = await seen(rosa, `${event.url}?date=2027-04-04T01:30:00`)
    expect(after).toMatchObject({ starts: '2027-04-04T01:30:00', from: '2027-04-04T00:30:00.000Z' })
    const form = { ...(await formOf(luc, event.url, '2027-04-04T01:30:00')), scope: 'all', place: 'The weir' }
    expect((await edit(luc, event.url, form)).statusCode).toBe(200)
    expect(await datesOf(event.id)).toEqual(dates)
  })
})

describe('single dates without a rule', () => {
  const file = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    'UID:apart@example.org',
    'DTSTAMP:20260101T000000Z',
    `DTSTART:${day(10).replaceAll('-', '')}T180000Z`,
    `DTEND:${day(10).replaceAll('-', '')}T190000Z`,
    `RDATE:${day(20).replaceAll('-', '')}T180000Z,${day(33).replaceAll('-', '')}T180000Z`,
    'SUMMARY:Now and then',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')

  it('are dates of their own: found, answered, called off one by one', async () => {
    await world.owner`update membership set joined_at = now() - interval '1 year'`
    await world.owner`update person set created_at = now() - interval '1 year'`
    const took = await luc.post(`${river.path}/calendar/import`, { text: file, take: true })
    expect([took.statusCode, took.json().added]).toEqual([200, 1])
    const of = async (n: number) =>
      (await rosa.json(`${river.path}/calendar?view=week&day=${day(n)}`))
        .json()
        .dates.filter(({ title }: { title: string }) => title === 'Now and then')
    const listed = (await Promise.all([10, 20, 33].map(of))).flat()
    expect(listed.map(({ url, repeats }: { url: string; repeats: boolean }) => [url.split('?')[1], repeats])).toEqual(
      [10, 20, 33].map((n) => [`date=${day(n)}T18:00:00`, true]),
    )
    const [url, second] = [listed[1].url.split('?')[0], `${day(20)}T18:00:00`]
    await rosa.post(`${url}/answer`, { reply: 'yes', date: second })
    expect((await seen(luc, `${url}?date=${second}`)).answers).toMatchObject([{ reply: 'yes' }])
    expect((await seen(luc, url)).answers).toEqual([])
    await luc.post(`${url}/cancellation`, { on: true, date: second })
    expect((await seen(rosa, url)).cancelled).toBe(false)
    const form = { ...(await formOf(luc, url, second)), scope: 'following', time: '17:00', untilTime: '18:00' }
    const { url: next } = (await edit(luc, url, form)).json()
    expect(await datesOf(idOf(next))).toEqual([20, 33].map((n) => `${day(n)}T17:00:00`))
    expect(await datesOf(idOf(url))).toEqual([`${day(10)}T18:00:00`])
  })
})
