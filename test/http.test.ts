import { afterEach, describe, expect, it } from 'vitest'
import { routes } from './routes.ts'
import { testSite } from './site.ts'

/** What holds for every address: problems, headers, bodies, origins, tokens, caching, retries. */

const world = await testSite()
const host = await world.person('Ada Umeh')
const member = await world.person('Luc Marchetti')
const outsider = await world.person('Noor Bakri')
const community = await world.community(host)
await world.join(community, member)
const discussion = await world.discussion(community, member)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const bearer = (token: string) => ({ cookie: '', authorization: `Bearer ${token}` })

describe('a problem', () => {
  it('is problem+json with a sentence for a program, and a page for a person', async () => {
    const json = await member.json('/nowhere')
    expect(json.statusCode).toBe(404)
    expect(json.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(json.json()).toEqual({
      type: 'about:blank',
      code: 'not-found',
      title: 'Nothing here',
      status: 404,
      detail: expect.stringContaining('find this page'),
    })
    const page = await member.get('/nowhere')
    expect(page.statusCode).toBe(404)
    expect(page.body).toContain('<h1>Nothing here</h1>')
  })

  it('names the fields that are wrong', async () => {
    const answer = await member.post(`${community.path}/discussions`, { title: '', intent: 'shout', text: 'x' })
    expect(answer.statusCode).toBe(422)
    expect(answer.json().errors).toEqual({ title: 'This is needed.', intent: 'Choose one of these.' })
  })

  it('speaks the language of whoever asks', async () => {
    const page = await world.nobody.get('/nowhere', { 'accept-language': 'fr-CA, en;q=0.5' })
    expect(page.body).toContain('<html lang="fr"')
  })

  it('is a 400 for a body that is not JSON, and a 415 for one of another kind', async () => {
    const path = `${discussion.path}/messages`
    const json = { accept: 'application/json', 'content-type': 'application/json' }
    expect((await member.submit(path, {}, json)).statusCode).toBe(400)
    const list = await member.post(path, ['a list'])
    expect(list.statusCode).toBe(400)
    const plain = await member.submit(path, { text: 'x' }, { 'content-type': 'text/plain' })
    expect(plain.statusCode).toBe(415)
    const files = await member.upload('/me', { name: 'Luc' }, [])
    expect(files.statusCode).toBe(415)
  })

  it('is a 413 for a body that is too long', async () => {
    const answer = await member.post(`${discussion.path}/messages`, { text: 'x'.repeat(1_100_000) })
    expect(answer.statusCode).toBe(413)
    expect(answer.json().code).toBe('too-large')
  })

  it('answers an address that cannot be read like any other', async () => {
    for (const address of ['/%ff', `${community.path}/discussions/%ff`, `/people/${'a'.repeat(300)}`]) {
      const answer = await member.json(address)
      expect([400, 404]).toContain(answer.statusCode)
      expect(answer.headers['content-type']).toContain('application/problem+json')
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
      expect(answer.json().detail).toEqual(expect.any(String))
    }
  })

  it('ignores unknown query fields and refuses senseless values of known ones', async () => {
    expect((await member.json(`${discussion.path}?colour=blue`)).statusCode).toBe(200)
    for (const query of ['?page=0', '?page=many', '?reply=-1'])
      expect((await member.json(discussion.path + query)).statusCode).toBe(400)
    for (const query of ['?before=xyz', '?show=everything'])
      expect((await member.json(`${community.path}/discussions${query}`)).statusCode).toBe(400)
  })

  it('is never ours for a number that no thing can have', async () => {
    const huge = '99999999999999999999'
    const { path } = community
    const asked = [
      member.json(`${discussion.path}/messages/${huge}`),
      member.json(`${discussion.path}/messages/3000000000`),
      member.json(`${discussion.path}?reply=${huge}`),
      member.json(`${path}/attachments/${huge}/x`),
      member.json(`${path}/discussions/${huge}`),
      member.post(`/me/sessions/${huge}/ending`),
      member.post(`/me/tokens/${huge}/ending`),
      host.post(`${path}/invitations/${huge}/revocation`),
      member.post(`${discussion.path}/reading`, { number: 1e18 }),
      member.post(`${discussion.path}/messages`, { text: 'x', replyTo: 3e9 }),
      member.post(`${discussion.path}/messages`, { text: 'x', attachments: [1e20] }),
      member.post(`${discussion.path}/acceptance`, { number: 3e9 }),
      member.post(`${discussion.path}/messages/1/edit`, { text: 'x', version: 3e9 }),
      member.post(`${discussion.path}/edit`, { title: 'x', version: 3e9 }),
      member.post('/drafts/item:1', { text: 'x', version: 3e9 }),
      host.post(`${path}/invitations`, { claims: 1e20 }),
      member.json(`${path}/discussions?before=${cursor(['+275760-09-13T00:00:00.000Z', 1, '2026-01-01T00:00:00Z'])}`),
      member.json(`${path}/discussions?before=${cursor(['1', 1, '1'])}`),
      member.json(`${path}/members?after=${cursor(['a\u0000b', 1])}`),
      member.json(`${path}/members?after=${cursor('null')}`),
    ]
    for (const answer of await Promise.all(asked)) expect(answer.statusCode).toBeLessThan(500)
  })
})

function cursor(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

describe('many at once', () => {
  it('are answered, also where a page asks the database a second time: none holds what another waits for', async () => {
    const all = [...Array(20).keys()]
    const doors = await Promise.all(all.map(() => world.nobody.get('/c/nowhere')))
    expect(doors.map(({ statusCode }) => statusCode)).toEqual(all.map(() => 404))
    const moved = await Promise.all(all.map(() => member.get(`${community.path}/discussions/999999`)))
    expect(moved.map(({ statusCode }) => statusCode)).toEqual(all.map(() => 404))
  })
})

describe('text with signs that a database cannot keep', () => {
  const strange = 'before\u0000after \ud800 end'

  it('is taken without them', async () => {
    const made = await member.post(`${community.path}/discussions`, { title: strange, text: strange, tags: strange })
    expect(made.statusCode).toBe(201)
    const data = (await member.json(made.json().url)).json()
    expect(data.title).toContain('before')
    expect(data.messages[0].html).toBe('<p>beforeafter \ufffd end</p>')
  })

  it('is never our mistake, in whichever field it comes', async () => {
    const url = encodeURIComponent('a\u0000b')
    const answers = await Promise.all([
      member.post('/me', { name: strange, handle: member.handle, lang: 'en', timeZone: 'UTC' }),
      member.post('/me/profile', { does: strange, place: strange, links: strange, languages: strange }),
      member.post('/me/welcome', { welcome: strange }),
      member.json(`${community.path}/members?q=${url}`),
      member.post('/me/tokens', { name: strange }),
      member.post('/drafts/item:1', { text: strange, title: strange }),
      member.post(`${community.path}/preview`, { text: strange }),
      host.post(`${community.path}/settings`, { name: strange, purpose: strange, lang: 'en', hue: 1 }),
      host.post(`${community.path}/invitations`, { note: strange }),
      host.post(`${community.path}/hosting`, { handle: strange }),
      member.post('/communities', { name: strange, purpose: strange }),
      member.post(`${discussion.path}/messages`, { text: strange, _key: strange }),
      world.nobody.post('/sign-in', { email: 'a\u0000b@example.org', password: strange }),
      member.json(`${community.path}/names?q=${url}`),
      member.json(`${community.path}/discussions?tag=${url}`),
      member.json(`/people/${url}`),
      member.json(`/c/${url}`),
      member.json(`/drafts/${url}`),
      host.json(`${community.path}/members/${url}`),
    ])
    expect(answers.map((answer) => answer.statusCode).filter((status) => status >= 500)).toEqual([])
  })
})

describe('headers', () => {
  it('of a built file say that it may do nothing of itself', async () => {
    const { headers } = await world.nobody.get(world.site.assets.icons)
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    })
  })

  it('protect every kind of answer', async () => {
    const token = (await member.post('/me/tokens', { name: 'Reader' })).json().token
    const answers = {
      page: await member.get(community.path),
      json: await member.json(community.path),
      redirect: await world.nobody.get('/me'),
      missing: await world.nobody.get('/nowhere'),
      refused: await member.get(`${community.path}/settings`),
      foreign: await member.submit('/sign-out', {}, { origin: 'https://elsewhere.example' }),
      unread: await member.submit('/me', {}, { 'content-type': 'text/plain' }),
      posted: await member.submit(`${discussion.path}/follow`, { level: 'follow' }),
      token: await world.nobody.json('/me', bearer(token)),
      health: await world.nobody.get('/healthz'),
      openapi: await world.nobody.get('/openapi.json'),
    }
    for (const [kind, { headers }] of Object.entries(answers)) {
      expect(headers['content-security-policy'], kind).toContain("default-src 'none'; script-src 'self'")
      expect(headers['content-security-policy'], kind).toContain("frame-ancestors 'none'")
      expect(headers, kind).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
    }
  })

  it('say what an answer depends on and who may keep it', async () => {
    const page = await member.get(discussion.path)
    expect(page.headers.vary).toMatch(/Accept, Cookie, Accept-Language/)
    expect(page.headers['cache-control']).toBe('private, no-cache')
    const json = await member.json(discussion.path)
    expect(json.headers.vary).toMatch(/Accept, Cookie/)
    expect(json.headers['cache-control']).toBe('no-store')
    expect((await member.get('/nowhere')).headers['cache-control']).toBe('no-store')
    const script = await member.get(world.site.assets.js)
    expect(script.headers['cache-control']).toContain('immutable')
    expect(script.headers.vary).toBe('accept-encoding')
  })

  it('promise https for a year where the site is reached so, and only there', async () => {
    expect((await member.get('/sign-in')).headers['strict-transport-security']).toBeUndefined()
    const safe = await testSite({ env: { COPSE_URL: 'https://copse.example.org' } })
    expect((await safe.nobody.get('/sign-in')).headers['strict-transport-security']).toContain('max-age=31536000')
  })
})

describe('HEAD', () => {
  it('answers like GET, without the body', async () => {
    for (const address of [discussion.path, '/sign-in', '/me', '/nowhere']) {
      const asked = { url: address, headers: { accept: 'text/html', cookie: address === '/me' ? '' : member.cookie } }
      const head = await world.server.inject({ method: 'HEAD', ...asked })
      const get = await world.server.inject({ method: 'GET', ...asked })
      expect(head.statusCode).toBe(get.statusCode)
      expect(head.headers['content-type']).toBe(get.headers['content-type'])
      expect(head.headers.location).toBe(get.headers.location)
      expect(head.body).toBe('')
    }
  })
})

describe('a write from another site', () => {
  const reply = `${discussion.path}/messages`
  const count = async () => (await member.json(discussion.path)).json().messageCount

  it('is refused by its Origin, whatever it carries', async () => {
    const before = await count()
    for (const origin of ['https://elsewhere.example', 'null', 'http://localhost.elsewhere.example', 'nonsense'])
      expect((await member.submit(reply, { text: 'Not mine.' }, { origin })).statusCode).toBe(403)
    expect(await count()).toBe(before)
  })

  it('is refused without an Origin when it comes with a cookie', async () => {
    const bare = (headers: Record<string, string>) =>
      world.server.inject({ method: 'POST', url: reply, payload: { text: 'From where?' }, headers })
    expect((await bare({ cookie: member.cookie })).statusCode).toBe(403)
    expect((await bare({ cookie: member.cookie, 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    expect((await bare({ cookie: member.cookie, 'sec-fetch-site': 'same-origin' })).statusCode).toBe(201)
  })

  it('needs no Origin with a token, which no browser sends by itself', async () => {
    const { token } = (await member.post('/me/tokens', { name: 'Robot', write: true })).json()
    const answer = await world.server.inject({
      method: 'POST',
      url: reply,
      payload: { text: 'By a program.' },
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toMatchObject({ number: expect.any(Number), url: expect.stringContaining('/messages/') })
  })
})

describe('a token', () => {
  it('may only read, unless it was made to write', async () => {
    const { token } = (await member.post('/me/tokens', { name: 'Reader' })).json()
    const read = await world.nobody.json(discussion.path, bearer(token))
    expect(read.statusCode).toBe(200)
    const write = await world.nobody.post(`${discussion.path}/messages`, { text: 'May I?' }, bearer(token))
    expect(write.statusCode).toBe(403)
    expect(write.json().code).toBe('token-reads-only')
  })

  it('that may only read cannot join a community in its person’s name', async () => {
    const { token } = (await outsider.post('/me/tokens', { name: 'Reader' })).json()
    const { link } = (await host.post(`${community.path}/invitations`)).json()
    const joined = await world.nobody.post(new URL(link).pathname, {}, bearer(token))
    expect(joined.statusCode).toBe(403)
    expect((await outsider.json(community.path)).statusCode).toBe(404)
  })

  it('that ended, is over or was never made opens nothing', async () => {
    const { token, id } = (await member.post('/me/tokens', { name: 'Old' })).json()
    await member.post(`/me/tokens/${id}/ending`)
    const over = (await member.post('/me/tokens', { name: 'Older', days: 1 })).json()
    await world.owner`update token set expires_at = now() - interval '1 second' where id = ${over.id}`
    for (const secret of [token, over.token, `copse_${'x'.repeat(43)}`, 'short']) {
      expect((await world.nobody.json('/me', bearer(secret))).statusCode).toBe(401)
      expect((await world.nobody.json(discussion.path, bearer(secret))).statusCode).toBe(404)
    }
  })

  it('is not replaced by the cookie beside it', async () => {
    const answer = await member.json('/me', { authorization: 'Bearer copse_nothing' })
    expect(answer.statusCode).toBe(401)
  })
})

describe('a page one has already', () => {
  const tagOf = async (headers: Record<string, string> = {}) =>
    (await member.get(discussion.path, headers)).headers.etag as string

  it('is not sent again while nothing changed', async () => {
    const etag = await tagOf()
    const again = await member.get(discussion.path, { 'if-none-match': etag })
    expect(again.statusCode).toBe(304)
    expect(again.body).toBe('')
    expect(again.headers.etag).toBe(etag)
  })

  it.each<[string, () => Promise<unknown>]>([
    ['a message', () => host.post(`${discussion.path}/messages`, { text: 'New.' })],
    ['a reaction', () => host.post(`${discussion.path}/messages/1/reactions`, { on: 'thanks' })],
    ['reading', () => member.post(`${discussion.path}/reading`, { number: 10_000 })],
    ['following', () => member.post(`${discussion.path}/follow`, { level: 'quiet' })],
    ['an edit', () => member.post(`${discussion.path}/messages/1/edit`, { text: 'Changed.', version: 1 })],
    ['a new title', () => member.post(`${discussion.path}/edit`, { title: 'Clear water', version: 1 })],
    ['a draft', () => member.post(`/drafts/item:${discussion.id}`, { text: 'Half' })],
    ['another draft after the first', () => redraft()],
    ['another person who can read it', async () => world.join(community, await world.person('Vida'))],
    ['a badge', () => host.post(`${community.path}/members/${member.handle}`, { standing: 'member', badge: 'funder' })],
    ['another standing', () => host.post(`${community.path}/members/${member.handle}`, { standing: 'host' })],
    ['closing', () => world.owner`update space set closed_at = now() where id = ${community.id}`],
    ['opening again', () => world.owner`update space set closed_at = null where id = ${community.id}`],
    ['the reader’s language', () => speak('fr')],
    ['the reader’s language again', () => speak('en')],
  ])('is another after %s', async (_what, act) => {
    const etag = await tagOf()
    const done = (await act()) as { statusCode?: number } | undefined
    expect(done?.statusCode ?? 200).toBeLessThan(300)
    const again = await member.get(discussion.path, { 'if-none-match': etag })
    expect(again.statusCode).toBe(200)
    expect(again.headers.etag).not.toBe(etag)
  })

  function speak(lang: string) {
    return member.post('/me', { name: member.name, handle: member.handle, lang, timeZone: 'Europe/Paris' })
  }

  /** A second draft begins to count anew; it is another text all the same. */
  async function redraft(): Promise<void> {
    await member.post(`/drafts/item:${discussion.id}/ending`)
    await member.post(`/drafts/item:${discussion.id}`, { text: 'Something else' })
  }

  it('is another in the other theme, and for another reader', async () => {
    const etag = await tagOf()
    expect(await tagOf({ cookie: `${member.cookie}; copse_theme=dark` })).not.toBe(etag)
    expect((await host.get(discussion.path)).headers.etag).not.toBe(etag)
  })
})

describe('a retried write', () => {
  const messages = async (path: string) => (await host.json(path)).json().messages as { html: string }[]

  it('has one effect and the same answer, as JSON', async () => {
    const { path } = await world.discussion(community, host)
    const key = { 'idempotency-key': 'once' }
    const first = await member.post(`${path}/messages`, { text: 'Once.' }, key)
    await host.post(`${path}/messages`, { text: 'Something between.' })
    const second = await member.post(`${path}/messages`, { text: 'Once.' }, key)
    expect(first.statusCode).toBe(201)
    expect(second.statusCode).toBe(201)
    expect(second.json()).toEqual(first.json())
    expect(second.headers.location).toBe(first.headers.location)
    expect(await messages(path)).toHaveLength(3)
  })

  it.each<[string, string, () => Record<string, unknown>, 'host' | 'member']>([
    ['a discussion', `${community.path}/discussions`, () => ({ title: 'One', text: 'x' }), 'member'],
    ['a community', '/communities', () => ({ name: 'One' }), 'member'],
    ['a follow', `${discussion.path}/follow`, () => ({ level: 'follow' }), 'member'],
    ['settings', `${community.path}/settings`, () => ({ name: 'River Keepers', lang: 'en', hue: 130 }), 'host'],
  ])('answers the same for %s', async (_what, address, body, who) => {
    const person = who === 'host' ? host : member
    const key = { 'idempotency-key': 'same' }
    const first = await person.post(address, body(), key)
    const second = await person.post(address, body(), key)
    expect(first.statusCode).toBeLessThan(300)
    expect([second.statusCode, second.json()]).toEqual([first.statusCode, first.json()])
  })

  it('makes one token, whose secret is not told twice', async () => {
    const key = { 'idempotency-key': 'token' }
    const first = await host.post('/me/tokens', { name: 'Only one' }, key)
    const second = await host.post('/me/tokens', { name: 'Only one' }, key)
    expect(second.statusCode).toBe(201)
    expect(second.body).not.toContain(first.json().token)
    const { tokens } = (await host.json('/me/keys')).json()
    expect(tokens.filter(({ name }: { name: string }) => name === 'Only one')).toHaveLength(1)
    const page = await host.submit('/me/tokens', { name: 'Only one' }, key)
    expect((await host.get(page.headers.location as string)).statusCode).toBe(200)
  })

  it('goes to the same place in a browser', async () => {
    const { path } = await world.discussion(community, host)
    const form = { text: 'Once.', _key: 'form-1' }
    const first = await member.submit(`${path}/messages`, form)
    const second = await member.submit(`${path}/messages`, form)
    expect(first.statusCode).toBe(303)
    expect(second.statusCode).toBe(303)
    expect(second.headers.location).toBe(first.headers.location)
    expect(await messages(path)).toHaveLength(2)
  })

  it('with another text is refused, and the text stays on the page', async () => {
    const { path } = await world.discussion(community, host)
    await member.submit(`${path}/messages`, { text: 'First.', _key: 'form-2' })
    const other = await member.submit(`${path}/messages`, { text: 'Quite another text.', _key: 'form-2' })
    expect(other.statusCode).toBe(422)
    expect(other.body).toContain('>Quite another text.</textarea>')
    expect(other.body).toContain('sent once already')
    expect(other.body).not.toContain('value="form-2"')
    const json = await member.post(`${path}/messages`, { text: 'A third.' }, { 'idempotency-key': 'form-2' })
    expect(json.statusCode).toBe(422)
    expect(json.json().errors._key).toContain('sent once already')
    expect(await messages(path)).toHaveLength(2)
  })

  it('at the same moment has one effect', async () => {
    const { path } = await world.discussion(community, host)
    const send = () => member.post(`${path}/messages`, { text: 'Twice at once.' }, { 'idempotency-key': 'race' })
    const answers = await Promise.all([send(), send(), send()])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201])
    for (const answer of answers) expect(answer.json()).toEqual(answers[0]!.json())
    expect(await messages(path)).toHaveLength(2)
  })

  it('is another person’s own, even with the same key', async () => {
    const { path } = await world.discussion(community, host)
    const key = { 'idempotency-key': 'shared' }
    await member.post(`${path}/messages`, { text: 'Mine.' }, key)
    await host.post(`${path}/messages`, { text: 'Mine too.' }, key)
    expect(await messages(path)).toHaveLength(3)
  })

  it('may be tried again after it failed', async () => {
    const { path } = await world.discussion(community, host)
    const key = { 'idempotency-key': 'failed' }
    expect((await member.post(`${path}/messages`, { text: ' ' }, key)).statusCode).toBe(422)
    expect((await member.post(`${path}/messages`, { text: 'Now.' }, key)).statusCode).toBe(201)
  })
})

describe('the site itself', () => {
  it('describes every route with its schemas', async () => {
    const answer = await world.nobody.get('/openapi.json')
    expect(answer.headers['content-type']).toContain('application/json')
    const { openapi, paths, components } = answer.json()
    expect(openapi).toMatch(/^3\.1/)
    expect(components.securitySchemes.token).toEqual({ type: 'http', scheme: 'bearer' })
    const described = Object.entries<Record<string, object>>(paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    expect(described.sort()).toEqual(routes.map(({ method, url }) => `${method} ${url}`).sort())
    for (const route of routes) expect(world.server.hasRoute({ method: route.method, url: route.url })).toBe(true)
    for (const [path, verbs] of Object.entries<Record<string, Operation>>(paths)) {
      for (const [verb, operation] of Object.entries(verbs)) {
        const named = operation.parameters.filter((one) => one.in === 'path').map((one) => one.name)
        expect(named).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
        expect(operation.parameters.every((one) => one.schema && (one.in !== 'path' || one.required))).toBe(true)
        expect(operation.summary.length).toBeGreaterThan(3)
        expect(Object.keys(operation.responses)).toEqual([verb === 'post' ? '2XX' : '200', 'default'])
        if (verb === 'post') expect(operation.requestBody.content['application/json']!.schema).toBeTypeOf('object')
      }
    }
  })

  it('says that it is alive and ready', async () => {
    expect((await world.nobody.get('/healthz')).json()).toEqual({ ok: true })
    expect((await world.nobody.get('/readyz')).json()).toEqual({ ready: true })
  })

  it('counts what it does by route, never by person', async () => {
    await member.get(discussion.path)
    const figures = (await world.nobody.get('/metrics')).body
    expect(figures).toMatch(/copse_requests_total\{route="GET \/c\/:space\/discussions\/:id",status="2xx"\} \d+/)
    expect(figures).not.toContain(community.slug)
    expect(figures).not.toContain(member.handle)
  })

  it('gives out its built files and nothing beside them', async () => {
    expect((await world.nobody.get(world.site.assets.js)).statusCode).toBe(200)
    for (const address of [
      '/assets/',
      '/assets/../main.js',
      '/assets/%2e%2e/main.js',
      '/assets/%00',
      '/assets/nothing.js',
    ])
      expect([400, 403, 404]).toContain((await world.nobody.get(address)).statusCode)
    const range = await world.nobody.get(world.site.assets.js, { range: 'bytes=99999999-' })
    expect([400, 416]).toContain(range.statusCode)
  })
})

interface Operation {
  summary: string
  parameters: { in: string; name: string; required: boolean; schema: object }[]
  requestBody: { content: Record<string, { schema: object }> }
  responses: object
}
