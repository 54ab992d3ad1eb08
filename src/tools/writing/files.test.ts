import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
const host = await world.person('Ada Umeh')
const member = await world.person('Luc Marchetti')
const outsider = await world.person('Noor Bakri')
const community = await world.community(host)
await world.join(community, member)
const attachments = `${community.path}/attachments`
const json = { accept: 'application/json' }

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

let pictures = 0
/** A picture that no other has the bytes of. */
async function picture(name = 'jar.png') {
  const image = sharp({ create: { width: 20 + ++pictures, height: 10, channels: 3, background: '#4a6b4c' } })
  return { name, type: 'image/png', bytes: await image.png().toBuffer() }
}
const everyTool = ['discussions', 'pages', 'rooms', 'actions', 'gaps', 'links']
await world.owner`update space set tools = ${everyTool} where id = ${community.id}`
const note = { name: 'notes.txt', type: 'text/plain', bytes: Buffer.from('Ten jars.') }
const ahead = async (what: typeof note, fields: Record<string, string> = {}, by = member, to = attachments) =>
  (await by.upload(to, fields, [what], json)).json()
const filesIn = async (path: string, number: number, by = host) =>
  (await by.json(`${path}/messages/${number}`)).json().attachments as { id: number; url: string; alt: string }[]
/** The rows of files in a form that is shown again: id, words, whether it is marked as saying nothing. */
const rowsIn = (markup: string) =>
  [
    ...markup.replace(/<template[\s\S]*?<\/template>/g, '').matchAll(/<li data-file="(\d+)"[^>]*>([\s\S]*?)<\/li>/g),
  ].map(([, id, row = '']) => ({
    id: Number(id),
    alt: /name="alt-\d+" value="([^"]*)"/.exec(row)?.[1],
    decorative: /value="true" checked data-decorative/.test(row),
    silent: row.includes('aria-invalid="true"'),
  }))

describe('a picture without words', () => {
  it('is not sent, by program or browser, in a reply or an opening', async () => {
    const { path } = await world.discussion(community, host)
    const { id } = await ahead(await picture())
    const refused = await member.post(`${path}/messages`, { text: 'See.', attachments: [id] })
    expect([refused.statusCode, refused.json().errors]).toEqual([
      422,
      { alt: 'Say what jar.webp shows, or that it only decorates.' },
    ])
    const opening = { title: 'See this', text: 'See.', attachments: [id] }
    expect((await member.post(`${community.path}/discussions`, opening)).json().errors.alt).toContain('jar.webp')
    expect((await host.json(path)).json().messageCount).toBe(1)
  })

  it.each<[string, (id: number) => Record<string, unknown>, string]>([
    ['words', (id) => ({ [`alt-${id}`]: ' A jar ' }), 'A jar'],
    ['that it only decorates', (id) => ({ [`decorative-${id}`]: true }), ''],
    ['both: it decorates', (id) => ({ [`alt-${id}`]: 'A jar', [`decorative-${id}`]: 'true' }), ''],
  ])('is sent with %s in the same form', async (_, fields, alt) => {
    const { path } = await world.discussion(community, host)
    const { id } = await ahead(await picture())
    const sent = await member.post(`${path}/messages`, { text: 'See.', attachments: [id], ...fields(id) })
    expect(sent.statusCode).toBe(201)
    expect(await filesIn(path, 2)).toMatchObject([{ id, alt }])
    expect((await host.get(path)).body).toContain(`alt="${alt}"`)
  })

  it('is sent when it was described before', async () => {
    const { path } = await world.discussion(community, host)
    const first = await ahead(await picture(), { alt: 'The first jar' })
    const second = await ahead(await picture(), { decorative: 'true' })
    const third = await ahead(await picture())
    expect([first.alt, second.decorative, third.decorative]).toEqual(['The first jar', true, false])
    await member.post(`${attachments}/${third.id}`, { alt: 'The third jar' })
    const ids = [third.id, first.id, second.id]
    expect((await member.post(`${path}/messages`, { attachments: ids })).statusCode).toBe(201)
    expect((await filesIn(path, 2)).map((file) => file.alt)).toEqual(['The third jar', 'The first jar', ''])
  })

  it('of someone else cannot be described, nor one that is sent', async () => {
    const { id } = await ahead(await picture(), { alt: 'Mine' })
    for (const person of [host, outsider])
      expect((await person.post(`${attachments}/${id}`, { alt: 'Not mine' })).statusCode).toBe(404)
    const { path } = await world.discussion(community, member, 'With a file', { attachments: [id] })
    await member.post(`${path}/messages`, { text: 'Changed?', attachments: [id], [`alt-${id}`]: 'Changed' })
    expect(await filesIn(path, 1)).toMatchObject([{ id, alt: 'Mine' }])
    expect(await filesIn(path, 2)).toEqual([])
  })

  it('leaves files that are no pictures alone', async () => {
    const { path } = await world.discussion(community, host)
    const { id } = await ahead(note)
    expect((await member.post(`${path}/messages`, { text: 'See.', attachments: [id] })).statusCode).toBe(201)
  })
})

describe('a form without script that cannot be taken', () => {
  it('keeps the files that came along, asks for the words, and is then taken', async () => {
    const { path } = await world.discussion(community, host)
    const files = [await picture('one.png'), await picture('two.png'), note]
    const refused = await member.upload(`${path}/messages`, { text: 'My words.', alt: 'The first' }, files)
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('>My words.</textarea>')
    const rows = rowsIn(refused.body)
    expect(rows.map(({ id, ...row }) => row)).toEqual([
      { alt: 'The first', decorative: false, silent: false },
      { alt: '', decorative: false, silent: true },
      { alt: undefined, decorative: false, silent: false },
    ])
    expect(refused.body).toContain(`href="#alt-${rows[1]!.id}"`)
    const fields = { text: 'My words.', attachments: rows.map((row) => row.id), [`alt-${rows[1]!.id}`]: 'The second' }
    expect((await member.submit(`${path}/messages`, fields)).statusCode).toBe(303)
    expect((await filesIn(path, 2)).map((file) => file.alt)).toEqual(['The first', 'The second', ''])
  })

  it('keeps them when something else is wrong, in a reply, an opening and a change', async () => {
    const { path } = await world.discussion(community, member)
    const what = { alt: 'A jar' }
    const long = 'x'.repeat(60_001)
    for (const [address, fields] of [
      [`${path}/messages`, { text: long, ...what }],
      [`${community.path}/discussions`, { text: 'No title.', ...what }],
      [`${path}/messages/1/edit`, { text: 'Changed', version: '99', ...what }],
    ] as [string, Record<string, string>][]) {
      const refused = await member.upload(address, fields, [await picture()])
      expect(refused.statusCode, address).toBe(422)
      expect(rowsIn(refused.body), address).toMatchObject([{ alt: 'A jar', silent: false }])
    }
  })

  it('leaves out what was unticked, and what cannot be read as a picture', async () => {
    const { path } = await world.discussion(community, host)
    const lie = { name: 'holiday.png', type: 'image/png', bytes: Buffer.from('just words') }
    const refused = await member.upload(`${path}/messages`, { text: 'See.', alt: 'A jar' }, [lie, await picture()])
    expect(refused.body).toContain('holiday.png cannot be read as a picture.')
    const [jar] = rowsIn(refused.body)
    expect(jar).toMatchObject({ alt: 'A jar' })
    expect((await member.submit(`${path}/messages`, { text: 'Without it.' })).statusCode).toBe(303)
    expect(await filesIn(path, 2)).toEqual([])
  })

  it('shows nobody the files of others', async () => {
    const { path } = await world.discussion(community, host)
    const { id } = await ahead(await picture())
    const refused = await host.submit(`${path}/messages`, { attachments: id, [`alt-${id}`]: 'Stolen' })
    expect(refused.statusCode).toBe(422)
    expect(rowsIn(refused.body)).toEqual([])
    expect((await member.post(`${path}/messages`, { attachments: [id] })).json().errors.alt).toBeTruthy()
  })
})

describe('the files of a message that is changed', () => {
  const change = async (path: string, more: Record<string, unknown>, by = member) => {
    const { version } = (await member.json(`${path}/messages/1`)).json()
    return by.post(`${path}/messages/1/edit`, { text: 'Changed.', version, ...more })
  }
  const begun = async () => {
    const [jar, text] = [await ahead(await picture(), { alt: 'A jar' }), await ahead(note)]
    const { path } = await world.discussion(community, member, 'With files', { attachments: [jar.id, text.id] })
    return { path, jar, text }
  }

  it('stay, where a program says nothing of them', async () => {
    const { path, jar, text } = await begun()
    expect((await change(path, {})).statusCode).toBe(200)
    expect((await filesIn(path, 1)).map((file) => file.id)).toEqual([jar.id, text.id])
  })

  it('are described anew, taken out, and joined by others; what is taken out is served no more', async () => {
    const { path, jar, text } = await begun()
    const { id } = await ahead(await picture(), { decorative: 'true' })
    expect((await host.get(text.url)).statusCode).toBe(200)
    const changed = await change(path, { attachments: [id, jar.id], [`alt-${jar.id}`]: 'A jar of brown water' })
    expect(changed.statusCode).toBe(200)
    expect(await filesIn(path, 1)).toMatchObject([
      { id, alt: '' },
      { id: jar.id, alt: 'A jar of brown water' },
    ])
    for (const person of [host, member]) expect((await person.get(text.url)).statusCode).toBe(404)
    const url = (await filesIn(path, 1))[0]!.url
    expect((await host.get(url)).statusCode).toBe(200)
    const rows =
      await world.owner`select alt from attachment where message_id = (select message_id from attachment where id = ${id}) order by id`
    expect(rows.map((row) => row.alt)).toEqual(['A jar of brown water', ''])
    expect((await host.json(`${path}/messages/1/revisions`)).json().revisions).toHaveLength(2)
  })

  it('can all go, if words stay; nothing at all is no message', async () => {
    const { path } = await begun()
    expect((await change(path, { text: '', attachments: [] })).json().errors.text).toBeTruthy()
    expect(await filesIn(path, 1)).toHaveLength(2)
    expect((await change(path, { attachments: [] })).statusCode).toBe(200)
    expect(await filesIn(path, 1)).toEqual([])
  })

  it('need words when they come, and are nobody else’s to change', async () => {
    const { path, jar, text } = await begun()
    const { id } = await ahead(await picture())
    expect((await change(path, { attachments: [jar.id, id] })).json().errors.alt).toBeTruthy()
    expect((await change(path, { attachments: [] }, host)).statusCode).toBe(403)
    expect((await change(path, { attachments: [] }, outsider)).statusCode).toBe(404)
    expect((await filesIn(path, 1)).map((file) => file.id)).toEqual([jar.id, text.id])
    const other = await begun()
    await change(path, { attachments: [other.jar.id] })
    expect(await filesIn(path, 1)).toEqual([])
    expect(await filesIn(other.path, 1)).toHaveLength(2)
  })

  it('stand in the form, which without script keeps, describes and leaves out', async () => {
    const { path, jar, text } = await begun()
    const form = (await member.get(`${path}/messages/1/edit`)).body
    expect(rowsIn(form)).toMatchObject([{ id: jar.id, alt: 'A jar' }, { id: text.id }])
    const fields = { text: 'See.', version: 1, attachments: [0, jar.id], [`alt-${jar.id}`]: 'Brown water' }
    expect((await member.submit(`${path}/messages/1/edit`, fields)).statusCode).toBe(303)
    expect(await filesIn(path, 1)).toMatchObject([{ id: jar.id, alt: 'Brown water' }])
    await member.submit(`${path}/messages/1/edit`, { text: 'See.', version: 2, attachments: 0 })
    expect(await filesIn(path, 1)).toEqual([])
  })
})

describe('a draft keeps its files', () => {
  const keep = (place: string, fields: Record<string, unknown>, by: Person = member) =>
    by.post(`/drafts/${place}`, fields)

  it('in a reply, with the message that it answers', async () => {
    const it = await world.discussion(community, host)
    const jar = await ahead(await picture(), { alt: 'A jar' })
    await keep(`item:${it.id}`, { text: 'Half', attachments: `${jar.id}`, replyTo: '1' })
    const { draft } = (await member.json(`/drafts/item:${it.id}`)).json()
    expect(draft.files).toMatchObject([{ id: jar.id, url: jar.url, alt: 'A jar', decorative: false }])
    const page = (await member.get(it.path)).body
    expect(rowsIn(page)).toMatchObject([{ id: jar.id, alt: 'A jar' }])
    expect(page).toContain('name="replyTo" value="1" checked')
    expect(page).toContain('In reply to Ada Umeh, message 1')
    const asked = `${it.path}?page=1&reply=1`
    expect((await member.get(asked)).body).toMatch(/>Half\n\n&gt; \*\*Ada Umeh\*\* wrote in \[#1\]/)
  })

  it('in an opening, and in a change with those that the message has', async () => {
    const [jar, text] = [await ahead(await picture(), { alt: 'A jar' }), await ahead(note)]
    await keep(`new:${community.id}`, { text: 'Half', attachments: `${jar.id},${text.id}` })
    expect(rowsIn((await member.get(`${community.path}/discussions/new`)).body)).toMatchObject([
      { id: jar.id },
      { id: text.id },
    ])
    const { path } = await world.discussion(community, member, 'With a file', { attachments: [jar.id] })
    const { id } = (await filesIn(path, 1))[0]!
    const message = (await member.json(`${path}/messages/1`)).json()
    await keep(`edit:${message.id}`, { text: 'Half changed', attachments: `0,${text.id},${id}` })
    const form = (await member.get(`${path}/messages/1/edit`)).body
    expect(form).toContain('>Half changed</textarea>')
    expect(rowsIn(form).map((row) => row.id)).toEqual([text.id, id])
    expect((await member.json(`/drafts/edit:${message.id}`)).json().draft.files).toHaveLength(2)
  })

  it('of one’s own only, and no longer than they are there', async () => {
    const it = await world.discussion(community, host)
    const [mine, gone] = [await ahead(note), await ahead(note)]
    await member.post(`${attachments}/${gone.id}/removal`)
    await keep(`item:${it.id}`, { text: 'Half', attachments: `${mine.id},${gone.id}` })
    await keep(`item:${it.id}`, { text: 'Half', attachments: `${mine.id}` }, host)
    expect(rowsIn((await member.get(it.path)).body).map((row) => row.id)).toEqual([mine.id])
    expect(rowsIn((await host.get(it.path)).body)).toEqual([])
    expect((await host.json(`/drafts/item:${it.id}`)).json().draft.files).toEqual([])
  })

  it('as long as it lasts itself', async () => {
    const it = await world.discussion(community, host)
    const [kept, left] = [await ahead(note), await ahead(note)]
    await keep(`item:${it.id}`, { text: 'Half', attachments: `${kept.id}` })
    await world.owner`update attachment set created_at = now() - interval '15 days' where id in (${kept.id}, ${left.id})`
    await world.owner`select sweep()`
    expect((await member.get(kept.url)).statusCode).toBe(200)
    expect((await member.get(left.url)).statusCode).toBe(404)
  })

  it('and takes no nonsense for files', async () => {
    for (const attachments of ['1;drop', '1,,2', 'x', `${'1,'.repeat(300)}1`])
      expect((await keep('item:1', { text: 'x', attachments })).statusCode).toBe(422)
    expect((await keep('item:1', { text: 'x', replyTo: 'x' })).statusCode).toBe(422)
  })

  it.each([
    ['a room', async () => `${(await host.post(`${community.path}/rooms`, { title: 'By the fire' })).json().url}`],
    ['a page', async () => (await host.post(`${community.path}/pages`, { title: 'Jars', text: 'Ten.' })).json().url],
    ['an action', async () => (await host.post(`${community.path}/actions`, { title: 'Wash the jars' })).json().url],
    ['a conversation', async () => (await host.post('/messages', { to: [member.handle], text: 'Jars?' })).json().url],
  ])('and whom it answers, below %s', async (_, open) => {
    const url: string = await open()
    await host.post(`${url}/messages`, { text: 'Which jar?' })
    const shown = (await member.json(url)).json()
    const said = shown.messages.at(-1)
    const here = `${url.split('/', 3).join('/')}/attachments`
    const jar = await ahead(await picture(), { alt: 'A jar' }, member, here)
    const begun = { text: 'This one', attachments: String(jar.id), replyTo: String(said.number) }
    expect((await keep(`item:${shown.id}`, { ...begun, version: 0 })).statusCode).toBe(200)
    const { body } = await member.get(url)
    expect(rowsIn(body)).toMatchObject([{ id: jar.id, alt: 'A jar' }])
    expect(body).toContain(`name="replyTo" value="${said.number}" checked`)
    expect(rowsIn((await host.get(url)).body)).toEqual([])
    // What it answers may be taken away meanwhile: then it answers nothing, and the words stay.
    await host.post(`${url}/messages/${said.number}/removal`)
    const after = (await member.get(url)).body
    expect(after).not.toContain('name="replyTo" value="1" checked')
    expect(after).toContain('This one</textarea>')
  })
})

it('re-encodes pictures while no transaction is open', async () => {
  const big = sharp({
    create: {
      width: 3000,
      height: 3000,
      channels: 3,
      background: '#4a6b4c',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
  const bytes = await big.jpeg().toBuffer()
  let longest = 0
  let watching = true
  const watch = (async () => {
    while (watching) {
      const [{ n }] = await world.owner<[{ n: number }]>`
        select count(*)::int n from pg_stat_activity where datname = current_database() and usename like '%app%' and state like 'idle in transaction%'
          and state_change < clock_timestamp() - interval '60 ms'`
      longest = Math.max(longest, n)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  })()
  const begun = performance.now()
  await member.upload(attachments, {}, [{ name: 'noise.jpg', type: 'image/jpeg', bytes }], json)
  const took = performance.now() - begun
  watching = false
  await watch
  expect(took, 'it is slow enough to tell').toBeGreaterThan(150)
  expect(longest).toBe(0)
})
