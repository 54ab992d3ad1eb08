import type { Sql } from '../../platform/database/connect.ts'
import { type PersonRow, personColumn } from '../../spine/people/cards.ts'
import { inFolder } from './entries.ts'

/** How a folder can be sorted: as people look for names, what changed last first, the largest first. */
export const orders = ['name', 'newest', 'largest'] as const
export type Order = (typeof orders)[number]

/** What one page of a folder shows. */
export const LISTED = 100

/** A folder or file in a list. */
export interface Listed {
  id: number
  kind: 'file' | 'folder'
  name: string
  lang: string
  tags: string[]
  bytes: number
  changedAt: Date
  /** What its bytes say that it is; null of a folder. */
  type: string | null
  version: number | null
  /** Whether there is a small picture of it. */
  thumb: boolean
  /** How many things stand in a folder. */
  count: number
  messageCount: number
  /** Who gave it what it says now; of a folder: who made it. */
  by: PersonRow
  /** Where it stands, where that is not the same for all. */
  folder: { id: number; name: string; lang: string } | null
}

export interface Which {
  spaceId: number
  folderId: number | null
  order: Order
  /** Everywhere in the space, what has this tag; else what stands in the folder. */
  tag?: string | undefined
  /** Everywhere in the space. */
  everywhere?: boolean | undefined
  /** After this one. */
  after?: number | undefined
}

/** Folders and files, one more than a page. One query, however many there are. */
export function listed(sql: Sql, { spaceId, folderId, order, tag, everywhere, after }: Which): Promise<Listed[]> {
  const flat = tag !== undefined || everywhere
  const last = (column: ReturnType<Sql>) =>
    sql`(select ${column} from entry e where e.item_id = ${after ?? 0} and e.space_id = ${spaceId})`
  const sorted = {
    name: sql`(not e.is_folder), e.ordering, e.item_id`,
    newest: sql`e.changed_at desc, e.item_id desc`,
    largest: sql`e.bytes desc, e.item_id desc`,
  }[order]
  const later = {
    name: sql`and ((not e.is_folder), e.ordering, e.item_id) > (${last(sql`(not e.is_folder)`)}, ${last(sql`e.ordering`)}, ${after ?? 0})`,
    newest: sql`and (e.changed_at, e.item_id) < (${last(sql`e.changed_at`)}, ${after ?? 0})`,
    largest: sql`and (e.bytes, e.item_id) < (${last(sql`e.bytes`)}, ${after ?? 0})`,
  }[order]
  return sql<Listed[]>`
    with page as materialized (
      select e.* from entry e ${tag === undefined ? sql`` : sql`join item x on x.id = e.item_id and x.tags @> array[${tag}]::text[]`}
      where e.space_id = ${spaceId} and not e.removed and not e.hidden
        ${flat ? sql`and not e.is_folder` : sql`and ${inFolder(sql, folderId)}`} ${after === undefined ? sql`` : later}
      order by ${sorted} limit ${LISTED + 1})
    select e.item_id id, i.kind, e.name, i.lang, i.tags, e.bytes, e.changed_at, v.type, f.version, t.count message_count,
      exists (select from file_picture p where p.item_id = e.item_id and p.number = f.version and p.page = 1 and p.size = 'thumb') thumb,
      case when e.is_folder then (select count(*)::int from entry c where c.folder_id = e.item_id and c.space_id = e.space_id and not c.removed and not c.hidden) else 0 end count,
      ${personColumn(sql, 'b')} by,
      ${flat ? sql`(select jsonb_build_object('id', o.item_id, 'name', o.name, 'lang', oi.lang) from entry o join item oi on oi.id = o.item_id where o.item_id = e.folder_id)` : sql`null::jsonb`} folder
    from page e join item i on i.id = e.item_id join tail t on t.item_id = e.item_id
    left join file f on f.item_id = e.item_id left join file_version v on v.item_id = f.item_id and v.number = f.version
    join person b on b.id = coalesce(v.by_id, i.author_id)
    order by ${sorted}`
}

/** All folders of a space with the names above them, for choosing one: at most two thousand. One query. */
export function allFolders(sql: Sql, spaceId: number): Promise<{ id: number; names: string[] }[]> {
  return sql<{ id: number; names: string[] }[]>`
    with recursive way as (
      select e.item_id id, array[e.name] names, array[e.ordering] ordering from entry e
        where e.space_id = ${spaceId} and e.folder_id is null and e.is_folder and not e.removed and not e.hidden
      union all
      select e.item_id, w.names || e.name, w.ordering || e.ordering from way w
        join entry e on e.folder_id = w.id and e.space_id = ${spaceId} and e.is_folder and not e.removed and not e.hidden)
    select id, names from way order by ordering limit 2000`
}

/** The tags that files of a space have, the commonest first. One query. */
export async function tagsOfFiles(sql: Sql, spaceId: number): Promise<string[]> {
  const rows = await sql<{ tag: string }[]>`
    select unnest(i.tags) tag, count(*) n from item i where i.space_id = ${spaceId} and i.kind = 'file' and i.removed_at is null
    group by 1 order by n desc, 1 limit 20`
  return rows.map(({ tag }) => tag)
}
