import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { bodyOf } from '../../../platform/dav/body.ts'
import { depthOf, NotHeader, timeoutOf } from '../../../platform/dav/headers.ts'
import { missing, noParent, Refusal } from '../../../platform/dav/refusal.ts'
import { document, element } from '../../../platform/dav/xml-write.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { header } from '../../../spine/request/dav.ts'
import { mustStart } from '../../../spine/request/must.ts'
import type { Upload } from '../../../spine/request/route.ts'
import { keepFile, keepShelfFiles } from '../../files/index.ts'
import { hrefOf } from '../address.ts'
import { type LockWish, lockWishIn } from '../asked.ts'
import { type Call, ifOf, inShelf } from '../call.ts'
import { below, type Guard, guardOf, mustHoldParent } from '../guard.ts'
import { against, covering, holds } from '../lock-rules.ts'
import { activeLocks, holdLocks, keepLock, locksHere, takeLock } from '../locks.ts'
import { aboveIds, hrefOfSpot, parentOf, type Spot, spotAt } from '../spot.ts'

/** Takes a lock, or keeps one for longer. Where nothing is yet, an empty file holds its place. */
export async function lock(call: Call): Promise<FastifyReply> {
  const wish = lockWishIn(await bodyOf(call.raw))
  return wish ? taken(call, wish) : refreshed(call)
}

async function taken(call: Call, wish: LockWish): Promise<FastifyReply> {
  const depth = depthOf(header(call.raw, 'depth')) ?? 'infinity'
  if (depth === 1) throw new NotHeader('depth')
  const there = await inShelf(call, true, async (ctx, { names }) => (await mayLock(ctx, names)).found !== undefined)
  const empty = there ? undefined : await emptyFile(call)
  const said = await inShelf(call, true, async (ctx, { names }) => {
    await holdLocks(ctx, true)
    const spot = await mayLock(ctx, names)
    const guard = await guardOf(ctx, ifOf(call), spot, call.raw.host)
    refuseConflict(guard, spot, wish, depth === 'infinity')
    const made = spot.found ? undefined : await placeHeld(ctx, guard, spot, empty)
    const itemId = spot.found?.id ?? made!
    const deep = depth === 'infinity' && (spot.found?.isFolder ?? false)
    const seconds = timeoutOf(header(call.raw, 'timeout'))
    const token = await takeLock(ctx, { itemId, ...wish, deep, seconds })
    return { token, made, xml: await discovered(ctx, token) }
  })
  call.reply.header('lock-token', `<${said.token}>`)
  return answered(call, said.made === undefined ? 200 : 201, said.xml)
}

async function mayLock(ctx: Request, names: string[]): Promise<Spot> {
  mustStart(ctx)
  const spot = await spotAt(ctx, names)
  // A whole shelf is everybody's.
  if (spot.top) throw new Refusal(403)
  if (!spot.reachable) throw noParent()
  return spot
}

function emptyFile({ site, place }: Call): Promise<Upload[]> {
  const name = place.kind === 'shelf' ? place.names.at(-1)! : ''
  return site.blobs
    .put(Readable.from([]))
    .then((kept) => keepShelfFiles(site, [{ field: 'file', name, type: '', ...kept }]))
}

async function placeHeld(ctx: Request, guard: Guard, spot: Spot, empty: Upload[] | undefined): Promise<number> {
  // It was there a moment ago.
  if (!empty) throw missing()
  mustHoldParent(guard, spot)
  const name = spot.names.at(-1)!
  const { file } = await keepFile(ctx, { folderId: parentOf(spot), name, upload: empty[0]!, taken: 'refuse' })
  return file.id
}

/** @throws Refusal 423 where another lock stands in the way */
function refuseConflict(guard: Guard, spot: Spot, { scope }: LockWish, deep: boolean): void {
  const standing = [...covering(guard.locks, spot.found?.id, aboveIds(spot)), ...(deep ? below(guard.locks, spot) : [])]
  const conflicts = against(scope, standing)
  if (!conflicts.length) return
  const hrefs = conflicts.map(({ names, folder }) => hrefOf({ kind: 'shelf', space: spot.space, names }, folder))
  throw new Refusal(423, 'no-conflicting-lock', [...new Set(hrefs)])
}

/** Of a lock that covers this place, wherever it was taken. */
async function refreshed(call: Call): Promise<FastifyReply> {
  const xml = await inShelf(call, true, async (ctx, { names }) => {
    await holdLocks(ctx, true)
    const spot = await mayLock(ctx, names)
    const guard = await guardOf(ctx, ifOf(call), spot, call.raw.host)
    const held = covering(guard.locks, spot.found?.id, aboveIds(spot)).find((one) => holds(one, guard.holder))
    if (!held) throw new Refusal(412, 'lock-token-matches-request-uri', [hrefOfSpot(spot)])
    await keepLock(ctx, held.token, timeoutOf(header(call.raw, 'timeout')))
    return discovered(ctx, held.token)
  })
  return answered(call, 200, xml)
}

async function discovered(ctx: Request, token: string): Promise<string> {
  const ours = (await locksHere(ctx)).filter((one) => one.token === token)
  return activeLocks(ours, ctx.space!.slug, ctx.now)
}

function answered({ reply }: Call, status: number, xml: string): FastifyReply {
  return reply
    .code(status)
    .headers({ 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'no-store' })
    .send(document('prop', element('DAV:', 'lockdiscovery', xml)))
}
