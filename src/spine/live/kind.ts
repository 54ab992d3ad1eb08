import type { Sql } from '../../platform/database/connect.ts'
import type { Html } from '../../platform/html.ts'
import type { MessageLook } from '../../ui/message.ts'
import type { Message } from '../messages/read.ts'
import type { Ctx, Space } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'

/** For whom something is rendered: one reader, or all for whom it looks the same. */
export interface Reader extends Pick<Ctx, 'locale' | 'now' | 'timeZone'> {
  site: Site
  /** Zero for all who are neither the author of what is shown nor of the item. */
  me: { id: number }
  space: Pick<Space, 'slug' | 'standing' | 'closed' | 'tools'>
}

/** An item as listeners hear of it. */
export interface LiveItem {
  id: number
  spaceId: number
  slug: string
  kind: string
  title: string
  lang: string
  authorId: number
  closed: boolean
  /** The tools that its space uses. */
  tools: string[]
  count: number
}

/** What a tool says about one of its kinds, so that open pages of it can hear what is said there. */
export interface LiveKind<F = unknown> {
  /** What messages look like by, besides themselves. One query, in the item's space, in nobody's name. */
  facts(sql: Sql, id: number): Promise<F>
  /** How a message looks to this reader. */
  look(reader: Reader, item: LiveItem, facts: F, message: Message): MessageLook
  /** Parts of the page's head that change with each message, by their `data-live-part`. */
  parts(reader: Reader, item: LiveItem, facts: F): Record<string, Html>
  /** Its pages say how far others have read, of those who show it. Of rooms and conversations alone the database tells it. */
  readBy?: true
}
