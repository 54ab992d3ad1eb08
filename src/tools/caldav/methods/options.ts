import type { FastifyReply } from 'fastify'
import { type Call, inCalendar, METHODS } from '../call.ts'

/** What can be done here: the same everywhere. Who may do it is found out by doing it. */
export async function options(call: Call): Promise<FastifyReply> {
  const { place, reply } = call
  if (place.kind === 'calendar' || place.kind === 'member') await inCalendar(call, false, async () => {})
  else await call.enter({ space: null, writes: false }, async () => {})
  return reply
    .code(200)
    .headers({ allow: METHODS.join(', '), dav: '1, 3, access-control, calendar-access', 'cache-control': 'no-store' })
    .send()
}
