import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
let host: Person
let luc: Person
let noor: Person
let community: Community

beforeEach(async () => {
  host = await world.person('Ada Umeh')
  luc = await world.person('Luc Marchetti')
  noor = await world.person('Noor Bakri')
  community = await world.community(host)
  await world.join(community, luc)
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const own = async () => (await luc.json('/me/profile')).json()
const seen = async (by = host) => (await by.json(`/people/${luc.handle}`)).json()

describe('telling of oneself', () => {
  it('begins with the language one chose and one’s time, and goes back empty where one empties it', async () => {
    expect(await own()).toMatchObject({ does: '', languages: ['en'], links: [], hidden: [], clock: 'Europe/Paris' })
    await luc.post('/me/profile', { does: '  Forty cows.  ', place: ' Haut \n Varelle ', languages: 'French' })
    expect(await own()).toMatchObject({ does: 'Forty cows.', place: 'Haut Varelle', languages: ['fr'] })
    await luc.post('/me/profile', { does: '  ' })
    expect(await own()).toMatchObject({ does: '', place: '', languages: [] })
    expect((await world.owner`select from profile_field where person_id = ${luc.id}`).count).toBe(1)
  })

  it('shows each field to those who share a community, or to nobody', async () => {
    await luc.submit('/me/profile', { does: 'Forty cows.', place: 'Haut-Varelle', hidden: ['place', 'clock'] })
    expect(await seen()).toMatchObject({ does: 'Forty cows.', place: '', clock: '' })
    expect(await own()).toMatchObject({ place: 'Haut-Varelle', hidden: ['place', 'clock'], clock: 'Europe/Paris' })
    const page = (await luc.get('/me/profile')).body
    expect(page).toMatch(/name="hidden" value="place" checked/)
    expect(page).not.toMatch(/name="hidden" value="does" checked/)
    await luc.submit('/me/profile', { does: 'Forty cows.', place: 'Haut-Varelle' })
    expect(await seen()).toMatchObject({ place: 'Haut-Varelle', clock: 'Europe/Paris' })
  })

  it('takes no field that is none of these', async () => {
    const sent = { does: 'Forty cows.', _key: 'a-form', clock: 'Mars', welcome: 'x', shoe: '44' }
    expect((await luc.submit('/me/profile', sent)).statusCode).toBe(303)
    expect(await own()).toMatchObject({ does: 'Forty cows.', clock: 'Europe/Paris', welcome: '' })
  })

  it('goes to how others see it', async () => {
    expect((await luc.submit('/me/profile', { does: 'Forty cows.' })).headers.location).toBe(`/people/${luc.handle}`)
  })

  it('follows one’s time zone, and keeps it hidden', async () => {
    await luc.post('/me/profile', { hidden: ['clock'] })
    const card = { name: 'Luc Marchetti', handle: luc.handle, lang: 'en', timeZone: 'Africa/Nairobi' }
    expect((await luc.post('/me', card)).statusCode).toBe(200)
    expect(await own()).toMatchObject({ clock: 'Africa/Nairobi', hidden: ['clock'] })
    expect((await seen()).clock).toBe('')
  })

  it.each([
    ['a name of their own tongue', 'français, Arabic', ['fr', 'ar']],
    ['short names', 'wo; pt', ['wo', 'pt']],
    ['the same twice', 'French, fr', ['fr']],
  ])('takes languages by %s', async (_what, languages, tags) => {
    await luc.post('/me/profile', { languages })
    expect((await own()).languages).toEqual(tags)
  })

  it.each<[string, Record<string, string>, string]>([
    ['a language nobody knows', { languages: 'French, Riverish' }, 'Riverish'],
    ['what is no address', { links: 'my garden' }, 'my garden'],
    ['an address that runs', { links: 'javascript:alert(1) Click' }, 'javascript'],
    ['an address of this machine', { links: 'http://localhost/ x' }, 'localhost'],
    ['an address with a password', { links: 'https://me:pw@example.org/ x' }, 'pw@example.org'],
    ['six links', { links: Array(6).fill('https://example.org/').join('\n') }, 'At most 5 links'],
    ['too long a place', { place: 'x'.repeat(121) }, '120'],
    ['too much of what one does', { does: 'x'.repeat(601) }, '600'],
  ])('refuses %s, says why and keeps what was typed', async (_what, fields, words) => {
    await luc.post('/me/profile', { learning: 'To dance' })
    const again = await luc.submit('/me/profile', { learning: 'To sing', hidden: 'learning', ...fields })
    expect(again.statusCode).toBe(422)
    expect(again.body).toContain(words)
    expect(again.body).toMatch(/To sing/)
    expect(again.body).toMatch(/name="hidden" value="learning" checked/)
    expect(again.body).toContain('aria-invalid="true"')
    expect((await luc.post('/me/profile', fields)).statusCode).toBe(422)
    expect((await own()).learning).toBe('To dance')
  })

  it('refuses to hide what is no field', async () => {
    expect((await luc.post('/me/profile', { hidden: ['name'] })).statusCode).toBe(422)
  })
})

const wav = Buffer.concat([
  Buffer.from(
    'RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x00\x00\x00\x00',
    'latin1',
  ),
  Buffer.alloc(1000, 128),
])
const sounds: [string, Buffer, string][] = [
  ['WAV', wav, 'audio/wav'],
  [
    'WebM',
    Buffer.concat([Buffer.from('1a45dfa387428284', 'hex'), Buffer.from('webm'), Buffer.alloc(64)]),
    'audio/webm',
  ],
  [
    'Ogg',
    Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from('OpusHead'), Buffer.alloc(64)]),
    'audio/ogg',
  ],
  ['M4A', Buffer.concat([Buffer.from('00000018', 'hex'), Buffer.from('ftypM4A '), Buffer.alloc(64)]), 'audio/mp4'],
  ['MP3', Buffer.concat([Buffer.from('fffb9064', 'hex'), Buffer.alloc(413)]), 'audio/mpeg'],
]
const record = (bytes: Buffer, fields: Record<string, string> = { welcome: 'Come in.' }, name = 'hello.bin') =>
  luc.upload('/me/welcome', fields, [{ field: 'recording', name, type: 'audio/anything', bytes }])
const hear = (by: Person, headers = {}) => by.get(`/people/${luc.handle}/welcome`, headers)

describe('a word of welcome', () => {
  it.each(sounds)('is taken as %s, by what its bytes say, and cannot run', async (_name, bytes, type) => {
    const answer = await record(bytes)
    expect(answer.statusCode, answer.body).toBe(303)
    const heard = await hear(host)
    expect(heard.statusCode).toBe(200)
    expect(heard.headers).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
    })
    expect(heard.headers['content-security-policy']).toMatch(/^sandbox;/)
    expect(heard.rawPayload.equals(bytes)).toBe(true)
    const page = (await host.get(`/people/${luc.handle}`)).body
    expect(page).toMatch(/<audio controls[^>]*src="\/people\/[\w-]+\/welcome"/)
    expect(page).toContain('Come in.')
  })

  it('is sent in parts to who asks for a part', async () => {
    await record(wav)
    const part = await hear(host, { range: 'bytes=4-7' })
    expect([part.statusCode, part.headers['content-range'], part.headers['content-length']]).toEqual([
      206,
      `bytes 4-7/${wav.length}`,
      '4',
    ])
    expect(part.rawPayload.equals(wav.subarray(4, 8))).toBe(true)
  })

  it('is heard by those alone who may read it', async () => {
    await record(wav)
    expect((await hear(host)).statusCode).toBe(200)
    for (const by of [noor, await world.person('Rosa Lindell')]) expect((await hear(by)).statusCode).toBe(404)
    expect((await hear(world.nobody)).statusCode).toBe(303)
    await luc.submit('/me/welcome', { welcome: 'Come in.', hidden: 'true' })
    expect((await hear(host)).statusCode).toBe(404)
    expect((await hear(luc)).statusCode).toBe(200)
    expect(await seen()).toMatchObject({ welcome: '', recording: null })
  })

  it('is always there in writing too', async () => {
    const alone = await record(wav, {})
    expect(alone.statusCode).toBe(422)
    expect(alone.body).toContain('Write what you say, too')
    expect((await hear(luc)).statusCode).toBe(404)
    await record(wav)
    expect((await luc.submit('/me/welcome', {})).statusCode).toBe(422)
    expect((await seen()).welcome).toBe('Come in.')
  })

  it.each<[string, Buffer, string]>([
    ['a page that says it is a sound', Buffer.from('<script>alert(1)</script>'), 'cannot be read as a recording'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'cannot be read as a recording'],
    ['more than a minute could be', Buffer.concat([wav, Buffer.alloc(5_000_000)]), 'too large'],
  ])('refuses %s and keeps what was written', async (_what, bytes, words) => {
    const again = await record(bytes, { welcome: 'Do come in.' }, 'hello.mp3')
    expect(again.statusCode).toBe(422)
    expect(again.body).toContain(words)
    expect(again.body).toContain('Do come in.')
    expect(await own()).toMatchObject({ welcome: '', recording: null })
  })

  it('can be recorded anew, and deleted; what is written stays', async () => {
    await record(wav)
    await record(sounds[1]![1], { welcome: 'Come in, again.' })
    expect((await hear(host)).headers['content-type']).toBe('audio/webm')
    expect((await luc.submit('/me/welcome/recording/removal')).headers.location).toBe('/me/profile#word')
    expect((await hear(host)).statusCode).toBe(404)
    expect(await seen()).toMatchObject({ welcome: 'Come in, again.', recording: null })
    await luc.submit('/me/welcome', {})
    expect((await seen()).welcome).toBe('')
  })
})
