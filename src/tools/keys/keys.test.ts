import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
let luc: Person

beforeEach(async () => {
  luc = await world.person('Luc Marchetti')
  await world.owner`delete from tries`
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const works = async (person: Person) => (await person.json('/me')).statusCode === 200
const session = async (): Promise<Person> => {
  await luc.post('/me/password', { password: 'four calm rivers' })
  const answer = await world.nobody.post('/sign-in', { email: luc.email, password: 'four calm rivers' })
  const cookie = /copse=[\w-]+/.exec(String(answer.headers['set-cookie']))![0]
  return { ...luc, cookie, json: (path, more) => world.nobody.json(path, { cookie, ...more }) }
}

describe('one’s sessions', () => {
  it('are listed and ended one by one, never another’s', async () => {
    const phone = await session()
    const { sessions } = (await luc.json('/me/keys')).json()
    expect(sessions.map(({ current }: { current: boolean }) => current).sort()).toEqual([false, true])
    const { id } = sessions.find(({ current }: { current: boolean }) => !current)
    const other = await world.person('Noor Bakri')
    expect((await other.post(`/me/sessions/${id}/ending`)).statusCode).toBe(404)
    expect(await works(phone)).toBe(true)
    expect((await luc.post(`/me/sessions/${id}/ending`)).statusCode).toBe(200)
    expect([await works(phone), await works(luc)]).toEqual([false, true])
  })

  it('end everywhere else at once', async () => {
    const phone = await session()
    await luc.submit('/me/sessions/ending')
    expect([await works(phone), await works(luc)]).toEqual([false, true])
  })
})

describe('one’s password', () => {
  it('is changed by who confirmed lately, and ends the other sessions', async () => {
    const phone = await session()
    const change = (password: string) => luc.submit('/me/password', { password })
    expect((await change('short')).body).toContain('At least 10 characters.')
    await world.owner`update session set confirmed_at = now() - interval '11 minutes' where person_id = ${luc.id}`
    expect((await change('five calm rivers')).headers.location).toBe('/me/confirm?to=%2Fme&again=true')
    expect(await works(phone)).toBe(true)
    await luc.submit('/me/confirm', { password: 'four calm rivers' })
    expect((await change('five calm rivers')).statusCode).toBe(303)
    expect([await works(phone), await works(luc)]).toEqual([false, true])
  })

  it('is nobody’s to change who is not signed in', async () => {
    for (const password of ['short', 'long enough now']) {
      expect((await world.nobody.submit('/me/password', { password })).statusCode).toBe(401)
      expect([401, 422]).toContain((await world.nobody.post('/me/password', { password })).statusCode)
    }
  })
})

describe('one’s tokens', () => {
  it('are shown once, listed without their secret, and ended by oneself alone', async () => {
    const page = await luc.submit('/me/tokens', { name: 'Calendar', write: 'true' })
    expect(page.statusCode).toBe(201)
    expect(page.body).toMatch(/value="copse_[\w-]{43}"/)
    const again = await luc.get('/me/keys')
    expect(again.body).toContain('Calendar')
    expect(again.body).not.toMatch(/copse_[\w-]{43}/)
    const [{ id, scopes }] = (await luc.json('/me/keys')).json().tokens
    expect(scopes).toEqual(['read', 'write'])
    const other = await world.person('Noor Bakri')
    expect((await other.post(`/me/tokens/${id}/ending`)).statusCode).toBe(404)
    expect((await luc.post(`/me/tokens/${id}/ending`)).statusCode).toBe(200)
    expect((await luc.json('/me/keys')).json().tokens).toEqual([])
  })
})

describe('the page of all that opens an account', () => {
  it('asks the same of the database however much there is', async () => {
    const asked = (page: boolean) => world.statementsOf(() => (page ? luc.get('/me/keys') : luc.json('/me/keys')))
    const few = [await asked(true), await asked(false)]
    for (let i = 0; i < 12; i++) {
      await luc.post('/me/tokens', { name: `Token ${i}` })
      await luc.post('/me/applications', { name: `Application ${i}` })
      await world.owner`insert into passkey (person_id, credential_id, public_key, counter, name)
        values (${luc.id}, ${`${luc.id} ${i}`}, '', 0, ${`Key ${i}`})`
      await world.owner`insert into session (person_id, hash, agent, expires_at)
        values (${luc.id}, sha256(${`${luc.id} ${i}`}::bytea), '', now() + interval '1 day')`
    }
    const many = [await asked(true), await asked(false)]
    expect((await luc.json('/me/keys')).json()).toMatchObject({ tokens: { length: 12 }, passkeys: { length: 12 } })
    expect(many).toEqual(few)
    expect(few[0]!.length).toBeLessThanOrEqual(3)
  })

  it('that shows a secret is kept by no browser, also not by the script that turns its pages', async () => {
    const cached = (body: string) => /<meta name="turbo-cache-control" content="([^"]+)">/.exec(body)?.[1]
    expect(cached((await luc.get('/me/keys')).body)).toBe('no-preview')
    const secret = [
      await luc.get('/me/code'),
      await luc.submit('/me/tokens', { name: 'Calendar' }),
      await luc.submit('/me/applications', { name: 'Calendar' }),
    ]
    for (const { body, headers } of secret)
      expect([cached(body), headers['cache-control']]).toEqual(['no-cache', 'no-store'])
  })
})

it('that a token was used is noted for its own person only', async () => {
  const { id } = (await luc.post('/me/tokens', { name: 'Calendar' })).json()
  const ada = await world.person('Ada Umeh')
  const usedAt = async () => (await world.owner`select used_at from token where id = ${id}`)[0]!.usedAt
  const touchAs = (person: Person) =>
    world.site.database.app.begin(async (sql) => {
      await sql`select enter_as(${person.id})`
      await sql`select touch_token(${id})`
    })
  await world.site.database.app`select touch_token(${id})`
  await touchAs(ada)
  expect(await usedAt()).toBeNull()
  await touchAs(luc)
  expect(await usedAt()).not.toBeNull()
})
