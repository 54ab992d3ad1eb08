import type { FastifyRequest } from 'fastify'
import { Refusal } from './refusal.ts'

/** More than any program says of properties and locks at once. */
const MOST = 1024 * 1024

/** Reads a body of words to its end. @throws Refusal for one that is too long, or breaks off */
export function bodyOf({ raw }: FastifyRequest): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let bytes = 0
    raw.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes <= MOST) parts.push(part)
      // What still comes is read and let go: it stands before the next request on this connection.
      else reject(new Refusal(413))
    })
    raw.once('end', () => resolve(Buffer.concat(parts)))
    raw.once('error', () => reject(new Refusal(400)))
    raw.once('close', () => reject(new Refusal(400)))
  })
}

/** Whether a request has a body, whatever is in it. */
export function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
