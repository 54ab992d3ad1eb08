import { afterEach, expect, it } from 'vitest'
import { oneTimePath } from '../../src/spine/people/signing-in.ts'
import { testSite } from '../site.ts'

/** Whoever tries to get in, or to learn who has an account. */

const world = await testSite()
const luc = await world.person('Luc Marchetti')
const password = 'four calm rivers'
await luc.post('/me/password', { password })

afterEach(async () => {
  await world.owner`delete from tries`
  expect(world.mistakes.splice(0)).toEqual([])
})

it.each(['/sign-in', '/sign-in/link', '/password'])(
  '%s: a known address is answered like an unknown one',
  async (url) => {
    const told = async (email: string, json: boolean) => {
      let answer: Awaited<ReturnType<typeof luc.post>> | undefined
      const fields = { email, ...(url === '/sign-in' && { password: 'wrong, I am afraid' }) }
      const asked = await world.statementsOf(async () => {
        answer = await (json ? world.nobody.post(url, fields) : world.nobody.submit(url, fields))
      })
      const { statusCode, headers, body } = answer!
      const plain = body.replaceAll(email, 'EMAIL').replace(/name="_key" value="[^"]*"/g, '')
      return { statusCode, plain, asked, headers: { ...headers, date: 0, 'x-request-id': 0, 'content-length': 0 } }
    }
    for (const json of [true, false])
      expect(await told(luc.email, json)).toEqual(await told('nobody@example.org', json))
  },
)

it('asking for a link leaves nothing behind for an address that nobody has', async () => {
  const counted = async () =>
    (await world.owner`select (select count(*) from one_time) links, (select count(*) from mail) letters`)[0]
  const before = await counted()
  await world.nobody.post('/password', { email: 'nobody@example.org' })
  expect(await counted()).toEqual(before)
  await world.nobody.post('/password', { email: luc.email.toUpperCase() })
  expect(await counted()).not.toEqual(before)
})

it('guesses are counted by the account, from however many addresses and however it is spelt', async () => {
  const spelt = [luc.email, luc.email.toUpperCase(), ` ${luc.email}`.trim()]
  const statuses: number[] = []
  for (let i = 0; i < 12; i++) {
    const answer = await world.server.inject({
      method: 'POST',
      url: '/sign-in',
      payload: { email: spelt[i % 3], password: 'wrong' },
      remoteAddress: `198.51.100.${i}`,
      headers: { accept: 'application/json' },
    })
    statuses.push(answer.statusCode)
  }
  expect(statuses).toEqual([...Array(10).fill(422), 429, 429])
})

it('guesses are counted by the address, which nobody can choose: X-Forwarded-For is not believed', async () => {
  await world.owner`select copse.try(sha256('sign-in-from:192.0.2.7'::bytea), 199, 900) from generate_series(1, 200)`
  const guess = (headers: Record<string, string>, remoteAddress = '192.0.2.7') =>
    world.server.inject({
      method: 'POST',
      url: '/sign-in',
      payload: { email: `a${Math.random()}@example.org`, password: 'x' },
      remoteAddress,
      headers: { accept: 'application/json', ...headers },
    })
  expect((await guess({})).statusCode).toBe(429)
  for (const name of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'cf-connecting-ip', 'true-client-ip'])
    expect((await guess({ [name]: '203.0.113.9' })).statusCode, name).toBe(429)
  expect((await guess({}, '192.0.2.8')).statusCode).toBe(422)
})

it('behind one proxy the last hop counts, not what the visitor wrote before it', async () => {
  const behind = await testSite({ env: { COPSE_TRUST_PROXY: '1' } })
  await behind.owner`select copse.try(sha256('sign-in-from:203.0.113.9'::bytea), 199, 900) from generate_series(1, 200)`
  const guess = async (forwarded: string) =>
    (
      await behind.nobody.post(
        '/sign-in',
        { email: `${Math.random()}@example.org`, password: 'x' },
        { 'x-forwarded-for': forwarded },
      )
    ).statusCode
  expect(await guess('203.0.113.9')).toBe(429)
  expect(await guess('1.1.1.1, 203.0.113.9')).toBe(429)
  expect(await guess('203.0.113.9, 1.1.1.1')).toBe(422)
})

it('a session that was brought along is not the one that is signed in', async () => {
  const fixed = 'f'.repeat(43)
  const headers = { cookie: `copse=${fixed}` }
  const answer = await world.nobody.submit('/sign-in', { email: luc.email, password }, headers)
  const [given] = String(answer.headers['set-cookie']).split(';')
  expect(given).not.toContain(fixed)
  expect((await world.nobody.json('/me', headers)).statusCode).toBe(401)
  expect((await world.nobody.json('/me', { cookie: given! })).statusCode).toBe(200)
})

it('a link of another kind, of another site or nearly right opens nothing', async () => {
  const [link] = await world.owner<[{ id: number }]>`select id from make_one_time('sign-in', ${luc.email}, 30)`
  const path = oneTimePath(world.site, 'sign-in', link.id)
  const token = path.split('/').at(-1)!
  const flipped = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')
  const tried = [
    flipped,
    token.slice(0, -1),
    `${token}A`,
    token.toUpperCase(),
    `0${token}`,
    `${link.id + 1}${token.slice(String(link.id).length)}`,
  ]
  for (const one of tried) expect((await world.nobody.post(`/sign-in/${one}`)).statusCode, one).toBe(404)
  expect((await world.nobody.post(`/password/${token}`, { password })).statusCode).toBe(404)
  const all = await Promise.all([1, 2, 3, 4].map(() => world.nobody.post(path)))
  expect(all.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404, 404, 404])
})

it('the secret of a session is guessed in no shorter form, and told in no answer', async () => {
  const secret = luc.cookie.slice('copse='.length)
  const forms = [secret.slice(0, 42), `${secret}A`, secret.toLowerCase(), `"${secret}"`, `${secret} `, `${secret}%00`]
  for (const form of forms.filter((one) => one !== secret))
    expect((await world.nobody.json('/me', { cookie: `copse=${form}` })).statusCode, form).toBe(
      form.endsWith(' ') ? 200 : 401,
    )
  for (const path of ['/me', '/', '/metrics', '/openapi.json'])
    for (const answer of [await luc.get(path), await luc.json(path)])
      expect(answer.body + JSON.stringify(answer.headers)).not.toContain(secret)
})
