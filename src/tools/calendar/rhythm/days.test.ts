import { describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const ines = await world.person('Ines Ferreira')
const odile = await world.person('Odile Ferrand', { lang: 'fr' })
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada, 'River Keepers')
await world.join(river, ines)
await world.join(river, odile)
await world.join(river, rosa, 'guest')
const here = `${river.path}/calendar`
const add = (by: Person, body: object) =>
  by.post(`${here}/days`, { title: 'The eel is back', month: 11, date: 14, ...body })
const marksOf = async (by: Person, query: string, place: Community | null = river) =>
  (await by.json(`${place ? place.path : ''}/calendar?${query}`)).json().marks

describe('key days', () => {
  it('are added by members, shown in each view with which year it is, and not by guests or others', async () => {
    const made = await add(ines, { since: 2024 })
    expect(made.statusCode).toBe(201)
    expect((await add(rosa, {})).statusCode).toBe(403)
    expect((await add(noor, {})).statusCode).toBe(404)
    for (const view of ['month', 'week', 'agenda'])
      expect(await marksOf(rosa, `view=${view}&day=2027-11-14`)).toMatchObject([
        { kind: 'key-day', title: 'The eel is back', first: '2027-11-14', last: '2027-11-14', nth: 4 },
      ])
    // Before it began it was no day of theirs; in another month it is not.
    expect(await marksOf(ines, 'day=2023-11-14')).toEqual([])
    expect(await marksOf(ines, 'day=2027-06-14')).toEqual([])
    expect(await marksOf(noor, 'day=2027-11-14', null)).toEqual([])
    const page = await rosa.get(`${here}?day=2027-11-14`)
    expect(page.body).toContain('The eel is back</a>, the fourth year')
    expect((await odile.get(`${here}?view=week&day=2027-11-14`)).body).toContain('quatrième année')
    expect((await ines.get(`${here}/year?year=2027`)).body).toContain('the fourth year')
    // On the six other days of that week there is nothing.
    expect((await ines.get(`${here}?view=week&day=2027-11-14`)).body.match(/Nothing yet/g)).toHaveLength(6)
    expect((await add(ines, { month: 2, date: 30 })).json().errors).toHaveProperty('date')
    expect((await add(ines, { title: ' ' })).statusCode).toBe(422)
  })

  it('are changed by who added them and by hosts, which the log tells', async () => {
    const { id } = (await add(ines, { title: 'Founding', month: 5, date: 2 })).json()
    const change = (by: Person, title: string) =>
      by.post(`${here}/days/${id}/edit`, { title, month: 5, date: 3, since: '' })
    expect((await change(odile, 'Mine')).statusCode).toBe(403)
    expect((await change(ines, 'Founding day')).statusCode).toBe(200)
    expect((await change(ada, 'Our founding day')).statusCode).toBe(200)
    expect((await ada.get(`${here}/days/${id}/edit`)).body).toContain('Our founding day')
    expect((await odile.get(`${here}/days/${id}/edit`)).statusCode).toBe(403)
    expect((await odile.post(`${here}/days/${id}/removal`)).statusCode).toBe(403)
    expect((await noor.post(`${here}/days/${id}/removal`)).statusCode).toBe(404)
    expect((await ada.post(`${here}/days/${id}/removal`)).statusCode).toBe(200)
    expect((await ada.post(`${here}/days/${id}/removal`)).statusCode).toBe(404)
    const log = (await ines.get(`${river.path}/about/log`)).body
    expect(log).toContain('Ada Umeh removed a key day')
    expect(log).toContain('Ada Umeh changed a key day')
  })
})

describe('quiet times', () => {
  const name = (by: Person, body: object) =>
    by.post(`${here}/quiet`, { why: 'harvest', starts: '2027-07-12', ends: '2027-08-30', ...body })

  it('are named by hosts alone, and shown on each of their days', async () => {
    expect((await name(ines, {})).statusCode).toBe(403)
    expect((await name(rosa, {})).statusCode).toBe(403)
    const { id } = (await name(ada, { yearly: true })).json()
    expect(await marksOf(ines, 'day=2028-08-10')).toMatchObject([
      { kind: 'quiet', title: 'harvest', first: '2028-07-12', last: '2028-08-30' },
    ])
    const month = (await ines.get(`${here}?day=2028-08-10`)).body
    expect(month.match(/class="rest/g)?.length).toBeGreaterThanOrEqual(30)
    expect((await ines.get(`${here}?view=week&day=2028-08-10`)).body).toContain('harvest')
    const change = { why: 'school holidays', starts: '2027-07-12', ends: '2027-08-30', yearly: false }
    expect((await ines.post(`${here}/quiet/${id}/edit`, change)).statusCode).toBe(403)
    expect((await ada.post(`${here}/quiet/${id}/edit`, change)).statusCode).toBe(200)
    expect(await marksOf(ines, 'day=2028-08-10')).toEqual([])
    for (const wrong of [{ ends: '2027-07-01' }, { ends: '2028-07-12' }, { starts: '2027-02-30' }, { why: ' ' }])
      expect((await name(ada, wrong)).statusCode).toBe(422)
    expect((await ada.post(`${here}/quiet/${id}/removal`)).statusCode).toBe(200)
    expect((await ines.get(`${river.path}/about/log`)).body).toContain('Ada Umeh named a quiet time')
  })

  it('are told to whoever suggests a date in one, who may do it all the same', async () => {
    const { id } = (await name(ada, {})).json()
    const walk = { title: 'Walk', day: '2027-07-20', time: '10:00', zone: 'UTC' }
    const suggest = (body: object) => ines.post(`${river.path}/events`, { ...walk, ...body })
    const told = await suggest({})
    expect(told.statusCode).toBe(422)
    expect(told.json().errors.despite).toMatch(/^This is in a quiet time: harvest, .*12 July 2027 to .*30 August 2027/)
    const form = await ines.submit(`${river.path}/events`, walk)
    expect(form.body).toMatch(/<input id="despite" type="checkbox"[^>]*aria-invalid="true"/)
    expect(form.body).toContain('value="Walk"')
    expect((await suggest({ despite: true })).statusCode).toBe(201)
    expect((await suggest({ day: '2027-08-31' })).statusCode).toBe(201)
    const series = await suggest({ day: '2027-07-06', repeat: 'week', until: '2027-07-27' })
    expect(series.json().errors.despite).toMatch(/^3 of the dates are/)
    // Moved into it: told; other words of what is there already: not.
    const { url } = (await suggest({ day: '2027-09-01' })).json()
    expect((await ines.post(`${url}/edit`, walk)).statusCode).toBe(422)
    expect((await ines.post(`${url}/edit`, { ...walk, despite: true })).statusCode).toBe(200)
    expect((await ines.post(`${url}/edit`, { ...walk, title: 'Long walk' })).statusCode).toBe(200)
    // In another community nobody rests.
    const other = await world.community(ines, 'Otters')
    expect((await ines.post(`${other.path}/events`, walk)).statusCode).toBe(201)
    await ada.post(`${here}/quiet/${id}/removal`)
  })
})
