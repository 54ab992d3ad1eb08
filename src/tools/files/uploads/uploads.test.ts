import { createHash, randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../../test/site.ts'

const world = await testSite({ env: { COPSE_LARGEST_SHELF_FILE_MB: '5' } })
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
await world.owner`update space set tools = tools || '{files}' where id = ${river.id}`
const here = `${river.path}/uploads`
const address = new URL(await world.listen())

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

type Method = 'POST' | 'HEAD' | 'PATCH' | 'DELETE' | 'OPTIONS'
const part = { 'content-type': 'application/offset+octet-stream' }

/** As a tus client asks. */
function tus(who: Person, method: Method, url: string, headers: Record<string, unknown> = {}, payload?: Buffer) {
  return world.server.inject({
    method,
    url,
    payload,
    headers: {
      'tus-resumable': '1.0.0',
      accept: 'application/json',
      origin: 'http://localhost',
      host: 'localhost',
      ...(who.cookie && { cookie: who.cookie }),
      ...(headers as Record<string, string>),
    },
  })
}
const said = (facts: Record<string, string>) =>
  Object.entries(facts)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')
async function begin(who: Person, bytes: number, facts: Record<string, string>): Promise<string> {
  const made = await tus(who, 'POST', here, { 'upload-length': bytes, 'upload-metadata': said(facts) })
  expect([made.statusCode, made.body]).toEqual([201, ''])
  return made.headers.location as string
}
const bring = (who: Person, url: string, offset: number, bytes: Buffer) =>
  tus(who, 'PATCH', url, { ...part, 'upload-offset': offset }, bytes)
/** Brings a whole file at once. @returns its address */
async function whole(who: Person, bytes: Buffer, facts: Record<string, string>): Promise<string> {
  const done = await bring(who, await begin(who, bytes.length, facts), 0, bytes)
  expect([done.statusCode, done.body]).toEqual([204, ''])
  return done.headers['copse-file'] as string
}
const shown = async (url: string) => (await ada.json(url)).json()
const bytesOf = async (url: string) => (await ada.get((await shown(url)).content)).rawPayload

describe('a file in parts', () => {
  it('is there when its last byte is, with what was said of it, and is said to be where it stands', async () => {
    const bytes = randomBytes(300_000)
    const url = await begin(luc, bytes.length, { name: 'été 1.bin', why: 'From the weir' })
    const first = await bring(luc, url, 0, bytes.subarray(0, 100_000))
    expect([first.statusCode, first.headers['upload-offset']]).toEqual([204, '100000'])
    expect(new Date(first.headers['upload-expires'] as string).getTime()).toBeGreaterThan(Date.now() + 6 * 86_400_000)
    const head = await tus(luc, 'HEAD', url)
    expect(head.headers).toMatchObject({
      'upload-offset': '100000',
      'upload-length': '300000',
      'upload-metadata': said({ name: 'été 1.bin', why: 'From the weir' }),
      'cache-control': 'no-store',
      'tus-resumable': '1.0.0',
    })
    const last = await bring(luc, url, 100_000, bytes.subarray(100_000))
    expect(last.headers).toMatchObject({ 'upload-offset': '300000', 'copse-became': 'made' })
    const file = last.headers['copse-file'] as string
    expect(await shown(file)).toMatchObject({ name: 'été 1.bin', bytes: 300_000, broughtBy: { name: 'Luc Marchetti' } })
    expect((await bytesOf(file)).equals(bytes)).toBe(true)
    // Whoever did not hear it asks again.
    expect((await tus(luc, 'HEAD', url)).headers).toMatchObject({ 'upload-offset': '300000', 'copse-file': file })
    expect((await bring(luc, url, 300_000, Buffer.alloc(0))).headers['copse-file']).toBe(file)
  })

  it('begins with bytes, ends without any, and can be given up', async () => {
    const made = await tus(
      luc,
      'POST',
      here,
      { ...part, 'upload-length': 5, 'upload-metadata': said({ filename: 'five.txt' }) },
      Buffer.from('hello'),
    )
    expect([made.statusCode, made.headers['upload-offset'], made.headers['copse-became']]).toEqual([201, '5', 'made'])
    const none = await tus(luc, 'POST', here, { 'upload-length': 0, 'upload-metadata': said({ name: 'none.txt' }) })
    expect(none.headers).toMatchObject({ 'copse-became': 'made', 'upload-offset': '0' })
    const url = await begin(luc, 10, { name: 'never.txt' })
    await bring(luc, url, 0, Buffer.from('abc'))
    const [{ part: name }] = await world.owner<[{ part: string }]>`select part from upload where name = 'never.txt'`
    expect((await tus(luc, 'DELETE', url)).statusCode).toBe(204)
    for (const method of ['HEAD', 'DELETE'] as const) expect((await tus(luc, method, url)).statusCode).toBe(404)
    await expect(world.site.blobs.length(name)).rejects.toThrow()
  })

  it('says what it can, and refuses what makes no sense', async () => {
    const can = await tus(luc, 'OPTIONS', here)
    expect([can.statusCode, can.headers]).toMatchObject([
      204,
      { 'tus-version': '1.0.0', 'tus-max-size': String(5 * 1024 * 1024), 'tus-extension': expect.any(String) },
    ])
    const url = await begin(luc, 10, { name: 'odd.bin' })
    const answers = {
      'no version': [await tus(luc, 'HEAD', url, { 'tus-resumable': '0.2' }), 412],
      'no length': [await tus(luc, 'POST', here, { 'upload-metadata': said({ name: 'a' }) }), 400],
      'a length that is none': [await tus(luc, 'POST', here, { 'upload-length': '-1' }), 400],
      'words that are none': [await tus(luc, 'POST', here, { 'upload-length': 1, 'upload-metadata': 'name %%' }), 400],
      'no name': [await tus(luc, 'POST', here, { 'upload-length': 1 }), 422],
      'a name that leads away': [
        await tus(luc, 'POST', here, { 'upload-length': 1, 'upload-metadata': said({ name: '../x' }) }),
        422,
      ],
      'a way that leads away': [
        await tus(luc, 'POST', here, { 'upload-length': 1, 'upload-metadata': said({ path: 'a/../b.txt' }) }),
        422,
      ],
      'no folder': [
        await tus(luc, 'POST', here, { 'upload-length': 1, 'upload-metadata': said({ name: 'a', folder: '999999' }) }),
        422,
      ],
      'too large': [
        await tus(luc, 'POST', here, { 'upload-length': 5 * 1024 * 1024 + 1, 'upload-metadata': said({ name: 'a' }) }),
        413,
      ],
      'another place': [await bring(luc, url, 4, Buffer.from('x')), 409],
      'too much': [await bring(luc, url, 0, Buffer.alloc(11)), 413],
      'no bytes': [await tus(luc, 'PATCH', url, { 'content-type': 'text/plain', 'upload-offset': 0 }), 415],
      'none such': [await tus(luc, 'HEAD', `${here}/999999`), 404],
      'no number': [await tus(luc, 'HEAD', `${here}/..%2f1`), 404],
    } as const
    for (const [what, [answer, status]] of Object.entries(answers))
      expect([what, answer.statusCode]).toEqual([what, status])
    expect(answers['too large'][0].json().detail).toContain('5.2 MB')
    expect(answers['none such'][0].headers['tus-resumable']).toBe('1.0.0')
  })

  it('is refused where the shelf is full, before a byte of it comes; what comes already counts', async () => {
    const pond = await world.community(ada, 'Pond Watchers')
    await world.owner`update space set tools = tools || '{files}' where id = ${pond.id}`
    await world.owner`insert into shelf_use (space_id, most) values (${pond.id}, 1000) on conflict (space_id) do update set most = 1000`
    const of = (name: string, bytes: number) =>
      tus(ada, 'POST', `${pond.path}/uploads`, { 'upload-length': bytes, 'upload-metadata': said({ name }) })
    expect((await of('a.bin', 700)).statusCode).toBe(201)
    const second = await of('b.bin', 700)
    expect([second.statusCode, second.json().code]).toEqual([413, 'shelf-full'])
    expect((await of('c.bin', 300)).statusCode).toBe(201)
  })

  it('what was left lying counts as far as it came, however it ended; two begun at once find each other', async () => {
    const fen = await world.community(ada, 'Fen Watchers')
    await world.owner`update space set tools = tools || '{files}' where id = ${fen.id}`
    await world.owner`insert into shelf_use (space_id, most) values (${fen.id}, 1000)`
    const of = (name: string, bytes: number, taken = 'ask') =>
      tus(ada, 'POST', `${fen.path}/uploads`, { 'upload-length': bytes, 'upload-metadata': said({ name, taken }) })
    const leave = () =>
      world.owner`update upload set touched_at = now() - interval '2 hours' where space_id = ${fen.id}`
    const first = (await of('a.bin', 700)).headers.location as string
    await leave()
    // Nothing came of it.
    const second = (await of('b.bin', 400, 'refuse')).headers.location as string
    await bring(ada, first, 0, randomBytes(600))
    await leave()
    expect((await of('c.bin', 500)).json().code).toBe('shelf-full')
    expect((await tus(ada, 'DELETE', first)).statusCode).toBe(204)
    await ada.upload(`${fen.path}/files`, {}, [{ name: 'b.bin', type: 'x/y', bytes: Buffer.alloc(100) }])
    // All came, and no file could be made of it.
    expect((await bring(ada, second, 0, randomBytes(400))).statusCode).toBe(422)
    await leave()
    expect((await of('d.bin', 600)).json().code).toBe('shelf-full')
    expect((await tus(ada, 'DELETE', second)).statusCode).toBe(204)
    const both = await world.owner.begin(async (sql) => {
      await sql`lock table upload in share mode`
      const both = Promise.all([of('e.bin', 600), of('f.bin', 600)])
      await expect
        .poll(async () => {
          await sql`select pg_stat_clear_snapshot()`
          const [row] = await sql<[{ n: number }]>`
            select count(distinct l.pid)::int n from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where not l.granted and a.datname = current_database()`
          return row.n
        })
        .toBe(2)
      return { both }
    })
    expect((await both.both).map(({ statusCode }) => statusCode).sort()).toEqual([201, 413])
  })
})

describe('who', () => {
  it('members bring, and only theirs: guests are told, others find nothing, nobody signs in', async () => {
    const url = await begin(luc, 3, { name: 'mine.txt' })
    const asks = (who: Person) => [
      tus(who, 'POST', here, { 'upload-length': 3, 'upload-metadata': said({ name: 'x.txt' }) }),
      tus(who, 'HEAD', url),
      bring(who, url, 0, Buffer.from('abc')),
      tus(who, 'DELETE', url),
    ]
    const statuses = async (who: Person) => (await Promise.all(asks(who))).map(({ statusCode }) => statusCode)
    expect(await statuses(rosa)).toEqual([403, 403, 403, 403])
    expect(await statuses(noor)).toEqual([404, 404, 404, 404])
    expect(await statuses(world.nobody)).toEqual([401, 401, 401, 401])
    // Of a space that never was they are told the same.
    const none = '/c/never-was/uploads/1'
    expect((await tus(world.nobody, 'HEAD', none)).statusCode).toBe(401)
    expect((await tus(noor, 'HEAD', none)).statusCode).toBe(404)
    // A host, too: what is on its way is nobody's business.
    expect((await statuses(ada)).slice(1)).toEqual([404, 404, 404])
    expect((await bring(luc, url, 0, Buffer.from('abc'))).statusCode).toBe(204)
  })

  it('not from another site, not with a token that only reads, not where the tool is off or the space closed', async () => {
    const first = { 'upload-length': 3, 'upload-metadata': said({ name: 'token.txt' }) }
    expect((await tus(luc, 'POST', here, { ...first, origin: 'https://elsewhere.example' })).statusCode).toBe(403)
    const token = async (scopes?: string) =>
      `Bearer ${(await luc.post('/me/tokens', { name: `T${scopes}`, ...(scopes && { write: true }) })).json().token}`
    const reader = await tus(world.nobody, 'POST', here, { ...first, authorization: await token() })
    expect([reader.statusCode, reader.json().code]).toEqual([403, 'token-reads-only'])
    const writer = { authorization: await token('write') }
    const made = await tus(world.nobody, 'POST', here, { ...first, ...writer })
    expect(made.statusCode).toBe(201)
    const basic = { authorization: `Basic ${Buffer.from('luc:k7m2p-9xq4r-aaaaa-bbbbb-ccccc').toString('base64')}` }
    expect((await tus(world.nobody, 'HEAD', made.headers.location as string, basic)).statusCode).toBe(403)
    const dry = await world.community(ada, 'Dry Ditch')
    expect((await tus(ada, 'POST', `${dry.path}/uploads`, first)).statusCode).toBe(404)
    await world.owner`update space set tools = tools || '{files}', closed_at = now() where id = ${dry.id}`
    expect((await tus(ada, 'POST', `${dry.path}/uploads`, first)).statusCode).toBe(403)
  })

  it('who is gone from the space finds nothing of theirs', async () => {
    const kim = await world.person('Kim Sato')
    await world.join(river, kim)
    const url = await begin(kim, 3, { name: 'kim.txt' })
    await world.owner`update membership set ended_at = now() where space_id = ${river.id} and person_id = ${kim.id}`
    expect((await bring(kim, url, 0, Buffer.from('abc'))).statusCode).toBe(404)
  })

  it.each([
    ['who leaves', 'update membership set ended_at = now() where space_id = $1 and person_id = $2', 404],
    ['where the tool goes', `update space set tools = array_remove(tools, 'files') where id = $1 and $2 > 0`, 404],
    ['where the space closes', 'update space set closed_at = now() where id = $1 and $2 > 0', 403],
  ])('%s while the last part comes brings no file', async (_who, statement, status) => {
    const kim = await world.person('Kim Sato')
    const fen = await world.community(ada, 'Fen')
    await world.join(fen, kim)
    await world.owner`update space set tools = tools || '{files}' where id = ${fen.id}`
    const made = await tus(kim, 'POST', `${fen.path}/uploads`, {
      'upload-length': 200_000,
      'upload-metadata': said({ name: 'late.bin' }),
    })
    const answered = await new Promise<number>((resolve, reject) => {
      const asked = request(`${address.origin}${made.headers.location}`, {
        method: 'PATCH',
        headers: {
          ...part,
          'tus-resumable': '1.0.0',
          'upload-offset': '0',
          'content-length': '200000',
          origin: address.origin,
          cookie: kim.cookie,
        },
      })
      asked.once('error', reject)
      asked.once('response', (answer) => resolve(answer.resume().statusCode!))
      asked.write(randomBytes(100_000))
      // It was let in once something of it is written.
      const later = expect
        .poll(async () => {
          const [row] = await world.owner<
            [{ part: string }]
          >`select part from upload where name = 'late.bin' and space_id = ${fen.id}`
          return readdirSync(join(world.site.config.dataDir, 'blobs', 'parts', row.part)).join()
        })
        .toMatch(/^held/)
      later
        .then(() => world.owner.unsafe(statement, [fen.id, kim.id]))
        .then(() => asked.end(randomBytes(100_000)), reject)
    })
    expect(answered).toBe(status)
    expect(await world.owner`select from entry where space_id = ${fen.id}`).toHaveLength(0)
  })
})

describe('where it stands', () => {
  it('a name that is taken: asked first, else a new version, beside it, or refused', async () => {
    const file = await whole(luc, Buffer.from('one'), { name: 'Levels.txt' })
    const asked = await tus(ada, 'POST', here, { 'upload-length': 3, 'upload-metadata': said({ name: 'LEVELS.txt' }) })
    expect([asked.statusCode, asked.json()]).toMatchObject([
      422,
      { code: 'file-there', detail: /LEVELS\.txt/ as never },
    ])
    expect(await whole(ada, Buffer.from('two'), { name: 'levels.txt', taken: 'version' })).toBe(file)
    expect(await shown(file)).toMatchObject({ version: 2, name: 'Levels.txt' })
    const again = await begin(ada, 3, { name: 'levels.txt', taken: 'version' })
    expect((await bring(ada, again, 0, Buffer.from('two'))).headers['copse-became']).toBe('same')
    const beside = await whole(ada, Buffer.from('two'), { name: 'levels.txt', taken: 'beside' })
    expect(await shown(beside)).toMatchObject({ name: 'levels (2).txt' })
  })

  it('a name that is taken while it comes: nothing is written over, and nothing is lost', async () => {
    const url = await begin(luc, 3, { name: 'race.txt' })
    const refused = await begin(luc, 3, { name: 'race.txt', taken: 'refuse' })
    await whole(ada, Buffer.from('ada'), { name: 'race.txt' })
    const done = await bring(luc, url, 0, Buffer.from('luc'))
    expect(await shown(done.headers['copse-file'] as string)).toMatchObject({ name: 'race (2).txt' })
    const answer = await bring(luc, refused, 0, Buffer.from('luc'))
    expect([answer.statusCode, answer.json().errors.name]).toEqual([422, expect.any(String)])
    // All its bytes are there; it is not taken for done, and can be tried again.
    expect((await tus(luc, 'HEAD', refused)).headers['upload-offset']).toBe('2')
    await world.owner`update upload set taken = 'beside' where name = 'race.txt' and item_id is null`
    const tried = await bring(luc, refused, 2, Buffer.from('c'))
    expect(await shown(tried.headers['copse-file'] as string)).toMatchObject({ name: 'race (3).txt', bytes: 3 })
  })

  it('folders are made as they were, once, though many bring them at once', async () => {
    const into = (await ada.post(`${river.path}/files/folders`, { name: 'Trip' })).json()
    const files = await Promise.all(
      ['Day 1/a.txt', 'Day 1/b.txt', 'Day 1/Boat/c.txt', 'Day 2/a.txt', 'Day 2/d.txt'].map((path, i) =>
        whole(i % 2 ? luc : ada, Buffer.from(path), { path, folder: String(into.id) }),
      ),
    )
    const names = async (url: string) => (await shown(url)).entries.map(({ name }: { name: string }) => name)
    expect(await names(into.url)).toEqual(['Day 1', 'Day 2'])
    expect((await shown(files[2]!)).way).toMatchObject([{ name: 'Trip' }, { name: 'Day 1' }, { name: 'Boat' }])
    const there = await tus(luc, 'POST', here, {
      'upload-length': 1,
      'upload-metadata': said({ path: 'DAY 1/a.txt', folder: String(into.id) }),
    })
    expect(there.json().code).toBe('file-there')
    // What has the name of a folder and is none.
    const odd = await begin(luc, 1, { path: 'Day 2/a.txt/x.txt', folder: String(into.id) })
    expect((await bring(luc, odd, 0, Buffer.from('x'))).statusCode).toBe(422)
  })

  it('at the top, where its folder was taken away meanwhile', async () => {
    const into = (await ada.post(`${river.path}/files/folders`, { name: 'Soon gone' })).json()
    const url = await begin(luc, 3, { name: 'left.txt', folder: String(into.id) })
    await ada.post(`${into.url}/removal`)
    const done = await bring(luc, url, 0, Buffer.from('abc'))
    expect((await shown(done.headers['copse-file'] as string)).way).toEqual([])
  })
})

describe('what goes wrong on the way', () => {
  it('a connection that breaks in the middle keeps what came', async () => {
    const bytes = randomBytes(3_000_000)
    const url = await begin(luc, bytes.length, { name: 'broken.bin' })
    await new Promise<void>((done) => {
      const socket = connect(Number(address.port), '127.0.0.1')
      socket.write(
        `PATCH ${url} HTTP/1.1\r\nHost: localhost:${address.port}\r\nTus-Resumable: 1.0.0\r\nCookie: ${luc.cookie}\r\nOrigin: ${address.origin}\r\n` +
          `Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: ${bytes.length}\r\n\r\n`,
      )
      socket.write(bytes.subarray(0, 1_700_000), () => setTimeout(() => socket.destroy(), 100))
      socket.on('error', () => {})
      socket.on('close', () => done())
    })
    const length = async () => Number((await tus(luc, 'HEAD', url)).headers['upload-offset'])
    await expect.poll(length).toBe(1_700_000)
    const last = await bring(luc, url, 1_700_000, bytes.subarray(1_700_000))
    expect((await bytesOf(last.headers['copse-file'] as string)).equals(bytes)).toBe(true)
  })

  it('two tabs with the same last part make one file; another process of the site goes on as well', async () => {
    const bytes = randomBytes(200_000)
    const url = await begin(luc, bytes.length, { name: 'tabs.bin' })
    const peer = await world.peer()
    const last = (server = world.server) =>
      server.inject({
        method: 'PATCH',
        url,
        payload: bytes.subarray(100_000),
        headers: {
          ...part,
          'tus-resumable': '1.0.0',
          accept: 'application/json',
          origin: 'http://localhost',
          host: 'localhost',
          cookie: luc.cookie,
          'upload-offset': '100000',
        },
      })
    expect((await bring(luc, url, 0, bytes.subarray(0, 100_000))).statusCode).toBe(204)
    const answers = await Promise.all([last(), last(), last(peer.server), last(peer.server)])
    for (const { statusCode } of answers) expect([204, 409, 423]).toContain(statusCode)
    const told = (await tus(luc, 'HEAD', url)).headers
    if (told['upload-offset'] !== '200000')
      await bring(luc, url, Number(told['upload-offset']), bytes.subarray(Number(told['upload-offset'])))
    const [{ n }] = await world.owner<[{ n: number }]>`select count(*)::int n from entry where name like 'tabs%'`
    expect(n).toBe(1)
    const file = (await tus(luc, 'HEAD', url)).headers['copse-file'] as string
    expect(await shown(file)).toMatchObject({ version: 1 })
    expect((await bytesOf(file)).equals(bytes)).toBe(true)
  })

  it('all bytes came and no file was made, as the process ended: the client is told to bring the last one again', async () => {
    const url = await begin(luc, 4, { name: 'ended.txt' })
    const [{ part: name }] = await world.owner<[{ part: string }]>`select part from upload where name = 'ended.txt'`
    const { Readable } = await import('node:stream')
    await world.site.blobs.append(name, 0, Readable.from([Buffer.from('full')]))
    expect((await tus(luc, 'HEAD', url)).headers['upload-offset']).toBe('3')
    // It ended after the blob was made and before the row was.
    await world.site.blobs.finish(name)
    expect((await tus(luc, 'HEAD', url)).headers['upload-offset']).toBe('3')
    const done = await bring(luc, url, 3, Buffer.from('l'))
    expect(done.headers).toMatchObject({ 'upload-offset': '4', 'copse-became': 'made' })
    expect((await bytesOf(done.headers['copse-file'] as string)).toString()).toBe('full')
  })

  it('the file was made by another request meanwhile: whoever asks hears of it', async () => {
    const url = await begin(luc, 4, { name: 'twice.txt' })
    const { blobs } = world.site
    const { length } = blobs
    // Between the row that was read and the bytes that are looked for.
    blobs.length = async (name) => {
      blobs.length = length
      expect((await bring(luc, url, 0, Buffer.from('full'))).statusCode).toBe(204)
      return length(name)
    }
    const head = await tus(luc, 'HEAD', url)
    expect([head.statusCode, head.headers]).toMatchObject([200, { 'upload-offset': '4', 'copse-became': 'made' }])
    const again = await begin(luc, 4, { name: 'thrice.txt' })
    blobs.length = async (name) => {
      blobs.length = length
      expect((await bring(luc, again, 0, Buffer.from('also'))).statusCode).toBe(204)
      return length(name)
    }
    const late = await bring(luc, again, 0, Buffer.from('also'))
    expect([late.statusCode, late.headers]).toMatchObject([204, { 'upload-offset': '4', 'copse-became': 'made' }])
  })

  it('what came was swept, as no file was made of it for long: it is to be brought anew', async () => {
    const url = await begin(luc, 5, { name: 'swept.txt', taken: 'refuse' })
    await whole(ada, Buffer.from('ada'), { name: 'swept.txt' })
    const bytes = randomBytes(5)
    expect((await bring(luc, url, 0, bytes)).statusCode).toBe(422)
    expect((await tus(luc, 'HEAD', url)).headers['upload-offset']).toBe('4')
    await world.site.blobs.remove(createHash('sha256').update(bytes).digest('hex'))
    expect((await tus(luc, 'HEAD', url)).statusCode).toBe(404)
  })

  it('left alone for seven days it goes, and what came of it', async () => {
    const url = await begin(luc, 4, { name: 'alone.txt' })
    await bring(luc, url, 0, Buffer.from('ab'))
    const [{ part: name }] = await world.owner<
      [{ part: string }]
    >`update upload set touched_at = now() - interval '8 days' where name = 'alone.txt' returning part`
    const { files } = await import('../index.ts')
    await files.tasks!(world.site, world.owner).uploads!({} as never)
    expect((await tus(luc, 'HEAD', url)).statusCode).toBe(404)
    await expect(world.site.blobs.length(name)).rejects.toThrow()
  })
})
