import type { FastifyReply } from 'fastify'
import { type Call, METHODS } from '../call.ts'

/** What can be done here: the same everywhere. Who may do it is found out by doing it. */
export async function options(call: Call): Promise<FastifyReply> {
  const { place } = call
  if (place.kind === 'shelf') await call.enter({ space: place.space, tool: 'files', writes: false }, async () => {})
  else if (place.kind === 'shelves') await call.enter({ space: null, writes: false }, async () => {})
  return capable(call.reply).send()
}

/** @returns the reply, saying what this server can do; Windows wants it said of the whole site before it asks for a folder */
export function capable(reply: FastifyReply): FastifyReply {
  return reply.code(200).headers({
    allow: METHODS.join(', '),
    dav: '1, 2, 3',
    'ms-author-via': 'DAV',
    'cache-control': 'no-store',
  })
}
