import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { oidcProvider } from '../../../test/oidc.ts'
import { type Person, type TestSite, testSite } from '../../../test/site.ts'
import { invitationPath } from '../../spine/spaces/invitations.ts'

/** Signing in with an account elsewhere, against a real provider. */

const elsewhere = await oidcProvider('http://localhost')
const env = { COPSE_URL: 'http://localhost', ...elsewhere.env }
const world = await testSite({ env })
const trusting = await testSite({ env: { ...env, COPSE_OIDC_TRUSTED: '1' } })
const alone = await testSite({ env: { ...env, COPSE_OIDC_ISSUER: 'http://localhost:9' } })
let accounts = 0

beforeEach(async () => {
  await world.owner`delete from tries`
})
afterEach(() => {
  // That somebody was refused is no mistake of ours; a provider that is away may be.
  for (const { mistakes } of [world, trusting]) expect(mistakes.splice(0)).toEqual([])
  for (const one of alone.mistakes.splice(0)) expect(one).toMatch(/^provider.failed/)
})

const origin = { origin: 'http://localhost', host: 'localhost' }
const cookies = (answer: { headers: Record<string, unknown> }) =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((one) => String(one).split(';')[0]!)
    .filter((one) => !one.endsWith('='))
    .join('; ')

/** An account at the provider. */
function account(more: Partial<{ email: string; email_verified: boolean; name: string }> = {}): string {
  const id = `account-${++accounts}`
  elsewhere.accounts[id] = { email: `${id}@example.net`, email_verified: true, name: 'Maud Tessier', ...more }
  return id
}

/** Goes there as this account and comes back. @param from where somebody signed in sets out */
async function goWith(
  site: TestSite,
  id: string | null,
  fields: object = {},
  by: { cookie: string; from: string } | null = null,
) {
  const out = await site.nobody.post(
    by?.from ?? '/sign-in/provider',
    fields,
    by ? { cookie: by.cookie, ...origin } : {},
  )
  expect(out.statusCode).toBe(200)
  const back = await elsewhere.visit(out.json().url, id)
  const cookie = [by?.cookie, cookies(out)].filter(Boolean).join('; ')
  const body = Object.fromEntries(back.searchParams)
  const comeBack = () => site.nobody.post('/sign-in/provider/back', body, { cookie, ...origin })
  return { out, back, body, cookie, comeBack, answer: await comeBack() }
}

const whoIs = async (site: TestSite, answer: { headers: Record<string, unknown> }) =>
  (await site.nobody.json('/me', { cookie: cookies(answer) })).json().handle

async function link(who: Person, id: string) {
  return (await goWith(world, id, {}, { cookie: who.cookie, from: '/me/providers' })).answer
}

describe('the way there and back', () => {
  it('is a page that leads on by itself, and a page with one button; each secret is used once', async () => {
    const page = await world.nobody.submit('/sign-in/provider', { to: '/saved' })
    expect(page.statusCode).toBe(200)
    const there = new URL(String(page.headers.refresh).replace('0; url=', ''))
    expect(there.origin).toBe(elsewhere.issuer)
    expect(Object.fromEntries(there.searchParams)).toMatchObject({
      code_challenge_method: 'S256',
      response_type: 'code',
      scope: 'openid email profile',
    })
    expect(page.body).toContain('Going to River ID')
    const back = await elsewhere.visit(there.href, account())
    const asked = await world.nobody.get(back.pathname + back.search)
    expect(asked.body).toContain(`name="code" value="${back.searchParams.get('code')}"`)
    expect(asked.headers['set-cookie']).toBeUndefined()
    const luc = await world.person('Luc Marchetti')
    const id = account()
    await link(luc, id)
    const { comeBack, answer } = await goWith(world, id)
    expect(await whoIs(world, answer)).toBe(luc.handle)
    expect((await comeBack()).json().code).toBe('trip-over')
  })

  it('ends in no other browser than it began in, and with no other answer', async () => {
    const luc = await world.person('Luc Marchetti')
    const id = account()
    await link(luc, id)
    const out = await world.nobody.post('/sign-in/provider')
    const body = Object.fromEntries((await elsewhere.visit(out.json().url, id)).searchParams)
    const without = await world.nobody.post('/sign-in/provider/back', body)
    expect([without.statusCode, without.json().code]).toEqual([403, 'trip-over'])
    const other = await world.nobody.post('/sign-in/provider')
    const mixed = await world.nobody.post('/sign-in/provider/back', body, { cookie: cookies(other), ...origin })
    expect(mixed.json().code).toBe('trip-over')
    // The state of this browser with the code of another trip: its verifier does not fit.
    const state = new URL(other.json().url).searchParams.get('state')!
    const swapped = await world.nobody.post(
      '/sign-in/provider/back',
      { ...body, state },
      { cookie: cookies(other), ...origin },
    )
    expect([swapped.statusCode, swapped.json().code]).toEqual([403, 'provider-refused'])
    const foreign = await world.nobody.post('/sign-in/provider/back', body, {
      cookie: cookies(out),
      origin: elsewhere.issuer,
    })
    expect(foreign.statusCode).toBe(403)
    const late = await world.nobody.post('/sign-in/provider')
    await world.owner`update provider_trip set expires_at = now() - interval '1 second'`
    const then = Object.fromEntries((await elsewhere.visit(late.json().url, id)).searchParams)
    expect(
      (await world.nobody.post('/sign-in/provider/back', then, { cookie: cookies(late), ...origin })).json().code,
    ).toBe('trip-over')
  })

  it('says so when somebody says no there', async () => {
    const { answer } = await goWith(world, null)
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'provider-refused'])
    expect(cookies(answer)).toBe('')
  })
})

describe('who one is here', () => {
  it('is found by the linked account, whatever its address has become', async () => {
    const luc = await world.person('Luc Marchetti')
    const id = account()
    expect((await link(luc, id)).json()).toEqual({ url: '/me/keys#providers' })
    elsewhere.accounts[id]!.email = 'another@example.net'
    const { answer } = await goWith(world, id, { to: '/saved' })
    expect([answer.json().url, await whoIs(world, answer)]).toEqual(['/saved', luc.handle])
    expect((await goWith(world, id, { to: '//evil.example' })).answer.json().url).toBe('/')
  })

  it('is not taken from a verified address alone, unless the operator trusts the provider', async () => {
    const luc = await world.person('Luc Marchetti')
    const { answer } = await goWith(world, account({ email: luc.email }))
    expect([answer.statusCode, answer.json(), cookies(answer)]).toEqual([200, { url: '/sign-in' }, ''])
    const ada = await trusting.person('Ada Umeh')
    const trusted = await goWith(trusting, account({ email: ada.email }))
    expect(await whoIs(trusting, trusted.answer)).toBe(ada.handle)
    const lie = await goWith(trusting, account({ email: ada.email, email_verified: false }))
    expect(cookies(lie.answer)).toBe('')
  })

  it('is somebody new only at an invitation that still works', async () => {
    const ada = await world.person('Ada Umeh')
    const river = await world.community(ada)
    const { id } = (await ada.post(`${river.path}/invitations`, { uses: 1 })).json()
    const to = invitationPath(world.site, id)
    expect(cookies((await goWith(world, account())).answer)).toBe('')
    expect(cookies((await goWith(world, account({ email_verified: false }), { to })).answer)).toBe('')
    expect((await world.nobody.get(to)).body).toContain('Go on with River ID')
    const { answer } = await goWith(world, account({ name: 'Maud Tessier' }), { to })
    expect([answer.json().url, await whoIs(world, answer)]).toEqual([to, expect.stringContaining('maud-tessier')])
    const joined = await world.nobody.post(to, {}, { cookie: cookies(answer), ...origin })
    expect(joined.json()).toEqual({ url: river.path })
    expect(cookies((await goWith(world, account(), { to })).answer)).toBe('')
  })

  it('passes by the second step no more than a password does', async () => {
    const luc = await world.person('Luc Marchetti')
    const id = account()
    await link(luc, id)
    await world.owner`insert into second_step (person_id, secret, last_step) values (${luc.id}, '', 0)`
    const { answer } = await goWith(world, id)
    expect(answer.json()).toEqual({ url: '/sign-in/code' })
    expect(cookies(answer)).not.toMatch(/copse=/)
  })
})

describe('confirming', () => {
  it('is not done by a provider that let them in without asking, and does not say when they signed in', async () => {
    const luc = await world.person('Luc Marchetti')
    const id = account()
    await link(luc, id)
    await world.owner`update session set confirmed_at = now() - interval '11 minutes' where person_id = ${luc.id}`
    const out = await world.nobody.post('/me/confirm/provider', {}, { cookie: luc.cookie, ...origin })
    const there = new URL(out.json().url)
    expect([there.searchParams.get('prompt'), there.searchParams.get('max_age')]).toEqual(['login', '0'])
    // One that does not listen to what it is asked.
    for (const name of ['prompt', 'max_age']) there.searchParams.delete(name)
    const body = Object.fromEntries((await elsewhere.visit(there.href, id)).searchParams)
    const cookie = `${luc.cookie}; ${cookies(out)}`
    const back = await world.nobody.post('/sign-in/provider/back', body, { cookie, ...origin })
    expect([back.statusCode, back.json().code]).toEqual([403, 'provider-cannot-confirm'])
    expect(back.json().detail).toContain('River ID does not tell when you signed in there')
    expect((await luc.post('/me/tokens', { name: 'x' })).json().code).toBe('confirm-first')
  })
})

describe('linking', () => {
  it('is for who set out, once for each account elsewhere, and asks first whether it is they', async () => {
    const [luc, ada] = [await world.person('Luc Marchetti'), await world.person('Ada Umeh')]
    const id = account()
    await link(luc, id)
    expect((await link(ada, id)).json().code).toBe('linked-elsewhere')
    const out = await world.nobody.post('/me/providers', {}, { cookie: luc.cookie, ...origin })
    const body = Object.fromEntries((await elsewhere.visit(out.json().url, account())).searchParams)
    const taken = await world.nobody.post('/sign-in/provider/back', body, {
      cookie: `${ada.cookie}; ${cookies(out)}`,
      ...origin,
    })
    expect(taken.json().code).toBe('trip-over')
    await world.owner`update session set confirmed_at = now() - interval '11 minutes' where person_id = ${luc.id}`
    expect((await luc.post('/me/providers')).json().code).toBe('confirm-first')
    const confirmed = await goWith(world, id, { to: '/me/keys' }, { cookie: luc.cookie, from: '/me/confirm/provider' })
    expect(confirmed.answer.json()).toEqual({ url: '/me/keys' })
    expect((await luc.post('/me/password', { password: 'four calm rivers' })).statusCode).toBe(200)
  })

  it('is undone by oneself alone, and not where it is the last way in', async () => {
    const [luc, ada] = [await world.person('Luc Marchetti'), await world.person('Ada Umeh')]
    const id = account()
    await link(luc, id)
    const [mine] = (await luc.json('/me/keys')).json().providers
    expect(mine).toMatchObject({ issuer: elsewhere.issuer, email: elsewhere.accounts[id]!.email })
    expect((await ada.post(`/me/providers/${mine.id}/ending`)).statusCode).toBe(404)
    expect((await luc.post(`/me/providers/${mine.id}/ending`)).statusCode).toBe(200)
    expect(cookies((await goWith(world, id)).answer)).toBe('')
  })
})

it('a provider that is away stops nobody from signing in another way', async () => {
  const page = await alone.nobody.submit('/sign-in/provider')
  expect(page.statusCode).toBe(503)
  expect(page.body).toContain('River ID does not answer just now.')
  const luc = await alone.person('Luc Marchetti')
  await luc.post('/me/password', { password: 'four calm rivers' })
  expect((await alone.nobody.post('/sign-in', { email: luc.email, password: 'four calm rivers' })).statusCode).toBe(200)
})
