import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterEach, expect, it } from 'vitest'
import { testSite } from '../site.ts'

/** Files that are not what they say, that grow, or that want to lie elsewhere. */

const world = await testSite()
const luc = await world.person('Luc Marchetti')
const community = await world.community(luc)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const json = { accept: 'application/json' }
const bring = (name: string, type: string, bytes: Buffer) =>
  luc.upload(`${community.path}/attachments`, { decorative: 'true' }, [{ name, type, bytes }], json)

/** A PNG that says it is so wide and high, of one colour, packed to almost nothing. */
function png(width: number, height: number, rows = height): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(body.length, 0)
    head.write(name, 4)
    return Buffer.concat([head, body, Buffer.alloc(4)])
  }
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  size.set([1, 0, 0, 0, 0], 8)
  const bits = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * Math.min(rows, 2_000)))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, chunk('IHDR', size), chunk('IDAT', bits), chunk('IEND', Buffer.alloc(0))])
}

it.each([
  ['a page', 'a.html', 'text/html', Buffer.from('<script>alert(1)</script>')],
  ['a page that says it is text', 'a.txt', 'text/plain', Buffer.from('<html><script>alert(1)</script>')],
  [
    'a drawing with a script',
    'a.svg',
    'image/svg+xml',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  ],
  ['a script', 'a.js', 'application/javascript', Buffer.from('alert(1)')],
  ['a document that may script', 'a.pdf', 'application/pdf', Buffer.from('%PDF-1.7 /JavaScript (app.alert(1))')],
  ['a picture first, a page after', 'a.gif', 'text/html', Buffer.from('GIF89a/*<script>alert(1)</script>*/')],
])('%s is kept to be saved, never to be shown', async (_name, name, type, bytes) => {
  const made = await bring(name, type, bytes)
  // What begins like a picture and is none is not taken at all.
  if (made.statusCode === 422) return
  const { headers } = await luc.get(made.json().url)
  expect(headers['content-type']).toBe('application/octet-stream')
  expect(headers['content-disposition']).toMatch(/^attachment;/)
  expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
  expect(headers['x-content-type-options']).toBe('nosniff')
})

it.each([
  ['is none', Buffer.from('<script>alert(1)</script>')],
  ['is cut off', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['floods with pixels', png(60_000, 60_000)],
  ['is the widest there can be', png(2 ** 31 - 1, 1)],
  ['is nothing wide', png(0, 1)],
])('what calls itself a picture and %s is refused in words', async (_name, bytes) => {
  const answer = await bring('a.png', 'image/png', bytes)
  expect(answer.statusCode).toBe(422)
  expect(answer.json().errors.files).toEqual(expect.any(String))
})

it('a picture a hundred thousand times as high as wide is made small or refused', async () => {
  const tall = await sharp({ create: { width: 1, height: 60_000, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const answer = await bring('tall.png', 'image/png', tall)
  expect([201, 422]).toContain(answer.statusCode)
  if (answer.statusCode === 201) expect(Math.max(answer.json().width, answer.json().height)).toBeLessThanOrEqual(2000)
})

it('a picture that is another thing as well loses it, with place and camera', async () => {
  const exif = { IFD0: { Copyright: '<script>alert(1)</script>', Make: 'Camera' } }
  const plain = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .jpeg()
    .withExif(exif)
    .toBuffer()
  const both = Buffer.concat([plain, Buffer.from('PK\u0003\u0004<script>alert(1)</script>')])
  const made = (await bring('a.jpg', 'image/jpeg', both)).json()
  const { rawPayload, headers } = await luc.get(made.url)
  expect(headers['content-type']).toBe('image/webp')
  expect(rawPayload.includes('script')).toBe(false)
  expect((await sharp(rawPayload).metadata()).exif).toBeUndefined()
})

it.each([
  '../../../etc/passwd',
  '..\\..\\windows\\system.ini',
  '/etc/passwd',
  'a\u0000.txt',
  '.htaccess',
  'con',
  'a'.repeat(5_000),
  'a%2f..%2fb',
  'x"; filename="y.html',
  'evil\u202etxt.exe',
  "a'b*c.txt",
  '',
])('a name like %j is only a name', async (name) => {
  const answer = await bring(name || ' ', 'text/plain', Buffer.from('words'))
  expect([201, 422]).toContain(answer.statusCode)
  if (answer.statusCode !== 201) return
  const kept = answer.json()
  expect(kept.name).not.toMatch(/[/\\\u0000-\u001f\u202a-\u202e"]/)
  expect(kept.name.length).toBeLessThanOrEqual(200)
  const file = await luc.get(kept.url)
  expect([file.statusCode, file.body]).toEqual([200, 'words'])
  expect(file.headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w.%!~-]*$/)
})

it('no address leads out of where files lie', async () => {
  for (const path of [
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/main.js',
    '/assets/....//main.js',
    '/assets/\u0000'.replace('\u0000', '%00'),
  ])
    expect((await luc.get(path)).statusCode, path).toBeGreaterThanOrEqual(400)
  for (const hash of ['..%2f..%2fsecret', '0'.repeat(63), 'g'.repeat(64), '%00'])
    expect((await luc.get(`/pictures/${hash}`)).statusCode).toBeGreaterThanOrEqual(400)
})

it('ten pictures at once are made anew one after another', async () => {
  const bytes = await sharp({ create: { width: 400, height: 400, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const all = await Promise.all(Array.from({ length: 10 }, (_, i) => bring(`${i}.png`, 'image/png', bytes)))
  expect(all.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(201))
})
