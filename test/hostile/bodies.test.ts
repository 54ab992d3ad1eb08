import { connect, type Socket } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { testSite } from '../site.ts'

/** Bodies that are too much, too slow, too deep, half there or not what they say. */

const world = await testSite()
const host = await world.person('Ada Umeh')
const community = await world.community(host)
const discussion = await world.discussion(community, host)
const path = `${discussion.path}/messages`
const address = new URL(await world.listen())

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const send = (payload: string | Buffer, headers: Record<string, string> = {}) =>
  world.server.inject({
    method: 'POST',
    url: path,
    payload,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      origin: 'http://localhost',
      host: 'localhost',
      cookie: host.cookie,
      ...headers,
    },
  })
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const said = async () => (await host.json(discussion.path)).json().messageCount as number

describe('as JSON', () => {
  it.each([
    ['deep lists', `${'['.repeat(300_000)}${']'.repeat(300_000)}`],
    ['deep objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['deep within a field', `{"text":"x","attachments":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['many fields', JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`f${i}`, i])))],
    ['many of one field', `{${'"text":"x",'.repeat(50_000)}"text":[]}`],
    ['a number of many digits', `{"text":"x","replyTo":${'9'.repeat(500_000)}}`],
    ['nothing', ''],
    ['half of it', '{"text":"x'],
    ['not UTF-8', Buffer.from('7b2274657874223a22fffe227d', 'hex')],
    ['UTF-16', Buffer.from('\ufeff{"text":"x"}', 'utf16le')],
    ['a word', '"text"'],
    ['null', 'null'],
  ])('%s', async (_name, payload) => {
    const answer = await send(payload)
    expect(answer.statusCode).toBeLessThan(500)
  })

  it('keys that reach for what all objects share change nothing', async () => {
    for (const payload of [
      '{"text":"x","__proto__":{"polluted":true,"operator":true}}',
      '{"text":"x","constructor":{"prototype":{"polluted":true}}}',
      '{"__proto__":{"text":"x"}}',
    ])
      expect((await send(payload)).statusCode).toBeLessThan(500)
    expect(
      (await send('__proto__=x&constructor=y&__proto__.polluted=1&text=x&toString=z', form)).statusCode,
    ).toBeLessThan(500)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(String({})).toBe('[object Object]')
  })
})

describe('packed', () => {
  it('is cut off where a body must end: a bomb grows no larger', async () => {
    const text = JSON.stringify({ text: 'x'.repeat(5_000_000) })
    const before = await said()
    for (const [encoding, packed] of [
      ['gzip', gzipSync(text)],
      ['br', brotliCompressSync(text)],
    ] as const) {
      const answer = await send(packed, { 'content-encoding': encoding })
      expect([400, 413, 415]).toContain(answer.statusCode)
    }
    expect(await said()).toBe(before)
  })
})

describe('as a form', () => {
  it.each([
    ['half a megabyte of one field', 'a=1&'.repeat(125_000)],
    ['a field named nothing', '=x&=y&text=z'],
    ['half an escape', 'text=%&x=%f&%=1'],
    ['nothing else than signs', '&=&=&&&==='],
  ])('%s', async (_name, payload) => {
    expect((await send(payload, form)).statusCode).toBeLessThan(500)
  })

  it.each([
    ['no boundary', 'multipart/form-data', 'x'],
    ['an empty one', 'multipart/form-data; boundary=', '--\r\n'],
    ['one of 10,000 signs', `multipart/form-data; boundary=${'b'.repeat(10_000)}`, 'x'],
    ['no end', 'multipart/form-data; boundary=b', '--b\r\ncontent-disposition: form-data; name="text"\r\n\r\nx'],
    ['parts without names', 'multipart/form-data; boundary=b', '--b\r\n\r\nx\r\n--b--\r\n'],
    [
      'a name of what all share',
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\nx\r\n--b--\r\n',
    ],
    [
      'a thousand fields',
      'multipart/form-data; boundary=b',
      `${'--b\r\ncontent-disposition: form-data; name="a"\r\n\r\nx\r\n'.repeat(1_000)}--b--\r\n`,
    ],
    ['a thousand heads', 'multipart/form-data; boundary=b', `--b\r\n${'x: y\r\n'.repeat(1_000)}\r\n\r\nx\r\n--b--\r\n`],
    [
      'a field of a megabyte',
      'multipart/form-data; boundary=b',
      `--b\r\ncontent-disposition: form-data; name="text"\r\n\r\n${'x'.repeat(1_000_000)}\r\n--b--\r\n`,
    ],
  ])('of parts, with %s', async (_name, type, payload) => {
    const answer = await send(payload, { 'content-type': type })
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.statusCode).toBeLessThan(500)
  })
})

/** Speaks to the port as no browser would, and hears until the other side hangs up or nothing more comes. */
async function raw(words: string, ms = 700): Promise<string> {
  const socket: Socket = connect(Number(address.port), '127.0.0.1')
  let heard = ''
  socket.on('data', (part) => (heard += part))
  socket.on('error', () => {})
  socket.write(words)
  await new Promise<void>((done) => {
    const timer = setTimeout(done, ms)
    socket.on('close', () => {
      clearTimeout(timer)
      done()
    })
  })
  socket.destroy()
  return heard
}

const head = (more: string) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nCookie: ${host.cookie}\r\nContent-Type: application/json\r\n${more}\r\n`
const body = JSON.stringify({ text: 'By hand.' })

describe('on the wire', () => {
  it('half of a body does nothing, however it ends, and holds nothing', async () => {
    const before = await said()
    await Promise.all(
      Array.from({ length: 30 }, () => raw(`${head(`Content-Length: ${body.length}\r\n`)}${body.slice(0, 9)}`, 200)),
    )
    expect(await said()).toBe(before)
    const [row] = await world.owner<[{ n: number }]>`
      select count(*)::int n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`
    expect(row.n).toBe(0)
  })

  it('a length that is wrong, twice there or beside another way of telling is refused, or only what it says is read', async () => {
    const before = await said()
    const wrong = [
      `Content-Length: 5\r\nContent-Length: ${body.length}\r\n`,
      `Content-Length: ${body.length}\r\nTransfer-Encoding: chunked\r\n`,
      'Transfer-Encoding: chunked, identity\r\n',
      'Content-Length: -1\r\n',
      'Content-Length: 0x10\r\n',
      'Content-Length: 99999999999999999999\r\n',
      'Transfer-Encoding : chunked\r\n',
    ]
    for (const one of wrong) expect(await raw(head(one) + body), one).toMatch(/^HTTP\/1\.1 4\d\d |^$/)
    // What is beyond the length is another request, and not one of ours.
    const smuggled = `GET /me HTTP/1.1\r\nHost: localhost\r\n\r\n`
    expect(await raw(head('Content-Length: 2\r\nConnection: close\r\n') + '{}' + smuggled)).not.toMatch(/200 OK/)
    expect(await said()).toBe(before)
  })

  it('a head without end, of a megabyte, or with bare line ends is refused', async () => {
    expect(await raw(`GET / HTTP/1.1\r\n${'x: y\r\n'.repeat(20_000)}\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
    expect(await raw(`GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(/^HTTP\/1\.1 4(31|14) /)
    expect(await raw('GET / HTTP/1.1\nHost: localhost\n\n')).not.toMatch(/^HTTP\/1\.1 5/)
    expect(await raw('\u0000\u0001 nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    expect(await raw('GET / HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  })

  it('slow heads and bodies have an end, which the server knows', () => {
    const { headersTimeout, requestTimeout, maxHeadersCount } = world.server.server
    expect(headersTimeout).toBeGreaterThan(0)
    expect(headersTimeout).toBeLessThanOrEqual(60_000)
    expect(requestTimeout).toBe(120_000)
    expect(maxHeadersCount ?? 2000).toBeLessThanOrEqual(2000)
  })

  it('hundreds that only say hello leave room for who asks', async () => {
    const idle = Array.from({ length: 300 }, () => connect(Number(address.port), '127.0.0.1').on('error', () => {}))
    for (const socket of idle) socket.write('POST / HTTP/1.1\r\nHost:')
    expect((await fetch(new URL('/healthz', address))).status).toBe(200)
    for (const socket of idle) socket.destroy()
  })
})
