import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import Fastify from 'fastify'
import { afterAll, expect, it } from 'vitest'
import { letSomeTakeLong, takesLong } from './long-bodies.ts'

/** Bodies that come slowly: which of them are cut off, and when. */

const server = Fastify({
  requestTimeout: 400,
  http: { connectionsCheckingInterval: 100, headersTimeout: 300, requestTimeout: 400 },
})
letSomeTakeLong(server.server)
server.addContentTypeParser('*', (_request, _body, done) => done(null))
const read = async ({ raw }: { raw: IncomingMessage }) => {
  let bytes = 0
  for await (const chunk of raw) bytes += (chunk as Buffer).length
  return { bytes }
}
server.post('/usual', read as never)
server.post('/long', (async (request: { raw: IncomingMessage }) => {
  takesLong(request.raw, 400)
  return read(request)
}) as never)
const { port } = new URL(await server.listen({ port: 0, host: '127.0.0.1' }))
afterAll(() => server.close())

const open: Socket[] = []
afterAll(() => {
  for (const socket of open) socket.destroy()
})

/** Sends so many bytes, one every so many milliseconds, of a body that says it is longer. @returns what is answered, and after how long it is hung up */
async function slowly(url: string, { length, send, every }: { length: number; send: number; every: number }) {
  const socket = connect(Number(port), '127.0.0.1').on('error', () => {})
  open.push(socket)
  let answer = ''
  let ended = Number.NaN
  const began = performance.now()
  socket.on('data', (data) => (answer += data))
  const closed = once(socket, 'close').then(() => (ended = performance.now() - began))
  socket.write(`POST ${url} HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nContent-Length: ${length}\r\n\r\n`)
  for (let i = 0; i < send && Number.isNaN(ended); i++) {
    await pause(every)
    if (!socket.destroyed) socket.write('x')
  }
  await Promise.race([closed, pause(1_500)])
  return { answer, ended }
}

it('a usual body has an end, though it comes bit by bit', async () => {
  const { answer, ended } = await slowly('/usual', { length: 100, send: 30, every: 50 })
  expect(answer).not.toMatch(/ 200 /)
  expect(ended).toBeLessThan(1_400)
})

it('a large file may take as long as it goes on coming', async () => {
  const { answer, ended } = await slowly('/long', { length: 20, send: 20, every: 60 })
  expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*"bytes":20/)
  expect(ended).toBeNaN()
})

it('and is cut off where nothing comes any more', async () => {
  const { answer, ended } = await slowly('/long', { length: 20, send: 3, every: 20 })
  expect(answer).not.toMatch(/ 200 /)
  expect(ended).toBeLessThan(1_400)
})
