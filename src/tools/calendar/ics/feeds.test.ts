import ICAL from 'ical.js'
import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
async function suggest(more: object = {}, place = river): Promise<{ id: number; url: string }> {
  const typed = { title: 'Weir walk', day: day(7), time: '10:00', untilTime: '12:00', zone: 'Europe/London' }
  return (await ada.post(`${place.path}/events`, { ...typed, ...more })).json()
}
const made = async (person: Person, here = `${river.path}/calendar/own`): Promise<string> =>
  (await person.post(here)).json().address
const pathOf = (address: string) => new URL(address, 'http://localhost').pathname
const fetched = (address: string, headers: Record<string, string> = {}) =>
  world.server.inject({
    method: 'GET',
    url: pathOf(address),
    headers: { host: 'localhost', accept: 'text/calendar, */*', ...headers },
  })

interface Read {
  name: unknown
  events: ICAL.Event[]
  text: string
}

/** What a program that knows nothing of us makes of a file. */
function read(text: string): Read {
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
  return { name: calendar.getFirstPropertyValue('x-wr-calname'), events, text }
}
const titles = async (address: string) => {
  const answer = await fetched(address)
  expect(answer.statusCode).toBe(200)
  return read(answer.body)
    .events.map(({ summary }) => summary)
    .sort()
}
const property = (event: ICAL.Event, name: string) => String(event.component.getFirstPropertyValue(name))

describe('a private calendar', () => {
  it('is iCalendar, with zones, changes to single dates, and one’s own answers', async () => {
    const place = await world.community(ada, 'Owls & others')
    const { url } = await suggest(
      {
        title: 'Owls, and more; “all”',
        text: 'Bring a *torch*.',
        repeat: 'week',
        place: 'The mill',
        link: 'https://meet.example.org/owls',
        access: 'Two steps.',
        agenda: '10 How do you arrive?',
      },
      place,
    )
    const { original: first, ahead } = (await ada.json(url)).json()
    const [second, third, fourth] = ahead.map(({ original }: { original: string }) => original)
    await ada.post(`${url}/cancellation`, { date: second, on: true })
    const typed = (await ada.json(`${url}/edit?date=${third}`)).json().typed
    const moved = { ...typed, interval: 1, weekdays: [], places: '', whole: false, time: '15:00', untilTime: '16:00' }
    expect(
      (await ada.post(`${url}/edit`, { ...moved, title: 'Owls later', scope: 'this', date: third })).statusCode,
    ).toBe(200)
    await ada.post(`${url}/answer`, { reply: 'yes', all: true })
    await ada.post(`${url}/answer`, { reply: 'no', date: fourth })
    const answer = await fetched(await made(ada, `${place.path}/calendar/own`))
    expect(answer.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    })
    expect(answer.headers['set-cookie']).toBeUndefined()
    const { name, events, text } = read(answer.body)
    expect(name).toBe('Owls & others')
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT60M')
    expect(text).toContain('BEGIN:VTIMEZONE')
    const [series] = events.filter((event) => !event.isRecurrenceException())
    expect(series).toMatchObject({ summary: 'Owls, and more; “all”', location: 'The mill' })
    expect(series!.description).toContain('Bring a *torch*.')
    expect(series!.description).toContain('Online: https://meet.example.org/owls')
    expect(series!.description).toContain('10 How do you arrive?')
    expect(series!.startDate.toJSDate().toISOString()).toBe((await ada.json(`${url}?date=${first}`)).json().from)
    expect(property(series!, 'url')).toBe(`http://localhost${url}`)
    expect(property(series!, 'transp')).toBe('OPAQUE')
    expect(property(series!, 'last-modified')).toMatch(/^\d{4}-/)
    const of = (original: string) =>
      events.find((event) => event.isRecurrenceException() && event.recurrenceId.toString() === original)!
    expect([property(of(second), 'status'), property(of(third), 'status')]).toEqual(['CANCELLED', 'CONFIRMED'])
    expect(of(third).summary).toBe('Owls later')
    expect(of(third).startDate.toString().slice(11)).toBe('15:00:00')
    expect([property(of(fourth), 'transp'), property(of(third), 'transp')]).toEqual(['TRANSPARENT', 'OPAQUE'])
  })

  it('says that nothing has changed, until something has', async () => {
    const { url } = await suggest({ title: 'Tags' })
    const address = await made(luc)
    const { etag, 'last-modified': modified } = (await fetched(address)).headers
    // Some programs know only when it was changed.
    expect((await fetched(address, { 'if-modified-since': String(modified) })).statusCode).toBe(304)
    const earlier = new Date(Date.parse(String(modified)) - 60_000).toUTCString()
    expect((await fetched(address, { 'if-modified-since': earlier })).statusCode).toBe(200)
    expect((await fetched(address, { 'if-modified-since': 'yesterday' })).statusCode).toBe(200)
    expect(
      (await fetched(address, { 'if-modified-since': String(modified), 'if-none-match': '"other"' })).statusCode,
    ).toBe(200)
    expect((await fetched(address, { 'if-none-match': String(etag) })).statusCode).toBe(304)
    await ada.post(`${url}/cancellation`, { on: true })
    const changed = await fetched(address, { 'if-none-match': String(etag) })
    expect(changed.statusCode).toBe(200)
    // Within the same second, too.
    expect((await fetched(address, { 'if-modified-since': String(modified) })).statusCode).toBe(200)
    const event = read(changed.body).events.find(({ summary }) => summary === 'Tags')
    expect(property(event!, 'status')).toBe('CANCELLED')
  })

  it('is of one place and its circles that one belongs to, or of all places; each as far as the tool is on', async () => {
    const place = await world.community(ada, 'Otters')
    await world.join(place, luc)
    const circle = (await ada.post(`${place.path}/circles`, { name: 'Night watch', purpose: 'x' })).json()
    const watch = { id: circle.id, path: circle.url, slug: circle.url.slice(3), host: ada }
    await world.owner`update space set tools = array_append(tools, 'calendar') where id = ${circle.id} and not 'calendar' = any(tools)`
    await suggest({ title: 'Of all' }, place)
    await suggest({ title: 'Of the circle' }, watch)
    const here = `${place.path}/calendar/own`
    expect(await titles(await made(ada, here))).toEqual(['Of all', 'Of the circle'])
    const lucs = await made(luc, here)
    expect(await titles(lucs)).toEqual(['Of all'])
    const [all, others] = [
      await titles(await made(ada, '/calendar/own')),
      await titles(await made(luc, '/calendar/own')),
    ]
    expect([all.includes('Of the circle'), others.includes('Of the circle'), others.includes('Of all')]).toEqual([
      true,
      false,
      true,
    ])
    await world.owner`update space set tools = array_remove(tools, 'calendar') where id = ${place.id}`
    expect((await fetched(lucs)).statusCode).toBe(404)
    expect(await titles(await made(luc, '/calendar/own'))).not.toContain('Of all')
  })

  it('ends with its address, with belonging, with a guest’s time, and with the account', async () => {
    const [guest, leaver] = [await world.person('Rosa Lindell'), await world.person('Ines Duval')]
    await world.join(river, guest, 'guest', { until: new Date(Date.now() + 86_400_000) })
    await world.join(river, leaver)
    const [hers, theirs, all] = [await made(guest), await made(leaver), await made(leaver, '/calendar/own')]
    for (const address of [hers, theirs, all]) expect((await fetched(address)).statusCode).toBe(200)
    await world.owner`update membership set until = now() - interval '1 minute' where person_id = ${guest.id}`
    expect((await fetched(hers)).statusCode).toBe(404)
    await world.owner`update membership set ended_at = now() where person_id = ${leaver.id}`
    expect((await fetched(theirs)).statusCode).toBe(404)
    expect(await titles(all)).toEqual([])
    const lucs = await made(luc)
    const renewed = (await luc.post(`${river.path}/calendar/own`, { renew: true })).json().address
    expect(renewed).not.toBe(lucs)
    expect([(await fetched(lucs)).statusCode, (await fetched(renewed)).statusCode]).toEqual([404, 200])
    expect(await made(luc)).toBe(renewed)
    await luc.post(`${river.path}/calendar/own/ending`)
    expect((await fetched(renewed)).statusCode).toBe(404)
    expect((await luc.json(`${river.path}/calendar/own`)).json()).toEqual({ address: null, made: null })
  })

  it('is not a feed of what is said, nor that one a calendar', async () => {
    const address = await made(ada)
    const said = (await ada.post('/me/feeds', { space: river.slug })).json().address
    expect((await fetched(address.replace('.ics', '.atom'))).statusCode).toBe(404)
    expect((await fetched(said.replace('.atom', '.ics'))).statusCode).toBe(404)
    expect((await fetched(`${address.slice(0, -8)}xxxx.ics`)).statusCode).toBe(404)
    expect((await noor.post(`${river.path}/calendar/own`)).statusCode).toBe(404)
    const mine = (await ada.json('/me/feeds')).json().feeds as { form: string; address: string }[]
    expect(mine.filter(({ form }) => form === 'calendar').map((feed) => pathOf(feed.address))).toContain(
      pathOf(address),
    )
    expect((await ada.get('/me/feeds')).body).toContain('Dates of River Keepers')
  })

  it('is explained, with the address for each program', async () => {
    const asked = await luc.get(`${river.path}/calendar/own`)
    expect(asked.body).toContain('Make my private address')
    const address = await made(luc)
    const page = (await luc.get(`${river.path}/calendar/own`)).body
    expect(page).toMatch(new RegExp(`value="http://[^"]*${pathOf(address)}"`))
    expect(page).toMatch(new RegExp(`href="webcal://[^"]*${pathOf(address)}"`))
    expect((await luc.get(`${river.path}/calendar`)).body).toContain(`href="${river.path}/calendar/own"`)
  })
})

describe('the file of a date', () => {
  it('is the whole series, or the one date that is asked for; for those who may read it', async () => {
    const { url } = await suggest({ title: 'Series', repeat: 'week' })
    const { ahead } = (await ada.json(url)).json()
    const whole = await luc.get(`${url}/event.ics`)
    expect(whole.headers['content-disposition']).toMatch(/^attachment; filename="date-\d+\.ics"$/)
    expect(read(whole.body).events[0]!.isRecurring()).toBe(true)
    const one = read((await luc.get(`${url}/event.ics?date=${ahead[0].original}`)).body).events
    expect(one).toHaveLength(1)
    expect(one[0]!.isRecurring()).toBe(false)
    expect(one[0]!.startDate.toJSDate().toISOString()).toBe(ahead[0].from)
    expect(one[0]!.uid).not.toBe(read(whole.body).events[0]!.uid)
    expect((await luc.get(`${url}/event.ics?date=2001-01-01T10:00:00`)).statusCode).toBe(404)
    expect((await noor.get(`${url}/event.ics`)).statusCode).toBe(404)
    await ada.post(`${url}/removal`)
    expect((await luc.get(`${url}/event.ics`)).statusCode).toBe(404)
  })
})
