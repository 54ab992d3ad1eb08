import type { FastifyReply } from 'fastify'
import { depthOf, NotHeader } from '../../../platform/dav/headers.ts'
import { mayGoOn } from '../../../platform/dav/preconditions.ts'
import { missing, Refusal, unmet } from '../../../platform/dav/refusal.ts'
import { header } from '../../../spine/request/dav.ts'
import { removeEntry } from '../../files/index.ts'
import { type Call, ifOf, inShelf } from '../call.ts'
import { guardOf, mustHoldAll } from '../guard.ts'
import { endLocksOn, holdLocks } from '../locks.ts'
import { etagOf } from '../resource.ts'
import { spotAt } from '../spot.ts'

/** Puts a file or folder into the trash, with all that is in it. */
export async function remove(call: Call): Promise<FastifyReply> {
  const lists = ifOf(call)
  const depth = depthOf(header(call.raw, 'depth')) ?? 'infinity'
  await inShelf(call, true, async (ctx, { names }) => {
    await holdLocks(ctx)
    const spot = await spotAt(ctx, names)
    if (spot.top) throw new Refusal(403)
    if (!spot.found) throw missing()
    if (spot.found.isFolder && depth !== 'infinity') throw new NotHeader('depth')
    const guard = await guardOf(ctx, lists, spot, call.raw.host)
    if (!mayGoOn(call.raw.headers, etagOf(spot.found) ?? null)) throw unmet()
    mustHoldAll(guard, spot)
    await endLocksOn(ctx, spot.found.id)
    await removeEntry(ctx, spot.found)
  })
  return call.reply.code(204).send()
}
