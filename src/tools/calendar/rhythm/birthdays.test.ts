import { describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../../test/site.ts'
import { readCalendar } from '../../../platform/calendar/file.ts'
import { weeklyLetter } from '../../../spine/letters/weekly.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada, 'River Keepers')
const seeds = await world.community(noor, 'Seed Savers')
await world.join(river, luc)
await world.join(seeds, luc)
await world.join(river, rosa, 'guest')
// Where everybody here lives: in the last hours of a day of Greenwich it is another one.
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' })
const [, month, date] = today.split('-').map(Number)
const keep = (by: Person, communities: string[], day = { month, date } as object) =>
  by.post('/me/birthday', { ...day, communities })
const shown = async (by: Person, path: string) =>
  (await by.json(path)).json().marks.map(({ kind, title }: { kind: string; title: string }) => `${kind} ${title}`)

describe('a birthday', () => {
  it('is shown nowhere until its person says where, and then to the people there alone', async () => {
    expect((await keep(luc, [])).statusCode).toBe(200)
    expect(await shown(ada, `${river.path}/calendar`)).toEqual([])
    expect((await ada.json(`/people/${luc.handle}`)).json().birthday).toBeNull()
    expect((await luc.json(`/people/${luc.handle}`)).json().birthday).toBe(today.slice(5))
    await keep(luc, [river.slug])
    for (const one of [ada, rosa])
      expect(await shown(one, `${river.path}/calendar`)).toEqual(['birthday Luc Marchetti'])
    expect(await shown(ada, '/calendar')).toEqual(['birthday Luc Marchetti'])
    expect((await ada.json(`/people/${luc.handle}`)).json().birthday).toBe(today.slice(5))
    expect((await ada.json(`${river.path}/calendar/days`)).json().birthdays).toMatchObject([{ title: 'Luc Marchetti' }])
    // Where he did not show it, nobody sees it, though they know him.
    expect(await shown(noor, `${seeds.path}/calendar`)).toEqual([])
    expect(await shown(noor, '/calendar')).toEqual([])
    expect((await noor.json(`/people/${luc.handle}`)).json().birthday).toBeNull()
    expect((await noor.json('/me/birthday')).json()).toMatchObject({ day: null, communities: [{ shown: false }] })
  })

  it('stands on the home of the day, in the letter of the week and in the feed of the community', async () => {
    const home = await ada.get(river.path)
    expect(home.body).toMatch(/Today: <a [^>]*>Luc Marchetti<\/a>’s birthday/)
    expect((await ada.json(river.path)).json().today).toMatchObject([{ kind: 'birthday' }])
    expect((await noor.json(seeds.path)).json().today).toEqual([])
    const written = await letterTo(ada)
    expect(JSON.stringify(written)).toContain('Luc Marchetti’s birthday')
    const { address } = (await ada.post(`${river.path}/calendar/own`)).json()
    const { events } = readCalendar((await world.nobody.get(new URL(address).pathname)).body, {
      most: 10,
      bytes: 100_000,
    })
    expect(events).toMatchObject([
      { title: 'Luc Marchetti’s birthday', when: { zone: null, rule: expect.stringMatching(/FREQ=YEARLY/) } },
    ])
    const hers = (await noor.post(`${seeds.path}/calendar/own`)).json().address
    expect((await world.nobody.get(new URL(hers).pathname)).body).not.toContain('Luc')
  })

  it('has no year, and only days that there are', async () => {
    expect((await keep(luc, [], { month: 2, date: 30 })).statusCode).toBe(422)
    expect((await keep(luc, [], { month: 2 })).statusCode).toBe(422)
    expect((await keep(luc, [river.slug], { month: 2, date: 29 })).statusCode).toBe(200)
    expect(await shown(ada, `${river.path}/calendar?view=week&day=2027-03-01`)).toEqual(['birthday Luc Marchetti'])
    expect(await shown(ada, `${river.path}/calendar?view=week&day=2028-03-01`)).toEqual(['birthday Luc Marchetti'])
    expect((await ada.json(`${river.path}/calendar?day=2028-03-10`)).json().marks).toMatchObject([
      { first: '2028-02-29' },
    ])
    expect((await ada.json(`${river.path}/calendar?day=2027-03-10`)).json().marks).toMatchObject([
      { first: '2027-03-01' },
    ])
    const columns = await world.owner`select column_name from information_schema.columns where table_name = 'birthday'`
    expect(columns.map(({ columnName }) => columnName).sort()).toEqual(['day', 'person_id'])
  })

  it('cannot be shown where one does not belong', async () => {
    expect((await keep(luc, [river.slug, 'nowhere'])).statusCode).toBe(404)
    expect((await keep(rosa, [seeds.slug])).statusCode).toBe(404)
    expect(await shown(noor, `${seeds.path}/calendar`)).toEqual([])
  })

  it('goes with its person: out of a community, out of the calendar when a guest’s time is over, and when it is emptied', async () => {
    await keep(luc, [river.slug, seeds.slug])
    expect(await shown(noor, `${seeds.path}/calendar`)).toEqual(['birthday Luc Marchetti'])
    await luc.post(`${seeds.path}/leaving`)
    expect(await shown(noor, `${seeds.path}/calendar`)).toEqual([])
    await world.join(seeds, luc)
    expect(await shown(noor, `${seeds.path}/calendar`)).toEqual([])
    await keep(rosa, [river.slug])
    expect(await shown(ada, `${river.path}/calendar`)).toHaveLength(2)
    await world.owner`update membership set until = now() - interval '1 minute' where person_id = ${rosa.id}`
    expect(await shown(ada, `${river.path}/calendar`)).toEqual(['birthday Luc Marchetti'])
    const data = { month: '', date: '' }
    expect((await keep(luc, [], data)).statusCode).toBe(200)
    expect(await shown(ada, `${river.path}/calendar`)).toEqual([])
    expect(await world.owner`select from birthday where person_id = ${luc.id}`).toHaveLength(0)
  })
})

/** The weekly letter that somebody gets from River Keepers. */
async function letterTo(person: Person) {
  const mail = { id: 0, kind: 'weekly', personId: person.id, subjectId: river.id, since: new Date(0), lang: 'en' }
  return weeklyLetter(world.site, mail as never, world.site.localeFor('en'))
}
