import { buffer } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import yauzl from 'yauzl'
import yazl from 'yazl'
import { type Person, testSite } from '../../../../test/site.ts'
import { workersOf } from '../../../../test/workers.ts'
import { workThrough } from '../import/job.ts'

const world = await testSite()
const { jobs } = await workersOf(world)
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const guest = await world.person('Rosa Lind')
const noor = await world.person('Noor Bakri')

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function library(name: string) {
  const place = await world.community(ada, name)
  await world.owner`update space set tools = tools || '{pages}' where id = ${place.id}`
  await world.join(place, luc)
  await world.join(place, guest, 'guest', { until: new Date(Date.now() + 86_400_000) })
  return { ...place, pages: `${place.path}/pages` }
}
type Library = Awaited<ReturnType<typeof library>>

async function entriesOf(archive: Buffer): Promise<Map<string, string>> {
  const zip = await yauzl.fromBufferPromise(archive)
  const entries = new Map<string, string>()
  for await (const entry of zip.eachEntry())
    entries.set(entry.fileName, String(await buffer(await zip.openReadStreamPromise(entry))))
  return entries
}

function zipOf(files: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content as string), path)
  zip.end()
  return buffer(zip.outputStream)
}

async function bring(
  place: Library,
  bytes: Buffer,
  more: Record<string, string> = {},
  { name = 'vault.zip', by = ada }: { name?: string; by?: Person } = {},
) {
  const sent = await by.upload(`${place.pages}/imports`, more, [{ name, type: 'application/zip', bytes }], {
    accept: 'application/json',
  })
  expect(sent.statusCode, sent.body).toBe(201)
  return over(sent.json().url)
}

async function over(url: string) {
  const look = async () => (await ada.json(url)).json()
  await expect.poll(async () => (await look()).state, { timeout: 20_000 }).not.toMatch(/waiting|working|undoing/)
  return { url, ...(await look()) }
}

const linesOf = async (url: string, what: string) => (await ada.json(`${url}?what=${what}`)).json().lines

/** Pages with what they say, by title. */
async function pagesOf(place: Library) {
  const rows = await world.owner<
    { id: number; title: string; text: string; above: string | null; tags: string[]; lang: string; version: number }[]
  >`
    select i.id, i.title, p.text, a.title above, i.tags, i.lang, p.version from item i join page p on p.item_id = i.id left join item a on a.id = p.parent_id
    where i.space_id = ${place.id} and i.removed_at is null order by p.place, i.id`
  return new Map(rows.map((row) => [row.title, row]))
}

// A picture of one pixel.
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

const jars = `See [[Brown water]], [[brown water|the other]], [[Brown water#When it rains|after rain]] and [[Not written]], [[Brown water]].

\`[[Brown water]]\` stays code.

\`\`\`
[[Brown water]]
\`\`\`

| a | b |
| --- | --- |
| [[Brown water]] | x |

`

describe('all pages as a folder', () => {
  it('says whose own a page is, which an import neither forgets nor overrides', async () => {
    const place = await library('River Logs')
    const log = (await luc.post(place.pages, { title: 'My log', text: 'Otters.', own: true })).json()
    const archive = (await ada.get(`${place.pages}/archive.zip`)).rawPayload
    const head = (await entriesOf(archive)).get('My log.md')!
    expect(head).toContain(`own: ${JSON.stringify(luc.handle)}\n`)
    // A host brings another text for it: it is Luc's, and stays.
    const other = await zipOf({ 'My log.md': head.replace('Otters.', 'Beavers.') })
    const refused = await bring(place, other, { there: 'update' })
    expect((await linesOf(refused.url, 'left')).map((line: { why: string }) => line.why)).toEqual(['someones-own'])
    expect((await luc.json(log.url)).json()).toMatchObject({ text: 'Otters.', version: 1, keptBy: { id: luc.id } })
    // Elsewhere it is his again where he belongs, and everybody's where he does not.
    const there = await library('Other Logs')
    await bring(there, archive)
    const copy = (await pagesOf(there)).get('My log')!
    expect((await ada.json(`${there.pages}/${copy.id}`)).json().keptBy).toMatchObject({ id: luc.id })
    expect(
      (await ada.post(`${there.pages}/${copy.id}/edit`, { title: 'My log', text: 'x', version: 1 })).statusCode,
    ).toBe(403)
    expect(
      (await luc.post(`${there.pages}/${copy.id}/edit`, { title: 'My log', text: 'x', version: 1 })).statusCode,
    ).toBe(200)
    const without = await library('Logs without Luc')
    await world.owner`delete from membership where space_id = ${without.id} and person_id = ${luc.id}`
    await bring(without, archive)
    const open = (await pagesOf(without)).get('My log')!
    expect((await ada.json(`${without.pages}/${open.id}`)).json().keptBy).toBe(null)
  })

  it('holds tree, heads, links, files and a list, for whoever may read; and comes back the same', async () => {
    const place = await library('River Folder')
    const write = async (title: string, text: string, more: object = {}) =>
      (await ada.post(place.pages, { title, text, ...more })).json()
    const water = await write('Brown water', '## When it rains\n\nIt is brown.', {
      tags: 'water, rain',
      template: 'practice',
    })
    const file = (
      await ada.upload(
        `${place.path}/attachments`,
        { alt: 'A jar' },
        [{ name: 'jar.png', type: 'image/png', bytes: pixel }],
        {
          accept: 'application/json',
        },
      )
    ).json()
    const jarText = `${jars}![A jar](${file.url})\n\nSee [there](${water.url}).`
    await write('Jars: how? "many"', jarText, { under: water.id })
    await write('Jars: how* "many"', 'Twice.', { under: water.id })
    await write('con', 'A name that Windows keeps to itself.')
    await ada.post(`${water.url}/tending`, { state: 'agreed', reviewOn: '2099-01-01', steward: ada.handle })
    const before = await pagesOf(place)

    expect((await noor.get(`${place.pages}/archive.zip`)).statusCode).toBe(404)
    expect((await guest.get(`${place.pages}/archive.zip`)).statusCode).toBe(200)
    const answer = await luc.get(`${place.pages}/archive.zip`)
    expect(answer.headers['content-type']).toBe('application/zip')
    const entries = await entriesOf(answer.rawPayload)
    expect([...entries.keys()].sort()).toEqual([
      'Brown water.md',
      'Brown water/Jars how many 2.md',
      'Brown water/Jars how many.md',
      'README.md',
      '_con.md',
      'files/jar.webp',
    ])
    const head = entries.get('Brown water.md')!
    expect(head).toContain('title: "Brown water"\n')
    expect(head).toContain('tags: [water, rain]\n')
    expect(head).toContain('state: agreed\n')
    expect(head).toContain('review: 2099-01-01\n')
    expect(head).toContain('authors: ["Ada Umeh"]\n')
    const text = entries.get('Brown water/Jars how many.md')!
    expect(text).toContain('[Brown water](../Brown%20water.md), [the other](../Brown%20water.md "brown water")')
    expect(text).toContain('[after rain](../Brown%20water.md#When%20it%20rains) and [[Not written]]')
    expect(text).toContain('`[[Brown water]]` stays code')
    expect(text).toContain('![A jar](../files/jar.webp)')
    expect(entries.get('README.md')).toContain('  - [Jars: how? "many"](Brown%20water/Jars%20how%20many.md)')

    // Brought to where it is from, nothing changes.
    const again = await bring(place, answer.rawPayload)
    expect(again).toMatchObject({ state: 'done', made: 0, changed: 0, same: 4, left: 0 })

    // Brought elsewhere, it is the same library.
    const other = await library('Lake Folder')
    const came = await bring(other, answer.rawPayload)
    expect(came).toMatchObject({ state: 'done', made: 4, changed: 0, left: 0, notes: 0 })
    const after = await pagesOf(other)
    expect([...after.keys()]).toEqual([...before.keys()])
    for (const [title, page] of after) {
      const then = before.get(title)!
      expect([page.above, page.tags, page.lang]).toEqual([then.above, then.tags, then.lang])
    }
    const plain = (t: string) => t.replace(/\/c\/[\w-]+\/attachments\/\d+\//g, '/file/')
    expect(plain(after.get('Jars: how? "many"')!.text)).toBe(
      plain(jarText).replace(`[there](${water.url})`, '[[Brown water|there]]'),
    )
    expect(after.get('Brown water')!.text).toBe(before.get('Brown water')!.text)
    const [picture] =
      await world.owner`select item_id from attachment where space_id = ${other.id} and item_id is not null`
    expect(picture!.itemId).toBe(after.get('Jars: how? "many"')!.id)
    expect((await bring(other, answer.rawPayload)).same).toBe(4)
  })

  it('is asked for with as few statements for many pages as for one', async () => {
    const place = await library('River Many')
    await ada.post(place.pages, { title: 'One', text: 'x' })
    const one = await world.statementsOf(() => ada.get(`${place.pages}/archive.zip`))
    for (const title of 'abcdefgh') await ada.post(place.pages, { title, text: title })
    const many = await world.statementsOf(() => ada.get(`${place.pages}/archive.zip`))
    expect(many.length).toBe(one.length)
  })
})

describe('a folder from elsewhere', () => {
  const vault = () =>
    zipOf({
      'My vault/.obsidian/app.json': '{}',
      'My vault/Home.md':
        '---\ntags:\n  - start\n  - "#garden"\naliases: [Beginning]\ncssclass: wide\nmood: calm\n---\n\nTo [[Notes/Plants|plants]], [[Water]] and ![[jar.png|200]]. Also ![[Plants]].',
      'My vault/Notes/Plants.md':
        '# All plants\n\nBack [home](../Home.md), [gone](../Nowhere.md), [out](https://example.org/a.md).\n\n![](../pictures/jar.png)',
      'My vault/Notes/Deep/Water.md': 'Wet. [[Beginning]]',
      'My vault/pictures/jar.png': pixel,
      'My vault/pictures/unused.png': pixel,
      'My vault/pictures/lie.png': 'not a picture',
      'My vault/Notes/Lies.md': '![lie](../pictures/lie.png)',
      'My vault/Ünïcode.md': Buffer.from([0xfc, 0x62, 0x65, 0x72]),
    })

  it('becomes a tree with links by title and its pictures; a report names what was not understood; brought again nothing doubles', async () => {
    const place = await library('River Vault')
    const came = await bring(place, await vault())
    expect(came).toMatchObject({ state: 'done', made: 7, changed: 0, same: 0 })
    const pages = await pagesOf(place)
    expect(pages.get('All plants')!.above).toBe('Notes')
    expect(pages.get('Water')!.above).toBe('Deep')
    expect(pages.get('Deep')!.above).toBe('Notes')
    expect(pages.get('Home')!.tags).toEqual(['start', 'garden'])
    expect(pages.get('Home')!.text).toMatch(
      /^To \[\[All plants\|plants\]\], \[\[Water\]\] and !\[jar\]\(\/c\/[\w-]+\/attachments\/\d+\/jar\.webp\)\. Also \[\[All plants\|Plants\]\]\.$/,
    )
    expect(pages.get('All plants')!.text).toMatch(
      /^Back \[\[Home\|home\]\], \[gone\]\(\.\.\/Nowhere\.md\), \[out\]\(https:\/\/example\.org\/a\.md\)\./,
    )
    expect(pages.get('Ünïcode')!.text).toBe('über')
    const notes = await linesOf(came.url, 'note')
    const told = notes.map(({ path, why, about }: Record<string, string>) => [path, why, about].join(' '))
    expect(told).toEqual(
      expect.arrayContaining([
        'Home.md field mood: calm',
        'Notes/Plants.md leads-nowhere ../Nowhere.md',
        'Notes/Lies.md file-broken pictures/lie.png',
        'Ünïcode.md encoding ',
      ]),
    )
    const left = await linesOf(came.url, 'left')
    expect(left.map(({ path, why }: Record<string, string>) => `${path} ${why}`)).toEqual([
      'pictures/unused.png not-shown',
    ])
    // What is shown is found by its other title, too.
    const water = (await ada.json(`${place.pages}/${pages.get('Water')!.id}`)).json()
    expect(water.links[0].url).toContain(`/${pages.get('Home')!.id}-`)

    expect(await bring(place, await vault(), {}, { name: 'vault (1).zip' })).toMatchObject({
      made: 0,
      changed: 0,
      same: 7,
    })
    expect((await pagesOf(place)).size).toBe(7)
  })

  it('leaves or updates pages that are there, and never what somebody changed here since', async () => {
    const place = await library('River Update')
    await luc.post(place.pages, { title: 'Home', text: 'Ours.' })
    const one = (home: string, away: string) => zipOf({ 'Home.md': home, 'Away.md': away })
    const left = await bring(place, await one('Theirs.', 'Far.'))
    expect(left).toMatchObject({ made: 1, left: 1 })
    expect((await linesOf(left.url, 'left'))[0]).toMatchObject({ path: 'Home.md', why: 'there-already', title: 'Home' })
    expect((await pagesOf(place)).get('Home')!.text).toBe('Ours.')

    const changed = await bring(place, await one('Theirs.', 'Far.'), { there: 'update' })
    expect(changed).toMatchObject({ changed: 1, same: 1, made: 0 })
    expect((await pagesOf(place)).get('Home')!.text).toBe('Theirs.')

    const away = (await pagesOf(place)).get('Away')!
    await luc.post(`${place.pages}/${away.id}/edit`, { title: 'Away', text: 'Near.', version: away.version })
    const since = await bring(place, await one('Theirs, newer.', 'Farther.'), { there: 'update' })
    expect(since).toMatchObject({ changed: 1, left: 1 })
    expect((await linesOf(since.url, 'left'))[0]).toMatchObject({ path: 'Away.md', why: 'changed-here' })
    expect((await pagesOf(place)).get('Away')!.text).toBe('Near.')

    // Taken back, the changed page says what it said before.
    expect((await ada.post(`${since.url}/undoing`)).statusCode).toBe(200)
    await over(since.url)
    expect((await pagesOf(place)).get('Home')!.text).toBe('Theirs.')
  })

  it('is taken back, but for what somebody changed since; and can be brought again', async () => {
    const place = await library('River Undo')
    const folder = await zipOf({ 'A.md': 'a', 'B.md': 'b' })
    const came = await bring(place, folder)
    const b = (await pagesOf(place)).get('B')!
    await luc.post(`${place.pages}/${b.id}/edit`, { title: 'B', text: 'mine', version: 1 })
    await ada.post(`${came.url}/undoing`)
    expect((await over(came.url)).state).toBe('undone')
    expect([...(await pagesOf(place)).keys()]).toEqual(['B'])
    expect(await bring(place, folder)).toMatchObject({ made: 1, same: 1 })
  })

  it('is for hosts alone, of that place alone', async () => {
    const place = await library('River Hosts')
    const file = [{ name: 'a.zip', type: 'application/zip', bytes: await zipOf({ 'A.md': 'a' }) }]
    const json = { accept: 'application/json' }
    expect((await luc.upload(`${place.pages}/imports`, {}, file, json)).statusCode).toBe(403)
    expect((await noor.upload(`${place.pages}/imports`, {}, file, json)).statusCode).toBe(404)
    const came = await bring(place, file[0]!.bytes)
    expect((await luc.json(came.url)).statusCode).toBe(403)
    expect((await luc.post(`${came.url}/undoing`)).statusCode).toBe(403)
    const other = await library('River Elsewhere')
    expect((await ada.json(`${other.pages}/imports/${came.id}`)).statusCode).toBe(404)
    expect((await ada.submit(`${place.pages}/imports`, {})).statusCode).toBe(422)
    expect((await ada.upload(`${place.pages}/imports`, {}, [])).statusCode).toBe(422)
  })
})

describe('a file that means ill', () => {
  it.each([
    ['nothing of the kind', 'not-understood', async () => Buffer.from('hello there')],
    ['half an archive', 'not-a-zip', async () => (await zipOf({ 'A.md': 'a'.repeat(5000) })).subarray(0, 90)],
    ['no page', 'no-pages', () => zipOf({ 'a.txt': 'a' })],
    ['bzip2', 'bzip2', async () => Buffer.from('BZh91AY&SY')],
  ])('%s is refused with its reason', async (name, why, make) => {
    const place = await library(`River ${name}`)
    expect(await bring(place, await make())).toMatchObject({ state: 'failed', failed: why, made: 0 })
  })

  it('with names that lead out, and texts that grow without end, brings only what is safe', async () => {
    const place = await library('River Ill')
    const archive = await zipOf({
      'xx/xx/evil.md': 'out',
      'A.md': 'a',
      'bomb.md': Buffer.alloc(40_000_000, 97),
      'long.md': Buffer.alloc(1_200_000, 97),
    })
    const bytes = Buffer.from(archive.toString('latin1').replaceAll('xx/xx/evil.md', '../../evil.md'), 'latin1')
    const came = await bring(place, bytes)
    expect(came).toMatchObject({ state: 'done', made: 1, left: 3 })
    const left = await linesOf(came.url, 'left')
    expect(left.map(({ path, why }: Record<string, string>) => `${path} ${why}`).sort()).toEqual([
      '../../evil.md unsafe-name',
      'bomb.md too-long',
      'long.md too-long',
    ])
  })

  it('that says it is short and is long is not unpacked further', async () => {
    const place = await library('River Liar')
    const archive = await zipOf({ 'A.md': 'fine', 'liar.md': Buffer.alloc(3_000_000, 97) })
    // In the list of the archive the length is 100.
    const at = archive.lastIndexOf('liar.md') - 46
    archive.writeUInt32LE(100, at + 24)
    const came = await bring(place, archive)
    expect(came).toMatchObject({ state: 'done', made: 1, left: 1 })
    expect((await linesOf(came.url, 'left'))[0]).toMatchObject({ path: 'liar.md', why: 'unreadable' })
  })

  it('holds up no other page: days, ids and titles that there are none of; and is told of the same pictures again as shown', async () => {
    const place = await library('River Odd')
    expect((await luc.post(place.pages, { title: '_', text: 'x' })).statusCode).toBe(422)
    expect((await luc.post(place.pages, { title: '\ufdfa'.repeat(100), text: 'x' })).statusCode).toBe(422)
    const folder = await zipOf({
      'README.md': `---\ntitle: Odd\ncopse: http://localhost:3000${place.pages}\n---\n`,
      'A.md': '---\ntitle: A\nid: 1.5\nurl: x\nreview: 2026-02-31\n---\n![jar](jar.png)',
      'B.md': '---\ntitle: B\nid: 99999999999999999999999\nurl: x\nreview: 2026-02-28\n---\nb',
      '_.md': 'nothing but a line',
      'C.md': `---\ntitle: C\naliases: ["${'\ufdfa'.repeat(200)}", _]\n---\nc`,
      'D.md': `---\ntitle: "${'\ufdfa'.repeat(100)}"\n---\nd`,
      'jar.png': pixel,
    })
    const came = await bring(place, folder)
    expect(came).toMatchObject({ state: 'done', made: 4, left: 1 })
    expect([...(await pagesOf(place)).keys()].sort()).toEqual(['A', 'B', 'C', 'page'])
    expect((await linesOf(came.url, 'left')).map(({ path, why }: Record<string, string>) => `${path} ${why}`)).toEqual([
      'D.md not-taken',
    ])
    const again = await bring(place, folder)
    expect(again).toMatchObject({ same: 4, left: 1 })
  })

  it('that ends its process again and again is given up; what nobody works at can be stopped', async () => {
    const place = await library('River Gone')
    const came = await bring(place, await zipOf({ 'A.md': 'a' }))
    const begin = async (more: object) => {
      const [row] = await world.owner<[{ id: number }]>`
        insert into page_import ${world.owner({ space_id: place.id, person_id: ada.id, name: 'x.zip', blob: '0', bytes: 1, lang: 'en', there: 'leave', ...more })} returning id`
      return row.id
    }
    const { id, url } = came
    const killing = await begin({ tries: 3 })
    await workThrough(world.site, jobs, killing, ada.id, place.id)
    expect((await ada.json(url.replace(`${id}`, `${killing}`))).json()).toMatchObject({
      state: 'failed',
      failed: 'gave-up',
    })
    const dead = await begin({ asked_at: new Date(Date.now() - 3_600_000) })
    await ada.post(`${url.replace(`${id}`, `${dead}`)}/stopping`)
    expect((await ada.json(url.replace(`${id}`, `${dead}`))).json().state).toBe('stopped')
    const alive = await begin({})
    await ada.post(`${url.replace(`${id}`, `${alive}`)}/stopping`)
    expect((await ada.json(url.replace(`${id}`, `${alive}`))).json().state).toBe('waiting')
  })

  it('goes on after its process ended, and joins languages that came before', async () => {
    const place = await library('River Resumed')
    const folder = await zipOf({ 'A.md': 'a', 'B.md': '---\nlang: fr\noriginal: A.md\n---\nb' })
    const { id } = await bring(place, folder)
    await world.owner`update page set original_id = null where space_id = ${place.id}`
    await world.owner`update page_import set ended_at = null where id = ${id}`
    await workThrough(world.site, jobs, id, ada.id, place.id)
    const [row] =
      await world.owner`select original_id is not null joined from page p join item i on i.id = p.item_id where p.space_id = ${place.id} and i.title = 'B'`
    expect(row!.joined).toBe(true)
  })
})
