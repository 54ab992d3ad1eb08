import type { FastifyReply } from 'fastify'
import { mayGoOn } from '../../../platform/dav/preconditions.ts'
import { missing, Refusal, unmet } from '../../../platform/dav/refusal.ts'
import { setRemoved } from '../../../spine/items/removal.ts'
import { eventFor } from '../../calendar/index.ts'
import { type Call, inCalendar } from '../call.ts'
import { etagOf } from '../members.ts'
import { viewerOf } from '../viewer.ts'
import { heldMember } from './put.ts'

/** Takes an event away: who began it, and hosts. On its page it can be brought back. */
export async function remove(call: Call): Promise<FastifyReply> {
  const { place, raw, reply } = call
  await inCalendar(call, true, async (ctx) => {
    if (place.kind !== 'member') throw new Refusal(403)
    const [viewer, member] = await Promise.all([viewerOf(ctx), heldMember(ctx, place.name)])
    if (!member) throw missing()
    if (!mayGoOn(raw.headers, etagOf(member, viewer))) throw unmet()
    await setRemoved(ctx, await eventFor(ctx, member.eventId), 'event', true)
  })
  return reply.code(204).send()
}
