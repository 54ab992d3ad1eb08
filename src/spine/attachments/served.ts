import { contentPolicy } from '../../platform/http/server.ts'
import type { Request } from '../request/ctx.ts'
import type { Outcome } from '../request/route.ts'
import type { StoredFile } from './attachments.ts'

/**
 * A kept file, for a browser: re-encoded pictures to look at, everything else to keep. Nothing in it may run, not even
 * opened by itself.
 * @param headers besides: who may keep it, for one
 */
export function served(ctx: Request, file: StoredFile, headers: Record<string, string>): Outcome {
  const etag = `"${file.blob}"`
  if (ctx.raw.headers['if-none-match'] === etag) return { kind: 'unchanged', etag }
  const picture = file.type === 'image/webp'
  return {
    kind: 'stream',
    stream: ctx.site.blobs.read(file.blob),
    headers: {
      'content-type': picture ? 'image/webp' : 'application/octet-stream',
      'content-length': String(file.bytes),
      'content-disposition': `${picture ? 'inline' : 'attachment'}; filename*=UTF-8''${extended(file.name)}`,
      'content-security-policy': `sandbox; ${contentPolicy}`,
      etag,
      ...headers,
    },
  }
}

/** A value of a header in any script (RFC 8187). */
function extended(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
}
