import { describe, expect, it } from 'vitest'
import { type Community, type Discussion, type Person, testSite } from '../../../test/site.ts'
import { hashOf } from '../../spine/people/credential.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const ines = await world.person('Ines Moreau')
const bashir = await world.person('Bashir Karam')
const noor = await world.person('Noor Bakri')
const tamsin = await world.person('Tamsin Reeve')
/** River Keepers: Ada and Luc host; Ines, Bashir. Weirs, a circle there: only Luc and Ines. Seeds: Noor hosts; Luc, Bashir. */
const rivers = await world.community(ada, 'River Keepers')
const seeds = await world.community(noor, 'Seed Savers')
await world.join(rivers, luc, 'host')
for (const one of [ines, bashir]) await world.join(rivers, one)
const begun = (await luc.post(`${rivers.path}/circles`, { name: 'Weirs' })).json()
const weirs: Community = { id: begun.id, path: begun.url, slug: begun.url.slice(3), host: luc }
await world.join(weirs, ines)
for (const one of [luc, bashir]) await world.join(seeds, one)

const read = async (who: Person, path: string) => (await who.json(path)).json()
const note = { name: 'note.txt', type: 'text/plain', bytes: Buffer.from('a note') }

async function talk(community: Community, by = luc, others = [ines, bashir]): Promise<Discussion> {
  const it = await world.discussion(community, by, 'Weir before eel season', { tags: 'eel, weir' })
  for (const one of others) {
    const sent = (await one.upload(`${community.path}/attachments`, {}, [note], { accept: 'application/json' })).json()
    await one.post(`${it.path}/messages`, { text: `${one.name} says this, @${by.handle}.`, attachments: [sent.id] })
  }
  await by.post(`${it.path}/messages`, { text: 'Thank you both.', replyTo: 2 })
  await others[0]?.post(`${it.path}/messages/1/reactions`, { on: 'thanks' })
  await by.post(`${it.path}/edit`, { title: 'The weir before eel season', tags: 'eel, weir', version: 1 })
  await by.post(`${it.path}/messages/1/edit`, { text: 'The weir must open.', version: 1 })
  return { ...it, path: (await read(by, it.path)).url }
}

const move = (it: Discussion, who: Person, to: Community) => who.post(`${it.path}/moving`, { to: to.slug })

/** Rows of every table that names the item or its messages, and how many of them say the item's own space. */
async function rows(id: number): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const table of [
    'tail',
    'message',
    'discussion',
    'activity',
    'item_revision',
    'reaction',
    'revision',
    'mention',
    'attachment',
  ]) {
    const mine = ['reaction', 'revision', 'mention', 'attachment'].includes(table)
      ? 'x.message_id in (select id from message where item_id = $1)'
      : 'x.item_id = $1'
    const [row] = await world.owner.unsafe(
      `select count(*)::int n, count(*) filter (where x.space_id = (select space_id from item where id = $1))::int here from ${table} x where ${mine}`,
      [id],
    )
    found[table] = `${row!.n} ${row!.here}`
  }
  return found
}

const plain = (found: Record<string, string>) =>
  Object.fromEntries(Object.entries(found).map(([k, v]) => [k, v.split(' ')[0]]))

describe('to a place where fewer read', () => {
  it('goes whole, with everything that hangs on it, and nothing stays behind', async () => {
    const it = await talk(rivers)
    const before = await rows(it.id)
    const seen = await read(luc, it.path)
    const offer = (await read(luc, `${it.path}/moving`)).places.find((one: { slug: string }) => one.slug === weirs.slug)
    expect(offer).toEqual({ slug: weirs.slug, name: 'Weirs', people: 2, fewer: 2, more: 0, whole: true })
    expect((await luc.get(`${it.path}/moving`)).body).toContain('All 4 messages move.')
    const moved = (await move(it, luc, weirs)).json()
    expect(moved.url).toBe(`${weirs.path}/discussions/${it.path.split('/').at(-1)}`)
    const after = await rows(it.id)
    expect(plain(after)).toEqual(plain(before))
    for (const [table, count] of Object.entries(after))
      expect(`${table} ${count.split(' ')[1]}`).toBe(`${table} ${count.split(' ')[0]}`)
    const now = await read(ines, moved.url)
    expect(now.messages.map((m: { html: string }) => m.html)).toEqual(
      seen.messages.map((m: { html: string }) => m.html),
    )
    expect((await ines.get(now.messages[1].attachments[0].url)).body).toBe('a note')
    expect(now.story).toMatchObject([{ what: 'moved-here', by: luc.name, place: 'River Keepers' }])
    expect(
      (
        await world.owner`select verb from audit where item_id = ${it.id} and space_id in (${rivers.id}, ${weirs.id}) order by id`
      ).map((one) => one.verb),
    ).toEqual(['discussion.moved-away', 'discussion.moved-here'])
  })

  it('asks everyone for their words where its author, no host, takes it away, or a host takes it out of the community', async () => {
    const it = await talk(rivers, ines, [bashir])
    const own = await world.community(ines, 'My own corner')
    const corner = await world.community(luc, 'Another corner')
    for (const [who, to] of [
      [ines, weirs],
      [ines, own],
      [luc, corner],
    ] as const) {
      const offers = (await read(who, `${it.path}/moving`)).places
      expect(offers.find((one: { slug: string }) => one.slug === to.slug).whole).toBe(false)
    }
    await move(it, ines, own)
    const left = await read(bashir, it.path)
    expect(left.messages.map((m: { author: { id: number } }) => m.author.id)).toEqual([bashir.id])
    expect(left.story).toMatchObject([{ what: 'asking', asks: true }])
    await ines.post(`${it.path}/moving/removal`)
    await ada.post(`${it.path}/removal`)
  })

  it('leads the old address there for who may read it, and does not exist for others', async () => {
    const it = await talk(rivers)
    const { url } = (await move(it, luc, weirs)).json()
    expect((await ines.get(it.path)).headers.location).toBe(url)
    expect((await ines.get(`${it.path}/messages/2`)).headers.location).toBe(`${url}/messages/2`)
    for (const who of [ada, bashir, noor]) {
      expect((await who.get(it.path)).statusCode).toBe(404)
      expect((await who.json(it.path)).statusCode).toBe(404)
      expect((await who.get(`${it.path}/messages/2`)).statusCode).toBe(404)
      expect((await who.json(`${it.path}/messages/2/revisions`)).statusCode).toBe(404)
      expect((await who.json(url)).statusCode).toBe(404)
    }
    const body = (person: Person) => person.get('/').then((page) => page.body)
    expect(await body(bashir)).not.toContain('weir before eel')
    // An address that it never had is none.
    expect((await luc.json(`${seeds.path}/discussions/${it.id}`)).statusCode).toBe(404)
  })

  it('is undone while nothing has changed, by who moved it', async () => {
    const it = await talk(rivers)
    const { url } = (await move(it, luc, weirs)).json()
    expect((await read(ines, url)).story[0].mayUndo).toBe(false)
    expect((await ines.post(`${url}/moving/removal`)).statusCode).toBe(422)
    expect((await luc.post(`${url}/moving/removal`)).json().url).toBe(it.path)
    expect((await read(bashir, it.path)).messages).toHaveLength(4)
    expect((await luc.get(url)).headers.location).toBe(it.path)
    expect((await read(bashir, it.path)).story).toEqual([])
    const again = (await move(it, luc, weirs)).json()
    await ines.post(`${again.url}/messages`, { text: 'Only for us.' })
    expect((await luc.post(`${again.url}/moving/removal`)).statusCode).toBe(422)
    expect((await bashir.json(it.path)).statusCode).toBe(404)
  })

  it('is for hosts and who began it, to where they may begin something', async () => {
    const it = await talk(rivers)
    expect((await move(it, ines, weirs)).statusCode).toBe(403)
    expect((await ines.get(`${it.path}/moving`)).statusCode).toBe(403)
    expect((await move(it, noor, seeds)).statusCode).toBe(404)
    // Ada hosts here, but is nobody there.
    expect((await move(it, ada, weirs)).statusCode).toBe(422)
    expect((await move(it, luc, rivers)).statusCode).toBe(422)
    await world.owner`update space set closed_at = now() where id = ${weirs.id}`
    expect((await move(it, luc, weirs)).statusCode).toBe(422)
    await world.owner`update space set closed_at = null where id = ${weirs.id}`
    await world.join(weirs, luc, 'host')
    await world.join(weirs, ada, 'guest')
    expect((await move(it, ada, weirs)).statusCode).toBe(422)
    await world.owner`delete from membership where space_id = ${weirs.id} and person_id = ${ada.id}`
  })

  it('happens once when two do it at the same moment, and loses no reply that comes in meanwhile', async () => {
    const it = await talk(rivers)
    await world.join(weirs, ada)
    const answers = await Promise.all([
      move(it, luc, weirs),
      move(it, ada, weirs),
      ...[1, 2, 3, 4, 5].map((n) => bashir.post(`${it.path}/messages`, { text: `Meanwhile ${n}` })),
    ])
    await world.owner`delete from membership where space_id = ${weirs.id} and person_id = ${ada.id}`
    const moves = answers.slice(0, 2).filter((one) => one.statusCode === 200)
    expect(moves).toHaveLength(1)
    const said = answers.slice(2)
    // Who came too late is told so, and has the text still.
    for (const one of said) expect([201, 404, 409]).toContain(one.statusCode)
    const kept = said.filter((one) => one.statusCode === 201).length
    expect((await read(luc, moves[0]!.json().url)).messageCount).toBe(4 + kept)
    expect(world.mistakes).toEqual([])
  })
})

describe('to a place where more read', () => {
  it('takes whole what is all one’s own', async () => {
    const it = await world.discussion(weirs, luc, 'My notes')
    const offer = (await read(luc, `${it.path}/moving`)).places.find(
      (one: { slug: string }) => one.slug === rivers.slug,
    )
    expect(offer).toMatchObject({ more: 2, whole: true })
    expect((await move(it, luc, rivers)).json().url).toContain(rivers.path)
  })

  it('takes one’s own words at once, asks everybody else, and takes what they let go', async () => {
    const it = await talk(weirs, luc, [ines])
    await ines.post(`${it.path}/messages`, { text: 'And one more.' })
    const page = await luc.get(`${it.path}/moving`)
    expect(page.body).toContain('Only your 2 messages go.')
    expect(page.body).toContain('Ines Moreau is asked for theirs.')
    const before =
      await world.owner`select id, author_id, created_at, source from message where item_id = ${it.id} order by number`
    expect((await move(it, luc, rivers)).json().url).toBe(it.path)
    const [moving] = await world.owner`select * from moving where item_id = ${it.id}`
    const there = `${rivers.path}/discussions/${moving!.toItem}`
    // In the new place: Luc's words alone, with nothing of where they came from.
    const seen = await read(bashir, there)
    expect(seen.messages.map((m: { author: { id: number } }) => m.author.id)).toEqual([luc.id, luc.id])
    expect(seen.messages[1]).toMatchObject({ replyTo: null, replyElsewhere: null })
    expect(seen.story).toMatchObject([{ what: 'brought-here', by: luc.name, place: null, other: null }])
    expect((await bashir.get(there)).body).not.toContain('Weirs')
    expect((await read(luc, there)).story).toMatchObject([{ place: 'Weirs' }])
    // In the old: Ines's words, and the question to her.
    const left = await read(ines, it.path)
    expect(left.messages.map((m: { author: { id: number } }) => m.author.id)).toEqual([ines.id, ines.id])
    expect(left.story).toMatchObject([{ what: 'asking', asks: true, count: 2 }])
    const question = await ines.get(`${it.path}/moving`)
    expect(question.body).toContain('May your 2 messages come along?')
    expect(question.body).toContain('to River Keepers, where 4 people read')
    const asks = async (who = ines) =>
      (await read(who, '/')).waiting.filter((one: { kind: string }) => one.kind === 'asks-to-move')
    expect(await asks()).toMatchObject([{ url: `${it.path}/moving`, by: luc.name, space: { name: 'Weirs' } }])
    expect(await asks(luc)).toEqual([])
    expect((await ines.get('/')).body).toContain('Luc Marchetti would like to take your words along')
    // Only who is asked can answer, and once.
    expect((await luc.post(`${it.path}/moving/answer`, { yes: true })).statusCode).toBe(404)
    expect((await bashir.post(`${it.path}/moving/answer`, { yes: true })).statusCode).toBe(404)
    expect((await ines.post(`${it.path}/moving/answer`, { yes: true })).statusCode).toBe(200)
    expect((await ines.post(`${it.path}/moving/answer`, { yes: true })).statusCode).toBe(404)
    expect(await asks()).toEqual([])
    const all = await read(bashir, there)
    expect(all.messages.map((m: { number: number; author: { id: number } }) => [m.number, m.author.id])).toEqual([
      [1, luc.id],
      [2, luc.id],
      [3, ines.id],
      [4, ines.id],
    ])
    expect(all.messages[1].replyTo).toBe(3)
    const after =
      await world.owner`select id, author_id, created_at, source from message where item_id in (${it.id}, ${moving!.toItem}) order by id`
    expect(after).toEqual(before)
    // What is left says where it went, and its old addresses lead there.
    expect(await read(luc, it.path)).toMatchObject({
      messageCount: 0,
      messages: [],
      story: [{ what: 'taken-away', count: 4, place: 'River Keepers' }],
    })
    expect((await luc.get(`${it.path}/messages/2`)).headers.location).toContain('/messages/3')
  })

  it('leaves what somebody wants to keep, and tells nobody else what they said', async () => {
    const it = await talk(weirs, luc, [ines])
    await move(it, luc, rivers)
    expect((await ines.submit(`${it.path}/moving/answer`, { yes: 'false' })).statusCode).toBe(303)
    const left = await read(ines, it.path)
    expect(left.messages.map((m: { author: { id: number } }) => m.author.id)).toEqual([ines.id])
    expect(left.story).toMatchObject([{ what: 'taken-away', count: 2, asks: false }])
    expect(
      await asRows(
        luc,
        `select answer from moving_answer a join moving v on v.id = moving_id where item_id = ${it.id}`,
      ),
    ).toHaveLength(2)
    expect(
      await asRows(bashir, `select from moving_answer a join moving v on v.id = moving_id where item_id = ${it.id}`),
    ).toHaveLength(0)
  })

  it('by a host takes nothing before who began it agrees', async () => {
    const it = await talk(seeds, bashir, [luc])
    await world.join(rivers, noor)
    const page = await noor.get(`${it.path}/moving`)
    expect(page.body).toContain('Nothing goes before Bashir Karam says yes.')
    await move(it, noor, rivers)
    expect((await world.owner`select from moving where item_id = ${it.id} and to_item is not null`).count).toBe(0)
    await luc.post(`${it.path}/moving/answer`, { yes: true })
    expect((await read(noor, it.path)).messageCount).toBe(3)
    await bashir.post(`${it.path}/moving/answer`, { yes: true })
    const [moving] = await world.owner`select * from moving where item_id = ${it.id}`
    expect(moving!.endedAt).not.toBeNull()
    expect(
      (await read(ines, `${rivers.path}/discussions/${moving!.toItem}`)).messages.map(
        (m: { author: { id: number } }) => m.author.id,
      ),
    ).toEqual([bashir.id, luc.id, bashir.id])
    const other = await talk(seeds, bashir, [luc])
    await move(other, noor, rivers)
    await bashir.post(`${other.path}/moving/answer`, { yes: false })
    expect((await luc.post(`${other.path}/moving/answer`, { yes: true })).statusCode).toBe(404)
    expect(await read(luc, other.path)).toMatchObject({ messageCount: 3, story: [] })
    await world.owner`delete from membership where space_id = ${rivers.id} and person_id = ${noor.id}`
  })

  it('asks no one twice, can be stopped, and asks only who is there', async () => {
    const it = await talk(weirs, luc, [ines])
    await world.join(rivers, tamsin)
    await world.join(weirs, tamsin)
    await tamsin.post(`${it.path}/messages`, { text: 'Mine stay.' })
    await world.owner`update membership set ended_at = now() where space_id = ${weirs.id} and person_id = ${tamsin.id}`
    expect((await luc.get(`${it.path}/moving`)).body).toContain('The words of Tamsin Reeve stay')
    await move(it, luc, rivers)
    expect((await move(it, luc, seeds)).statusCode).toBe(422)
    expect((await luc.get(`${it.path}/moving`)).body).toContain('Still to hear: Ines Moreau.')
    expect((await ines.post(`${it.path}/moving/ending`)).statusCode).toBe(404)
    expect((await luc.post(`${it.path}/moving/ending`)).statusCode).toBe(200)
    expect((await ines.post(`${it.path}/moving/answer`, { yes: true })).statusCode).toBe(404)
    expect((await read(ines, it.path)).messageCount).toBe(2)
  })

  it('ends when who asks may no longer begin anything there', async () => {
    const it = await talk(weirs, luc, [ines])
    await move(it, luc, seeds)
    await world.owner`update membership set ended_at = now() where space_id = ${seeds.id} and person_id = ${luc.id}`
    expect((await ines.post(`${it.path}/moving/answer`, { yes: true })).statusCode).toBe(422)
    await world.owner`update membership set ended_at = null where space_id = ${seeds.id} and person_id = ${luc.id}`
    expect((await ines.post(`${it.path}/moving/answer`, { yes: true })).statusCode).toBe(200)
  })
})

describe('an open door', () => {
  it('counts those for whom it stands open among the readers', async () => {
    const it = await talk(rivers)
    // A circle of the community whose door is open: all of the community read there, but not its guests.
    await world.join(rivers, tamsin, 'guest', { until: new Date(Date.now() + 3_600_000) })
    const made = (
      await luc.post(`${rivers.path}/circles`, { name: 'Gauges', visibility: 'open', joining: 'free' })
    ).json()
    const gauges = { id: made.id, path: made.url, slug: made.url.slice(3), host: luc }
    const offers = (await read(luc, `${it.path}/moving`)).places
    expect(offers.find((one: { slug: string }) => one.slug === gauges.slug)).toMatchObject({
      people: 4,
      fewer: 1,
      more: 0,
      whole: true,
    })
    const { url } = (await move(it, luc, gauges)).json()
    expect((await bashir.get(it.path)).headers.location).toBe(url)
    expect((await bashir.json(url)).statusCode).toBe(200)
    expect((await tamsin.json(it.path)).statusCode).toBe(404)
    // Out again, to the community: its guest would read the words of others, so they are asked.
    const back = await read(luc, `${url}/moving`)
    expect(back.places.find((one: { slug: string }) => one.slug === rivers.slug)).toMatchObject({
      more: 1,
      whole: false,
    })
    await world.owner`delete from membership where person_id = ${tamsin.id}`
  })
})

describe('the wall', () => {
  it('lets nobody move by direct SQL what they may not', async () => {
    const it = await talk(rivers)
    const functions = [
      `select move_item(${it.id}, ${weirs.id})`,
      `select ask_to_move(${it.id}, ${weirs.id})`,
      `select return_item(${it.id})`,
      `select answer_move(${it.id}, true)`,
      `select stop_asking(${it.id})`,
      `select split_off(${it.id}, ${it.id}, '{2}')`,
      `select unsplit(${it.id})`,
    ]
    for (const statement of functions) expect(`${statement} ${await tried(ines, statement)}`).toMatch(/ (42501|CP010)$/)
    for (const statement of functions) expect(`${statement} ${await tried(null, statement)}`).toMatch(/ (42501|CP010)$/)
    expect(await tried(noor, `select move_item(${it.id}, ${seeds.id})`)).toBe('42501')
    // Luc began it: but not into a place where others' words would be read by more.
    expect(await tried(luc, `select move_item(${it.id}, ${seeds.id})`)).toBe('CP011')
    const locked = [
      'select from moved_message',
      `select carry(1, 2, '{}')`,
      `select who_reads(${weirs.id})`,
      `select bring(1, '{}')`,
      `select recount(${it.id})`,
    ]
    for (const statement of locked) expect(`${statement} ${await tried(ada, statement)}`).toBe(`${statement} 42501`)
    for (const table of ['passage', 'split', 'moving', 'moving_answer']) {
      expect(await tried(ada, `delete from ${table}`)).toBe('42501')
      expect(await tried(ada, `update ${table} set at = now()`)).toBe('42501')
    }
    for (const table of ['item_revision', 'summary_revision'])
      expect(await tried(ada, `delete from ${table}`)).toBe('42501')
  })

  it('names a place only to who reads there, and finds only what one may read', async () => {
    const it = await talk(rivers)
    await move(it, luc, weirs)
    expect(await asRows(luc, `select * from whereabouts(${rivers.id}, ${it.id})`)).toMatchObject([{ slug: weirs.slug }])
    expect(await asRows(ada, `select * from whereabouts(${rivers.id}, ${it.id})`)).toMatchObject([
      { slug: null, title: null },
    ])
    expect(await asRows(ada, `select space_card(${weirs.id}) card`)).toEqual([{ card: null }])
    expect(await asRows(luc, `select space_card(${weirs.id}) card`)).toEqual([
      { card: { name: 'Weirs', slug: weirs.slug } },
    ])
    expect(await asRows(null, `select * from places_to_move(${it.id})`)).toEqual([])
    expect(await asRows(noor, `select * from places_to_move(${it.id})`)).toEqual([])
    for (const table of ['passage', 'item_revision', 'moving'])
      expect(await asRows(tamsin, `select from ${table}`)).toHaveLength(0)
  })
})

it('moves 5,000 messages in one statement', async () => {
  const it = await world.discussion(rivers, luc, 'A long season')
  await world.owner`insert into message (space_id, item_id, number, modseq, author_id, lang, source, html)
    select ${rivers.id}, ${it.id}, n, n, ${ines.id}, 'en', 'x', '<p>x</p>' from generate_series(2, 5000) n`
  await world.owner`update tail set last_number = 5000, count = 5000 where item_id = ${it.id}`
  const said = await world.statementsOf(() => move(it, luc, weirs))
  expect(said.filter((one) => one.includes('move_item'))).toHaveLength(1)
  const [row] =
    await world.owner`select count(*)::int n from message where item_id = ${it.id} and space_id = ${weirs.id}`
  expect(row!.n).toBe(5000)
  const [far] = await world.owner`select count(*)::int n from moved_message where item_id = ${it.id}`
  expect(far!.n).toBe(0)
})

it('asks the database as much for many places as for few', async () => {
  const it = await talk(rivers)
  const asked = () => world.statementsOf(() => luc.get(`${it.path}/moving`))
  const few = await asked()
  for (let n = 0; n < 5; n++) await world.community(luc, `Place ${n}`)
  expect((await asked()).length).toBe(few.length)
  expect((await luc.get(`${it.path}/moving`)).body).toContain('Place 4')
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
