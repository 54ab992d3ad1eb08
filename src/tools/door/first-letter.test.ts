import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Ear } from '../../../test/live/ear.ts'
import { oidcProvider } from '../../../test/oidc.ts'
import { type Person, type TestSite, testSite } from '../../../test/site.ts'
import { smtpServer } from '../../../test/smtp.ts'
import { workersOf } from '../../../test/workers.ts'
import { invitationPath } from '../../spine/spaces/invitations.ts'

/** Whose an address is: whoever typed somebody else's must not be inside once its owner comes. */

const { url, received } = await smtpServer()
const elsewhere = await oidcProvider('http://localhost')
const mailed = { SMTP_URL: url, COPSE_URL: 'http://localhost' }
const world = await testSite({ mode: 'production', env: mailed })
const trusting = await testSite({ env: { COPSE_URL: 'http://localhost', ...elsewhere.env, COPSE_OIDC_TRUSTED: '1' } })
const { hasten } = await workersOf(world)
const password = 'four calm rivers'
const origin = { origin: 'http://localhost', host: 'localhost' }
const host = await world.person('Ada Umeh')
const river = await world.community(host)
let owners = 0

beforeEach(async () => {
  await world.owner`delete from tries`
  received.length = 0
})
afterEach(() => {
  for (const { mistakes } of [world, trusting]) expect(mistakes.splice(0)).toEqual([])
})

const cookies = (answer: { headers: Record<string, unknown> }) =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((one) => String(one).split(';')[0]!)
    .filter((one) => !one.endsWith('='))
    .join('; ')
const to = (address: string) => received.filter((letter) => letter.to === address)
/** The link of this kind in the newest letter that has one. */
function linkTo(address: string, path: string): string {
  const links = to(address).flatMap(({ text }) => new RegExp(`http://localhost(${path}[\\w-]+)`).exec(text)?.[1] ?? [])
  return links.at(-1)!
}

/** Joins by an invitation, with whatever address is typed. */
async function join(email: string) {
  const { id } = (await host.post(`${river.path}/invitations`, { uses: 3 })).json()
  const joined = await world.nobody.post(invitationPath(world.site, id), {
    name: 'Sam Lind',
    lang: 'en',
    email,
    password,
  })
  expect(joined.statusCode).toBe(200)
  return { cookie: cookies(joined), ...origin }
}

/** Everything that one can leave behind in an account to come in by later. */
async function keysOf(inside: Record<string, string>, email: string) {
  const [{ id }] = await world.owner<[{ id: number }]>`select person_id id from login where email = ${email}`
  const { token } = (await world.nobody.post('/me/tokens', { name: 'x' }, inside)).json()
  const application = (await world.nobody.post('/me/applications', { name: 'x' }, inside)).json().password
  const feed = new URL((await world.nobody.post('/me/feeds', {}, inside)).json().address).pathname
  await world.owner`insert into passkey (person_id, credential_id, public_key, counter, name)
    values (${id}, ${`key of ${id}`}, '\\x00', 0, 'Blue key')`
  await world.owner`insert into identity (person_id, issuer, subject) values (${id}, 'https://id.example', ${`${id}`})`
  return { id, token, application, feed }
}

/** Which of them still open something. */
async function stillOpen(inside: Record<string, string>, email: string, keys: Awaited<ReturnType<typeof keysOf>>) {
  const basic = Buffer.from(`${email}:${keys.application}`).toString('base64')
  const bearer = { authorization: `Bearer ${keys.token}` }
  const opened = {
    session: (await world.nobody.json('/me', inside)).statusCode,
    token: (await world.nobody.json('/me', bearer)).statusCode,
    application: (await world.nobody.json('/me/feed.atom', { authorization: `Basic ${basic}` })).statusCode,
    feed: (await world.nobody.json(keys.feed)).statusCode,
    password: (await world.nobody.post('/sign-in', { email, password })).statusCode,
  }
  const [rest] = await world.owner<[{ passkeys: number; identities: number }]>`
    select (select count(*)::int from passkey where person_id = ${keys.id}) passkeys,
      (select count(*)::int from identity where person_id = ${keys.id}) identities`
  return { ...opened, ...rest }
}
const allOpen = { session: 200, token: 200, application: 200, feed: 200, password: 200, passkeys: 1, identities: 1 }
const allShut = { session: 401, token: 401, application: 401, feed: 404, password: 422, passkeys: 0, identities: 0 }

const askFor = async (path: '/sign-in/link' | '/password', email: string) => {
  received.length = 0
  await world.nobody.post(path, { email })
  await hasten()
  return linkTo(email, path === '/password' ? '/password/' : '/sign-in/')
}

describe('the first mailed link that anyone uses', () => {
  it('ends all that opened the account before, also what is listened with; the next ends nothing', async () => {
    const email = `owner-${++owners}@example.org`
    const inside = await join(email)
    const keys = await keysOf(inside, email)
    expect(await stillOpen(inside, email, keys)).toEqual(allOpen)
    const ear = await Ear.open(await world.listen(), { cookie: inside.cookie }, { origin: 'http://localhost' })
    const link = await askFor('/sign-in/link', email)
    const page = await world.nobody.get(link)
    expect(page.body).toContain('the first letter of this account')
    expect(await stillOpen(inside, email, keys), 'a page changes nothing').toEqual(allOpen)
    const came = await world.nobody.post(link, {}, origin)
    expect(came.json()).toEqual({ url: '/me/keys' })
    expect(await stillOpen(inside, email, keys)).toEqual(allShut)
    expect(await ear.closed()).toBe(4401)
    const own = { cookie: cookies(came), ...origin }
    expect((await world.nobody.json('/me/keys', own)).json()).toMatchObject({
      proven: true,
      password: false,
      sessions: [{ current: true }],
    })
    expect((await world.nobody.json('/me/keys', own)).json().events[0].verb).toBe('first-letter')
    await hasten()
    expect(to(email).map(({ subject }) => subject)).toContain('Your address is yours')
    // What they belong to is theirs; only who may come in has changed.
    expect((await world.nobody.json(river.path, own)).statusCode).toBe(200)
    const again = await askFor('/sign-in/link', email)
    expect((await world.nobody.get(again)).body).not.toContain('the first letter')
    expect((await world.nobody.post(again, {}, origin)).json()).toEqual({ url: '/' })
    expect((await world.nobody.json('/me', own)).statusCode).toBe(200)
  })

  it('ends it also where a new password is chosen by it', async () => {
    const email = `owner-${++owners}@example.org`
    const inside = await join(email)
    const keys = await keysOf(inside, email)
    const link = await askFor('/password', email)
    expect((await world.nobody.get(link)).body).toContain('the first letter of this account')
    const chosen = await world.nobody.post(link, { password: 'five calm rivers' }, origin)
    expect(chosen.json()).toEqual({ url: '/me/keys' })
    expect(await stillOpen(inside, email, keys)).toEqual(allShut)
    const own = { cookie: cookies(chosen), ...origin }
    expect((await world.nobody.json('/me', own)).statusCode).toBe(200)
    expect((await world.nobody.post('/sign-in', { email, password: 'five calm rivers' })).statusCode).toBe(200)
  })

  it('stops also what was asked for before: another address, half a sign-in, another link', async () => {
    const email = `owner-${++owners}@example.org`
    const inside = await join(email)
    const earlier = await askFor('/sign-in/link', email)
    received.length = 0
    await world.nobody.post('/me/address', { email: `mallory-${owners}@example.org` }, inside)
    await hasten()
    const change = linkTo(`mallory-${owners}@example.org`, '/address/')
    const link = await askFor('/sign-in/link', email)
    expect((await world.nobody.post(link, {}, origin)).statusCode).toBe(200)
    expect((await world.nobody.post(change, {}, origin)).statusCode).toBe(404)
    expect((await world.nobody.post(earlier, {}, origin)).statusCode).toBe(404)
  })

  it('is not one that the operator printed: that shows nothing about a mailbox, and ends nothing', async () => {
    const email = `owner-${++owners}@example.org`
    const inside = await join(email)
    const keys = await keysOf(inside, email)
    const [made] = await world.owner<[{ id: number }]>`select id from make_one_time('sign-in', ${email}, 30)`
    const token = world.site.config.key.linkToken('sign-in', made.id)
    expect((await world.nobody.post(`/sign-in/${token}`, {}, origin)).json()).toEqual({ url: '/' })
    expect(await stillOpen(inside, email, keys)).toEqual(allOpen)
    expect((await world.nobody.json('/me/keys', inside)).json().proven).toBe(false)
  })

  it('an invitation that was mailed is none either: whoever invited has its link as well', async () => {
    const email = `owner-${++owners}@example.org`
    await host.post(`${river.path}/invitations/addresses`, { addresses: email })
    const { invitations } = (await host.json(`${river.path}/invitations`)).json()
    const invitation = invitations.find((one: { email: string | null }) => one.email === email)
    const joined = await world.nobody.post(new URL(invitation.link).pathname, { name: 'Sam Lind', email, password })
    const own = { cookie: cookies(joined), ...origin }
    expect((await world.nobody.json('/me/keys', own)).json().proven).toBe(false)
  })
})

describe('an address is shown to be one’s own from inside', () => {
  it('by a letter that is opened in the session that asked: then mailed links end nothing', async () => {
    const email = `owner-${++owners}@example.org`
    const inside = await join(email)
    const keys = await keysOf(inside, email)
    expect((await world.nobody.get('/me/keys', inside)).body).toContain('Show that it is mine')
    expect((await world.nobody.get('/me/address/proof', inside)).body).toContain(email)
    received.length = 0
    expect((await world.nobody.post('/me/address/proof', {}, inside)).statusCode).toBe(200)
    await hasten()
    const link = linkTo(email, '/me/confirm/')
    // Its owner, who has no idea what this is about, is in no session that asked.
    expect((await host.post(link)).json().code).toBe('confirm-where-asked')
    expect((await world.nobody.json('/me/keys', inside)).json().proven).toBe(false)
    expect((await world.nobody.post(link, {}, inside)).statusCode).toBe(200)
    expect((await world.nobody.json('/me/keys', inside)).json().proven).toBe(true)
    expect((await world.nobody.get('/me/keys', inside)).body).not.toContain('Show that it is mine')
    const mailedLink = await askFor('/sign-in/link', email)
    expect((await world.nobody.post(mailedLink, {}, origin)).json()).toEqual({ url: '/' })
    expect(await stillOpen(inside, email, keys)).toEqual(allOpen)
  })

  it('before a second step is set up, which no mailed link gets past', async () => {
    const email = `owner-${++owners}@example.org`
    const inside = await join(email)
    const page = await world.nobody.get('/me/code', inside)
    expect([page.statusCode, page.headers.location]).toEqual([303, '/me/address/proof'])
    const refused = await world.nobody.post('/me/code', { sealed: 'x', code: '123456' }, inside)
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'prove-first'])
    await world.owner`update login set proven_at = now() where email = ${email}`
    const { secret, sealed } = (await world.nobody.json('/me/code', inside)).json()
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
    expect((await world.nobody.post('/me/code', { sealed, code }, inside)).statusCode).toBe(201)
  })

  it('not by a token, and not where no letter can be sent', async () => {
    const mute = await testSite({ mode: 'production' })
    const sana = await mute.person('Sana Qureshi', { proven: false })
    expect((await sana.post('/me/address/proof')).json().code).toBe('no-mail')
    // Nobody could ever show it here, so the second step asks for none.
    expect((await sana.json('/me/code')).statusCode).toBe(200)
    const { token } = (await host.post('/me/tokens', { name: 'x', write: true })).json()
    const byToken = await world.nobody.post('/me/address/proof', {}, { authorization: `Bearer ${token}` })
    expect(byToken.json().code).toBe('by-hand-only')
  })
})

describe('a provider that the operator trusts with addresses', () => {
  async function comeAs(site: TestSite, email: string) {
    const account = `account-${++owners}`
    elsewhere.accounts[account] = { email, email_verified: true, name: 'Sam Lind' }
    const out = await site.nobody.post('/sign-in/provider', {}, origin)
    const back = await elsewhere.visit(out.json().url, account)
    const body = Object.fromEntries(back.searchParams)
    return site.nobody.post('/sign-in/provider/back', body, { cookie: cookies(out), ...origin })
  }

  it('shows it as well: who typed the address before is outside from then on', async () => {
    const squatter: Person = await trusting.person('Sam Lind', { proven: false })
    await squatter.post('/me/password', { password })
    const came = await comeAs(trusting, squatter.email)
    expect(came.json()).toEqual({ url: '/' })
    expect((await squatter.json('/me')).statusCode).toBe(401)
    expect((await trusting.nobody.post('/sign-in', { email: squatter.email, password })).statusCode).toBe(422)
    const own = { cookie: cookies(came) }
    expect((await trusting.nobody.json('/me/keys', own)).json()).toMatchObject({ proven: true, providers: [{}] })
    const ada = await trusting.person('Ada Umeh')
    await comeAs(trusting, ada.email)
    expect((await ada.json('/me')).statusCode).toBe(200)
  })
})

describe('a password chosen by mail', () => {
  it('leaves passkeys and linked accounts, names them in the letter and on the page, each to be ended with one press', async () => {
    const luc = await world.person('Luc Marchetti')
    const keys = await keysOf({ cookie: luc.cookie, ...origin }, luc.email)
    const link = await askFor('/password', luc.email)
    const chosen = await world.nobody.submit(link, { password }, origin)
    expect(chosen.headers.location).toBe('/me/keys?left=true')
    const own = { cookie: cookies(chosen), ...origin }
    expect(await stillOpen({ cookie: luc.cookie }, luc.email, keys)).toEqual({
      ...allShut,
      password: 200,
      passkeys: 1,
      identities: 1,
    })
    await hasten()
    const letter = to(luc.email).find(({ subject }) => subject === 'Your password was changed')!
    expect(letter.text).toContain('Blue key, an account elsewhere')
    expect(letter.text).toContain('somebody reads your mail')
    const page = await world.nobody.get('/me/keys?left=true', own)
    const [left] = /<section class="stack" id="left">[\s\S]*?<\/section>/.exec(page.body)!
    expect(left).toContain('Blue key')
    const [passkey, provider] = [...left.matchAll(/action="([^"]+ending)"/g)].map(([, action]) => action!)
    const ended = await world.nobody.submit(passkey!, { left: 'true' }, own)
    expect([ended.statusCode, ended.headers.location]).toEqual([303, '/me/keys?left=true'])
    expect((await world.nobody.submit(provider!, { left: 'true' }, own)).headers.location).toBe('/me/keys?left=true')
    expect((await world.nobody.get('/me/keys?left=true', own)).body).toContain('Nothing but your new password')
    expect((await world.nobody.get('/me/keys', own)).body).not.toContain('Nothing but your new password')
  })
})
