import sharp from 'sharp'
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

const card = (more: object = {}) => ({
  name: 'Luc Marchetti',
  handle: luc.handle,
  lang: 'en',
  timeZone: 'Europe/Paris',
  ...more,
})
const works = async (person: Person) => (await person.json('/me')).statusCode === 200
const session = async (): Promise<Person> => {
  await luc.post('/me/password', { password: 'four calm rivers' })
  const answer = await world.nobody.post('/sign-in', { email: luc.email, password: 'four calm rivers' })
  const cookie = String(answer.headers['set-cookie']).split(';')[0]!
  return { ...luc, cookie, json: (path, more) => world.nobody.json(path, { cookie, ...more }) }
}

describe('one’s card', () => {
  it('says what one wants others to see', async () => {
    const changed = card({ name: ' Luc  M. ', lang: 'fr' })
    expect((await luc.submit('/me', changed)).statusCode).toBe(303)
    const me = (await luc.json('/me')).json()
    expect(me).toMatchObject({ name: 'Luc M.', lang: 'fr', email: luc.email })
    expect((await luc.get('/me')).body).toContain('<html lang="fr"')
  })

  it('keeps what was typed when something cannot be taken, and says what', async () => {
    const other = await world.person('Ada Umeh')
    const wrong: [object, string][] = [
      [{ handle: other.handle }, 'Someone has this name already.'],
      [{ handle: 'Not A Handle' }, 'Letters a to z'],
      [{ timeZone: 'Europe/Atlantis' }, 'We do not know this time zone.'],
      [{ name: '   ' }, 'This is needed.'],
    ]
    for (const [fields, sentence] of wrong) {
      const page = await luc.submit('/me', card({ name: 'Luc M.', ...fields }))
      expect([fields, page.statusCode]).toEqual([fields, 422])
      expect(page.body).toContain(sentence)
      if (!('name' in fields)) expect(page.body).toContain('value="Luc M."')
    }
    expect((await luc.json('/me')).json().name).toBe('Luc Marchetti')
  })

  it('gets a picture, small and square, and loses it again', async () => {
    const bytes = await sharp({ create: { width: 900, height: 300, channels: 3, background: 'green' } })
      .jpeg()
      .toBuffer()
    const face = { field: 'picture', name: 'me.jpg', type: 'image/jpeg', bytes }
    expect((await luc.upload('/me/picture', {}, [face])).statusCode).toBe(303)
    const { picture } = (await luc.json('/me')).json()
    const kept = await sharp((await luc.get(`/pictures/${picture}`)).rawPayload).metadata()
    expect([kept.format, kept.width, kept.height]).toEqual(['webp', 256, 256])
    await luc.submit('/me/picture', { remove: 'true' })
    expect((await luc.json('/me')).json().picture).toBeNull()
    const lie = await luc.upload('/me/picture', {}, [{ ...face, bytes: Buffer.from('words') }])
    expect(lie.statusCode).toBe(422)
    expect(lie.body).toContain('me.jpg cannot be read as a picture.')
    for (const hash of ['0'.repeat(64), '..%2f..%2fsecret', 'x'])
      expect((await luc.get(`/pictures/${hash}`)).statusCode).toBe(404)
  })
})

describe('one’s appearance', () => {
  it('is kept in this browser, for anyone', async () => {
    const answer = await world.nobody.submit('/me/appearance', { theme: 'dark' })
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toMatch(/^copse_theme=dark; .*HttpOnly; SameSite=Lax/)
    const page = await world.nobody.get('/sign-in', { cookie: cookie.split(';')[0]! })
    expect(page.body).toContain('data-theme="dark"')
    expect((await world.nobody.post('/me/appearance', { theme: 'neon' })).statusCode).toBe(422)
  })
})

describe('one’s sessions', () => {
  it('are listed and ended one by one, never another’s', async () => {
    const phone = await session()
    const { sessions } = (await luc.json('/me')).json()
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
    const again = await luc.get('/me')
    expect(again.body).toContain('Calendar')
    expect(again.body).not.toMatch(/copse_[\w-]{43}/)
    const [{ id, scopes }] = (await luc.json('/me')).json().tokens
    expect(scopes).toEqual(['read', 'write'])
    const other = await world.person('Noor Bakri')
    expect((await other.post(`/me/tokens/${id}/ending`)).statusCode).toBe(404)
    expect((await luc.post(`/me/tokens/${id}/ending`)).statusCode).toBe(200)
    expect((await luc.json('/me')).json().tokens).toEqual([])
  })
})
