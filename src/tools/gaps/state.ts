import type { Sql } from '../../platform/database/connect.ts'

/** open: nobody is on it · taken: somebody is · filled: something answers it. */
export const states = ['open', 'taken', 'filled'] as const
export type GapState = (typeof states)[number]

/** What answers a gap, as long as that is there. */
export const answered = (sql: Sql) =>
  sql`left join (gap_answer a join item x on x.id = a.answer_id and x.removed_at is null) on a.item_id = i.id`
/** Its state, with `a` of `answered` and whoever has it as `w`. */
export const stateOf = (sql: Sql) =>
  sql`case when a.item_id is not null then 'filled' when w.item_id is not null then 'taken' else 'open' end`
