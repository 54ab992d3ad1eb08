import { describe, expect, it } from 'vitest'
import { type Discussion, type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const ines = await world.person('Ines Moreau')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const rivers = await world.community(ada, 'River Keepers')
for (const one of [luc, ines]) await world.join(rivers, one)
await world.join(rivers, rosa, 'guest', { until: new Date(Date.now() + 3_600_000) })

const read = async (who: Person, path: string, rest = '') => (await who.json(path + rest)).json()
const note = { name: 'note.txt', type: 'text/plain', bytes: Buffer.from('a note') }

/** Six messages: 2 and 6 about water, 3 and those that answer it about nets; with reactions, an edit, a file, a name. */
async function talk(): Promise<Discussion> {
  const it = await world.discussion(rivers, luc, 'Brown water', { intent: 'question' })
  const say = (who: Person, text: string, more = {}) => who.post(`${it.path}/messages`, { text, ...more })
  await say(ines, 'A jar test shows clay.')
  await say(ines, 'Another thing: who has nets?', { replyTo: 1 })
  const sent = (await luc.upload(`${rivers.path}/attachments`, {}, [note], { accept: 'application/json' })).json()
  await say(luc, `I have two, @${ada.handle}.`, { replyTo: 3, attachments: [sent.id] })
  await say(ada, 'Bring them on Friday.', { replyTo: 4 })
  await say(ines, 'Clay it is.', { replyTo: 2 })
  await luc.post(`${it.path}/messages/3/reactions`, { on: 'thanks' })
  await luc.post(`${it.path}/messages/4/edit`, { text: `I have three, @${ada.handle}.`, version: 1 })
  return it
}

const split = (it: Discussion, number: number, body: Record<string, unknown>, who = ada) =>
  who.post(`${it.path}/messages/${number}/split`, { title: 'Nets', ...body })

/** Everything that hangs on the messages of some items, counted where it lies. */
async function hanging(...ids: number[]): Promise<Record<string, number>> {
  const [row] = await world.owner`
    select count(*)::int messages, count(*) filter (where m.removed_at is not null)::int removed,
      (select count(*)::int from reaction r join message x on x.id = r.message_id and x.space_id = r.space_id where x.item_id = any(${ids})) reactions,
      (select count(*)::int from revision r join message x on x.id = r.message_id and x.space_id = r.space_id where x.item_id = any(${ids})) revisions,
      (select count(*)::int from attachment r join message x on x.id = r.message_id and x.space_id = r.space_id where x.item_id = any(${ids})) files,
      (select count(*)::int from mention r join message x on x.id = r.message_id and x.item_id = r.item_id and x.number = r.number where x.item_id = any(${ids})) names
    from message m where m.item_id = any(${ids})`
  return row as Record<string, number>
}

describe('splitting off', () => {
  it('takes a message and the replies to it, and loses nothing', async () => {
    const it = await talk()
    await rosa.post(`${it.path}/reading`, { number: 4 })
    const before = await hanging(it.id)
    expect(before).toMatchObject({ messages: 6, reactions: 1, revisions: 1, files: 1, names: 1 })
    const made = (await split(it, 3, { how: 'replies' })).json()
    expect(await hanging(it.id, made.id)).toEqual(before)

    const nets = await read(rosa, made.url)
    expect(
      nets.messages.map((m: { number: number; replyTo: number; author: { name: string } }) => [
        m.number,
        m.author.name,
        m.replyTo,
      ]),
    ).toEqual([
      [1, ines.name, null],
      [2, luc.name, 1],
      [3, ada.name, 2],
    ])
    expect(nets.author.name).toBe(ines.name)
    expect(nets.messages[0]).toMatchObject({
      reactions: { thanks: 1 },
      replyElsewhere: { title: 'Brown water', name: luc.name },
    })
    expect(nets.messages[1].attachments).toHaveLength(1)
    expect((await rosa.get(nets.messages[1].attachments[0].url)).body).toBe('a note')
    expect((await read(rosa, `${made.url}/messages/2/revisions`)).revisions).toHaveLength(2)
    expect(nets).toMatchObject({ messageCount: 3, lastNumber: 3, readNumber: 2 })
    expect(nets.story).toMatchObject([{ what: 'split-from', by: ada.name, other: { title: 'Brown water' } }])

    const left = await read(luc, it.path)
    expect(left.messages.map((m: { number: number }) => m.number)).toEqual([1, 2, 6])
    expect(left).toMatchObject({ messageCount: 3, lastNumber: 6 })
    expect(left.story).toMatchObject([{ what: 'split-off', count: 3, other: { title: 'Nets', url: made.url } }])
    expect((await luc.get(it.path)).body).toContain('split 3 messages off into')
    const told = await world.owner`select verb from audit where item_id in (${it.id}, ${made.id}) order by verb`
    expect(told.map((one) => one.verb)).toEqual(['discussion.split', 'discussion.split-off'])
  })

  it('leads old addresses to the new place, and knows who may be told', async () => {
    const it = await talk()
    const made = (await split(it, 3, { how: 'replies' })).json()
    expect((await luc.get(`${it.path}/messages/4`)).headers.location).toBe(`${made.url}/messages/2`)
    expect((await luc.json(`${it.path}/messages/4/revisions`)).headers.location).toBe(
      `${made.url}/messages/2/revisions`,
    )
    expect((await luc.json(`${it.path}/messages/7`)).statusCode).toBe(404)
    expect((await noor.json(`${it.path}/messages/4`)).statusCode).toBe(404)
    // Split again: the first address still leads there.
    const again = (await split({ id: made.id, path: made.url }, 2, { how: 'following', title: 'Three nets' })).json()
    expect((await luc.get(`${it.path}/messages/4`)).headers.location).toBe(`${again.url}/messages/1`)
    await world.owner`update item set removed_at = now() where id = ${again.id}`
    expect((await luc.get(`${it.path}/messages/4`)).statusCode).toBe(404)
  })

  it('takes all that follow, or only those ticked; the chosen answer goes along', async () => {
    const it = await talk()
    await luc.post(`${it.path}/acceptance`, { number: 6 })
    const made = (await split(it, 2, { messages: [2, 6] })).json()
    expect(await read(luc, made.url)).toMatchObject({ messageCount: 2, accepted: 2 })
    expect(await read(luc, it.path)).toMatchObject({ messageCount: 4, accepted: null })
    const rest = (await split(it, 4, {})).json()
    expect(await read(luc, rest.url)).toMatchObject({ messageCount: 2 })
    // What stays still says what it answered.
    expect((await read(luc, rest.url)).messages[0].replyElsewhere).toMatchObject({ title: 'Brown water' })
  })

  it('is undone while nothing new was said, with every number and answer as it was', async () => {
    const it = await talk()
    await luc.post(`${it.path}/acceptance`, { number: 4 })
    const before = await read(luc, it.path)
    const made = (await split(it, 3, { how: 'replies' })).json()
    expect((await read(ada, made.url)).story[0].mayUndo).toBe(true)
    expect((await read(luc, made.url)).story[0].mayUndo).toBe(false)
    expect((await luc.post(`${made.url}/split/removal`)).statusCode).toBe(403)
    expect((await ada.post(`${made.url}/split/removal`)).statusCode).toBe(200)
    const after = await read(luc, it.path)
    expect(after.messages).toEqual(before.messages)
    expect(after).toMatchObject({ messageCount: 6, lastNumber: 6, accepted: 4, story: [] })
    expect((await luc.get(`${made.url}/messages/2`)).headers.location).toBe(`${it.path}/messages/4`)
    expect((await luc.get(made.url)).headers.location).toContain(it.path)
    // Once more, and this time somebody answers there.
    const again = (await split(it, 3, { how: 'replies' })).json()
    await luc.post(`${again.url}/messages`, { text: 'Four nets.' })
    const refused = await ada.post(`${again.url}/split/removal`)
    expect(refused.statusCode).toBe(422)
    expect((await read(ada, again.url)).messageCount).toBe(4)
  })

  it('is for hosts, of messages that are there, and never of the opening', async () => {
    const it = await talk()
    for (const [who, status] of [
      [luc, 403],
      [rosa, 403],
      [noor, 404],
    ] as const) {
      expect((await who.get(`${it.path}/messages/3/split`)).statusCode).toBe(status)
      expect((await split(it, 3, {}, who)).statusCode).toBe(status)
    }
    expect((await split(it, 1, {})).statusCode).toBe(404)
    expect((await split(it, 9, {})).statusCode).toBe(404)
    const nothing = await ada.submit(`${it.path}/messages/3/split`, { title: 'Nets', how: 'these' })
    expect(nothing.statusCode).toBe(422)
    expect(nothing.body).toContain('value="Nets"')
    const page = await ada.get(`${it.path}/messages/3/split`)
    expect(page.body).toContain('Message 3 and all that follow')
    expect(
      (await ada.submit(`${it.path}/messages/3/split`, { title: 'Nets', how: 'these', messages: ['3', '5'] }))
        .statusCode,
    ).toBe(303)
  })

  it('happens once when two hosts do it at the same moment', async () => {
    const it = await talk()
    const both = await Promise.all([
      split(it, 3, { how: 'replies' }),
      split(it, 3, { how: 'replies', title: 'Nets again' }),
    ])
    expect(both.map((one) => one.statusCode).sort()).toEqual([201, 422])
    const [row] = await world.owner`select count(*)::int n from item where title like 'Nets again' or title = 'Nets'`
    const made = both.find((one) => one.statusCode === 201)!.json()
    expect((await read(ada, made.url)).messageCount).toBe(3)
    expect(row!.n).toBeGreaterThan(0)
    expect(
      (
        await world.owner`select from item i where i.space_id = ${rivers.id} and not exists (select from message m where m.item_id = i.id)`
      ).count,
    ).toBe(0)
  })

  it('loses no reply that comes in while it happens', async () => {
    const it = await talk()
    const answers = await Promise.all([
      ...[1, 2, 3, 4].map((n) => luc.post(`${it.path}/messages`, { text: `Meanwhile ${n}` })),
      split(it, 3, { how: 'replies' }),
      ...[5, 6, 7].map((n) => ines.post(`${it.path}/messages`, { text: `Meanwhile ${n}` })),
    ])
    expect(answers.map((one) => one.statusCode)).toEqual(Array(8).fill(201))
    const made = answers[4]!.json()
    const numbers = (await read(luc, it.path)).messages.map((m: { number: number }) => m.number)
    expect(numbers).toEqual([1, 2, 6, 7, 8, 9, 10, 11, 12, 13])
    expect((await read(luc, made.url)).messageCount).toBe(3)
  })
})

describe('what is left', () => {
  it('shows thin and empty pages, and leads on', async () => {
    const it = await world.discussion(rivers, luc, 'Long')
    for (let n = 2; n <= 120; n++) await luc.post(`${it.path}/messages`, { text: `Line ${n}` })
    await rosa.post(`${it.path}/reading`, { number: 40 })
    const middle = Array.from({ length: 60 }, (_, i) => 45 + i)
    await split(it, 45, { messages: middle })
    const second = await read(luc, it.path, '?page=2')
    expect(second.messages).toEqual([])
    expect(second).toMatchObject({ previous: `${it.path}?page=1`, next: `${it.path}?page=3` })
    expect((await luc.get(`${it.path}?page=2`)).body).toContain('elsewhere now')
    expect((await read(luc, `${it.path}/messages`)).next).toBe(`${it.path}/messages?page=3`)
    expect((await rosa.get(it.path)).body).toContain('New from here')
    // The end goes, too: the last page is the last with something on it.
    await split(it, 105, { title: 'The end' })
    expect(await read(luc, it.path)).toMatchObject({ pages: 1, next: null, lastNumber: 120 })
    expect((await luc.json(`${it.path}?page=3`)).headers.location).toBe(`${it.path}?page=1`)
    expect((await luc.json(`${it.path}?page=4`)).statusCode).toBe(404)
    // Whoever reads to the end has nothing new any more.
    expect((await rosa.get(it.path)).body).toContain('data-number="120"')
    await rosa.post(`${it.path}/reading`, { number: 120 })
    const listed = (await read(rosa, `${rivers.path}/discussions`)).discussions.find(
      (one: { id: number }) => one.id === it.id,
    )
    expect(listed).toMatchObject({ unread: 0, messageCount: 44 })
    expect((await luc.post(`${it.path}/messages`, { text: 'On we go' })).json().number).toBe(121)
  })
})

it('asks the database as much for many messages as for few', async () => {
  const few = await talk()
  const many = await talk()
  for (let n = 0; n < 40; n++) await luc.post(`${many.path}/messages`, { text: `Line ${n}` })
  const asked = (it: Discussion) => world.statementsOf(() => ada.get(`${it.path}/messages/3/split`))
  expect((await asked(many)).length).toBe((await asked(few)).length)
  expect(world.mistakes).toEqual([])
})
