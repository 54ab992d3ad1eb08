import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
const here = `${river.path}/calendar/import`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const event = (uid: string, ...lines: string[]) => ['BEGIN:VEVENT', `UID:${uid}`, ...lines, 'END:VEVENT']
const file = (...events: string[][]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n')
const bring = async (text: string, take = false, by: Person = luc) => by.post(here, { text, take })
const count = async () =>
  (await world.owner<[{ n: number }]>`select count(*)::int n from event where space_id = ${river.id}`)[0].n

const series = event(
  'evening@x',
  'DTSTART;TZID=Europe/Paris:20991103T190000',
  'DTEND;TZID=Europe/Paris:20991103T210000',
  'RRULE:FREQ=WEEKLY;COUNT=4',
  'SUMMARY:Evening',
  'LOCATION:The mill',
  'X-OURS:kept',
)
const off = event(
  'evening@x',
  'RECURRENCE-ID;TZID=Europe/Paris:20991110T190000',
  'DTSTART;TZID=Europe/Paris:20991110T190000',
  'STATUS:CANCELLED',
  'SUMMARY:Evening',
)
const later = event(
  'evening@x',
  'RECURRENCE-ID;TZID=Europe/Paris:20991117T190000',
  'DTSTART;TZID=Europe/Paris:20991117T200000',
  'DTEND;TZID=Europe/Paris:20991117T220000',
  'SUMMARY:Late evening',
)

describe('a file of dates', () => {
  it('is shown first, then taken: series, single dates of it, whole days', async () => {
    const camp = event(
      'camp@x',
      'DTSTART;VALUE=DATE:20991201',
      'SUMMARY:Camp',
      'URL:https://example.org/camp',
      'CATEGORIES:Owls',
    )
    const bad = event('bad@x', 'DTSTART:nonsense', 'SUMMARY:Bad one')
    const text = file(series, off, later, camp, bad)
    const before = await count()
    const seen = (await bring(text)).json()
    expect(seen).toMatchObject({
      taken: false,
      added: 2,
      events: [
        { title: 'Evening', state: 'new', zone: 'Europe/Paris', rule: 'FREQ=WEEKLY;COUNT=4' },
        { title: 'Camp', state: 'new', zone: null },
      ],
      refused: [{ title: 'Bad one', why: 'time' }],
    })
    expect(await count()).toBe(before)
    const page = (await luc.post(here, { text }, { accept: 'text/html' })).body
    expect(page).toContain('2 new events.')
    expect(page).toContain('When it is cannot be read.')
    expect((await bring(text, true)).json()).toMatchObject({ taken: true, added: 2, changed: 0 })
    const rows = await world.owner<{ itemId: number; rest: string; description: string }[]>`
      select item_id, rest, description from event where uid in ('evening@x', 'camp@x') order by starts`
    expect(rows).toMatchObject([{ rest: 'X-OURS:kept' }, { description: 'https://example.org/camp' }])
    const dates = await world.owner`
      select original, starts, cancelled, title from occurrence where event_id = ${rows[0]!.itemId} order by original`
    expect(dates).toMatchObject([
      { starts: '2099-11-03T19:00:00', cancelled: false },
      { starts: '2099-11-10T19:00:00', cancelled: true },
      { starts: '2099-11-17T20:00:00', cancelled: false, title: 'Late evening' },
      { starts: '2099-11-24T19:00:00', cancelled: false },
    ])
  })

  it('that comes again changes what one sees to; what others see to, and what was removed, is named and stays', async () => {
    const one = (title: string) => file(event('again@x', 'DTSTART:20991103T190000Z', `SUMMARY:${title}`))
    await bring(one('First'), true)
    expect((await bring(one('First'))).json()).toMatchObject({ added: 0, changed: 0, events: [{ state: 'same' }] })
    expect((await bring(one('Second'), true)).json()).toMatchObject({ added: 0, changed: 1 })
    const other = await world.person('Siv Lund')
    await world.join(river, other)
    const refused = (await bring(one('Third'), true, other)).json()
    expect(refused).toMatchObject({ added: 0, changed: 0, refused: [{ title: 'Third', why: 'not-yours' }] })
    const [row] = await world.owner<[{ id: number; title: string }]>`
      select i.id, i.title from item i join event e on e.item_id = i.id where e.uid = 'again@x'`
    expect(row.title).toBe('Second')
    expect((await bring(one('By a host'), true, ada)).json()).toMatchObject({ changed: 1 })
    await ada.post(`${river.path}/events/${row.id}/removal`)
    expect((await bring(one('Fourth'), true)).json()).toMatchObject({ added: 0, refused: [{ why: 'removed' }] })
  })

  it('from here, brought again, changes nothing', async () => {
    const made = (
      await luc.post(`${river.path}/events`, {
        title: 'Weir walk',
        day: '2099-05-14',
        time: '10:00',
        zone: 'Europe/London',
        repeat: 'week',
        until: '2099-06-14',
        place: 'Bridge',
        link: 'https://meet.example.org/weir',
        text: 'Boots.',
        access: 'Steps',
      })
    ).json()
    const text = (await luc.get(`${made.url}/event.ics`)).body
    expect((await bring(text)).json().events).toMatchObject([{ title: 'Weir walk', state: 'same' }])
  })

  it('is brought by members and hosts', async () => {
    const text = file(event('who@x', 'DTSTART:20991103T190000Z', 'SUMMARY:Who'))
    for (const by of [rosa, noor]) {
      const status = by === rosa ? 403 : 404
      expect([(await by.get(here)).statusCode, (await bring(text, true, by)).statusCode]).toEqual([status, status])
    }
    expect((await luc.get(here)).body).toContain('Bring dates from a file')
    expect((await bring(text, true, ada)).json().added).toBe(1)
  })

  it.each([
    ['nothing', ''],
    ['no calendar', '<html>BEGIN:VEVENT</html>'],
    ['no dates', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'],
    [
      'dates without end',
      file(
        ...[...Array(60).keys()].map((i) =>
          event(`${i}@e`, 'DTSTART:20261101T080000Z', 'RRULE:FREQ=DAILY', 'SUMMARY:x'),
        ),
      ),
    ],
  ])('with %s is refused with a sentence', async (_what, text) => {
    const before = await count()
    const answer = await bring(text, true)
    expect([answer.statusCode, Object.keys(answer.json().errors)]).toEqual([422, ['file']])
    expect(await count()).toBe(before)
  })

  it('of many series is taken in as many statements as one of few, each with its words and its dates', async () => {
    const many = (name: string, count: number) =>
      file(
        ...[...Array(count).keys()].map((n) =>
          event(
            `${n}@${name}`,
            `DTSTART;TZID=Europe/Paris:209911${10 + n}T190000`,
            'DURATION:PT2H',
            'RRULE:FREQ=WEEKLY;COUNT=3',
            `SUMMARY:${n < 2 ? 'The same' : `Evening ${n}`}`,
            `CATEGORIES:tag-${n}`,
            `DESCRIPTION:Number ${n}`,
            ...(n === 2 ? ['STATUS:CANCELLED'] : []),
          ),
        ),
      )
    const asked = async (text: string) => {
      let answer: Awaited<ReturnType<typeof bring>> | undefined
      const statements = await world.statementsOf(async () => {
        answer = await bring(text, true)
      })
      expect(answer!.statusCode).toBe(200)
      return statements.length
    }
    const few = await asked(many('few', 3))
    expect(await asked(many('lots', 12))).toBe(few)
    const rows = await world.owner<
      { uid: string; title: string; tags: string[]; description: string; off: boolean; first: string; hosts: string }[]
    >`
      select e.uid, i.title, i.tags, e.description, e.cancelled_at is not null off, (select min(o.starts) from occurrence o where o.event_id = i.id) "first",
        (select string_agg(p.name, ',') from event_part x join person p on p.id = x.person_id where x.event_id = i.id) hosts
      from event e join item i on i.id = e.item_id where e.uid like '%@lots' order by e.starts`
    expect(rows).toEqual(
      rows.map((_, n) => ({
        uid: `${n}@lots`,
        title: n < 2 ? 'The same' : `Evening ${n}`,
        tags: [`tag-${n}`],
        description: `Number ${n}`,
        off: n === 2,
        first: `2099-11-${10 + n}T19:00:00`,
        hosts: 'Luc Marchetti',
      })),
    )
    expect(rows).toHaveLength(12)
  })

  it('that means ill harms nobody, and at most 500 events are taken', async () => {
    const before = await count()
    const many = [...Array(520).keys()].map((i) => event(`${i}@many`, `DTSTART:20991103T080000Z`, `SUMMARY:Many ${i}`))
    many[0] = event(
      'ill\u0001@many',
      'DTSTART:20991103T080000Z',
      'SUMMARY:<script>alert(1)</script>' + 'x'.repeat(4000),
      'DESCRIPTION:<img src=x onerror=alert(1)>\u0007',
      'LOCATION:' + 'y'.repeat(4000),
      'CONFERENCE:javascript:alert(1)',
    )
    expect((await bring(file(...many))).json()).toMatchObject({ added: 500, refused: [{ why: 'most' }] })
    await bring(file(...many.slice(0, 5)), true)
    expect(await count()).toBe(before + 5)
    const [ill] = await world.owner<[{ html: string; link: string; id: number }]>`
      select html, link, item_id id from event where uid like 'ill%'`
    expect([ill.html.includes('<img'), ill.link]).toEqual([false, ''])
    expect((await luc.get(`${river.path}/events/${ill.id}`)).body).not.toContain('<script>alert')
  })
})
