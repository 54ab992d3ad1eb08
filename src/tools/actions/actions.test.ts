import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { workersOf } from '../../../test/workers.ts'

const world = await testSite()
const { told } = await workersOf(world)
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const ines = await world.person('Ines Carvalhal', { lang: 'fr' })
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, ines)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
const here = `${river.path}/actions`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const DAY = 86_400_000
const day = (ahead: number) => new Date(Date.now() + ahead * DAY).toISOString().slice(0, 10)
const read = async (by: Person, url: string) => (await by.json(url)).json()

async function writeDown(by: Person, title: string, more: object = {}): Promise<{ id: number; url: string }> {
  const made = await by.post(here, { title, ...more })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
const sentences = async (by: Person) =>
  ((await read(by, '/notifications')).notifications as { sentence: string; title: string }[]).map(
    ({ sentence, title }) => `${sentence}: ${title}`,
  )
const waits = async (by: Person, path = '/') =>
  ((await read(by, path)).waiting as { kind: string; title: string }[])
    .filter(({ kind }) => kind === 'action')
    .map(({ title }) => title)

it('opened again when whose it was has left is nobody’s; in a large space its owner stays its owner', async () => {
  const place = await world.community(ada, 'Reed Cutters')
  const zora = await world.person('Zora Zimmer')
  await world.join(place, zora)
  const make = async (title: string) =>
    (await ada.post(`${place.path}/actions`, { title, owner: zora.handle })).json() as { url: string }
  const [it, other] = [await make('Cut the reed'), await make('Bring twine')]
  await world.owner`
    insert into person (handle, name) select 'crowd-' || n, 'A ' || n from generate_series(1, 160) n`
  await world.owner`
    insert into membership (space_id, person_id, standing) select ${place.id}, id, 'member' from person where handle like 'crowd-%'`
  expect((await ada.json(`${it.url}/edit`)).json().owner).toBe(zora.handle)
  expect((await ada.get(`${it.url}/edit`)).body).toContain(`value="${zora.handle}"`)
  await zora.post(`${other.url}/doneness`, { on: true })
  await world.owner`update membership set ended_at = now() where space_id = ${place.id} and person_id = ${zora.id}`
  await ada.post(`${other.url}/doneness`, { on: false })
  expect((await read(ada, other.url)).owner).toBeNull()
  expect((await ada.get('/')).body).toContain(`${place.path}/actions?person=nobody`)
})

describe('what is to be done', () => {
  it('is written down by members, seen by guests, and does not exist for others', async () => {
    const it = await writeDown(luc, 'Bring the key', { owner: ines.handle, due: day(3) })
    expect(await read(rosa, it.url)).toMatchObject({
      title: 'Bring the key',
      state: 'open',
      owner: { name: 'Ines Carvalhal' },
      due: day(3),
      mine: false,
      source: null,
      history: [{ did: 'given', by: 'Luc Marchetti', to: 'Ines Carvalhal' }],
    })
    expect((await rosa.get(`${here}/new`)).statusCode).toBe(403)
    for (const [url, body] of [
      [here, { title: 'Mine' }],
      [`${it.url}/edit`, { title: 'Mine', version: 1 }],
      [`${it.url}/doneness`, { on: true }],
      [`${it.url}/letting-go`, { why: 'No.' }],
      [`${it.url}/taking`, { on: true }],
    ] as const)
      expect([url, (await rosa.post(url, body)).statusCode]).toEqual([url, 403])
    for (const path of [here, it.url, `${here}/new`])
      expect([path, (await noor.get(path)).statusCode]).toEqual([path, 404])
    expect((await noor.post(`${it.url}/doneness`, { on: true })).statusCode).toBe(404)
    expect((await read(ada, it.url)).state).toBe('open')
  })

  it('is given to people of the space only, by handle or name', async () => {
    expect((await luc.post(here, { title: 'Call', owner: noor.handle })).statusCode).toBe(422)
    expect((await luc.post(here, { title: 'Call', owner: 'Nobody At All' })).statusCode).toBe(422)
    for (const due of ['2026-02-31', '0000-01-01', '1999-12-31', 'soon'])
      expect([due, (await luc.post(here, { title: 'Call', due })).statusCode]).toEqual([due, 422])
    const refused = await luc.submit(here, { title: 'Call the mill', owner: 'Noor Bakri', due: '' })
    expect([refused.statusCode, refused.body]).toEqual([422, expect.stringContaining('value="Call the mill"')])
    const it = await writeDown(luc, 'Call', { owner: 'ines carvalhal' })
    expect((await read(luc, it.url)).owner.handle).toBe(ines.handle)
    const free = await luc.submit(here, { title: 'Call again', owner: '', due: '' })
    expect(free.statusCode).toBe(303)
    expect(await read(luc, free.headers.location!)).toMatchObject({ owner: null, due: null })
  })

  it('comes from what was said, which leads there; not from elsewhere', async () => {
    const talk = await world.discussion(river, ada, 'Sandbags at night', { text: 'We need a second key.' })
    const elsewhere = await world.discussion(await world.community(noor, 'Seed Savers'), noor, 'Secret beans')
    expect((await luc.get(talk.path)).body).toContain(`${here}/new?from=${talk.id}&amp;number=1`)
    expect((await rosa.get(talk.path)).body).not.toContain(`${here}/new`)
    const form = (await luc.get(`${here}/new?from=${talk.id}&number=1`)).body
    expect(form).toContain('We need a second key.')
    expect((await luc.get(`${here}/new?from=${elsewhere.id}`)).statusCode).toBe(404)
    expect((await luc.get(`${here}/new?from=${talk.id}&number=9`)).statusCode).toBe(404)
    expect((await luc.post(here, { title: 'Peek', from: elsewhere.id })).statusCode).toBe(404)
    const it = await writeDown(luc, 'Have a key cut', { from: talk.id, number: 1 })
    expect((await read(ines, it.url)).source).toMatchObject({
      title: 'Sandbags at night',
      by: 'Ada Umeh',
      url: `${talk.path}/messages/1`,
    })
    expect((await ines.get(talk.path)).body).toContain(it.url)
  })

  it('is nobody’s until somebody takes it on: guests too; it can be laid down', async () => {
    const it = await writeDown(luc, 'Make tea')
    expect((await rosa.post(`${it.url}/doneness`, { on: true })).statusCode).toBe(403)
    expect((await rosa.post(`${it.url}/taking`, { on: true })).statusCode).toBe(200)
    expect((await rosa.post(`${it.url}/taking`, { on: true })).statusCode).toBe(200)
    expect((await ines.post(`${it.url}/taking`, { on: true })).statusCode).toBe(403)
    expect((await ines.post(`${it.url}/taking`, { on: false })).statusCode).toBe(403)
    expect((await rosa.post(`${it.url}/taking`, { on: false })).statusCode).toBe(200)
    expect((await ines.post(`${it.url}/taking`, { on: true })).statusCode).toBe(200)
    expect((await ada.post(`${it.url}/taking`, { on: false })).statusCode).toBe(200)
    expect((await read(luc, it.url)).history.map(({ did, by }: { did: string; by: string }) => [did, by])).toEqual([
      ['taken', 'Rosa Lindell'],
      ['laid-down', 'Rosa Lindell'],
      ['taken', 'Ines Carvalhal'],
      ['laid-down', 'Ada Umeh'],
    ])
  })

  it('is changed and handed over by who wrote it down, whose it is, and hosts; who comes second is told', async () => {
    const it = await writeDown(luc, 'Fetch the van', { owner: luc.handle, due: day(2) })
    const to = (more: object) => ({
      title: 'Fetch the school van',
      owner: luc.handle,
      due: day(2),
      version: 1,
      ...more,
    })
    expect((await ines.post(`${it.url}/edit`, to({}))).statusCode).toBe(403)
    expect((await ines.get(`${it.url}/edit`)).statusCode).toBe(403)
    const changed = await luc.post(`${it.url}/edit`, to({ owner: rosa.handle, due: day(5) }))
    expect(changed.statusCode).toBe(200)
    const late = await ada.submit(`${it.url}/edit`, to({ title: 'Fetch my van' }))
    expect([late.statusCode, late.body]).toEqual([422, expect.stringContaining('Fetch my van')])
    expect(await read(ada, changed.json().url)).toMatchObject({
      title: 'Fetch the school van',
      owner: { name: 'Rosa Lindell' },
      due: day(5),
      version: 2,
    })
    // A guest does what is theirs, and changes nothing else about it.
    expect((await rosa.get(`${it.url}/edit`)).statusCode).toBe(403)
    expect((await ada.post(`${it.url}/edit`, to({ version: 2, owner: '', due: '' }))).statusCode).toBe(200)
    const log = (await read(luc, `${river.path}/about/log`)).entries as { verb: string }[]
    expect(log.map(({ verb }) => verb)).toContain('action.changed')
  })
})

describe('closing', () => {
  it('is one tap: by whose it is, guests too; again it changes nothing; it can be undone', async () => {
    const it = await writeDown(luc, 'Write the report', { owner: rosa.handle, due: day(1) })
    expect((await ines.post(`${it.url}/doneness`, { on: true })).statusCode).toBe(403)
    expect((await rosa.post(`${it.url}/doneness`, { on: true })).statusCode).toBe(200)
    expect((await rosa.post(`${it.url}/doneness`, { on: true })).statusCode).toBe(200)
    const done = await read(luc, it.url)
    expect(done).toMatchObject({ state: 'done', closedBy: { name: 'Rosa Lindell' } })
    expect(done.history.map(({ did }: { did: string }) => did)).toEqual(['given', 'done'])
    expect((await rosa.post(`${it.url}/taking`, { on: false })).statusCode).toBe(403)
    expect((await luc.post(`${it.url}/edit`, { title: 'x', version: 1 })).statusCode).toBe(403)
    expect((await rosa.post(`${it.url}/doneness`, { on: false })).statusCode).toBe(200)
    expect(await read(luc, it.url)).toMatchObject({ state: 'open', closedBy: null, closedAt: null })
  })

  it('without script leads back to where it was tapped, with the way to undo it', async () => {
    const it = await writeDown(luc, 'Sweep the hall', { owner: luc.handle, due: day(0) })
    const list = (await luc.get(here)).body
    expect(list).toContain(`${it.url}/doneness?from=list`)
    const tapped = await luc.submit(`${it.url}/doneness?from=home`, { on: 'true' })
    expect([tapped.statusCode, tapped.headers.location]).toEqual([303, `${here}?closed=${it.id}&from=home`])
    const page = (await luc.get(tapped.headers.location!)).body
    expect(page).toMatch(/role="status"[\s\S]*Sweep the hall[\s\S]*name="on" value="false"/)
    const undone = await luc.submit(`${it.url}/doneness?from=list`, { on: 'false' })
    expect(undone.headers.location).toBe(here)
    expect((await read(luc, it.url)).state).toBe('open')
  })

  it('by two at once has one effect, and the first stands', async () => {
    const it = await writeDown(luc, 'Count the bags', { owner: ines.handle })
    const answers = await Promise.all([
      luc.post(`${it.url}/doneness`, { on: true }),
      ines.post(`${it.url}/letting-go`, { why: 'There are none.' }),
      ada.post(`${it.url}/doneness`, { on: true }),
    ])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    const { history, closedBy, state, why } = await read(luc, it.url)
    const ends = history.filter(({ did }: { did: string }) => did !== 'given')
    expect(ends).toEqual([expect.objectContaining({ did: state, by: closedBy.name })])
    expect(why).toBe(state === 'let-go' ? 'There are none.' : null)
  })

  it('a form sent twice writes down one', async () => {
    const key = '8d3f0f0e-3a37-4f5f-9a39-0b7a3c9b2d11'
    const form = { title: 'Only once', owner: '', due: '', _key: key }
    const [one, two] = await Promise.all([luc.submit(here, form), luc.submit(here, form)])
    expect([one.statusCode, two.statusCode]).toEqual([303, 303])
    expect(one.headers.location).toBe(two.headers.location)
  })

  it('undone needs a word why, which all can read', async () => {
    const it = await writeDown(luc, 'Paint the staff', { owner: luc.handle })
    expect((await luc.post(`${it.url}/letting-go`, { why: '   ' })).statusCode).toBe(422)
    expect((await luc.submit(`${it.url}/letting-go`, { why: '' })).statusCode).toBe(422)
    expect((await luc.submit(`${it.url}/letting-go`, { why: 'The old one <b>will</b> do.' })).statusCode).toBe(303)
    expect(await read(rosa, it.url)).toMatchObject({ state: 'let-go', why: 'The old one <b>will</b> do.' })
    expect((await rosa.get(it.url)).body).toContain('The old one &lt;b&gt;will&lt;/b&gt; do.')
  })

  it('by a host of what is others’ is in the log; of their own it is not', async () => {
    const place = await world.community(ada, 'Mill Friends')
    await world.join(place, luc)
    const make = async (title: string, owner: string) =>
      (await luc.post(`${place.path}/actions`, { title, owner })).json().url as string
    await ada.post(`${await make('Hers', ada.handle)}/doneness`, { on: true })
    await ada.post(`${await make('His', luc.handle)}/doneness`, { on: true })
    await ada.post(`${await make('Nobody’s', '')}/doneness`, { on: true })
    const log = (await read(luc, `${place.path}/about/log`)).entries as { verb: string; item: { title: string } }[]
    expect(log.map(({ verb, item }) => [verb, item.title])).toEqual([['action.done', 'His']])
  })

  it('is not possible where the community is closed; everything stays to be read', async () => {
    const place = await world.community(ada, 'Old Mill')
    const { url } = (await ada.post(`${place.path}/actions`, { title: 'Last', owner: ada.handle, due: day(0) })).json()
    await world.owner`update space set closed_at = now() where id = ${place.id}`
    for (const [path, body] of [
      [`${url}/doneness`, { on: true }],
      [`${url}/taking`, { on: false }],
      [`${place.path}/actions`, { title: 'More' }],
    ] as const)
      expect([path, (await ada.post(path, body)).statusCode]).toEqual([path, 403])
    expect((await read(ada, url)).state).toBe('open')
    expect((await ada.get(`${place.path}/actions`)).body).not.toContain('/doneness')
    expect(await waits(ada)).not.toContain('Last')
  })
})

describe('who hears of it', () => {
  it('whoever gets one is told by whom; who takes it on themselves is not; closing tells who wrote it down', async () => {
    const it = await writeDown(luc, 'Print the map', { owner: ada.handle })
    await writeDown(luc, 'Mine alone', { owner: luc.handle })
    expect(await sentences(ada)).toContain('Luc Marchetti gave you something to do: Print the map')
    expect((await sentences(luc)).join()).not.toContain('Mine alone')
    await ada.post(`${it.url}/doneness`, { on: true })
    await told()
    expect(await sentences(luc)).toContain('Ada Umeh closed an action that you follow: Print the map')
    expect((await sentences(ines)).join()).not.toContain('Print the map')
    const unread = async () =>
      (await world.owner`select from notification where item_id = ${it.id} and read_at is null`).count
    expect(await unread()).toBe(1)
    // What is undone is no news any more.
    await ada.post(`${it.url}/doneness`, { on: false })
    expect(await unread()).toBe(0)
  })

  it('owners are reminded once, on the morning of the day, by their own clock', async () => {
    const kiri = await world.person('Kiri Tamati')
    await world.join(river, kiri)
    // Twelve or thirteen hours before UTC.
    await world.owner`insert into profile (person_id, time_zone) values (${kiri.id}, 'Pacific/Auckland') on conflict (person_id) do update set time_zone = excluded.time_zone`
    const it = await writeDown(luc, 'Oil the sluice', { owner: kiri.handle, due: day(20) })
    const noon = new Date(`${day(19)}T12:00:00Z`).getTime()
    const remind = async (hours: number) =>
      (await world.owner<[{ n: number }]>`select remind_actions(${new Date(noon + hours * 3_600_000)}) n`)[0].n
    // After midnight there; before seven; after eight; the same again; the next day.
    expect([await remind(0), await remind(5), await remind(8), await remind(9), await remind(30)]).toEqual([
      0, 0, 1, 0, 0,
    ])
    expect((await sentences(kiri))[0]).toContain('Today is the day for this')
    // Another day is another reminder; what is done has none.
    await luc.post(`${it.url}/edit`, { title: 'Oil the sluice', owner: kiri.handle, due: day(21), version: 1 })
    await kiri.post(`${it.url}/doneness`, { on: true })
    expect(await remind(32)).toBe(0)
  })

  it('waits on its owner’s homes when it is due within a week, late ones kindly; a tap closes it there', async () => {
    const place = await world.community(ada, 'Pond Watchers')
    await world.join(place, ines)
    const make = (title: string, due: string, owner = ines.handle) =>
      ada.post(`${place.path}/actions`, { title, owner, due })
    const late = (await make('Late', day(-3))).json()
    await make('Soon', day(6))
    await make('Far', day(30))
    await make('Never', '')
    await make('Hers', day(1), ada.handle)
    const mine = (await waits(ines, place.path)).sort()
    expect(mine).toEqual(['Late', 'Soon'])
    expect(await waits(ines)).toEqual(expect.arrayContaining(mine))
    const home = (await ines.get(place.path)).body
    expect(home).toMatch(/À faire par vous, depuis \p{L}+/u)
    expect(home).toContain(`${late.url}/doneness?from=home`)
    await ines.submit(`${late.url}/doneness?from=home`, { on: 'true' })
    expect(await waits(ines, place.path)).toEqual(['Soon'])
    await world.owner`update space set tools = array_remove(tools, 'actions') where id = ${place.id}`
    expect(await waits(ines, place.path)).toEqual([])
    expect((await ines.get(`${place.path}/actions`)).statusCode).toBe(404)
  })
})

describe('who goes', () => {
  it('leaves open actions to nobody, which hosts are shown; what they did stays done', async () => {
    const place = await world.community(ada, 'Weir Walkers')
    const gone = await world.person('Gareth Pugh')
    await world.join(place, gone)
    await world.join(place, luc)
    const make = async (title: string, by = luc) =>
      (await by.post(`${place.path}/actions`, { title, owner: gone.handle })).json().url as string
    const open = await make('Fetch gravel')
    const done = await make('Fetch sand')
    await gone.post(`${done}/doneness`, { on: true })
    await gone.post(`${place.path}/leaving`)
    expect(await read(luc, open)).toMatchObject({ owner: null, history: [{ did: 'given' }, { did: 'left' }] })
    expect(await read(luc, done)).toMatchObject({ owner: { name: 'Gareth Pugh' }, state: 'done' })
    const kinds = async (by: Person) =>
      ((await read(by, place.path)).toLookAfter as { kind: string }[]).map(({ kind }) => kind)
    expect(await kinds(ada)).toContain('actions-left')
    expect(await kinds(luc)).toEqual([])
    expect((await ada.get(`${place.path}/actions?person=nobody`)).body).toContain('Fetch gravel')
    await luc.post(`${open}/taking`, { on: true })
    expect(await kinds(ada)).not.toContain('actions-left')
  })

  it('and is forgotten takes along what was theirs alone; what others do stays', async () => {
    const gone = await world.person('Sefa Tuala')
    await world.join(river, gone)
    const [alone, given, got] = [
      await writeDown(gone, 'Only mine', { owner: gone.handle }),
      await writeDown(gone, 'For Luc', { owner: luc.handle }),
      await writeDown(luc, 'From Luc', { owner: gone.handle }),
    ]
    await luc.post(`${got.url}/doneness`, { on: true })
    await world.owner`select forget_person(${gone.id})`
    expect((await luc.json(alone.url)).statusCode).toBe(404)
    const left = await read(luc, given.url)
    expect(left).toMatchObject({ owner: { name: 'Luc Marchetti' }, state: 'open' })
    expect(JSON.stringify([left, await read(luc, got.url)])).not.toContain('Sefa')
  })
})

describe('the list', () => {
  it('has one’s own first, then by day; pages; narrows to a person; asks no more the longer it is', async () => {
    const place = await world.community(ada, 'Bank Builders')
    await world.join(place, luc)
    const list = async (query = '') => read(ada, `${place.path}/actions${query}`)
    const make = (title: string, more: object = {}) => ada.post(`${place.path}/actions`, { title, ...more })
    await make('Without a day')
    const few = await world.statementsOf(() => ada.get(`${place.path}/actions`))
    await make('Later', { due: day(9), owner: luc.handle })
    await make('Sooner', { due: day(2), owner: luc.handle })
    await make('Mine', { due: day(40), owner: ada.handle })
    const closed = (await make('Closed', { owner: luc.handle })).json()
    await luc.post(`${closed.url}/doneness`, { on: true })
    const titles = (rows: { title: string }[]) => rows.map(({ title }) => title)
    const all = await list()
    expect(titles(all.actions)).toEqual(['Mine', 'Sooner', 'Later', 'Without a day'])
    expect(titles(all.closed)).toEqual(['Closed'])
    expect(titles((await list(`?person=${luc.handle}`)).actions)).toEqual(['Sooner', 'Later'])
    expect(titles((await list('?person=nobody')).actions)).toEqual(['Without a day'])
    expect(titles((await list('?state=closed')).actions)).toEqual(['Closed'])
    expect((await list('?person=nobody-of-this-name')).actions).toEqual([])
    const behind = (...values: unknown[]) => `after=${Buffer.from(JSON.stringify(values)).toString('base64url')}`
    const days = ['2026-02-30', '9999-99-99', '0000-01-01'].map((due) => behind(true, due, 3))
    for (const query of ['after=x', ...days, `state=closed&${behind('0000-01-01T00:00:00Z', 1)}`])
      expect([query, (await ada.json(`${place.path}/actions?${query}`)).statusCode]).toEqual([query, 400])
    for (let n = 0; n < 52; n++) await make(`N ${n}`, { due: day(n % 7), owner: n % 2 ? luc.handle : ada.handle })
    const page = await list()
    const rest = await list(page.next.slice(page.next.indexOf('?')))
    const seen = [...titles(page.actions), ...titles(rest.actions)]
    expect([seen.length, new Set(seen).size, rest.next]).toEqual([56, 56, null])
    const many = await world.statementsOf(() => ada.get(`${place.path}/actions`))
    expect(many.length).toBe(few.length)
    expect(many.length).toBeLessThanOrEqual(4)
  })

  it('one action asks no more the more became of it and was said', async () => {
    const it = await writeDown(luc, 'Talked about', { owner: luc.handle })
    const few = await world.statementsOf(() => luc.get(it.url))
    for (let n = 0; n < 3; n++) {
      await luc.post(`${it.url}/messages`, { text: `Word ${n}` })
      await luc.post(`${it.url}/doneness`, { on: true })
      await luc.post(`${it.url}/doneness`, { on: false })
    }
    const many = await world.statementsOf(() => luc.get(it.url))
    expect(many.length).toBe(few.length)
    expect((await read(luc, it.url)).messages).toHaveLength(3)
  })
})
