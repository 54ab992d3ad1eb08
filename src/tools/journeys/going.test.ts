import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { workersOf } from '../../../test/workers.ts'
import { hashOf } from '../../spine/people/credential.ts'

const world = await testSite()
const { jobs, told } = await workersOf(world)
const ada = await world.person('Ada Umeh')
const sana = await world.person('Sana Halabi')
const luc = await world.person('Luc Marchetti')
const yara = await world.person('Yara Haddad')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
for (const one of [sana, luc, yara]) await world.join(river, one)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
const here = `${river.path}/journeys`
await world.owner`update space set tools = tools || '{journeys}' where id = ${river.id}`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const DAY = 86_400_000
const day = (ahead: number) => new Date(Date.now() + ahead * DAY).toISOString().slice(0, 10)
const read = async (by: Person, url: string) => (await by.json(url)).json()
const status = async (by: Person, url: string, body: object = {}) => (await by.post(url, body)).statusCode

interface Made {
  id: number
  url: string
}
async function begin(more: object = {}): Promise<Made> {
  return (await sana.post(here, { title: 'Reading a river', open: true, ...more })).json()
}
async function step(it: Made, more: object): Promise<Made> {
  const made = await sana.post(`${it.url}/steps`, more)
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
const meet = (it: Made, title: string, more: object = {}) =>
  step(it, { kind: 'meet', title, date: 'new', newDay: day(5), newTime: '10:00', ...more })
const replyTo = async (by: Person, at: Made) => (await read(by, at.url)).meeting.reply
const news = async (by: Person) =>
  ((await read(by, '/notifications')).notifications as { sentence: string; url: string; unread: number }[]).filter(
    ({ unread }) => unread,
  )

/** Runs a statement as `copse_app` in somebody’s name, with all their spaces: how many rows it gives or changes, or the error’s code. */
async function asApp(who: Person, statement: string): Promise<number | string> {
  const sql = await world.site.database.app.reserve()
  try {
    await sql`begin`
    await sql`select enter(${hashOf(who.cookie.slice('copse='.length))}, null, true)`
    return (await sql.unsafe(statement)).count
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    await sql`rollback`
    sql.release()
  }
}

describe('joining', () => {
  it('is one tap, also for guests; says yes to its dates but what was answered; leaving takes back that yes alone', async () => {
    const it = await begin()
    const [walk, hour, extra] = [
      await meet(it, 'Walk'),
      await meet(it, 'Listening hour'),
      await meet(it, 'Fire', { must: 'may' }),
    ]
    await luc.post(`${hour.url}/coming`, { reply: 'no' })
    for (const by of [luc, luc, rosa]) expect(await status(by, `${it.url}/joining`, { answers: true })).toBe(200)
    expect([await replyTo(luc, walk), await replyTo(luc, hour), await replyTo(luc, extra)]).toEqual(['yes', 'no', null])
    expect(await read(yara, it.url)).toMatchObject({ goingCount: 2, going: false })
    expect(await read(luc, it.url)).toMatchObject({ going: true, goingCount: 2 })
    await yara.post(`${it.url}/joining`, {})
    expect(await replyTo(yara, walk)).toBe(null)
    await luc.post(`${extra.url}/coming`, { reply: 'yes' })
    for (const _ of [1, 2]) expect(await status(luc, `${it.url}/leaving`)).toBe(200)
    expect([await replyTo(luc, walk), await replyTo(luc, hour), await replyTo(luc, extra)]).toEqual([null, 'no', 'yes'])
    expect(await read(luc, it.url)).toMatchObject({ going: false, goingCount: 2 })
    expect(await status(noor, `${it.url}/joining`)).toBe(404)
    expect((await world.nobody.post(`${it.url}/joining`)).statusCode).toBe(404)
  })

  it('waits where all places are taken; who moves up is told, and answers as they wished', async () => {
    const it = await begin({ places: 1 })
    const walk = await meet(it, 'Walk')
    await luc.post(`${it.url}/joining`, { answers: true })
    await yara.post(`${it.url}/joining`, { answers: true })
    await rosa.post(`${it.url}/joining`, {})
    expect(await read(yara, it.url)).toMatchObject({ waits: true, going: false, goingCount: 1, waitingCount: 2 })
    expect(await replyTo(yara, walk)).toBe(null)
    expect((await rosa.get(it.url)).body).toContain('One person is before you.')
    expect(await status(yara, `${walk.url}/doneness`, { on: true })).toBe(403)
    await luc.post(`${it.url}/leaving`)
    expect(await read(yara, it.url)).toMatchObject({ waits: false, going: true, waitingCount: 1 })
    expect(await replyTo(yara, walk)).toBe('yes')
    expect((await news(yara)).map(({ sentence }) => sentence)).toEqual([
      'A place is free for you on a learning journey',
    ])
    await sana.post(`${it.url}/edit`, { title: 'Reading a river', places: 2, version: 1 })
    expect(await read(rosa, it.url)).toMatchObject({ going: true, waitingCount: 0 })
    expect(await replyTo(rosa, walk)).toBe(null)
    expect(await news(rosa)).toHaveLength(1)
    // Who leaves the community leaves the journey.
    const gone = await world.person('Gareth Pugh')
    await world.join(river, gone)
    await gone.post(`${it.url}/joining`)
    await yara.post(`${river.path}/leaving`)
    expect(await read(gone, it.url)).toMatchObject({ going: true, goingCount: 2 })
    await world.owner`update membership set ended_at = null where person_id = ${yara.id} and space_id = ${river.id}`
  })

  it('of two who take the last place at once one waits', async () => {
    const it = await begin({ places: 1 })
    await Promise.all([luc, yara, rosa].map((by) => by.post(`${it.url}/joining`)))
    expect(await read(ada, it.url)).toMatchObject({ goingCount: 1, waitingCount: 2 })
  })

  it('ends with its day, and when the journey ends; guides take people of the community along, who are told and may leave', async () => {
    const it = await begin({ joinUntil: day(-1) })
    expect(await status(luc, `${it.url}/joining`)).toBe(403)
    expect((await luc.get(it.url)).body).toContain('Joining is over')
    await sana.post(`${it.url}/edit`, { title: 'Reading a river', version: 1 })
    const walk = await meet(it, 'Walk')
    expect(await status(sana, `${it.url}/people`, { person: noor.handle })).toBe(422)
    expect(await status(sana, `${it.url}/people`, { person: 'Luc Marchetti' })).toBe(200)
    expect(await status(sana, `${it.url}/people`, { person: luc.handle })).toBe(200)
    expect(await read(luc, it.url)).toMatchObject({ going: true, goingCount: 1 })
    expect(await replyTo(luc, walk)).toBe(null)
    expect((await news(luc))[0]).toMatchObject({
      sentence: expect.stringContaining('Sana Halabi took you along'),
      url: it.url,
    })
    await luc.post(`${it.url}/leaving`)
    expect(await news(luc)).toEqual([])
    await sana.post(`${it.url}/ending`, { on: true })
    expect(await status(yara, `${it.url}/joining`)).toBe(403)
  })

  it('is ended by who guides it, too: the place is free, the yes is taken back, and who it is about is told', async () => {
    const it = await begin({ places: 1 })
    const walk = await meet(it, 'Walk')
    const off = (by: Person, goer: string) => status(by, `${it.url}/people/removal`, { goer })
    await luc.post(`${it.url}/joining`, { answers: true })
    await yara.post(`${it.url}/joining`, {})
    for (const [by, code] of [
      [yara, 403],
      [rosa, 403],
      [noor, 404],
    ] as const)
      expect([by.name, await off(by, luc.handle)]).toEqual([by.name, code])
    expect(await asApp(yara, `select take_off_journey(${it.id}, ${luc.id})`)).toBe('42501')
    expect(await off(sana, luc.handle)).toBe(200)
    expect(await off(sana, luc.handle)).toBe(422)
    expect(await read(luc, it.url)).toMatchObject({ going: false })
    expect(await read(yara, it.url)).toMatchObject({ going: true, waits: false })
    expect(await replyTo(luc, walk)).toBe(null)
    expect((await news(luc)).map(({ sentence }) => sentence)).toEqual([
      'Sana Halabi took you off a learning journey. What you did and wrote there stays yours',
    ])
    // Taken along again, that is what they are told; a host may take off, too.
    await sana.post(`${it.url}/edit`, { title: 'Reading a river', version: 1 })
    expect(await status(sana, `${it.url}/people`, { person: luc.handle })).toBe(200)
    expect((await news(luc)).map(({ sentence }) => sentence)).toEqual([expect.stringContaining('took you along')])
    expect(await off(ada, luc.handle)).toBe(200)
    expect((await news(luc))[0]).toMatchObject({ sentence: expect.stringContaining('Ada Umeh took you off') })
    expect((await ada.get(`${river.path}/about/log`)).body).toContain('changed a learning journey')
  })
})

describe('a step', () => {
  it('is done by one tap, and undone by another; twice is once; only by who goes it', async () => {
    const it = await begin()
    const [one, two] = [
      await step(it, { kind: 'do', title: 'One' }),
      await step(it, { kind: 'read', title: 'Two', must: 'may' }),
    ]
    expect(await status(luc, `${one.url}/doneness`, { on: true })).toBe(403)
    expect(await status(noor, `${one.url}/doneness`, { on: true })).toBe(404)
    await luc.post(`${it.url}/joining`)
    expect((await read(luc, it.url)).nextStep).toBe(one.id)
    for (const _ of [1, 2]) expect(await status(luc, `${one.url}/doneness`, { on: true })).toBe(200)
    expect(await read(luc, it.url)).toMatchObject({
      doneCount: 1,
      nextStep: two.id,
      steps: [
        { done: true, doneCount: 1 },
        { done: false, doneCount: 0 },
      ],
    })
    const tapped = await luc.submit(`${two.url}/doneness?from=path`, { on: 'true' })
    expect([tapped.statusCode, tapped.headers.location]).toEqual([303, `${it.url}?done=${two.id}#path`])
    const after = (await luc.get(`${it.url}?done=${two.id}`)).body
    expect(after).toContain('You have gone all of it')
    expect(after).toContain('Undo')
    for (const _ of [1, 2]) expect(await status(luc, `${two.url}/doneness`, { on: false })).toBe(200)
    expect((await read(luc, it.url)).doneCount).toBe(1)
    // Counts are for the group, its guides and hosts.
    expect((await read(yara, it.url)).steps[0].doneCount).toBe(null)
    expect((await read(ada, it.url)).steps[0].doneCount).toBe(1)
    expect((await read(ada, it.url)).steps[0].done).toBe(false)
  })

  it('to which something is brought is done with that; it stands below the journey and says what it is for', async () => {
    const it = await begin()
    const at = await step(it, { kind: 'do', title: 'Bring a jar', bring: true })
    expect(await status(luc, `${at.url}/bringing`, { text: 'Mine.' })).toBe(403)
    await luc.post(`${it.url}/joining`)
    const empty = await luc.submit(`${at.url}/bringing`, { text: '' })
    expect(empty.statusCode).toBe(422)
    expect(await status(luc, `${at.url}/bringing`, { text: 'Brown, and then clear.' })).toBe(201)
    expect(await read(yara, at.url)).toMatchObject({ brought: [{ person: { name: 'Luc Marchetti' } }], done: false })
    const [message] = (await read(yara, it.url)).messages
    expect(message.html).toContain('Brown, and then clear.')
    expect(message.html).toContain(at.url)
    expect((await read(luc, at.url)).done).toBe(true)
    await luc.post(`${it.url}/messages/1/removal`)
    expect((await read(yara, at.url)).brought).toEqual([])
  })
})

describe('where each is', () => {
  it('is seen by the group where the person lets it, by guides always, by others never', async () => {
    const it = await begin()
    const [one, two] = [await step(it, { kind: 'do', title: 'One' }), await step(it, { kind: 'do', title: 'Two' })]
    for (const by of [luc, yara]) await by.post(`${it.url}/joining`)
    await luc.post(`${one.url}/doneness`, { on: true })
    const of = async (by: Person, who: Person) =>
      (
        (await read(by, `${it.url}/group`)).group as { person: { id: number }; at: number | null; seen: boolean }[]
      ).find(({ person }) => person.id === who.id)
    expect(await of(yara, luc)).toMatchObject({ seen: true, at: two.id })
    expect((await yara.get(it.url)).body).toMatch(/Luc Marchetti<\/span> is here/)
    expect(await of(rosa, luc)).toMatchObject({ seen: false, at: null, doneCount: null })
    // A host who neither goes nor guides it sees who joined, and how many are where.
    expect(await of(ada, luc)).toMatchObject({ seen: false, at: null })
    expect(await status(luc, `${it.url}/showing`, { on: false })).toBe(200)
    expect(await of(yara, luc)).toMatchObject({ seen: false, at: null, doneCount: null })
    expect((await yara.get(it.url)).body).not.toMatch(/Luc Marchetti<\/span> is here/)
    expect(await of(luc, luc)).toMatchObject({ seen: true, at: two.id })
    expect(await of(sana, luc)).toMatchObject({ seen: true, at: two.id, hides: true })
    expect((await read(yara, it.url)).steps[0].doneCount).toBe(1)
    // By direct SQL, too.
    expect(await asApp(yara, `select from journey_done where journey_id = ${it.id}`)).toBe(0)
    expect(await asApp(yara, `select from journey_whereabouts(${it.id}) where person_id = ${luc.id}`)).toBe(0)
    expect(await asApp(rosa, `select from journey_whereabouts(${it.id})`)).toBe(0)
    expect(await asApp(rosa, `select from journey_counts(${it.id})`)).toBe(0)
    expect(await asApp(noor, `select from journey_counts(${it.id})`)).toBe(0)
    expect(await asApp(ada, `select from journey_whereabouts(${it.id})`)).toBe(0)
    expect(await asApp(sana, `select from journey_whereabouts(${it.id})`)).toBe(2)
    expect(
      await asApp(yara, `update journey_member set shows = true where journey_id = ${it.id} and person_id = ${luc.id}`),
    ).toBe(0)
    expect(
      await asApp(
        yara,
        `insert into journey_done (step_id, journey_id, space_id, person_id) values (${one.id}, ${it.id}, ${river.id}, ${luc.id})`,
      ),
    ).toBe('42501')
    expect(
      await asApp(
        rosa,
        `insert into journey_done (step_id, journey_id, space_id, person_id) values (${one.id}, ${it.id}, ${river.id}, ${rosa.id})`,
      ),
    ).toBe('42501')
    expect(
      await asApp(
        yara,
        `insert into journey_member (journey_id, space_id, person_id) values (${it.id}, ${river.id}, ${yara.id})`,
      ),
    ).toBe('42501')
    // A guide asks how it is going, with words that are begun.
    expect((await sana.get(`${it.url}?ask=${luc.handle}`)).body).toContain(`@${luc.handle} How is it going?`)
    expect((await yara.get(`${it.url}?ask=${luc.handle}`)).body).not.toContain('How is it going?')
  })
})

describe('what somebody writes about a question', () => {
  it('for themselves is read by nobody else: no guide, no host, nowhere, and not by SQL', async () => {
    const it = await begin()
    const at = await step(it, { kind: 'reflect', title: 'What did you hear?' })
    for (const by of [luc, yara]) await by.post(`${it.url}/joining`)
    expect(await status(rosa, `${at.url}/reflection`, { text: 'x' })).toBe(403)
    expect(await status(noor, `${at.url}/reflection`, { text: 'x' })).toBe(404)
    expect(await status(luc, `${at.url}/reflection`, { text: 'Zircon thoughts.' })).toBe(200)
    expect(await read(luc, at.url)).toMatchObject({
      done: true,
      wrote: true,
      mine: { source: 'Zircon thoughts.', shared: false },
    })
    expect((await luc.get(`${it.url}/my-way`)).body).toContain('Zircon thoughts.')
    const paths = [
      it.url,
      at.url,
      `${it.url}/group`,
      `${it.url}/looking-back`,
      `${it.url}/my-way`,
      '/search?q=zircon',
      `/people/${luc.handle}`,
      river.path,
      '/notifications',
    ]
    for (const by of [yara, sana, ada, rosa])
      for (const path of paths)
        expect([by.name, path, (await by.json(path)).body.includes('Zircon thoughts')]).toEqual([by.name, path, false])
    for (const by of [yara, sana, ada, rosa, noor]) {
      expect(await asApp(by, 'select from journey_reflection')).toBe(0)
      expect(await asApp(by, `update journey_reflection set shared = true where person_id = ${luc.id}`)).toBe(0)
      expect(await asApp(by, `delete from journey_reflection where person_id = ${luc.id}`)).toBe(0)
    }
    expect(await asApp(luc, 'select from journey_reflection')).toBe(1)
    expect(
      await asApp(
        yara,
        `insert into journey_reflection (step_id, journey_id, space_id, person_id, lang, source, html) values (${at.id}, ${it.id}, ${river.id}, ${luc.id}, 'en', 'x', 'x')`,
      ),
    ).toBe('42501')
    // Not even in the log of what was written: no job of the site may look.
    await expect(jobs`select from journey_reflection`).rejects.toMatchObject({ code: '42501' })
  })

  it('is shared with the group and its guides where they choose so, and taken back; two tabs do not overwrite each other', async () => {
    const it = await begin()
    const at = await step(it, { kind: 'reflect', title: 'What did you hear?' })
    for (const by of [luc, yara]) await by.post(`${it.url}/joining`)
    await luc.post(`${at.url}/reflection`, { text: 'A wren.', shared: true })
    // The same sent twice is there once.
    expect(await status(luc, `${at.url}/reflection`, { text: 'A wren.', shared: true })).toBe(200)
    const shared = async (by: Person) =>
      ((await read(by, at.url)).shared as { person: { name: string } }[]).map(({ person }) => person.name)
    for (const by of [luc, yara, sana]) expect([by.name, await shared(by)]).toEqual([by.name, ['Luc Marchetti']])
    for (const by of [ada, rosa]) expect([by.name, await shared(by)]).toEqual([by.name, []])
    expect((await yara.get(`${it.url}/looking-back`)).body).toContain('A wren.')
    expect((await ada.get(`${it.url}/looking-back`)).body).not.toContain('A wren.')
    expect(await asApp(ada, 'select from journey_reflection')).toBe(0)
    expect(await asApp(yara, 'select from journey_reflection where shared')).toBe(1)
    expect(await asApp(yara, `update journey_reflection set source = 'x' where person_id = ${luc.id}`)).toBe(0)
    expect(await status(luc, `${at.url}/reflection`, { text: 'Two wrens.', shared: true, version: 1 })).toBe(200)
    const late = await luc.submit(`${at.url}/reflection`, { text: 'No wren at all.', shared: 'true', version: '1' })
    expect([late.statusCode, late.body]).toEqual([422, expect.stringContaining('No wren at all.')])
    expect((await read(luc, at.url)).mine.source).toBe('Two wrens.')
    expect(await status(luc, `${at.url}/reflection`, { text: 'Two wrens.', shared: false, version: 2 })).toBe(200)
    expect(await shared(yara)).toEqual([])
    expect(await status(luc, `${at.url}/reflection`, { text: '', version: 3 })).toBe(200)
    expect((await read(luc, at.url)).mine).toBe(null)
    // Sharing tells nobody.
    await told()
    expect((await news(yara)).filter(({ url }) => url.startsWith(it.url))).toEqual([])
  })

  it('that was shared can be taken out of the group’s sight by a guide, which is written down; whoever wrote it keeps it', async () => {
    const it = await begin()
    const at = await step(it, { kind: 'reflect', title: 'What did you hear?' })
    for (const by of [luc, yara]) await by.post(`${it.url}/joining`)
    await luc.post(`${at.url}/reflection`, { text: 'Rather hurtful.', shared: true })
    const away = `${at.url}/reflections/${luc.handle}/removal`
    for (const by of [yara, rosa, ada, noor]) expect([by.name, await status(by, away)]).toEqual([by.name, 404])
    expect((await sana.get(at.url)).body).toContain('Take out of the group')
    expect((await yara.get(at.url)).body).not.toContain('Take out of the group')
    expect(await status(sana, away)).toBe(200)
    expect(await status(sana, away)).toBe(404)
    expect((await read(yara, at.url)).shared).toEqual([])
    expect((await read(luc, at.url)).mine).toMatchObject({ source: 'Rather hurtful.', shared: false, version: 2 })
    expect((await luc.get(`${river.path}/about/log`)).body).toContain('out of the group’s sight')
    // What is for oneself alone nobody takes anywhere.
    await luc.post(`${at.url}/reflection`, { text: 'For me.', version: 2 })
    expect(await status(sana, away)).toBe(404)
  })

  it('goes along in the copy of what is one’s own, and with whoever is forgotten; what is shared stays where words stay', async () => {
    const it = await begin()
    const at = await step(it, { kind: 'reflect', title: 'What did you hear?' })
    const other = await step(it, { kind: 'reflect', title: 'And then?' })
    const gone = await world.person('Sefa Tuala')
    await world.join(river, gone)
    for (const by of [gone, yara]) await by.post(`${it.url}/joining`)
    await gone.post(`${at.url}/reflection`, { text: 'Private tuff.' })
    await gone.post(`${other.url}/reflection`, { text: 'Shared tuff.', shared: true })
    await gone.post(`${river.path}/leaving`)
    const kept = await world.site.mine['journey-reflections']!
    const sql = await world.site.database.app.reserve()
    await sql`begin`
    await sql`select enter(${hashOf(gone.cookie.slice('copse='.length))}, null, true)`
    expect(await kept(sql as never)).toMatchObject([{ source: 'Private tuff.' }, { source: 'Shared tuff.' }])
    await sql`rollback`
    sql.release()
    expect((await read(yara, other.url)).shared).toHaveLength(1)
    await world.owner`select forget_person(${gone.id})`
    expect(await world.owner`select from journey_reflection where person_id = ${gone.id}`).toHaveLength(0)
    expect(await world.owner`select from journey_done where person_id = ${gone.id}`).toHaveLength(0)
    expect(await read(yara, it.url)).toMatchObject({ goingCount: 1 })
  })
})

describe('a journey whose guide is forgotten', () => {
  it('stays for those who go it, without the name; one that nobody else goes is gone', async () => {
    const guide = await world.person('Wanda Quill')
    await world.join(river, guide)
    const make = async (title: string): Promise<Made> => (await guide.post(here, { title, open: true })).json()
    const [gone, alone] = [await make('With others'), await make('Alone')]
    await luc.post(`${gone.url}/joining`)
    await world.owner`select forget_person(${guide.id})`
    expect((await luc.json(alone.url)).statusCode).toBe(404)
    const left = await luc.json(gone.url)
    expect([left.statusCode, left.body.includes('Wanda')]).toEqual([200, false])
    expect((await luc.get(gone.url)).body).toContain('the hosts look after it')
    expect(await status(ada, `${gone.url}/steps`, { kind: 'do', title: 'Go on' })).toBe(201)
  })
})

describe('telling', () => {
  it('on the morning of its day, once, all that opens; not of dates, not what is done, not who hides it all', async () => {
    const it = await begin({ beginsOn: day(-3) })
    const today = { day: day(0) }
    const [one] = [await step(it, { kind: 'do', title: 'Bring a jar', ...today })]
    await step(it, { kind: 'read', title: 'The jar test', afterDays: 3 })
    await step(it, { kind: 'read', title: 'Tomorrow', day: day(1) })
    await meet(it, 'Walk', { newDay: day(0), newTime: '23:50' })
    for (const by of [luc, yara, rosa]) await by.post(`${it.url}/joining`)
    await world.owner`update journey_member set at = now() - interval '2 days' where journey_id = ${it.id}`
    await yara.post(`${one.url}/doneness`, { on: true })
    await world.owner`insert into hearing (person_id, choices) values (${rosa.id}, '{"soon": "none"}') on conflict (person_id) do update set choices = excluded.choices`
    const at = (hour: string) => new Date(`${day(0)}T${hour}:00Z`)
    await jobs`select tell_steps(${at('04:30')})`
    expect((await news(luc)).filter(({ url }) => url.startsWith(it.url))).toEqual([])
    for (const hour of ['10:15', '11:15']) await jobs`select tell_steps(${at(hour)})`
    const heard = async (by: Person) => (await news(by)).filter(({ url }) => url.startsWith(it.url))
    expect(await heard(luc)).toMatchObject([
      { sentence: 'Today on your way: “Bring a jar” and “The jar test”', url: it.url },
    ])
    expect(await heard(yara)).toMatchObject([
      { sentence: 'Today on your way: “The jar test”', url: expect.stringMatching(/\/steps\/\d+$/) },
    ])
    expect(await heard(rosa)).toEqual([])
    expect(await heard(sana)).toEqual([])
    await luc.post(`${it.url}/leaving`)
    expect(await heard(luc)).toEqual([])
  })

  it('tells nobody of a journey that ended, was taken away, or whose tool is off', async () => {
    const make = async (title: string) => {
      const it = await begin({ title })
      await step(it, { kind: 'do', title: 'Now', day: day(0) })
      await yara.post(`${it.url}/joining`)
      await world.owner`update journey_member set at = now() - interval '2 days' where journey_id = ${it.id}`
      return it
    }
    const [ended, gone] = [await make('Ended'), await make('Gone')]
    await sana.post(`${ended.url}/ending`, { on: true })
    await sana.post(`${gone.url}/removal`)
    const [row] = await jobs<[{ n: number }]>`select tell_steps(${new Date(`${day(0)}T12:00:00Z`)}) n`
    expect(row.n).toBe(0)
    await sana.post(`${gone.url}/restoration`)
    await world.owner`update space set tools = array_remove(tools, 'journeys') where id = ${river.id}`
    const [off] = await jobs<[{ n: number }]>`select tell_steps(${new Date(`${day(0)}T12:00:00Z`)}) n`
    expect(off.n).toBe(0)
    await world.owner`update space set tools = tools || '{journeys}' where id = ${river.id}`
  })
})

describe('again', () => {
  it('with a new group: the same steps, days shifted, new dates where a day is given; nobody and nothing said comes along', async () => {
    const it = await begin({ beginsOn: day(-20), endsOn: day(10), places: 9 })
    const walk = await meet(it, 'Walk', {
      stage: 'Week 1',
      newDay: day(2),
      newTime: '10:00',
      newUntil: '12:00',
      newPlace: 'Pont-Sel',
    })
    await meet(it, 'Hour', { stage: 'Week 1', newDay: day(4) })
    await step(it, { kind: 'reflect', title: 'What?', stage: 'Week 2', day: day(1) })
    await step(it, { kind: 'do', title: 'Bring', afterDays: 7, bring: true })
    await luc.post(`${it.url}/joining`)
    const form = await read(yara, `${it.url}/again?begins=${day(80)}`)
    expect(form.dates).toMatchObject([
      { title: 'Walk', day: day(102) },
      { title: 'Hour', day: day(104) },
    ])
    expect((await rosa.get(`${it.url}/again`)).statusCode).toBe(403)
    // The form itself is sent to look at other days: what was typed stays.
    const shifted = await yara.get(`${it.url}/again?_key=x&title=Spring&begins=${day(81)}&steps=1&days=${day(5)}`)
    expect([shifted.statusCode, shifted.body]).toEqual([200, expect.stringContaining(`value="${day(103)}"`)])
    expect(shifted.body).toContain('value="Spring"')
    const steps = form.dates.map(({ stepId }: { stepId: number }) => stepId)
    expect(await status(rosa, `${it.url}/again`, { title: 'x', begins: day(80) })).toBe(403)
    expect(await status(yara, `${it.url}/again`, { title: 'x', begins: day(80), steps, days: [day(102)] })).toBe(422)
    const made = await yara.post(`${it.url}/again`, {
      title: 'Reading a river, spring',
      begins: day(80),
      steps,
      days: [day(102), ''],
    })
    expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
    const anew = await read(yara, made.json().url)
    expect(anew).toMatchObject({
      state: 'draft',
      beginsOn: day(80),
      endsOn: day(110),
      places: 9,
      goingCount: 0,
      guides: [{ name: 'Yara Haddad' }],
      steps: [
        {
          title: 'Walk',
          stage: 'Week 1',
          meeting: { starts: `${day(102)}T10:00:00`, ends: `${day(102)}T12:00:00`, place: 'Pont-Sel', reply: null },
        },
        { title: 'Hour', led: null, away: false },
        { title: 'What?', stage: 'Week 2', day: day(101) },
        { title: 'Bring', day: day(87), bring: true },
      ],
    })
    expect(anew.steps[0].led.id).not.toBe((await read(luc, walk.url)).led.id)
    expect((await luc.get(made.json().url)).statusCode).toBe(404)
  })
})
