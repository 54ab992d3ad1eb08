import { createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** One message that another system was told. */
export interface Received {
  headers: IncomingHttpHeaders
  raw: string
  told: { id: string; type: string; item: { kind: string; title: string; url: string } | null } & Record<
    string,
    unknown
  >
}

/** Another system: a server that is told things, and answers as it is set to. */
export async function receiver() {
  const received: Received[] = []
  const it = { received, address: '', answer: (response: ServerResponse): unknown => response.writeHead(204).end() }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const raw = Buffer.concat(parts).toString()
    received.push({ headers: request.headers, raw, told: JSON.parse(raw) })
    it.answer(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  it.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/told`
  afterAll(() => {
    server.close()
    server.closeAllConnections()
  })
  return it
}

/** Whether a message is signed as Standard Webhooks says: written from the specification, not from our own signing. */
export function fits(secret: string, { headers, raw }: Received): boolean {
  const id = String(headers['webhook-id'])
  const at = String(headers['webhook-timestamp'])
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${at}.${raw}`).digest()
  const fresh = Math.abs(Date.now() / 1000 - Number(at)) < 300
  const marks = String(headers['webhook-signature']).split(' ')
  return fresh && marks.some((mark) => mark.startsWith('v1,') && same(Buffer.from(mark.slice(3), 'base64'), expected))
}

function same(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
