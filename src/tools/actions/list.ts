import type { Sql } from '../../platform/database/connect.ts'
import { personColumn } from '../../spine/people/cards.ts'
import { type ActionState, stateOf } from './actions.ts'

interface Person {
  id: number
  handle: string
  name: string
  picture: string | null
}

/** What an action's page and every list say of it. */
export interface Facts {
  id: number
  spaceId: number
  title: string
  lang: string
  authorId: number
  owner: Person | null
  due: string | null
  state: ActionState
  closedAt: Date | null
  closedBy: Person | null
  why: string | null
}

export interface Listed extends Facts {
  count: number
}

const card = (sql: Sql, id: ReturnType<Sql>) => sql`(select ${personColumn(sql, 'x')} from person x where x.id = ${id})`

/** Columns over `item i join action a`. */
export const facts = (sql: Sql) => sql`
  i.id, i.space_id, i.title, i.lang, i.author_id, ${card(sql, sql`a.owner_id`)} "owner", a.due::text, ${stateOf(sql)} state,
  a.closed_at, ${card(sql, sql`a.closed_by`)} closed_by, a.why`

export const LISTED = 50

/** Whose: of one person by handle, or of nobody. */
export type Whose = { handle: string } | 'nobody' | undefined

const whose = (sql: Sql, of: Whose) =>
  of === undefined
    ? sql``
    : of === 'nobody'
      ? sql`and a.owner_id is null`
      : sql`and a.owner_id = (select p.id from person p where p.handle = ${of.handle})`

/** Where a page of a list ended. */
export interface After {
  mine: boolean
  due: string
  id: number
}

/** What has no day comes after all that has one. */
export const NO_DAY = '9999-12-31'

/** What is open, one's own first, then by day: one more than a page of it. One query. */
export function openActions(
  sql: Sql,
  spaceId: number,
  { of, after }: { of?: Whose; after?: After | undefined },
): Promise<Listed[]> {
  // Row comparison and order are the same three things.
  const place = sql`not coalesce(a.owner_id = (select me()), false), coalesce(a.due, ${NO_DAY}::date), i.id`
  return sql<Listed[]>`
    select ${facts(sql)}, t.count from action a join item i on i.id = a.item_id and i.removed_at is null join tail t on t.item_id = i.id
    where a.space_id = ${spaceId} and a.closed_at is null ${whose(sql, of)}
      ${after ? sql`and (${place}) > (${!after.mine}, ${after.due}::date, ${after.id}::bigint)` : sql``}
    order by ${place} limit ${LISTED + 1}`
}

/** What is closed, the last first: one more than asked. One query. */
export function closedActions(
  sql: Sql,
  spaceId: number,
  { of, before, most }: { of?: Whose; before?: { closedAt: string; id: number } | undefined; most: number },
): Promise<Listed[]> {
  return sql<Listed[]>`
    select ${facts(sql)}, t.count from action a join item i on i.id = a.item_id and i.removed_at is null join tail t on t.item_id = i.id
    where a.space_id = ${spaceId} and a.closed_at is not null ${whose(sql, of)}
      ${before ? sql`and (a.closed_at, a.item_id) < (${before.closedAt}::timestamptz, ${before.id}::bigint)` : sql``}
    order by a.closed_at desc, a.item_id desc limit ${most + 1}`
}
