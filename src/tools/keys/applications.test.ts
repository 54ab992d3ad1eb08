import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { routes } from '../../../test/routes.ts'
import { type Person, testSite } from '../../../test/site.ts'

/** Passwords of applications, by HTTP Basic. */

const world = await testSite()
const luc = await world.person('Luc Marchetti')
const ada = await world.person('Ada Umeh')
const river = await world.community(ada)
await world.join(river, luc)

beforeEach(async () => {
  await world.owner`delete from tries`
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const basic = (name: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
})
const make = async (who: Person, more = {}): Promise<{ id: number; password: string }> =>
  (await who.post('/me/applications', { name: 'Calendar on my phone', ...more })).json()

const FEED = '/me/feed.atom'
const entriesIn = (body: string) =>
  [...body.matchAll(/<entry>[\s\S]*?<title>([^<]*)<\/title>/g)].map(([, title]) => title)

it('open with the handle or the address the feed of what their person reads', async () => {
  await world.discussion(river, ada, 'Brown water')
  const { password } = await make(luc)
  expect(password).toMatch(/^([a-z2-9]{5}-){4}[a-z2-9]{5}$/)
  for (const name of [luc.handle, luc.email, luc.email.toUpperCase()]) {
    const feed = await world.nobody.get(FEED, { accept: 'application/atom+xml', ...basic(name, password) })
    expect([name, feed.statusCode, feed.headers['content-type']]).toEqual([
      name,
      200,
      'application/atom+xml; charset=utf-8',
    ])
    expect(entriesIn(feed.body)).toEqual(['Brown water'])
    expect(feed.body).toMatch(/<link rel="self" type="application\/atom\+xml" href="http:\/\/[^"]+\/me\/feed\.atom"\/>/)
  }
  // As typed from a screen.
  const typed = password.toUpperCase().replaceAll('-', ' ')
  expect((await world.nobody.json(FEED, basic(luc.handle, typed))).json().entries).toHaveLength(1)
  const noor = await world.person('Noor Bakri')
  const hers = await make(noor)
  expect((await world.nobody.json(FEED, basic(noor.handle, hers.password))).json().entries).toEqual([])
  // The same for whoever is signed in otherwise; a browser is led to the door, a program asked for a name and a password.
  expect((await luc.json(FEED)).json().entries).toHaveLength(1)
  expect((await world.nobody.get(FEED)).headers.location).toBe('/sign-in?to=%2Fme%2Ffeed.atom')
  const asked = await world.nobody.get(FEED, { accept: '*/*' })
  expect([asked.statusCode, asked.headers['www-authenticate']]).toEqual([401, 'Basic realm="Copse", charset="UTF-8"'])
})

describe.each(routes.map((route) => [`${route.method} ${route.url}`, route] as const))('%s', (_name, route) => {
  it(route.applications ? 'is open to them' : 'refuses them and says why, whether they are right or not', async () => {
    const url = route.url.replace('/c/:space', river.path).replace(/:\w+/g, '1')
    const method = route.method
    for (const secret of [(await application()).password, 'wrong']) {
      const before = await fingerprint()
      const answer = await world.server.inject({
        method,
        url,
        ...(method === 'POST' && { payload: {} }),
        headers: { accept: 'application/json', ...basic(luc.handle, secret) },
      })
      if (route.applications) expect(answer.statusCode, secret).toBeLessThan(secret === 'wrong' ? 500 : 405)
      else expect([answer.statusCode, answer.json().code]).toEqual([403, 'not-for-applications'])
      if (route.applications && secret === 'wrong') expect([401, 404]).toContain(answer.statusCode)
      if (!route.applications) expect(answer.json().detail).toContain('only what devices fetch')
      expect(await fingerprint()).toEqual(before)
    }
    if (route.applications) return
    const page = await world.server.inject({
      method,
      url,
      headers: { accept: 'text/html', ...basic(luc.handle, (await application()).password) },
    })
    expect([page.statusCode, page.body.includes('only what devices fetch')]).toEqual([403, true])
  })
})

/** One that may write, too: for all routes the same. */
let made: Promise<{ password: string }> | undefined
function application(): Promise<{ password: string }> {
  made ??= make(luc, { write: true })
  return made
}

/** Nothing of what people have, and no try that was counted: what is refused unseen cannot be guessed at. */
async function fingerprint() {
  const [row] = await world.owner`select (select count(*) from item) items, (select count(*) from message) messages,
    (select count(*) from token) tokens, (select count(*) from session) sessions, (select count(*) from membership) memberships`
  return row
}

it('are refused with another’s name, as a bearer, and once ended; tokens are no passwords', async () => {
  const { id, password } = await make(luc)
  const { token } = (await luc.post('/me/tokens', { name: 'x' })).json()
  const wrong = [basic(ada.handle, password), basic(luc.handle, 'wrong'), basic(luc.handle, token), basic('', password)]
  for (const headers of wrong) {
    const answer = await world.nobody.json(FEED, headers)
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([
      401,
      'Basic realm="Copse", charset="UTF-8"',
    ])
  }
  const bearer = { authorization: `Bearer ${password.replaceAll('-', '')}` }
  expect((await world.nobody.json('/me', bearer)).statusCode).toBe(401)
  expect((await ada.post(`/me/tokens/${id}/ending`)).statusCode).toBe(404)
  expect((await luc.post(`/me/tokens/${id}/ending`)).statusCode).toBe(200)
  expect((await world.nobody.json(FEED, basic(luc.handle, password))).statusCode).toBe(401)
})

it('are shown once, kept as a hash, and say when they were used', async () => {
  const page = await luc.submit('/me/applications', { name: 'Files' })
  const shown = /value="((?:[a-z2-9]{5}-){4}[a-z2-9]{5})"/.exec(page.body)![1]!
  const [{ n }] = await world.owner<
    [{ n: number }]
  >`select count(*)::int n from token where position(${shown.replaceAll('-', '')}::bytea in hash) > 0`
  expect(n).toBe(0)
  const list = async () => (await luc.json('/me/keys')).json().applications[0]
  expect(await list()).toMatchObject({ name: 'Files', scopes: ['read'], usedAt: null })
  expect((await luc.get('/me/keys')).body).not.toContain(shown)
  await world.nobody.json(FEED, basic(luc.handle, shown))
  await expect.poll(async () => (await list()).usedAt).toMatch(/^\d{4}-/)
})

it('say when they were used on another site of this process, whose numbers are the same', async () => {
  for (const site of [await testSite(), await testSite()]) {
    const noor = await site.person('Noor Bakri')
    const { id, password } = await make(noor)
    await site.nobody.json(FEED, basic(noor.handle, password))
    const usedAt = async () => (await site.owner`select used_at from token where id = ${id}`)[0]!.usedAt
    await expect.poll(usedAt).not.toBeNull()
  }
})

it('that are guessed are stopped, and who knows theirs still gets in', async () => {
  const { password } = await make(luc)
  for (let i = 0; i < 30; i++) await world.nobody.json(FEED, basic(luc.handle, `guess ${i}`))
  expect((await world.nobody.json(FEED, basic(luc.handle, 'guess'))).statusCode).toBe(429)
  expect((await world.nobody.json(FEED, basic(luc.handle, password))).statusCode).toBe(200)
})
