import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { asPerson } from '../../spine/request/transaction.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const noor = await world.person('Noor Bakri')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const river = await world.community(ada, 'River Keepers')
for (const one of [noor, luc]) await world.join(river, one)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
await world.owner`update space set tools = tools || '{pages}' where id = ${river.id}`
const here = `${river.path}/pages`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

interface Made {
  id: number
  url: string
}

let nth = 0
async function write(by: Person, more: object = {}): Promise<Made> {
  const made = await by.post(here, { title: `Log ${++nth}`, text: 'Ten jars.\n\n- [ ] Shake', own: true, ...more })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
const read = async (by: Person, url: string) => (await by.json(url)).json()
const edit = (by: Person, it: Made, text: string, version = 1) =>
  by.post(`${it.url}/edit`, { title: `Log ${it.id}`, text, version })

describe('a page of one’s own', () => {
  it('is begun in the form, where a learning log offers it first', async () => {
    const plain = (await noor.get(`${here}/new`)).body
    expect(plain).toContain('Who changes it?')
    expect(plain).toMatch(/name="own" value="false" checked/)
    expect((await noor.get(`${here}/new?template=log`)).body).toMatch(/name="own" value="true" checked/)
    const sent = await noor.submit(here, { title: 'What I noticed', text: 'Otters.', own: 'true', template: 'log' })
    const it = await read(luc, sent.headers.location as string)
    expect(it.keptBy).toMatchObject({ id: noor.id, name: 'Noor Bakri' })
    expect((await read(luc, (await write(noor, { own: false })).url)).keptBy).toBe(null)
    // What was typed stays chosen where the form comes back.
    expect((await noor.submit(here, { title: ' ', text: 'x', own: 'true' })).body).toMatch(
      /name="own" value="true" checked/,
    )
  })

  it('says whose it is, to be read, commented on and changed by suggestions', async () => {
    const it = await write(noor)
    for (const who of [luc, rosa, ada]) {
      const { body } = await who.get(it.url)
      expect(body).toContain('Noor Bakri’s own page.')
      expect(body).toContain('You can suggest changes.')
      expect(body).toContain(`${it.url}/suggestions/new`)
      expect(body).not.toContain(`${it.url}/edit"`)
      expect((await who.post(`${it.url}/messages`, { text: 'Which jars?' })).statusCode).toBe(201)
    }
    const own = (await noor.get(it.url)).body
    expect(own).toContain('Your own page: only you change it.')
    expect(own).toContain(`${it.url}/edit"`)
    expect((await luc.get(`${it.url}/revisions`)).body).toContain('Noor Bakri’s own page.')
    expect((await read(luc, `${it.url}/revisions`)).keptBy).toMatchObject({ id: noor.id })
    expect((await luc.get(`${river.path}/search?q=shake`)).body).toContain(it.url)

    const suggested = await luc.post(`${it.url}/suggestions`, { title: `Log ${nth}`, text: 'Eleven jars.', version: 1 })
    const { url } = suggested.json()
    for (const who of [luc, ada, rosa]) {
      expect((await who.get(url)).body).not.toContain(`${url}/acceptance`)
      expect((await who.post(`${url}/acceptance`)).statusCode).toBe(403)
      expect((await who.post(`${url}/refusal`, { answer: 'No.' })).statusCode).toBe(403)
      expect((await who.get(`${it.url}/edit?suggestion=1`)).statusCode).toBe(403)
    }
    const waits = async (who: Person) =>
      (await read(who, '/')).waiting.filter((one: { url: string }) => one.url.startsWith(url))
    expect([await waits(noor), await waits(ada)]).toEqual([[expect.objectContaining({ by: luc.name })], []])
    expect((await noor.post(`${url}/acceptance`)).statusCode).toBe(200)
    expect((await read(noor, it.url)).text).toBe('Eleven jars.')
  })

  it('is changed by its writer alone, in every way there is', async () => {
    const it = await write(noor)
    await world.owner`update page_revision set at = at - interval '2 hours', began_at = began_at - interval '2 hours' where item_id = ${it.id}`
    const ways: [string, (by: Person) => Promise<{ statusCode: number }>][] = [
      ['edit', (by) => edit(by, it, 'x', 1)],
      ['form', (by) => by.get(`${it.url}/edit`)],
      ['tasks', (by) => by.post(`${it.url}/tasks`, { done: '0' })],
      ['restore', (by) => by.post(`${it.url}/revisions/1/restoration`)],
      ['tending', (by) => by.get(`${it.url}/tending`)],
      ['state', (by) => by.post(`${it.url}/tending`, { state: 'agreed' })],
      ['steward', (by) => by.post(`${it.url}/tending`, { steward: by.handle })],
      ['review', (by) => by.post(`${it.url}/review`, { months: 3 })],
      ['together', (by) => by.post(`${it.url}/writing`)],
      ['what is written', (by) => by.get(`${it.url}/writing`)],
      ['update', (by) => by.post(`${it.url}/writing/updates`, { text: 1, data: 'AAA=' })],
      ['files', (by) => by.post(`${it.url}/writing/files`)],
      ['aside', (by) => by.post(`${it.url}/writing/putting-aside`, { text: 1, upto: 1 })],
      ['taking up', (by) => by.post(`${it.url}/writing/taking-up`, { text: 1 })],
      ['catching up', (by) => by.post(`${it.url}/catching-up`)],
      ['opening', (by) => by.post(`${it.url}/opening`)],
    ]
    for (const [name, way] of ways)
      for (const who of [luc, ada, rosa])
        expect([name, who.name, (await way(who)).statusCode]).toEqual([name, who.name, 403])
    for (const who of [luc, rosa]) expect((await who.post(`${it.url}/moving`, { under: 0 })).statusCode).toBe(403)
    expect(await read(noor, it.url)).toMatchObject({ version: 1, state: null, steward: null })

    expect((await edit(noor, it, 'Eleven.\n\n- [ ] Shake')).statusCode).toBe(200)
    expect((await noor.post(`${it.url}/tasks`, { done: '0' })).statusCode).toBe(200)
    expect((await noor.post(`${it.url}/revisions/1/restoration`)).statusCode).toBe(200)
    expect((await noor.post(`${it.url}/tending`, { state: 'in-use' })).statusCode).toBe(200)
    expect((await noor.post(`${it.url}/writing`)).statusCode).toBe(200)
    expect((await noor.post(`${it.url}/moving`, { under: 0 })).statusCode).toBe(200)
    expect((await read(noor, it.url)).text).toBe('Ten jars.\n\n- [ ] Shake')
  })

  it('lets what lies below it be said in another language, beside it where nobody else puts pages', async () => {
    const log = await write(noor)
    const below = await write(noor, { under: log.id })
    const made = await luc.post(here, { title: `Journal ${below.id}`, text: 'Dix bocaux.', lang: 'fr', of: below.id })
    expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
    expect((await read(luc, made.json().url)).above).toEqual([])
    expect((await read(luc, below.url)).versions).toHaveLength(2)
    // Whoever may, has it below.
    const hers = await noor.post(here, { title: `Diario ${below.id}`, text: 'Diez.', lang: 'es', of: below.id })
    expect((await read(luc, hers.json().url)).above.map(({ id }: Made) => id)).toEqual([log.id])
    expect((await luc.post(here, { title: `No ${below.id}`, text: 'x', under: log.id })).statusCode).toBe(422)
  })

  it('is not made of one in which somebody writes and has not saved', async () => {
    const it = await write(noor, { own: false })
    const { text } = (await luc.post(`${it.url}/writing`)).json()
    await world.owner`insert into shared_hand (text_id, person_id, item_id, space_id, first, number) values (${text}, ${luc.id}, ${it.id}, ${river.id}, 2, 2)`
    const refused = await noor.post(`${it.url}/tending`, { own: true })
    expect([refused.statusCode, refused.json().errors?.own]).toEqual([
      422,
      expect.stringContaining('Others have written'),
    ])
    expect((await luc.get(`${it.url}/edit`)).statusCode).toBe(200)
    await world.owner`delete from shared_hand where text_id = ${text}`
    expect((await noor.post(`${it.url}/tending`, { own: true })).statusCode).toBe(200)
  })

  it('holds against whoever comes by the database, too', async () => {
    const it = await write(noor)
    const { text } = (await noor.post(`${it.url}/writing`)).json()
    const statements = [
      `update page set text = 'x', html = 'x' where item_id = ${it.id}`,
      `update page set state = 'agreed' where item_id = ${it.id}`,
      `update item set title = 'x' where id = ${it.id}`,
      `insert into page_revision (item_id, number, space_id, author_id, title, lang, text) values (${it.id}, 2, ${river.id}, ${noor.id}, 'x', 'en', 'x')`,
      `insert into page_own (item_id, space_id, person_id) select item_id, space_id, ${luc.id} from page where item_id = ${it.id}`,
      `insert into shared_update (text_id, number, item_id, space_id, data) values (${text}, 9, ${it.id}, ${river.id}, 'x')`,
      `insert into shared_hand (text_id, person_id, item_id, space_id, first, number) values (${text}, ${luc.id}, ${it.id}, ${river.id}, 1, 1)`,
    ]
    const silent = [
      `update page_revision set text = 'x' where item_id = ${it.id} returning 1`,
      `delete from page_revision where item_id = ${it.id} returning 1`,
      `delete from page where item_id = ${it.id} returning 1`,
      `update page_own set person_id = ${luc.id} where item_id = ${it.id} returning 1`,
      `delete from page_own where item_id = ${it.id} returning 1`,
      `update shared_text set base = 'x' where item_id = ${it.id} returning 1`,
      `select 1 from shared_write(${text}, array[me()], array['AAA='], 1000000)`,
    ]
    const as = (by: Person, statement: string) =>
      asPerson(world.site.database.app, by.id, river.slug, async (sql) => [...(await sql.unsafe(statement))])
    for (const by of [luc, ada]) {
      for (const one of statements) await expect(as(by, one), one).rejects.toThrow(/row-level security|own page/)
      for (const one of silent) expect([one, await as(by, one)]).toEqual([one, []])
    }
    // Nor does anybody make the page of somebody else their own.
    const open = await write(noor, { own: false })
    await expect(
      as(luc, `insert into page_own (item_id, space_id, person_id) values (${open.id}, ${river.id}, ${luc.id})`),
    ).rejects.toThrow(/row-level security/)
    await expect(
      as(noor, `insert into page_own (item_id, space_id, person_id) values (${open.id}, ${river.id}, ${luc.id})`),
    ).rejects.toThrow(/row-level security/)
    for (const one of statements.slice(0, 4)) await as(noor, one)
  })

  it('has no pages of others below it, unless a host puts them there', async () => {
    const it = await write(noor)
    const refused = await luc.post(here, { title: 'Below', text: 'x', under: it.id })
    expect([refused.statusCode, refused.json().errors.under]).toEqual([422, expect.stringContaining('own page')])
    const beside = await write(luc, { own: false })
    expect((await luc.post(`${beside.url}/moving`, { under: it.id })).statusCode).toBe(422)
    expect((await luc.get(it.url)).body).not.toContain(`/pages/new?under=${it.id}`)
    expect((await noor.post(here, { title: 'Mine below', text: 'x', under: it.id })).statusCode).toBe(201)
    expect((await ada.post(`${beside.url}/moving`, { under: it.id })).statusCode).toBe(200)
  })

  it('is moved, published and taken away by hosts', async () => {
    const [it, top] = [await write(noor), await write(ada, { own: false })]
    expect((await ada.get(it.url)).body).toContain(`${it.url}/moving`)
    expect((await luc.get(it.url)).body).not.toContain(`${it.url}/moving`)
    expect((await ada.post(`${it.url}/moving`, { under: top.id })).statusCode).toBe(200)
    expect((await ada.post(`${it.url}/publication`, { version: 1, licence: 'cc-by-4.0' })).statusCode).toBe(200)
    expect((await ada.post(`${it.url}/pin`, { on: true })).statusCode).toBe(200)
    expect((await luc.post(`${it.url}/removal`)).statusCode).toBe(403)
    expect((await ada.post(`${it.url}/removal`)).statusCode).toBe(200)
    expect((await ada.post(`${it.url}/restoration`)).statusCode).toBe(200)
    expect((await read(luc, it.url)).keptBy).toMatchObject({ id: noor.id })
  })
})

describe('whose it is', () => {
  it('is changed by who began it, as long as nobody else wrote in it', async () => {
    const it = await write(noor)
    expect((await noor.get(`${it.url}/tending`)).body).toMatch(/name="own" value="true" checked/)
    expect((await noor.submit(`${it.url}/tending`, { own: 'false' })).statusCode).toBe(303)
    expect((await read(luc, it.url)).keptBy).toBe(null)
    expect((await luc.get(`${it.url}/tending`)).body).not.toContain('name="own"')
    expect((await luc.post(`${it.url}/tending`, { own: true })).statusCode).toBe(403)
    expect((await noor.post(`${it.url}/tending`, { own: true })).statusCode).toBe(200)
    expect((await edit(luc, it, 'x')).statusCode).toBe(403)
    expect((await noor.post(`${it.url}/opening`)).statusCode).toBe(200)
    expect((await edit(luc, it, 'Luc was here.')).statusCode).toBe(200)
    const refused = await noor.submit(`${it.url}/tending`, { own: 'true' })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('Others have written in this page')
    expect((await read(luc, it.url)).keptBy).toBe(null)
  })

  it('is opened by a host when they have left, and by nobody else', async () => {
    const gil = await world.person('Gil Santos')
    await world.join(river, gil)
    const it = await write(gil)
    expect((await ada.get(`${it.url}/tending`)).statusCode).toBe(403)
    await world.owner`update membership set ended_at = now() where space_id = ${river.id} and person_id = ${gil.id}`
    expect((await luc.get(it.url)).body).toContain('Gil Santos is not a member here.')
    expect((await edit(luc, it, 'x')).statusCode).toBe(403)
    expect((await luc.post(`${it.url}/opening`)).statusCode).toBe(403)
    expect((await luc.get(`${it.url}/tending`)).statusCode).toBe(403)
    expect((await ada.get(`${it.url}/tending`)).body).toContain('Let everyone change it')
    expect((await ada.submit(`${it.url}/opening`)).statusCode).toBe(303)
    expect((await edit(luc, it, 'Luc goes on.')).statusCode).toBe(200)
  })

  it('goes with whoever is forgotten: what others wrote in, too, is everyone’s', async () => {
    const bea = await world.person('Bea Lund')
    await world.join(river, bea)
    const it = await write(bea)
    await luc.post(`${it.url}/messages`, { text: 'Good.' })
    await world.owner`insert into erasure (person_id, leave_words) values (${bea.id}, true)`
    await world.owner`select forget_person(${bea.id})`
    expect(await world.owner`select from page_own where item_id = ${it.id}`).toHaveLength(0)
  })
})
