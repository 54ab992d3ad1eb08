import { namesIn, type Propfind } from '../../../platform/dav/propfind.ts'
import { Refusal } from '../../../platform/dav/refusal.ts'
import { below, type Element } from '../../../platform/dav/xml-read.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { memberHref } from '../address.ts'
import { comesWithin, expanded } from '../expanded.ts'
import { type Filter, meets, spanIn } from '../filter.ts'
import { keptOf } from '../kept.ts'
import { etagOf, type Member } from '../members.ts'
import type { Seen } from '../methods/propfind.ts'
import { CALDAV, condition } from '../names.ts'
import { memberProperties } from '../properties.ts'
import type { Viewer } from '../viewer.ts'
import { eventOf, fileOf } from '../written.ts'

/** What a report is to tell of each event. */
export interface Asked {
  propfind: Propfind
  /** Whether it wants what they say. */
  data: boolean
  /** Their dates one by one. */
  expand?: { from: Date; to: Date }
}

/** @throws Refusal */
export function askedIn(report: Element): Asked {
  const [prop] = below(report, 'DAV:', 'prop')
  if (!prop) return { propfind: { kind: 'all', besides: [] }, data: false }
  const [data] = below(prop, CALDAV, 'calendar-data')
  const [expand] = data ? below(data, CALDAV, 'expand') : []
  const span = expand && spanIn(expand)
  if (span && (!span.from || !span.to)) throw new Refusal(403, condition('valid-filter'))
  return {
    propfind: { kind: 'some', names: namesIn(prop) },
    data: data !== undefined,
    ...(span && { expand: { from: span.from!, to: span.to! } }),
  }
}

/** So many are read at once. */
const BATCH = 100
/** More than any program takes at once, in events and in signs. */
const MOST_EVENTS = 5000
const MOST_SIGNS = 32 * 1024 * 1024

/** Members with what is asked of them; those that do not meet a filter are left out. @throws Refusal 507 for too much */
export async function told(
  ctx: Request,
  members: Member[],
  viewer: Viewer,
  asked: Asked,
  filter?: Filter,
): Promise<Seen[]> {
  const reads =
    asked.data ||
    (filter && (filter.properties.length > 0 || filter.alarms !== undefined || filter.range !== undefined))
  if (!reads) return members.map((member) => seen(ctx, member, viewer))
  if (members.length > MOST_EVENTS) throw new Refusal(507, 'number-of-matches-within-limits')
  const all: Seen[] = []
  let signs = 0
  for (let at = 0; at < members.length; at += BATCH) {
    const some = members.slice(at, at + BATCH)
    const kept = new Map((await keptOf(ctx, some, viewer)).map((one) => [one.id, one]))
    for (const member of some) {
      const one = kept.get(member.eventId)
      if (!one) continue
      const event = eventOf(ctx, one, viewer)
      const file = fileOf(ctx, one, viewer)
      if (filter && (!meets(file, filter) || !inRange(event, filter, one.dates.length > 0))) continue
      const data = asked.data ? (asked.expand ? expanded(ctx, event, asked.expand) : file) : undefined
      signs += data?.length ?? 0
      if (signs > MOST_SIGNS) throw new Refusal(507, 'number-of-matches-within-limits')
      all.push(seen(ctx, member, viewer, data))
    }
  }
  return all
}

/** The database knows dates for some years ahead; what it let through for those after is looked at. */
function inRange(event: Parameters<typeof comesWithin>[0], { range }: Filter, changed: boolean): boolean {
  return !range || changed || event.when.zone === null || comesWithin(event, range)
}

function seen(ctx: Request, member: Member, viewer: Viewer, file?: string): Seen {
  return {
    href: memberHref(spaceOf(ctx).slug, member.name),
    properties: memberProperties(etagOf(member, viewer), member, file),
  }
}
