import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withinOneStep } from '../../../test/one-step.ts'
import { type Person, testSite } from '../../../test/site.ts'
import { invitationPath } from '../../spine/spaces/invitations.ts'

/** The second step: codes of an app, and recovery codes. */

const world = await testSite()
const password = 'four calm rivers'
let luc: Person

withinOneStep()
beforeEach(async () => {
  luc = await world.person('Luc Marchetti')
  await luc.post('/me/password', { password })
  await world.owner`delete from tries`
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const codeAt = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })
const cookies = (answer: { headers: Record<string, unknown> }) =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((one) => String(one).split(';')[0]!)
    .filter((one) => !one.endsWith('='))
    .join('; ')

/** Switches it on with the code of the step before: that of now is still to be used. */
async function switchOn(who = luc): Promise<{ secret: string; codes: string[] }> {
  const { secret, sealed } = (await who.json('/me/code')).json()
  const made = await who.post('/me/code', { sealed, code: codeAt(secret, -1) })
  expect(made.statusCode).toBe(201)
  return { secret, codes: made.json().codes }
}

/** The password, and then half a session. */
async function halfIn(who = luc) {
  const answer = await world.nobody.post('/sign-in', { email: who.email, password, to: '/saved' })
  expect(answer.json()).toEqual({ url: '/sign-in/code' })
  expect(cookies(answer)).not.toMatch(/copse=/)
  const cookie = cookies(answer)
  return {
    cookie,
    enter: (code: string) => world.nobody.post('/sign-in/code', { code }, { cookie, origin: 'http://localhost' }),
  }
}

describe('setting it up', () => {
  it('shows a picture and the same as text, and takes a code of it; the secret lies encrypted', async () => {
    const page = await luc.get('/me/code')
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.body).toMatch(/<svg class="qr" [^>]*role="img"/)
    const sealed = /name="sealed" value="([^"]+)"/.exec(page.body)![1]!
    const secret = /class="secret">([A-Z2-7 ]+)</.exec(page.body)![1]!.replaceAll(' ', '')
    const wrong = await luc.submit('/me/code', { sealed, code: '000000' })
    expect(wrong.statusCode).toBe(422)
    // The same picture again: the app has it already.
    expect(wrong.body.replaceAll(' ', '')).toContain(secret)
    const made = await luc.submit('/me/code', { sealed, code: codeAt(secret) })
    expect(made.statusCode).toBe(201)
    expect(/<textarea[^>]*>([^<]+)</.exec(made.body)![1]!.split('\n')).toHaveLength(10)
    const [row] = await world.owner<[{ secret: Buffer }]>`select secret from second_step where person_id = ${luc.id}`
    expect(row.secret.includes(secret)).toBe(false)
    expect((await luc.json('/me/keys')).json()).toMatchObject({
      secondStep: { codesLeft: 10 },
      events: [{ verb: 'code-on' }, {}],
    })
  })

  it('does not take what another person’s page carried, nor one of long ago', async () => {
    const other = await world.person('Noor Bakri')
    const { secret, sealed } = (await other.json('/me/code')).json()
    expect((await luc.post('/me/code', { sealed, code: codeAt(secret) })).statusCode).toBe(422)
    expect((await luc.post('/me/code', { sealed: 'x', code: '123456' })).statusCode).toBe(422)
    expect((await luc.json('/me/keys')).json().secondStep).toBeNull()
  })
})

describe('signing in with it', () => {
  it('asks after the password; the code of now, of one step before and after counts, each once', async () => {
    const { secret } = await switchOn()
    const half = await halfIn()
    expect((await world.nobody.json('/me', { cookie: half.cookie })).statusCode).toBe(401)
    for (const steps of [-3, 3]) expect((await half.enter(codeAt(secret, steps))).statusCode).toBe(422)
    // The step before was used when it was switched on.
    expect((await half.enter(codeAt(secret, -1))).statusCode).toBe(422)
    const code = codeAt(secret)
    const entered = await half.enter(code)
    expect(entered.json()).toEqual({ url: '/saved' })
    expect((await world.nobody.json('/me', { cookie: cookies(entered) })).statusCode).toBe(200)
    expect((await half.enter(codeAt(secret, 1))).statusCode).toBe(403)
    const again = await halfIn()
    expect((await again.enter(code)).statusCode).toBe(422)
    expect((await again.enter(codeAt(secret, 1))).statusCode).toBe(200)
  })

  it('asks after a mailed link, a new password and a password typed at an invitation alike', async () => {
    const { secret } = await switchOn()
    const host = await world.person('Ada Umeh')
    const community = await world.community(host)
    const { id } = (await host.post(`${community.path}/invitations`, { uses: 3 })).json()
    const path = invitationPath(world.site, id)
    const joined = await world.nobody.post(path, { email: luc.email, password })
    expect([joined.json(), cookies(joined)]).toEqual([{ url: '/sign-in/code' }, expect.not.stringMatching(/copse=/)])
    expect((await luc.json(community.path)).statusCode).toBe(404)
    const entered = await world.nobody.post(
      '/sign-in/code',
      { code: codeAt(secret) },
      { cookie: cookies(joined), origin: 'http://localhost' },
    )
    expect(entered.json()).toEqual({ url: path })
    for (const kind of ['sign-in', 'password'] as const) {
      const [link] = await world.owner<[{ id: number }]>`select id from make_one_time(${kind}, ${luc.email}, 30)`
      const token = world.site.config.key.linkToken(kind, link.id)
      const answer = await world.nobody.post(`/${kind}/${token}`, kind === 'password' ? { password } : {})
      expect([kind, answer.json()]).toEqual([kind, { url: '/sign-in/code' }])
    }
  })

  it('who joins as somebody else in the same browser leaves no session of the first open', async () => {
    const host = await world.person('Ada Umeh')
    const community = await world.community(host)
    const { id } = (await host.post(`${community.path}/invitations`, { uses: 3 })).json()
    const first = await world.person('Noor Bakri')
    const path = invitationPath(world.site, id)
    const wrong = await first.post(path, { email: luc.email, password: 'not this one' })
    expect(wrong.statusCode).toBe(200)
    expect((await first.json('/me')).statusCode).toBe(200)
    const joined = await first.post(path, { email: luc.email, password })
    expect(joined.statusCode).toBe(200)
    expect((await first.json('/me')).statusCode).toBe(401)
    expect((await world.nobody.json('/me', { cookie: cookies(joined) })).json().handle).toBe(luc.handle)
    // An invitation that has ended ends nothing else.
    const second = await world.person('Sana Qureshi')
    const other = await world.community(host)
    const over = (await host.post(`${other.path}/invitations`, { uses: 3 })).json().id
    await host.post(`${other.path}/invitations/${over}/revocation`)
    const late = await second.post(invitationPath(world.site, over), { email: luc.email, password })
    expect(late.statusCode).toBe(404)
    expect((await second.json('/me')).statusCode).toBe(200)
  })

  it('lets one of two requests with the same code in, and one of two with the same recovery code', async () => {
    const { secret, codes } = await switchOn()
    for (const code of [codeAt(secret), codes[0]!]) {
      const halves = await Promise.all([halfIn(), halfIn(), halfIn()])
      const answers = await Promise.all(halves.map((half) => half.enter(code)))
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422, 422])
    }
    expect((await luc.json('/me/keys')).json().secondStep.codesLeft).toBe(9)
  })

  it('takes recovery codes however they are typed, and no longer once there are new ones', async () => {
    const { codes } = await switchOn()
    expect((await (await halfIn()).enter(codes[1]!.toUpperCase().replace('-', ' '))).statusCode).toBe(200)
    const renewed = (await luc.post('/me/code/recovery')).json().codes
    const half = await halfIn()
    expect((await half.enter(codes[2]!)).statusCode).toBe(422)
    expect((await half.enter(renewed[2])).statusCode).toBe(200)
    const other = await world.person('Noor Bakri')
    await other.post('/me/password', { password })
    await switchOn(other)
    expect((await (await halfIn(other)).enter(renewed[3])).statusCode).toBe(422)
  })

  it('stops whoever guesses, from wherever, and forgets half a session after ten minutes', async () => {
    const { secret } = await switchOn()
    const halves = [await halfIn(), await halfIn()]
    for (let i = 0; i < 10; i++) await halves[i % 2]!.enter('000000')
    expect((await halves[0]!.enter(codeAt(secret))).statusCode).toBe(429)
    await world.owner`delete from tries`
    await world.owner`update half_session set expires_at = now() where person_id = ${luc.id}`
    expect((await halves[0]!.enter(codeAt(secret))).json().code).toBe('half-over')
    expect((await world.nobody.get('/sign-in/code', { cookie: halves[0]!.cookie })).headers.location).toBe('/sign-in')
  })

  it('works without a script, with a page that says who', async () => {
    const { secret } = await switchOn()
    const origin = { origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }
    const sent = await world.nobody.submit('/sign-in', { email: luc.email, password })
    expect([sent.statusCode, sent.headers.location]).toEqual([303, '/sign-in/code'])
    const cookie = cookies(sent)
    expect((await world.nobody.get('/sign-in/code', { cookie })).body).toContain('Hello Luc Marchetti.')
    const wrong = await world.nobody.submit('/sign-in/code', { code: '12345' }, { cookie, ...origin })
    expect([wrong.statusCode, wrong.body.includes('This code does not fit')]).toEqual([422, true])
    const entered = await world.nobody.submit('/sign-in/code', { code: codeAt(secret) }, { cookie, ...origin })
    expect([entered.statusCode, entered.headers.location]).toEqual([303, '/'])
  })
})

it('is switched off by its person alone, who confirms with a code as well', async () => {
  const { secret } = await switchOn()
  await world.owner`update session set confirmed_at = now() - interval '11 minutes' where person_id = ${luc.id}`
  expect((await luc.post('/me/code/ending')).json().code).toBe('confirm-first')
  expect((await luc.post('/me/confirm', { code: '000000' })).statusCode).toBe(422)
  expect((await luc.post('/me/confirm', { code: codeAt(secret) })).statusCode).toBe(200)
  expect((await luc.post('/me/code/ending')).statusCode).toBe(200)
  expect((await luc.post('/me/code/ending')).statusCode).toBe(404)
  const answer = await world.nobody.post('/sign-in', { email: luc.email, password })
  expect(answer.json()).toEqual({ url: '/' })
})
