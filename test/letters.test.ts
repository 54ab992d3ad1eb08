import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from './site.ts'
import { smtpServer } from './smtp.ts'
import { workersOf } from './workers.ts'

/** Letters about what concerns people: through activity, jobs, the queue and a real SMTP server. */

const { url, received, state } = await smtpServer()
const world = await testSite({
  mode: 'production',
  env: { SMTP_URL: url, COPSE_URL: 'http://localhost', MAIL_FROM: 'River <river@example.org>' },
})
const { jobs, told, hasten } = await workersOf(world)
const ada = await world.person('Ada Umeh')
const river = await world.community(ada)
let newcomers = 0

beforeEach(() => {
  received.length = 0
  Object.assign(state, { refuse: 0, drop: 0 })
})
afterEach(() => {
  expect(world.mistakes.splice(0).filter((one) => !one.startsWith('job.failed'))).toEqual([])
})

/** Somebody new in the community, whose clock says noon. */
async function member(lang = 'en'): Promise<Person> {
  const one = await world.person(`Reader ${++newcomers}`, { lang })
  await world.join(river, one)
  await setClock(one, 12)
  return one
}

/** Moves someone to where it is this hour now. @returns the weekday there, Monday is 1 */
async function setClock(who: Person, hour: number): Promise<number> {
  const off = ((hour - new Date().getUTCHours() + 36) % 24) - 12
  // Signs of these zones are the other way round.
  const zone = off === 0 ? 'Etc/GMT' : `Etc/GMT${off > 0 ? '-' : '+'}${Math.abs(off)}`
  await world.owner`update profile set time_zone = ${zone} where person_id = ${who.id}`
  const there = new Date(Date.now() + off * 3_600_000)
  return there.getUTCDay() || 7
}

const to = (who: Person) => received.filter((letter) => letter.to === who.email)
const noLetterWaits = async (who: Person) =>
  expect(await jobs`select from mail where person_id = ${who.id} and state in ('waiting', 'sending')`).toHaveLength(0)

describe('a letter about a single thing', () => {
  it('brings the words, in the reader’s language, with the way to them and the way out', async () => {
    const luc = await member('fr')
    const it = await world.discussion(river, ada, 'Foam <below> the mill', {
      text: `Hello @${luc.handle}, look:\n\n![foam on the water](https://example.org/foam.jpg) and [the list](${river.path}/discussions)`,
      lang: 'en',
    })
    await hasten()
    const [letter, ...others] = to(luc)
    expect(others).toEqual([])
    expect(letter!.subject).toBe('[River Keepers] Foam <below> the mill')
    expect(letter!.text).toContain('Ada Umeh vous mentionne')
    expect(letter!.text).toContain(`Hello @${luc.handle}, look:`)
    expect(letter!.text).toContain(`http://localhost${it.path}/messages/1`)
    expect(letter!.html).toContain('lang="fr"')
    expect(letter!.html).toContain(`href="http://localhost${river.path}/discussions"`)
    expect(letter!.html).not.toMatch(/<img|href="\//)
    expect(letter!.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    expect(letter!.header('List-Id')).toBe('<river-keepers.localhost>')
    expect(letter!.header('Auto-Submitted')).toBe('auto-generated')
    expect(letter!.header('Content-Language')).toBe('fr')
    expect(letter!.header('References')).toBe(`<discussion-${it.id}@localhost>`)
  })

  it('is not sent for what was read meanwhile, nor to whom may not read it any more', async () => {
    const [reader, leaver] = [await member(), await member()]
    const it = await world.discussion(river, ada, 'Soon read', { text: `@${reader.handle} @${leaver.handle}` })
    await told()
    await reader.post(`${it.path}/reading`, { number: 1 })
    await jobs`update graphile_worker._private_jobs set run_at = now() + interval '1 hour'`
    await ada.post(`${river.path}/members/${leaver.handle}/ending`)
    await hasten()
    expect([to(reader), to(leaver)]).toEqual([[], []])
  })

  it('written but not gone is not sent when its words are taken away', async () => {
    const reader = await member()
    const it = await world.discussion(river, ada, 'Taken back', { text: 'Hm.' })
    await ada.post(`${it.path}/messages`, { text: `@${reader.handle}` })
    await told()
    state.refuse = 1
    await hasten()
    await expect
      .poll(async () => (await jobs`select error from mail where person_id = ${reader.id}`)[0]?.error)
      .toBe('451')
    await ada.post(`${it.path}/messages/2/removal`)
    await hasten()
    expect(to(reader)).toEqual([])
    await expect
      .poll(async () => (await jobs`select state from mail where person_id = ${reader.id}`)[0]!.state)
      .toBe('expired')
  })

  it('comes once for each thing, however often anything fails or is done again', async () => {
    const reader = await member()
    await world.discussion(river, ada, 'Exactly once', { text: `@${reader.handle}` })
    await told()
    // Taken by the server, the line cut before we hear of it: sent again, as the same mail.
    state.drop = 1
    await hasten()
    await expect.poll(() => to(reader).length, { timeout: 5000 }).toBeGreaterThan(0)
    for (let i = 0; i < 3; i++) {
      await jobs`select jobs.enqueue('letters', jsonb_build_object('id', ${reader.id}::bigint))`
      await hasten()
    }
    await noLetterWaits(reader)
    expect(new Set(to(reader).map((letter) => letter.id)).size).toBe(1)
    expect(await jobs`select from mail where person_id = ${reader.id}`).toHaveLength(1)
  })

  it('is one for an item, and one for all when there are many', async () => {
    const [some, many] = [await member(), await member()]
    const it = await world.discussion(river, ada, 'Twice', { text: `@${some.handle}` })
    await ada.post(`${it.path}/messages`, { text: `@${some.handle} again` })
    for (let i = 0; i < 5; i++) await world.discussion(river, ada, `Call ${i}`, { text: `@${many.handle}` })
    await hasten()
    expect(to(some)).toHaveLength(1)
    expect(to(some)[0]!.text).toContain('again')
    expect(to(many).map((letter) => letter.subject)).toEqual(['5 things for you'])
    for (let i = 0; i < 5; i++) expect(to(many)[0]!.text).toContain(`Call ${i}`)
  })

  it('of what goes on in what they began comes once until they have been there', async () => {
    const reader = await member()
    const it = await world.discussion(river, reader, 'Lively')
    for (const text of ['One', 'Two', 'Three']) {
      await ada.post(`${it.path}/messages`, { text })
      await hasten()
    }
    expect(to(reader)).toHaveLength(1)
    await reader.post(`${it.path}/reading`, { number: 4 })
    await ada.post(`${it.path}/messages`, { text: 'Four' })
    await hasten()
    expect(to(reader)).toHaveLength(2)
  })

  it('waits for the end of quiet hours and of a pause', async () => {
    const [night, away] = [await member(), await member()]
    await setClock(night, 23)
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
    await away.post('/me/notifications/pause', { until: day })
    await world.discussion(river, ada, 'Late', { text: `@${night.handle} @${away.handle}` })
    await told()
    const planned = await jobs<{ person: number; at: Date }[]>`
      select (j.payload ->> 'id')::bigint person, j.run_at at from graphile_worker._private_jobs j where j.key like 'letters:%'`
    const hoursUntil = (who: Person) =>
      (planned.find((one) => one.person === who.id)!.at.getTime() - Date.now()) / 3_600_000
    expect(hoursUntil(night)).toBeGreaterThan(7)
    expect(hoursUntil(night)).toBeLessThan(8.1)
    expect(hoursUntil(away)).toBeGreaterThan(4 * 24 - 13)
    // Started too early, it waits on.
    await jobs`update graphile_worker._private_jobs set run_at = now() where key like 'letters:%'`
    await jobs`select jobs.enqueue('tell', '{"id": 0}')`
    await expect
      .poll(
        async () =>
          (
            await jobs`select from graphile_worker._private_jobs where key like 'letters:%' and run_at > now() + interval '1 hour'`
          ).length,
      )
      .toBe(2)
    expect([to(night), to(away)]).toEqual([[], []])
    await jobs`delete from graphile_worker._private_jobs where key like 'letters:%'`
  })

  it('comes for what was chosen, and not for what is only read here', async () => {
    const reader = await member()
    await reader.post(`${river.path}/following`, { level: 'follow' })
    await world.discussion(river, ada, 'Followed')
    await hasten()
    expect(to(reader)).toEqual([])
    await reader.post('/me/notifications', { follows: 'mail' })
    await world.discussion(river, ada, 'Followed by letter')
    await hasten()
    expect(to(reader)).toHaveLength(1)
    await reader.post('/me/notifications', { letters: false })
    await world.discussion(river, ada, 'No more', { text: `@${reader.handle}` })
    await hasten()
    expect(to(reader)).toHaveLength(1)
  })

  it('stops with one press, without signing in; opening its page stops nothing', async () => {
    const reader = await member()
    await world.discussion(river, ada, 'Stop this', { text: `@${reader.handle}` })
    await hasten()
    const stop = /<http:\/\/localhost(\/letters\/[^>]+)>/.exec(to(reader)[0]!.header('List-Unsubscribe'))![1]!
    const page = await world.nobody.get(stop)
    expect(page.statusCode).toBe(200)
    expect((await reader.json('/me/notifications')).json().letters).toBe(true)
    // As RFC 8058 says: a mail program's POST, with no cookie and from nowhere.
    const press = await world.server.inject({
      method: 'POST',
      url: stop,
      payload: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(press.statusCode).toBe(200)
    expect((await reader.json('/me/notifications')).json().letters).toBe(false)
    const other = stop.replace(/\/(\d+)-/, (_, id) => `/${Number(id) + 1}-`)
    for (const wrong of [other, `${stop}x`, '/letters/1-abc'])
      expect((await world.nobody.get(wrong)).statusCode).toBe(404)
  })
})

describe('the weekly letter', () => {
  const weekly = async () => {
    await jobs`select jobs.enqueue('weekly', '{"id": 0}')`
    await expect
      .poll(
        async () =>
          (
            await jobs`select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier in ('weekly', 'mail') and (j.run_at <= now() or j.locked_at is not null)`
          ).length,
      )
      .toBe(0)
  }

  it('comes first on the morning after joining, once, and says what there is', async () => {
    const reader = await member()
    await setClock(reader, 8)
    await world.owner`update membership set joined_at = now() - interval '10 hours' where person_id = ${reader.id}`
    await weekly()
    await weekly()
    const [letter, ...others] = to(reader)
    expect(others).toEqual([])
    expect(letter!.subject).toBe('Welcome to River Keepers')
    expect(letter!.text).toContain('Ada Umeh')
    expect(letter!.text).toContain('To look after the river.')
    expect(letter!.header('List-Id')).toBe('<river-keepers.localhost>')
  })

  it('then comes once a week on its day, with what is new and not read, and not when nothing is', async () => {
    const reader = await member()
    const today = await setClock(reader, 8)
    await world.owner`update membership set joined_at = now() - interval '100 days' where person_id = ${reader.id}`
    await world.owner`insert into weekly (person_id, space_id, made_at) values (${reader.id}, ${river.id}, now() - interval '7 days')`
    const set = (weekday: number) => reader.post('/me/notifications', { weekday })
    const [unread, known] = [
      await world.discussion(river, ada, 'Unread eels'),
      await world.discussion(river, ada, 'Known eels'),
    ]
    await reader.post(`${known.path}/reading`, { number: 1 })
    await world.discussion(river, ada, 'Muted eels').then((it) => reader.post(`${it.path}/follow`, { level: 'muted' }))
    await set((today % 7) + 1)
    await weekly()
    expect(to(reader)).toEqual([])
    await set(today)
    await setClock(reader, 15)
    await weekly()
    expect(to(reader)).toEqual([])
    await set(await setClock(reader, 9))
    await weekly()
    await weekly()
    const [letter, ...others] = to(reader)
    expect(others).toEqual([])
    expect(letter!.subject).toBe('This week in River Keepers')
    expect(letter!.text).toContain('Unread eels')
    expect(letter!.text).toContain(`http://localhost${unread.path}`)
    for (const title of ['Known eels', 'Muted eels']) expect(letter!.text).not.toContain(title)
    // A week later nothing is new.
    received.length = 0
    await world.owner`update membership set joined_at = now() - interval '100 days' where space_id = ${river.id}`
    await world.owner`update tail set last_at = now() - interval '9 days'`
    await world.owner`update weekly set made_at = now() - interval '7 days'`
    await weekly()
    expect(to(reader)).toEqual([])
    await noLetterWaits(reader)
  })

  it('does not welcome who has long been there', async () => {
    const reader = await member()
    await world.owner`update membership set joined_at = now() - interval '100 days' where person_id = ${reader.id}`
    await world.discussion(river, ada, 'Old friends')
    await reader.post('/me/notifications', { weekday: await setClock(reader, 8) })
    await weekly()
    expect(to(reader).map((letter) => letter.subject)).toEqual(['This week in River Keepers'])
  })

  it('stops for one community, and holds its tongue about circles one is not in', async () => {
    const reader = await member()
    await setClock(reader, 8)
    const circle = (await ada.post(`${river.path}/circles`, { name: 'Hidden ones', visibility: 'hidden' })).json()
    await ada.post(`${circle.url}/discussions`, { title: 'Secret eels', text: 'Hush.' })
    await world.owner`update membership set joined_at = now() - interval '10 hours' where person_id = ${reader.id}`
    await weekly()
    const [letter] = to(reader)
    expect(letter!.text).not.toContain('Secret eels')
    const stop = /<http:\/\/localhost(\/letters\/[^>]+)>/.exec(letter!.header('List-Unsubscribe'))![1]!
    await world.nobody.submit(stop)
    expect((await reader.json('/me/notifications')).json()).toMatchObject({
      weekly: true,
      communities: [{ weekly: false }],
    })
    received.length = 0
    await world.owner`update weekly set made_at = null where person_id = ${reader.id}`
    await weekly()
    expect(to(reader)).toEqual([])
  })

  it('is not written to whoever left, is a past guest, or pauses', async () => {
    const [left, past, paused] = [await member(), await member(), await member()]
    for (const one of [left, past, paused]) await setClock(one, 8)
    await world.owner`update membership set joined_at = now() - interval '10 hours' where person_id = any(${[left.id, past.id, paused.id]})`
    await left.post(`${river.path}/leaving`)
    await world.owner`update membership set standing = 'guest', until = now() - interval '1 minute' where person_id = ${past.id}`
    await paused.post('/me/notifications/pause', {
      until: new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10),
    })
    await weekly()
    expect([to(left), to(past), to(paused)]).toEqual([[], [], []])
  })
})
