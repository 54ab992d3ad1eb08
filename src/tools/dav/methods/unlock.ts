import type { FastifyReply } from 'fastify'
import { lockTokenOf } from '../../../platform/dav/headers.ts'
import { Refusal } from '../../../platform/dav/refusal.ts'
import { notYours } from '../../../platform/http/problems.ts'
import { meOf, spaceOf } from '../../../spine/request/ctx.ts'
import { header } from '../../../spine/request/dav.ts'
import { type Call, inShelf } from '../call.ts'
import { covering } from '../lock-rules.ts'
import { endLock, holdLocks, locksHere } from '../locks.ts'
import { aboveIds, hrefOfSpot, spotAt } from '../spot.ts'

/** Ends a lock before its time: who holds it, and hosts, for whom has gone away with one. */
export async function unlock(call: Call): Promise<FastifyReply> {
  const token = lockTokenOf(header(call.raw, 'lock-token'))
  await inShelf(call, true, async (ctx, { names }) => {
    await holdLocks(ctx, true)
    const spot = await spotAt(ctx, names)
    const held = covering(await locksHere(ctx), spot.found?.id, aboveIds(spot)).find((lock) => lock.token === token)
    if (!held) throw new Refusal(409, 'lock-token-matches-request-uri', [hrefOfSpot(spot)])
    if (held.personId !== meOf(ctx).id && spaceOf(ctx).standing !== 'host') throw notYours()
    await endLock(ctx, token)
  })
  return call.reply.code(204).send()
}
