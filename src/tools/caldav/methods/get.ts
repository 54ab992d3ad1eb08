import type { FastifyReply } from 'fastify'
import { hasAlready, mayGoOn } from '../../../platform/dav/preconditions.ts'
import { missing, unmet } from '../../../platform/dav/refusal.ts'
import { contentPolicy } from '../../../platform/http/server.ts'
import { type Call, inCalendar } from '../call.ts'
import { keptOf } from '../kept.ts'
import { etagOf, membersOf } from '../members.ts'
import { viewerOf } from '../viewer.ts'
import { fileOf } from '../written.ts'

/** An event as a file. A calendar is no file: what is in it is asked for by REPORT. */
export async function get(call: Call): Promise<FastifyReply> {
  const { place, raw, reply } = call
  if (place.kind !== 'member') {
    if (place.kind === 'calendar') await inCalendar(call, false, async () => {})
    else await call.enter({ space: null, writes: false }, async () => {})
    return reply
      .code(200)
      .headers({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
      .send('')
  }
  const { etag, changed, text } = await inCalendar(call, false, async (ctx) => {
    const viewer = await viewerOf(ctx)
    const [member] = await membersOf(ctx, viewer, { names: [place.name] })
    const [kept] = member ? await keptOf(ctx, [member], viewer) : []
    if (!member || !kept) throw missing()
    return { etag: etagOf(member, viewer), changed: member.changedAt, text: fileOf(ctx, kept, viewer) }
  })
  if (!mayGoOn({ 'if-match': raw.headers['if-match'] }, etag)) throw unmet()
  const known = { etag, 'last-modified': changed.toUTCString(), 'cache-control': 'private, no-cache' }
  // When it was changed says nothing of who answered since.
  if (raw.headers['if-none-match'] !== undefined && hasAlready(raw.headers, etag, changed))
    return reply.code(304).headers(known).send()
  return reply
    .headers({
      ...known,
      'content-type': 'text/calendar; charset=utf-8; component=VEVENT',
      'content-disposition': 'attachment; filename="event.ics"',
      'content-security-policy': `sandbox; ${contentPolicy}`,
    })
    .send(text)
}
