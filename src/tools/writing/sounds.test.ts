import { afterEach, describe, expect, it } from 'vitest'
import { testSite } from '../../../test/site.ts'

const world = await testSite()
const host = await world.person('Ada Umeh')
const member = await world.person('Luc Marchetti')
const outsider = await world.person('Noor Bakri')
const community = await world.community(host)
await world.join(community, member)
const json = { accept: 'application/json' }

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

/** Seconds of silence, as eight thousand numbers each. */
function wav(seconds: number): Buffer {
  const head = Buffer.alloc(44)
  const bytes = seconds * 8000
  head.write('RIFF')
  head.writeUInt32LE(36 + bytes, 4)
  head.write('WAVEfmt ', 8)
  for (const [at, value] of [
    [16, 16],
    [24, 8000],
    [28, 8000],
  ] as const)
    head.writeUInt32LE(value, at)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    head.writeUInt16LE(value, at)
  head.write('data', 36)
  head.writeUInt32LE(bytes, 40)
  return Buffer.concat([head, Buffer.alloc(bytes, 128)])
}

const element = (id: string, ...inside: Buffer[]) => {
  const body = Buffer.concat(inside)
  return Buffer.concat([Buffer.from(id, 'hex'), Buffer.from([0x40 | (body.length >> 8), body.length & 255]), body])
}
/** As a browser records, three seconds; a film has a picture of so many pixels. */
const webm = (width?: number) =>
  Buffer.concat([
    element('1a45dfa3', element('4282', Buffer.from('webm'))),
    element(
      '18538067',
      element('1549a966', element('4489', Buffer.from('453b8000', 'hex'))),
      element(
        '1654ae6b',
        element(
          'ae',
          ...(width ? [element('e0', element('b0', Buffer.from([width])), element('ba', Buffer.from([width])))] : []),
        ),
      ),
    ),
  ])
const file = (bytes: Buffer, name = 'Voice message.webm', type = 'audio/webm') => ({ name, type, bytes })
const ahead = async (what: ReturnType<typeof file>, by = member) =>
  (await by.upload(`${community.path}/attachments`, {}, [what], json)).json()

describe('A sound', () => {
  it.each([
    ['a voice', file(webm()), 'audio/webm', 3],
    ['a film', file(webm(40)), 'video/webm', 3],
    ['a recording', file(wav(2), 'river.wav', 'audio/x-anything'), 'audio/wav', 2],
    ['something else', file(Buffer.from('1a45dfa387428284', 'hex'), 'x.webm'), 'application/octet-stream', null],
  ])('is told by what is in it: %s', async (_, what, type, seconds) => {
    expect(await ahead(what)).toMatchObject({ type, seconds, width: null })
  })

  it('is heard where it stands, in parts, by whoever reads there and by nobody else', async () => {
    const { path } = await world.discussion(community, host)
    const { id } = await ahead(file(webm()))
    const sent = await member.post(`${path}/messages`, { text: 'The river at night', attachments: [id] })
    expect(sent.statusCode).toBe(201)
    const [sound] = (await host.json(`${path}/messages/2`)).json().attachments
    expect(sound).toMatchObject({ type: 'audio/webm', seconds: 3, name: 'Voice message.webm' })
    const { body } = await host.get(path)
    expect(body).toContain(`<audio controls preload="none" src="${sound.url}" aria-label="Voice message.webm"></audio>`)
    expect(body).toContain('0:03 · ')
    const heard = await host.get(sound.url, { range: 'bytes=0-3' })
    expect([heard.statusCode, heard.headers['content-type'], heard.rawPayload.toString('hex')]).toEqual([
      206,
      'audio/webm',
      '1a45dfa3',
    ])
    expect(heard.headers['content-security-policy']).toContain('sandbox')
    expect((await outsider.get(sound.url)).statusCode).toBe(404)
  })

  it('a film is kept, not played', async () => {
    const { path } = await world.discussion(community, host)
    const { id } = await ahead(file(webm(40)))
    await member.post(`${path}/messages`, { attachments: [id] })
    const [film] = (await host.json(`${path}/messages/2`)).json().attachments
    expect((await host.get(film.url)).headers['content-disposition']).toMatch(/^attachment/)
    expect((await host.get(path)).body).not.toContain('<audio controls preload="none" src')
  })
})

describe('What is heard is said in a word, too', () => {
  it.each(['', '   ', '…!'])('in a message, not “%s”', async (text) => {
    const { path } = await world.discussion(community, host)
    const { id } = await ahead(file(webm()))
    const refused = await member.post(`${path}/messages`, { text, attachments: [id] })
    expect([refused.statusCode, refused.json().errors]).toEqual([
      422,
      { text: 'Say in a few words what one hears. Your recording is kept.' },
    ])
    expect((await member.post(`${path}/messages`, { text: '水', attachments: [id] })).statusCode).toBe(201)
  })

  it('without script as well: the form comes again with the recording', async () => {
    const { path } = await world.discussion(community, host)
    const answer = await member.upload(`${path}/messages`, { text: '' }, [{ ...file(webm()), field: 'files' }])
    expect(answer.statusCode).toBe(422)
    const [, id] = /<li data-file="(\d+)" data-sound>/.exec(answer.body) ?? []
    expect(answer.body).toContain('Say in a few words what one hears')
    expect(answer.body).toContain(`<audio controls preload="none" src="${community.path}/attachments/${id}/`)
    expect((await member.submit(`${path}/messages`, { text: 'Rain', attachments: id })).statusCode).toBe(303)
  })

  it('when it is changed: the words cannot go while the sound stays', async () => {
    const { path } = await world.discussion(community, host)
    const { id } = await ahead(file(webm()))
    await member.post(`${path}/messages`, { text: 'Rain', attachments: [id] })
    const edit = (text: string, attachments?: number[]) =>
      member.post(`${path}/messages/2/edit`, { text, version: 1, ...(attachments && { attachments }) })
    expect((await edit('')).json().errors.text).toContain('what one hears')
    expect((await edit('Rain, and wind')).statusCode).toBe(200)
  })

  it('in rooms and between two', async () => {
    const { url } = (await host.post(`${community.path}/rooms`, { title: 'By the fire' })).json()
    const { id } = await ahead(file(webm()))
    expect((await member.post(`${url}/messages`, { attachments: [id] })).statusCode).toBe(422)
    expect((await member.post(`${url}/messages`, { text: 'Hello', attachments: [id] })).statusCode).toBe(201)
    const begun = (await member.post('/messages', { to: [host.handle], text: 'Hi' })).json()
    const space = begun.url.split('/').slice(0, 3).join('/')
    const between = (await member.upload(`${space}/attachments`, {}, [file(webm())], json)).json()
    const answer = await member.post(`${begun.url.replace(/\/messages\/\d+$/, '')}/messages`, {
      attachments: [between.id],
    })
    expect(answer.json().errors.text).toContain('what one hears')
  })
})
