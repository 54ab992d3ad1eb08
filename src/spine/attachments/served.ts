import { partOf } from '../../platform/http/part.ts'
import { contentPolicy } from '../../platform/http/server.ts'
import type { Request } from '../request/ctx.ts'
import type { Outcome } from '../request/route.ts'
import type { StoredFile } from './attachments.ts'

/**
 * A kept file, for a browser: what is safe to look at or play where it is, everything else to keep. Nothing in it may run, not
 * even opened by itself. In parts, where it is asked for in parts.
 * @param headers besides: who may keep it, for one
 * @param inline whether it is shown where it is: only what we made ourselves, and sounds and films
 */
export function served(
  ctx: Request,
  file: StoredFile,
  headers: Record<string, string>,
  inline = file.type === 'image/webp',
): Outcome {
  const etag = `"${file.blob}"`
  const { range, 'if-none-match': known, 'if-range': same } = ctx.raw.headers
  if (known === etag) return { kind: 'unchanged', etag }
  const part = same === undefined || same === etag ? partOf(range, file.bytes) : undefined
  return {
    kind: 'stream',
    status: part ? 206 : 200,
    stream: ctx.site.blobs.read(file.blob, part),
    headers: {
      'content-type': inline ? file.type : 'application/octet-stream',
      'content-length': String(part ? part.end - part.start + 1 : file.bytes),
      'accept-ranges': 'bytes',
      ...(part && { 'content-range': `bytes ${part.start}-${part.end}/${file.bytes}` }),
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${extended(file.name)}`,
      'content-security-policy': `sandbox; ${contentPolicy}`,
      etag,
      ...headers,
    },
  }
}

/** A value of a header in any script (RFC 8187). */
export function extended(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
}
