import { afterEach, beforeEach, expect, it } from 'vitest'
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

it('open with the handle or the address what their person may read, and no more', async () => {
  const { password } = await make(luc)
  expect(password).toMatch(/^([a-z2-9]{5}-){4}[a-z2-9]{5}$/)
  for (const name of [luc.handle, luc.email, luc.email.toUpperCase()]) {
    const seen = await world.nobody.json(river.path, basic(name, password))
    expect([name, seen.statusCode]).toEqual([name, 200])
  }
  // As typed from a screen.
  expect(
    (await world.nobody.json('/me', basic(luc.handle, password.toUpperCase().replaceAll('-', ' ')))).json().handle,
  ).toBe(luc.handle)
  const noor = await world.person('Noor Bakri')
  const hers = await make(noor)
  expect((await world.nobody.json(river.path, basic(noor.handle, hers.password))).statusCode).toBe(404)
  const said = await world.nobody.post(
    `${river.path}/discussions`,
    { title: 'x', text: 'y' },
    basic(luc.handle, password),
  )
  expect([said.statusCode, said.json().code]).toEqual([403, 'token-reads-only'])
})

it('may write where their person said so, but take no grave step', async () => {
  const { password } = await make(luc, { write: true })
  const mine = basic(luc.handle, password)
  const said = await world.nobody.post(`${river.path}/discussions`, { title: 'From a program', text: 'Hello.' }, mine)
  expect(said.statusCode).toBe(201)
  expect((await world.nobody.post('/me/applications', { name: 'x' }, mine)).json().code).toBe('by-hand-only')
})

it('are refused with another’s name, as a bearer, and once ended; tokens are no passwords', async () => {
  const { id, password } = await make(luc)
  const { token } = (await luc.post('/me/tokens', { name: 'x' })).json()
  const wrong = [basic(ada.handle, password), basic(luc.handle, 'wrong'), basic(luc.handle, token), basic('', password)]
  for (const headers of wrong) {
    const answer = await world.nobody.json('/', headers)
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([
      401,
      'Basic realm="Copse", charset="UTF-8"',
    ])
  }
  const bearer = { authorization: `Bearer ${password.replaceAll('-', '')}` }
  expect((await world.nobody.json('/me', bearer)).statusCode).toBe(401)
  expect((await ada.post(`/me/tokens/${id}/ending`)).statusCode).toBe(404)
  expect((await luc.post(`/me/tokens/${id}/ending`)).statusCode).toBe(200)
  expect((await world.nobody.json('/me', basic(luc.handle, password))).statusCode).toBe(401)
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
  await world.nobody.json('/me', basic(luc.handle, shown))
  await expect.poll(async () => (await list()).usedAt).toMatch(/^\d{4}-/)
})

it('that are guessed are stopped, and who knows theirs still gets in', async () => {
  const { password } = await make(luc)
  for (let i = 0; i < 30; i++) await world.nobody.json('/me', basic(luc.handle, `guess ${i}`))
  expect((await world.nobody.json('/me', basic(luc.handle, 'guess'))).statusCode).toBe(429)
  expect((await world.nobody.json('/me', basic(luc.handle, password))).statusCode).toBe(200)
})
