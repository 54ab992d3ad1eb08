import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { withinOneStep } from '../../../test/one-step.ts'
import { type Person, testSite } from '../../../test/site.ts'

/** Grave steps: only by a person who has just shown that it is they. */

const world = await testSite()
const origin = { host: 'localhost', origin: 'http://localhost' }
const password = 'four calm rivers'
let luc: Person

withinOneStep()
beforeEach(async () => {
  luc = await world.person('Luc Marchetti')
  await luc.post('/me/password', { password })
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const later = (who = luc) =>
  world.owner`update session set confirmed_at = now() - interval '11 minutes' where person_id = ${who.id}`
const makeToken = () => luc.post('/me/tokens', { name: 'Calendar', write: true })

it('a grave step is free for ten minutes after signing in, then asks first', async () => {
  expect((await makeToken()).statusCode).toBe(201)
  await later()
  const refused = await makeToken()
  expect(refused.statusCode).toBe(403)
  expect(refused.json()).toMatchObject({ code: 'confirm-first', detail: 'Confirm first that it is you.' })
  expect((await luc.post('/me/confirm', { password })).json()).toEqual({ url: '/' })
  expect((await makeToken()).statusCode).toBe(201)
})

it('leads a browser to the question and back, and says when nothing was done yet', async () => {
  const ada = await world.person('Ada Umeh', { operator: true })
  await later(ada)
  const page = await ada.get('/operating/site?x=1')
  expect([page.statusCode, page.headers.location]).toEqual([303, '/me/confirm?to=%2Foperating%2Fsite%3Fx%3D1'])
  expect((await ada.json('/operating/site')).statusCode).toBe(403)
  await later()
  const late = await luc.submit('/me/tokens', { name: 'x' }, { referer: 'http://localhost/me?part=keys' })
  expect(late.headers.location).toBe('/me/confirm?to=%2Fme%3Fpart%3Dkeys&again=true')
  const asked = await luc.get(late.headers.location!)
  expect(asked.body).toContain('Nothing has been changed yet.')
  expect(asked.body).toContain('name="to" value="/me?part=keys"')
  const back = await luc.submit('/me/confirm', { password, to: '/me?part=keys' })
  expect([back.statusCode, back.headers.location]).toEqual([303, '/me?part=keys'])
  for (const to of ['//evil.example', 'https://evil.example/', '/\\evil.example'])
    expect((await luc.submit('/me/confirm', { password, to })).headers.location).toBe('/')
  const elsewhere = await luc.submit('/me/tokens', { name: 'x' }, { referer: 'https://evil.example/me' })
  expect(elsewhere.statusCode).toBe(201)
})

it('is not confirmed by a wrong password, and not for another session', async () => {
  const signedIn = await world.nobody.post('/sign-in', { email: luc.email, password })
  const phone = { cookie: /copse=[\w-]+/.exec(String(signedIn.headers['set-cookie']))![0] }
  await later()
  const wrong = await luc.submit('/me/confirm', { password: 'not this one', to: '/me' })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toContain('This is not your password.')
  expect(wrong.body).not.toContain('not this one')
  expect(wrong.body).toContain('name="to" value="/me"')
  expect((await makeToken()).statusCode).toBe(403)
  await luc.post('/me/confirm', { password })
  const other = await world.nobody.post('/me/tokens', { name: 'x' }, { ...origin, ...phone })
  expect(other.statusCode).toBe(403)
  for (let i = 0; i < 10; i++) await luc.post('/me/confirm', { password: `guess ${i}` })
  expect((await luc.post('/me/confirm', { password })).statusCode).toBe(429)
})

it('takes no password alone once a second step is on', async () => {
  const { secret, sealed } = (await luc.json('/me/code')).json()
  const codeAt = (steps: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })
  const { codes } = (await luc.post('/me/code', { sealed, code: codeAt(-1) })).json()
  await later()
  expect((await luc.json('/me/confirm')).json()).toMatchObject({ password: false, code: true, mail: false })
  const refused = await luc.post('/me/confirm', { password })
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'confirm-by-code'])
  expect((await luc.post('/me/confirm', { password, code: '000000' })).statusCode).toBe(422)
  expect((await makeToken()).statusCode).toBe(403)
  expect((await luc.post('/me/confirm', { code: codeAt(0) })).statusCode).toBe(200)
  expect((await makeToken()).statusCode).toBe(201)
  await later()
  expect((await luc.post('/me/confirm', { code: codes[0] })).statusCode).toBe(200)
  const { events } = (await luc.json('/me/keys')).json()
  expect(events[0]).toMatchObject({ verb: 'code-used', what: '9' })
})

it('codes are counted together with those of signing in', async () => {
  const { secret, sealed } = (await luc.json('/me/code')).json()
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() - 30_000 })
  await luc.post('/me/code', { sealed, code })
  const signedIn = await world.nobody.post('/sign-in', { email: luc.email, password })
  const half = { cookie: /copse-half=[\w-]+/.exec(String(signedIn.headers['set-cookie']))![0], ...origin }
  for (let i = 0; i < 10; i++) await world.nobody.post('/sign-in/code', { code: '000000' }, half)
  expect((await luc.post('/me/confirm', { code: '000000' })).statusCode).toBe(429)
})

it('a confirmation from a clock that was ahead does not count', async () => {
  await world.owner`update session set confirmed_at = now() + interval '1 hour' where person_id = ${luc.id}`
  expect((await makeToken()).statusCode).toBe(403)
})

it('is never taken by a token, and what it refuses is not even prepared', async () => {
  const { token } = (await makeToken()).json()
  const authorization = `Bearer ${token}`
  for (const url of ['/me/tokens', '/me/password', '/me/confirm']) {
    const body = { name: 'x', password: 'five calm rivers' }
    const answer = await world.nobody.post(url, url === '/me/confirm' ? { password } : body, { authorization })
    expect([url, answer.statusCode, answer.json().code]).toEqual([url, 403, 'by-hand-only'])
  }
  expect((await world.nobody.json('/operating/site', { authorization })).statusCode).toBe(404)
  await later()
  // Refused before its words are looked at: as one who may, they would be too short.
  expect((await luc.post('/me/password', { password: 'short' })).json().code).toBe('confirm-first')
})
