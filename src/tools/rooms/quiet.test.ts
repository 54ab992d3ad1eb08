import { afterEach, describe, expect, it } from 'vitest'
import { Ear } from '../../../test/live/ear.ts'
import { type Person, testSite } from '../../../test/site.ts'
import { smtpServer } from '../../../test/smtp.ts'
import { workersOf } from '../../../test/workers.ts'

/** The quiet hours of a room: when they are, and that nobody is told of what is said in them before they are over. */

const { url, received } = await smtpServer()
const world = await testSite({
  mode: 'production',
  env: { SMTP_URL: url, COPSE_URL: 'http://localhost', MAIL_FROM: 'River <river@example.org>' },
})
const { jobs, told, hasten } = await workersOf(world)
const address = await world.listen()
const ada = await world.person('Ada Umeh')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await setClock(ada, 23)
let newcomers = 0

const QUIET = { quiet: true, quietFrom: 22, quietTo: 8 }

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

/** Moves someone to where it is this hour now. */
async function setClock(who: Person, hour: number): Promise<void> {
  const off = ((hour - new Date().getUTCHours() + 36) % 24) - 12
  // Signs of these zones are the other way round.
  const zone = off === 0 ? 'Etc/GMT' : `Etc/GMT${off > 0 ? '-' : '+'}${Math.abs(off)}`
  await world.owner`update profile set time_zone = ${zone} where person_id = ${who.id}`
}

/** Somebody new in the community, whose clock says noon. */
async function member(lang = 'en'): Promise<Person> {
  const one = await world.person(`Reader ${++newcomers}`, { lang })
  await world.join(river, one)
  await setClock(one, 12)
  return one
}

interface Shown {
  id: number
  url: string
  quietHours: { from: number; to: number; weekends: boolean; zone: string } | null
  quietUntil: string | null
}

async function open(fields: object = QUIET, by = ada): Promise<Shown> {
  const made = await by.post(`${river.path}/rooms`, { title: 'By the fire', ...fields })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return shown(made.json().url, by)
}
const shown = async (path: string, by = ada) => (await by.json(path)).json() as Shown
const say = async (room: Shown, text: string, by = ada) => {
  expect((await by.post(`${room.url}/messages`, { text })).statusCode).toBe(201)
  await told()
}
const to = (who: Person) => received.filter((letter) => letter.to === who.email)
const bell = async (who: Person) => !/data-news hidden/.test((await who.get('/')).body)
const noticesOf = async (who: Person) =>
  ((await who.json('/notifications')).json().notifications as { reason: string }[]).map(({ reason }) => reason)
const heldUntil = async (who: Person) =>
  (await world.owner<{ at: Date | null }[]>`select held_until at from notification where person_id = ${who.id}`).map(
    ({ at }) => at?.toISOString() ?? null,
  )
/** When letters of somebody are thought of next. */
const planned = async (who: Person) =>
  (
    await jobs<{ at: Date }[]>`
      select j.run_at at from graphile_worker._private_jobs j where j.key like ${`letters:${who.id}%`} order by 1`
  ).map(({ at }) => at.toISOString())
/** The quiet that holds somebody's notices is over. */
const over = (who: Person) =>
  world.owner`update notification set held_until = now() - interval '1 second' where person_id = ${who.id}`

describe('Quiet hours', () => {
  const at = async (hours: [from: number, to: number, weekends: boolean, zone: string], moment: string) => {
    const [row] = await world.owner<[{ until: Date | null }]>`
      select quiet_end(row(1, 1, ${hours[0]}::smallint, ${hours[1]}::smallint, ${hours[2]}::boolean, ${hours[3]}::text)::quiet_hours, ${moment}::timestamptz) until`
    return row.until?.toISOString() ?? null
  }

  it('go over midnight, and end at the hour itself', async () => {
    const night = [22, 8, false, 'UTC'] as [number, number, boolean, string]
    expect(await at(night, '2026-11-18T21:59:59Z')).toBeNull()
    expect(await at(night, '2026-11-18T22:00:00Z')).toBe('2026-11-19T08:00:00.000Z')
    expect(await at(night, '2026-11-19T00:00:00Z')).toBe('2026-11-19T08:00:00.000Z')
    expect(await at(night, '2026-11-19T07:59:59Z')).toBe('2026-11-19T08:00:00.000Z')
    expect(await at(night, '2026-11-19T08:00:00Z')).toBeNull()
    const noon = [12, 14, false, 'UTC'] as [number, number, boolean, string]
    expect(await at(noon, '2026-11-18T13:00:00Z')).toBe('2026-11-18T14:00:00.000Z')
    expect([await at(noon, '2026-11-18T11:59:59Z'), await at(noon, '2026-11-18T14:00:00Z')]).toEqual([null, null])
    const toMidnight = [20, 0, false, 'UTC'] as [number, number, boolean, string]
    expect(await at(toMidnight, '2026-11-18T23:30:00Z')).toBe('2026-11-19T00:00:00.000Z')
    expect(await at(toMidnight, '2026-11-19T00:00:00Z')).toBeNull()
    const fromMidnight = [0, 6, false, 'UTC'] as [number, number, boolean, string]
    expect(await at(fromMidnight, '2026-11-19T00:00:00Z')).toBe('2026-11-19T06:00:00.000Z')
    expect(await at(fromMidnight, '2026-11-18T23:59:59Z')).toBeNull()
  })

  it('join the nights around a weekend into one quiet', async () => {
    const rest = [22, 8, true, 'UTC'] as [number, number, boolean, string]
    expect(await at(rest, '2026-11-20T21:00:00Z')).toBeNull()
    for (const moment of [
      '2026-11-20T23:00:00Z',
      '2026-11-21T12:00:00Z',
      '2026-11-22T23:59:59Z',
      '2026-11-23T07:00:00Z',
    ])
      expect(await at(rest, moment)).toBe('2026-11-23T08:00:00.000Z')
    expect(await at([12, 14, true, 'UTC'], '2026-11-22T15:00:00Z')).toBe('2026-11-23T00:00:00.000Z')
    // It is Saturday where the clock is.
    expect(await at([12, 14, true, 'Pacific/Auckland'], '2026-11-20T11:30:00Z')).toBe('2026-11-22T11:00:00.000Z')
    expect(await at([12, 14, true, 'Pacific/Auckland'], '2026-11-20T10:30:00Z')).toBeNull()
  })

  it('keep the clock of their zone when it is put forward and back', async () => {
    const paris = [22, 8, false, 'Europe/Paris'] as [number, number, boolean, string]
    expect(await at(paris, '2026-03-28T21:30:00Z')).toBe('2026-03-29T06:00:00.000Z')
    expect(await at(paris, '2026-03-29T05:59:59Z')).toBe('2026-03-29T06:00:00.000Z')
    expect(await at(paris, '2026-03-29T06:00:00Z')).toBeNull()
    expect(await at(paris, '2026-10-24T20:30:00Z')).toBe('2026-10-25T07:00:00.000Z')
    expect(await at(paris, '2026-10-25T06:30:00Z')).toBe('2026-10-25T07:00:00.000Z')
    // The hour that there is not, and the one that there is twice.
    expect(await at([2, 3, false, 'Europe/Paris'], '2026-03-29T01:00:00Z')).toBeNull()
    expect(await at([2, 3, false, 'Europe/Paris'], '2026-10-25T00:30:00Z')).toBeNull()
    expect(await at([2, 3, false, 'Europe/Paris'], '2026-10-25T01:30:00Z')).toBe('2026-10-25T02:00:00.000Z')
    expect(await at([22, 2, false, 'Europe/Paris'], '2026-10-25T00:30:00Z')).toBe('2026-10-25T01:00:00.000Z')
    expect(await at([22, 8, false, 'Nowhere/Atall'], '2026-11-18T23:00:00Z')).toBe('2026-11-19T08:00:00.000Z')
  })

  it('begin next on the same day or the day after, or with the weekend', async () => {
    const next = async (from: number, weekends: boolean, moment: string) => {
      const [row] = await world.owner<[{ begins: Date; until: Date }]>`
        with q as (select row(1, 1, ${from}::smallint, 8::smallint, ${weekends}::boolean, 'Europe/Paris')::quiet_hours q)
        select quiet_begin(q, ${moment}::timestamptz) begins, quiet_end(q, quiet_begin(q, ${moment}::timestamptz)) until from q`
      return [row.begins.toISOString(), row.until.toISOString()]
    }
    expect(await next(22, false, '2026-11-18T12:00:00Z')).toEqual([
      '2026-11-18T21:00:00.000Z',
      '2026-11-19T07:00:00.000Z',
    ])
    expect(await next(6, false, '2026-11-18T12:00:00Z')).toEqual([
      '2026-11-19T05:00:00.000Z',
      '2026-11-19T07:00:00.000Z',
    ])
    expect(await next(6, true, '2026-11-20T12:00:00Z')).toEqual([
      '2026-11-20T23:00:00.000Z',
      '2026-11-22T23:00:00.000Z',
    ])
  })

  it('of a person end by their clock, too, when it is put forward or back meanwhile', async () => {
    const [zone] = await world.owner<[{ forward: Date; back: Date }]>`
      select moment_in('Europe/Paris', '2026-03-29 07:00') forward, moment_in('Europe/Paris', '2026-10-25 07:00') back`
    expect([zone.forward.toISOString(), zone.back.toISOString()]).toEqual([
      '2026-03-29T05:00:00.000Z',
      '2026-10-25T06:00:00.000Z',
    ])
  })
})

describe('The quiet hours of a room', () => {
  it('are for who opened it and hosts to set, by the clock of who sets them first', async () => {
    const luc = await member('fr')
    const room = await open({}, luc)
    expect([room.quietHours, room.quietUntil]).toEqual([null, null])
    const edit = (by: Person, fields: object) => by.post(`${room.url}/edit`, { title: 'By the fire', ...fields })
    expect((await edit(luc, { quiet: true, quietFrom: 20, quietTo: 7 })).statusCode).toBe(200)
    const { zone } = (await shown(room.url)).quietHours!
    expect(await shown(room.url)).toMatchObject({ quietHours: { from: 20, to: 7, weekends: false }, quietUntil: null })
    expect((await edit(await member(), { quiet: false })).statusCode).toBe(403)
    expect((await edit(noor, { quiet: false })).statusCode).toBe(404)
    // A host elsewhere changes the hours, not the clock; what a program leaves out stays.
    expect((await edit(ada, { quietWeekends: true })).statusCode).toBe(200)
    expect((await shown(room.url)).quietHours).toEqual({ from: 20, to: 7, weekends: true, zone })
    expect((await edit(ada, {})).statusCode).toBe(200)
    expect((await shown(room.url)).quietHours).not.toBeNull()
    expect((await edit(ada, { quietFrom: 7, quietTo: 7 })).json().errors.quietTo).toContain('another hour')
    expect((await edit(ada, { quietFrom: 24 })).statusCode).toBe(422)
    // A box of the form that is not ticked is off.
    expect(
      (await ada.submit(`${room.url}/edit`, { title: 'By the fire', form: 'true', quietFrom: '20' })).statusCode,
    ).toBe(303)
    expect((await shown(room.url)).quietHours).toBeNull()
  })

  it('are said on its page, in the list and above what one writes, in the reader’s own time', async () => {
    const room = await open()
    const luc = await member('fr')
    const until = new Date(room.quietUntil!)
    const hour = (zone: string, lang: string) =>
      new Intl.DateTimeFormat(lang, { timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(until)
    const { zone } = room.quietHours!
    expect(hour(zone, 'en-GB')).toBe('8:00')
    const page = (await ada.get(room.url)).body
    expect(page).toContain('Quiet from 22:00 to 8:00')
    expect(page).toContain('Quiet until 8:00: what you say is here at once, and nobody is told before.')
    const list = (await ada.json(`${river.path}/rooms`)).json().rooms as Shown[]
    expect(list.find(({ id }) => id === room.id)).toMatchObject({
      quietHours: { from: 22 },
      quietUntil: room.quietUntil,
    })
    expect((await ada.get(`${river.path}/rooms`)).body).toContain('Quiet from 22:00 to 8:00')
    const [own] = await world.owner<[{ zone: string }]>`select time_zone zone from profile where person_id = ${luc.id}`
    const french = (await luc.get(room.url)).body
    expect(french).toContain(`Calme jusqu’à ${hour(own.zone, 'fr')}\u00a0: ce que vous dites`)
    expect(french).toContain(`Calme de 22:00 à 8:00 (heure\u00a0: ${zone})`)
    await say(room, 'Beside this')
    expect((await ada.get(`${room.url}/threads/1`)).body).toContain('Quiet until 8:00')
    await ada.post(`${room.url}/edit`, { title: 'By the fire', quietFrom: 3, quietTo: 4 })
    expect((await ada.get(room.url)).body).toMatch(/data-quiet="[^"]+" hidden data-begins=/)
  })
})

describe('What is said in quiet hours', () => {
  it('is there at once, also below the bell; no sign and no letter tells of it before they are over', async () => {
    const reader = await member()
    const room = await open()
    await say(room, `@${reader.handle} are you awake?`)
    expect((await reader.json(`${room.url}/messages`)).json().messages).toHaveLength(1)
    expect([await noticesOf(reader), await bell(reader)]).toEqual([['named'], false])
    expect(await heldUntil(reader)).toEqual([room.quietUntil])
    expect(await planned(reader)).toEqual([room.quietUntil])
    // Started too early, it waits on.
    await hasten()
    expect(to(reader)).toEqual([])
    await over(reader)
    await jobs`select jobs.enqueue('letters', jsonb_build_object('id', ${reader.id}::bigint))`
    await hasten()
    expect(to(reader)).toHaveLength(1)
    expect(to(reader)[0]!.text).toContain('are you awake?')
    expect(await bell(reader)).toBe(true)
  })

  it('is told at once again when they are over, and was before they began', async () => {
    const reader = await member()
    const room = await open({})
    await say(room, `@${reader.handle} before`)
    expect([await bell(reader), await heldUntil(reader)]).toEqual([true, [null]])
    await ada.post(`${room.url}/edit`, { title: 'By the fire', ...QUIET })
    // What was told before stays told.
    expect([await bell(reader), await heldUntil(reader)]).toEqual([true, [null]])
    await hasten()
    expect(to(reader)).toHaveLength(1)
    await reader.post(`${room.url}/reading`, { number: 1 })
    await say(room, `@${reader.handle} meanwhile`)
    await hasten()
    expect([to(reader).length, await bell(reader)]).toEqual([1, false])
    await ada.post(`${room.url}/edit`, { title: 'By the fire', quietFrom: 3, quietTo: 4 })
    await reader.post(`${room.url}/reading`, { number: 2 })
    await say(room, `@${reader.handle} after`)
    expect(await bell(reader)).toBe(true)
    await hasten()
    expect(to(reader)).toHaveLength(2)
  })

  it('is told at once when the hours are taken away, and later when they grow', async () => {
    const reader = await member()
    const room = await open()
    await say(room, `@${reader.handle}`)
    await ada.post(`${room.url}/edit`, { title: 'By the fire', quietTo: 9 })
    const later = (await shown(room.url)).quietUntil!
    expect(Date.parse(later) - Date.parse(room.quietUntil!)).toBe(3_600_000)
    expect(await heldUntil(reader)).toEqual([later])
    expect(await planned(reader)).toContain(later)
    await hasten()
    expect(to(reader)).toEqual([])
    await ada.post(`${room.url}/edit`, { title: 'By the fire', quiet: false })
    expect([await heldUntil(reader), await bell(reader)]).toEqual([[null], true])
    await hasten()
    expect(to(reader)).toHaveLength(1)
  })

  it('waits for one’s own quiet hours, too: the later end counts', async () => {
    const [longer, shorter] = [await member(), await member()]
    const room = await open()
    const end = Date.parse(room.quietUntil!)
    // By the clock of the room: their own hours end two hours later, and two hours earlier.
    for (const [who, to] of [
      [longer, 10],
      [shorter, 6],
    ] as const) {
      await world.owner`update profile set time_zone = ${room.quietHours!.zone} where person_id = ${who.id}`
      await who.post('/me/notifications', { quiet: true, quietFrom: 21, quietTo: to })
    }
    await say(room, `@${longer.handle} @${shorter.handle}`)
    await over(longer)
    await hasten()
    expect([to(longer), to(shorter)]).toEqual([[], []])
    // The room is done; their own night is not.
    expect(await planned(longer)).toEqual([new Date(end + 2 * 3_600_000).toISOString()])
    await jobs`select jobs.enqueue('letters', jsonb_build_object('id', ${shorter.id}::bigint))`
    await shorter.post('/me/notifications', { quiet: false })
    await hasten()
    expect(to(shorter)).toEqual([])
    await longer.post('/me/notifications', { quiet: false })
    await hasten()
    expect(to(longer)).toHaveLength(1)
  })

  it('does not hold what is said elsewhere, nor what hosts do', async () => {
    const reader = await member()
    const room = await open()
    await say(room, 'Mine', reader)
    await say(room, `@${reader.handle}`)
    await ada.post(`${room.url}/messages/1/removal`, { reason: 'Not here' })
    await told()
    const held = await world.owner<{ reason: string; held: boolean }[]>`
      select reason, held_until is not null held from notification where person_id = ${reader.id} order by id`
    expect([...held]).toEqual([
      { reason: 'named', held: true },
      { reason: 'tended', held: false },
    ])
    expect(await bell(reader)).toBe(true)
    await world.discussion(river, ada, 'Elsewhere', { text: `@${reader.handle}` })
    await hasten()
    expect(to(reader)).toHaveLength(1)
    expect(to(reader)[0]!.subject).toContain('Elsewhere')
  })

  it('reaches open pages when the quiet is over, also of who wants no letters', async () => {
    const reader = await member()
    await reader.post('/me/notifications', { letters: false })
    const room = await open()
    const ear = await Ear.open(address, reader, { origin: 'http://localhost' })
    const news = () => ear.heard.filter((one) => one.news).length
    await say(room, `@${reader.handle}`)
    expect(await planned(reader)).toEqual([room.quietUntil])
    // What comes after it on the same line is heard, and it is not.
    await world.discussion(river, ada, 'Elsewhere', { text: `@${reader.handle}` })
    await expect.poll(news).toBe(1)
    await over(reader)
    await hasten()
    await expect.poll(news).toBeGreaterThan(1)
    const before = news()
    await jobs`select jobs.enqueue('letters', jsonb_build_object('id', ${reader.id}::bigint))`
    await expect.poll(news).toBeGreaterThan(before)
    expect(to(reader)).toEqual([])
    ear.close()
  })

  it('is not told of to whom has read it meanwhile', async () => {
    const reader = await member()
    const room = await open()
    await say(room, `@${reader.handle}`)
    await reader.post(`${room.url}/reading`, { number: 1 })
    await over(reader)
    await hasten()
    expect([to(reader), await bell(reader)]).toEqual([[], false])
  })
})
