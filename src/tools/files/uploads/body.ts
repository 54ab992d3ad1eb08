import { Transform } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { PIECE } from '../../../platform/blobs/pieces.ts'

/** The bytes of a request's body, no more of them than there is room for; where it breaks off, those that came. */
export interface Body {
  stream: Transform
  /** Whether more came than there was room for. */
  more(): boolean
}

export function bodyOf({ raw }: FastifyRequest, room: number): Body {
  let left = room
  let more = false
  const stream = new Transform({
    highWaterMark: PIECE,
    transform(chunk: Buffer, _encoding, done) {
      const fits = chunk.subarray(0, left)
      more ||= fits.length < chunk.length
      left -= fits.length
      done(null, fits.length ? fits : undefined)
    },
  })
  // Broken off in the middle: what came is read to its end.
  raw.once('close', () => stream.writableEnded || stream.end())
  raw.once('error', () => stream.writableEnded || stream.end())
  // Nobody wants the rest: another request brings it.
  stream.once('close', () => {
    raw.unpipe(stream)
    raw.resume()
  })
  return { stream: raw.pipe(stream), more: () => more }
}
