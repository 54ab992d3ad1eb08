import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Request } from '../../../spine/request/ctx.ts'
import type { Outcome } from '../../../spine/request/route.ts'
import type { Site } from '../../../spine/request/site.ts'

/** How often a program should look again, in minutes. */
export const REFRESH = 60

/** A file of dates, or that nothing has changed since it was last fetched. */
export function calendarFile(ctx: Request, text: string, name: string): Outcome {
  const bytes = Buffer.from(text)
  return file(ctx, bytes, name, etagOf(bytes), {})
}

/**
 * The same of a feed, for programs, too, that know what they have only by when it was changed (RFC 9110, 13.1.3).
 * @param feed its number
 */
export function feedFile(ctx: Request, text: string, name: string, feed: number): Outcome {
  const bytes = Buffer.from(text)
  const etag = etagOf(bytes)
  return file(ctx, bytes, name, etag, { 'last-modified': new Date(changedAt(ctx, feed, etag)).toUTCString() })
}

function etagOf(bytes: Buffer): string {
  return `W/"${createHash('sha1').update(bytes).digest('base64url')}"`
}

function file(
  { reply, raw }: Request,
  bytes: Buffer,
  name: string,
  etag: string,
  more: Record<string, string>,
): Outcome {
  const { 'if-none-match': known, 'if-modified-since': since } = raw.headers
  reply.headers({ vary: 'Accept-Encoding', ...more })
  const modified = more['last-modified']
  const same =
    known === undefined
      ? since !== undefined && modified !== undefined && Date.parse(since) >= Date.parse(modified)
      : known.includes(etag.slice(2))
  if (same) return { kind: 'unchanged', etag }
  const headers = {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.ics"`,
    'cache-control': 'private, no-cache',
    etag,
  }
  return { kind: 'stream', stream: Readable.from([bytes]), headers }
}

/** Since when which feed says what it says, as far as this process has seen: who asks after a start gets it once more. */
const seen = new WeakMap<Site, Map<number, { etag: string; at: number }>>()
const MOST_SEEN = 10_000
const SECOND = 1000

/** In whole seconds, as programs are told it: another content has another one. */
function changedAt({ site, now }: Request, feed: number, etag: string): number {
  const feeds = seen.get(site) ?? new Map<number, { etag: string; at: number }>()
  seen.set(site, feeds)
  const known = feeds.get(feed)
  if (known?.etag === etag) return known.at
  const second = Math.floor(now.getTime() / SECOND) * SECOND
  const at = known ? Math.max(second, known.at + SECOND) : second
  if (feeds.size >= MOST_SEEN) feeds.delete(feeds.keys().next().value!)
  feeds.set(feed, { etag, at })
  return at
}
