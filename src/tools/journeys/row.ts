import type { Sql } from '../../platform/database/connect.ts'
import { type Aspects, aspectsOf } from '../../spine/items/aspects.ts'
import type { Said } from './journeys.ts'

export interface Person {
  id: number
  handle: string
  name: string
  picture: string | null
}

/** What a journey's page and every list say of it. */
export interface Facts extends Said {
  id: number
  spaceId: number
  title: string
  lang: string
  authorId: number
  openedAt: Date | null
  endedAt: Date | null
  guides: Person[]
  /** How many go it, and how many wait for a place. */
  going: number
  waiting: number
  /** How many steps it has, and how many of them the asking person has done. */
  steps: number
  done: number
  /** Of the asking person, if they joined. */
  mine: { waiting: boolean; shows: boolean; at: string; before: number } | null
}

/** A `Person` as JSON. @param alias of the table `person` */
export const person = (sql: Sql, alias: string) =>
  sql`jsonb_build_object('id', ${sql(`${alias}.id`)}, 'handle', ${sql(`${alias}.handle`)}, 'name', ${sql(`${alias}.name`)}, 'picture', ${sql(`${alias}.picture`)})`

/** Whether the asking person has done `journey_step s`: ticked, or having come to its date. */
export const doneByMe = (sql: Sql) => sql`(
  exists (select from journey_done d where d.step_id = s.id and d.person_id = (select me()))
  or (s.kind = 'meet' and exists (select from attendance a where a.event_id = s.item_id and a.original = coalesce(s.original, a.original) and a.person_id = (select me()))))`

/** Columns over `item i join journey j`. */
export const facts = (sql: Sql) => sql`
  i.id, i.space_id, i.title, i.lang, i.author_id, j.about, j.for_whom, j.able, j.takes, j.begins_on::text, j.ends_on::text, j.join_until::text,
  j.places, j.opened_at, j.ended_at,
  coalesce((select jsonb_agg(${person(sql, 'p')} order by p.name, p.id) from journey_guide g join person p on p.id = g.person_id where g.journey_id = i.id), '[]') guides,
  (select count(*)::int from journey_member m where m.journey_id = i.id and not m.waiting) going,
  (select count(*)::int from journey_member m where m.journey_id = i.id and m.waiting) waiting,
  (select count(*)::int from journey_step s where s.journey_id = i.id and s.removed_at is null) steps,
  (select count(*)::int from journey_step s where s.journey_id = i.id and s.removed_at is null and ${doneByMe(sql)}) done,
  (select jsonb_build_object('waiting', m.waiting, 'shows', m.shows, 'at', m.at, 'before', (
      select count(*)::int from journey_member o where o.journey_id = i.id and o.waiting and (o.at, o.person_id) < (m.at, m.person_id)))
    from journey_member m where m.journey_id = i.id and m.person_id = (select me())) mine`

export interface JourneyRow extends Facts, Aspects {
  html: string
  version: number
  tends: boolean
}

/** All that a journey's page says besides its steps, its group and what was said under it, in one row. */
export function journeyRow(sql: Sql, id: number): Promise<JourneyRow[]> {
  return sql<JourneyRow[]>`
    select ${facts(sql)}, j.html, j.version, tends_journey(i.id) tends, ${aspectsOf(sql)}
    from item i join journey j on j.item_id = i.id join tail t on t.item_id = i.id
    where i.id = ${id} and i.removed_at is null`
}
