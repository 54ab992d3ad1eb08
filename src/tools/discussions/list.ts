import type { Sql } from '../../platform/database/connect.ts'
import type { Level } from '../../spine/items/follow.ts'
import type { PersonRow } from '../../spine/people/cards.ts'
import { type DiscussionCard, presentInList } from './card.ts'
import type { Cursor, Sort } from './cursor.ts'
import type { Intent } from './discussions.ts'

/** How many discussions a page of the list shows, those that stand first apart. */
export const LIST_PAGE = 30

export const shows = ['new', 'unanswered', 'mine', 'followed', 'closed'] as const
export type Show = (typeof shows)[number]

export interface ListWish {
  /** The space whose pinned discussions stand first, where nothing is filtered. */
  slug?: string
  sort?: Sort
  before?: Cursor
  show?: Show
  tag?: string
  intent?: Intent
  /** How many, when it is not a page. */
  most?: number
  /** `most` of each space, instead of together. */
  each?: boolean
  /** These alone. */
  these?: number[]
  /** Without what the reader has muted. */
  heard?: boolean
  /** With the beginning of the first or of the last message. */
  words?: 'first' | 'last'
}

export interface ListRow {
  id: number
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
  words: number
  lastAt: Date
  lastById: number
  lastName: string
  faces: PersonRow[] | null
  readNumber: number | null
  /** The first message that is new to the reader and still there. */
  firstNew: number | null
  named: boolean
  level: Level
  /** Stands first on this page. */
  first: boolean
  pinned: boolean
  closed: boolean
  slug: string
  spaceName: string
  spaceKind: string
  joinedAt: Date | null
  wordsHtml?: string | null
  wordsLang?: string | null
}

/**
 * Discussions of the spaces that the request reads, one or many; at most one more than a page. One query, whatever its
 * length. Which ones is decided first, in each space by an index; only what is shown is joined. What is asked of each row
 * alone stands beside it and not among the joins, where each doubles the planner's work. "The first after what one has
 * read" is a `case`: behind row security a `coalesce` is not trusted to look into an index, and all that was read is gone
 * through.
 */
export function listOf(sql: Sql, wish: ListWish): Promise<ListRow[]> {
  const { sort = 'last', before, most = LIST_PAGE + 1, words, each } = wish
  const key = keyOf(sql, sort)
  const pinsFirst = standsFirst(wish) && !before
  const limit = sql.unsafe(String(most))
  return sql<ListRow[]>`
    with place as materialized (${placesOf(sql)}),
    shown as materialized (
      select true first, p.space_id place_id, p.item_id, ${sort === 'replies' ? sql`0` : sql`p.at`} key from pin p
        where ${pinsFirst ? sql`p.space_id = (select id from place where slug = ${wish.slug!})` : sql`false`}
      union all
      (select false, place.id, one.* from place cross join lateral (
        select t.item_id, ${key} key ${matching(sql, wish)}
          ${before ? sql`and (${key}, t.item_id) < (${before.key}::${sql.unsafe(sort === 'replies' ? 'int' : 'timestamptz')}, ${before.id}::bigint)` : sql``}
        order by ${key} desc, ${sort === 'begun' ? sql`i.id` : sql`t.item_id`} desc limit ${limit}) one
      ${each ? sql`` : sql`order by one.key desc, one.item_id desc limit ${limit}`}))
    select i.id, i.title, i.lang, i.tags, i.created_at, d.intent, (select number from acceptance a where a.item_id = i.id) accepted, i.author_id, p.handle::text, p.name, p.picture,
      t.last_number, t.count, t.words, t.last_at, lp.id last_by_id, lp.name last_name, r.number read_number,
      (select min(n.number) from message n where n.item_id = i.id and n.number > case when r.number is not null then r.number when t.last_at >= place.joined_at then 0 else t.last_number end) first_new,
      (select json_agg(json_build_object('id', f.id, 'handle', f.handle, 'name', f.name, 'picture', f.picture)) from person f where f.id = any(t.faces)) faces,
      exists (select from mention n where n.item_id = t.item_id and n.person_id = (select me()) and n.number > coalesce(r.number, 0)) named,
      level_of((select level from follow w where w.item_id = i.id and w.person_id = (select me())), i.tags, place.followed, place.muted, place.quiet, place.level) as level,
      shown.first, exists (select from pin where pin.item_id = i.id) pinned, exists (select from closure c where c.item_id = i.id) closed,
      place.slug, place.name space_name, place.kind space_kind, place.joined_at
      ${words ? sql`, left(m.html, 2000) words_html, m.lang words_lang` : sql``}
    from shown join place on place.id = shown.place_id join tail t on t.item_id = shown.item_id and not t.removed
    join item i on i.id = shown.item_id join discussion d on d.item_id = shown.item_id
    join person p on p.id = i.author_id join person lp on lp.id = t.last_by
    left join reading r on r.item_id = i.id and r.person_id = (select me())
    ${words ? sql`left join message m on m.item_id = i.id and m.number = ${words === 'first' ? sql`1` : sql`t.last_number`} and m.removed_at is null` : sql``}
    order by shown.first desc, shown.key desc, shown.item_id desc`
}

/** How many discussions of this list have come or moved up since its first page was made. */
export function movedUp(sql: Sql, wish: ListWish & { before: Cursor }) {
  const at = wish.sort === 'begun' ? sql`i.created_at` : sql`t.last_at`
  return sql`(with place as materialized (${placesOf(sql)})
    select coalesce(sum(n), 0)::int from place cross join lateral (
      select count(*) n ${matching(sql, wish)} and ${at} > ${wish.before.asOf}::timestamptz) one)`
}

/** Pinned discussions stand first, and not a second time, where nothing is filtered or sorted in another way. */
function standsFirst(wish: ListWish): boolean {
  const { slug, sort = 'last', show, tag, intent } = wish
  return slug !== undefined && sort === 'last' && !show && !tag && !intent
}

function keyOf(sql: Sql, sort: Sort) {
  if (sort === 'begun') return sql`i.created_at`
  return sort === 'replies' ? sql`t.count` : sql`t.last_at`
}

/** The spaces of the list, with what the reader wants to hear in each. */
export function placesOf(sql: Sql) {
  const tags = (level: string) =>
    sql`array(select f.tag from follow_tag f where f.space_id = s.id and f.person_id = (select me()) and f.level = ${level})`
  return sql`
    select s.id, s.slug::text, s.name, s.kind, m.joined_at, fs.level, ${tags('follow')} followed, ${tags('muted')} muted, ${tags('quiet')} quiet
    from space s
    left join membership m on m.space_id = s.id and m.person_id = (select me()) and m.ended_at is null
    left join follow_space fs on fs.space_id = s.id and fs.person_id = (select me())
    where 'discussions' = any(s.tools) and s.id = any((select reads())::bigint[])`
}

/**
 * From which tables, and which rows, of one `place`: the part that all pages of a list and its counts share. The tails are
 * walked in the order of the list until a page is full; what is asked of each is asked of it alone. As joins the planner
 * would turn them round: it knows how many discussions a space has on average, which is a handful, and not in which.
 */
export function matching(sql: Sql, wish: ListWish) {
  const { show, tag, intent, heard, these } = wish
  const me = sql`(select me())`
  const begun = wish.sort === 'begun'
  const first = foundFirst(sql, wish)
  const intentOf = sql`(select d.intent from discussion d where d.item_id = t.item_id)`
  const tagsOf = sql`(select i.tags from item i where i.id = t.item_id)`
  const readTo = sql`(select r.number from reading r where r.item_id = t.item_id and r.person_id = ${me})`
  const closed = sql`(select true from closure c where c.item_id = t.item_id)`
  const chosen = sql`(select true from acceptance a where a.item_id = t.item_id)`
  const own = sql`(select w.level from follow w where w.item_id = t.item_id and w.person_id = ${me})`
  const level = sql`level_of(${own}, ${tagsOf}, place.followed, place.muted, place.quiet, place.level)`
  return sql`
    from ${first ? sql`${first} cross join lateral (select * from tail where tail.item_id = i.id offset 0) t` : sql`tail t`}
    where t.space_id = place.id and t.kind = 'discussion' and not t.removed
      ${begun ? sql`and i.space_id = place.id and i.kind = 'discussion' and i.removed_at is null` : sql``}
      ${begun && show === 'mine' ? sql`and i.author_id = ${me}` : sql``}
      ${begun && show === 'closed' ? sql`and ${closed}` : sql``}
      ${standsFirst(wish) ? sql`and t.item_id <> all(array(select item_id from pin where space_id = (select id from place where slug = ${wish.slug!})))` : sql``}
      ${these ? sql`and t.item_id = any(${these}::bigint[])` : sql``}
      ${tag ? sql`and ${tagsOf} @> array[${tag}]` : sql``}
      ${intent ? sql`and ${intentOf} = ${intent}` : sql``}
      ${show === 'unanswered' ? sql`and t.last_number = 1 and ${intentOf} in ('question', 'help') and ${chosen} is null and ${closed} is null` : sql``}
      ${show === 'followed' ? sql`and ${level} = 'follow'` : sql``}
      ${heard ? sql`and ${level} <> 'muted'` : sql``}
      ${show === 'new' ? sql`and t.last_number > coalesce(${readTo}, case when t.last_at >= place.joined_at then 0 else t.last_number end) and ${level} <> 'muted'` : sql``}`
}

/** Those that may be meant, as `i`, where they are few among many or where their own order is the list's. */
function foundFirst(sql: Sql, { show, intent, sort }: ListWish) {
  const here = sql`space_id = place.id`
  if (sort === 'begun') return sql`item i`
  if (show === 'mine')
    return sql`(select id, created_at from item where ${here} and kind = 'discussion' and author_id = (select me()) and removed_at is null offset 0) i`
  if (show === 'closed') return sql`(select item_id id from closure where ${here} offset 0) i`
  if (intent === 'announcement' || intent === 'story')
    return sql`(select item_id id from discussion d where ${here} and d.intent = ${intent} offset 0) i`
  return undefined
}

/** The newest for a home page, with the opening words of the last message. What is muted is not among them. */
export interface Latest extends DiscussionCard {
  excerptHtml: string
  excerptLang: string
}

/**
 * The newest of all spaces that the request reads, together.
 * @param each so many of each space
 */
export async function latestDiscussions(sql: Sql, most: number, each = false): Promise<Latest[]> {
  const rows = await listOf(sql, { most, words: 'last', each, heard: true })
  return rows.map((row) => ({
    ...presentInList(row),
    excerptHtml: row.wordsHtml ?? '',
    excerptLang: row.wordsLang ?? row.lang,
  }))
}
