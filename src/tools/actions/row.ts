import { rowsColumn, type Sql } from '../../platform/database/connect.ts'
import { type Aspects, aspectsOf } from '../../spine/items/aspects.ts'
import type { Linked } from '../../spine/items/links.ts'
import { originOf } from '../../spine/items/origin.ts'
import { type Facts, facts } from './list.ts'

export interface ActionRow extends Facts, Aspects {
  version: number
  /** What it was made of. */
  origin: Linked[]
  steps: { did: string; by: string; to: string | null; due: string | null; at: string }[]
}

/** All that an action's page says besides what was said about it, in one row. */
export function actionRow(sql: Sql, id: number): Promise<ActionRow[]> {
  return sql<ActionRow[]>`
    select ${facts(sql)}, a.version, ${aspectsOf(sql)}, ${rowsColumn(sql, originOf(sql, id))} origin,
      coalesce((select jsonb_agg(jsonb_build_object('did', s.did, 'by', p.name, 'to', o.name, 'due', s.due, 'at', s.at) order by s.id)
        from action_step s join person p on p.id = s.person_id left join person o on o.id = s.to_id where s.item_id = i.id), '[]') steps
    from item i join action a on a.item_id = i.id join tail t on t.item_id = i.id
    where i.id = ${id} and i.removed_at is null`
}

/** For the copy of what is one's own: what one wrote down, took on or was given. */
export async function actionsOf(sql: Sql): Promise<object[]> {
  return sql<object[]>`
    select i.id, i.title, i.lang, i.created_at, a.due::text, a.owner_id = me() mine, a.closed_at, a.why
    from action a join item i on i.id = a.item_id and i.removed_at is null
    where a.owner_id = me() or i.author_id = me() order by i.id`
}
