import type { FastifyReply } from 'fastify'
import { hasAlready, mayGoOn } from '../../../platform/dav/preconditions.ts'
import { missing, unmet } from '../../../platform/dav/refusal.ts'
import { partOf } from '../../../platform/http/part.ts'
import { contentPolicy } from '../../../platform/http/server.ts'
import { extended } from '../../../spine/attachments/served.ts'
import { header } from '../../../spine/request/dav.ts'
import { type Call, inShelf } from '../call.ts'
import { etagOf, type Resource } from '../resource.ts'
import { spotAt } from '../spot.ts'

/** A file as it is, or a part of it; of a folder nothing, but that it is there. */
export async function get(call: Call): Promise<FastifyReply> {
  const { raw, reply, site } = call
  const found =
    call.place.kind === 'shelf' ? await inShelf(call, false, (ctx, shelf) => lookUp(ctx, shelf.names)) : null
  if (found === null) {
    await call.enter({ space: null, writes: false }, async () => {})
    return folderSaid(reply)
  }
  if (found === 'top' || found.isFolder) return folderSaid(reply)
  const etag = etagOf(found)!
  if (!mayGoOn({ 'if-match': raw.headers['if-match'] }, etag)) throw unmet()
  const known = { etag, 'last-modified': found.changedAt.toUTCString(), 'cache-control': 'private, no-cache' }
  if (hasAlready(raw.headers, etag, found.changedAt)) return reply.code(304).headers(known).send()
  const same = header(raw, 'if-range')
  const part = same === undefined || same === etag ? partOf(header(raw, 'range'), found.bytes) : undefined
  reply.code(part ? 206 : 200).headers({
    ...known,
    ...headersOf(found),
    'content-length': String(part ? part.end - part.start + 1 : found.bytes),
    ...(part && { 'content-range': `bytes ${part.start}-${part.end}/${found.bytes}` }),
  })
  return raw.method === 'HEAD' ? reply.send() : reply.send(site.blobs.read(found.blob!, part))
}

async function lookUp(ctx: Parameters<typeof spotAt>[0], names: string[]): Promise<Resource | 'top'> {
  const { found, top } = await spotAt(ctx, names)
  if (top) return 'top'
  if (!found) throw missing()
  return found
}

/** Programs are told what a file is; a browser that comes here by an address and a password runs nothing of it. */
function headersOf({ type, name }: Resource): Record<string, string> {
  return {
    'content-type': type ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
    'content-disposition': `attachment; filename*=UTF-8''${extended(name)}`,
    'content-security-policy': `sandbox; ${contentPolicy}`,
  }
}

function folderSaid(reply: FastifyReply): FastifyReply {
  return reply.code(200).headers({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).send('')
}
