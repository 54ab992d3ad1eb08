import type { FastifyReply } from 'fastify'
import { bodyOf } from '../../../platform/dav/body.ts'
import { type Group, response, sendMultistatus, type Told } from '../../../platform/dav/multistatus.ts'
import { missing } from '../../../platform/dav/refusal.ts'
import { mustStart } from '../../../spine/request/must.ts'
import { type Change, changesIn } from '../asked.ts'
import { type Call, ifOf, inShelf } from '../call.ts'
import { changeDead, fits } from '../dead.ts'
import { guardOf, mustHold } from '../guard.ts'
import { holdLocks } from '../locks.ts'
import { isProtected } from '../properties.ts'
import { hrefOfSpot, spotAt } from '../spot.ts'

/** Notes properties of programs, all or none. */
export async function proppatch(call: Call): Promise<FastifyReply> {
  const changes = changesIn(await bodyOf(call.raw))
  const lists = ifOf(call)
  const said = await inShelf(call, true, async (ctx, { names }) => {
    await holdLocks(ctx)
    const spot = await spotAt(ctx, names)
    if (!spot.found && !spot.top) throw missing()
    mustStart(ctx)
    mustHold(await guardOf(ctx, lists, spot, call.raw.host), spot)
    const refused = refusedOf(changes, spot.top)
    if (!refused) await changeDead(ctx, spot.found!.id, changes)
    return response(hrefOfSpot(spot), refused ?? [{ status: 200, properties: toldOf(changes) }])
  })
  return sendMultistatus(call.reply, [said])
}

/** Why nothing is changed, said of each property; undefined where all can be. */
function refusedOf(changes: Change[], top: boolean): Group[] | undefined {
  const ours = changes.filter((one) => top || isProtected(one))
  const large = changes.filter((one) => !ours.includes(one) && !fits(one))
  if (!ours.length && !large.length) return undefined
  const others = changes.filter((one) => !ours.includes(one) && !large.includes(one))
  return [
    { status: 403, properties: toldOf(ours), error: 'cannot-modify-protected-property' },
    { status: 507, properties: toldOf(large) },
    { status: 424, properties: toldOf(others) },
  ]
}

/** Each once. */
function toldOf(changes: Change[]): Told[] {
  return [...new Map(changes.map(({ uri, name }) => [JSON.stringify([uri, name]), { uri, name }])).values()]
}
