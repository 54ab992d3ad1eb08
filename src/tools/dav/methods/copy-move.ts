import type { FastifyReply } from 'fastify'
import { type Depth, depthOf, NotHeader, overwriteOf } from '../../../platform/dav/headers.ts'
import { missing, noParent, Refusal, unmet } from '../../../platform/dav/refusal.ts'
import { notFound } from '../../../platform/http/problems.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { header } from '../../../spine/request/dav.ts'
import { addVersion, copyEntry, fileById, makeFolder, moveEntry, removeEntry } from '../../files/index.ts'
import { destinationOf, within } from '../address.ts'
import { type Call, ifOf, inShelf, type Shelf } from '../call.ts'
import { copyDead } from '../dead.ts'
import { type Guard, guardOf, mustHold, mustHoldAll, mustHoldParent } from '../guard.ts'
import { endLocksOn, holdLocks } from '../locks.ts'
import type { Resource } from '../resource.ts'
import { parentOf, type Spot, spotAt } from '../spot.ts'
import { inBothSpaces } from '../two-spaces.ts'

/** What is to be copied or moved, where to, and what stands there. */
interface Way {
  from: Spot & { found: Resource }
  to: Spot
  /** The locks of the space it comes from, and of the one it goes to. */
  guard: Guard
  there: Guard
}

export async function copy(call: Call): Promise<FastifyReply> {
  const target = targetOf(call)
  const deep = depthIn(call, [0, 'infinity']) === 'infinity'
  if (call.place.kind === 'shelf' && !sameSpace(call.place, target))
    return answered(
      call,
      await inBothSpaces(call, call.place, target, (ctx, into) => copied(call, ctx, into, target, deep)),
    )
  return answered(call, await inShelf(call, true, (ctx) => copied(call, ctx, ctx, target, deep)))
}

export async function move(call: Call): Promise<FastifyReply> {
  const target = targetOf(call)
  depthIn(call, ['infinity'])
  // What was said of it and its past belong to those who could read them: between spaces there are only copies.
  if (call.place.kind === 'shelf' && !sameSpace(call.place, target)) {
    await inShelf(call, true, async () => {})
    throw new Refusal(403)
  }
  return answered(call, await inShelf(call, true, (ctx) => moved(call, ctx, target)))
}

function answered({ reply }: Call, existed: boolean): FastifyReply {
  return reply.code(existed ? 204 : 201).send()
}

/** @throws Refusal, NotHeader, NoAddress, Elsewhere */
function targetOf(call: Call): Shelf {
  const target = destinationOf(header(call.raw, 'destination'), call.raw.host)?.place
  if (!target) throw new NotHeader('destination')
  if (target.kind !== 'shelf' || !target.names.length) throw new Refusal(403)
  return target
}

function depthIn({ raw }: Call, allowed: Depth[]): Depth {
  const depth = depthOf(header(raw, 'depth')) ?? 'infinity'
  if (!allowed.includes(depth)) throw new NotHeader('depth')
  return depth
}

function sameSpace(one: Shelf, other: Shelf): boolean {
  return one.space.toLowerCase() === other.space.toLowerCase()
}

/** @returns whether something stood there */
async function copied(call: Call, ctx: Request, into: Request, target: Shelf, deep: boolean): Promise<boolean> {
  const way = await wayOf(call, ctx, into, target)
  const { from, to } = way
  const { id, isFolder } = from.found
  const existed = to.found !== undefined
  if (to.found && !to.found.isFolder && !isFolder) {
    mustHold(way.there, to)
    await saysTheSame(ctx, into, from.found, to.found)
    await copyDead(into, id, to.found.id)
    return existed
  }
  await makeRoom(into, way)
  const name = to.names.at(-1)!
  const made =
    isFolder && !deep
      ? await makeFolder(into, parentOf(to), name)
      : await copyEntry(into, from.found, parentOf(to), name)
  if (deep || !isFolder) await copyDead(into, id, made.id)
  return existed
}

/** @returns whether something stood there */
async function moved(call: Call, ctx: Request, target: Shelf): Promise<boolean> {
  const way = await wayOf(call, ctx, ctx, target, true)
  const { from, to, guard } = way
  mustHoldAll(guard, from)
  const name = to.names.at(-1)!
  const renamed = to.found?.id === from.found.id
  if (!renamed && to.found && !to.found.isFolder && !from.found.isFolder) {
    mustHold(guard, to)
    await saysTheSame(ctx, ctx, from.found, to.found)
    await copyDead(ctx, from.found.id, to.found.id)
    await endLocksOn(ctx, from.found.id)
    await removeEntry(ctx, from.found)
    return true
  }
  if (!renamed) await makeRoom(ctx, way)
  await endLocksOn(ctx, from.found.id)
  await moveEntry(ctx, from.found, parentOf(to), name)
  return to.found !== undefined && !renamed
}

/** @throws what stands against it, besides locks */
async function wayOf(call: Call, ctx: Request, into: Request, target: Shelf, moves = false): Promise<Way> {
  await holdLocks(ctx)
  if (into !== ctx) await holdLocks(into)
  const { place } = call
  if (place.kind !== 'shelf') throw notFound()
  const from = await spotAt(ctx, place.names)
  if (from.top) throw new Refusal(403)
  if (!from.found) throw missing()
  const to = await spotAt(into, target.names)
  const lists = ifOf(call)
  const guard = await guardOf(ctx, lists, from, call.raw.host)
  const renames = moves && to.found?.id === from.found.id && to.found.name !== to.names.at(-1)
  if (into === ctx && !renames && (within(asPlace(to), asPlace(from)) || within(asPlace(from), asPlace(to))))
    throw new Refusal(403)
  if (!to.reachable) throw noParent()
  if (to.found && !renames && !overwriteOf(header(call.raw, 'overwrite'))) throw unmet()
  const there = into === ctx ? guard : { ...guard, locks: (await guardOf(into, [], to, call.raw.host)).locks }
  return { from: { ...from, found: from.found }, to, guard, there }
}

function asPlace({ space, names }: Spot): Shelf {
  return { kind: 'shelf', space, names }
}

/** What stands where something comes goes into the trash. */
async function makeRoom(into: Request, { to, there }: Way): Promise<void> {
  if (!to.found) return mustHoldParent(there, to)
  mustHoldAll(there, to)
  await endLocksOn(into, to.found.id)
  await removeEntry(into, to.found)
}

/** A file that is written over has one version more, and stays the one that was spoken of and linked to. */
async function saysTheSame(ctx: Request, into: Request, from: Resource, to: Resource): Promise<void> {
  const { blob, bytes, type, name } = await fileById(ctx, from.id)
  const upload = { field: 'file', name, type, hash: blob, bytes }
  await addVersion(into, await fileById(into, to.id), upload, '')
}
