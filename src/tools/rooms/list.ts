import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import { type Quiet, quietColumns } from '../../spine/notify/quiet-hours.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { presentQuiet, QuietSchema } from './quiet.ts'
import { urlOf } from './rooms.ts'

/** So many rooms a list shows: no community has more that are alive. */
const MOST = 200

export interface ListedRow extends Quiet {
  id: number
  title: string
  lang: string
  about: string
  pinned: boolean
  closed: boolean
  level: string
  lastAt: Date
  lastBy: string
  lastHtml: string | null
  lastLang: string | null
  lastNumber: number
  readNumber: number | null
  /** The first message that is new to the reader. */
  firstNew: number | null
  joinedAt: Date | null
  named: boolean
  slug: string
  spaceName: string
  circle: boolean
}

/** Rooms of the spaces that the request reads, those that stand first before the others, then by when something was said. One query. */
export function roomsOf(sql: Sql): Promise<ListedRow[]> {
  return sql<ListedRow[]>`
    select i.id, i.title, i.lang, o.about, p.item_id is not null pinned, exists (select from closure c where c.item_id = i.id) closed,
      coalesce((select w.level from follow w where w.item_id = i.id and w.person_id = (select me())), 'quiet') as level,
      t.last_at, coalesce(l.through, b.name) last_by, left(l.html, 1000) last_html, l.lang last_lang, t.last_number, r.number read_number, m.joined_at,
      (select min(n.number) from message n where n.item_id = i.id and n.number > case when r.number is not null then r.number when t.last_at >= m.joined_at then 0 else t.last_number end) first_new,
      exists (select from mention n where n.item_id = i.id and n.person_id = (select me()) and n.number > coalesce(r.number, 0)) named,
      s.slug::text, s.name space_name, s.kind = 'circle' circle, ${quietColumns(sql)}
    from space s join tail t on t.space_id = s.id and t.kind = 'room' and not t.removed
    join item i on i.id = t.item_id join room o on o.item_id = i.id join person b on b.id = t.last_by
    left join pin p on p.item_id = i.id
    left join message l on l.item_id = i.id and l.number = t.last_number and l.removed_at is null
    left join reading r on r.item_id = i.id and r.person_id = (select me())
    left join membership m on m.space_id = s.id and m.person_id = (select me()) and m.ended_at is null
    where s.id = any((select reads())::bigint[]) and 'rooms' = any(s.tools)
    order by p.item_id is null, t.last_at desc, i.id desc limit ${MOST}`
}

export const ListSchema = T.Object({
  rooms: T.Array(
    T.Object({
      id: T.Integer(),
      url: T.String(),
      title: T.String(),
      about: T.String(),
      lang: T.String(),
      pinned: T.Boolean(),
      closed: T.Boolean(),
      level: T.String(),
      lastAt: T.String(),
      lastBy: T.String(),
      lastNumber: T.Integer(),
      unread: T.Integer(),
      firstUnread: nullable(T.Integer()),
      named: T.Boolean(),
      circle: nullable(T.String()),
      ...QuietSchema,
    }),
  ),
  next: T.Null(),
})

export type ListedRoom = ReturnType<typeof presentListed>

/** A room in a list, as the API and the pages show it. */
export function presentListed(ctx: Ctx, row: ListedRow) {
  // What was said before one came is not called new.
  const seen = row.readNumber ?? (row.joinedAt && row.lastAt >= row.joinedAt ? 0 : row.lastNumber)
  return {
    id: row.id,
    url: urlOf(row.slug, row.id, row.title),
    title: row.title,
    about: row.about,
    lang: row.lang,
    pinned: row.pinned,
    closed: row.closed,
    level: row.level,
    lastAt: row.lastAt.toISOString(),
    lastBy: row.lastBy,
    lastHtml: row.lastHtml,
    lastLang: row.lastLang ?? row.lang,
    lastNumber: row.lastNumber,
    unread: row.level === 'muted' ? 0 : Math.max(0, row.lastNumber - seen),
    firstUnread: row.level === 'muted' ? null : row.firstNew,
    named: row.named,
    circle: row.slug === spaceOf(ctx).slug ? null : row.spaceName,
    ...presentQuiet(row),
  }
}
