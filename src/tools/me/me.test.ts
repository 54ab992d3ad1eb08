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
