import { Type as T } from '@sinclair/typebox'
import type { Rows, Sql } from '../../../platform/database/connect.ts'
import { type Ctx, spaceOf } from '../../../spine/request/ctx.ts'
import { nullable } from '../../../spine/request/schemas.ts'
import { urlOf } from './questions.ts'

/** A question as a list shows it. */
export interface Listed {
  id: number
  title: string
  lang: string
  by: string
  answersUntil: string | null
  closed: boolean
  options: number
  people: number
  /** Whether the asking person has answered. */
  answered: boolean
}

/** So many of those that are open are shown, and of those that are decided. */
export const MOST_LISTED = 30

export const ListedSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  title: T.String(),
  lang: T.String(),
  by: T.String(),
  answersUntil: nullable(T.String()),
  closed: T.Boolean(),
  options: T.Integer(),
  people: T.Integer(),
  answered: T.Boolean(),
})

/** The questions of a space: those that are open by their last day, or those that are decided, the last first. One query. */
export function questionsIn(sql: Sql, spaceId: number, closed: boolean, most = MOST_LISTED): Rows<Listed> {
  const order = closed ? sql`q.closed_at desc, i.id desc` : sql`q.answers_until nulls last, i.id`
  return sql<Listed[]>`
    select i.id, i.title, i.lang, p.name by, q.answers_until::text, q.closed_at is not null closed,
      (select count(*)::int from date_option o where o.item_id = i.id and o.withdrawn is null) options,
      (select count(distinct r.person_id)::int from date_reply r where r.item_id = i.id) people,
      exists (select from date_reply r where r.item_id = i.id and r.person_id = (select me())) answered
    from date_question q join item i on i.id = q.item_id and i.removed_at is null join person p on p.id = i.author_id
    where q.space_id = ${spaceId} and (q.closed_at is not null) = ${closed} order by ${order} limit ${most}`
}

export type ShownListed = ReturnType<typeof presentListed>

export function presentListed(ctx: Ctx, row: Listed) {
  return { ...row, url: urlOf(spaceOf(ctx).slug, row.id, row.title) }
}
