import { type IncomingMessage, type Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import type { Config } from '../config.ts'

/** How a request to become a WebSocket reached us: by https or not, at which host. As `secure()` and `siteUrl()` say it. */
export function reachedBy(request: IncomingMessage, config: Config): { secure: boolean; host: string } {
  const told = (name: string) =>
    config.trustProxy
      ? String(request.headers[name] ?? '')
          .split(',')
          .at(-1)!
          .trim()
      : ''
  const protocol = told('x-forwarded-proto') || ((request.socket as TLSSocket).encrypted ? 'https' : 'http')
  return {
    secure: config.url ? config.url.startsWith('https:') : protocol === 'https',
    host: config.url ? new URL(config.url).host : told('x-forwarded-host') || request.headers.host || '',
  }
}

export function cookieIn(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.split('=', 2)
    if (key?.trim() === name) return value?.trim()
  }
  return undefined
}

/** Whether a page of this very site asks. Browsers always send Origin here, and no page can forge it. */
export function fromOwnPage(request: IncomingMessage, host: string): boolean {
  const { origin } = request.headers
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
}

/**
 * Answers a request that would rather speak something else, which we do not (some clients offer HTTP/2 on every first
 * request), as what it is besides. Only without a body: Node does not read that of an upgrade.
 */
export function answerPlainly(server: Server, request: IncomingMessage, stream: Duplex): void {
  const bodiless = request.method === 'GET' || request.method === 'HEAD'
  if (!bodiless) refuse(stream, '400 Bad Request')
  else {
    const response = new ServerResponse(request)
    response.shouldKeepAlive = false
    response.assignSocket(stream as Socket)
    response.on('finish', () => end(stream))
    server.emit('request', request, response)
  }
}

/** Refuses to become a WebSocket, in plain HTTP. */
export function refuse(stream: Duplex, status: string): void {
  stream.write(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\nCache-Control: no-store\r\n\r\n`)
  end(stream)
}

/** Ends both directions: Node watches over such a connection no more, and one left half open would stay for ever. */
function end(stream: Duplex): void {
  stream.once('finish', () => stream.destroy())
  stream.end()
}
