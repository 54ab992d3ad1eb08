import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import { cursorOf, moment, whole } from '../../spine/request/cursor.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { urlOf } from './conversations.ts'

export const LIST_PAGE = 30

/** So much that is new is counted; above it there is simply much. */
export const MOST_NEW = 99

export const cursor = cursorOf({ lastAt: moment, id: whole })

export interface ListedRow {
  id: number
  slug: string
  closed: boolean
  muted: boolean
  lastAt: Date
  people: { id: number; handle: string; name: string; picture: string | null; here: boolean }[]
  last: { authorId: number; name: string; html: string; lang: string; removed: boolean; blocked: boolean } | null
  fresh: number
}

/**
 * The asking person's conversations, the one with the newest word first; at most one more than a page. One statement, however
 * many there are: of each space it looks at the last moment alone.
 */
export function conversationsOf(
  sql: Sql,
  before?: { lastAt: string; id: number },
  most = LIST_PAGE + 1,
): Promise<ListedRow[]> {
  return sql<ListedRow[]>`
    select t.item_id id, s.slug::text, s.closed_at is not null closed, coalesce(f.level = 'muted', false) muted, t.last_at, who.people,
      case when m.id is not null then jsonb_build_object('authorId', m.author_id, 'name', p.name, 'html', case when m.removed_at is null then left(m.html, 1000) else '' end,
        'lang', m.lang, 'removed', m.removed_at is not null, 'blocked', exists (select from block k where k.person_id = (select me()) and k.blocked_id = m.author_id)) end as last,
      (select count(*)::int from (select from message n where n.item_id = t.item_id and n.number > coalesce(r.number, 0)
        and n.removed_at is null and n.author_id <> (select me()) limit ${MOST_NEW + 1}) fresh) fresh
    from (
      select t.* from unnest((select reads())::bigint[]) place cross join lateral (
        select t.item_id, t.space_id, t.last_at, t.last_number from tail t where t.space_id = place and t.kind = 'conversation' and not t.removed) t
      ${before ? sql`where (t.last_at, t.item_id) < (${before.lastAt}::timestamptz, ${before.id}::bigint)` : sql``}
      order by t.last_at desc, t.item_id desc limit ${most}) t
    join space s on s.id = t.space_id
    left join message m on m.item_id = t.item_id and m.number = t.last_number left join person p on p.id = m.author_id
    left join reading r on r.item_id = t.item_id and r.person_id = (select me())
    left join follow f on f.item_id = t.item_id and f.person_id = (select me())
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'handle', o.handle, 'name', o.name, 'picture', o.picture, 'here', b.ended_at is null) order by o.name, o.id), '[]') people
      from membership b join person o on o.id = b.person_id where b.space_id = t.space_id and b.person_id <> (select me())) who
    order by t.last_at desc, t.item_id desc`
}

export const ListedSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  people: T.Array(PersonSchema),
  /** Those who were in it and left. */
  left: T.Array(PersonSchema),
  lastAt: T.String(),
  last: nullable(
    T.Object({ own: T.Boolean(), by: T.String(), html: T.String(), lang: T.String(), removed: T.Boolean() }),
  ),
  unread: T.Integer(),
  muted: T.Boolean(),
  closed: T.Boolean(),
})

export type Listed = ReturnType<typeof presentListed>

/** A conversation in the list, as the API and the pages show it. */
export function presentListed(ctx: Ctx, row: ListedRow) {
  const { last } = row
  return {
    id: row.id,
    url: urlOf(row.slug, row.id),
    people: row.people.filter(({ here }) => here).map(cardOf),
    left: row.people.filter(({ here }) => !here).map(cardOf),
    lastAt: row.lastAt.toISOString(),
    last: last && {
      own: last.authorId === meOf(ctx).id,
      by: last.name,
      // What whom one blocked says is folded, here too.
      html: last.blocked ? '' : last.html,
      lang: last.lang,
      removed: last.removed,
    },
    unread: row.muted ? 0 : row.fresh,
    muted: row.muted,
    closed: row.closed,
  }
}
