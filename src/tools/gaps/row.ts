import type { Sql } from '../../platform/database/connect.ts'
import { type Aspects, aspectsOf } from '../../spine/items/aspects.ts'
import { type PersonRow, personColumn } from '../../spine/people/cards.ts'
import { answered, type GapState, stateOf } from './state.ts'

/** What a gap's page and lists of gaps say. */
export interface Facts {
  id: number
  spaceId: number
  title: string
  lang: string
  tags: string[]
  html: string
  wishes: number
  mine: boolean
  state: GapState
  taker: PersonRow | null
  until: string | null
  answer: { id: number; kind: string; title: string; lang: string; by: string; at: string } | null
}

export interface GapRow extends Facts, Aspects {
  why: string
}

/** The same as columns. */
export const facts = (sql: Sql) => sql`
  i.id, i.space_id, i.title, i.lang, i.tags, g.html, g.wishes, ${stateOf(sql)} state, w.until::text,
  exists (select from gap_wish v where v.item_id = i.id and v.person_id = (select me())) mine,
  (select ${personColumn(sql, 'y')} from person y where y.id = w.person_id) taker,
  case when a.item_id is not null then jsonb_build_object('id', x.id, 'kind', x.kind, 'title', x.title, 'lang', x.lang, 'at', a.at,
    'by', (select z.name from person z where z.id = a.person_id)) end answer`

/** All that a gap's page says besides what was said under it, in one row. */
export function gapRow(sql: Sql, id: number): Promise<GapRow[]> {
  return sql<GapRow[]>`
    select ${facts(sql)}, g.why, ${aspectsOf(sql)}
    from item i join gap g on g.item_id = i.id join tail t on t.item_id = i.id left join gap_taker w on w.item_id = i.id ${answered(sql)}
    where i.id = ${id} and i.removed_at is null`
}
