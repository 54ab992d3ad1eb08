import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { stepRows } from './step-rows.ts'

/** What one wrote about a step, for oneself or shared. */
interface OwnWords {
  stepId: number
  html: string
  lang: string
  shared: boolean
}

/** What was shared about a step, by whom. */
export interface SharedWords {
  stepId: number
  html: string
  lang: string
  name: string
}

export const OwnWaySchema = T.Object({
  title: T.String(),
  steps: T.Array(
    T.Object({
      id: T.Integer(),
      title: T.String(),
      stage: T.String(),
      done: T.Boolean(),
      doneAt: nullable(T.String()),
      words: nullable(T.Object({ html: T.String(), lang: T.String(), shared: T.Boolean() })),
    }),
  ),
})

/** All of one's own on a journey: what one did and when, and what one wrote. Sent at once. */
export function ownWay(sql: Sql, journeyId: number) {
  return Promise.all([stepRows(sql, journeyId), ownWords(sql, journeyId), ownTicks(sql, journeyId)])
}

function ownWords(sql: Sql, journeyId: number): Promise<OwnWords[]> {
  return sql<OwnWords[]>`
    select r.step_id, r.html, r.lang, r.shared from journey_reflection r where r.journey_id = ${journeyId} and r.person_id = (select me())`
}

function ownTicks(sql: Sql, journeyId: number): Promise<{ stepId: number; at: Date }[]> {
  return sql<{ stepId: number; at: Date }[]>`
    select d.step_id, d.at from journey_done d where d.journey_id = ${journeyId} and d.person_id = (select me())`
}

/** What the group shared on the way, as far as the asking person may read it. One query. */
export function sharedWords(sql: Sql, journeyId: number): Promise<SharedWords[]> {
  return sql<SharedWords[]>`
    select r.step_id, r.html, r.lang, p.name from journey_reflection r join person p on p.id = r.person_id
    where r.journey_id = ${journeyId} and r.shared and not exists (select from block b where b.person_id = (select me()) and b.blocked_id = r.person_id)
    order by r.at, p.id limit 500`
}

/** For the copy of what is one's own: where one went along, and what one did and wrote, by the names of things. */
export const minePart = {
  joined: (sql: Sql): Promise<object[]> => sql<object[]>`
    select i.title, m.at, m.waiting, m.shows from journey_member m left join item i on i.id = m.journey_id where m.person_id = me()`,
  guided: (sql: Sql): Promise<object[]> => sql<object[]>`
    select g.journey_id, i.title from journey_guide g left join item i on i.id = g.journey_id where g.person_id = me()`,
  done: (sql: Sql): Promise<object[]> => sql<object[]>`
    select d.journey_id, s.title step, d.at from journey_done d left join journey_step s on s.id = d.step_id where d.person_id = me()`,
  written: (sql: Sql): Promise<object[]> => sql<object[]>`
    select r.journey_id, s.title step, r.source, r.lang, r.shared, r.at from journey_reflection r left join journey_step s on s.id = r.step_id where r.person_id = me()`,
}
