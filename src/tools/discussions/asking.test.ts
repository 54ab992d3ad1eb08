import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Community, type Discussion, type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
let host: Person
let luc: Person
let bashir: Person
let eszter: Person
let nils: Person
let community: Community
let call: Discussion

beforeEach(async () => {
  host = await world.person('Ada Umeh')
  luc = await world.person('Luc Marchetti')
  bashir = await world.person('Bashir Rahmani')
  eszter = await world.person('Eszter Balog')
  nils = await world.person('Nils Oosterhuis')
  community = await world.community(host)
  for (const one of [luc, bashir, eszter, nils]) await world.join(community, one)
  await bashir.post('/me/profile', { askAbout: 'nets, stakes in wet ground' })
  await eszter.post('/me/profile', { does: 'I know mosses.', askAbout: 'mosses, river banks, willow that comes back' })
  await nils.post('/me/profile', { does: 'I built dykes.', askAbout: 'clay, banks that slide' })
  await luc.post('/me/profile', { askAbout: 'banks, willow, cows' })
  call = await help('I lost forty metres of bank', 'By what do I begin?', 'banks, willow')
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const help = (title: string, text: string, tags = '') =>
  world.discussion(community, luc, title, { intent: 'help', text, tags })
const asking = async (by: Person, it = call) => (await by.json(it.path)).json().asking
const names = (people: { name: string }[]) => people.map(({ name }) => name.split(' ')[0])
const ask = (who: Person, by = luc, it = call) => by.post(`${it.path}/asks`, { handle: who.handle })

describe('people who may know', () => {
  it('are shown to who asks for help, with what they say themselves, and to nobody else', async () => {
    const { people } = await asking(luc)
    expect(names(people)).toEqual(['Eszter', 'Nils'])
    expect(people[0].topics).toEqual(['willow that comes back', 'river banks'])
    expect(people[1].topics).toEqual(['banks that slide'])
    const page = (await luc.get(call.path)).body
    expect(page).toMatch(/People who may know[\s\S]*willow that comes back, river banks[\s\S]*Ask Eszter/)
    for (const one of [host, eszter, bashir]) {
      expect(await asking(one)).toBeNull()
      expect((await one.get(call.path)).body).not.toContain('People who may know')
    }
  })

  it('are three at most, of this community, and never who asks or has written already', async () => {
    for (let i = 0; i < 4; i++) {
      const one = await world.person(`Willow ${i}`)
      await one.post('/me/profile', { askAbout: 'willow, banks' })
      if (i) await world.join(community, one)
    }
    expect((await asking(luc)).people).toHaveLength(3)
    expect(names((await asking(luc)).people)).not.toContain('Luc')
    await eszter.post(`${call.path}/messages`, { text: 'Put the stones down.' })
    expect(names((await asking(luc)).people)).not.toContain('Eszter')
    await world.owner`update membership set ended_at = now() where person_id = ${nils.id}`
    expect(names((await asking(luc)).people)).not.toContain('Nils')
  })

  it('are not found by what they hide', async () => {
    await eszter.post('/me/profile', { askAbout: 'willow, banks', hidden: ['askAbout'] })
    expect(names((await asking(luc)).people)).toEqual(['Nils'])
  })

  it.each([
    [
      'in French, accents folded',
      'Une berge et des saules',
      'Planter des boutures de SAULE, meme fragiles',
      'saule, boutures',
    ],
    ['by the stem of a word', 'My river banks are sliding', 'What now?', 'bank, slide'],
    ['with accents one side only', 'Ecluse en panne', 'Que faire ?', 'écluses'],
  ])('are found %s', async (_what, title, text, askAbout) => {
    await bashir.post('/me/profile', { askAbout })
    const it = await help(title, text)
    expect(names((await asking(luc, it)).people)).toContain('Bashir')
  })

  it.each([
    ['words that say nothing', 'What is it that we have and who are you', 'avec des dans les pour que'],
    ['numbers', '2025 and 2026', '40 60'],
  ])('are not found by %s', async (_what, title, text) => {
    await bashir.post('/me/profile', { askAbout: 'what it is that we have, avec des dans les pour que, 2025, 40' })
    expect(await asking(luc, await help(title, text))).toBeNull()
  })

  it('are for calls for help: other discussions show none', async () => {
    const talk = await world.discussion(community, luc, 'Willow banks', { intent: 'question', tags: 'willow' })
    expect(await asking(luc, talk)).toBeNull()
    expect((await ask(eszter, luc, talk)).statusCode).toBe(403)
  })

  it('go away by “not now”, and come back', async () => {
    await luc.submit(`${call.path}/asks/rest`, { on: 'true' })
    expect(await asking(luc)).toMatchObject({ people: [], rests: true })
    const page = (await luc.get(call.path)).body
    expect(page).not.toContain('Ask Eszter')
    expect(page).toContain('See people who may know')
    await luc.submit(`${call.path}/asks/rest`, { on: 'false' })
    expect((await asking(luc)).people).toHaveLength(2)
    expect((await eszter.post(`${call.path}/asks/rest`, { on: true })).statusCode).toBe(403)
  })

  it('cost the page as many queries for ten people as for two', async () => {
    const count = async () => (await world.statementsOf(() => luc.get(call.path))).length
    const few = await count()
    for (let i = 0; i < 8; i++) {
      const one = await world.person(`Willow ${i}`)
      await one.post('/me/profile', { askAbout: 'willow' })
      await world.join(community, one)
    }
    expect(await count()).toBe(few)
  })
})

describe('asking someone', () => {
  it('tells the one who is asked, and shows who asks that it was done', async () => {
    const page = await luc.submit(`${call.path}/asks`, { handle: eszter.handle })
    expect(page.headers.location).toBe(`${call.path}#asking`)
    const asked = await eszter.get(call.path)
    expect(asked.body).toContain('Luc asks whether you can help')
    expect(asked.body).toContain('href="#reply-text"')
    expect((await asking(eszter)).askedMe.by.name).toBe('Luc Marchetti')
    const seen = await asking(luc)
    expect(names(seen.people)).toEqual(['Nils'])
    expect(seen.asked).toMatchObject([{ name: 'Eszter Balog', answer: null }])
    for (const one of [host, nils]) expect(await asking(one)).toBeNull()
  })

  it('waits for the one who is asked on their homes, until they answer', async () => {
    const waits = async (by: Person, home = '/') =>
      (await by.json(home)).json().waiting.filter(({ kind }: { kind: string }) => kind === 'asked')
    await ask(eszter)
    for (const home of ['/', community.path])
      expect(await waits(eszter, home)).toMatchObject([{ url: call.path, by: 'Luc Marchetti' }])
    expect((await eszter.get('/')).body).toContain('Luc Marchetti asks whether you can help')
    for (const one of [luc, host, nils]) expect(await waits(one)).toEqual([])
    const declined = await eszter.submit(`${call.path}/asks/declining?from=home`)
    expect(declined.headers.location).toBe('/')
    expect(await waits(eszter)).toEqual([])
  })

  it('is settled by writing there', async () => {
    await ask(eszter)
    await eszter.post(`${call.path}/messages`, { text: 'Begin with the fence.' })
    expect((await eszter.get(call.path)).body).not.toContain('asks whether you can help')
    expect((await asking(luc)).asked).toMatchObject([{ answer: 'answered' }])
    expect((await luc.get(call.path)).body).toContain('Answered below.')
  })

  it('may be met with “not now”, which only who asked is told, and answered later', async () => {
    await ask(eszter)
    expect((await eszter.submit(`${call.path}/asks/declining`)).headers.location).toBe(call.path)
    expect((await asking(luc)).asked).toMatchObject([{ answer: 'not-now' }])
    expect((await luc.get(call.path)).body).toContain('Not now.')
    for (const one of [host, nils, eszter]) {
      expect(await asking(one)).toBeNull()
      expect((await one.get(call.path)).body).not.toMatch(/not-now|Not now/)
    }
    await eszter.post(`${call.path}/messages`, { text: 'I have an hour after all.' })
    expect((await asking(luc)).asked).toMatchObject([{ answer: 'answered' }])
    await eszter.post(`${call.path}/asks/declining`)
    expect((await asking(luc)).asked).toMatchObject([{ answer: 'answered' }])
  })

  it('is done three times at most, each person once, also at the same moment', async () => {
    const more = await world.person('Mei Zhao')
    await world.join(community, more)
    const answers = await Promise.all([eszter, nils, bashir, more].map((one) => ask(one)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 201, 201, 422])
    const refused = answers.find(({ statusCode }) => statusCode === 422)!
    expect(Object.values(refused.json().errors)).toEqual(['You have asked 3 people. Wait for what they say.'])
    const { asked, people } = await asking(luc)
    expect([asked.length, people.length]).toEqual([3, 0])
    const again = asked.map(({ handle }: Person) => luc.post(`${call.path}/asks`, { handle }))
    expect((await Promise.all(again)).map(({ statusCode }) => statusCode)).toEqual([201, 201, 201])
    expect((await asking(luc)).asked).toHaveLength(3)
  })

  it('is for who asks for help there, of people who are there', async () => {
    const noor = await world.person('Noor Bakri')
    expect((await ask(nils, host)).statusCode).toBe(403)
    expect((await ask(nils, noor)).statusCode).toBe(404)
    for (const handle of [luc.handle, noor.handle, 'never-was'])
      expect((await luc.post(`${call.path}/asks`, { handle })).statusCode, handle).toBe(422)
    expect((await nils.post(`${call.path}/asks/declining`)).statusCode).toBe(404)
    expect(await asking(luc)).toMatchObject({ asked: [] })
  })

  it('ends with the community’s closing', async () => {
    await ask(eszter)
    await world.owner`update space set closed_at = now() where id = ${community.id}`
    expect((await eszter.get(call.path)).body).not.toContain('asks whether you can help')
    expect((await ask(nils)).statusCode).toBe(403)
    expect((await eszter.post(`${call.path}/asks/declining`)).statusCode).toBe(403)
  })
})
