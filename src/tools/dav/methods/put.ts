import { Transform } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { PIECE } from '../../../platform/blobs/pieces.ts'
import { mayGoOn } from '../../../platform/dav/preconditions.ts'
import { noParent, notFor, Refusal, unmet } from '../../../platform/dav/refusal.ts'
import { takesLong } from '../../../platform/http/long-bodies.ts'
import { checked } from '../../../spine/request/checking.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { mustStart } from '../../../spine/request/must.ts'
import type { Upload } from '../../../spine/request/route.ts'
import { keepFile, keepShelfFiles, roomFor } from '../../files/index.ts'
import { type Call, ifOf, inShelf, METHODS, type Shelf } from '../call.ts'
import { guardOf, mustHold, mustHoldParent } from '../guard.ts'
import { holdLocks } from '../locks.ts'
import { etagOf } from '../resource.ts'
import { parentOf, type Spot, spotAt } from '../spot.ts'

/**
 * Puts a file at a name, or a new version of the one that is there. Its bytes are kept before any transaction is open; before
 * that it is asked whether they may come at all, and after it once more.
 */
export async function put(call: Call): Promise<FastifyReply> {
  const { raw, reply, site } = call
  // A part of a file would be taken for the whole of it.
  if (raw.headers['content-range'] !== undefined) throw new Refusal(400)
  const most = site.config.largestShelfFile
  const announced = Number(raw.headers['content-length'] ?? 0)
  await inShelf(call, true, async (ctx, shelf) => {
    await lockedSpot(ctx, call, shelf)
    if (announced > most) throw new Refusal(413)
    await roomFor(ctx, announced)
  })
  takesLong(raw.raw)
  const came = await site.blobs.put(raw.raw.pipe(upTo(most)))
  const name = call.place.kind === 'shelf' ? call.place.names.at(-1)! : ''
  const upload: Upload = { field: 'file', name, type: '', ...came }
  await checked(site, [upload])
  const [received] = await keepShelfFiles(site, [upload])
  const { kept, existed } = await inShelf(call, true, async (ctx, shelf) => {
    const spot = await lockedSpot(ctx, call, shelf)
    const folderId = parentOf(spot)
    const { file } = await keepFile(ctx, { folderId, name, upload: received!, taken: 'version' })
    return { kept: file, existed: spot.found !== undefined }
  })
  // Where something was taken out of it, it is not what was sent: then its sender reads it again.
  if (received!.hash === came.hash) reply.header('etag', etagOf(kept))
  return reply.code(existed ? 204 : 201).send()
}

/** @throws what stands against putting a file here */
async function lockedSpot(ctx: Request, call: Call, { names }: Shelf): Promise<Spot> {
  await holdLocks(ctx)
  const spot = await spotAt(ctx, names)
  if (spot.top || spot.found?.isFolder) throw notFor(METHODS.filter((method) => method !== 'PUT'))
  if (!spot.reachable) throw noParent()
  mustStart(ctx)
  const guard = await guardOf(ctx, ifOf(call), spot, call.raw.host)
  if (!mayGoOn(call.raw.headers, spot.found && (etagOf(spot.found) ?? null))) throw unmet()
  mustHold(guard, spot)
  if (!spot.found) mustHoldParent(guard, spot)
  return spot
}

/** Lets no more bytes through than a file may have. */
function upTo(most: number): Transform {
  let bytes = 0
  return new Transform({
    highWaterMark: PIECE,
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > most) done(new Refusal(413))
      else done(null, chunk)
    },
  })
}
