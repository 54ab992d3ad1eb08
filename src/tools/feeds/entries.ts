import type { Sql } from '../../platform/database/connect.ts'
import type { AttachmentCard } from '../../spine/messages/read.ts'

/** How many entries one page of a feed holds. */
export const FEED_PAGE = 50

/** One message: an opening, or a reply. */
export interface Entry {
  id: number
  number: number
  itemId: number
  kind: string
  title: string
  itemLang: string
  tags: string[]
  lang: string
  html: string
  attachments: AttachmentCard[]
  createdAt: Date
  updatedAt: Date
  authorId: number
  name: string
  handle: string
  picture: string | null
  slug: string
  spaceName: string
  tools: string[]
}

/** Behind which message a page goes on. */
export interface After {
  at: string
  id: number
}

/**
 * The newest messages of all communities and circles that the transaction reads, one or many; at most one more than a page.
 * What is said between a few leaves by no address that works without signing in. Which ones is
 * decided in each place by an index; only those are joined.
 */
export function newestEntries(sql: Sql, after?: After): Promise<Entry[]> {
  const limit = sql.unsafe(String(FEED_PAGE + 1))
  return sql<Entry[]>`
    with place as materialized (select id, slug::text, name, tools from space where id = any((select reads())::bigint[]) and kind <> 'conversation'),
    shown as materialized (
      select one.* from place cross join lateral (
        select m.id, m.created_at from message m join tail t on t.item_id = m.item_id and not t.removed
        where m.space_id = place.id and m.removed_at is null
          ${after ? sql`and (m.created_at, m.id) < (${after.at}::timestamptz, ${after.id}::bigint)` : sql``}
        order by m.created_at desc, m.id desc limit ${limit}) one
      order by one.created_at desc, one.id desc limit ${limit})
    select m.id, m.number, m.item_id, i.kind, i.title, i.lang item_lang, i.tags, m.lang, m.html, m.attachments, m.created_at,
      coalesce(m.edited_at, m.created_at) updated_at,
      p.id author_id, coalesce(m.through || ' (' || p.name || ')', p.name) name, p.handle::text, p.picture, place.slug, place.name space_name, place.tools
    from shown join message m on m.id = shown.id join item i on i.id = m.item_id join place on place.id = m.space_id
    join person p on p.id = m.author_id
    order by m.created_at desc, m.id desc`
}
