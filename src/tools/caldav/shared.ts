import { attendeeText } from '../../platform/calendar/file.ts'
import type { When } from '../../platform/calendar/when.ts'
import { text } from '../../platform/dav/xml-write.ts'
import { type Request, type Site, spaceOf } from '../../spine/request/ctx.ts'
import { type Kept, keptOf, MOST_NAMED } from './kept.ts'
import type { Answered } from './members.ts'
import { addressOf, type Viewer } from './viewer.ts'
import { attendeeOf, fileOf } from './written.ts'

/**
 * The file of an event in its present state, made once for all who look at it: whoever has said nothing of single dates, and keeps
 * nothing of their own with it, is shown the same but for the lines that name who comes.
 */
export interface Shared {
  when: When
  /** Whether single dates of it are otherwise. */
  changed: boolean
  /** The file as it stands in XML, parted where those lines go. */
  parts: string[]
  /** These lines, by handle, of all who answered. */
  lines: Map<string, string>
  /** All of them. */
  all: string
}

/** What is kept of a site's files, in signs: some thousand of them. */
const MOST_SIGNS = 4_000_000

interface Shelf {
  files: Map<string, Shared>
  signs: number
}

/** Only what the asking person was found to read is looked for here, by the number of its state. */
const shelves = new WeakMap<Site, Shelf>()

/** Whether what an event says to the viewer is what it says to others. */
export function isShared({ own, apart }: Answered): boolean {
  return own === null && !apart
}

/** The files of those members that are shared, by event. One query for those that nobody asked for since they were changed. */
export async function sharedOf(ctx: Request, members: Answered[]): Promise<Map<number, Shared>> {
  const shelf = shelves.get(ctx.site) ?? { files: new Map(), signs: 0 }
  shelves.set(ctx.site, shelf)
  const found = new Map<number, Shared>()
  const missing = members.filter((member) => {
    const known = isShared(member) ? shelf.files.get(keyOf(ctx, member)) : undefined
    if (known) found.set(member.eventId, known)
    return !known && isShared(member)
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

function signsOf({ parts, all }: Shared): number {
  return parts.reduce((sum, part) => sum + part.length, 2 * all.length)
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

function sharedFrom(ctx: Request, kept: Kept): Shared {
  const file = fileOf(ctx, { ...kept, answers: [] }, SOMEBODY)
  const line = `\r\n${attendeeText(attendeeOf(SOMEBODY.name, SOMEBODY.addresses[0]!, null))}`
  const [first, ...others] = file.split(line)
  const lines = new Map(
    kept.answers.map(({ handle, name, reply }) => [
      handle,
      text(attendeeText(attendeeOf(name, addressOf(handle), reply))),
    ]),
  )
  return {
    when: kept.when,
    changed: kept.dates.length > 0,
    parts: [first!, ...others].map((part, at) => text(at < others.length ? `${part}\r\n` : part)),
    lines,
    all: [...lines.values()].join(''),
  }
}

/** The file as the viewer is shown it, in XML. @param mine what they say of all its dates */
export function sharedText({ parts, lines, all }: Shared, viewer: Viewer, mine: Answered['mine']): string {
  if (parts.length === 1) return parts[0]!
  const me = text(attendeeText(attendeeOf(viewer.name, viewer.addresses[0]!, mine)))
  const others = lines.has(viewer.handle)
    ? [...lines].map(([handle, line]) => (handle === viewer.handle ? '' : line)).join('')
    : all
  return parts.join(me + others)
}
