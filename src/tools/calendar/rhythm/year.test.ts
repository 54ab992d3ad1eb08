import { describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const ines = await world.person('Ines Ferreira')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada, 'River Keepers')
await world.join(river, ines)
await world.owner`update space set created_at = '2026-01-01' where id = ${river.id}`
const suggest = async (by: Person, body: object, place: { path: string } = river): Promise<string> =>
  (await by.post(`${place.path}/events`, { zone: 'UTC', time: '19:00', ...body })).json().url
const yearOf = async (by: Person, query = 'year=2027', place: Community | null = river) =>
  (await by.json(`${place?.path ?? ''}/calendar/year?${query}`)).json()

describe('the rhythm of a year', () => {
  it('is heard from the rules of what is there, said in words, with gaps, full weeks and questions for hosts', async () => {
    const link = 'https://meet.example.org/x'
    await suggest(ines, {
      title: 'Listening hour',
      day: '2027-01-05',
      repeat: 'week',
      interval: 2,
      until: '2027-07-06',
      link,
    })
    await suggest(ines, {
      title: 'Listening hour',
      day: '2027-09-07',
      repeat: 'week',
      interval: 2,
      until: '2027-12-14',
      link,
    })
    await suggest(ada, {
      title: 'Hosts’ tea',
      day: '2027-01-07',
      repeat: 'month-weekday',
      until: '2027-06-30',
      place: 'Mill',
    })
    for (const day of ['08', '09', '10', '11'])
      await suggest(ines, { title: `Visit to ${'abcd'[Number(day) % 4]}`, day: `2027-11-${day}` })
    const off = await suggest(ines, { title: 'Never held', day: '2027-08-01' })
    await ines.post(`${off}/cancellation`, { on: true })
    const year = await yearOf(ada)
    expect(year).toMatchObject({ year: 2027, month: 1, first: '2027-01-01', end: '2028-01-01', whole: true })
    expect(year.beats.map(({ title, every, held }: Record<string, string>) => [title, every, held])).toEqual([
      ['Listening hour', 'fortnight', 'online'],
      ['Hosts’ tea', 'month', 'on-site'],
    ])
    expect(year.beats[0].months).toEqual([2, 2, 3, 2, 2, 2, 1, 0, 2, 2, 3, 1])
    expect(year.beats[0].weeks.reduce((sum: number, n: number) => sum + n)).toBe(22)
    expect(year.once).toHaveLength(4)
    expect(year.gaps).toEqual([{ first: '2027-07-07', last: '2027-09-06', weeks: 8, rest: null }])
    expect(year.busy).toEqual([{ first: '2027-11-08', count: 4 }])
    expect(year.wants).toEqual(['quarter', 'year', 'between', 'rest'])
    expect((await yearOf(ines)).wants).toEqual([])
    const page = (await ada.get(`${river.path}/calendar/year?year=2027`)).body
    expect(page).toContain('every second Tuesday, online')
    expect(page).toContain('Nothing is planned from 7 July 2027 to 6 September 2027: eight weeks.')
    expect(page).toContain('Week of 8 November 2027: four dates')
    expect(page).toContain('Is there a time to look back?')
    expect(page).not.toContain('Never held')
    expect((await ines.get(`${river.path}/calendar/year?year=2027`)).body).not.toContain(
      'Is there a time to look back?',
    )
    expect((await ada.get(`${river.path}/calendar/year?year=2027&by=week`)).body).toContain('scope="colgroup"')
    await ada.post(`${river.path}/calendar/quiet`, { why: 'harvest', starts: '2027-07-12', ends: '2027-08-30' })
    expect((await yearOf(ines)).gaps).toMatchObject([{ rest: 'harvest' }])
  })

  it('is only what one may see: circles to their people, nothing to others', async () => {
    const { url } = (
      await ada.post(`${river.path}/circles`, { name: 'Weirs', purpose: 'Weirs', visibility: 'hidden' })
    ).json()
    await world.owner`update space set tools = tools || '{calendar}' where kind = 'circle'`
    await suggest(ada, { title: 'Weir watch', day: '2027-02-02', repeat: 'week' }, { path: url })
    const names = async (by: Person, place: Community | null) =>
      (await yearOf(by, 'year=2027', place)).beats.map(({ title }: { title: string }) => title)
    for (const place of [river, null]) {
      expect(await names(ada, place)).toContain('Weir watch')
      expect(await names(ines, place)).not.toContain('Weir watch')
    }
    expect(await names(noor, null)).toEqual([])
    expect((await noor.json(`${river.path}/calendar/year`)).statusCode).toBe(404)
    expect((await noor.post(`${river.path}/calendar/year`, { month: 9 })).statusCode).toBe(404)
  })

  it('begins with the month that hosts say', async () => {
    expect((await ines.post(`${river.path}/calendar/year`, { month: 9 })).statusCode).toBe(403)
    expect((await ada.post(`${river.path}/calendar/year`, { month: 9 })).statusCode).toBe(200)
    expect(await yearOf(ines, 'year=2027')).toMatchObject({ month: 9, first: '2027-09-01', end: '2028-09-01' })
    expect(await yearOf(ines, 'year=2027&from=1')).toMatchObject({ month: 1, first: '2027-01-01' })
    expect((await ines.get(`${river.path}/calendar/year?year=2027`)).body).toContain('The year 2027–2028')
    expect((await ines.json(`${river.path}/calendar/year?year=2199`)).statusCode).toBe(400)
    await ada.post(`${river.path}/calendar/year`, { month: 1 })
  })

  it('asks as much of the database for two thousand dates as for none, and its page stays short', async () => {
    const small = await world.community(ada, 'Otters')
    const path = `${small.path}/calendar/year?year=2027`
    const asked = async () => (await world.statementsOf(() => ada.get(path))).length
    const before = await asked()
    await suggest(ada, { title: 'Watch', day: '2027-01-01', repeat: 'day', until: '2027-12-31' }, small)
    await world.owner`
      insert into item (space_id, kind, author_id, title, lang) select ${small.id}, 'event', ${ada.id}, 'Visit ' || md5(n::text), 'en' from generate_series(1, 1700) n`
    await world.owner`
      insert into event (item_id, space_id, uid, starts, ends, zone)
      select id, space_id, id || '@x', '2027-01-01T10:00:00', '2027-01-01T11:00:00', 'UTC' from item where space_id = ${small.id} and title like 'Visit %'`
    await world.owner`
      insert into occurrence (event_id, space_id, original, starts, ends, from_at, until_at)
      select item_id, space_id, to_char(moment, 'YYYY-MM-DD"T"HH24:MI:SS'), to_char(moment, 'YYYY-MM-DD"T"HH24:MI:SS'), to_char(moment, 'YYYY-MM-DD"T"HH24:MI:SS'), moment at time zone 'UTC', moment at time zone 'UTC'
      from (select *, timestamp '2027-01-01 10:00' + (item_id % 360) * interval '1 day' moment from event where space_id = ${small.id} and uid like '%@x') e`
    // As PostgreSQL does by itself, soon after so much has come.
    await world.owner`analyze`
    expect(await asked()).toBe(before)
    const year = await yearOf(ada, 'year=2027', small)
    const counted = year.beats.reduce(
      (sum: number, { dates }: { dates: object[] }) => sum + dates.length,
      year.once.length,
    )
    expect(counted).toBe(365 + 1700)
    expect(Buffer.byteLength((await ada.get(path)).body)).toBeLessThan(250_000)
  })
})

describe('how weeks and hours are shown', () => {
  const card = { name: 'Ines Ferreira', lang: 'en', timeZone: 'UTC' }
  const choose = (more: object) => ines.post('/me', { ...card, handle: ines.handle, ...more })
  const headings = async () =>
    [
      ...(await ines.get(`${river.path}/calendar?day=2027-01-10`)).body.matchAll(
        /<th scope="col"><abbr title="(\w+)"/g,
      ),
    ].map(([, day]) => day)

  it('is as the language has it, or as one chose', async () => {
    expect((await headings())[0]).toBe('Monday')
    for (const [weekStart, first, from] of [
      ['sunday', 'Sunday', '2027-01-10'],
      ['saturday', 'Saturday', '2027-01-09'],
      ['monday', 'Monday', '2027-01-04'],
    ]) {
      expect((await choose({ weekStart })).statusCode).toBe(200)
      expect((await headings())[0]).toBe(first)
      expect((await ines.json(`${river.path}/calendar?view=week&day=2027-01-10`)).json().first).toBe(from)
    }
    expect((await ines.json('/me')).json()).toMatchObject({ weekStart: 'monday', hours: null })
    expect((await choose({ weekStart: 'friday' })).statusCode).toBe(422)
    // Who says nothing of it changes nothing.
    await choose({})
    expect((await ines.json('/me')).json().weekStart).toBe('monday')
    await choose({ weekStart: '' })
    expect((await ines.json('/me')).json().weekStart).toBeNull()
  })

  it('with a clock of 12 or 24 hours, in each language, in the words of that language', async () => {
    const url = await suggest(ines, { title: 'Evening', day: '2028-03-07', time: '19:30', untilTime: '00:15' })
    const said = async () => /<dd><strong><time[^>]*>([^<]+)/.exec((await ines.get(url)).body)?.[1]
    expect(await said()).toBe('Tuesday, 7 March 2028, 19:30 to Wednesday, 8 March 2028, 0:15')
    await choose({ hours: '12' })
    expect(await said()).toBe('Tuesday, 7 March 2028, 7:30 pm to Wednesday, 8 March 2028, 12:15 am')
    await choose({ hours: '12', lang: 'fr' })
    expect(await said()).toMatch(/mardi 7 mars 2028.*7:30\sPM.*12:15\sAM/)
    await choose({ hours: '', lang: 'fr' })
    expect(await said()).toMatch(/mardi 7 mars 2028.*19:30/)
    await choose({ hours: '24' })
    expect(await said()).toContain('19:30')
    await choose({ hours: '' })
  })
})
