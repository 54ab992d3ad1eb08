import type { Attendee, IcsEvent } from '../../platform/calendar/file.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { dropAnswer, type Event, keepAnswer, type Reply } from '../calendar/index.ts'
import type { Kept } from './kept.ts'
import type { Viewer } from './viewer.ts'

const replies: Record<string, Reply> = { accepted: 'yes', tentative: 'perhaps', declined: 'no' }

/** What the viewer says there of whether they come; undefined: nothing; null: that they have not answered. */
function replyIn(attendees: Attendee[] | undefined, viewer: Viewer): Reply | null | undefined {
  const mine = viewer.addresses.map((address) => address.toLowerCase())
  const me = attendees?.find(({ email }) => mine.includes(email.toLowerCase()))
  return me && (replies[me.reply] ?? null)
}

/**
 * Keeps what a file says of whether the viewer comes, to all dates or to single ones.
 * @throws 403; Invalid for what was called off or is over
 */
export async function answerFrom(
  ctx: Ctx,
  event: Event,
  ics: IcsEvent,
  before: Kept | undefined,
  viewer: Viewer,
): Promise<void> {
  const said = replyIn(ics.attendees, viewer)
  const was = before?.mine ?? null
  // Who sees to an event is not shown as somebody invited: saying nothing there takes nothing back.
  const changed = said !== undefined && said !== was && !(said === null && (!before || before.tends))
  if (changed) await say(ctx, event, said, undefined)
  const now = changed ? said : was
  for (const { original, attendees, cancelled } of ics.overrides) {
    const one = cancelled ? undefined : replyIn(attendees ?? ics.attendees, viewer)
    const date = before?.dates.find((date) => date.original === original)
    const over = date !== undefined && new Date(date.fromAt) <= ctx.now
    const known = (changed && !over ? null : date?.mine) ?? now
    if (one !== undefined && one !== null && one !== known) await say(ctx, event, one, original)
  }
}

async function say(ctx: Ctx, event: Event, reply: Reply | null, original: string | undefined): Promise<void> {
  if (reply === null) return dropAnswer(ctx, event, original)
  const [row] = await ctx.sql<{ way: 'on-site' | 'online' | null }[]>`
    select way from answer where event_id = ${event.id} and person_id = ${ctx.me!.id} order by original nulls first limit 1`
  await keepAnswer(ctx, event, {
    reply,
    way: row?.way ?? undefined,
    original: event.repeats ? original : undefined,
  })
}
