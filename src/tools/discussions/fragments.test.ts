import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { workersOf } from '../../../test/workers.ts'
import type { Locale } from '../../platform/i18n.ts'

/**
 * Messages on a page are fragments that are kept. After whatever changes, pages say what a program says that keeps nothing;
 * and each reader sees their own.
 */

const world = await testSite()
await workersOf(world)
const host = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const sana = await world.person('Sana Petit')
const yves = await world.person('Yves Roche', { lang: 'fr' })
const readers = [host, luc, sana, yves]
const community = await world.community(host)
for (const one of [luc, sana, yves]) await world.join(community, one)
const talk = await world.discussion(community, sana, 'Two jars by Friday', { intent: 'question' })
const second = `${talk.path}/messages/2`
await luc.post(`${talk.path}/messages`, { text: 'Words of Luc, « déjà dits ».' })
await sana.post(`${talk.path}/messages`, { text: 'Words of Sana.', replyTo: 1 })

afterEach(() => {
  vi.useRealTimers()
  expect(world.mistakes.splice(0)).toEqual([])
})

/** The messages of the page, as this person is shown them. */
async function messages(person: Pick<Person, 'get'>): Promise<string[]> {
  const { body, statusCode } = await person.get(talk.path)
  expect(statusCode).toBe(200)
  return body.match(/<article[\s\S]*?<\/article>/g) ?? []
}

const all = (whose: Person[]) => Promise.all(whose.map(messages))

/** A program that keeps nothing: each request finds its language as if for the first time. */
const peer = await world.peer()
const { localeFor } = peer.site
peer.site.localeFor = (lang) => Object.create(localeFor(lang)) as Locale

/** The same from that program. */
async function anew(whose: Person[]): Promise<string[][]> {
  const get = async ({ cookie }: Person) => {
    const headers = { cookie, accept: 'text/html', host: 'localhost' }
    return peer.server.inject({ method: 'GET', url: talk.path, headers })
  }
  return Promise.all(whose.map((one) => messages({ get: () => get(one) })))
}

/** Everyone has looked; something changes; who is shown something else then? */
async function changes(change: () => Promise<unknown>, whose = readers): Promise<string[]> {
  await all(whose)
  const before = await all(whose)
  await change()
  const after = await all(whose)
  expect(after).toEqual(await anew(whose))
  return whose.filter((_, i) => JSON.stringify(before[i]) !== JSON.stringify(after[i])).map(({ name }) => name)
}

const everyone = readers.map(({ name }) => name)

describe('a message on a page', () => {
  it('says what is said now: after an edit, a removal, its undoing', async () => {
    expect(await changes(() => luc.post(`${second}/edit`, { text: 'Other words.', version: 1 }))).toEqual(everyone)
    expect((await messages(sana))[1]).toContain('Other words.')
    expect(await changes(() => luc.post(`${second}/removal`))).toEqual(everyone)
    expect((await messages(sana))[1]).not.toContain('Other words.')
    expect(await changes(() => luc.post(`${second}/restoration`))).toEqual(everyone)
  })

  it('counts reactions for all, and presses the button for whoever gave one', async () => {
    expect(await changes(() => sana.post(`${second}/reactions`, { on: 'thanks' }))).toEqual(everyone)
    const pressed = async (person: Person) => (await messages(person))[1]!.includes('aria-pressed="true"')
    expect(await Promise.all(readers.map(pressed))).toEqual([false, false, true, false])
    expect(await changes(() => host.post(`${second}/reactions`, { on: 'thanks' }))).toEqual(everyone)
    expect(await Promise.all(readers.map(pressed))).toEqual([true, false, true, false])
  })

  it('is kept for later, and folded, for one person alone', async () => {
    expect(await changes(() => sana.post(`${second}/saving`, { on: true }))).toEqual([sana.name])
    expect(await changes(() => yves.submit(`/people/${luc.handle}/block`, { on: 'true' }))).toEqual([yves.name])
    expect(await changes(() => yves.submit(`/people/${luc.handle}/block`, { on: 'false' }))).toEqual([yves.name])
  })

  it('is chosen as the answer', async () => {
    expect(await changes(() => sana.post(`${talk.path}/acceptance`, { number: 2 }))).toEqual(everyone)
  })

  it('bears the name, the face and the badge that its author has now', async () => {
    const renamed = () =>
      world.owner`update person set name = 'Luc M.', picture = ${'a'.repeat(64)} where id = ${luc.id}`
    expect(await changes(renamed)).toEqual(everyone)
    expect((await messages(host))[1]).toContain('Luc M.')
    expect(
      await changes(() =>
        host.post(`/c/${community.slug}/members/${luc.handle}`, { standing: 'member', badge: 'funder' }),
      ),
    ).toEqual(everyone)
  })

  it('speaks the language that its reader chose, and tells the time of their zone', async () => {
    expect((await messages(yves))[1]).toContain('Répondre')
    expect(await changes(() => world.owner`update person set lang = 'en' where id = ${yves.id}`)).toEqual([yves.name])
    expect(
      await changes(
        () =>
          world.owner`insert into profile (person_id, time_zone) values (${yves.id}, 'Pacific/Auckland') on conflict (person_id) do update set time_zone = excluded.time_zone`,
      ),
    ).toEqual([yves.name])
  })

  it('was said yesterday, a day later', async () => {
    const tomorrow = () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 })
    expect(await changes(async () => tomorrow())).toEqual(everyone)
    expect((await messages(luc))[1]).toContain('yesterday at')
  })

  it('can be answered no more where the discussion is closed, and tended by who has become a host', async () => {
    expect(await changes(() => host.post(`/c/${community.slug}/members/${sana.handle}`, { standing: 'host' }))).toEqual(
      [sana.name],
    )
    expect((await messages(sana))[1]).toContain(`${second}/split`)
    expect((await messages(luc))[1]).not.toContain(`${second}/split`)
    expect(await changes(() => host.post(`${talk.path}/closure`, { reason: 'Both jars are here.' }))).toEqual(everyone)
  })

  it('is forgotten with its author', async () => {
    const others = readers.filter((one) => one !== luc)
    const done = async () =>
      (await world.owner`select from erasure where person_id = ${luc.id} and done_at is not null`).length
    const forget = async () => {
      expect((await luc.post('/me/forgetting', { words: 'take', handle: luc.handle })).statusCode).toBe(200)
      await expect.poll(done, { timeout: 10_000 }).toBe(1)
    }
    expect(await changes(forget, others)).toEqual(others.map(({ name }) => name))
    expect((await messages(host)).join()).not.toContain('Luc M.')
  })
})
