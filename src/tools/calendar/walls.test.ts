import { expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { hashOf } from '../../spine/people/credential.ts'

/** What row security keeps of the calendar, asked by direct SQL as `copse_app`, with no handler in between. */

const world = await testSite()
const { app } = world.site.database
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const ines = await world.person('Ines Ferreira')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, ines)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 400 * 86_400_000) })
const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
const made = await luc.post(`${river.path}/events`, {
  title: 'Weir walk',
  day,
  time: '10:00',
  zone: 'Europe/London',
  repeat: 'week',
})
const { id, url } = made.json() as { id: number; url: string }
const original = `${day}T10:00:00`
await rosa.post(`${url}/answer`, { reply: 'yes', all: true })
await rosa.post(`${url}/needs`, { needs: 'Captions' })
await rosa.post(`${url}/reminder`, { remind: 'both' })

/** Runs a statement as somebody: the number of rows, or the error's code. Nothing stays. */
async function tried(who: Person | null, statement: string, then = ''): Promise<number | string> {
  const sql = await app.reserve()
  try {
    await sql`begin`
    await sql`select enter(${who ? hashOf(who.cookie.slice('copse='.length)) : null}, null, true)`
    const { count } = await sql.unsafe(statement)
    return then ? (await sql.unsafe(then)).count : count
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    await sql`rollback`
    sql.release()
  }
}
const part = (name: string, who: Person) =>
  `insert into event_part (event_id, space_id, part, person_id) values (${id}, ${river.id}, '${name}', ${who.id})`

it('what people need is read by themselves and by who sees to it, and nobody makes themselves one of these', async () => {
  const needs = 'select from answer_need'
  expect([await tried(luc, needs), await tried(rosa, needs)]).toEqual([1, 1])
  for (const who of [ada, ines, noor, null]) expect(await tried(who, needs)).toBe(0)
  expect(await tried(ines, part('host', ines), needs)).toBe('42501')
  expect(await tried(rosa, part('host', rosa), needs)).toBe('42501')
  expect(await tried(ines, part('notes', ines))).toBe(1)
  expect(await tried(luc, part('host', ines))).toBe(1)
  expect(await tried(ines, `update event_part set person_id = ${ines.id}`)).toBe('42501')
  expect(await tried(ines, `delete from event_part where part = 'host'`)).toBe(0)
  expect(await tried(luc, `delete from event_part where part = 'host'`)).toBe(1)
  expect(await tried(ines, `select carry_parts(${id}, ${id})`)).toBe('42501')
  expect(await tried(ines, `select carry_on(${id}, '', ${id})`)).toBe('42501')
})

it('nobody answers, needs, asks, came or speaks in the name of somebody else', async () => {
  const row = (table: string, more: string, values: string) =>
    `insert into ${table} (event_id, space_id, original, person_id${more}) values (${id}, ${river.id}, '${original}', ${rosa.id}${values})`
  for (const statement of [
    row('answer', ', reply', `, 'no'`),
    `insert into answer_need (event_id, space_id, person_id, needs) values (${id}, ${river.id}, ${ada.id}, 'x')`,
    `insert into event_reminding (event_id, space_id, person_id, remind) values (${id}, ${river.id}, ${ada.id}, 'none')`,
    row('attendance', ', by_id', `, ${ines.id}`),
    row('looking_back', ', well', `, 'x'`),
    row('spoken', ', by_id, text', `, ${rosa.id}, 'x'`),
    row('office_question', ', question', `, 'x'`),
    row('buddy', ', buddy_id', `, ${luc.id}`),
  ])
    expect([statement, await tried(ines, statement)]).toEqual([statement, '42501'])
  expect(await tried(ines, `update answer set reply = 'no'`)).toBe(0)
  expect(await tried(ines, 'delete from answer')).toBe(0)
  expect(await tried(ines, 'select from event_reminding')).toBe(0)
  expect(await tried(ines, row('spoken', ', by_id, text', `, ${ines.id}, 'x'`))).toBe(1)
  const stranger = `insert into spoken (event_id, space_id, original, person_id, by_id, text) values (${id}, ${river.id}, '${original}', ${noor.id}, ${ines.id}, 'x')`
  expect(await tried(ines, stranger)).toBe('42501')
})

it('a stranger sees no row of it, and calls nothing of it', async () => {
  for (const table of [
    'event',
    'occurrence',
    'event_part',
    'answer',
    'event_change',
    'calendar_member',
    'calendar_count',
    'outside_calendar',
    'minutes',
    'action',
  ])
    for (const who of [noor, null]) expect([table, await tried(who, `select from ${table}`)]).toEqual([table, 0])
  for (const job of [
    'remind_dates()',
    `tell_changes(${id})`,
    `settle_places(${id})`,
    'late_dates()',
    'due_calendars(1)',
    `calendar_failed(${id}, 'x')`,
    `answers_to(${id}, '${original}')`,
    `date_facts(${id}, '${original}')`,
    'remind_actions()',
    `number_event(${id}, ${river.id}, 'said')`,
  ])
    expect([job, await tried(ada, `select ${job}`)]).toEqual([job, '42501'])
  expect(await tried(ada, 'select from waiting_list')).toBe('42501')
  expect(await tried(ada, 'select address from outside_calendar')).toBe('42501')
})
