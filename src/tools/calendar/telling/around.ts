import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../../platform/database/connect.ts'
import type { reminds } from '../../../spine/notify/reasons.ts'
import { cardOf, PersonSchema, personColumn } from '../../../spine/people/cards.ts'
import type { Ctx } from '../../../spine/request/ctx.ts'
import { dateShown } from '../event-row.ts'
import type { Change } from './changes.ts'
import { details } from './words.ts'

/** As many changes as a page tells; who comes has been told of all. */
const MOST_CHANGES = 30

type Remind = (typeof reminds)[number]
type Person = Parameters<typeof cardOf>[0]

/** What hangs on a date besides who comes: when the reader is reminded, what was changed, what is brought to it. */
interface AroundRow {
  remind: Remind | ''
  usually: Remind
  changes: { at: string; by: Person; of: string | null; starts: string; what: Change }[]
  questions: { id: number; question: string; state: 'waiting' | 'now' | 'done'; by: Person }[]
}

export const AroundSchema = T.Object({
  /** For this event alone; empty: as for all dates. */
  remind: T.String(),
  changes: T.Array(T.Object({ at: T.String(), by: PersonSchema, said: T.Array(T.String()) })),
  questions: T.Array(T.Object({ id: T.Integer(), question: T.String(), state: T.String(), by: PersonSchema })),
})

export type ShownAround = ReturnType<typeof presentAround>

const person = (sql: Sql) => sql`${personColumn(sql, 'p')}`

/** The same date that `eventRow` shows. One query, whatever lies behind. */
export function aroundRow(sql: Sql, id: number, original: string | undefined, now: Date): Promise<AroundRow[]> {
  return sql<AroundRow[]>`
    select coalesce((select r.remind from event_reminding r where r.event_id = e.item_id and r.person_id = (select me())), '') remind,
      coalesce((select h.remind from hearing h where h.person_id = (select me())), 'day') usually,
      coalesce((select jsonb_agg(jsonb_build_object('at', c.at, 'by', ${person(sql)}, 'of', c.original, 'starts', e.starts, 'what', c.what) order by c.id desc)
        from (select * from event_change x where x.event_id = e.item_id and coalesce(x.original, d.original) = d.original order by x.id desc limit ${MOST_CHANGES}) c
        join person p on p.id = c.person_id), '[]') changes,
      coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'question', q.question, 'state', q.state, 'by', ${person(sql)}) order by q.id)
        from office_question q join person p on p.id = q.person_id where q.event_id = e.item_id and q.original = d.original), '[]') questions
    from event e cross join ${dateShown(sql, id, original, now)} where e.item_id = ${id}`
}

/** As the API and the pages show it. */
export function presentAround(ctx: Ctx, row: AroundRow) {
  const reader = { timeZone: ctx.timeZone, now: ctx.now }
  const changes = row.changes.map(({ at, by, starts, what }) => {
    const lines = details(ctx.locale, what, starts, reader)
    return { at: new Date(at).toISOString(), by: cardOf(by), lines, said: lines.map((line) => line.text) }
  })
  const questions = row.questions.map(({ by, ...rest }) => ({ ...rest, by: cardOf(by) }))
  return { remind: row.remind, usually: row.usually, changes, questions }
}
