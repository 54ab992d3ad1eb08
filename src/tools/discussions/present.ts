import type { Newcomer } from '../../spine/care/newcomers.ts'
import { type BegunDraft, presentDraft } from '../../spine/drafts/drafts.ts'
import { type Closure, mayClose } from '../../spine/items/closure.ts'
import type { Level } from '../../spine/items/follow.ts'
import { inUse, presentLinked, type ShownLinked } from '../../spine/items/links.ts'
import { lookingAt } from '../../spine/messages/looking.ts'
import { type Message, type MessageRow, pageOf, presentMessage } from '../../spine/messages/read.ts'
import { cardOf, type PersonCard } from '../../spine/people/cards.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { type Asking, presentAsking } from './asking.ts'
import { minutesFor } from './card.ts'
import { type DiscussionRow, type Intent, urlOf } from './discussions.ts'
import { type StoryEvent, type StoryRow, storyOf } from './story.ts'

export interface ShownDiscussion {
  id: number
  url: string
  title: string
  lang: string
  intent: Intent
  tags: string[]
  version: number
  author: PersonCard
  createdAt: string
  messageCount: number
  lastNumber: number
  /** The last number that is still here. */
  topNumber: number
  lastAt: string
  faces: PersonCard[]
  accepted: number | null
  acceptedBy: string | null
  readNumber: number
  /** Changes when something is called new again: what a page has seen is of its generation. */
  readGeneration: number
  told: boolean
  /** When one last read on here. */
  readAt: string | null
  /** The first message that is new, where one has read here before. */
  firstUnread: number | null
  /** What had happened when it was looked at: from here on it is listened to. */
  modseq: number
  level: Level
  ownLevel: Level | null
  words: number
  minutes: number
  pinned: { by: string; at: string } | null
  closure: Closure | null
  asking: Asking | null
  /** Numbers of messages one keeps for later; 0 is the discussion itself. */
  saved: number[]
  /** Whom the reader has blocked: what arrives from them is folded. */
  blocks: number[]
  newcomer: Newcomer
  page: number
  pages: number
  messages: Message[]
  /** What leads here from elsewhere. */
  leadingHere: ShownLinked[]
  previous: string | null
  next: string | null
  mayTend: boolean
  mayRemove: boolean
  mayPin: boolean
  mayClose: boolean
  mayReopen: boolean
  /** Kept on top by hosts and who began it. */
  summary: StoryRow['summary']
  /** What became of its words: split off, moved, asked for. */
  story: StoryEvent[]
  draft: BegunDraft | null
  /** The reader has just called it new again: this page says nothing of what it has seen. */
  hold?: boolean | undefined
}

/** What whoever asks may do with a discussion. */
function mayHere(ctx: Ctx, row: DiscussionRow, looking: ReturnType<typeof lookingAt>) {
  const own = row.authorId === ctx.me?.id
  return {
    mayTend: looking.writes && (own || looking.host),
    mayRemove: looking.writes && (looking.host || (own && row.lastNumber === 1)),
    mayPin: looking.writes && looking.host,
    mayClose: looking.writes && !row.closure && mayClose(ctx, row),
    mayReopen: looking.writes && row.closure !== null && (looking.host || row.closure.byId === ctx.me?.id),
  }
}

/** A discussion as the API and its page show it to whoever asks. */
export function presentDiscussion(ctx: Ctx, row: DiscussionRow, messages: MessageRow[], page: number): ShownDiscussion {
  const space = spaceOf(ctx)
  const url = urlOf(space.slug, row.id, row.title)
  const looking = lookingAt(ctx, url)
  const pages = pageOf(row.topNumber ?? 1)
  return {
    id: row.id,
    url,
    title: row.title,
    lang: row.lang,
    intent: row.intent,
    tags: row.tags,
    version: row.version,
    author: cardOf({ id: row.authorId, handle: row.handle, name: row.name, picture: row.picture }),
    createdAt: row.createdAt.toISOString(),
    messageCount: row.count,
    lastNumber: row.lastNumber,
    topNumber: row.topNumber ?? 0,
    lastAt: row.lastAt.toISOString(),
    faces: (row.faces ?? []).map(cardOf),
    accepted: row.accepted,
    acceptedBy: row.acceptedBy,
    readNumber: row.readNumber ?? 0,
    told: row.told,
    readGeneration: row.readGeneration ?? 0,
    readAt: row.readAt?.toISOString() ?? null,
    firstUnread: row.firstNew,
    modseq: row.modseq,
    level: row.level,
    ownLevel: row.ownLevel,
    words: row.words,
    minutes: minutesFor(row.words),
    pinned: row.pinned && { ...row.pinned, at: new Date(row.pinned.at).toISOString() },
    asking: presentAsking(row.asking),
    closure: row.closure && { ...row.closure, at: new Date(row.closure.at).toISOString() },
    saved: row.saved ?? [],
    blocks: row.blocks,
    newcomer: row.newcomer,
    page,
    pages,
    leadingHere: inUse(ctx.site, row.leading).map((one) => presentLinked(ctx.site, one)),
    messages: messages.map((message) => presentMessage(message, looking)),
    previous: page > 1 ? `${url}?page=${page - 1}` : null,
    next: page < pages ? `${url}?page=${page + 1}` : null,
    ...mayHere(ctx, row, looking),
    summary: row.story?.summary ? { ...row.story.summary, at: new Date(row.story.summary.at).toISOString() } : null,
    story: storyOf(ctx, row),
    draft: presentDraft(row.draft),
  }
}
