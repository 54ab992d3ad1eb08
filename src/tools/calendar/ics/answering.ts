import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Request } from '../../../spine/request/ctx.ts'
import type { Outcome } from '../../../spine/request/route.ts'

/** How often a program should look again, in minutes. */
export const REFRESH = 60

/** A file of dates, or that nothing has changed since it was last fetched. */
export function calendarFile(ctx: Request, text: string, name: string): Outcome {
  const bytes = Buffer.from(text)
  const etag = `W/"${createHash('sha1').update(bytes).digest('base64url')}"`
  ctx.reply.header('vary', 'Accept-Encoding')
  if (ctx.raw.headers['if-none-match']?.includes(etag.slice(2))) return { kind: 'unchanged', etag }
  const headers = {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.ics"`,
    'cache-control': 'private, no-cache',
    etag,
  }
  return { kind: 'stream', stream: Readable.from([bytes]), headers }
}
