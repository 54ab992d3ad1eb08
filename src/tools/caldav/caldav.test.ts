import { afterEach, describe, expect, it } from 'vitest'
import { programOf } from '../../../test/dav.ts'
import { type Person, testSite } from '../../../test/site.ts'

/** The calendar by CalDAV: who may do what, and what becomes of it. Programs of others judge it in test/peers. */

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const mia = await world.person('Mia Okoro')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
for (const one of [luc, mia]) await world.join(river, one)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 400 * 86_400_000) })
const here = `/dav/calendars/me/${river.slug}/`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const keys = new Map<Person, string>()
for (const one of [ada, luc, mia, rosa, noor]) keys.set(one, (await programOf(world, one)).authorization)

function ask(by: Person | undefined, method: string, url: string, body?: string, headers: Record<string, string> = {}) {
  const authorization = by && keys.get(by)
  return world.server.inject({
    method: method as 'GET',
    url: url.startsWith('/') ? url : here + url,
    headers: { host: 'localhost', ...(authorization && { authorization }), ...headers },
    ...(body !== undefined && { payload: body }),
  })
}
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')

function ics(uid: string, lines: string[] = [], more: string[] = []): string {
  const usual = [
    `DTSTART;TZID=Europe/London:${day(7)}T100000`,
    `DTEND;TZID=Europe/London:${day(7)}T120000`,
    'SUMMARY:Weir walk',
  ]
  const set = usual.filter((line) => !lines.some((one) => one.split(/[;:]/)[0] === line.split(/[;:]/)[0]))
  const event = ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', ...set, ...lines, 'END:VEVENT']
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...event, ...more, 'END:VCALENDAR', ''].join('\r\n')
}
const unfolded = (text: string) => text.replace(/\r\n[ \t]/g, '')
async function file(by: Person, name: string): Promise<string> {
  const answer = await ask(by, 'GET', name)
  expect([name, answer.statusCode]).toEqual([name, 200])
  return unfolded(answer.body)
}
const etag = async (by: Person, name: string) => String((await ask(by, 'GET', name)).headers.etag)
async function put(by: Person, name: string, body: string, headers = {}) {
  return (await ask(by, 'PUT', name, body, headers)).statusCode
}
async function sync(by: Person, token = '', more = '') {
  const body = `<D:sync-collection xmlns:D="DAV:"><D:sync-token>${token}</D:sync-token><D:sync-level>1</D:sync-level>${more}<D:prop><D:getetag/></D:prop></D:sync-collection>`
  const answer = await ask(by, 'REPORT', '', body)
  if (answer.statusCode !== 207) return { status: answer.statusCode, token: '', there: [], gone: [] }
  const all = [...answer.body.matchAll(/<D:response><D:href>[^<]*\/([^/<]*)<\/D:href>(<D:status>HTTP\/1.1 404)?/g)]
  return {
    status: 207,
    token: /<D:sync-token>([^<]*)/.exec(answer.body)![1]!,
    there: all.filter(([, name, gone]) => name && !gone).map(([, name]) => decodeURIComponent(name!)),
    gone: all.filter(([, , gone]) => gone).map(([, name]) => name!),
  }
}

const find = (by: Person, url: string, depth: string, ...names: string[]) =>
  ask(
    by,
    'PROPFIND',
    url,
    `<D:propfind xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/" xmlns:A="http://apple.com/ns/ical/"><D:prop>${names.map((name) => `<${name}/>`).join('')}</D:prop></D:propfind>`,
    { depth },
  )

/** What a report says of each event, read as XML has it. */
async function reported(by: Person): Promise<Record<string, string>> {
  const filter = '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter></C:filter>'
  const asked = `<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/></D:prop>${filter}</C:calendar-query>`
  const { body } = await ask(by, 'REPORT', '', asked, { depth: '1' })
  const said = [...body.matchAll(/<D:href>[^<]*\/([^/<]*)<\/D:href>.*?calendar-data[^>]*>([^<]*)</gs)]
  const plain = (xml: string) => xml.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
  return Object.fromEntries(said.map(([, name, xml]) => [decodeURIComponent(name!), unfolded(plain(xml!))]))
}

describe('a report', () => {
  it('says of each event what its file says, whoever looks, also when it is asked again', async () => {
    const beside = ['X-SHARED:1', 'X-OWN;X-P="a,b":2', 'DESCRIPTION:Boots & <lamps>\\; "é"']
    const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT15M', 'END:VALARM']
    await put(luc, 'told.ics', ics('told', ['RRULE:FREQ=WEEKLY;COUNT=6', ...beside, ...alarm]))
    await put(luc, 'once.ics', ics('once-told', ['SUMMARY:Once', 'CONFERENCE;VALUE=URI:https://meet.example.org/x']))
    const [row] = await world.owner<[{ id: number }]>`select item_id id from event where uid = 'told'`
    const url = `${river.path}/events/${row.id}`
    await rosa.post(`${url}/answer`, { reply: 'perhaps', all: true })
    await ada.post(`${url}/answer`, { reply: 'no', all: true })
    const [, second, third] = await world.owner<{ original: string }[]>`
      select original from occurrence where event_id = ${row.id} order by original`
    await luc.post(`${url}/cancellation`, { on: true, date: second!.original })
    // Somebody answers one date apart, and somebody keeps an alarm with an event of others.
    await mia.post(`${url}/answer`, { reply: 'yes', date: third!.original })
    await put(
      rosa,
      'told.ics',
      (await file(rosa, 'told.ics')).replace('END:VEVENT', `${alarm.join('\r\n')}\r\nEND:VEVENT`),
    )
    for (const by of [luc, ada, mia, rosa, luc, rosa]) {
      const seen = await reported(by)
      for (const name of ['told.ics', 'once.ics'])
        expect([by.name, seen[name]]).toEqual([by.name, await file(by, name)])
    }
    expect((await reported(rosa))['told.ics']).toContain('TRIGGER:-PT15M')
    expect((await reported(ada))['told.ics']).not.toContain('TRIGGER')
    expect((await reported(mia))['told.ics']).toMatch(/ATTENDEE;CN="Rosa Lindell";PARTSTAT=TENTATIVE/)
  })

  it('says what was changed since, and by whom it is seen to and answered under a new name', async () => {
    await put(luc, 'named.ics', ics('named'))
    const [row] = await world.owner<[{ id: number }]>`select item_id id from event where uid = 'named'`
    await mia.post(`${river.path}/events/${row.id}/answer`, { reply: 'yes', all: true })
    expect((await reported(rosa))['named.ics']).toMatch(/ORGANIZER;CN="Luc Marchetti".*ATTENDEE;CN="Mia Okoro"/s)
    const before = await etag(rosa, 'named.ics')
    const { token } = await sync(rosa)
    await world.owner`update person set name = 'Mia O.' where id = ${mia.id}`
    expect((await sync(rosa, token)).there).toContain('named.ics')
    expect(await etag(rosa, 'named.ics')).not.toBe(before)
    expect((await reported(rosa))['named.ics']).toContain('ATTENDEE;CN="Mia O."')
    await world.owner`update person set name = 'Mia Okoro' where id = ${mia.id}`
    await put(luc, 'named.ics', ics('named', ['SUMMARY:Otherwise']))
    expect((await reported(rosa))['named.ics']).toContain('SUMMARY:Otherwise')
  })

  it('costs as many statements for many events as for few', async () => {
    const space = await world.community(ada)
    const there = `/dav/calendars/me/${space.slug}/`
    const asked = async () =>
      (await world.statementsOf(() => ask(ada, 'PROPFIND', there, undefined, { depth: '1' }))).length
    await put(ada, `${there}a.ics`, ics('a'))
    const few = await asked()
    for (const name of ['b', 'c', 'd', 'e']) await put(ada, `${there}${name}.ics`, ics(name))
    expect(await asked()).toBe(few)
  })
})

describe('a calendar', () => {
  it('is found by whoever knows only the site', async () => {
    for (const method of ['GET', 'PROPFIND', 'OPTIONS']) {
      const led = await ask(undefined, method, '/.well-known/caldav', method === 'PROPFIND' ? '<a/>' : undefined, {
        'content-type': 'application/xml',
      })
      expect([method, led.statusCode, led.headers.location]).toEqual([method, 301, '/dav/calendars/'])
    }
    expect((await ask(luc, 'OPTIONS', '/dav/calendars/')).headers.dav).toContain('calendar-access')
    const house = await find(luc, '/dav/calendars/', '0', 'D:current-user-principal')
    expect(house.body).toContain('<D:current-user-principal><D:href>/dav/calendars/me/</D:href>')
    const home = await find(luc, '/dav/calendars/me/', '0', 'C:calendar-home-set', 'C:calendar-user-address-set')
    expect(home.body).toMatch(/calendar-home-set[^>]*><D:href>\/dav\/calendars\/me\//)
    expect(home.body).toContain(`mailto:${luc.email}`)
    const all = await find(
      luc,
      '/dav/calendars/me/',
      '1',
      'D:displayname',
      'D:resourcetype',
      'S:getctag',
      'A:calendar-color',
    )
    expect(all.body).toContain(`<D:href>${here}</D:href>`)
    expect(all.body).toMatch(/calendar-color[^>]*>#[0-9a-f]{8}</)
    expect((await find(noor, '/dav/calendars/me/', '1', 'D:displayname')).body).not.toContain(here)
  })

  it('is the community’s: programs make none, and change nothing of it', async () => {
    for (const method of ['MKCALENDAR', 'MKCOL', 'DELETE'])
      expect([method, (await ask(ada, method, '')).statusCode]).toEqual([method, 403])
    expect((await ask(ada, 'PUT', '', ics('x'))).statusCode).toBe(405)
    const patched = await ask(
      ada,
      'PROPPATCH',
      '',
      '<D:propertyupdate xmlns:D="DAV:"><D:set><D:prop><D:displayname>x</D:displayname></D:prop></D:set></D:propertyupdate>',
    )
    expect([patched.statusCode, patched.body.includes('403')]).toEqual([207, true])
  })

  it('tells readers that they read', async () => {
    const said = async (by: Person) => (await find(by, '', '0', 'D:current-user-privilege-set')).body
    expect(await said(luc)).toContain('<D:bind/>')
    expect(await said(rosa)).not.toContain('<D:bind/>')
  })

  it('is gone for who has left, and where dates are switched off', async () => {
    const sana = await world.person('Sana Aziz')
    await world.join(river, sana)
    keys.set(sana, (await programOf(world, sana)).authorization)
    expect((await find(sana, '', '1', 'D:getetag')).statusCode).toBe(207)
    await world.owner`update membership set ended_at = now() where person_id = ${sana.id}`
    expect((await find(sana, '', '1', 'D:getetag')).statusCode).toBe(404)
    await world.owner`update space set tools = array_remove(tools, 'calendar') where id = ${river.id}`
    expect((await find(luc, '', '1', 'D:getetag')).statusCode).toBe(404)
    expect(await put(luc, 'off.ics', ics('off'))).toBe(404)
    await world.owner`update space set tools = array_append(tools, 'calendar') where id = ${river.id}`
  })

  it('answers what is asked of it by time', async () => {
    await put(luc, 'asked.ics', ics('asked', ['DTSTART:20280301T100000Z', 'DTEND:20280301T110000Z']))
    const query = (start: string, end: string) =>
      ask(
        rosa,
        'REPORT',
        '',
        `<C:calendar-query xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:D="DAV:"><D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="${start}" end="${end}"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>`,
      )
    const [at, after] = [
      await query('20280301T105959Z', '20280301T120000Z'),
      await query('20280301T110000Z', '20280301T120000Z'),
    ]
    expect(at.body).toContain('UID:asked')
    expect(after.body).not.toContain('UID:asked')
    const got = await ask(
      rosa,
      'REPORT',
      '',
      `<C:calendar-multiget xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:D="DAV:"><D:prop><C:calendar-data/></D:prop><D:href>${here}asked.ics</D:href><D:href>${here}never.ics</D:href><D:href>/elsewhere</D:href></C:calendar-multiget>`,
    )
    expect([got.body.match(/UID:asked/g)?.length, got.body.match(/404 Not Found/g)?.length]).toEqual([1, 2])
  })
})

describe('an event', () => {
  it('goes there and back, with what we have no word for', async () => {
    const body = ics(
      'one@test',
      ['LOCATION:Pont-Sel bridge', 'CATEGORIES:owls', 'CLASS:PUBLIC', 'X-NOTE:mine', 'DESCRIPTION:Boots\\, tube'],
      [],
    )
    expect(await put(luc, 'one@test.ics', body, { 'if-none-match': '*' })).toBe(201)
    expect(await put(luc, 'one@test.ics', body, { 'if-none-match': '*' })).toBe(412)
    const mine = await file(luc, 'one@test.ics')
    for (const line of [
      'UID:one@test',
      'SUMMARY:Weir walk',
      'LOCATION:Pont-Sel bridge',
      'CATEGORIES:owls',
      'CLASS:PUBLIC',
      'X-NOTE:mine',
      'DESCRIPTION:Boots\\, tube',
    ])
      expect(mine).toContain(`${line}\r\n`)
    expect(mine).not.toContain('ATTENDEE')
    const theirs = await file(rosa, 'one@test.ics')
    expect(theirs).toContain(`ORGANIZER;CN="Luc Marchetti":urn:x-copse:person:${luc.handle}`)
    expect(theirs).toContain(`mailto:${rosa.email}`)
    expect(theirs).not.toContain(luc.email)
    expect(theirs).not.toContain('X-NOTE')
  })

  it('is changed by who sees to it and hosts; others answer', async () => {
    await put(luc, 'two.ics', ics('two'))
    const before = await etag(rosa, 'two.ics')
    const theirs = (await ask(rosa, 'GET', 'two.ics')).body
    for (const [by, status] of [
      [rosa, 403],
      [mia, 403],
      [noor, 404],
      [ada, 204],
      [luc, 204],
    ] as const)
      expect([by.name, await put(by, 'two.ics', ics('two', [`SUMMARY:By ${by.name}`]))]).toEqual([by.name, status])
    const now = (await ask(rosa, 'GET', 'two.ics')).body
    expect(await put(rosa, 'two.ics', theirs.replace('NEEDS-ACTION', 'ACCEPTED'))).toBe(403)
    expect(await put(rosa, 'two.ics', now.replace('NEEDS-ACTION', 'ACCEPTED'), { 'if-match': before })).toBe(412)
    expect(await put(rosa, 'two.ics', now.replace('NEEDS-ACTION', 'ACCEPTED'))).toBe(204)
    expect(await file(mia, 'two.ics')).toContain(
      `ATTENDEE;CN="Rosa Lindell";PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:urn:x-copse:person:${rosa.handle}`,
    )
    expect(await put(noor, 'new.ics', ics('new'))).toBe(404)
    expect(await put(rosa, 'new.ics', ics('new'))).toBe(403)
    for (const [by, status] of [
      [rosa, 403],
      [mia, 403],
      [noor, 404],
      [luc, 204],
    ] as const)
      expect([by.name, (await ask(by, 'DELETE', 'two.ics')).statusCode]).toEqual([by.name, status])
    expect((await ask(luc, 'GET', 'two.ics')).statusCode).toBe(404)
    expect(await put(mia, 'two.ics', ics('two'))).toBe(409)
    expect(await put(luc, 'two.ics', ics('two'))).toBe(201)
    expect(await file(rosa, 'two.ics')).toContain('SUMMARY:Weir walk')
  })

  it('is changed by one of those who come at the same moment', async () => {
    await put(luc, 'race.ics', ics('race'))
    const match = { 'if-match': await etag(luc, 'race.ics') }
    const all = await Promise.all([1, 2, 3].map((n) => put(luc, 'race.ics', ics('race', [`SUMMARY:Walk ${n}`]), match)))
    expect(all.sort()).toEqual([204, 412, 412])
    const none = { 'if-none-match': '*' }
    const made = await Promise.all([luc, mia, ada].map((by) => put(by, 'first.ics', ics('first'), none)))
    expect(made.sort()).toEqual([201, 412, 412])
    const called = await Promise.all(['a', 'b', 'c'].map((name) => put(luc, `${name}.ics`, ics('called'))))
    expect(called.sort()).toEqual([201, 409, 409])
  })

  it('is told to those who come where one date is moved or left out, which is then called off', async () => {
    const rule = 'RRULE:FREQ=WEEKLY;COUNT=4'
    expect(await put(luc, 'awaited.ics', ics('awaited', [rule]))).toBe(201)
    const [event] = await world.owner<{ id: number }[]>`select item_id id from event where uid = 'awaited'`
    await mia.post(`${river.path}/events/${event!.id}/answer`, { reply: 'yes', all: true })
    const moved = [
      'BEGIN:VEVENT',
      'UID:awaited',
      'DTSTAMP:20260101T000000Z',
      `RECURRENCE-ID;TZID=Europe/London:${day(14)}T100000`,
      `DTSTART;TZID=Europe/London:${day(14)}T150000`,
      `DTEND;TZID=Europe/London:${day(14)}T170000`,
      'SUMMARY:Weir walk',
      'END:VEVENT',
    ]
    const left = `EXDATE;TZID=Europe/London:${day(21)}T100000`
    expect(await put(luc, 'awaited.ics', ics('awaited', [rule, left], moved))).toBe(204)
    const changes = await world.owner<{ original: string | null; keys: string[] }[]>`
      select original::text, array(select jsonb_object_keys(what)) keys from event_change where event_id = ${event!.id} order by original`
    const wall = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10)
    expect(changes.map(({ original, keys }) => [original, keys])).toEqual([
      [`${wall(14)}T10:00:00`, ['when']],
      [`${wall(21)}T10:00:00`, ['off']],
    ])
    expect(await file(mia, 'awaited.ics')).toContain('STATUS:CANCELLED')
    // Nobody comes to this one any more: it goes.
    await mia.post(`${river.path}/events/${event!.id}/answer`, { reply: 'no', all: true })
    const more = `EXDATE;TZID=Europe/London:${day(28)}T100000`
    expect(await put(luc, 'awaited.ics', ics('awaited', [rule, left, more], moved))).toBe(204)
    const there = await world.owner`select from occurrence where event_id = ${event!.id}`
    expect(there).toHaveLength(2)
  })

  it('keeps alarms for whoever set them', async () => {
    await put(luc, 'alarm.ics', ics('alarm'))
    const alarm = 'BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:Go\r\nEND:VALARM\r\nEND:VEVENT'
    const shown = (await ask(rosa, 'GET', 'alarm.ics')).body
    const before = [await etag(rosa, 'alarm.ics'), await etag(mia, 'alarm.ics')]
    expect(await put(rosa, 'alarm.ics', shown.replace('END:VEVENT', alarm))).toBe(204)
    expect(await file(rosa, 'alarm.ics')).toContain('TRIGGER:-PT15M')
    for (const one of [luc, mia]) expect(await file(one, 'alarm.ics')).not.toContain('VALARM')
    expect((await etag(rosa, 'alarm.ics')) === before[0]).toBe(false)
    expect(await etag(mia, 'alarm.ics')).toBe(before[1])
  })

  it('repeats, with dates that are otherwise', async () => {
    const rule = `RRULE:FREQ=WEEKLY;COUNT=4`
    const other = [
      'BEGIN:VEVENT',
      'UID:weekly',
      'DTSTAMP:20260101T000000Z',
      `RECURRENCE-ID;TZID=Europe/London:${day(14)}T100000`,
      `DTSTART;TZID=Europe/London:${day(15)}T140000`,
      `DTEND;TZID=Europe/London:${day(15)}T150000`,
      'SUMMARY:Weir walk\\, dry',
      'END:VEVENT',
    ]
    expect(
      await put(luc, 'weekly.ics', ics('weekly', [rule, `EXDATE;TZID=Europe/London:${day(21)}T100000`], other)),
    ).toBe(201)
    const shown = await file(luc, 'weekly.ics')
    expect(shown.match(/BEGIN:VEVENT/g)).toHaveLength(2)
    for (const line of [
      `RECURRENCE-ID;TZID=Europe/London:${day(14)}T100000`,
      `DTSTART;TZID=Europe/London:${day(15)}T140000`,
      'SUMMARY:Weir walk\\, dry',
      `EXDATE;TZID=Europe/London:${day(21)}T100000`,
    ])
      expect(shown).toContain(line)
    const originals =
      await world.owner`select o.original from occurrence o join event e on e.item_id = o.event_id where e.uid = 'weekly'`
    expect(originals).toHaveLength(3)
    expect(await put(luc, 'weekly.ics', ics('weekly', [rule]))).toBe(204)
    expect((await file(luc, 'weekly.ics')).match(/BEGIN:VEVENT/g)).toHaveLength(1)
    // One date is answered apart.
    const theirs = (await ask(rosa, 'GET', 'weekly.ics')).body
    const vevent = /BEGIN:VEVENT[\s\S]*END:VEVENT\r\n/.exec(theirs)![0]
    const answered = vevent
      .replace(/RRULE.*\r\n/, `RECURRENCE-ID;TZID=Europe/London:${day(14)}T100000\r\n`)
      .replaceAll(`${day(7)}T1`, `${day(14)}T1`)
      .replace('NEEDS-ACTION', 'DECLINED')
    expect(await put(rosa, 'weekly.ics', theirs.replace('END:VCALENDAR', `${answered}END:VCALENDAR`))).toBe(204)
    const answers =
      await world.owner`select a.original, a.reply from answer a join event e on e.item_id = a.event_id where e.uid = 'weekly'`
    expect(answers.map(({ original, reply }) => [original.replaceAll('-', ''), reply])).toEqual([
      [`${day(14)}T10:00:00`, 'no'],
    ])
    const again = await file(rosa, 'weekly.ics')
    expect(again).toContain('PARTSTAT=DECLINED')
    expect(await put(rosa, 'weekly.ics', (await ask(rosa, 'GET', 'weekly.ics')).body)).toBe(204)
  })
})

describe('what has changed', () => {
  it('is told exactly', async () => {
    const first = await sync(mia)
    expect(first.there).toContain('one@test.ics')
    expect((await sync(mia, first.token)).there).toEqual([])
    await put(luc, 'three.ics', ics('three'))
    const made = await sync(mia, first.token)
    expect(made.there).toEqual(['three.ics'])
    const shown = (await ask(rosa, 'GET', 'three.ics')).body
    await put(rosa, 'three.ics', shown.replace('NEEDS-ACTION', 'TENTATIVE'))
    const answered = await sync(mia, made.token)
    expect(answered.there).toEqual(['three.ics'])
    const { url } = (await luc.post(`${river.path}/events`, { title: 'On the page', day: '2027-06-01' })).json()
    const suggested = await sync(mia, answered.token)
    expect(suggested.there).toHaveLength(1)
    await luc.post(`${url}/removal`)
    await ask(luc, 'DELETE', 'three.ics')
    const deleted = await sync(mia, suggested.token)
    expect([deleted.there, deleted.gone.length]).toEqual([[], 2])
    await luc.post(`${url}/restoration`)
    expect((await sync(mia, deleted.token)).there).toEqual(suggested.there)
    expect((await sync(rosa, deleted.token)).status).toBe(403)
    expect((await sync(mia, 'nonsense')).status).toBe(403)
    const [cut, rest] = [await sync(mia, '', '<D:limit><D:nresults>1</D:nresults></D:limit>'), await sync(mia)]
    expect([cut.there.length, (await sync(mia, cut.token)).there.length]).toEqual([1, rest.there.length - 1])
  })
})
