import type { Sql } from '../../platform/database/connect.ts'
import type { State } from './pages.ts'
import type { TemplateKey } from './templates.ts'

/** A page in a list. */
export interface Listed {
  id: number
  parentId: number | null
  title: string
  lang: string
  template: TemplateKey
  state: State | null
  changedAt: Date
  below: number
  /** Who changed it last, and why. */
  by: string
  why: string
  /** Its text, for the orders that show what it says. */
  shown: string
}

export const LISTED = 40

/** Which pages are wanted, newest or by name. */
export interface Which {
  spaceId: number
  template?: TemplateKey
  tag?: string
  order: 'changed' | 'title'
  /** The last of the page before. */
  after?: { at: string; title: string; id: number } | undefined
}

/** Pages of a space as a list: one more than a page of it holds. One query. */
export function listed(sql: Sql, { spaceId, template, tag, order, after }: Which): Promise<Listed[]> {
  const rest = after
    ? order === 'changed'
      ? sql`and (p.changed_at, p.item_id) < (${after.at}::timestamptz, ${after.id})`
      : sql`and (lower(i.title), i.id) > (lower(${after.title}), ${after.id})`
    : sql``
  return sql<Listed[]>`
    select i.id, p.parent_id, i.title, i.lang, p.template, p.state, p.changed_at, 0 below, x.name by, r.why,
      ${order === 'title' ? sql`p.html shown` : sql`'' shown`}
    from page p join item i on i.id = p.item_id and i.removed_at is null join person x on x.id = p.changed_by
    left join page_revision r on r.item_id = p.item_id and r.number = p.number
    where p.space_id = ${spaceId} ${template ? sql`and p.template = ${template}` : sql``} ${tag ? sql`and i.tags @> array[${tag}]` : sql``} ${rest}
    order by ${order === 'changed' ? sql`p.changed_at desc, p.item_id desc` : sql`lower(i.title), i.id`} limit ${LISTED + 1}`
}
