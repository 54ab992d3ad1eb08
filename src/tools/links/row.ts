import type { Sql } from '../../platform/database/connect.ts'
import { type Aspects, aspectsOf } from '../../spine/items/aspects.ts'
import { isSilent } from '../../spine/outside/kept.ts'
import type { LinkKind } from './links.ts'

/** Whether an address answers, as far as we looked. */
export interface Health {
  checkedAt: Date | null
  answeredAt: Date | null
  failingSince: Date | null
  status: number | null
  movedTo: string | null
  silent: boolean
}

export interface LinkRow extends Aspects, Health {
  id: number
  spaceId: number
  title: string
  lang: string
  tags: string[]
  address: string
  what: LinkKind
  licence: string
  html: string
  version: number
}

/** Columns of how an address `o` is. */
export const health = (sql: Sql) =>
  sql`o.checked_at, o.answered_at, o.failing_since, o.status, o.moved_to, coalesce(${isSilent(sql)}, false) silent`

/** All that a link's page says besides what was said under it, in one row. */
export function linkRow(sql: Sql, id: number): Promise<LinkRow[]> {
  return sql<LinkRow[]>`
    select i.id, i.space_id, i.title, i.lang, i.tags, l.address, l.kind what, l.licence, l.html, l.version, ${health(sql)}, ${aspectsOf(sql)}
    from item i join link l on l.item_id = i.id join tail t on t.item_id = i.id
    left join outside o on o.space_id = l.space_id and o.address = l.address
    where i.id = ${id} and i.removed_at is null`
}
