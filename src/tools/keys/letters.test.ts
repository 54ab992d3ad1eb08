import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { smtpServer } from '../../../test/smtp.ts'
import { workersOf } from '../../../test/workers.ts'

/** Letters about what opens an account, and the links in them. */

const { url, received } = await smtpServer()
const world = await testSite({ mode: 'production', env: { SMTP_URL: url, COPSE_URL: 'http://localhost' } })
const { hasten } = await workersOf(world)
const password = 'four calm rivers'
const phone = 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0'
let luc: Person

beforeEach(async () => {
  luc = await world.person('Luc Marchetti')
  await luc.post('/me/password', { password })
  await hasten()
  received.length = 0
  await world.owner`delete from tries`
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const cookies = (answer: { headers: Record<string, unknown> }) =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((one) => String(one).split(';')[0]!)
    .filter((one) => !one.endsWith('='))
const to = (address: string) => received.filter((letter) => letter.to === address)
const linkIn = (text: string, path: string) => new RegExp(`http://localhost(${path}[\\w-]+)`).exec(text)![1]!

async function signIn(headers: Record<string, string> = {}) {
  const answer = await world.nobody.post(
    '/sign-in',
    { email: luc.email, password },
    { origin: 'http://localhost', ...headers },
  )
  expect(answer.json()).toEqual({ url: '/' })
  return cookies(answer)
}

describe('a sign-in on a new device', () => {
  it('is told with a way to end it; a device that is known is not', async () => {
    const kept = await signIn({ 'user-agent': phone })
    await hasten()
    const [letter, ...others] = to(luc.email)
    expect(others).toEqual([])
    expect(letter!.subject).toBe('Signed in on a new device')
    expect(letter!.text).toContain('with Firefox, Android')
    // Read on another day, or in another zone, it still says when that was.
    expect(letter!.text).toMatch(/It was on \w+.*\b20\d\d\b.* \(Europe\/Paris\)/)
    expect(letter!.text).not.toMatch(/today|yesterday/)
    const device = kept.find((one) => one.startsWith('copse-device='))!
    await signIn({ 'user-agent': phone, cookie: device })
    await hasten()
    expect(to(luc.email)).toHaveLength(1)
    const link = linkIn(letter!.text, '/sessions/')
    const session = { cookie: kept[0]! }
    // Opening it changes nothing: mail programs open links by themselves.
    expect((await world.nobody.get(link)).body).toContain('with Firefox, Android')
    expect((await world.nobody.json('/me', session)).statusCode).toBe(200)
    expect((await world.nobody.post(link)).statusCode).toBe(200)
    expect((await world.nobody.json('/me', session)).statusCode).toBe(401)
    expect((await world.nobody.post(link)).json().code).toBe('session-over')
    expect((await world.nobody.get(`${link}x`)).statusCode).toBe(404)
    expect((await luc.json('/me')).statusCode).toBe(200)
  })

  it('is told again after “It was not me”, and after a new password: that browser is a stranger again', async () => {
    const cookie = (await signIn({ 'user-agent': phone })).find((one) => one.startsWith('copse-device='))!
    expect(cookie).toMatch(/^copse-device=/)
    await hasten()
    expect(to(luc.email)).toHaveLength(1)
    await world.nobody.post(linkIn(to(luc.email)[0]!.text, '/sessions/'))
    await signIn({ cookie })
    await hasten()
    expect(to(luc.email)).toHaveLength(2)
    await luc.post('/me/password', { password })
    await signIn({ cookie })
    await hasten()
    expect(to(luc.email).filter(({ subject }) => subject === 'Signed in on a new device')).toHaveLength(3)
  })

  it('opens nothing while its account is being given up', async () => {
    await world.owner`delete from login where person_id = ${luc.id}`
    const [row] = await world.owner`select open_session(${luc.id}, '\\x01', '', '\\x02') id`
    expect(row!.id).toBeNull()
  })

  it('is not told to who comes for the very first time', async () => {
    await world.owner`delete from session where person_id = ${luc.id}`
    await signIn()
    await hasten()
    expect(to(luc.email)).toEqual([])
    await signIn()
    await hasten()
    expect(to(luc.email)).toHaveLength(1)
  })
})

it('what happens to keys is told, in the reader’s language', async () => {
  await world.owner`update person set lang = 'fr' where id = ${luc.id}`
  await luc.post('/me/tokens', { name: 'Journal' })
  await luc.post('/me/applications', { name: 'Agenda' })
  await luc.post('/me/password', { password: 'five calm rivers' })
  await hasten()
  expect(
    to(luc.email)
      .map(({ subject }) => subject)
      .sort(),
  ).toEqual(['Un jeton a été créé', 'Un mot de passe d’application a été créé', 'Votre mot de passe a changé'])
  expect((await luc.json('/me/keys')).json().events.map(({ verb }: { verb: string }) => verb)).toEqual([
    'password',
    'application',
    'token',
    'password',
  ])
})

describe('another address', () => {
  it('is taken by the link in its letter; the old one is told, and opens nothing any more', async () => {
    const email = `new-${luc.email}`
    await world.nobody.post('/sign-in/link', { email: luc.email })
    await luc.post('/me/address', { email })
    await hasten()
    const old = linkIn(to(luc.email)[0]!.text, '/sign-in/')
    const link = linkIn(to(email)[0]!.text, '/address/')
    expect((await world.nobody.get(link)).body).toContain(email)
    expect((await luc.json('/me')).json().email).toBe(luc.email)
    expect((await world.nobody.post(link)).statusCode).toBe(200)
    expect((await luc.json('/me')).json().email).toBe(email)
    expect((await world.nobody.post(link)).statusCode).toBe(404)
    expect((await world.nobody.post(old)).statusCode).toBe(404)
    await hasten()
    const told = to(luc.email).at(-1)!
    expect([told.subject, told.text.includes(email)]).toEqual(['Your address was changed', true])
    expect(told.text).toContain('change the address back')
  })

  it('is told to the old address when it is asked for, with a button that stops it', async () => {
    const email = `new-${luc.email}`
    await luc.post('/me/address', { email })
    await hasten()
    const warning = to(luc.email)[0]!
    expect([warning.subject, warning.text.includes(email)]).toEqual(['Another address was asked for', true])
    const link = linkIn(to(email)[0]!.text, '/address/')
    expect((await world.nobody.get(link)).statusCode).toBe(200)
    const stopped = await world.nobody.submit(linkIn(warning.text, '/sessions/'))
    expect(stopped.headers.location).toBe('/sessions/ended')
    const after = (await world.nobody.get('/sessions/ended')).body
    expect(after).toContain('the change has been stopped with the session')
    expect(after).toContain('To get it back')
    expect((await world.nobody.get(link)).statusCode).toBe(404)
    expect((await world.nobody.post(link)).statusCode).toBe(404)
    const [login] = await world.owner`select email from login where person_id = ${luc.id}`
    expect(login!.email).toBe(luc.email)
  })

  it('is no longer taken after a new password, chosen inside or by mail', async () => {
    const email = `new-${luc.email}`
    await luc.post('/me/address', { email })
    await hasten()
    await luc.post('/me/password', { password: 'five calm rivers' })
    expect((await world.nobody.post(linkIn(to(email)[0]!.text, '/address/'))).statusCode).toBe(404)
    received.length = 0
    await luc.post('/me/address', { email })
    await luc.post('/me/tokens', { name: 'Left behind' })
    await luc.post('/me/applications', { name: 'Left behind, too' })
    await world.nobody.post('/password', { email: luc.email })
    await hasten()
    const reset = to(luc.email).find(({ text }) => /localhost\/password\//.test(text))!
    const chosen = await world.nobody.post(linkIn(reset.text, '/password/'), { password })
    expect(chosen.json()).toEqual({ url: '/me/keys' })
    expect((await world.nobody.post(linkIn(to(email)[0]!.text, '/address/'))).statusCode).toBe(404)
    expect(await world.owner`select from token where person_id = ${luc.id}`).toHaveLength(0)
  })

  it('that is somebody’s answers the same, and gets no letter', async () => {
    const ada = await world.person('Ada Umeh')
    const answer = await luc.post('/me/address', { email: ada.email.toUpperCase() })
    expect(answer.json()).toEqual({ url: '/me/address/mailed' })
    await hasten()
    expect(to(ada.email)).toEqual([])
    // Taken by somebody else between the letter and the button.
    await luc.post('/me/address', { email: 'soon@example.org' })
    await hasten()
    await world.owner`update login set email = 'soon@example.org' where person_id = ${ada.id}`
    const late = await world.nobody.submit(linkIn(to('soon@example.org')[0]!.text, '/address/'))
    expect([late.statusCode, late.body.includes('We could not make an account')]).toEqual([422, true])
  })
})

describe('a link to confirm', () => {
  it('is for who has nothing else, and works in the session that asked', async () => {
    const sana = await world.person('Sana Qureshi')
    const refused = await luc.post('/me/confirm/link')
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'confirm-otherwise'])
    await world.owner`update session set confirmed_at = now() - interval '11 minutes' where person_id = ${sana.id}`
    expect((await sana.post('/me/tokens', { name: 'x' })).statusCode).toBe(403)
    expect((await sana.post('/me/confirm/link')).statusCode).toBe(200)
    await hasten()
    const link = linkIn(to(sana.email)[0]!.text, '/me/confirm/')
    expect((await luc.post(link)).json().code).toBe('confirm-where-asked')
    expect((await sana.get(link)).body).toContain('Yes, it is me')
    expect((await sana.post(link)).statusCode).toBe(200)
    expect((await sana.post('/me/tokens', { name: 'x' })).statusCode).toBe(201)
    expect((await sana.post(link)).statusCode).toBe(404)
  })
})

describe('codes that are guessed', () => {
  it('are told after ten wrong ones, once a day, and no more than thirty a day are tried', async () => {
    const { secret, sealed } = (await luc.json('/me/code')).json()
    const totp = new TOTP({ secret: Secret.fromBase32(secret) })
    const code = totp.generate({ timestamp: Date.now() - 30_000 })
    expect((await luc.post('/me/code', { sealed, code })).statusCode).toBe(201)
    await hasten()
    received.length = 0
    const half = cookies(await world.nobody.post('/sign-in', { email: luc.email, password })).join('; ')
    const enter = async (typed: string) =>
      (await world.nobody.post('/sign-in/code', { code: typed }, { cookie: half, origin: 'http://localhost' }))
        .statusCode
    const quarterOver = () => world.owner`delete from tries where key = sha256(${`code:${luc.id}`}::bytea)`
    const told = async () => {
      // The letter is not waited for by who guesses.
      await new Promise((go) => setTimeout(go, 200))
      await hasten()
      return to(luc.email).filter(({ subject }) => subject === 'Somebody tries codes of your account')
    }
    for (let i = 0; i < 9; i++) expect(await enter('000000')).toBe(422)
    expect(await told()).toEqual([])
    expect(await enter('000000')).toBe(422)
    const [letter] = await told()
    expect(letter!.text).toContain('10 wrong codes')
    expect(await enter('000000')).toBe(429)
    for (let round = 0; round < 2; round++) {
      await quarterOver()
      for (let i = 0; i < 10; i++) expect(await enter('000000')).toBe(422)
    }
    await quarterOver()
    expect(await enter(totp.generate())).toBe(429)
    expect(await told()).toHaveLength(1)
    expect((await luc.json('/me/keys')).json().events[0]).toMatchObject({ verb: 'codes-wrong', what: '10' })
    // The next day.
    await world.owner`delete from tries`
    expect(await enter(totp.generate())).toBe(200)
  })
})
