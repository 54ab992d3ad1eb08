import type { Sql } from '../../platform/database/connect.ts'
import { Problem } from '../../platform/http/problems.ts'
import { cardOf, type PersonCard } from '../../spine/people/cards.ts'
import type { Intent } from './discussions.ts'
import { urlOf } from './discussions.ts'

/** How many discussions a page of the list shows. */
export const LIST_PAGE = 30

/** Where the next page begins. `asOf` is when the first page was made: what moved up since is counted, not lost. */
export interface Cursor {
  lastAt: string
  id: number
  asOf: string
}

export function cursorText(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.lastAt, cursor.id, cursor.asOf])).toString('base64url')
}

/** @throws 400 for something that is not one of our cursors */
export function cursorIn(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined
  try {
    const [lastAt, id, asOf] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, number, string]
    if (Number.isSafeInteger(id) && id > 0 && !Number.isNaN(Date.parse(lastAt)) && !Number.isNaN(Date.parse(asOf)))
      return { lastAt, id, asOf }
  } catch {
    // falls through to the refusal
  }
  throw new Problem(400, 'not-understood')
}

export interface ListRow {
  id: number
  spaceId: number
  title: string
  lang: string
  tags: string[]
  createdAt: Date
  intent: Intent
  accepted: number | null
  authorId: number
  handle: string
  name: string
  picture: string | null
  lastNumber: number
  count: number
  lastAt: Date
  lastName: string
  faces: { id: number; handle: string; name: string; picture: string | null }[] | null
  readNumber: number | null
  named: boolean
  movedUp: number
  lastHtml?: string | null
  lastLang?: string | null
}

export interface ListWish {
  before?: Cursor
  tag?: string
  show?: 'new' | 'unanswered'
  /** How many, when it is not a page. */
  most?: number
  /** With the beginning of the last message. */
  words?: boolean
}

/** Discussions of a space, last word first, at most one more than a page. One query, whatever its length. */
export function listOf(sql: Sql, slug: string, wish: ListWish): Promise<ListRow[]> {
  const { before, tag, show, most = LIST_PAGE + 1, words } = wish
  // Which ones is decided first, by the index and in its order; only what is shown is joined.
  return sql<ListRow[]>`
    with shown as materialized (
      select t.* from tail t
      ${tag ? sql`join item i on i.id = t.item_id and i.tags @> array[${tag}]` : sql``}
      ${show === 'unanswered' ? sql`join discussion d on d.item_id = t.item_id and d.intent in ('question', 'help') left join acceptance a on a.item_id = t.item_id` : sql``}
      ${show === 'new' ? sql`left join reading r on r.item_id = t.item_id and r.person_id = (select me())` : sql``}
      where t.space_id = (select id from space where slug = ${slug}) and t.kind = 'discussion' and not t.removed
        ${before ? sql`and (t.last_at, t.item_id) < (${before.lastAt}::timestamptz, ${before.id}::bigint)` : sql``}
        ${show === 'unanswered' ? sql`and a.number is null and t.last_number = 1` : sql``}
        ${show === 'new' ? sql`and t.last_number > coalesce(r.number, 0) and (r.number is not null or t.last_at > (select joined_at from membership m where m.space_id = t.space_id and m.person_id = (select me())))` : sql``}
      order by t.last_at desc, t.item_id desc limit ${sql.unsafe(String(most))})
    select i.id, i.space_id, i.title, i.lang, i.tags, i.created_at, d.intent, a.number accepted, i.author_id, p.handle::text, p.name, p.picture,
      t.last_number, t.count, t.last_at, lp.name last_name, r.number read_number,
      (select json_agg(json_build_object('id', f.id, 'handle', f.handle, 'name', f.name, 'picture', f.picture)) from person f where f.id = any(t.faces)) faces,
      exists (select from mention n where n.item_id = t.item_id and n.person_id = (select me()) and n.number > coalesce(r.number, 0)) named,
      ${before ? sql`(select count(*)::int from tail u where u.space_id = t.space_id and u.kind = 'discussion' and not u.removed and u.last_at > ${before.asOf})` : sql`0`} moved_up
      ${words ? sql`, left(m.html, 2000) last_html, m.lang last_lang` : sql``}
    from shown t
    join item i on i.id = t.item_id join discussion d on d.item_id = i.id
    join person p on p.id = i.author_id join person lp on lp.id = t.last_by
    left join acceptance a on a.item_id = i.id
    left join reading r on r.item_id = i.id and r.person_id = (select me())
    ${words ? sql`left join message m on m.item_id = i.id and m.number = t.last_number and m.removed_at is null` : sql``}
    order by t.last_at desc, t.item_id desc`
}

/** The tags of a space, the most used of its latest 300 discussions first. */
export function tagsOf(sql: Sql, slug: string): Promise<{ tag: string; count: number }[]> {
  return sql`select tag, count(*)::int count from (
      select tags from item where space_id = (select id from space where slug = ${slug}) and removed_at is null and kind = 'discussion'
      order by id desc limit 300) latest, unnest(tags) tag
    group by tag order by count desc, tag limit 24`
}

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
  /** How many messages are new to me. */
  unread: number
  firstUnread: number
  named: boolean
  accepted: number | null
}

/** @param joinedAt before this, what was said is not called new */
export function presentInList(row: ListRow, slug: string, joinedAt: Date): DiscussionCard {
  const seen = row.readNumber ?? (row.lastAt < joinedAt ? row.lastNumber : 0)
  return {
    id: row.id,
    url: urlOf(slug, row.id, row.title),
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
    unread: Math.max(0, row.lastNumber - seen),
    firstUnread: Math.min(seen + 1, row.lastNumber),
    named: row.named,
    accepted: row.accepted,
  }
}

/** The newest of a community for a home page, with the opening words of the last message. */
export interface Latest extends DiscussionCard {
  excerptHtml: string
  excerptLang: string
}

export async function latestDiscussions(sql: Sql, slug: string, joinedAt: Date, most: number): Promise<Latest[]> {
  const rows = await listOf(sql, slug, { most, words: true })
  return rows.map((row) => ({
    ...presentInList(row, slug, joinedAt),
    excerptHtml: row.lastHtml ?? '',
    excerptLang: row.lastLang ?? row.lang,
  }))
}
