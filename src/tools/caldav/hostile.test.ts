import { afterEach, describe, expect, it } from 'vitest'
import { programOf } from '../../../test/dav.ts'
import { testSite } from '../../../test/site.ts'

/** What means ill, or is not what it says. */

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const [river, hill] = [await world.community(ada), await world.community(ada, 'Hill walkers')]
await world.join(river, luc)
const here = `/dav/calendars/me/${river.slug}/`
const { authorization } = await programOf(world, luc)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function ask(method: string, url: string, body?: string, headers = {}) {
  const answer = await world.server.inject({
    method: method as 'GET',
    url: url.startsWith('/') ? url : here + url,
    headers: { host: 'localhost', authorization, ...headers },
    ...(body !== undefined && { payload: body }),
  })
  return { status: answer.statusCode, body: answer.body, headers: answer.headers }
}
const calendar = (...parts: string[][]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...parts.flat(), 'END:VCALENDAR', ''].join('\r\n')
const event = (uid: string, ...lines: string[]) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20260101T000000Z',
  'DTSTART:20270301T100000Z',
  'SUMMARY:Walk',
  ...lines,
  'END:VEVENT',
]
const put = async (name: string, body: string) => (await ask('PUT', name, body)).status
const kept = async () => (await world.owner`select from event`).length

describe('what is put', () => {
  it.each([
    ['nothing', ''],
    ['nonsense', 'words'],
    ['a calendar without an event', calendar()],
    ['a task', calendar(['BEGIN:VTODO', 'UID:t', 'SUMMARY:x', 'END:VTODO'])],
    ['an event and a task', calendar(event('a'), ['BEGIN:VTODO', 'UID:t', 'END:VTODO'])],
    ['two events', calendar(event('a'), event('b'))],
    ['an event that never ends', calendar(['BEGIN:VEVENT', 'UID:a', 'DTSTART:20270301T100000Z'])],
    ['a date of a series without it', calendar(event('a', 'RECURRENCE-ID:20270301T100000Z'))],
    ['a rule of seconds', calendar(event('a', 'RRULE:FREQ=SECONDLY'))],
    ['times beyond measure', calendar(event('a', 'DTEND:99991231T000000Z'))],
    ['a year-long event', calendar(event('a', 'DTEND:20290101T000000Z'))],
    [
      'a zone that is nowhere',
      calendar(['BEGIN:VEVENT', 'UID:a', 'DTSTART;TZID=Mars/Olympus:99990301T100000', 'END:VEVENT']),
    ],
    ['a name too long', calendar(event('u'.repeat(300)))],
    ['a title too long', calendar(event('a', `X-A:1`).map((line) => line.replace('Walk', 'w'.repeat(300))))],
    ['words without end', calendar(event('a', `DESCRIPTION:${'w'.repeat(30_000)}`))],
    [
      'more notes than are kept',
      calendar(event('a', ...Array.from({ length: 400 }, (_, n) => `X-N${n}:${'n'.repeat(70)}`))),
    ],
  ])('is refused: %s', async (_what, body) => {
    const before = await kept()
    const answer = await ask('PUT', 'a.ics', body)
    expect([answer.status, /<D:error/.test(answer.body)]).toEqual([403, true])
    expect(await kept()).toBe(before)
  })

  it('is refused when it is larger than any event', async () => {
    expect(await put('a.ics', calendar(event('a', `X-A:${'a'.repeat(10_000_000)}`)))).toBe(413)
  })

  it('is of this space alone, whatever it is called', async () => {
    const made = (await ada.post(`${hill.path}/events`, { title: 'Up', day: '2027-03-03' })).json()
    const [{ uid }] = (await world.owner`select uid from event where item_id = ${made.id}`) as never as [
      { uid: string },
    ]
    expect(await put('other.ics', calendar(event(uid)))).toBe(201)
    expect((await ada.json(made.url)).json()).toMatchObject({ title: 'Up' })
    expect((await ask('GET', `/dav/calendars/me/${hill.slug}/${uid}.ics`)).status).toBe(404)
    expect((await ask('DELETE', `/dav/calendars/me/${hill.slug}/${uid}.ics`)).status).toBe(404)
    // The same event under another name, and another event under its name.
    expect(await put('again.ics', calendar(event(uid)))).toBe(409)
    expect(await put('other.ics', calendar(event('another')))).toBe(409)
  })

  it('shows no page and runs nothing', async () => {
    expect(
      await put(
        '<script>.ics',
        calendar(event('script', 'URL:javascript:alert(1)', 'LOCATION:<script>alert(1)</script>')),
      ),
    ).toBe(201)
    const { headers, body } = await ask('GET', '%3Cscript%3E.ics')
    expect(headers['content-security-policy']).toContain('sandbox')
    expect(body).not.toContain('javascript:')
    const listed = await ask('PROPFIND', '', undefined, { depth: '1' })
    expect(listed.body).not.toContain('<script>')
  })
})

describe('an address', () => {
  it.each([
    '../hill-walkers/a.ics',
    '%2e%2e/a.ics',
    '%2e%2e%2fa.ics',
    'a%2fb.ics',
    'a%00.ics',
    'a/b/c.ics',
    '/dav/calendars/ada/river-keepers/',
  ])('that leads elsewhere leads nowhere: %s', async (url) => {
    expect((await ask('GET', url)).status).toBe(404)
    expect(await put(url, calendar(event('path')))).toBe(404)
  })
})

describe('a body', () => {
  const bomb = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><propfind xmlns="DAV:"><prop><a>&b;</a></prop></propfind>`
  const deep = `<propfind xmlns="DAV:"><prop>${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}</prop></propfind>`
  const many = `<propfind xmlns="DAV:"><prop>${'<a/>'.repeat(20_000)}</prop></propfind>`
  it.each([
    ['a bomb', bomb, 400],
    ['deep', deep, 400],
    ['much', many, 400],
    ['long', `<propfind xmlns="DAV:"><!-- ${'a'.repeat(10_000_000)} --></propfind>`, 413],
    ['no XML', 'words', 400],
  ])('is refused: %s', async (_what, body, status) => {
    for (const method of ['PROPFIND', 'REPORT', 'PROPPATCH'])
      expect([method, (await ask(method, '', body, { depth: '1' })).status]).toEqual([method, status])
  })

  const c = 'xmlns:C="urn:ietf:params:xml:ns:caldav"'
  const query = (inner: string, data = '') =>
    `<C:calendar-query ${c} xmlns:D="DAV:"><D:prop><D:getetag/>${data}</D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">${inner}</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>`
  it.each([
    ['no filter', `<C:calendar-query ${c}/>`],
    ['a time that is none', query('<C:time-range start="yesterday"/>')],
    ['an end before its beginning', query('<C:time-range start="20270302T000000Z" end="20270301T000000Z"/>')],
    ['a range without bounds', query('<C:time-range/>')],
    ['dates without end', query('', '<C:calendar-data><C:expand start="20270301T000000Z"/></C:calendar-data>')],
    ['a report that nobody knows', '<D:expand-property xmlns:D="DAV:"/>'],
    [
      'a token of elsewhere',
      '<D:sync-collection xmlns:D="DAV:"><D:sync-token>urn:x-copse:calendar:1:00000000:1</D:sync-token></D:sync-collection>',
    ],
  ])('is no question: %s', async (_what, body) => {
    expect((await ask('REPORT', '', body)).status).toBe(403)
  })

  it('that asks for all times of what repeats gets so many', async () => {
    expect(await put('ever.ics', calendar(event('ever', 'RRULE:FREQ=DAILY')))).toBe(201)
    const all = query(
      '',
      '<C:calendar-data><C:expand start="19000101T000000Z" end="99991231T000000Z"/></C:calendar-data>',
    )
    const { status, body } = await ask('REPORT', '', all)
    expect([status, body.match(/RECURRENCE-ID/g)?.length]).toEqual([207, 1000])
  })
})
