import type { FastifyReply } from 'fastify'
import { hasBody } from '../../../platform/dav/body.ts'
import { noParent, notFor, Refusal } from '../../../platform/dav/refusal.ts'
import { makeFolder } from '../../files/index.ts'
import { type Call, ifOf, inShelf, METHODS } from '../call.ts'
import { guardOf, mustHoldParent } from '../guard.ts'
import { holdLocks } from '../locks.ts'
import { parentOf, spotAt } from '../spot.ts'

/** Makes a folder. */
export async function mkcol(call: Call): Promise<FastifyReply> {
  const lists = ifOf(call)
  await inShelf(call, true, async (ctx, { names }) => {
    // There are bodies that say what to put into it; we know none.
    if (hasBody(call.raw)) throw new Refusal(415)
    await holdLocks(ctx)
    const spot = await spotAt(ctx, names)
    if (spot.found || spot.top) throw notFor(METHODS.filter((method) => method !== 'MKCOL'))
    if (!spot.reachable) throw noParent()
    mustHoldParent(await guardOf(ctx, lists, spot, call.raw.host), spot)
    await makeFolder(ctx, parentOf(spot), names.at(-1)!)
  })
  return call.reply.code(201).send()
}
