import type { When } from '../../../platform/calendar/when.ts'
import { escaped } from '../../../platform/dav/path.ts'
import { namesIn, type Propfind } from '../../../platform/dav/propfind.ts'
import { Refusal } from '../../../platform/dav/refusal.ts'
import { below, type Element } from '../../../platform/dav/xml-read.ts'
import { text } from '../../../platform/dav/xml-write.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { calendarHref } from '../address.ts'
import { comesWithin, expanded } from '../expanded.ts'
import { type Filter, meets, spanIn } from '../filter.ts'
import { type Kept, keptOf } from '../kept.ts'
import { type Answered, etagOf } from '../members.ts'
import { CALDAV, condition } from '../names.ts'
import { memberTeller } from '../properties.ts'
import { type Shared, sharedOf, sharedText } from '../shared.ts'
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

/** What is answered of an event, under its name. */
export interface Told {
  name: string
  xml: string
}

/** Members with what is asked of them; those that do not meet a filter are left out. @throws Refusal 507 for too much */
export async function told(
  ctx: Request,
  members: Answered[],
  viewer: Viewer,
  asked: Asked,
  filter?: Filter,
): Promise<Told[]> {
  const base = calendarHref(spaceOf(ctx).slug)
  const tell = memberTeller(asked.propfind)
  const one = (member: Answered, file?: string): Told => {
    const { name, createdAt, changedAt } = member
    const shown = { href: base + escaped(name), etag: etagOf(member, viewer), createdAt, changedAt, file }
    return { name, xml: tell(shown) }
  }
  const looks = filter && (asksWords(filter) || filter.range !== undefined)
  if (!asked.data && !looks) return members.map((member) => one(member))
  if (members.length > MOST_EVENTS) throw new Refusal(507, 'number-of-matches-within-limits')
  const all: Told[] = []
  let signs = 0
  for (let at = 0; at < members.length; at += BATCH) {
    for (const { member, file } of await filesOf(ctx, members.slice(at, at + BATCH), viewer, asked, filter)) {
      signs += file?.length ?? 0
      if (signs > MOST_SIGNS) throw new Refusal(507, 'number-of-matches-within-limits')
      all.push(one(member, file))
    }
  }
  return all
}

/** Those that meet the filter, with their files as they stand in XML where these are asked for. */
async function filesOf(ctx: Request, members: Answered[], viewer: Viewer, asked: Asked, filter: Filter | undefined) {
  const alike = !asked.expand && !(filter && asksWords(filter))
  const shared = alike ? await sharedOf(ctx, members) : new Map<number, Shared>()
  const apart = members.filter(({ eventId }) => !shared.has(eventId))
  const kept = new Map((apart.length ? await keptOf(ctx, apart, viewer) : []).map((one) => [one.id, one]))
  return members.flatMap((member) => {
    const same = shared.get(member.eventId)
    if (same) {
      if (!inRange(same.when, filter, same.changed)) return []
      return [{ member, file: asked.data ? sharedText(same, viewer, member) : undefined }]
    }
    const own = kept.get(member.eventId)
    return own ? fileApart(ctx, member, own, viewer, asked, filter) : []
  })
}

function fileApart(
  ctx: Request,
  member: Answered,
  kept: Kept,
  viewer: Viewer,
  { data, expand }: Asked,
  filter: Filter | undefined,
) {
  const event = eventOf(ctx, kept, viewer)
  const file = fileOf(ctx, kept, viewer)
  if (filter && (!meets(file, filter) || !inRange(event.when, filter, kept.dates.length > 0))) return []
  return [{ member, file: data ? text(expand ? expanded(ctx, event, expand) : file) : undefined }]
}

function asksWords({ properties, alarms }: Filter): boolean {
  return properties.length > 0 || alarms !== undefined
}

/** The database knows all dates of what ends, and of others those for some years ahead; what it let through for those after is looked at. */
function inRange(when: When, filter: Filter | undefined, changed: boolean): boolean {
  if (!filter?.range || changed || when.zone === null || !when.rule) return true
  return comesWithin({ when }, filter.range)
}
