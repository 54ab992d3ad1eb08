import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createRawServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { isPublic } from './fetching/addresses.ts'
import { type Asked, fetcherWith, type Resolve } from './fetching.ts'

/** The way out, tried with real servers on this machine and names that lead where the test says. */

const seen: IncomingMessage[] = []
const closing: (() => void)[] = []
afterAll(() => {
  for (const close of closing) close()
})

async function serverThat(answers: RequestListener): Promise<number> {
  const server = createServer((request, response) => {
    seen.push(request)
    answers(request, response)
  })
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens))
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  return (server.address() as AddressInfo).port
}

/** Names that all lead here; where that is allowed, it is a server inside that the operator named. */
const here: Resolve = async () => [{ address: '127.0.0.1', family: 4 }]
const inside = fetcherWith(['inside.example'], here)
const get = (port: number, path = '/', asked?: Asked) => inside.get(`http://inside.example:${port}${path}`, asked)
const refused = (work: Promise<unknown>, reason: string) => expect(work).rejects.toMatchObject({ reason })

describe('where it does not go', () => {
  const closed = [
    ...[
      '127.0.0.1',
      '127.1',
      '0x7f000001',
      '2130706433',
      '0177.0.0.1',
      '0.0.0.0',
      '10.0.0.1',
      '172.16.0.1',
      '192.168.1.1',
    ],
    ...[
      '169.254.169.254',
      '100.64.0.1',
      '100.100.100.200',
      '192.0.0.1',
      '192.0.2.1',
      '198.18.0.1',
      '224.0.0.1',
      '240.0.0.1',
    ],
    ...[
      '255.255.255.255',
      '[::1]',
      '[::]',
      '[fe80::1]',
      '[fc00::1]',
      '[fd00:ec2::254]',
      '[ff02::1]',
      '[::ffff:127.0.0.1]',
    ],
    ...[
      '[::ffff:a9fe:a9fe]',
      '[64:ff9b::7f00:1]',
      '[64:ff9b::a00:1]',
      '[2002:7f00:1::]',
      '[2001:0:7f00:1::]',
      '[::127.0.0.1]',
    ],
  ]

  it.each(closed)('%s', async (host) => {
    await refused(fetcherWith([]).get(`http://${host}/`), 'forbidden-address')
    // The same where a name leads there.
    const address = new URL(`http://${host}/`).hostname.replace(/^\[|\]$/g, '')
    const family = address.includes(':') ? 6 : 4
    await refused(fetcherWith([], async () => [{ address, family }]).get('http://a.example/'), 'forbidden-address')
    const mixed: Resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address, family },
    ]
    await refused(fetcherWith([], mixed).get('http://a.example/'), 'forbidden-address')
  })

  it.each([
    'file:///etc/passwd',
    'gopher://a.example/',
    'ftp://a.example/',
    'data:,x',
    '/x',
    '',
    'http://u:p@a.example/',
    'http://[::1',
  ])('%s', (address) => refused(fetcherWith([], here).get(address), 'not-an-address'))

  it('knows the addresses of the open net, however they are written', () => {
    const found = ['1.1.1.1', '93.184.216.34', '2606:4700::1111', '::ffff:1.1.1.1', '64:ff9b::101:101'].map(isPublic)
    expect(found).toEqual([true, true, true, true, true])
  })

  it('not to what the operator did not name', async () => {
    const port = await serverThat((_request, response) => response.end('inside'))
    await refused(
      fetcherWith(['other.example', '10.0.0.0/8'], here).get(`http://inside.example:${port}/`),
      'forbidden-address',
    )
    for (const allow of ['inside.example', 'INSIDE.example', '127.0.0.1', '127.0.0.0/8'])
      expect((await fetcherWith([allow], here).get(`http://inside.example:${port}/`)).body.toString()).toBe('inside')
    expect(() => fetcherWith(['http://x'])).toThrow('no name')
  })
})

describe('a name that is answered otherwise the second time', () => {
  it('is asked once: the connection goes to the address that was looked at', async () => {
    let asked = 0
    const port = await serverThat((_request, response) => response.end('here'))
    const rebinding: Resolve = async () => [{ address: asked++ ? '10.0.0.1' : '127.0.0.1', family: 4 }]
    const fetched = await fetcherWith(['127.0.0.1'], rebinding).get(`http://a.example:${port}/`)
    expect([asked, fetched.body.toString()]).toEqual([1, 'here'])
  })
})

describe('an address that leads on', () => {
  it('is followed by the same rules, some times', async () => {
    const port = await serverThat((request, response) => {
      const to = new URL(request.url!, 'http://x').searchParams.get('to')
      if (to) response.writeHead(302, { location: to }).end()
      else response.end('there')
    })
    expect((await get(port, '/?to=/b')).body.toString()).toBe('there')
    await refused(get(port, '/?to=http://169.254.169.254/'), 'forbidden-address')
    await refused(get(port, '/?to=http://localhost.example:1/'), 'forbidden-address')
    await refused(get(port, '/?to=file:///etc/passwd'), 'not-an-address')
    await refused(
      get(port, `/?to=${encodeURIComponent('/?to=/?to=/?to=/?to=')}`, { redirects: 0, most: 1 }).then((one) => {
        expect(one.status).toBe(302)
        throw Object.assign(new Error(), { reason: 'as asked' })
      }),
      'as asked',
    )
  })

  it('for ever, is given up', async () => {
    const port = await serverThat((_request, response) => response.writeHead(302, { location: '/' }).end())
    seen.length = 0
    await refused(get(port), 'too-many-redirects')
    expect(seen).toHaveLength(4)
  })

  it('is told nothing that was meant for the first', async () => {
    const second = await serverThat((_request, response) => response.end('second'))
    const first = await serverThat((_request, response) =>
      response.writeHead(307, { location: `http://inside.example:${second}/`, 'set-cookie': 'a=b' }).end(),
    )
    seen.length = 0
    const headers = { authorization: 'Bearer x', cookie: 'a=b', accept: 'text/plain' }
    const fetched = await get(first, '/', { method: 'POST', body: 'secret', headers })
    expect(fetched.headers['set-cookie']).toBeUndefined()
    const [, then] = seen
    expect([then!.method, then!.headers.authorization, then!.headers.cookie, then!.headers.accept]).toEqual([
      'GET',
      undefined,
      undefined,
      'text/plain',
    ])
  })
})

describe('what comes back', () => {
  it('is no larger than asked for, packed or not', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024))
    const port = await serverThat((request, response) => {
      if (request.url === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
      else if (request.url === '/packed') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('small'))
      else if (request.url === '/odd') response.writeHead(200, { 'content-encoding': 'zstd' }).end('x')
      else if (request.url === '/broken') response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip')
      else response.end(Buffer.alloc(2_000))
    })
    await refused(get(port, '/', { most: 1_999 }), 'too-large')
    expect((await get(port, '/', { most: 2_000 })).body).toHaveLength(2_000)
    await refused(get(port, '/bomb'), 'too-large')
    expect((await get(port, '/', { most: 1_999, cut: true })).body).toHaveLength(1_999)
    expect((await get(port, '/bomb', { most: 50_000, cut: true })).body).toHaveLength(50_000)
    expect((await get(port, '/packed', { most: 50_000, cut: true })).body.toString()).toBe('small')
    expect((await get(port, '/packed')).body.toString()).toBe('small')
    await refused(get(port, '/odd'), 'unreadable')
    await refused(get(port, '/broken'), 'unreadable')
  })

  it('is of the type that is asked for', async () => {
    const port = await serverThat((_request, response) => response.setHeader('content-type', 'text/html').end('<p>'))
    await refused(get(port, '/', { types: ['application/json'] }), 'other-type')
    expect((await get(port, '/', { types: ['application/json', 'text/'] })).status).toBe(200)
  })

  it('comes in time: also drop by drop, also where the name or the first byte is waited for', async () => {
    const port = await serverThat((request, response) => {
      if (request.url === '/silent') return
      response.write('x')
      const drops = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(drops))
    })
    await refused(get(port, '/silent', { within: 150 }), 'too-slow')
    await refused(get(port, '/', { within: 150 }), 'too-slow')
    const never: Resolve = () => new Promise(() => {})
    await refused(fetcherWith([], never).get('http://a.example/', { within: 100 }), 'too-slow')
  })

  it('has heads of a size', async () => {
    const raw = createRawServer((socket) => {
      socket.on('error', () => {})
      socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(200_000)}\r\n\r\n`)
    })
    await new Promise<void>((listens) => raw.listen(0, '127.0.0.1', listens))
    closing.push(() => raw.close())
    await refused(get((raw.address() as AddressInfo).port), 'unreachable')
  })

  it('may be nothing', async () => {
    await refused(get(1), 'unreachable')
    await refused(fetcherWith([], () => Promise.reject(new Error('no'))).get('http://a.example/'), 'unresolved')
    await refused(fetcherWith([], async () => []).get('http://a.example/'), 'unresolved')
  })
})

describe('as the fetch() of a library', () => {
  it('keeps the same rules and leaves redirects to it', async () => {
    const port = await serverThat((request, response) => {
      if (request.url === '/on') response.writeHead(302, { location: 'http://10.0.0.1/' }).end()
      else response.writeHead(200, { 'content-type': 'application/json' }).end(`{"method":"${request.method}"}`)
    })
    const fetching = inside.asFetch()
    const answer = await fetching(`http://inside.example:${port}/`, {
      method: 'POST',
      body: new URLSearchParams({ a: 'b' }),
    })
    expect(await answer.json()).toEqual({ method: 'POST' })
    expect((await fetching(`http://inside.example:${port}/on`)).status).toBe(302)
    await refused(fetching('http://10.0.0.1/'), 'forbidden-address')
  })
})
