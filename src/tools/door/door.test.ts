import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { oneTimePath, passwordHash } from '../../spine/people/signing-in.ts'

const world = await testSite()
const password = 'four calm rivers'
const hashed = await passwordHash(password)
const host = await world.person('Ada Umeh')
const community = await world.community(host)

beforeEach(() => world.owner`delete from tries`)
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function withPassword(name: string): Promise<Person> {
  const person = await world.person(name)
  await world.owner`select set_password(${person.id}, ${hashed})`
  return person
}

const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  /copse=[^;]+/.exec(String(answer.headers['set-cookie'] ?? ''))?.[0]
/** Whether this cookie is a session of someone. */
async function works(cookie: string | undefined): Promise<boolean> {
  return cookie !== undefined && (await world.nobody.json('/me', { cookie })).statusCode === 200
}

async function link(kind: 'sign-in' | 'password', email: string): Promise<string> {
  const [made] = await world.owner<[{ id: number }]>`select id from make_one_time(${kind}, ${email}, 30)`
  return oneTimePath(world.site, kind, made.id)
}

describe('signing in with a password', () => {
  it('opens a session and goes where one wanted to', async () => {
    const luc = await withPassword('Luc Marchetti')
    const answer = await world.nobody.submit('/sign-in', { email: luc.email, password, to: '/me?x=1' })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/me?x=1'])
    expect(await works(cookieOf(answer))).toBe(true)
    const json = await world.nobody.post('/sign-in', { email: luc.email.toUpperCase(), password })
    expect(json.json()).toEqual({ url: '/' })
  })

  it('answers a wrong password and an unknown address alike', async () => {
    const luc = await withPassword('Luc Marchetti')
    const tries = [luc.email, 'unknown@example.org', (await world.person('No Password')).email]
    const answers = await Promise.all(
      tries.map((email) => world.nobody.post('/sign-in', { email, password: 'not this one' })),
    )
    for (const answer of answers) {
      expect([answer.statusCode, answer.body]).toEqual([422, answers[0]!.body])
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
    const [known, unknown] = await Promise.all(
      tries.map((email) => world.nobody.submit('/sign-in', { email, password: 'not this one' })),
    )
    expect(known!.body.replaceAll(luc.email, '')).toBe(unknown!.body.replaceAll('unknown@example.org', ''))
    expect(known!.body).toContain(`value="${luc.email}"`)
    expect(known!.body).not.toContain('not this one')
  })

  it('is refused after ten wrong guesses, for a known and an unknown address alike, and says how long', async () => {
    const luc = await withPassword('Luc Marchetti')
    for (const email of [luc.email, 'unknown@example.org']) {
      const guess = () => world.nobody.post('/sign-in', { email, password: 'a wrong guess' })
      const statuses = []
      for (let i = 0; i < 10; i++) statuses.push((await guess()).statusCode)
      expect(new Set(statuses)).toEqual(new Set([422]))
      const refused = await guess()
      expect(refused.statusCode).toBe(429)
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800)
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(900)
    }
    expect((await world.nobody.post('/sign-in', { email: luc.email, password })).statusCode).toBe(429)
  })

  it('forgives wrong guesses once the right one comes', async () => {
    const luc = await withPassword('Luc Marchetti')
    const sign = (guess: string) => world.nobody.post('/sign-in', { email: luc.email, password: guess })
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 9; i++) await sign('a wrong guess')
      expect((await sign(password)).statusCode).toBe(200)
    }
  })

  it('never leads to another site', async () => {
    const luc = await withPassword('Luc Marchetti')
    const elsewhere = [
      'https://elsewhere.example',
      '//elsewhere.example',
      '/\\elsewhere.example',
      '\\\\elsewhere.example',
      '/\t/elsewhere.example',
      '/\n/elsewhere.example',
      'javascript:alert(1)',
      '/.//elsewhere.example',
    ]
    for (const to of elsewhere) {
      const answer = await world.nobody.submit('/sign-in', { email: luc.email, password, to })
      const page = await luc.get(`/sign-in?to=${encodeURIComponent(to)}`)
      for (const { statusCode, headers } of [answer, page]) {
        expect([to, statusCode]).toEqual([to, 303])
        const target = new URL(String(headers.location), 'http://localhost/')
        expect([to, target.host]).toEqual([to, 'localhost'])
      }
    }
    const accented = await luc.get(`/sign-in?to=${encodeURIComponent('/c/rivière')}`)
    expect(accented.headers.location).toBe('/c/rivi%C3%A8re')
  })

  it('ends the session that this browser had before', async () => {
    const luc = await withPassword('Luc Marchetti')
    await luc.post('/sign-in', { email: luc.email, password })
    expect(await works(luc.cookie)).toBe(false)
  })
})

describe('the session cookie', () => {
  it('is for this site’s server only', async () => {
    const luc = await withPassword('Luc Marchetti')
    const answer = await world.nobody.post('/sign-in', { email: luc.email, password })
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toMatch(/^copse=[\w-]{43}; /)
    for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=7776000']) expect(cookie).toContain(flag)
    expect(cookie).not.toMatch(/Domain|Secure/)
  })

  it('is bound to the host and to https where the site has it', async () => {
    const safe = await testSite({ env: { COPSE_URL: 'https://copse.example.org' } })
    const luc = await safe.person('Luc Marchetti')
    await safe.owner`select set_password(${luc.id}, ${hashed})`
    const origin = { host: 'copse.example.org', origin: 'https://copse.example.org' }
    const answer = await safe.nobody.post('/sign-in', { email: luc.email, password }, origin)
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toMatch(/^__Host-copse=[\w-]{43}; /)
    for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Secure']) expect(cookie).toContain(flag)
    const me = await safe.nobody.json('/me', { cookie: cookie.split(';')[0]! })
    expect(me.json().handle).toBe(luc.handle)
  })
})

describe('a mailed link', () => {
  it('is asked for with the same answer for every address, and mailed only to a known one', async () => {
    const luc = await world.person('Luc Marchetti')
    const known = await world.nobody.post('/sign-in/link', { email: luc.email })
    const unknown = await world.nobody.post('/sign-in/link', { email: 'unknown@example.org' })
    expect([known.statusCode, known.body]).toEqual([unknown.statusCode, unknown.body])
    const mails = await world.owner`select kind from mail where address in (${luc.email}, 'unknown@example.org')`
    expect(mails.map(({ kind }) => kind)).toEqual(['sign-in'])
  })

  it('is never used up by being opened, and works once by its button', async () => {
    const luc = await world.person('Luc Marchetti')
    const address = await link('sign-in', luc.email)
    for (let i = 0; i < 3; i++) expect((await world.nobody.get(address)).body).toContain('Hello Luc Marchetti')
    const answers = await Promise.all([1, 2, 3].map(() => world.nobody.submit(address)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 404, 404])
    expect(await works(cookieOf(answers.find(({ statusCode }) => statusCode === 303)!))).toBe(true)
    expect((await world.nobody.get(address)).statusCode).toBe(404)
  })

  it('does nothing when it is over, changed or meant for something else', async () => {
    const luc = await world.person('Luc Marchetti')
    const over = await link('sign-in', luc.email)
    await world.owner`update one_time set expires_at = now() - interval '1 second'`
    const other = (await link('password', luc.email)).replace('/password/', '/sign-in/')
    const forged = (await link('sign-in', luc.email)).replace(/-.{5}/, '-AAAAA')
    for (const address of [over, other, forged, '/sign-in/1', '/sign-in/nonsense']) {
      expect((await world.nobody.get(address)).statusCode).toBe(404)
      expect((await world.nobody.submit(address)).statusCode).toBe(404)
    }
  })
})

describe('a new password', () => {
  it('ends every other session and signs in', async () => {
    const luc = await withPassword('Luc Marchetti')
    const address = await link('password', luc.email)
    expect((await world.nobody.get(address)).body).toContain(luc.email)
    const answer = await world.nobody.submit(address, { password: 'five calm rivers' })
    expect(answer.statusCode).toBe(303)
    expect(await works(luc.cookie)).toBe(false)
    expect(await works(cookieOf(answer))).toBe(true)
    expect((await world.nobody.post('/sign-in', { email: luc.email, password })).statusCode).toBe(422)
    const signed = await world.nobody.post('/sign-in', { email: luc.email, password: 'five calm rivers' })
    expect(signed.statusCode).toBe(200)
  })

  it('that is too short is refused with a sentence, and the link still works', async () => {
    const luc = await withPassword('Luc Marchetti')
    const address = await link('password', luc.email)
    const short = await world.nobody.submit(address, { password: 'short' })
    expect(short.statusCode).toBe(422)
    expect(short.body).toContain('At least 10 characters.')
    expect((await world.nobody.submit(address, { password: 'long enough now' })).statusCode).toBe(303)
  })
})

describe('signing out', () => {
  it('ends this session alone and clears what the browser kept', async () => {
    const luc = await withPassword('Luc Marchetti')
    const other = cookieOf(await world.nobody.post('/sign-in', { email: luc.email, password }))
    const answer = await luc.submit('/sign-out')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in'])
    expect(answer.headers['clear-site-data']).toBe('"cache"')
    expect(String(answer.headers['set-cookie'])).toMatch(/^copse=; .*Expires=Thu, 01 Jan 1970/)
    expect(await works(luc.cookie)).toBe(false)
    expect(await works(other)).toBe(true)
  })
})

async function invite(body: Record<string, unknown> = {}, by = host): Promise<string> {
  const made = await by.post(`${community.path}/invitations`, body)
  expect(made.statusCode).toBe(201)
  return new URL(made.json().link).pathname
}
let newcomers = 0
const newcomer = () => ({ name: 'Maud Ferrand', lang: 'fr', email: `maud${++newcomers}@example.org`, password })

describe('joining by invitation', () => {
  it('shows who invites, to what, and how many can read, before one decides', async () => {
    const page = await world.nobody.get(await invite({ note: 'Come and see.' }))
    expect(page.body).toContain('Ada Umeh invites you to River Keepers')
    expect(page.body).toContain('Come and see.')
    expect(page.body).toContain('can read this')
  })

  it('makes a new person a member, signed in, in their language', async () => {
    const someone = newcomer()
    const answer = await world.nobody.submit(await invite(), someone)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${community.path}/welcome`])
    const cookie = cookieOf(answer)!
    const me = (await world.nobody.json('/me', { cookie })).json()
    expect(me).toMatchObject({ name: 'Maud Ferrand', lang: 'fr', email: someone.email })
    expect((await world.nobody.json(community.path, { cookie })).json().space.standing).toBe('member')
  })

  it('asks for what is missing and keeps what was typed', async () => {
    const address = await invite()
    const answer = await world.nobody.submit(address, { name: 'Maud Ferrand', email: 'not an address' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('value="Maud Ferrand"')
    expect(answer.body).toContain('This does not look like an email address.')
    for (const field of ['name', 'email', 'password']) {
      const rest = { ...newcomer(), [field]: '' }
      const refused = await world.nobody.post(address, rest)
      expect([refused.statusCode, Object.keys(refused.json().errors)]).toEqual([422, [field]])
    }
  })

  it('takes a signed-in person as they are, and changes nothing for a member', async () => {
    const luc = await world.person('Luc Marchetti')
    const address = await invite({ uses: 1 })
    expect((await luc.submit(address)).statusCode).toBe(303)
    expect((await luc.json(community.path)).statusCode).toBe(200)
    expect((await luc.submit(address)).statusCode).toBe(303)
    const [row] = await world.owner`select uses from invitation order by id desc limit 1`
    expect(row!.uses).toBe(1)
  })

  it('takes someone who has an account by its password, and refuses another password', async () => {
    const luc = await withPassword('Luc Marchetti')
    const address = await invite()
    const wrong = await world.nobody.post(address, { ...newcomer(), email: luc.email, password: 'not the right one' })
    expect(wrong.statusCode).toBe(422)
    expect((await luc.json(community.path)).statusCode).toBe(404)
    const right = await world.nobody.post(address, { email: luc.email, password })
    expect(right.statusCode).toBe(200)
    expect((await luc.json(community.path)).statusCode).toBe(200)
    expect(await works(cookieOf(right))).toBe(true)
  })

  it('ends with its last use, its date, its revocation, its inviter', async () => {
    const leaver = await world.person('Leaver')
    await world.join(community, leaver, 'host')
    const used = await invite({ uses: 1 })
    await world.nobody.post(used, newcomer())
    const over = await invite({ days: 1 })
    const [{ id }] = await world.owner<[{ id: number }]>`select max(id) id from invitation`
    await world.owner`update invitation set expires_at = now() - interval '1 second' where id = ${id}`
    const revoked = await invite()
    await host.post(`${community.path}/invitations/${id + 1}/revocation`)
    const left = await invite({}, leaver)
    await leaver.post(`${community.path}/leaving`)
    const luc = await world.person('Luc Marchetti')
    for (const address of [used, over, revoked, left]) {
      const page = await world.nobody.get(address)
      expect(page.body).toContain('This invitation has ended')
      expect(page.body).not.toContain('<form')
      expect((await world.nobody.json(address)).json().usable).toBe(false)
      expect((await world.nobody.post(address, newcomer())).statusCode).toBe(404)
      expect((await luc.post(address)).statusCode).toBe(404)
    }
    expect((await luc.json(community.path)).statusCode).toBe(404)
  })

  it('does not exist for a forged token', async () => {
    const address = await invite()
    const forged = [address.replace(/-.{4}/, '-AAAA'), address.replace(/\/\d+-/, '/999999-'), '/join/1', '/join/x']
    for (const path of forged) {
      expect((await world.nobody.get(path)).statusCode).toBe(404)
      expect((await world.nobody.post(path, newcomer())).statusCode).toBe(404)
    }
  })

  it('lets exactly one in on its last use', async () => {
    const address = await invite({ uses: 1 })
    const answers = await Promise.all([1, 2, 3].map(() => world.nobody.post(address, newcomer())))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404, 404])
  })

  it('leaves a signed-in person signed in when the invitation has ended', async () => {
    const [luc, vida] = [await withPassword('Luc Marchetti'), await world.person('Vida Moreau')]
    const address = await invite({ uses: 1 })
    await world.nobody.post(address, newcomer())
    const answer = await vida.post(address, { email: luc.email, password })
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('is found by pasting its link', async () => {
    const address = await invite()
    const found = await world.nobody.get(`/join?link=${encodeURIComponent(`https://copse.example.org${address}`)}`)
    expect(found.headers.location).toBe(address)
    const lost = await world.nobody.get('/join?link=https://elsewhere.example/')
    expect(lost.body).toContain('This is not a link to an invitation.')
  })
})

describe('claiming what one wrote before', () => {
  /** An author of imported words in the community. */
  async function placeholder(at = community): Promise<{ id: number; path: string }> {
    const { id, path } = await world.discussion(at, at.host)
    const [made] = await world.owner<[{ id: number }]>`
      select placeholder(${`old-forum:${id}`}, ${`old-maud-${id}`}, 'maud_f', 'fr') id`
    await world.owner`update message set author_id = ${made.id} where item_id = ${id}`
    return { id: made.id, path }
  }

  it('makes the words one’s own', async () => {
    const { id, path } = await placeholder()
    const address = await invite({ claims: id })
    expect((await world.nobody.get(address)).body).toContain('What maud_f wrote before will be yours.')
    const answer = await world.nobody.post(address, newcomer())
    expect(answer.statusCode).toBe(200)
    const [message] = (await host.json(path)).json().messages
    expect(message.author).toMatchObject({ id, name: 'Maud Ferrand' })
    const own = await world.nobody.post(
      `${path}/messages/1/edit`,
      { text: 'Mine.', version: 1 },
      { cookie: cookieOf(answer)! },
    )
    expect(own.statusCode).toBe(200)
    const imported = (await host.json(`${community.path}/members/imported`)).json().people
    expect(imported.map((one: { id: number }) => one.id)).not.toContain(id)
  })

  it('is for the authors of this community alone', async () => {
    const other = await world.person('Noor Bakri')
    const elsewhere = await placeholder(await world.community(other, 'Seed Savers'))
    const someone = await world.person('Luc Marchetti')
    for (const claims of [elsewhere.id, someone.id, 999_999]) {
      const answer = await host.post(`${community.path}/invitations`, { claims })
      expect([claims, answer.statusCode]).toEqual([claims, 422])
    }
  })
})

describe('founding the site', () => {
  const founder = (n: number) => ({
    name: 'Ada Umeh',
    email: `founder${n}@example.org`,
    password,
    lang: 'en',
    timeZone: 'Europe/Paris',
    community: 'Tide Watchers',
  })
  async function firstRun(): Promise<string> {
    await world.owner`update site set founded_at = null`
    const [made] = await world.owner<[{ id: number }]>`select make_first_run() id`
    return oneTimePath(world.site, 'first-run', made.id)
  }

  it('makes an operator who hosts the first community, once', async () => {
    const address = await firstRun()
    const answer = await world.nobody.submit(address, founder(1))
    expect(answer.statusCode).toBe(303)
    const cookie = cookieOf(answer)!
    expect(answer.headers.location).toBe('/c/tide-watchers/beginning')
    expect((await world.nobody.json('/c/tide-watchers/beginning', { cookie })).json()).toMatchObject({
      current: 'tools',
    })
    const { space } = (await world.nobody.json('/c/tide-watchers', { cookie })).json()
    expect(space).toMatchObject({ name: 'Tide Watchers', standing: 'host' })
    expect((await world.nobody.json('/operating', { cookie })).statusCode).toBe(200)
    expect((await world.nobody.get(address)).statusCode).toBe(404)
    expect((await world.nobody.submit(address, founder(2))).statusCode).toBe(404)
    expect((await world.nobody.submit(`${address}/demonstration`)).statusCode).toBe(404)
  })

  it('is done by one of two who try at once', async () => {
    const address = await firstRun()
    const answers = await Promise.all([3, 4].map((n) => world.nobody.post(address, founder(n))))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404])
  })

  it('says what is missing and keeps what was typed', async () => {
    const address = await firstRun()
    const answer = await world.nobody.submit(address, { ...founder(5), password: 'short' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('value="Tide Watchers"')
    expect(answer.body).toContain('At least 10 characters.')
  })
})
