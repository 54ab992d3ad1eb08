import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../../test/site.ts'
import { smtpServer } from '../../../../test/smtp.ts'
import { workersOf } from '../../../../test/workers.ts'
import { tasksFor } from '../../../tasks.ts'

/** What people are told of dates: through jobs, notifications and letters over a real SMTP server. */

const { url, received } = await smtpServer()
const world = await testSite({
  mode: 'production',
  env: { SMTP_URL: url, COPSE_URL: 'http://localhost', MAIL_FROM: 'River <river@example.org>' },
})
const { jobs, hasten } = await workersOf(world)
const tasks = tasksFor(world.site, jobs)
const ada = await world.person('Ada Umeh')
const river = await world.community(ada)
const here = `${river.path}/events`
let newcomers = 0

beforeEach(() => {
  received.length = 0
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

/** Somebody who belongs to the community, without quiet hours, in a time zone. */
async function member(zone = 'Europe/London', lang = 'en'): Promise<Person> {
  const one = await world.person(`Reader ${++newcomers}`, { lang })
  await world.join(river, one)
  await world.owner`update profile set time_zone = ${zone} where person_id = ${one.id}`
  await one.post('/me/notifications', { quiet: false })
  return one
}

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const walk = (more: object = {}) => ({
  title: 'Weir walk',
  day: day(40),
  time: '10:00',
  untilTime: '12:00',
  zone: 'Europe/London',
  place: 'Pont-Sel bridge',
  ...more,
})
async function suggest(more: object = {}): Promise<{ id: number; url: string }> {
  const made = await ada.post(here, walk(more))
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
const change = async (it: { url: string }, more: object) => {
  const done = await ada.post(`${it.url}/edit`, walk(more))
  expect([done.statusCode, done.body]).toEqual([200, expect.any(String)])
  return done.json() as { url: string }
}
const come = (who: Person, it: { url: string }, more: object = {}) =>
  who.post(`${it.url}/answer`, { reply: 'yes', ...more })
const tell = (it: { id: number }) => tasks['date-changes']!({ id: it.id })
const to = (who: Person) => received.filter((letter) => letter.to === who.email)

interface Told {
  reason: string
  sentence: string
  url: string
  unread: number
}
async function newsOf(who: Person, it: { url: string }): Promise<Told[]> {
  const { notifications } = (await who.json('/notifications')).json()
  return notifications.filter((one: Told) => one.unread && one.url.startsWith(it.url))
}
const datesOf = async (id: number) =>
  (
    await world.owner<{ original: string }[]>`select original from occurrence where event_id = ${id} order by original`
  ).map(({ original }) => original)
/** Moves a date to so many minutes from now, as if it had always been then, and answers to long ago. */
async function bring(id: number, minutes: number) {
  await world.owner`
    update occurrence set from_at = now() + make_interval(mins => ${minutes}), until_at = now() + make_interval(mins => ${minutes + 60}) where event_id = ${id}`
  await world.owner`update answer set at = now() - interval '5 days' where event_id = ${id}`
}

describe('a change', () => {
  it('is told to those who come, perhaps come or follow, with what it was; not to others nor to whoever made it', async () => {
    const [comes, perhaps, cannot, follows, other] = await Promise.all([1, 2, 3, 4, 5].map(() => member()))
    const it = await suggest()
    await come(comes!, it)
    await come(perhaps!, it, { reply: 'perhaps' })
    await come(cannot!, it, { reply: 'no' })
    await come(ada, it)
    await follows!.post(`${it.url}/follow`, { level: 'follow' })
    await change(it, { time: '11:00', untilTime: '13:00', place: 'The mill' })
    await tell(it)
    const [told] = await newsOf(comes!, it)
    expect(told).toMatchObject({ reason: 'date-changed', url: it.url })
    expect(told!.sentence).toMatch(
      /^Weir walk is now on .*, 11:00–13:00 \(was 10:00–12:00\)\. Where: The mill \(was Pont-Sel bridge\)$/,
    )
    expect((await newsOf(perhaps!, it)).map(({ reason }) => reason)).toEqual(['date-changed'])
    expect((await newsOf(follows!, it)).map(({ reason }) => reason)).toEqual(['changed'])
    for (const one of [cannot!, other!, ada]) expect(await newsOf(one, it)).toEqual([])
  })

  it('comes by letter with both times in the reader’s clock and language; several within minutes once', async () => {
    const reader = await member('America/Bogota', 'fr')
    const here = { zone: 'Africa/Abidjan' }
    const it = await suggest(here)
    await come(reader, it)
    await change(it, { ...here, time: '11:00' })
    await change(it, { ...here, day: day(41), time: '11:30', untilTime: '13:00' })
    const [planned] = await jobs<{ wait: number; count: number }[]>`
      select extract(epoch from min(j.run_at) - now())::int wait, count(*)::int count from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'date-changes' and (j.payload ->> 'id')::bigint = ${it.id}`
    expect(planned!.count).toBe(1)
    expect(planned!.wait).toBeGreaterThan(500)
    await tell(it)
    await hasten()
    const [letter, ...others] = to(reader)
    expect(others).toEqual([])
    expect(letter!.subject).toBe('[River Keepers] Weir walk')
    expect(letter!.text).toMatch(/Weir walk a maintenant lieu .*, 6:30–8:00 \(avant\s: .*, 5:00–7:00\)/)
    // Told again, nobody is told again.
    await tell(it)
    expect(
      await world.owner`select from notification where person_id = ${reader.id} and item_id = ${it.id}`,
    ).toHaveLength(1)
  })

  it('that was taken back before anybody heard of it is none', async () => {
    const reader = await member()
    const it = await suggest()
    await come(reader, it)
    await change(it, { time: '11:00', untilTime: '12:00' })
    await tell(it)
    expect(await newsOf(reader, it)).toHaveLength(1)
    await change(it, {})
    await tell(it)
    expect(await newsOf(reader, it)).toEqual([])
  })

  it('of one date is told to those who come to it; calling off and holding after all too', async () => {
    const [first, second] = [await member(), await member()]
    const it = await suggest({ repeat: 'week', until: day(70) })
    const dates = await datesOf(it.id)
    await come(first, it, { date: dates[0] })
    await come(second, it, { date: dates[1] })
    await world.owner`delete from follow where item_id = ${it.id}`
    await ada.post(`${it.url}/cancellation`, { on: true, date: dates[1] })
    await tell(it)
    expect(await newsOf(first, it)).toEqual([])
    const [off] = await newsOf(second, it)
    expect(off).toMatchObject({ reason: 'date-changed', url: `${it.url}?date=${dates[1]}` })
    expect(off!.sentence).toMatch(/^Weir walk, .*, 10:00–12:00, is called off$/)
    await second.post('/notifications/reading', {})
    await ada.post(`${it.url}/cancellation`, { on: false, date: dates[1] })
    await ada.post(`${it.url}/cancellation`, { on: true })
    await tell(it)
    const said = await world.owner<
      { about: string }[]
    >`select about from notification where person_id = ${second.id} and read_at is null`
    expect(said).toHaveLength(2)
    expect((await newsOf(first, it))[0]!.sentence).toBe('All dates of Weir walk are called off')
  })

  it('that it is taken away is told to those who come and follow, if it has dates to come; brought back, too', async () => {
    const [comes, follows, cannot] = [await member(), await member(), await member()]
    const it = await suggest()
    await come(comes, it)
    await follows.post(`${it.url}/follow`, { level: 'follow' })
    await come(cannot, it, { reply: 'no' })
    await ada.post(`${it.url}/removal`)
    await tell(it)
    const told = async (who: Person) =>
      (await who.json('/notifications')).json().notifications.filter((one: Told) => one.unread) as Told[]
    expect(await told(comes)).toMatchObject([{ reason: 'date-changed', url: river.path }])
    expect((await told(comes))[0]!.sentence).toMatch(/^Weir walk, .*, was taken away from the calendar$/)
    expect((await told(follows)).map(({ reason }) => reason)).toEqual(['changed'])
    expect([await told(cannot), await told(ada)]).toEqual([[], []])
    await hasten()
    expect(to(comes)[0]!.text).toMatch(/was taken away from the calendar/)
    await comes.post('/notifications/reading', {})
    await ada.post(`${it.url}/restoration`)
    await tell(it)
    expect((await newsOf(comes, it))[0]!.sentence).toMatch(/^Weir walk is in the calendar again: /)
    // Taken away and brought back before anybody heard of it.
    await comes.post('/notifications/reading', {})
    await follows.post('/notifications/reading', {})
    await ada.post(`${it.url}/removal`)
    await ada.post(`${it.url}/restoration`)
    await tell(it)
    expect(await newsOf(comes, it)).toEqual([])
    // What is over goes without a word.
    await world.owner`update occurrence set from_at = now() - interval '2 days', until_at = now() - interval '1 day' where event_id = ${it.id}`
    await ada.post(`${it.url}/removal`)
    await tell(it)
    expect(await told(comes)).toEqual([])
  })

  it('reaches nobody who left, and nobody of what is over or gone', async () => {
    const [leaver, stays] = [await member(), await member()]
    const it = await suggest()
    await come(leaver, it)
    await come(stays, it)
    await change(it, { time: '14:00', untilTime: '15:00' })
    await ada.post(`${river.path}/members/${leaver.handle}/ending`)
    await world.owner`update occurrence set from_at = now() - interval '2 days', until_at = now() - interval '1 day' where event_id = ${it.id}`
    await tell(it)
    expect([await newsOf(leaver, it), await newsOf(stays, it)]).toEqual([[], []])
  })
})

describe('a reminder', () => {
  const remind = () => tasks['date-reminders']!({})

  it('comes a day before, once, to those who come or perhaps come; and anew when the date was moved', async () => {
    const [comes, perhaps, cannot, other] = await Promise.all([1, 2, 3, 4].map(() => member()))
    const it = await suggest({ link: 'https://meet.example.org/weir' })
    await come(comes!, it)
    await come(perhaps!, it, { reply: 'perhaps' })
    await come(cannot!, it, { reply: 'no' })
    await bring(it.id, 25 * 60)
    await remind()
    expect(await newsOf(comes!, it)).toEqual([])
    await bring(it.id, 23 * 60)
    await remind()
    await remind()
    const [told] = await newsOf(comes!, it)
    expect(told).toMatchObject({ reason: 'soon', unread: 1 })
    expect(told!.sentence).toMatch(
      /^Soon: Weir walk, .*\. Where: Pont-Sel bridge\. Online: https:\/\/meet\.example\.org\/weir$/,
    )
    expect(await newsOf(perhaps!, it)).toHaveLength(1)
    for (const one of [cannot!, other!]) expect(await newsOf(one, it)).toEqual([])
    await hasten()
    expect(to(comes!)).toHaveLength(1)
    expect(to(comes!)[0]!.text).toContain('https://meet.example.org/weir')
    await bring(it.id, 22 * 60)
    await remind()
    expect(await world.owner`select from notification where person_id = ${comes!.id} and reason = 'soon'`).toHaveLength(
      2,
    )
    // The one for the time that is no more is settled.
    expect((await newsOf(comes!, it))[0]!.unread).toBe(1)
  })

  it('comes as each wishes, for all dates and for one otherwise', async () => {
    const [none, hour, both, otherwise] = await Promise.all([1, 2, 3, 4].map(() => member()))
    await none!.post('/me/notifications', { remind: 'none' })
    await hour!.post('/me/notifications', { remind: 'hour' })
    await both!.post('/me/notifications', { remind: 'both' })
    await otherwise!.post('/me/notifications', { remind: 'hour' })
    expect((await both!.json('/me/notifications')).json().remind).toBe('both')
    const it = await suggest()
    for (const one of [none!, hour!, both!, otherwise!]) await come(one, it)
    expect((await otherwise!.post(`${it.url}/reminder`, { remind: 'day' })).statusCode).toBe(200)
    const kinds = async (who: Person) =>
      (
        await world.owner<{ kind: string }[]>`
          select facts ->> 'kind' kind from notification where person_id = ${who.id} and item_id = ${it.id} and reason = 'soon' order by id`
      ).map(({ kind }) => kind)
    const all = async () => [await kinds(none!), await kinds(hour!), await kinds(both!), await kinds(otherwise!)]
    await bring(it.id, 23 * 60)
    await remind()
    expect(await all()).toEqual([[], [], ['day'], ['day']])
    await bring(it.id, 50)
    await remind()
    expect(await all()).toEqual([[], ['hour'], ['day', 'hour'], ['day']])
  })

  it('does not come for what is called off, nor to whom waits for a place or said yes when it was near', async () => {
    const [comes, waits, late] = await Promise.all([1, 2, 3].map(() => member()))
    const off = await suggest()
    await come(comes!, off)
    await bring(off.id, 20 * 60)
    await ada.post(`${off.url}/cancellation`, { on: true })
    const full = await suggest({ places: 1 })
    await come(comes!, full)
    await come(waits!, full)
    await bring(full.id, 20 * 60)
    await world.owner`update answer set at = now() - interval '4 days' where person_id = ${waits!.id}`
    const open = await suggest()
    await bring(open.id, 20 * 60)
    await come(late!, open)
    await remind()
    const reminded = await world.owner<{ item: number; who: number }[]>`
      select item_id item, person_id who from notification where reason = 'soon' and item_id = any(${[off.id, full.id, open.id]})`
    expect([...reminded]).toEqual([{ item: full.id, who: comes!.id }])
  })

  it('waits in quiet hours, and is not sent when the date is over by then', async () => {
    const sleeper = await member('UTC')
    const now = new Date().getUTCHours()
    await sleeper.post('/me/notifications', { quiet: true, quietFrom: now, quietTo: (now + 2) % 24 })
    const it = await suggest()
    await come(sleeper, it)
    await bring(it.id, 23 * 60)
    await remind()
    await hasten()
    expect(to(sleeper)).toEqual([])
    // It is there for whoever looks.
    expect((await newsOf(sleeper, it)).map(({ reason }) => reason)).toEqual(['soon'])
    await world.owner`update occurrence set from_at = now() - interval '2 hours', until_at = now() - interval '1 hour' where event_id = ${it.id}`
    await world.owner`update notification set facts = facts || jsonb_build_object('until', now() - interval '1 hour') where item_id = ${it.id}`
    await remind()
    await sleeper.post('/me/notifications', { quiet: false })
    await hasten()
    expect(to(sleeper)).toEqual([])
  })

  it('of whole days comes on the morning before, by the reader’s clock', async () => {
    const [east, west] = [await member('Etc/GMT-12'), await member('Etc/GMT+11')]
    const local = (hours: number) => new Date(Date.now() + hours * 3_600_000)
    const it = await suggest({
      day: local(12 + 24)
        .toISOString()
        .slice(0, 10),
      time: '',
      untilTime: '',
    })
    for (const one of [east, west]) await come(one, it)
    await world.owner`update answer set at = now() - interval '5 days' where event_id = ${it.id}`
    await remind()
    // In the east it is tomorrow: they are told from nine in the morning on. In the west that day is further away.
    expect((await newsOf(east, it)).length).toBe(local(12).getUTCHours() >= 9 ? 1 : 0)
    const daysAhead =
      (Date.parse(local(36).toISOString().slice(0, 10)) - Date.parse(local(-11).toISOString().slice(0, 10))) /
      86_400_000
    expect((await newsOf(west, it)).length).toBe(daysAhead === 1 && local(-11).getUTCHours() >= 9 ? 1 : 0)
  })

  it('is chosen by each for themselves', async () => {
    const [one, noor] = [await member(), await world.person('Noor Bakri')]
    const it = await suggest()
    await come(one, it)
    expect((await one.post(`${it.url}/reminder`, { remind: 'both' })).statusCode).toBe(200)
    expect((await one.get(it.url)).body).toMatch(/value="both" selected/)
    expect((await ada.get(it.url)).body).not.toMatch(/value="both" selected/)
    expect((await noor.post(`${it.url}/reminder`, { remind: 'both' })).statusCode).toBe(404)
    await one.post(`${it.url}/reminder`, { remind: '' })
    expect(await world.owner`select from event_reminding where event_id = ${it.id}`).toHaveLength(0)
  })
})

describe('a place that is free', () => {
  it('is told at once to whoever waited longest: when somebody cannot come, leaves, or places are added', async () => {
    const [first, second, third, fourth] = await Promise.all([1, 2, 3, 4].map(() => member()))
    const it = await suggest({ places: 1 })
    for (const one of [first!, second!, third!, fourth!]) await come(one, it)
    const reasons = async () =>
      Promise.all(
        [first!, second!, third!, fourth!].map(async (one) => (await newsOf(one, it)).map(({ reason }) => reason)),
      )
    expect(await reasons()).toEqual([[], [], [], []])
    await come(first!, it, { reply: 'no' })
    expect(await reasons()).toEqual([[], ['place-free'], [], []])
    expect((await newsOf(second!, it))[0]!.sentence).toMatch(
      /^A place is free: you are coming to Weir walk, .*10:00–12:00\. Where: Pont-Sel bridge$/,
    )
    await ada.post(`${river.path}/members/${second!.handle}/ending`)
    expect(await reasons()).toEqual([[], [], ['place-free'], []])
    await change(it, { places: 2 })
    expect(await reasons()).toEqual([[], [], ['place-free'], ['place-free']])
    await hasten()
    expect([to(third!).length, to(fourth!).length]).toEqual([1, 1])
  })

  it('of a series is told once, and not to whom said that they cannot come', async () => {
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => member()))
    const it = await suggest({ places: 1, repeat: 'week', until: day(40 + 21) })
    for (const one of [first!, second!, third!]) await come(one, it)
    await come(second!, it, { reply: 'no' })
    await come(first!, it, { reply: 'no' })
    expect(await newsOf(second!, it)).toEqual([])
    const [told] = await newsOf(third!, it)
    expect(told!.sentence).toContain('and to 3 other dates')
    expect(
      await world.owner`select from notification where person_id = ${third!.id} and reason = 'place-free'`,
    ).toHaveLength(1)
  })
})

describe('the weekly letter', () => {
  it('lists the dates of the coming week, in the reader’s clock, and not what is called off or hidden', async () => {
    const reader = await member('Asia/Kolkata')
    await suggest({ title: 'Pond walk', day: day(3), zone: 'Africa/Abidjan' })
    await suggest({ title: 'Far walk', day: day(12) })
    const off = await suggest({ title: 'No walk', day: day(4) })
    await ada.post(`${off.url}/cancellation`, { on: true })
    const circle = (await ada.post(`${river.path}/circles`, { name: 'Hidden', purpose: 'x' })).json()
    await world.owner`update space set tools = tools || '{calendar}' where slug = ${circle.url.slice(3)}`
    await ada.post(`${circle.url}/events`, walk({ title: 'Secret walk', day: day(3) }))
    const weekday = new Date(Date.now() + 5.5 * 3_600_000)
    await reader.post('/me/notifications', {
      weekday: weekday.getUTCDay() || 7,
      morning: weekday.getUTCHours(),
      weekly: true,
    })
    await world.owner`
      insert into weekly (person_id, space_id, made_at) values (${reader.id}, ${river.id}, now() - interval '7 days')
      on conflict (person_id, space_id) do update set made_at = excluded.made_at`
    await tasks.weekly!({})
    await hasten()
    const letter = to(reader).find(({ subject }) => subject === 'This week in River Keepers')
    expect(letter!.text).toContain('Dates of the coming week')
    expect(letter!.text).toMatch(/Pond walk\r?\n.*15:30–17:30 · Pont-Sel bridge/)
    for (const title of ['Far walk', 'No walk', 'Secret walk']) expect(letter!.text).not.toContain(title)
  })
})
