import { alarmsText, attendeeText, restText } from '../../platform/calendar/file.ts'
import type { When } from '../../platform/calendar/when.ts'
import { text } from '../../platform/dav/xml-write.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import type { Site } from '../../spine/request/site.ts'
import { type Kept, keptOf, MOST_NAMED } from './kept.ts'
import type { Answered } from './members.ts'
import { addressOf, type Viewer } from './viewer.ts'
import { attendeeOf, fileOf, restOf } from './written.ts'

/**
 * The file of an event in its present state, made once for all who look at it: whoever has said nothing of single dates is shown the
 * same but for the lines that name who comes, and for what their own programs keep with it.
 */
export interface Shared {
  when: When
  /** Whether single dates of it are otherwise. */
  changed: boolean
  /** The file as it stands in XML: before what is kept with it, and after; each parted where those who come are named. */
  before: string[]
  after: string[]
  /** Who come, each in a line, by handle; and all of these lines. */
  lines: Map<string, string>
  all: string
  /** What is kept with it by everybody, from which one's own follows; and as it stands in XML. */
  beside: Pick<Kept, 'rest' | 'link' | 'dialIn'>
  rest: string
}

/** What is kept of a site's files, in signs: some thousand of them. */
const MOST_SIGNS = 4_000_000

interface Shelf {
  files: Map<string, Shared>
  signs: number
}

/** Only what the asking person was found to read is looked for here, by the number of its state. */
const shelves = new WeakMap<Site, Shelf>()

/** The files of those members that are shared, by event. One query for those that nobody asked for since they were changed. */
export async function sharedOf(ctx: Request, members: Answered[]): Promise<Map<number, Shared>> {
  const shelf = shelves.get(ctx.site) ?? { files: new Map(), signs: 0 }
  shelves.set(ctx.site, shelf)
  const found = new Map<number, Shared>()
  const missing = members.filter((member) => {
    const known = member.apart ? undefined : shelf.files.get(keyOf(ctx, member))
    if (known) found.set(member.eventId, known)
    return !known && !member.apart
  })
  if (!missing.length) return found
  const kept = new Map((await keptOf(ctx, missing, { id: 0 }, MOST_NAMED + 1)).map((one) => [one.id, one]))
  for (const member of missing) {
    const one = kept.get(member.eventId)
    if (!one || one.answers.length > MOST_NAMED) continue
    const shared = sharedFrom(ctx, one)
    found.set(member.eventId, shared)
    keep(shelf, keyOf(ctx, member), shared)
  }
  return found
}

/** All that it depends on. Who sees to an event is shown nobody's answers. */
function keyOf(ctx: Request, { eventId, said, answered, tends }: Answered): string {
  const { slug, name } = spaceOf(ctx)
  return JSON.stringify([eventId, tends, tends ? said : Math.max(said, answered), slug, name, ctx.home])
}

/** What was made first goes first. */
function keep(shelf: Shelf, key: string, shared: Shared): void {
  if (shelf.files.has(key)) return
  shelf.files.set(key, shared)
  shelf.signs += signsOf(shared)
  for (const [oldest, one] of shelf.files) {
    if (shelf.signs <= MOST_SIGNS) return
    shelf.files.delete(oldest)
    shelf.signs -= signsOf(one)
  }
}

function signsOf({ before, after, all, beside, rest }: Shared): number {
  return [...before, ...after, all, all, beside.rest, rest].reduce((sum, part) => sum + part.length, 0)
}

/** Stands for the viewer. No other line can be the same: what people write is no line, and lines of programs name nobody. */
const SOMEBODY: Viewer = {
  id: 0,
  name: '',
  handle: '',
  addresses: ['urn:x-copse:somebody'],
  host: false,
  starts: false,
  writes: false,
  key: '',
}

const WHO = `\r\n${attendeeText(attendeeOf(SOMEBODY.name, SOMEBODY.addresses[0]!, null))}`
/** Stands for what is kept with it: nothing that anybody wrote is a line of this name. */
const KEPT = 'X-COPSE-KEPT-WITH-IT:HERE'

function sharedFrom(ctx: Request, kept: Kept): Shared {
  const { rest, link, dialIn } = kept
  const file = fileOf(ctx, { ...kept, answers: [] }, SOMEBODY, KEPT)
  const [before = '', after = ''] = file.split(`\r\n${KEPT}\r\n`)
  const lines = kept.answers.map(({ handle, name, reply }): [string, string] => [
    handle,
    text(attendeeText(attendeeOf(name, addressOf(handle), reply))),
  ])
  return {
    when: kept.when,
    changed: kept.dates.length > 0,
    before: `${before}\r\n`.split(WHO).map((part, at, { length }) => text(at < length - 1 ? `${part}\r\n` : part)),
    after: after.split(WHO).map((part, at, { length }) => text(at < length - 1 ? `${part}\r\n` : part)),
    lines: new Map(lines),
    all: lines.map(([, line]) => line).join(''),
    beside: { rest, link, dialIn },
    rest: text(restText(restOf({ rest, ownRest: '', link, dialIn }))),
  }
}

/** The file as the viewer is shown it, in XML. */
export function sharedText(shared: Shared, viewer: Viewer, { mine, own, alarms, ownRest }: Answered): string {
  const { before, after, beside } = shared
  const who = before.length + after.length > 2 ? whoComes(shared, viewer, mine) : ''
  const rest = own === null ? shared.rest : text(restText(restOf({ ...beside, ownRest })) + alarmsText(alarms))
  return before.join(who) + rest + after.join(who)
}

function whoComes({ lines, all }: Shared, { name, addresses, handle }: Viewer, mine: Answered['mine']): string {
  const me = text(attendeeText(attendeeOf(name, addresses[0]!, mine)))
  const others = lines.has(handle) ? [...lines].map(([of, line]) => (of === handle ? '' : line)).join('') : all
  return me + others
}
