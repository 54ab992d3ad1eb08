import { randomBytes } from 'node:crypto'
import { connect, createServer, type Server } from 'node:net'
import { Upload } from 'tus-js-client'
import { afterAll, afterEach, expect, it } from 'vitest'
import { testSite } from '../../../../test/site.ts'

/** A client that others wrote, on a line that breaks: the bytes that arrive are the bytes that went. */

const world = await testSite()
const luc = await world.person('Luc Marchetti')
const river = await world.community(luc)
await world.owner`update space set tools = tools || '{files}' where id = ${river.id}`
const site = new URL(await world.listen())
const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close()
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

/** A line to the site that breaks after a number of bytes that chance says, in one direction or the other, some times. */
async function line(times: number, most: number): Promise<{ port: number; broken(): number }> {
  let broken = 0
  const server = createServer((from) => {
    const to = connect(Number(site.port), '127.0.0.1')
    const ends = () => {
      from.destroy()
      to.destroy()
    }
    const breaks = broken < times
    const up = breaks && Math.random() < 0.7 ? Math.floor(Math.random() * most) : Number.POSITIVE_INFINITY
    const down = breaks && up === Number.POSITIVE_INFINITY ? Math.floor(Math.random() * 600) : Number.POSITIVE_INFINITY
    for (const [one, other, most] of [
      [from, to, up],
      [to, from, down],
    ] as const) {
      let left = most
      one.on('data', (bytes) => {
        other.write(bytes.subarray(0, left))
        left -= bytes.length
        if (left > 0) return
        broken++
        ends()
      })
      one.on('end', () => other.end())
      one.on('error', ends)
      one.on('close', ends)
    }
  })
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { port: (server.address() as { port: number }).port, broken: () => broken }
}

/** @returns the file's address */
function bring(bytes: Buffer, name: string, port: number, chunkSize: number): Promise<string> {
  return new Promise((resolve, reject) => {
    new Upload(bytes as never, {
      endpoint: `http://127.0.0.1:${port}${river.path}/uploads`,
      chunkSize,
      retryDelays: Array.from({ length: 40 }, (_, i) => Math.min(20 * i, 300)),
      metadata: { name, taken: 'version' },
      headers: { cookie: luc.cookie, host: site.host, origin: site.origin, accept: 'application/json' },
      onShouldRetry: () => true,
      onError: reject,
      onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader('copse-file') ?? ''),
    }).start()
  })
}

it.each(Array.from({ length: 8 }, (_, i) => i))('whatever breaks, in round %i', { timeout: 60_000 }, async (round) => {
  const size = [1, 2, 65_536, 1_048_576, 700_001, 2_500_000, 4_194_304, 3_333_333][round]!
  const chunk = [1, 1024, 10_000, 262_144, 100_000, 2_500_000, 1_000_000, 500_000][round]!
  const bytes = randomBytes(size)
  const { port, broken } = await line(6, Math.max(2_000, Math.min(size, chunk * 2)))
  const url = await bring(bytes, `round ${round}.bin`, port, chunk)
  // A few bytes may well come through before anything breaks.
  if (size > 100_000) expect(broken()).toBeGreaterThan(0)
  const file = (await luc.json(url)).json()
  expect(file).toMatchObject({ bytes: size, version: 1 })
  expect((await luc.get(file.content)).rawPayload.equals(bytes)).toBe(true)
})
