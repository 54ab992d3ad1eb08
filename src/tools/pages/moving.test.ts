import { afterEach, describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../test/site.ts'
import { hashOf } from '../../spine/people/credential.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const ines = await world.person('Ines Moreau')
const bashir = await world.person('Bashir Karam')
const noor = await world.person('Noor Bakri')
/** River Keepers: Ada and Luc host; Ines, Bashir. Weirs, a circle there: only Luc and Ines. Seeds: Noor hosts; Luc, Ines. */
const rivers = await world.community(ada, 'River Keepers')
const seeds = await world.community(noor, 'Seed Savers')
await world.join(rivers, luc, 'host')
for (const one of [ines, bashir]) await world.join(rivers, one)
const begun = (await luc.post(`${rivers.path}/circles`, { name: 'Weirs' })).json()
const weirs: Community = { id: begun.id, path: begun.url, slug: begun.url.slice(3), host: luc }
await world.join(weirs, ines)
for (const one of [luc, ines]) await world.join(seeds, one)
await world.owner`update space set tools = tools || '{pages}' where id = any(${[rivers.id, weirs.id, seeds.id]})`
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

interface Made {
  id: number
  url: string
}

let nth = 0
async function write(by: Person, title: string, more: object = {}, place = rivers): Promise<Made> {
  const made = await by.post(`${place.path}/pages`, { title: `${title} ${++nth}`, text: 'Ten jars.', ...more })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}

const read = async (by: Person, url: string) => (await by.json(url)).json()
const move = (it: Made, by: Person, to: Community, more: object = {}) =>
  by.post(`${it.url}/moving`, { to: to.slug, ...more })
const there = (it: Made, place: Community) => `${place.path}/pages/${it.url.split('/').at(-1)}`

async function edit(by: Person, url: string, text: string) {
  const { title, version } = await read(by, `${url}/edit`)
  const changed = await by.post(`${url}/edit`, { title, text, version })
  expect(changed.statusCode).toBe(200)
}

async function picture(by: Person, place = rivers): Promise<{ id: number; url: string }> {
  const json = { accept: 'application/json' }
  const file = { name: 'jar.png', type: 'image/png', bytes: pixel }
  return (await by.upload(`${place.path}/attachments`, { alt: 'A jar' }, [file], json)).json()
}

/** How many rows of each table name the page, and how many of them say its own space. */
async function rows(id: number): Promise<Record<string, [number, number]>> {
  const tables = await world.owner<{ name: string }[]>`
    select c.relname name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'item_id' join pg_attribute s on s.attrelid = c.oid and s.attname = 'space_id'
    where c.relnamespace = 'copse'::regnamespace and c.relkind = 'r' and c.relname not in ('audit', 'passage')`
  const found: Record<string, [number, number]> = {}
  for (const { name } of tables) {
    const [row] = await world.owner.unsafe(
      `select count(*)::int n, count(*) filter (where x.space_id = (select space_id from item where id = $1))::int here from ${name} x where x.item_id = $1`,
      [id],
    )
    if (row!.n) found[name] = [row!.n, row!.here]
  }
  return found
}

describe('to a circle of fewer of the same readers', () => {
  it('goes whole, with everything that hangs on it, when a host takes it', async () => {
    const file = await picture(ines)
    const it = await write(ines, 'Jar test', { text: `Ten jars.\n\n![A jar](${file.url})`, tags: 'jars' })
    await edit(bashir, it.url, `Eleven jars.\n\n![A jar](${file.url})`)
    await bashir.post(`${it.url}/messages`, { text: 'Twelve?' })
    await bashir.post(`${it.url}/suggestions`, { title: 'Jars', text: 'Twelve.', version: 2 })
    await luc.post(`${it.url}/tending`, { state: 'agreed', steward: bashir.handle, reviewOn: '2099-01-01' })
    for (const one of [bashir, ines]) await one.post(`${it.url}/follow`, { level: 'follow' })
    await bashir.post(`${it.url}/saving`, { on: true })
    await bashir.post(`${it.url}/translations`, { lang: 'de' })
    const before = await rows(it.id)
    const offer = (await read(luc, `${it.url}/moving`)).elsewhere.find(
      (one: { slug: string }) => one.slug === weirs.slug,
    )
    expect(offer).toEqual({
      slug: weirs.slug,
      name: 'Weirs',
      people: 2,
      fewer: 2,
      more: 0,
      whole: true,
      wholeAlong: true,
    })

    const { url } = (await move(it, luc, weirs)).json()
    expect(url).toBe(there(it, weirs))
    const after = await rows(it.id)
    for (const [table, [n, here]] of Object.entries(after)) expect([table, here]).toEqual([table, n])
    for (const table of [
      'tail',
      'message',
      'page',
      'page_revision',
      'page_suggestion',
      'attachment',
      'activity',
      'page_name',
    ])
      expect([table, after[table]?.[0]]).toEqual([table, before[table]?.[0]])
    // Who is not there neither looks after it, follows it, nor wishes for it.
    for (const table of ['page_steward', 'page_wish']) expect([table, after[table]]).toEqual([table, undefined])
    expect(
      await world.owner`select person_id from follow where item_id = ${it.id} and level = 'follow' and person_id = ${bashir.id}`,
    ).toEqual([])
    expect(await world.owner`select from saved where item_id = ${it.id}`).toHaveLength(0)

    const now = await read(ines, url)
    expect(now).toMatchObject({
      state: 'agreed',
      tags: ['jars'],
      steward: null,
      reviewOn: '2099-01-01',
      messageCount: 1,
      suggestions: 1,
      level: 'follow',
    })
    expect(now.html).toContain(`src="${weirs.path}/attachments/${file.id}/`)
    expect((await ines.get(/src="([^"]+)"/.exec(now.html)![1]!)).headers['content-type']).toContain('image/')
    expect(
      (await read(ines, `${url}/revisions`)).revisions.map((one: { author: { name: string } }) => one.author.name),
    ).toEqual([bashir.name, ines.name])
    expect((await read(ines, `${url}/revisions/1`)).text).toContain(`${weirs.path}/attachments/${file.id}/`)
    expect((await read(ines, `${weirs.path}/pages`)).pages.map(({ id }: Made) => id)).toContain(it.id)

    // Old addresses lead there for who may read it; for others it does not exist, there or here.
    expect((await ines.get(it.url)).headers.location).toBe(url)
    expect((await ines.get(`${it.url}/messages/1`)).headers.location).toBe(`${url}/messages/1`)
    for (const who of [ada, bashir, noor])
      for (const path of [it.url, url, `${it.url}/revisions`, `${url}/edit`, file.url])
        expect([who.name, path, (await who.json(path)).statusCode]).toEqual([who.name, path, 404])
    expect((await read(bashir, `${rivers.path}/pages`)).pages.map(({ id }: Made) => id)).not.toContain(it.id)
    expect((await bashir.get(`${rivers.path}/search?q=eleven`)).body).not.toContain('Eleven')
    const verbs = await world.owner`select verb, space_id, person_id from audit where item_id = ${it.id} order by id`
    expect(verbs.map((one) => ({ ...one }))).toEqual([
      { verb: 'page.moved-away', spaceId: rivers.id, personId: ines.id },
      { verb: 'page.moved-here', spaceId: weirs.id, personId: ines.id },
    ])
    expect((await ada.get(`${rivers.path}/about/log`)).body).toContain('moved a page to another place')
  })

  it('is for hosts and who began it, to where they may write pages', async () => {
    const it = await write(bashir, 'Forbidden')
    // Ines may lay it elsewhere within the library, but not take it out of it.
    expect((await read(ines, `${it.url}/moving`)).elsewhere).toEqual([])
    expect((await move(it, ines, weirs)).statusCode).toBe(422)
    // Ada hosts here and is nobody there; Bashir began it and is nobody there; Noor knows nothing of it.
    for (const who of [ada, bashir]) expect((await move(it, who, weirs)).statusCode).toBe(422)
    expect((await move(it, noor, seeds)).statusCode).toBe(404)
    expect((await move(it, luc, rivers)).statusCode).toBe(422)
    expect((await luc.post(`${it.url}/moving`, {})).statusCode).toBe(422)
    for (const sql of [
      "update space set closed_at = now() where slug = 'weirs'",
      "update space set tools = array_remove(tools, 'pages') where slug = 'weirs'",
    ]) {
      await world.owner.unsafe(sql)
      expect((await move(it, luc, weirs)).statusCode).toBe(422)
      expect(await tried(luc, `select move_page(${it.id}, ${weirs.id}, false, '[]')`)).toBe('42501')
      await world.owner`update space set closed_at = null, tools = array_append(array_remove(tools, 'pages'), 'pages') where id = ${weirs.id}`
    }
    await world.join(weirs, bashir, 'guest', { until: new Date(Date.now() + 86_400_000) })
    expect((await move(it, bashir, weirs)).statusCode).toBe(422)
    await world.owner`delete from membership where space_id = ${weirs.id} and person_id = ${bashir.id}`
    const form = await luc.submit(`${it.url}/moving`, { to: 'nowhere' })
    expect(form.statusCode).toBe(422)
    expect(form.body).toContain('Choose one of these.')
    expect((await luc.get(it.url)).statusCode).toBe(200)
  })

  it('is refused by the database, too, for whom no handler asks', async () => {
    const it = await write(bashir, 'Walled')
    await luc.post(`${it.url}/messages`, { text: 'Mine.' })
    const to = (place: Community, what = 'move_page') =>
      what === 'move_page'
        ? `select move_page(${it.id}, ${place.id}, false, '[]')`
        : `select ask_to_move_page(${it.id}, ${place.id}, false)`
    for (const who of [null, ines, bashir, noor, ada]) {
      expect([who?.name, await tried(who, to(weirs))]).toEqual([who?.name, '42501'])
      expect([who?.name, await tried(who, to(weirs, 'ask'))]).toEqual([who?.name, '42501'])
    }
    expect(await tried(luc, to(seeds))).toBe('CP011')
    expect(await tried(ines, `select answer_page_move(${it.id}, true, '[]')`)).toBe('42501')
    for (const who of [null, noor, ines])
      expect(await asRows(who, `select * from page_writers(${it.id}, true)`)).toEqual([])
    for (const call of [
      "carry_pages('{1}', 1, 2, 1, '[]', now())",
      "own_files('{1}', 1, 2)",
      "writers_of('{1}')",
      "all_agreed(null, '{1}')",
    ])
      expect(await tried(luc, `select ${call}`)).toBe('42501')
    expect(await tried(luc, to(weirs))).toBe('done')
  })

  it('leaves a page somebody’s own where they are not, until a host there opens it', async () => {
    const it = await write(bashir, 'His own', { own: true })
    const { url } = (await move(it, luc, weirs)).json()
    expect((await read(ines, url)).keptBy).toMatchObject({ id: bashir.id })
    expect((await ines.get(url)).body).toContain('Bashir Karam is not a member here.')
    expect((await ines.post(`${url}/edit`, { title: 'x', text: 'x', version: 1 })).statusCode).toBe(403)
    expect((await ines.post(`${url}/opening`)).statusCode).toBe(403)
    expect((await luc.post(`${url}/opening`)).statusCode).toBe(200)
    expect((await ines.post(`${url}/edit`, { title: 'x', text: 'x', version: 1 })).statusCode).toBe(200)
  })

  it('asks where a host takes the words of others out of the community, or its author takes theirs to a circle', async () => {
    const it = await write(ines, 'Whose')
    await bashir.post(`${it.url}/messages`, { text: 'Mine, too.' })
    const whole = async (who: Person) =>
      Object.fromEntries(
        (await read(who, `${it.url}/moving`)).elsewhere.map((one: { slug: string; whole: boolean }) => [
          one.slug,
          one.whole,
        ]),
      )
    expect(await whole(luc)).toMatchObject({ [weirs.slug]: true, [seeds.slug]: false })
    expect(await whole(ines)).toMatchObject({ [weirs.slug]: false, [seeds.slug]: false })
  })
})

describe('the pages below', () => {
  const tree = async (by = luc) => {
    const top = await write(by, 'Top')
    const it = await write(by, 'Middle', { under: top.id })
    const beside = await write(by, 'Beside', { under: top.id })
    const below = await write(by, 'Below', { under: it.id })
    const other = await write(by, 'Other below', { under: it.id })
    const deep = await write(by, 'Deep', { under: below.id })
    return { top, it, beside, below, other, deep }
  }

  it('go along', async () => {
    const { top, it, beside, below, other, deep } = await tree()
    const page = (await luc.get(`${it.url}/moving`)).body
    expect(page).toContain('Take the 3 pages below it along')
    expect((await luc.submit(`${it.url}/moving`, { to: seeds.slug, along: 'true' })).headers.location).toBe(
      there(it, seeds),
    )
    const moved = await read(noor, there(it, seeds))
    expect(moved.above).toEqual([])
    expect(moved.below.map(({ id }: Made) => id)).toEqual([below.id, other.id])
    expect((await read(noor, there(deep, seeds))).above.map(({ id }: Made) => id)).toEqual([it.id, below.id])
    expect((await read(luc, top.url)).below.map(({ id }: Made) => id)).toEqual([beside.id])
    for (const one of [below, other, deep]) expect((await bashir.json(one.url)).statusCode).toBe(404)
  })

  it('or move up to where it was', async () => {
    const { top, it, beside, below, other, deep } = await tree()
    expect((await move(it, luc, seeds)).statusCode).toBe(200)
    expect((await read(luc, top.url)).below.map(({ id }: Made) => id)).toEqual([below.id, other.id, beside.id])
    expect((await read(luc, deep.url)).above.map(({ id }: Made) => id)).toEqual([top.id, below.id])
    expect((await read(noor, there(it, seeds))).below).toEqual([])
  })

  it('need a host where others began them, and their yes', async () => {
    const it = await write(ines, 'Mine')
    await write(bashir, 'Not mine', { under: it.id })
    expect((await move(it, ines, seeds, { along: true })).statusCode).toBe(403)
    expect((await move(it, ines, seeds)).statusCode).toBe(200)
  })

  it('stay where they are somebody’s own, also for who brought them in', async () => {
    const it = await write(ines, 'Mine, too')
    const own = await write(ines, 'Brought in for Bashir', { under: it.id })
    await world.owner`insert into page_own (item_id, space_id, person_id) values (${own.id}, ${rivers.id}, ${bashir.id})`
    expect((await move(it, ines, seeds, { along: true })).statusCode).toBe(403)
    expect((await bashir.get(own.url)).statusCode).toBe(200)
  })

  it('stay where they were taken away', async () => {
    const it = await write(luc, 'Full')
    const gone = await write(luc, 'Taken away', { under: it.id })
    await luc.post(`${gone.url}/removal`)
    await move(it, luc, seeds, { along: true })
    expect((await luc.post(`${gone.url}/restoration`)).statusCode).toBe(200)
    expect((await read(luc, gone.url)).above).toEqual([])
  })
})

describe('to where others read', () => {
  it('goes at once where every word is one’s own', async () => {
    const it = await write(luc, 'My notes', {}, weirs)
    expect((await read(luc, `${it.url}/moving`)).elsewhere).toContainEqual(
      expect.objectContaining({ slug: rivers.slug, more: 2, whole: true }),
    )
    expect((await move(it, luc, rivers)).json().url).toBe(there(it, rivers))
  })

  it('asks everybody whose words are in it, and goes with the last yes', async () => {
    const it = await write(luc, 'Ours', {}, weirs)
    await edit(ines, it.url, 'Eleven jars.')
    await ines.post(`${it.url}/messages`, { text: 'And one.' })
    const form = (await luc.get(`${it.url}/moving`)).body
    expect(form).toContain('It holds words of Ines Moreau, who will be asked.')
    expect((await move(it, luc, rivers)).json().url).toBe(it.url)
    expect((await move(it, luc, rivers)).statusCode).toBe(422)
    expect((await bashir.json(there(it, rivers))).statusCode).toBe(404)
    expect(await read(luc, `${it.url}/moving`)).toMatchObject({
      asking: { by: luc.name, mine: null, along: false },
      elsewhere: [],
    })
    expect((await luc.get(`${it.url}/moving`)).body).toContain('Still to hear: Ines Moreau.')

    const waiting = async (who: Person) =>
      (await read(who, '/')).waiting.filter((one: { kind: string }) => one.kind === 'asks-to-move')
    expect(await waiting(ines)).toMatchObject([{ url: `${it.url}/moving`, by: luc.name }])
    const question = (await ines.get(`${it.url}/moving`)).body
    expect(question).toContain('May this page go?')
    expect(question).toContain('to River Keepers, where 4 people read')
    for (const who of [luc, bashir])
      expect((await who.post(`${it.url}/moving/answer`, { yes: true })).statusCode).toBe(404)
    expect((await ines.submit(`${it.url}/moving/answer`, { yes: 'true' })).headers.location).toBe(there(it, rivers))
    const now = await read(bashir, there(it, rivers))
    expect(now).toMatchObject({ text: 'Eleven jars.', messageCount: 1 })
    expect(now.authors.map((one: { name: string }) => one.name).sort()).toEqual([ines.name, luc.name])
    expect(await waiting(ines)).toEqual([])
    expect(await world.owner`select from moving where item_id = ${it.id}`).toHaveLength(0)
    const [passage] = await world.owner`select person_id from passage where item_id = ${it.id}`
    expect(passage!.personId).toBe(luc.id)
  })

  it('stays when one says no, which only who asked is told', async () => {
    const it = await write(luc, 'Stays', {}, weirs)
    await ines.post(`${it.url}/messages`, { text: 'Mine.' })
    await move(it, luc, rivers)
    expect((await ines.post(`${it.url}/moving/answer`, { yes: false })).json().url).toBe(it.url)
    expect((await ines.post(`${it.url}/moving/answer`, { yes: true })).statusCode).toBe(404)
    expect((await luc.get(`${it.url}/moving`)).body).toContain('It stays here: Ines Moreau did not agree.')
    expect((await ines.get(`${it.url}/moving`)).body).not.toContain('did not agree')
    expect((await bashir.json(there(it, rivers))).statusCode).toBe(404)
  })

  it('holds a yes only for the words there were, and until who asks stops', async () => {
    const it = await write(luc, 'Later words', {}, weirs)
    await world.join(weirs, bashir)
    for (const one of [ines, bashir]) await one.post(`${it.url}/messages`, { text: 'Mine.' })
    await move(it, luc, seeds)
    expect((await ines.post(`${it.url}/moving/answer`, { yes: true })).json().url).toBe(it.url)
    await ines.post(`${it.url}/messages`, { text: 'But not this.' })
    expect((await bashir.post(`${it.url}/moving/answer`, { yes: true })).json().url).toBe(it.url)
    // Everybody said yes, and yet it may not go: they are asked anew.
    expect((await move(it, luc, seeds)).statusCode).toBe(422)
    expect((await ines.post(`${it.url}/moving/ending`)).statusCode).toBe(404)
    expect((await luc.post(`${it.url}/moving/ending`)).statusCode).toBe(200)
    await move(it, luc, seeds)
    await ines.post(`${it.url}/moving/answer`, { yes: true })
    await bashir.post(`${it.url}/moving/answer`, { yes: true })
    expect((await noor.json(there(it, seeds))).statusCode).toBe(200)
    await world.owner`delete from membership where space_id = ${weirs.id} and person_id = ${bashir.id}`
  })

  it('stays where the words are of somebody who cannot be asked any more', async () => {
    const it = await write(luc, 'Gone', {}, weirs)
    await world.join(weirs, bashir)
    await bashir.post(`${it.url}/messages`, { text: 'Mine.' })
    await world.owner`update membership set ended_at = now() where space_id = ${weirs.id} and person_id = ${bashir.id}`
    expect((await luc.get(`${it.url}/moving`)).body).toContain(
      'It also holds words of Bashir Karam, who cannot be asked any more.',
    )
    const refused = await move(it, luc, seeds)
    expect(refused.statusCode).toBe(422)
    expect(refused.json().errors.to).toContain('cannot be asked any more')
  })

  it('takes nobody’s words there with the last yes when who asked may no more', async () => {
    const it = await write(luc, 'No longer', {}, weirs)
    await ines.post(`${it.url}/messages`, { text: 'Mine.' })
    await move(it, luc, seeds)
    await world.owner`update membership set ended_at = now() where space_id = ${seeds.id} and person_id = ${luc.id}`
    expect((await ines.post(`${it.url}/moving/answer`, { yes: true })).json().url).toBe(it.url)
    expect((await noor.json(there(it, seeds))).statusCode).toBe(404)
    await world.owner`update membership set ended_at = null where space_id = ${seeds.id} and person_id = ${luc.id}`
    // All have agreed: who asked does it themselves.
    expect((await luc.get(`${it.url}/moving`)).body).toContain('Everybody agreed.')
    expect((await move(it, luc, seeds)).json().url).toBe(there(it, seeds))
  })
})

describe('the words of others', () => {
  it('are not taken along by a page that was put below it after they said yes', async () => {
    const it = await write(luc, 'Harmless', {}, weirs)
    await world.join(weirs, bashir)
    for (const one of [ines, bashir]) await one.post(`${it.url}/messages`, { text: 'Mine.' })
    const secret = await write(luc, 'Secret', {}, weirs)
    await ines.post(`${secret.url}/messages`, { text: 'Only for us.' })
    await move(it, luc, seeds, { along: true })
    await ines.post(`${it.url}/moving/answer`, { yes: true })
    expect((await luc.post(`${secret.url}/moving`, { under: it.id })).statusCode).toBe(200)
    expect((await bashir.post(`${it.url}/moving/answer`, { yes: true })).json().url).toBe(it.url)
    expect((await move(it, luc, seeds, { along: true })).statusCode).toBe(422)
    expect((await noor.json(there(secret, seeds))).statusCode).toBe(404)
    // As it was asked, it goes.
    await luc.post(`${secret.url}/moving`, { under: 0 })
    expect((await move(it, luc, seeds, { along: true })).statusCode).toBe(200)
    await world.owner`delete from membership where space_id = ${weirs.id} and person_id = ${bashir.id}`
  })

  it('are asked for where a page was made of what they said', async () => {
    await world.owner`update space set tools = tools || '{discussions}' where id = ${weirs.id} and not 'discussions' = any(tools)`
    const talk = await world.discussion(weirs, luc)
    await ines.post(`${talk.path}/messages`, { text: 'Only for us.' })
    const whole = await write(luc, 'Of the thread', { from: talk.id }, weirs)
    const one = await write(luc, 'Of a message', { from: talk.id, number: 2 }, weirs)
    const mine = await write(luc, 'Of my own', { from: talk.id, number: 1 }, weirs)
    for (const it of [whole, one]) {
      expect((await move(it, luc, rivers)).json().url).toBe(it.url)
      expect((await bashir.json(there(it, rivers))).statusCode).toBe(404)
      // What is said later is not in it.
      await ines.post(`${talk.path}/messages`, { text: 'More.' })
      expect((await ines.post(`${it.url}/moving/answer`, { yes: true })).json().url).toBe(there(it, rivers))
    }
    expect((await move(mine, luc, rivers)).json().url).toBe(there(mine, rivers))
  })

  it('are also their files', async () => {
    const it = await write(luc, 'With her file', {}, weirs)
    const file = await picture(ines, weirs)
    expect((await ines.post(`${it.url}/writing/files`, { attachments: String(file.id) })).statusCode).toBe(200)
    expect(await world.owner`select from attachment where id = ${file.id} and item_id = ${it.id}`).toHaveLength(1)
    expect((await move(it, luc, rivers)).json().url).toBe(it.url)
    expect((await ines.post(`${it.url}/moving/answer`, { yes: true })).json().url).toBe(there(it, rivers))
  })

  it('are not asked for where there are too many pages to go', async () => {
    const it = await write(luc, 'A thousand', {}, weirs)
    await ines.post(`${it.url}/messages`, { text: 'Mine.' })
    await world.owner`
      with made as (insert into item (space_id, kind, author_id, title, lang) select ${weirs.id}, 'page', ${luc.id}, 'Leaf ' || n, 'en' from generate_series(1, 1000) n returning id),
      tails as (insert into tail (item_id, space_id, kind, last_by) select id, ${weirs.id}, 'page', ${luc.id} from made)
      insert into page (item_id, space_id, parent_id, changed_by) select id, ${weirs.id}, ${it.id}, ${luc.id} from made`
    const refused = await move(it, luc, rivers, { along: true })
    expect([refused.statusCode, refused.json().errors?.along]).toEqual([422, expect.stringContaining('1000 pages')])
    expect(await world.owner`select from moving where item_id = ${it.id}`).toHaveLength(0)
    await world.owner`delete from item where id in (select item_id from page where parent_id = ${it.id})`
  })
})

describe('what it leads to and what leads to it', () => {
  it('keeps a title for one page: two alike are refused, with its name', async () => {
    const taken = await write(noor, 'Same', {}, seeds)
    const title = (await read(noor, taken.url)).title
    const it = (await luc.post(`${rivers.path}/pages`, { title: title.toUpperCase(), text: 'x' })).json()
    const refused = await luc.submit(`${it.url}/moving`, { to: seeds.slug })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain(`A page called “${title}” is there already.`)
    // One that was called so, or was taken away, gives way.
    await noor.post(`${taken.url}/removal`)
    expect((await move(it, luc, seeds)).statusCode).toBe(200)
  })

  it('is found by its title in its new place, and no more in the old', async () => {
    const it = await write(luc, 'Wanted')
    const { title } = await read(luc, it.url)
    const here = await write(luc, 'Leads there', { text: `See [[${title}]].` })
    const far = await write(noor, 'Leads here', { text: `See [[${title}]].` }, seeds)
    expect((await read(noor, far.url)).links).toEqual([{ title, url: null }])
    await move(it, luc, seeds)
    expect((await read(noor, far.url)).links).toEqual([{ title, url: there(it, seeds) }])
    expect((await read(luc, here.url)).links).toEqual([{ title, url: null }])
    expect((await read(noor, there(it, seeds))).leadingHere.map((one: { title: string }) => one.title)).toEqual([
      (await read(noor, far.url)).title,
    ])
    expect(
      (await read(luc, `${rivers.path}/pages/tending`)).wanted.map((one: { title: string }) => one.title),
    ).toContain(title)
  })

  it('knows its other languages as long as they lie in one place', async () => {
    const original = await write(luc, 'Original')
    const made = async (lang: string) => write(luc, lang, { lang, of: original.id })
    const [french, german] = [await made('fr'), await made('de')]
    await move(french, luc, seeds)
    expect((await read(noor, there(french, seeds))).versions).toHaveLength(1)
    expect((await read(luc, original.url)).versions.map(({ id }: Made) => id)).toEqual([original.id, german.id])
    const spanish = await write(luc, 'es', { lang: 'es', of: original.id })
    await move(original, luc, seeds)
    const left = (await read(luc, spanish.url)).versions
    expect(left).toMatchObject([
      { id: german.id, original: true, outdated: false },
      { id: spanish.id, original: false, outdated: false },
    ])
  })

  it('gives each page its own file where both show one', async () => {
    const file = await picture(luc)
    const it = await write(luc, 'Owner', { text: `![A jar](${file.url})` })
    const beside = await write(ines, 'Shows it, too', { text: `![A jar](${file.url})` })
    await move(it, luc, seeds)
    const shown = async (who: Person, url: string) => {
      const { html } = await read(who, url)
      return (await who.get(/src="([^"]+)"/.exec(html)![1]!)).statusCode
    }
    expect(await shown(noor, there(it, seeds))).toBe(200)
    expect(await shown(bashir, beside.url)).toBe(200)
    // The other way round; of somebody else's file nothing goes to where more people read.
    const own = await write(luc, 'Shows it again', { text: (await read(luc, beside.url)).text })
    await move(own, luc, weirs)
    expect(await shown(luc, there(own, weirs))).toBe(200)
    const hers = await picture(ines)
    await write(ines, 'Hers', { text: `![A jar](${hers.url})` })
    const borrowed = await write(luc, 'Borrowed', { text: `![A jar](${hers.url})` })
    await move(borrowed, luc, seeds)
    expect(await shown(noor, there(borrowed, seeds))).toBe(404)
    expect(await shown(bashir, beside.url)).toBe(200)
  })

  it('leaves what stays and is published its pictures', async () => {
    const file = await picture(luc)
    const it = await write(luc, 'Owns the picture', { text: `![A jar](${file.url})` })
    const beside = await write(luc, 'Stays public', { text: `![A jar](${file.url})` })
    await luc.post(`${beside.url}/publication`, { version: 1, licence: 'cc-by-4.0', files: [file.id] })
    const shown = async () => {
      const { html } = (await world.nobody.json(`/published/${beside.id}`)).json()
      return (await world.nobody.get(/src="([^"]+)"/.exec(html)?.[1] ?? '/none')).statusCode
    }
    expect(await shown()).toBe(200)
    await move(it, luc, seeds)
    expect(await shown()).toBe(200)
    // Also where only what was published of it shows the file.
    const other = await picture(luc)
    const owner = await write(luc, 'Owns another', { text: `![A jar](${other.url})` })
    await luc.post(`${beside.url}/edit`, { title: 'Stays public', text: `![A jar](${other.url})`, version: 1 })
    await luc.post(`${beside.url}/publication`, { version: 2, licence: 'cc-by-4.0', files: [other.id] })
    await luc.post(`${beside.url}/edit`, { title: 'Stays public', text: 'None.', version: 2 })
    expect(await shown()).toBe(200)
    await move(owner, luc, seeds)
    expect(await shown()).toBe(200)
  })

  it('leaves nothing below it that is written in the moment in which it goes', async () => {
    const it = await write(luc, 'Goes')
    let written: Promise<unknown> = Promise.resolve()
    await world.owner.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtext('pages'), ${rivers.id}::int)`
      written = luc.post(`${rivers.path}/pages`, { title: 'Too late', text: 'x', under: it.id })
      await new Promise((resolve) => setTimeout(resolve, 500))
      await sql`update item set space_id = ${seeds.id} where id = ${it.id}`
    })
    expect(((await written) as { statusCode: number }).statusCode).toBe(422)
    expect(
      await world.owner`select from page p join page above on above.item_id = p.parent_id where p.space_id <> above.space_id`,
    ).toHaveLength(0)
  })

  it('ends what is published, and says so before', async () => {
    const it = await write(luc, 'Public')
    await luc.post(`${it.url}/publication`, { version: 1, licence: 'cc-by-4.0' })
    expect((await world.nobody.json(`/published/${it.id}`)).statusCode).toBe(200)
    expect((await luc.get(`${it.url}/moving`)).body).toContain('It is published. That ends')
    await move(it, luc, seeds)
    expect((await world.nobody.json(`/published/${it.id}`)).statusCode).toBe(404)
    const verbs =
      await world.owner`select verb from audit where item_id = ${it.id} and space_id = ${rivers.id} order by id`
    expect(verbs.map(({ verb }) => verb)).toEqual(['page.published', 'page.unpublished', 'page.moved-away'])
  })

  it('waits until what somebody writes in it is saved', async () => {
    const it = await write(luc, 'Unsaved')
    const { text } = (await luc.post(`${it.url}/writing`)).json()
    await world.owner`update shared_text set number = number + 1 where id = ${text}`
    const refused = await move(it, luc, seeds)
    expect([refused.statusCode, refused.json().errors.to]).toEqual([422, expect.stringContaining('not saved')])
    await world.owner`update shared_text set saved = number where id = ${text}`
    expect((await move(it, luc, seeds)).statusCode).toBe(200)
    expect(await world.owner`select from shared_text where item_id = ${it.id}`).toHaveLength(0)
  })

  it('is not taken away in the moment in which it goes', async () => {
    const it = await write(luc, 'Goes first')
    let taken: Promise<unknown> = Promise.resolve()
    await world.owner.begin(async (sql) => {
      await sql`select from tail where item_id = ${it.id} for update`
      taken = luc.post(`${it.url}/removal`)
      await new Promise((resolve) => setTimeout(resolve, 500))
      await sql`update item set space_id = ${seeds.id} where id = ${it.id}`
    })
    expect(((await taken) as { statusCode: number }).statusCode).toBe(409)
    expect((await noor.json(there(it, seeds))).statusCode).toBe(200)
  })

  it('hears a yes that is sent twice once, and answers it twice alike', async () => {
    const it = await write(luc, 'Pressed twice', {}, weirs)
    await ines.post(`${it.url}/messages`, { text: 'Mine.' })
    await move(it, luc, rivers)
    const form = (await ines.get(`${it.url}/moving`)).body
    const _key = /name="yes" value="true"><input type="hidden" name="_key" value="([^"]+)"/.exec(form)?.[1]
    const pressed = () => ines.submit(`${it.url}/moving/answer`, { yes: 'true', ...(_key && { _key }) })
    for (const answer of [await pressed(), await pressed()])
      expect([answer.statusCode, answer.headers.location]).toEqual([303, there(it, rivers)])
  })

  it('happens once when two do it at the same moment', async () => {
    const it = await write(luc, 'Twice')
    const answers = await Promise.all([
      move(it, luc, seeds),
      move(it, luc, weirs),
      edit(luc, it.url, 'Meanwhile.').catch(() => {}),
    ])
    expect(answers.slice(0, 2).filter((one) => (one as { statusCode: number }).statusCode === 200)).toHaveLength(1)
    expect(await world.owner`select from passage where item_id = ${it.id}`).toHaveLength(1)
  })
})

it('asks the database as much for many places as for few', async () => {
  const it = await write(luc, 'Many')
  const asked = () => world.statementsOf(() => luc.get(`${it.url}/moving`))
  const few = await asked()
  for (let n = 0; n < 5; n++) {
    const place = await world.community(luc, `Place ${n}`)
    await world.owner`update space set tools = tools || '{pages}' where id = ${place.id}`
  }
  expect((await asked()).length).toBe(few.length)
  expect((await luc.get(`${it.url}/moving`)).body).toContain('Place 4')
})

async function asRows(who: Person | null, statement: string): Promise<object[]> {
  return (await within(who, statement)) as object[]
}

async function tried(who: Person | null, statement: string): Promise<string> {
  try {
    await within(who, statement)
    return 'done'
  } catch (error) {
    return (error as { code: string }).code
  }
}

async function within(who: Person | null, statement: string): Promise<unknown> {
  const sql = await world.site.database.app.reserve()
  try {
    await sql`begin`
    await sql`select enter(${who ? hashOf(who.cookie.slice('copse='.length)) : null}, null, true)`
    return [...(await sql.unsafe(statement))]
  } finally {
    await sql`rollback`
    sql.release()
  }
}
