import type { Sql } from '../../platform/database/connect.ts'
import { type Person, person } from './row.ts'

/** Somebody who goes a journey. Where they are is known of those who let it be seen. */
export interface Goer {
  person: Person
  waiting: boolean
  /** They show where they are, or it is their guide who looks. */
  seen: boolean
  /** The step they are at; null: they went all of it. */
  at: number | null
  done: number
  /** Only guides and they themselves see where they are. */
  hides: boolean
}

/** How many of the group have done a step. */
export interface Count {
  stepId: number
  n: number
}

/** Who goes a journey, in the order they joined, with where they are. One query. */
export function groupOf(sql: Sql, journeyId: number): Promise<Goer[]> {
  return sql<Goer[]>`
    select ${person(sql, 'p')} person, m.waiting, w.person_id is not null seen, w.step_id as at, coalesce(w.done, 0) done, coalesce(not w.shows, false) hides
    from journey_member m join person p on p.id = m.person_id left join journey_whereabouts(${journeyId}) w on w.person_id = m.person_id
    where m.journey_id = ${journeyId} order by m.waiting, m.at, p.id`
}

/** How many have done each step; nothing for who is not of the group. One query. */
export function countsOf(sql: Sql, journeyId: number): Promise<Count[]> {
  return sql<Count[]>`select step_id, n from journey_counts(${journeyId})`
}
