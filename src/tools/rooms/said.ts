import type { Sql } from '../../platform/database/connect.ts'
import { type Aspects, aspectsOf } from '../../spine/items/aspects.ts'
import { type Linked, linksColumn } from '../../spine/items/links.ts'
import { type ReadBy, readByColumn } from '../../spine/items/read-by.ts'
import { lastMessages, type MessageRow, messagesOf } from '../../spine/messages/read.ts'
import { type Quiet, quietColumns } from '../../spine/notify/quiet-hours.ts'
import { PAGE } from '../../ui/page-size.ts'

/** A room with what depends on who looks. */
export interface RoomRow extends Aspects, Quiet {
  id: number
  spaceId: number
  title: string
  lang: string
  about: string
  slow: number
  /** How far the reader has read, and since when; null where they were never here. */
  readNumber: number | null
  readGeneration: number | null
  readAt: Date | null
  joinedAt: Date | null
  /** The first message that is new to the reader. */
  firstNew: number | null
  readBy: ReadBy | null
  leading: Linked[]
}

/** A room and how far one has read in it. One query. */
export function roomRow(sql: Sql, id: number): Promise<RoomRow[]> {
  return sql<RoomRow[]>`
    select i.id, i.space_id, i.title, i.lang, o.about, o.slow, ${quietColumns(sql)}, ${aspectsOf(sql)},
      ${linksColumn(sql)} leading, ${readByColumn(sql)}, r.number read_number, r.generation read_generation, r.at read_at, m.joined_at,
      (select min(n.number) from message n where n.item_id = i.id
        and n.number > case when r.number is not null then r.number when t.last_at >= m.joined_at then 0 else t.last_number end) first_new
    from item i join room o on o.item_id = i.id join tail t on t.item_id = i.id
    left join reading r on r.item_id = i.id and r.person_id = (select me())
    left join membership m on m.space_id = i.space_id and m.person_id = (select me()) and m.ended_at is null
    where i.id = ${id} and i.removed_at is null`
}

/** What a page of a room shows: by number as everywhere, or, without one, the latest. One query. */
export function messagesIn(sql: Sql, id: number, page?: number): Promise<MessageRow[]> {
  return page ? messagesOf(sql, id, (page - 1) * PAGE + 1, page * PAGE) : lastMessages(sql, id)
}

/** The number of the first message said on or after a moment; undefined where nothing was said since. */
export async function numberSince(sql: Sql, id: number, at: Date): Promise<number | undefined> {
  const [row] = await sql<{ number: number }[]>`
    select number from message where item_id = ${id} and created_at >= ${at} order by number limit 1`
  return row?.number
}
