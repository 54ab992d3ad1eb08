import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { basic, lock, type Program, program, programOf, said } from '../../../test/dav.ts'
import { type Community, type Person, testSite } from '../../../test/site.ts'

/** The shelf by WebDAV: who may do what, and what becomes of it. Conformance is judged by litmus (test/peers). */

const world = await testSite({ env: { COPSE_LARGEST_SHELF_FILE_MB: '1' } })
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await withFiles(await world.community(ada))
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
const [adas, lucs, rosas, noors] = await Promise.all([ada, luc, rosa, noor].map((one) => programOf(world, one)))
const nobodys = program(world, '')
const here = river.slug
const shelf = `/dav/files/${here}/`

beforeEach(async () => {
  await world.owner`delete from tries`
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function withFiles(place: Community): Promise<Community> {
  await world.owner`update space set tools = tools || '{files}' where id = ${place.id}`
  return place
}

/** What the site shows of a path, to programs that speak JSON. */
async function shown(by: Person, ...names: string[]): Promise<Record<string, unknown> | undefined> {
  let url: string | undefined = `${river.path}/files`
  for (const name of names) {
    const { entries } = (await by.json(url!)).json() as { entries: { name: string; url: string }[] }
    url = entries.find((one) => one.name === name)?.url
    if (!url) return undefined
  }
  return (await by.json(url!)).json()
}
const versions = async (...names: string[]) => (await shown(ada, ...names))?.versions
const statuses = async (asked: Promise<{ statusCode: number }>[]) =>
  (await Promise.all(asked)).map(({ statusCode }) => statusCode)
const to = (path: string, more = {}) => ({ headers: { destination: `http://localhost/dav/files/${path}`, ...more } })

const everything: [string, string, { headers?: Record<string, string>; body?: string }?][] = [
  ['OPTIONS', ''],
  ['PROPFIND', '', { headers: { depth: '1' } }],
  ['PROPFIND', 'seen.txt', { headers: { depth: '0' } }],
  ['GET', 'seen.txt'],
  ['HEAD', 'seen.txt'],
  ['PUT', 'new.txt', { body: 'new' }],
  ['PUT', 'seen.txt', { body: 'other' }],
  ['MKCOL', 'new'],
  ['PROPPATCH', 'seen.txt', { body: patch('<set><prop><a xmlns="urn:a">b</a></prop></set>') }],
  ['COPY', 'seen.txt', to(`${here}/copy.txt`)],
  ['MOVE', 'seen.txt', to(`${here}/moved.txt`)],
  ['LOCK', 'seen.txt', { body: lockInfo() }],
  ['UNLOCK', 'seen.txt', { headers: { 'lock-token': '<urn:uuid:1>' } }],
  ['DELETE', 'seen.txt'],
]

function patch(inner: string): string {
  return `<propertyupdate xmlns="DAV:">${inner}</propertyupdate>`
}

function lockInfo(): string {
  return '<lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope><locktype><write/></locktype></lockinfo>'
}

describe('who comes', () => {
  const all = (by: Program, place = here) =>
    statuses(everything.map(([method, path, more]) => by.ask(method, `${place}/${path}`, more)))

  it('needs a name and a password of an application', async () => {
    await lucs!.put(`${here}/seen.txt`, 'seen')
    for (const [method, path, more] of everything) {
      const asked = await nobodys.ask(method, `${here}/${path}`, more)
      expect([method, asked.statusCode, asked.headers['www-authenticate']]).toEqual([
        method,
        401,
        'Basic realm="Copse", charset="UTF-8"',
      ])
    }
    const password = 'four calm rivers'
    await luc.post('/me/password', { password })
    for (const secret of [password, 'wrong', luc.cookie.slice(6)])
      expect((await program(world, basic(luc.handle, secret)).ask('PROPFIND', here)).statusCode).toBe(401)
    // The cookie of a session says nothing here: no other page can do anything with it.
    const cookie = { cookie: luc.cookie, host: 'localhost', origin: 'http://localhost' }
    const asked = await world.server.inject({ method: 'DELETE', url: `${shelf}seen.txt`, headers: cookie })
    expect(asked.statusCode).toBe(401)
    expect(await shown(ada, 'seen.txt')).toBeDefined()
  })

  it('is heard out only so often with a wrong one', async () => {
    const wrong = program(world, basic(luc.handle, 'wrong'))
    for (let n = 0; n < 30; n++) await wrong.ask('OPTIONS', here)
    expect((await wrong.ask('OPTIONS', here)).statusCode).toBe(429)
    expect((await lucs!.ask('OPTIONS', here)).statusCode).toBe(200)
  })

  it('from outside finds nothing, and nothing happens', async () => {
    await lucs!.put(`${here}/seen.txt`, 'seen')
    expect(new Set(await all(noors!))).toEqual(new Set([404]))
    expect(new Set(await all(noors!, 'never-was'))).toEqual(new Set([404]))
    const ended = await world.person('Sana Aziz')
    await world.join(river, ended)
    const hers = await programOf(world, ended)
    expect((await hers.ask('GET', `${here}/seen.txt`)).statusCode).toBe(200)
    await world.owner`update membership set ended_at = now() where person_id = ${ended.id}`
    expect(new Set(await all(hers))).toEqual(new Set([404]))
    expect(await shown(ada, 'seen.txt')).toMatchObject({ versions: 1, bytes: 4 })
  })

  it('as a guest reads, and changes nothing', async () => {
    const answers = await all(rosas!)
    expect(answers.slice(0, 5)).toEqual([200, 207, 207, 200, 200])
    expect(new Set(answers.slice(5))).toEqual(new Set([403, 409]))
    expect(answers[12]).toBe(409) // there is no such lock to end
    expect(await shown(ada, 'seen.txt')).toMatchObject({ versions: 1 })
    for (const name of ['new.txt', 'new', 'copy.txt', 'moved.txt']) expect(await shown(ada, name)).toBeUndefined()
  })

  it('with a password that only reads, too', async () => {
    const reads = await programOf(world, luc, false)
    const answers = await all(reads)
    expect(answers.slice(0, 5)).toEqual([200, 207, 207, 200, 200])
    expect(new Set(answers.slice(5))).toEqual(new Set([403]))
    const { token } = (await luc.post('/me/tokens', { name: 'Script', write: true })).json()
    const bearer = program(world, `Bearer ${token}`)
    expect((await bearer.put(`${here}/by-token.txt`, 'x')).statusCode).toBe(201)
    expect((await program(world, 'Bearer copse_none-that-ever-was-made').ask('GET', here)).statusCode).toBe(401)
  })

  it('finds no files where a space has none, is in no space they do not belong to, and only reads where it is closed', async () => {
    const bare = await world.community(ada, 'Bare')
    expect((await adas!.ask('PROPFIND', bare.slug, { headers: { depth: '0' } })).statusCode).toBe(404)
    const closed = await withFiles(await world.community(ada, 'Closed'))
    await adas!.put(`${closed.slug}/a.txt`, 'a')
    await world.owner`update space set closed_at = now() where id = ${closed.id}`
    expect((await adas!.ask('GET', `${closed.slug}/a.txt`)).body).toBe('a')
    expect((await adas!.put(`${closed.slug}/b.txt`, 'b')).statusCode).toBe(403)
    expect((await adas!.ask('DELETE', `${closed.slug}/a.txt`)).statusCode).toBe(403)
    const made = await ada.post(`${river.path}/circles`, { name: 'Weirs', purpose: 'Open.', visibility: 'hidden' })
    const circle = made.json().url.slice(3)
    await world.owner`update space set tools = tools || '{files}' where slug = ${circle}`
    expect((await adas!.put(`${circle}/a.txt`, 'a')).statusCode).toBe(201)
    expect((await lucs!.ask('GET', `${circle}/a.txt`)).statusCode).toBe(404)
    const places = said(await adas!.ask('PROPFIND', '', { headers: { depth: '1' } }))
    expect(Object.keys(places).sort()).toEqual(
      ['/dav/files/', shelf, `/dav/files/${closed.slug}/`, `/dav/files/${circle}/`].sort(),
    )
    expect(places[shelf]).toMatchObject({ displayname: 'River Keepers', resourcetype: '<D:collection/>' })
    expect(Object.keys(said(await noors!.ask('PROPFIND', '', { headers: { depth: '1' } })))).toEqual(['/dav/files/'])
  })

  it('in a browser is led to the page', async () => {
    const opened = await world.nobody.get(`${shelf}a/b`)
    expect([opened.statusCode, opened.headers.location]).toEqual([303, `${river.path}/files`])
  })

  it('is told what can be done here, also where only the site is asked', async () => {
    const root = await world.server.inject({ method: 'OPTIONS', url: '/', headers: { host: 'localhost' } })
    for (const answer of [root, await lucs!.ask('OPTIONS', here)])
      expect([answer.statusCode, answer.headers.dav, answer.headers['ms-author-via']]).toEqual([200, '1, 2, 3', 'DAV'])
    const wrong = await lucs!.ask('POST', here)
    expect([wrong.statusCode, wrong.headers.allow]).toEqual([405, expect.stringContaining('PROPFIND')])
  })
})

describe('looking', () => {
  it('shows a folder and what is in it, one level deep', async () => {
    await lucs!.ask('MKCOL', `${here}/look`)
    await lucs!.put(`${here}/look/levels.csv`, 'day,cm\n')
    await lucs!.ask('MKCOL', `${here}/look/deep`)
    await lucs!.put(`${here}/look/deep/x.txt`, 'x')
    const seen = said(await rosas!.ask('PROPFIND', `${here}/look`, { headers: { depth: '1' } }))
    expect(Object.keys(seen)).toEqual([`${shelf}look/`, `${shelf}look/deep/`, `${shelf}look/levels.csv`])
    expect(seen[`${shelf}look/levels.csv`]).toMatchObject({
      displayname: 'levels.csv',
      getcontentlength: '7',
      getcontenttype: 'text/csv',
      resourcetype: '',
      getetag: expect.stringMatching(/^&#34;.+&#34;$/),
      getlastmodified: expect.stringMatching(/ GMT$/),
      creationdate: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+Z$/),
    })
    const one = said(await rosas!.ask('PROPFIND', `${here}/look/`, { headers: { depth: '0' } }))
    expect(Object.keys(one)).toEqual([`${shelf}look/`])
    const endless = await rosas!.ask('PROPFIND', `${here}/look`)
    expect([endless.statusCode, endless.body]).toEqual([403, expect.stringContaining('<D:propfind-finite-depth/>')])
    expect((await rosas!.ask('PROPFIND', `${here}/never`, { headers: { depth: '0' } })).statusCode).toBe(404)
  })

  it('tells what is asked for, and what is not there', async () => {
    const names = '<prop><getetag/><quota-used-bytes/><quota-available-bytes/><nothing xmlns="urn:x"/></prop>'
    const body = `<propfind xmlns="DAV:">${names}</propfind>`
    await world.owner`update shelf_use set most = 1000000 where space_id = ${river.id}`
    const seen = said(await lucs!.ask('PROPFIND', here, { headers: { depth: '0' }, body }))
    const { 'quota-used-bytes': used, 'quota-available-bytes': left, getetag, nothing } = seen[shelf]!
    expect([Number(used) + Number(left), getetag, nothing]).toEqual([1_000_000, '404', '404'])
    const full = await lucs!.put(`${here}/large.bin`, Buffer.alloc(999_999))
    expect([full.statusCode, full.body]).toEqual([507, expect.stringContaining('quota-not-exceeded')])
    await world.owner`update shelf_use set most = null where space_id = ${river.id}`
    const propname = '<propfind xmlns="DAV:"><propname/></propfind>'
    const all = said(await lucs!.ask('PROPFIND', here, { headers: { depth: '0' }, body: propname }))[shelf]!
    expect(Object.keys(all)).toContain('quota-used-bytes')
    expect(all.displayname).toBe('')
  })

  it('asks the database no more for many than for few', async () => {
    await lucs!.ask('MKCOL', `${here}/many`)
    const put = (n: number) => lucs!.put(`${here}/many/${n}.txt`, String(n))
    const look = () => lucs!.ask('PROPFIND', `${here}/many`, { headers: { depth: '1' } })
    for (let n = 0; n < 2; n++) await put(n)
    const few = await world.statementsOf(look)
    for (let n = 2; n < 25; n++) await put(n)
    const many = await world.statementsOf(look)
    expect(Object.keys(said(await look()))).toHaveLength(26)
    expect(many.length).toBe(few.length)
  })
})

describe('a file', () => {
  it('may come slowly, unlike anything else', async () => {
    const slow = await testSite()
    // Node looks at times only now and then. What comes takes more than twice as long as anything else may, also on a busy machine.
    Object.assign(slow.server.server, { requestTimeout: 1500, headersTimeout: 1500, connectionsCheckingInterval: 100 })
    const marie = await slow.person('Marie Roy')
    const place = await slow.community(marie)
    await slow.owner`update space set tools = tools || '{files}' where id = ${place.id}`
    const { authorization } = await programOf(slow, marie)
    const { port } = new URL(await slow.listen())
    const send = (method: string, path: string, type: string) =>
      new Promise<number>((resolve) => {
        const headers = { authorization, 'content-type': type, 'content-length': 12 }
        const asked = request({ port, host: '127.0.0.1', method, path, headers }, (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode!))
        })
        asked.on('error', () => resolve(0))
        let sent = 0
        const more = setInterval(() => {
          if (sent++ < 12) asked.write('x')
          else clearInterval(more)
        }, 300)
      })
    const [put, other] = await Promise.all([
      send('PUT', `/dav/files/${place.slug}/slow.txt`, 'text/plain'),
      send('PROPPATCH', `/dav/files/${place.slug}/slow.txt`, 'text/xml'),
    ])
    expect([put, other === 408 || other === 0]).toEqual([201, true])
  })

  it('is put, gets a version when it is written over, and none by the same again', async () => {
    const path = `${here}/plan.txt`
    const put = await lucs!.put(path, 'first')
    expect([put.statusCode, (await lucs!.put(path, 'second')).statusCode]).toEqual([201, 204])
    expect((await adas!.put(path, 'second')).statusCode).toBe(204)
    expect(await shown(ada, 'plan.txt')).toMatchObject({
      version: 2,
      versions: 2,
      broughtBy: { name: 'Luc Marchetti' },
    })
    const got = await rosas!.ask('GET', path)
    expect([got.statusCode, got.body]).toEqual([200, 'second'])
    expect(got.headers).toMatchObject({
      'content-length': '6',
      'content-type': 'text/plain',
      'x-content-type-options': 'nosniff',
      'content-disposition': "attachment; filename*=UTF-8''plan.txt",
      'content-security-policy': expect.stringMatching(/^sandbox;/),
    })
    expect(got.headers['content-encoding']).toBeUndefined()
    const head = await rosas!.ask('HEAD', path)
    expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', '6'])
    const { etag } = got.headers as { etag: string }
    expect((await rosas!.ask('GET', path, { headers: { 'if-none-match': etag } })).statusCode).toBe(304)
    const part = await rosas!.ask('GET', path, { headers: { range: 'bytes=1-3' } })
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, 'eco', 'bytes 1-3/6'])
  })

  it('is not written over by who knows only an older one', async () => {
    const path = `${here}/etag.txt`
    const { etag } = (await lucs!.put(path, 'one')).headers as { etag: string }
    expect((await adas!.put(path, 'two', { 'if-match': etag })).statusCode).toBe(204)
    expect((await lucs!.put(path, 'three', { 'if-match': etag })).statusCode).toBe(412)
    expect((await lucs!.put(path, 'three', { 'if-none-match': '*' })).statusCode).toBe(412)
    expect((await lucs!.put(path, 'three', { if: `([${etag}])` })).statusCode).toBe(412)
    expect((await lucs!.ask('DELETE', path, { headers: { 'if-match': etag } })).statusCode).toBe(412)
    expect((await lucs!.ask('GET', path)).body).toBe('two')
  })

  it('is refused where it cannot be', async () => {
    await lucs!.ask('MKCOL', `${here}/folder`)
    expect((await lucs!.put(`${here}/none/x.txt`, 'x')).statusCode).toBe(409)
    expect((await lucs!.put(`${here}/plan.txt/x.txt`, 'x')).statusCode).toBe(409)
    expect((await lucs!.put(`${here}/folder`, 'x')).statusCode).toBe(405)
    expect((await lucs!.put(`${here}/`, 'x')).statusCode).toBe(405)
    expect((await lucs!.put('', 'x')).statusCode).toBe(403)
    expect((await lucs!.put(`${here}/x.txt`, 'x', { 'content-range': 'bytes 1-1/2' })).statusCode).toBe(400)
    expect((await lucs!.put(`${here}/x.txt`, Buffer.alloc(1_048_577))).statusCode).toBe(413)
    expect((await lucs!.put(`${here}/${'x'.repeat(201)}`, 'x')).statusCode).toBe(422)
    expect((await lucs!.ask('MKCOL', `${here}/folder`)).statusCode).toBe(405)
    expect((await lucs!.ask('MKCOL', `${here}/none/deeper`)).statusCode).toBe(409)
    expect(await shown(ada, 'x.txt')).toBeUndefined()
  })

  it('made empty by a program that then fills it, has one version', async () => {
    const path = `${here}/filled.txt`
    expect((await lucs!.put(path, '')).statusCode).toBe(201)
    expect((await lucs!.put(path, 'words')).statusCode).toBe(204)
    expect(await versions('filled.txt')).toBe(1)
    expect((await lucs!.ask('GET', path)).body).toBe('words')
    // Emptied on purpose, it was something before.
    await lucs!.put(path, '')
    await lucs!.put(path, 'again')
    expect(await versions('filled.txt')).toBe(3)
    // What another brought empty is theirs.
    await adas!.put(`${here}/hers.txt`, '')
    await lucs!.put(`${here}/hers.txt`, 'his')
    expect(await versions('hers.txt')).toBe(2)
  })

  it('put by two at once is both of theirs', async () => {
    const path = `${here}/both.txt`
    const answers = await statuses([lucs!.put(path, 'luc'), adas!.put(path, 'ada')])
    expect(answers.filter((status) => status < 300).length).toBeGreaterThan(0)
    expect(answers.every((status) => [201, 204, 409].includes(status))).toBe(true)
    const kept = answers.filter((status) => status < 300).length
    expect(await versions('both.txt')).toBe(kept)
  })

  it('goes into the trash with all that was in its folder, by who brought it', async () => {
    await lucs!.ask('MKCOL', `${here}/old`)
    await lucs!.put(`${here}/old/a.txt`, 'a')
    const marie = await world.person('Marie Roy')
    await world.join(river, marie)
    const maries = await programOf(world, marie)
    expect((await maries.ask('DELETE', `${here}/old/a.txt`)).statusCode).toBe(403)
    expect((await maries.ask('DELETE', `${here}/old`)).statusCode).toBe(403)
    // What programs leave beside files is nobody’s work: it stops nobody.
    await maries.put(`${here}/old/.DS_Store`, 'where icons lie')
    expect((await lucs!.ask('DELETE', `${here}/old`, { headers: { depth: '0' } })).statusCode).toBe(400)
    expect((await lucs!.ask('DELETE', `${here}/old/`)).statusCode).toBe(204)
    expect((await lucs!.ask('GET', `${here}/old/a.txt`)).statusCode).toBe(404)
    const gone = (await luc.json(`${river.path}/files/trash`)).json().entries as { id: number; name: string }[]
    const old = gone.find(({ name }) => name === 'old')!
    expect((await luc.post(`${river.path}/files/restoration`, { entries: [String(old.id)] })).statusCode).toBeLessThan(
      300,
    )
    expect((await lucs!.ask('GET', `${here}/old/a.txt`)).body).toBe('a')
    expect((await lucs!.ask('DELETE', `${here}/`)).statusCode).toBe(403)
  })
})

describe('names', () => {
  it('are the same however they are put together and however large', async () => {
    expect((await lucs!.put(`${here}/e%CC%81te%CC%81.txt`, 'mac')).statusCode).toBe(201)
    expect((await lucs!.put(`${here}/%C3%89T%C3%89.TXT`, 'windows')).statusCode).toBe(204)
    expect(await shown(ada, 'été.txt')).toMatchObject({ versions: 2 })
    expect(
      (await lucs!.ask('MOVE', `${here}/été.txt`.normalize('NFD'), to(`${here}/%C3%89t%C3%A9.txt`))).statusCode,
    ).toBe(201)
    expect(await shown(ada, 'Été.txt')).toMatchObject({ versions: 2 })
    expect((await lucs!.put(`${here}/100%25%20%23%3F%26%2B%27.txt`, 'signs')).statusCode).toBe(201)
    expect(await shown(ada, "100% #?&+'.txt")).toBeDefined()
  })

  it.each(['a%2Fb', 'a%5Cb', 'a%00b', 'a%0Ab', '%ff', 'x%23y/..%2f..'])(
    'that lead elsewhere lead nowhere: %s',
    async (name) => {
      for (const method of ['PUT', 'MKCOL', 'DELETE', 'PROPFIND', 'LOCK'])
        expect((await lucs!.ask(method, `${here}/${name}`)).statusCode).toBe(400)
      expect((await lucs!.ask('COPY', `${here}/plan.txt`, to(`${here}/${name}`))).statusCode).toBe(400)
    },
  )

  it('are read as they stand in the first line, not as somebody tidied them', async () => {
    await lucs!.ask('MKCOL', `${here}/kept`)
    const { port } = new URL(await world.listen())
    for (const path of [`${shelf}kept/#ment`, `${shelf}x/%2e%2e/kept`, `${shelf}x/../kept`]) {
      const status = await new Promise<number>((resolve, reject) => {
        const headers = { authorization: lucs!.authorization }
        request({ port, host: '127.0.0.1', method: 'DELETE', path, headers }, (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode!))
        })
          .on('error', reject)
          .end()
      })
      expect([path, status]).toEqual([path, 400])
    }
    expect(await shown(ada, 'kept')).toBeDefined()
  })

  it('of what programs leave for themselves are taken, and nobody sees or hears of them', async () => {
    const news = async () =>
      Promise.all(
        [
          river.path,
          `${river.path}/files`,
          `${river.path}/files?everywhere=true`,
          `${river.path}/files/trash`,
          '/search?q=thumbs',
          '/search?q=plan',
          '/search?q=ds_store',
        ].map(async (url) => (await ada.get(url)).body),
      )
    const started = async () =>
      (await world.owner<[{ n: number }]>`select count(*)::int n from activity where space_id = ${river.id}`)[0].n
    const before = await started()
    const hidden = ['.DS_Store', '._plan.txt', 'Thumbs.db', 'desktop.ini', '~$plan.docx', '.~lock.plan.odt#']
    for (const name of hidden) {
      const path = `${here}/${encodeURIComponent(name)}`
      expect((await lucs!.put(path, `for ${name}`)).statusCode).toBe(201)
      expect((await adas!.put(path, `again for ${name}`)).statusCode).toBe(204)
      expect((await lucs!.ask('GET', path)).body).toBe(`again for ${name}`)
    }
    const seen = said(await lucs!.ask('PROPFIND', here, { headers: { depth: '1' } }))
    for (const name of hidden) expect(Object.keys(seen)).toContain(shelf + name)
    for (const page of await news()) for (const name of hidden) expect(page).not.toContain(name.replace('&', '&amp;'))
    expect(await started()).toBe(before)
    // Another program may clear them away, whoever made them.
    for (const name of hidden)
      expect((await adas!.ask('DELETE', `${here}/${encodeURIComponent(name)}`)).statusCode).toBe(204)
    for (const page of await news()) for (const name of hidden) expect(page).not.toContain(name)
    expect(await started()).toBe(before)
  })
})

describe('folders that programs keep for themselves', () => {
  it('hide what is in them, until it comes out', async () => {
    const said = async () =>
      (await world.owner<[{ n: number }]>`select count(*)::int n from activity where space_id = ${river.id}`)[0].n
    const found = async (name: string) => {
      const pages = ['/search?q=ospreys', `${river.path}/files?everywhere=true`, `${river.path}/files`]
      return Promise.all(pages.map(async (url) => (await ada.get(url)).body.includes(name)))
    }
    const before = await said()
    await lucs!.ask('MKCOL', `${here}/.TemporaryItems`)
    await lucs!.ask('MKCOL', `${here}/.TemporaryItems/folders.501`)
    await lucs!.put(`${here}/.TemporaryItems/folders.501/ospreys.txt`, 'three pairs')
    await lucs!.put(`${here}/.TemporaryItems/folders.501/ospreys.txt`, 'four pairs')
    expect([await said(), await found('ospreys.txt')]).toEqual([before, [false, false, false]])
    const copied = await lucs!.ask('COPY', `${here}/.TemporaryItems`, to(`${here}/.Copy`))
    expect([copied.statusCode, await said()]).toEqual([201, before])
    expect((await lucs!.ask('GET', `${here}/.Copy/folders.501/ospreys.txt`)).body).toBe('four pairs')
    await lucs!.ask('MOVE', `${here}/.TemporaryItems/folders.501/ospreys.txt`, to(`${here}/ospreys.txt`))
    expect([await said(), await found('ospreys.txt')]).toEqual([before + 1, [true, true, true]])
    // A folder that comes out brings along what is in it; one that goes in takes it away from everybody.
    await lucs!.ask('MOVE', `${here}/.Copy`, to(`${here}/birds`))
    expect(await shown(ada, 'birds', 'folders.501', 'ospreys.txt')).toBeDefined()
    await lucs!.ask('MOVE', `${here}/birds`, to(`${here}/.birds`))
    expect(await shown(ada, 'birds')).toBeUndefined()
    await lucs!.ask('DELETE', `${here}/ospreys.txt`)
    expect(await found('ospreys.txt')).toEqual([false, false, false])
  })
})

describe('copies and moves', () => {
  it('write over a file as a new version, and keep what was', async () => {
    await lucs!.put(`${here}/final.txt`, 'old')
    const before = await shown(ada, 'final.txt')
    // As programs save: beside it first, then over it.
    await lucs!.put(`${here}/.final.txt.part`, 'new')
    expect((await lucs!.ask('MOVE', `${here}/.final.txt.part`, to(`${here}/final.txt`))).statusCode).toBe(204)
    expect(await shown(ada, 'final.txt')).toMatchObject({ id: before!.id, versions: 2, bytes: 3 })
    expect((await lucs!.ask('GET', `${here}/.final.txt.part`)).statusCode).toBe(404)
    await lucs!.put(`${here}/other.txt`, 'third')
    expect((await lucs!.ask('COPY', `${here}/other.txt`, to(`${here}/final.txt`, { overwrite: 'F' }))).statusCode).toBe(
      412,
    )
    expect((await lucs!.ask('COPY', `${here}/other.txt`, to(`${here}/final.txt`))).statusCode).toBe(204)
    expect(await shown(ada, 'final.txt')).toMatchObject({ id: before!.id, versions: 3, bytes: 5 })
    expect((await lucs!.ask('GET', `${here}/other.txt`)).body).toBe('third')
  })

  it('go nowhere that is none', async () => {
    await lucs!.ask('MKCOL', `${here}/outer`)
    await lucs!.ask('MKCOL', `${here}/outer/inner`)
    const ask = async (method: string, path: string, more: object) =>
      (await lucs!.ask(method, `${here}/${path}`, more)).statusCode
    for (const method of ['COPY', 'MOVE']) {
      expect(await ask(method, 'outer', to(`${here}/outer/inner/x`))).toBe(403)
      expect(await ask(method, 'outer', to(`${here}/outer`))).toBe(403)
      expect(await ask(method, 'outer/inner', to(`${here}/outer`))).toBe(403)
      expect(await ask(method, 'outer', to(`${here}/`))).toBe(403)
      expect(await ask(method, 'outer', to(`${here}/none/x`))).toBe(409)
      expect(await ask(method, 'never', to(`${here}/x`))).toBe(404)
      expect(await ask(method, 'outer', {})).toBe(400)
      expect(await ask(method, 'outer', { headers: { destination: 'http://elsewhere.example/dav/files/x' } })).toBe(502)
      expect(await ask(method, 'outer', { headers: { destination: `http://localhost${river.path}` } })).toBe(400)
      expect(await ask(method, 'outer', to(`${here}/y`, { overwrite: 'X' }))).toBe(method === 'COPY' ? 201 : 201)
      await lucs!.ask('DELETE', `${here}/y`)
      await lucs!.ask('MKCOL', `${here}/outer`)
      await lucs!.ask('MKCOL', `${here}/outer/inner`)
    }
  })

  it('take nothing of others away', async () => {
    await adas!.put(`${here}/hers2.txt`, 'ada')
    await lucs!.ask('MKCOL', `${here}/his`)
    // A folder in the place of her file would take it away.
    expect((await lucs!.ask('MOVE', `${here}/his`, to(`${here}/hers2.txt`))).statusCode).toBe(403)
    expect((await lucs!.ask('COPY', `${here}/his`, to(`${here}/hers2.txt`))).statusCode).toBe(403)
    expect((await lucs!.ask('GET', `${here}/hers2.txt`)).body).toBe('ada')
    expect(await shown(ada, 'his')).toBeDefined()
  })

  it('cross into another space as copies, for who may put files there', async () => {
    const pond = await withFiles(await world.community(luc, 'Pond'))
    await adas!.ask('MKCOL', `${here}/shared`)
    await adas!.put(`${here}/shared/a.txt`, 'a')
    await adas!.ask('PROPPATCH', `${here}/shared/a.txt`, {
      body: patch('<set><prop><c xmlns="urn:c">red</c></prop></set>'),
    })
    const crossing = to(`${pond.slug}/shared`)
    expect((await adas!.ask('COPY', `${here}/shared`, crossing)).statusCode).toBe(404)
    await world.join(pond, ada, 'guest')
    expect((await adas!.ask('COPY', `${here}/shared`, crossing)).statusCode).toBe(403)
    await world.join(pond, ada)
    expect((await adas!.ask('MOVE', `${here}/shared`, crossing)).statusCode).toBe(403)
    expect((await adas!.ask('COPY', `${here}/shared`, crossing)).statusCode).toBe(201)
    expect((await lucs!.ask('GET', `${pond.slug}/shared/a.txt`)).body).toBe('a')
    const body = '<propfind xmlns="DAV:"><prop><c xmlns="urn:c"/></prop></propfind>'
    const seen = said(await lucs!.ask('PROPFIND', `${pond.slug}/shared/a.txt`, { headers: { depth: '0' }, body }))
    expect(seen[`/dav/files/${pond.slug}/shared/a.txt`]).toEqual({ c: 'red' })
    // From a space that one is not in, nothing can be read this way either.
    const marsh = await withFiles(await world.community(noor, 'Marsh'))
    await noors!.put(`${marsh.slug}/secret.txt`, 'secret')
    expect((await adas!.ask('COPY', `${marsh.slug}/secret.txt`, to(`${here}/secret.txt`))).statusCode).toBe(404)
    expect((await noors!.ask('COPY', `${marsh.slug}/secret.txt`, to(`${here}/secret.txt`))).statusCode).toBe(404)
  })
})

describe('properties of programs', () => {
  it('are kept together or not at all', async () => {
    const path = `${here}/props.txt`
    await lucs!.put(path, 'x')
    const ask = (inner: string) => lucs!.ask('PROPPATCH', path, { body: patch(inner) })
    const seen = async () => {
      const answer = await rosas!.ask('PROPFIND', path, { headers: { depth: '0' } })
      return said(answer)[`${shelf}props.txt`]!
    }
    const windows = '<Win32FileAttributes xmlns="urn:schemas-microsoft-com:">00000020</Win32FileAttributes>'
    expect(said(await ask(`<set><prop>${windows}</prop></set>`))).toEqual({
      [`${shelf}props.txt`]: { Win32FileAttributes: '' },
    })
    const mixed = await ask('<set><prop><getetag>"x"</getetag><a xmlns="urn:a">1</a></prop></set>')
    expect(said(mixed)).toEqual({ [`${shelf}props.txt`]: { getetag: '403', a: '424' } })
    expect(mixed.body).toContain('cannot-modify-protected-property')
    expect(await seen()).toMatchObject({ Win32FileAttributes: '00000020' })
    expect((await seen()).a).toBeUndefined()
    const large = await ask(`<set><prop><a xmlns="urn:a">${'x'.repeat(70_000)}</a><b xmlns="urn:a">1</b></prop></set>`)
    expect(said(large)).toEqual({ [`${shelf}props.txt`]: { a: '507', b: '424' } })
    const many = Array.from({ length: 101 }, (_, n) => `<n${n} xmlns="urn:n">1</n${n}>`).join('')
    expect((await ask(`<set><prop>${many}</prop></set>`)).statusCode).toBe(507)
    expect(Object.keys(await seen()).filter((name) => /^n\d/.test(name))).toEqual([])
    expect(
      (await lucs!.ask('PROPPATCH', here, { body: patch('<set><prop><a xmlns="urn:a"/></prop></set>') })).body,
    ).toContain('HTTP/1.1 403')
  })
})

describe('locks', () => {
  it('keep out everybody who does not say that they hold one', async () => {
    const path = `${here}/locked.txt`
    await lucs!.put(path, 'one')
    const token = await lock(lucs!, path)
    const held = { if: `(<${token}>)` }
    const seen = said(await rosas!.ask('PROPFIND', path, { headers: { depth: '0' } }))[`${shelf}locked.txt`]!
    expect(seen.lockdiscovery).toContain(token)
    expect(seen.lockdiscovery).toContain('<D:owner>Office</D:owner>')
    for (const by of [adas!, lucs!]) {
      const refused = await by.put(path, 'two')
      expect([refused.statusCode, refused.body]).toEqual([
        423,
        expect.stringContaining(`<D:href>${shelf}locked.txt</D:href>`),
      ])
    }
    // A token is seen by all who read: it is of use only to who holds it.
    expect((await adas!.put(path, 'two', held)).statusCode).toBe(423)
    expect((await adas!.ask('DELETE', path)).statusCode).toBe(423)
    expect((await adas!.ask('MOVE', path, to(`${here}/away.txt`))).statusCode).toBe(423)
    expect((await lucs!.put(path, 'two', held)).statusCode).toBe(204)
    expect((await adas!.ask('LOCK', path, { body: lockInfo() })).statusCode).toBe(423)
    await world.owner`update dav_lock set until = now() - interval '1 second'`
    expect((await adas!.put(path, 'three')).statusCode).toBe(204)
    expect((await lucs!.put(path, 'four', held)).statusCode).toBe(412)
  })

  it('of a folder hold all below it, and what comes and goes', async () => {
    await lucs!.ask('MKCOL', `${here}/held`)
    await lucs!.put(`${here}/held/a.txt`, 'a')
    const token = await lock(lucs!, `${here}/held`, { depth: 'infinity' })
    expect((await adas!.put(`${here}/held/a.txt`, 'b')).statusCode).toBe(423)
    expect((await adas!.put(`${here}/held/new.txt`, 'b')).statusCode).toBe(423)
    expect((await adas!.ask('MKCOL', `${here}/held/sub`)).statusCode).toBe(423)
    const tagged = { if: `<http://localhost${shelf}held/> (<${token}>)` }
    expect((await lucs!.put(`${here}/held/new.txt`, 'b', tagged)).statusCode).toBe(201)
    expect((await lucs!.ask('UNLOCK', `${here}/held`, { headers: { 'lock-token': `<${token}>` } })).statusCode).toBe(
      204,
    )
    // A lock inside holds the folder where it is.
    const inside = await lock(lucs!, `${here}/held/a.txt`)
    expect((await adas!.ask('DELETE', `${here}/held`)).statusCode).toBe(423)
    expect((await adas!.ask('MOVE', `${here}/held`, to(`${here}/held2`))).statusCode).toBe(423)
    expect(
      (await adas!.ask('LOCK', `${here}/held`, { body: lockInfo(), headers: { depth: 'infinity' } })).statusCode,
    ).toBe(423)
    expect((await adas!.put(`${here}/held/other.txt`, 'free')).statusCode).toBe(201)
    // A host ends what somebody has forgotten; another member does not.
    const marc = await world.person('Marc Ode')
    await world.join(river, marc)
    const end = { headers: { 'lock-token': `<${inside}>` } }
    expect((await (await programOf(world, marc)).ask('UNLOCK', `${here}/held/a.txt`, end)).statusCode).toBe(403)
    expect((await adas!.ask('UNLOCK', `${here}/held/a.txt`, end)).statusCode).toBe(204)
    expect((await adas!.ask('UNLOCK', `${here}/held/a.txt`, end)).statusCode).toBe(409)
  })

  it('hold the place of a file that is still to come', async () => {
    const path = `${here}/to-come.txt`
    const answer = await lucs!.ask('LOCK', path, { body: lockInfo(), headers: { timeout: 'Infinite' } })
    expect([answer.statusCode, answer.body]).toEqual([
      201,
      expect.stringContaining('<D:timeout>Second-3600</D:timeout>'),
    ])
    const token = String(answer.headers['lock-token'])
    expect((await lucs!.put(path, 'came', { if: `(${token})` })).statusCode).toBe(204)
    expect(await versions('to-come.txt')).toBe(1)
    const refreshed = await lucs!.ask('LOCK', path, { headers: { if: `(${token})`, timeout: 'Second-60' } })
    expect([refreshed.statusCode, refreshed.body]).toEqual([
      200,
      expect.stringContaining('<D:timeout>Second-60</D:timeout>'),
    ])
    expect((await lucs!.ask('LOCK', path)).statusCode).toBe(412)
    expect((await lucs!.ask('LOCK', `${here}/none/x`, { body: lockInfo() })).statusCode).toBe(409)
    expect((await lucs!.ask('LOCK', `${here}/`, { body: lockInfo() })).statusCode).toBe(403)
    expect((await lucs!.ask('LOCK', path, { body: lockInfo(), headers: { depth: '1' } })).statusCode).toBe(400)
  })

  it('asked for by several at once are given to one', async () => {
    const path = `${here}/wanted.txt`
    await lucs!.put(path, 'x')
    const answers = await statuses([lucs!, adas!, lucs!, adas!].map((by) => by.ask('LOCK', path, { body: lockInfo() })))
    expect(answers.sort()).toEqual([200, 423, 423, 423])
  })

  it('go when what they are on moves or goes away', async () => {
    await lucs!.put(`${here}/goes.txt`, 'x')
    const token = await lock(lucs!, `${here}/goes.txt`)
    const moved = await lucs!.ask('MOVE', `${here}/goes.txt`, to(`${here}/gone.txt`, { if: `(<${token}>)` }))
    expect(moved.statusCode).toBe(201)
    expect((await adas!.put(`${here}/gone.txt`, 'y')).statusCode).toBe(204)
  })
})

describe('bodies that mean ill', () => {
  const entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

  it.each([
    ['a document type', `${entities}<propfind xmlns="DAV:"><prop>&b;</prop></propfind>`, 400],
    ['a file of ours', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><propfind xmlns="DAV:"><allprop/></propfind>', 400],
    ['depth', `<propfind xmlns="DAV:">${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</propfind>`, 400],
    ['number', `<propfind xmlns="DAV:"><prop>${'<a/>'.repeat(50_000)}</prop></propfind>`, 400],
    ['size', `<propfind xmlns="DAV:">${' '.repeat(1_100_000)}<allprop/></propfind>`, 413],
    ['no end', '<propfind xmlns="DAV:"><prop>', 400],
    ['no text', Buffer.from([0x3c, 0xff, 0xfe, 0x3e]).toString('latin1'), 400],
  ])('are refused: %s', async (_what, body, status) => {
    for (const method of ['PROPFIND', 'PROPPATCH', 'LOCK'])
      expect((await lucs!.ask(method, here, { body, headers: { depth: '0' } })).statusCode).toBe(status)
  })

  it('and so are headers', async () => {
    const path = `${here}/plan.txt`
    for (const headers of [{ if: 'x' }, { if: '(<a>'.repeat(200) }, { depth: '7' }] as Record<string, string>[])
      expect((await lucs!.ask('DELETE', path, { headers })).statusCode).toBe(400)
    expect((await lucs!.ask('UNLOCK', path)).statusCode).toBe(400)
    expect((await lucs!.ask('GET', path)).statusCode).toBe(200)
  })
})

it('keeps what came by WebDAV as any other bytes', async () => {
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, n) => (n * 31) % 256))
  await lucs!.put(`${here}/bytes.bin`, bytes)
  const got = await lucs!.ask('GET', `${here}/bytes.bin`)
  const sum = (of: Buffer) => createHash('sha256').update(of).digest('hex')
  expect(sum(got.rawPayload)).toBe(sum(bytes))
})

it('is explained on a page', async () => {
  const told = (await luc.json(`${river.path}/files/computer`)).json()
  expect(told).toMatchObject({ address: expect.stringContaining(shelf), account: luc.handle, mayWrite: true })
  expect((await rosa.json(`${river.path}/files/computer`)).json().mayWrite).toBe(false)
  expect((await noor.json(`${river.path}/files/computer`)).statusCode).toBe(404)
  expect((await luc.get(`${river.path}/files/computer`)).body).toContain('/me/applications/new')
})
