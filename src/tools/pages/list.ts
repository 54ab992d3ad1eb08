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

/** Which pages are wanted: newest, or by name and then perhaps with a tag. */
export interface Which {
  spaceId: number
  template?: TemplateKey
  tag?: string
  order: 'changed' | 'title'
  /** The last of the page before. */
  after?: { changedAt: string; title: string; id: number } | undefined
}

/** Pages of a space as a list: one more than a page of it holds. One query. */
export function listed(sql: Sql, { spaceId, template, tag, order, after }: Which): Promise<Listed[]> {
  const columns = sql`i.id, p.parent_id, i.title, i.lang, p.template, p.state, p.changed_at, 0 below, x.name by, r.why`
  const more = sql`join person x on x.id = p.changed_by left join page_revision r on r.item_id = p.item_id and r.number = p.number`
  if (order === 'title')
    return sql<Listed[]>`
      select ${columns}, p.html shown
      from pages_by_title(${spaceId}, ${tag ?? null}, ${template ?? null}, ${after?.title ?? null}, ${after?.id ?? null}, ${LISTED + 1}) with ordinality g(item_id, nth)
      join page p on p.item_id = g.item_id join item i on i.id = g.item_id ${more} order by g.nth`
  return sql<Listed[]>`
    select ${columns}, '' shown from page p join item i on i.id = p.item_id and i.removed_at is null ${more}
    where p.space_id = ${spaceId} ${template ? sql`and p.template = ${template}` : sql``}
      ${after ? sql`and (p.changed_at, p.item_id) < (${after.changedAt}::timestamptz, ${after.id})` : sql``}
    order by p.changed_at desc, p.item_id desc limit ${LISTED + 1}`
}
