import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { Ear, quiet } from '../live/ear.ts'
import { type Person, testSite } from '../site.ts'

/**
 * /live for whoever wants it to fall over: the process stays in bounds, whoever does it is told so and hung up on, and everyone
 * else is served meanwhile.
 */

const world = await testSite()
const address = await world.listen()
const { port } = new URL(address)
const host = await world.person('Ada Umeh')
const river = await world.community(host)
const luc = await world.person('Luc Marchetti')
await world.join(river, luc)
const discussion = await world.discussion(river, host)

afterEach(async () => {
  await expect.poll(lines, { timeout: 5_000 }).toBe(0)
  expect(world.mistakes.splice(0)).toEqual([])
})

/** How many are listened to, as the site counts them. */
async function lines(): Promise<number> {
  const { body } = await world.server.inject('/metrics')
  return Number(/copse_live_connections (\d+)/.exec(body)![1])
}

/** Somebody who reads on while the work lasts, and hears what is said at once. */
async function othersAreServed(work: () => Promise<unknown>): Promise<void> {
  const ear = await Ear.open(address, luc)
  ear.watch(discussion.id, 1)
  await quiet(100)
  try {
    const going = work()
    const words = `Still here ${randomBytes(4).toString('hex')}`
    const from = performance.now()
    expect((await host.post(`${discussion.path}/messages`, { text: words })).statusCode).toBe(201)
    await ear.text(words)
    expect(performance.now() - from).toBeLessThan(3_000)
    await going
    expect(ear.code).toBeUndefined()
  } finally {
    ear.close()
  }
}

/** A frame as a browser sends it: masked. */
function frame(
  opcode: number,
  data: string | Buffer = '',
  more: { fin?: boolean; rsv1?: boolean; mask?: boolean } = {},
) {
  const { fin = true, rsv1 = false, mask = true } = more
  const body = Buffer.from(data)
  const length =
    body.length < 126
      ? Buffer.from([body.length])
      : body.length < 65_536
        ? Buffer.from([126, body.length >> 8, body.length & 255])
        : Buffer.concat([Buffer.from([127]), Buffer.from(body.length.toString(16).padStart(16, '0'), 'hex')])
  length[0]! |= mask ? 0x80 : 0
  const key = mask ? randomBytes(4) : Buffer.alloc(0)
  const masked = mask ? body.map((byte, i) => byte ^ key[i % 4]!) : body
  return Buffer.concat([Buffer.from([(fin ? 0x80 : 0) | (rsv1 ? 0x40 : 0) | opcode]), length, key, masked])
}
const [MORE, TEXT, BINARY, PING] = [0, 1, 2, 9] as const

/** What a line that has been opened is written to, past the library. */
const wireOf = (ear: Ear) => (ear.socket as unknown as { _socket: Socket })._socket

/** Writes again and again, as fast as the other side takes it, until the line is closed. @returns with which code */
async function flood(person: Person, bytes: Buffer): Promise<number> {
  const ear = await Ear.open(address, person)
  const wire = wireOf(ear)
  wire.on('error', () => {})
  for (let i = 0; i < 20_000 && ear.code === undefined && wire.writable; i++) if (!wire.write(bytes)) await quiet(5)
  return ear.closed(10_000)
}

async function refused(headers: Record<string, string>): Promise<string> {
  const outcome = await Ear.open(address, world.nobody, headers).catch((error: Error) => error.message)
  if (typeof outcome === 'string') return outcome
  outcome.close()
  return 'open'
}

describe('many at once', () => {
  it('of one person: thirty are let in, however close together they come; others come in as ever', async () => {
    const mallory = await world.person('Mallory Finch')
    const come = await Promise.all(
      Array.from({ length: 120 }, () => Ear.open(address, mallory).catch((error: Error) => error.message)),
    )
    const ears = come.filter((one) => one instanceof Ear)
    expect([ears.length, await lines()]).toEqual([30, 30])
    expect(new Set(come.filter((one) => typeof one === 'string'))).toEqual(new Set(['429']))
    await othersAreServed(async () => {})
    for (const ear of ears) ear.close()
    await expect.poll(lines).toBe(0)
    ;(await Ear.open(address, mallory)).close()
  }, 30_000)

  it('of nobody, of a made-up session and from other sites: none is let in, and none is counted', async () => {
    const made = () => ({ cookie: `copse=${randomBytes(32).toString('base64url')}` })
    await othersAreServed(async () => {
      const tried = await Promise.all(
        Array.from({ length: 300 }, (_, i) =>
          refused(
            [{}, made(), { cookie: luc.cookie, origin: 'https://elsewhere.example' }, { authorization: 'Bearer x' }][
              i % 4
            ]! as Record<string, string>,
          ),
        ),
      )
      expect([...new Set(tried)].sort()).toEqual(['401', '403'])
      expect(await lines()).toBe(1)
    })
  }, 30_000)

  it('that say half of what they want: hundreds of them hold up nobody', async () => {
    const half = `GET /live HTTP/1.1\r\nHost: localhost:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n`
    const idle = Array.from({ length: 300 }, () => connect(Number(port), '127.0.0.1').on('error', () => {}))
    for (const socket of idle) socket.write(half)
    await othersAreServed(async () => {})
    expect(world.server.server.headersTimeout).toBeLessThanOrEqual(60_000)
    for (const socket of idle) socket.destroy()
  })

  it('that come and go leave nothing behind', async () => {
    for (let i = 0; i < 10; i++) {
      const ears = await Promise.all(Array.from({ length: 20 }, () => Ear.open(address, luc)))
      for (const ear of ears) {
        ear.watch(discussion.id, 1)
        ear.close()
      }
      await expect.poll(lines).toBe(0)
    }
  }, 30_000)
})

describe('a handshake', () => {
  it('agrees to no packing and to no other language, whatever is offered', async () => {
    const socket = new WebSocket(
      `${address.replace('http', 'ws')}/live`,
      Array.from({ length: 200 }, (_, i) => `chat-${i}`),
      { headers: { cookie: luc.cookie, origin: address }, perMessageDeflate: true },
    )
    const agreed = await new Promise<string | Error>((told) => {
      socket.on('upgrade', ({ headers }) =>
        told(`${headers['sec-websocket-extensions']} ${headers['sec-websocket-protocol']}`),
      )
      socket.on('error', told)
    })
    expect(agreed).toBe('undefined undefined')
    socket.terminate()
  })

  it('that makes no sense is refused plainly', async () => {
    const ask = (more: string) =>
      new Promise<string>((told) => {
        const socket = connect(Number(port), '127.0.0.1')
        let said = ''
        socket.on('data', (bytes) => (said += bytes))
        socket.on('close', () => told(said.split('\r\n')[0]!))
        socket.on('error', () => {})
        socket.write(
          `GET /live HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: ${address}\r\nCookie: ${luc.cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${more}\r\n`,
        )
        setTimeout(() => socket.destroy(), 2_000).unref()
      })
    const key = `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n`
    for (const more of [
      'Sec-WebSocket-Version: 13\r\n',
      `Sec-WebSocket-Key: short\r\nSec-WebSocket-Version: 13\r\n`,
      `${key}Sec-WebSocket-Version: 12\r\n`,
      `${key}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ${'a,'.repeat(50)}\r\n`,
      `${key}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ${'a'.repeat(20_000)}\r\n`,
    ])
      expect(await ask(more), more.slice(0, 60)).toMatch(/^HTTP\/1\.1 4\d\d /)
  })
})

describe('what breaks the rules is hung up on, and told why', () => {
  it.each<[string, number, Buffer]>([
    ['a frame of a megabyte', 1009, frame(TEXT, Buffer.alloc(1_000_000, 'x'))],
    [
      'more than fits, in pieces',
      1009,
      Buffer.concat([frame(TEXT, 'x'.repeat(9_000), { fin: false }), frame(MORE, 'x'.repeat(9_000))]),
    ],
    ['what says it is packed', 1002, frame(TEXT, Buffer.alloc(100), { rsv1: true })],
    ['no mask', 1002, frame(TEXT, '{"ping":true}', { mask: false })],
    ['a kind that there is none of', 1002, frame(5, 'x')],
    ['a piece of nothing', 1002, frame(MORE, 'x')],
    ['a ping in pieces', 1002, frame(PING, 'x', { fin: false })],
    ['a ping that is too long', 1002, frame(PING, 'x'.repeat(126))],
    ['what is not UTF-8', 1007, frame(TEXT, Buffer.from('ff00fe', 'hex'))],
    ['more than there is to count', 1009, Buffer.from('81ffffffffffffffffff00000000', 'hex')],
  ])('%s', async (_name, code, bytes) => {
    const ear = await Ear.open(address, luc)
    wireOf(ear).write(bytes)
    expect(await ear.closed()).toBe(code)
  })
})

describe('a flood', () => {
  it.each<[string, Buffer]>([
    ['of words', Buffer.concat(Array.from({ length: 500 }, () => frame(TEXT, '{"ping":true}')))],
    [
      'of things to watch',
      Buffer.concat(Array.from({ length: 500 }, (_, i) => frame(TEXT, `{"watch":{"item":${i + 1},"modseq":0}}`))),
    ],
    ['of nonsense', Buffer.concat(Array.from({ length: 500 }, () => frame(TEXT, '{"x":[[[[[[')))],
    ['of bytes', Buffer.concat(Array.from({ length: 500 }, () => frame(BINARY, Buffer.alloc(200))))],
    ['of empty frames', Buffer.concat(Array.from({ length: 500 }, () => frame(TEXT)))],
    ['of pings', Buffer.concat(Array.from({ length: 500 }, () => frame(PING, 'x'.repeat(125))))],
    [
      'of pieces without end',
      Buffer.concat([
        frame(TEXT, '', { fin: false }),
        ...Array.from({ length: 500 }, () => frame(MORE, '', { fin: false })),
      ]),
    ],
  ])(
    '%s is hung up on, and nobody else waits for it',
    async (_name, bytes) => {
      const mallory = await world.person('Mallory Finch')
      await othersAreServed(async () => {
        const codes = await Promise.all([1, 2, 3].map(() => flood(mallory, bytes)))
        // A line that is written to without end may be gone before it is read why.
        for (const code of codes) expect([1002, 1006, 1008]).toContain(code)
      })
      await expect.poll(lines).toBe(0)
    },
    30_000,
  )

  it('is told apart from a busy page: what a page can come to in ten seconds is heard, what is beyond is passed over', async () => {
    const ear = await Ear.open(address, luc)
    for (let i = 0; i < 400; i++) ear.say({ ping: true })
    await quiet(500)
    const pongs = ear.heard.filter((heard) => 'pong' in heard).length
    expect([pongs, ear.code]).toEqual([60, undefined])
    ear.close()
  })

  it('of ten thousand items to watch costs what twenty cost', async () => {
    const ear = await Ear.open(address, luc)
    const asked = await world.statementsOf(async () => {
      for (let i = 0; i < 300; i++) ear.watch(1_000_000 + i)
      await quiet(600)
    })
    expect(asked.length).toBeLessThan(150)
    const all = await Ear.open(address, luc)
    for (let i = 0; i < 10_000; i++) all.watch(2_000_000 + i)
    expect([1006, 1008]).toContain(await all.closed())
    ear.close()
  })

  it('of pings from who never reads the answers fills no memory', async () => {
    const mallory = await world.person('Mallory Finch')
    const before = process.memoryUsage().rss
    await othersAreServed(async () => {
      const ears = await Promise.all(Array.from({ length: 20 }, () => Ear.open(address, mallory)))
      const pings = Buffer.concat(Array.from({ length: 2_000 }, () => frame(PING, 'x'.repeat(125))))
      for (const ear of ears) {
        wireOf(ear).pause()
        for (let i = 0; i < 5; i++) wireOf(ear).write(pings)
      }
      await expect.poll(lines, { timeout: 10_000 }).toBe(1)
      for (const ear of ears) ear.close()
    })
    expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(150)
  }, 30_000)
})

it('an application password opens no line', async () => {
  const { password } = (await luc.post('/me/applications', { name: 'Reader' })).json()
  const authorization = `Basic ${Buffer.from(`${luc.handle}:${password}`).toString('base64')}`
  expect(await refused({ authorization })).toBe('403')
  expect(await refused({ authorization, origin: '' })).toBe('403')
})
