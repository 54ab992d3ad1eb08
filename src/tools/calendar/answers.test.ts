import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { workersOf } from '../../../test/workers.ts'
import { dayIn, hasBegun, isOver } from './days.ts'

/** Who comes, when many answer at once; what is over, for whom; long lists; files brought twice. */

const world = await testSite()
await workersOf(world)
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const river = await world.community(ada)
await world.join(river, luc)
const here = `${river.path}/events`
const people: Person[] = []
for (let n = 0; n < 12; n++) {
  const one = await world.person(`Walker ${n}`)
  await world.join(river, one)
  people.push(one)
}
await world.owner`update membership set joined_at = now() - interval '1 year'`
await world.owner`update person set created_at = now() - interval '1 year'`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
async function suggest(more: object = {}): Promise<{ id: number; url: string }> {
  const typed = { title: 'Weir walk', day: day(7), time: '10:00', untilTime: '12:00', zone: 'Europe/London', ...more }
  const made = await luc.post(here, typed)
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
const seen = async (by: Person, url: string) => (await by.json(url)).json()
const come = (by: Person, url: string, more: object = {}) => by.post(`${url}/answer`, { reply: 'yes', ...more })
interface Shown {
  person: { name: string }
  waiting: boolean
}
const seated = async (url: string) =>
  (await seen(ada, url)).answers.filter(({ waiting }: Shown) => !waiting).map(({ person }: Shown) => person.name)

describe('places', () => {
  it('are never given twice, however many answer at once', async () => {
    const event = await suggest({ places: 3 })
    const codes = await Promise.all(people.map(async (one) => (await come(one, event.url)).statusCode))
    expect(new Set(codes)).toEqual(new Set([200]))
    expect(await seated(event.url)).toHaveLength(3)
  })

  it('stay with who was told that they have one, also where another request had begun before', async () => {
    const event = await suggest({ places: 1 })
    await come(people[0]!, event.url)
    // As if the clock of their request had been read later.
    await world.owner`update answer set at = at + interval '3 seconds' where event_id = ${event.id}`
    await come(people[1]!, event.url)
    expect(await seated(event.url)).toEqual(['Walker 0'])
  })

  it('that several leave at once go to as many others, each told once', async () => {
    const event = await suggest({ places: 3 })
    for (const one of people.slice(0, 8)) await come(one, event.url)
    await Promise.all(
      people
        .slice(0, 3)
        .map(
          (one) =>
            world.owner`update membership set ended_at = now() where space_id = ${river.id} and person_id = ${one.id}`,
        ),
    )
    expect(await seated(event.url)).toEqual(['Walker 3', 'Walker 4', 'Walker 5'])
    const told = await world.owner<{ personId: number }[]>`
      select person_id "personId" from notification where item_id = ${event.id} and reason = 'place-free' order by person_id`
    expect(told.map(({ personId }) => personId)).toEqual(people.slice(3, 6).map(({ id }) => id))
    expect(await world.owner`select from waiting_list where event_id = ${event.id}`).toHaveLength(2)
  })
})

describe('an answer', () => {
  it('to all dates is refused where those ahead are called off, or all are over', async () => {
    const event = await suggest({ day: day(-14), repeat: 'week', until: day(8) })
    const [row] = await world.owner<{ dates: string[] }[]>`
      select array_agg(original::text) dates from occurrence where event_id = ${event.id} and until_at > now()`
    for (const date of row!.dates) await luc.post(`${event.url}/cancellation`, { on: true, date })
    expect((await come(people[9]!, event.url, { all: true })).json().errors.reply).toContain('called off')
    const over = await suggest({ day: day(-14), repeat: 'week', until: day(-2) })
    expect((await come(people[9]!, over.url, { all: true })).statusCode).toBe(422)
    for (const date of ['2026-02-31', '2020-01-01T10:00:00', `${day(7)}T10:00:01`])
      expect([date, (await come(people[9]!, event.url, { date })).statusCode]).toEqual([date, 404])
  })

  it('to a whole day is taken as long as it is that day for whoever answers', async () => {
    const late = people[10]!
    await world.owner`update profile set time_zone = 'Etc/GMT+12' where person_id = ${late.id}`
    const event = await suggest({ day: dayIn(new Date(), 'Etc/GMT+12'), time: '', untilTime: '' })
    expect((await late.get(event.url)).body).toContain('I’m coming')
    expect((await come(late, event.url)).statusCode).toBe(200)
    const early = people[11]!
    await world.owner`update profile set time_zone = 'Pacific/Kiritimati' where person_id = ${early.id}`
    const begun = await suggest({ day: dayIn(new Date(), 'Pacific/Kiritimati'), time: '', untilTime: '' })
    expect((await early.post(`${begun.url}/attendance`, { on: true })).statusCode).toBe(200)
    expect((await seen(early, begun.url)).meeting).toMatchObject({ begun: true, came: [{ name: 'Walker 11' }] })
  })

  it('is over by the reader’s day where it lasts whole days', () => {
    const date = {
      starts: '2026-11-24',
      ends: '2026-11-25',
      zone: null,
      fromAt: new Date('2026-11-24T00:00:00Z'),
      untilAt: new Date('2026-11-25T00:00:00Z'),
    }
    const at = new Date('2026-11-25T03:00:00Z')
    expect([isOver(date, at, 'America/Los_Angeles'), isOver(date, at, 'UTC')]).toEqual([false, true])
    const before = new Date('2026-11-23T12:00:00Z')
    expect([hasBegun(date, before, 'Pacific/Auckland'), hasBegun(date, before, 'UTC')]).toEqual([true, false])
  })
})

describe('a list', () => {
  it('goes on from page to page, also over a full day, with each date once', async () => {
    await world.owner`delete from item where kind = 'event'`
    const file = Array.from({ length: 70 }, (_, n) => {
      const on = n < 55 ? day(20) : day(21 + n)
      const starts = `${on.replaceAll('-', '')}T1${n % 10}0000Z`
      return `BEGIN:VEVENT\r\nUID:many-${n}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:${starts}\r\nDURATION:PT1H\r\nSUMMARY:Date ${n}\r\nEND:VEVENT`
    })
    const text = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${file.join('\r\n')}\r\nEND:VCALENDAR`
    expect((await luc.post(`${river.path}/calendar/import`, { text, take: true })).json().added).toBe(70)
    const titles: string[] = []
    let next: string | null = `${river.path}/calendar?view=agenda&day=${day(0)}`
    for (let pages = 0; next && pages < 10; pages++) {
      const list = (await ada.json(next)).json() as { dates: { title: string }[]; next: string | null }
      titles.push(...list.dates.map(({ title }) => title))
      next = list.next
    }
    expect(next).toBeNull()
    expect(titles).toHaveLength(70)
    expect(new Set(titles).size).toBe(70)
  })

  it('says until when what lasts several days goes on; a month says its hour once', async () => {
    await suggest({ title: 'Camp', day: day(30), time: '18:00', untilDay: day(32), untilTime: '12:00' })
    await suggest({ title: 'Fast', day: day(30), untilDay: day(31), time: '', untilTime: '' })
    await suggest({ title: 'Night', day: day(30), time: '23:00', untilTime: '02:00' })
    await suggest({ title: 'Camp', day: day(31), time: '14:00', untilDay: day(32), untilTime: '12:00' })
    await world.owner`update profile set time_zone = 'Europe/London' where person_id = ${ada.id}`
    const list = (await ada.get(`${river.path}/calendar?view=agenda&day=${day(30)}`)).body.replace(/<[^>]*>/g, '')
    expect(list).toMatch(/18:00, until \w+,? \d+ \w+( \d{4})?, 12:00/)
    expect(list).toMatch(/All day, until \w+/)
    expect(list).toContain('23:00–2:00')
    // From one afternoon to noon of the next is no night.
    expect(list).not.toContain('14:00–12:00')
    const month = (await ada.get(`${river.path}/calendar?day=${day(30)}`)).body
    expect(month.match(/<span class="at">18:00/g)?.length).toBe(1)
  })

  it('of a day that is none is refused', async () => {
    for (const view of ['month', 'week', 'agenda'])
      for (const of of ['2026-02-31', '2026-13-01', '1800-01-01', '2999-01-01'])
        expect([view, of, (await luc.get(`${river.path}/calendar?view=${view}&day=${of}`)).statusCode]).toEqual([
          view,
          of,
          400,
        ])
    expect((await luc.get(`${here}/new?day=2026-02-31`)).statusCode).toBe(200)
  })
})

describe('a file', () => {
  const file = (title: string, more: string[] = []) =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VEVENT',
      'UID:same@example.org',
      'DTSTAMP:20260101T000000Z',
      ...more,
      `SUMMARY:${title}`,
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n')
  const when = [`DTSTART:${day(9).replaceAll('-', '')}T180000Z`, 'DURATION:PT1H']

  it('brought by two at once brings its dates once', async () => {
    const text = file('Same', when)
    const [one, other] = await Promise.all(
      [luc, luc].map((by) => by.post(`${river.path}/calendar/import`, { text, take: true })),
    )
    expect([one!.statusCode, other!.statusCode]).toEqual([200, 200])
    expect([one!.json().added, other!.json().added].sort()).toEqual([0, 1])
  })

  it('that calls off what is here tells those who come', async () => {
    const [event] = await world.owner<{ id: number }[]>`select item_id id from event where uid = 'same@example.org'`
    await come(people[5]!, `${here}/${event!.id}`)
    await luc.post(`${river.path}/calendar/import`, { text: file('Same', [...when, 'STATUS:CANCELLED']), take: true })
    const changes = await world.owner<{ what: object }[]>`select what from event_change where event_id = ${event!.id}`
    expect(changes.map(({ what }) => what)).toEqual([{ off: [false, true] }])
  })
})

it('a link is an address and nothing else', async () => {
  for (const link of [
    'https://meet.example.org/x\r\nX-EVIL: 1',
    'javascript:alert(1)',
    'https://meet.example.org/a b',
    'data:text/html,x',
  ]) {
    const told = await luc.post(here, { title: 'x', day: day(5), time: '10:00', link })
    expect([link, told.statusCode, Object.keys(told.json().errors ?? {})]).toEqual([link, 422, ['link']])
  }
  const event = await suggest({ link: 'meet.example.org:8443/river', title: 'A\r\nBEGIN:VEVENT\r\nX:1' })
  expect(await seen(ada, event.url)).toMatchObject({
    link: 'https://meet.example.org:8443/river',
    title: 'A BEGIN:VEVENT X:1',
  })
  const ics = (await ada.get(`${event.url}/event.ics`)).body
  expect(ics.match(/^BEGIN:VEVENT/gm)).toHaveLength(1)
})
