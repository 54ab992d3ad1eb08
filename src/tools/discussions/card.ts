import type { Level } from '../../spine/items/follow.ts'
import { cardOf, type PersonCard } from '../../spine/people/cards.ts'
import { type Intent, urlOf } from './discussions.ts'
import type { ListRow } from './list.ts'

/** A discussion in a list, as the API and the views show it. */
export interface DiscussionCard {
  id: number
  url: string
  title: string
  lang: string
  intent: Intent
  tags: string[]
  author: PersonCard
  createdAt: string
  messageCount: number
  lastNumber: number
  lastAt: string
  lastBy: string
  faces: PersonCard[]
  /** How many messages are new to me; none where I want to hear nothing. */
  unread: number
  firstUnread: number
  named: boolean
  accepted: number | null
  pinned: boolean
  closed: boolean
  level: Level
  /** How long it takes to read all of it. */
  minutes: number
  space: { slug: string; name: string; kind: string }
}

export function presentInList(row: ListRow): DiscussionCard {
  // What was said before one came is not called new.
  const seen = row.readNumber ?? (row.joinedAt && row.lastAt >= row.joinedAt ? 0 : row.lastNumber)
  return {
    id: row.id,
    url: urlOf(row.slug, row.id, row.title),
    title: row.title,
    lang: row.lang,
    intent: row.intent,
    tags: row.tags,
    author: cardOf({ id: row.authorId, handle: row.handle, name: row.name, picture: row.picture }),
    createdAt: row.createdAt.toISOString(),
    messageCount: row.count,
    lastNumber: row.lastNumber,
    lastAt: row.lastAt.toISOString(),
    lastBy: row.lastName,
    faces: (row.faces ?? []).map(cardOf),
    unread: row.level === 'muted' ? 0 : Math.max(0, row.lastNumber - seen),
    firstUnread: row.firstNew ?? row.lastNumber,
    named: row.named,
    accepted: row.accepted,
    pinned: row.pinned,
    closed: row.closed,
    level: row.level,
    minutes: minutesFor(row.words),
    space: { slug: row.slug, name: row.spaceName, kind: row.spaceKind },
  }
}

/** At two hundred words a minute, at least one. */
export function minutesFor(words: number): number {
  return Math.max(1, Math.round(words / 200))
}
