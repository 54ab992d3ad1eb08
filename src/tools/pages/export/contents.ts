import type { Sql } from '../../../platform/database/connect.ts'
import type { State } from '../pages.ts'

/** All that is known of a page but its text. */
export interface Kept {
  id: number
  parentId: number | null
  title: string
  lang: string
  tags: string[]
  template: string
  state: State | null
  reviewOn: string | null
  originalId: number | null
  createdAt: Date
  changedAt: Date
  /** Titles it had before. */
  names: string[]
  /** Who wrote in it: their names, as every reader of the page sees them. */
  authors: string[]
  steward: string | null
  /** Handle of whose own it is. */
  own: string | null
  licence: string | null
}

/** The pages of a space, those above first, each level in its order. Row security decides what is seen. */
export function keptPages(sql: Sql, spaceId: number): Promise<Kept[]> {
  return sql<Kept[]>`
    with recursive twig as (
      select p.item_id, null::bigint parent_id, 1 depth, p.place from page p left join item up on up.id = p.parent_id and up.removed_at is null
        where p.space_id = ${spaceId} and up.id is null
      union all
      select p.item_id, p.parent_id, t.depth + 1, p.place from twig t join page p on p.parent_id = t.item_id and p.space_id = ${spaceId}
        join item up on up.id = t.item_id and up.removed_at is null where t.depth < 20),
    hand as (select r.item_id, array_agg(distinct x.name order by x.name) names from page_revision r join person x on x.id = r.author_id
      where r.space_id = ${spaceId} group by 1)
    select i.id, t.parent_id, i.title, i.lang, i.tags, p.template, p.state, p.review_on::text, p.original_id, i.created_at, p.changed_at,
      array(select n.key from page_name n where n.item_id = i.id and not n.current order by 1) names,
      coalesce(h.names, '{}') authors, x.name steward, ox.handle::text own, u.licence
    from twig t join page p on p.item_id = t.item_id join item i on i.id = t.item_id and i.removed_at is null
    left join hand h on h.item_id = i.id left join page_steward s on s.item_id = i.id left join person x on x.id = s.person_id
    left join publication u on u.item_id = i.id left join page_own o on o.item_id = i.id left join person ox on ox.id = o.person_id
    order by t.depth, t.place, t.item_id`
}

export interface KeptFile {
  id: number
  itemId: number
  blob: string
  name: string
}

export function keptFiles(sql: Sql, spaceId: number): Promise<KeptFile[]> {
  return sql<KeptFile[]>`
    select a.id, a.item_id, a.blob, a.name from attachment a join item i on i.id = a.item_id and i.removed_at is null and i.kind = 'page'
    where a.space_id = ${spaceId} order by a.id`
}

/** The titles by which pages are found, with the pages. */
export function keptNames(sql: Sql, spaceId: number): Promise<{ key: string; itemId: number }[]> {
  return sql<{ key: string; itemId: number }[]>`
    select n.key, n.item_id from page_name n join item i on i.id = n.item_id and i.removed_at is null where n.space_id = ${spaceId}`
}
