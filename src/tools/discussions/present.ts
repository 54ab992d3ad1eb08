import { type Message, type MessageRow, PAGE, presentMessage } from '../../spine/messages/read.ts'
import { lookingAt } from '../../spine/messages/routes.ts'
import { cardOf, type PersonCard } from '../../spine/people/cards.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { type DiscussionRow, type Intent, urlOf } from './discussions.ts'

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
  lastAt: string
  faces: PersonCard[]
  accepted: number | null
  acceptedBy: string | null
  readNumber: number
  following: boolean
  page: number
  pages: number
  messages: Message[]
  previous: string | null
  next: string | null
  mayTend: boolean
  mayRemove: boolean
  draft: DiscussionRow['draft']
}

/** A discussion as the API and its page show it to whoever asks. */
export function presentDiscussion(ctx: Ctx, row: DiscussionRow, messages: MessageRow[], page: number): ShownDiscussion {
  const space = spaceOf(ctx)
  const url = urlOf(space.slug, row.id, row.title)
  const looking = lookingAt(ctx, url)
  const pages = Math.max(1, Math.ceil(row.lastNumber / PAGE))
  const own = row.authorId === ctx.me?.id
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
    lastAt: row.lastAt.toISOString(),
    faces: (row.faces ?? []).map(cardOf),
    accepted: row.accepted,
    acceptedBy: row.acceptedBy,
    readNumber: row.readNumber ?? 0,
    following: row.following ?? false,
    page,
    pages,
    messages: messages.map((message) => presentMessage(message, looking)),
    previous: page > 1 ? `${url}?page=${page - 1}` : null,
    next: page < pages ? `${url}?page=${page + 1}` : null,
    mayTend: looking.writes && (own || looking.host),
    mayRemove: looking.writes && (looking.host || (own && row.lastNumber === 1)),
    draft: row.draft,
  }
}
