import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const sana = await world.person('Sana Halabi')
const luc = await world.person('Luc Marchetti')
const yara = await world.person('Yara Haddad')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, sana)
await world.join(river, luc)
await world.join(river, yara)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
const here = `${river.path}/journeys`
await world.owner`update space set tools = tools || '{journeys,pages}' where id = ${river.id}`

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
async function begin(by: Person = sana, more: object = {}): Promise<Made> {
  const made = await by.post(here, { title: 'Reading a river', open: true, ...more })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
async function step(by: Person, it: Made, more: object): Promise<Made> {
  const made = await by.post(`${it.url}/steps`, more)
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
const titles = async (by: Person, it: Made) =>
  ((await read(by, it.url)).steps as { stage: string; title: string }[]).map(({ stage, title }) =>
    [stage, title].filter(Boolean).join(': '),
  )

describe('a draft', () => {
  it('is seen by its guides and hosts alone: not in lists, searches or titles of others, until it is opened', async () => {
    const it = await begin(sana, { title: 'Quartzite journey', text: 'Feldspar everywhere.', open: false })
    const first = await step(sana, it, { kind: 'reflect', title: 'What glitters?' })
    const listed = async (by: Person) => ((await read(by, here)).journeys as Made[]).map(({ id }) => id)
    for (const by of [sana, ada]) {
      expect((await by.get(it.url)).statusCode).toBe(200)
      expect(await listed(by)).toContain(it.id)
    }
    for (const by of [luc, rosa, noor])
      for (const url of [it.url, first.url, `${it.url}/group`, `${it.url}/edit`])
        expect([url, (await by.get(url)).statusCode]).toEqual([url, 404])
    for (const body of [{}, { answers: true }]) expect(await status(luc, `${it.url}/joining`, body)).toBe(404)
    expect(await status(luc, `${it.url}/messages`, { text: 'Hello?' })).toBe(404)
    expect(await listed(luc)).not.toContain(it.id)
    for (const path of [
      '/search?q=quartzite',
      '/search?q=feldspar',
      `${river.path}/search?q=quartzite`,
      '/search/suggestions?q=quartz',
      `${river.path}/titles?q=quartz`,
      '/notifications',
      `${river.path}`,
      '/',
    ])
      expect([path, (await luc.json(path)).body.match(/quartzite journey|feldspar everywhere/i)?.[0]]).toEqual([
        path,
        undefined,
      ])
    expect((await read(sana, '/search?q=feldspar')).results).toHaveLength(1)
    expect(await status(luc, `${it.url}/opening`, { on: true })).toBe(404)
    expect(await status(sana, `${it.url}/opening`, { on: true })).toBe(200)
    expect((await read(luc, it.url)).state).toBe('running')
    expect((await read(luc, '/search?q=quartzite')).results).toHaveLength(1)
    expect((await noor.get(it.url)).statusCode).toBe(404)
    // As long as nobody has joined it can be one again.
    expect(await status(sana, `${it.url}/opening`, { on: false })).toBe(200)
    expect((await luc.get(it.url)).statusCode).toBe(404)
    await sana.post(`${it.url}/opening`, { on: true })
    await luc.post(`${it.url}/joining`)
    expect(await status(sana, `${it.url}/opening`, { on: false })).toBe(403)
  })
})

describe('a journey', () => {
  it('is begun by members, changed by guides and hosts; guests may do neither; who comes second is told', async () => {
    expect(await status(rosa, here, { title: 'Mine' })).toBe(403)
    expect(await status(noor, here, { title: 'Mine' })).toBe(404)
    const it = await begin(sana, { beginsOn: day(3), endsOn: day(40), takes: 'An hour a week' })
    expect(await read(luc, it.url)).toMatchObject({
      state: 'open',
      beginsOn: day(3),
      takes: 'An hour a week',
      guides: [{ name: 'Sana Halabi' }],
    })
    const to = { title: 'Reading two rivers', beginsOn: day(3), version: 1 }
    for (const by of [luc, rosa]) {
      expect(await status(by, `${it.url}/edit`, to)).toBe(403)
      for (const rest of ['/steps', '/steps/new', '/edit']) expect((await by.get(it.url + rest)).statusCode).toBe(403)
      expect(await status(by, `${it.url}/steps`, { kind: 'do', title: 'x' })).toBe(403)
      expect(await status(by, `${it.url}/ending`, { on: true })).toBe(403)
      expect(await status(by, `${it.url}/people`, { person: yara.handle })).toBe(403)
    }
    const moved = (await sana.post(`${it.url}/edit`, { ...to, guides: `${sana.handle}, Luc Marchetti` })).json().url
    const late = await ada.submit(`${moved}/edit`, { ...to, title: 'Reading my river', guides: sana.handle })
    expect([late.statusCode, late.body]).toEqual([422, expect.stringContaining('Reading my river')])
    expect((await read(ada, moved)).guides).toHaveLength(2)
    expect(await status(sana, `${moved}/edit`, { ...to, version: 2, guides: noor.handle })).toBe(422)
    expect(await status(sana, `${moved}/edit`, { ...to, version: 2, beginsOn: day(9), endsOn: day(2) })).toBe(422)
    // Luc guides now; a host leaves a note in the log.
    expect(await status(luc, `${moved}/steps`, { kind: 'do', title: 'Bring a jar' })).toBe(201)
    expect(await status(ada, `${moved}/ending`, { on: true })).toBe(200)
    expect((await read(luc, moved)).state).toBe('ended')
    expect((await ada.get(`${river.path}/about/log`)).body).toContain('changed a learning journey')
    expect(await status(luc, `${moved}/ending`, { on: false })).toBe(200)
    expect((await read(luc, moved)).state).toBe('open')
  })

  it('can be taken away and brought back with all that was done; what the tool is switched off for does not exist', async () => {
    const it = await begin()
    const task = await step(sana, it, { kind: 'do', title: 'Bring a jar' })
    await luc.post(`${it.url}/joining`)
    await luc.post(`${task.url}/doneness`, { on: true })
    expect(await status(luc, `${it.url}/removal`)).toBe(403)
    expect(await status(sana, `${it.url}/removal`)).toBe(200)
    for (const url of [it.url, task.url, `${it.url}/group`, `${it.url}/my-way`])
      expect((await luc.get(url)).statusCode).toBe(404)
    expect(await status(sana, `${it.url}/restoration`)).toBe(200)
    expect((await read(luc, it.url)).doneCount).toBe(1)
    await world.owner`update space set tools = array_remove(tools, 'journeys') where id = ${river.id}`
    for (const url of [here, it.url, task.url]) expect((await luc.get(url)).statusCode).toBe(404)
    await world.owner`update space set tools = tools || '{journeys}' where id = ${river.id}`
  })

  it('is read only where its community is closed', async () => {
    const place = await world.community(ada, 'Closed Waters')
    await world.join(place, luc)
    await world.owner`update space set tools = tools || '{journeys}' where id = ${place.id}`
    const it = (await ada.post(`${place.path}/journeys`, { title: 'Upstream', open: true })).json()
    const task = await step(ada, it, { kind: 'reflect', title: 'What was it like?' })
    await luc.post(`${it.url}/joining`)
    await luc.post(`${task.url}/reflection`, { text: 'Cold.' })
    await world.owner`update space set closed_at = now() where id = ${place.id}`
    expect((await read(luc, it.url)).steps).toHaveLength(1)
    expect((await luc.get(`${it.url}/my-way`)).body).toContain('Cold.')
    for (const [url, body] of [
      [`${task.url}/doneness`, { on: true }],
      [`${task.url}/reflection`, { text: 'Warm.', version: 1 }],
      [`${it.url}/leaving`, {}],
      [`${it.url}/showing`, { on: false }],
    ] as const)
      expect([url, await status(luc, url, body)]).toEqual([url, 403])
    expect(await status(ada, `${it.url}/edit`, { title: 'Down', version: 1 })).toBe(403)
    expect((await luc.get(it.url)).statusCode).toBe(200)
    expect((await ada.get(it.url)).statusCode).toBe(200)
  })
})

describe('steps', () => {
  it('stand in stages, move by one, go over at the edge of a stage, and are taken out and put back', async () => {
    const it = await begin()
    const add = (stage: string, title: string) => step(sana, it, { kind: 'do', stage, title })
    const [a1, a2, b1] = [await add('A', 'one'), await add('A', 'two'), await add('B', 'three')]
    await add('A', 'four')
    expect(await titles(luc, it)).toEqual(['A: one', 'A: two', 'A: four', 'B: three'])
    await sana.post(`${b1.url}/moving`, { to: 'up' })
    expect(await titles(luc, it)).toEqual(['A: one', 'A: two', 'A: four', 'A: three'])
    await sana.post(`${b1.url}/moving`, { to: 'up' })
    await sana.post(`${a1.url}/moving`, { to: 'up' })
    expect(await titles(luc, it)).toEqual(['A: one', 'A: two', 'A: three', 'A: four'])
    const gone = await sana.submit(`${a2.url}/removal`, { on: 'true' })
    expect((await sana.get(gone.headers.location!)).body).toContain('Undo')
    expect(await titles(luc, it)).toEqual(['A: one', 'A: three', 'A: four'])
    expect((await luc.get(a2.url)).statusCode).toBe(404)
    await sana.post(`${a2.url}/removal`, { on: false })
    expect(await titles(luc, it)).toEqual(['A: one', 'A: two', 'A: three', 'A: four'])
    // One that is said to be of another stage goes there; a new stage does not part the old one.
    const edit = (at: Made, title: string, stage: string, version = 1) =>
      status(sana, `${at.url}/edit`, { kind: 'do', title, stage, version })
    expect(await edit(a2, 'two', 'B')).toBe(200)
    expect(await titles(luc, it)).toEqual(['A: one', 'A: three', 'A: four', 'B: two'])
    expect(await edit(a1, 'one', 'B')).toBe(200)
    expect(await titles(luc, it)).toEqual(['A: three', 'A: four', 'B: two', 'B: one'])
    expect(await edit(a1, 'again', 'B')).toBe(422)
    await sana.post(`${it.url}/stages`, { was: 'B', becomes: 'Week 2' })
    expect(await titles(luc, it)).toEqual(['A: three', 'A: four', 'Week 2: two', 'Week 2: one'])
    for (const rest of ['moving', 'removal', 'edit'])
      expect(await status(luc, `${a1.url}/${rest}`, { to: 'up', on: true, kind: 'do', title: 'x', version: 2 })).toBe(
        403,
      )
  })

  it('lead to a page by its title or address, to an address outside; not to what one may not see', async () => {
    const it = await begin()
    const page = (await luc.post(`${river.path}/pages`, { title: 'The jar test', text: 'Shake it.' })).json()
    const byTitle = await step(sana, it, { kind: 'read', title: 'One', leads: 'the JAR test' })
    const byAddress = await step(sana, it, { kind: 'read', title: 'Two', leads: page.url })
    for (const at of [byTitle, byAddress])
      expect((await read(luc, at.url)).led).toMatchObject({ id: page.id, kind: 'page' })
    const out = await step(sana, it, { kind: 'read', title: 'Three', leads: 'https://example.org/river' })
    expect(await read(luc, out.url)).toMatchObject({ address: 'https://example.org/river', led: null, away: false })
    for (const leads of ['No such page', 'javascript:alert(1)', 'http://', `${river.path}/pages/999999`])
      expect([leads, await status(sana, `${it.url}/steps`, { kind: 'read', title: 'x', leads })]).toEqual([leads, 422])
    const talk = await world.discussion(river, ada, 'Which place?')
    expect(
      (await read(luc, (await step(sana, it, { kind: 'talk', title: 'Talk', leads: 'which place?' })).url)).led.url,
    ).toBe(talk.path)
    const secret = await world.discussion(await world.community(noor, 'Seed Savers'), noor, 'Beans')
    expect(await status(sana, `${it.url}/steps`, { kind: 'talk', title: 'x', leads: secret.path })).toBe(422)
    // What was taken away is said kindly, and comes back.
    await luc.post(`${page.url}/removal`)
    expect(await read(yara, byTitle.url)).toMatchObject({ led: null, away: true })
    expect((await yara.get(it.url)).body).toContain('was taken away')
    await luc.post(`${page.url}/restoration`)
    expect(await read(yara, byTitle.url)).toMatchObject({ led: { id: page.id }, away: false })
  })

  it('what a step leads to in a circle does not exist for who is not of that circle', async () => {
    const it = await begin()
    const made = await sana.post(`${river.path}/circles`, { name: 'Inner bank', visibility: 'hidden' })
    const circle = made.json()
    const talk = (await sana.post(`${circle.url}/discussions`, { title: 'Hidden eddy', text: 'Shh.' })).json()
    const at = await step(sana, it, { kind: 'talk', title: 'Listen', leads: talk.url })
    expect((await read(sana, at.url)).led).toMatchObject({ title: 'Hidden eddy' })
    for (const url of [it.url, at.url, `${it.url}/looking-back`, `${it.url}/group`]) {
      const seen = await luc.json(url)
      expect([url, seen.statusCode, seen.body.includes('Hidden eddy')]).toEqual([url, 200, false])
    }
    expect(await read(luc, at.url)).toMatchObject({ led: null, away: false, title: 'Listen' })
  })

  it('make a date, which is answered from the step, and is done by having come', async () => {
    const it = await begin()
    const at = await step(sana, it, {
      kind: 'meet',
      title: 'Gravel bar walk',
      date: 'new',
      newDay: day(5),
      newTime: '10:00',
      newPlace: 'Pont-Sel',
    })
    const shown = await read(luc, at.url)
    expect(shown).toMatchObject({
      led: { kind: 'event', title: 'Gravel bar walk' },
      meeting: { place: 'Pont-Sel', reply: null, over: false },
    })
    expect(await status(rosa, `${at.url}/coming`, { reply: 'yes' })).toBe(200)
    expect((await read(rosa, at.url)).meeting.reply).toBe('yes')
    expect((await read(rosa, shown.led.url)).answers).toMatchObject([
      { person: { name: 'Rosa Lindell' }, reply: 'yes' },
    ])
    await rosa.post(`${at.url}/coming`, { reply: '' })
    expect((await read(rosa, at.url)).meeting.reply).toBe(null)
    expect(await status(sana, `${it.url}/steps`, { kind: 'meet', title: 'x', date: 'new' })).toBe(422)
    expect(await status(sana, `${it.url}/steps`, { kind: 'meet', title: 'x', date: '999999' })).toBe(422)
    const task = await step(sana, it, { kind: 'do', title: 'No date' })
    expect(await status(rosa, `${task.url}/coming`, { reply: 'yes' })).toBe(404)
    await luc.post(`${it.url}/joining`)
    await world.owner`update occurrence set from_at = now() - interval '1 hour' where event_id = ${shown.led.id}`
    await luc.post(`${shown.led.url}/attendance`, { on: true })
    expect(await read(luc, at.url)).toMatchObject({ done: true, came: true })
    expect((await read(yara, at.url)).done).toBe(false)
    await sana.post(`${shown.led.url}/removal`)
    expect(await read(luc, at.url)).toMatchObject({ led: null, meeting: null, away: true })
  })

  it('are sixty at most, and asked for with as many statements as one', async () => {
    const it = await begin()
    await step(sana, it, { kind: 'do', title: 'Step 0' })
    const paths = [it.url, `${it.url}/group`, `${it.url}/my-way`, `${it.url}/looking-back`]
    await luc.post(`${it.url}/joining`)
    const asked = async () => {
      const counts: number[] = []
      for (const path of paths) counts.push((await world.statementsOf(() => luc.get(path))).length)
      return counts
    }
    const few = await asked()
    await world.owner`
      insert into journey_step (journey_id, space_id, place, kind, title, words) select ${it.id}, ${river.id}, n + 1, (array['do','reflect','talk','read','meet'])[1 + n % 5], 'Step ' || n, 'Words'
      from generate_series(1, 59) n`
    await world.owner`
      with people as (insert into person (handle, name, lang) select 'walker-' || n, 'Walker ' || n, 'en' from generate_series(1, 200) n returning id),
      belonging as (insert into membership (space_id, person_id, standing) select ${river.id}, id, 'member' from people)
      insert into journey_member (journey_id, space_id, person_id) select ${it.id}, ${river.id}, id from people`
    await world.owner`
      insert into journey_done (step_id, journey_id, space_id, person_id)
      select s.id, ${it.id}, ${river.id}, m.person_id from journey_step s, journey_member m where s.journey_id = ${it.id} and m.journey_id = ${it.id} and s.place <= m.person_id % 60`
    expect(await asked()).toEqual(few)
    expect(few[0]).toBeLessThanOrEqual(8)
    expect(await status(sana, `${it.url}/steps`, { kind: 'do', title: 'One more' })).toBe(422)
    expect((await read(luc, it.url)).group).toHaveLength(201)
    await world.owner`delete from journey_member where journey_id = ${it.id} and person_id <> ${luc.id}`
  })
})
