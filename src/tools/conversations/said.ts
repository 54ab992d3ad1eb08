import type { Sql } from '../../platform/database/connect.ts'
import { type Aspects, aspectsOf } from '../../spine/items/aspects.ts'
import { type ReadBy, readByColumn } from '../../spine/items/read-by.ts'

interface Participant {
  id: number
  handle: string
  name: string
  picture: string | null
  /** Not gone from it. */
  here: boolean
  blocked: boolean
}

/** A conversation with what depends on who looks. */
export interface ConversationRow extends Aspects {
  id: number
  spaceId: number
  lang: string
  others: Participant[]
  readNumber: number | null
  readGeneration: number | null
  readAt: Date | null
  /** The first message that is new to the reader. */
  firstNew: number | null
  readBy: ReadBy | null
}

/** A conversation, who else is or was in it, and how far one has read. One query. */
export function conversationRow(sql: Sql, id: number): Promise<ConversationRow[]> {
  return sql<ConversationRow[]>`
    select i.id, i.space_id, i.lang, ${aspectsOf(sql)}, ${readByColumn(sql)},
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'handle', p.handle, 'name', p.name, 'picture', p.picture,
          'here', m.ended_at is null, 'blocked', exists (select from block k where k.person_id = (select me()) and k.blocked_id = p.id)) order by p.name, p.id), '[]')
        from membership m join person p on p.id = m.person_id where m.space_id = i.space_id and m.person_id <> (select me())) others,
      r.number read_number, r.generation read_generation, r.at read_at,
      (select min(n.number) from message n where n.item_id = i.id and n.number > coalesce(r.number, 0)) first_new
    from conversation c join item i on i.id = c.item_id join tail t on t.item_id = i.id
    left join reading r on r.item_id = i.id and r.person_id = (select me())
    where i.id = ${id} and i.removed_at is null`
}
