import type { Sql } from '../../platform/database/connect.ts'
import { type Aspects, aspectsOf } from '../../spine/items/aspects.ts'
import type { Reply, Way } from './answers.ts'
import { type Event, type Said, saidColumns } from './events.ts'
import type { Timed } from './said.ts'

export interface Person {
  id: number
  handle: string
  name: string
  picture: string | null
}

/** One date of an event, with what is said of it alone. */
interface DateOf extends Timed {
  original: string
  cancelled: boolean
  moved: boolean
  title: string | null
  html: string | null
  place: string | null
  link: string | null
  dialIn: string | null
  prepare: string | null
  agenda: Said['agenda'] | null
}

/** All that an event's page says of one of its dates besides what was said under it. */
export interface EventRow extends Aspects, Said, Timed {
  id: number
  spaceId: number
  title: string
  lang: string
  tags: string[]
  html: string
  rule: string | null
  repeats: boolean
  version: number
  eventCancelled: boolean
  sees: boolean
  date: DateOf
  ahead: { original: string; fromAt: string; cancelled: boolean }[]
  hosts: Person[]
  answers: { person: Person; reply: Reply; way: Way | null; at: string; all: boolean }[]
  needs: string | null
}

/** A `Person` as JSON. @param alias of the table `person` */
export const person = (sql: Sql, alias: string) =>
  sql`jsonb_build_object('id', ${sql(`${alias}.id`)}, 'handle', ${sql(`${alias}.handle`)}, 'name', ${sql(`${alias}.name`)}, 'picture', ${sql(`${alias}.picture`)})`

/**
 * An event by one of its dates: the one asked for, else the next, else the last that was. One query.
 * @param original a date as the rule has it; one that is none of the event's gives no row
 */
export function eventRow(sql: Sql, id: number, original: string | undefined, now: Date): Promise<EventRow[]> {
  return sql<EventRow[]>`
    select i.id, i.space_id, i.title, i.lang, i.tags, ${saidColumns(sql)}, e.html, e.rule, e.rule is not null or e.added <> '{}' repeats, e.zone, e.version, e.cancelled_at is not null event_cancelled,
      d.starts, d.ends, d.from_at, d.until_at, to_jsonb(d) - 'from_at' - 'until_at' date,
      tends_event(i.id) sees, ${aspectsOf(sql)},
      coalesce((select jsonb_agg(jsonb_build_object('original', x.original, 'fromAt', x.from_at, 'cancelled', x.cancelled) order by x.from_at)
        from (select * from occurrence o where o.event_id = i.id and o.until_at > ${now} and o.original <> d.original order by o.from_at limit 6) x), '[]') ahead,
      coalesce((select jsonb_agg(${person(sql, 'p')} order by p.name) from person p
        where p.id in (select h.person_id from event_part h where h.event_id = i.id and h.part = 'host')), '[]') hosts,
      coalesce((select jsonb_agg(jsonb_build_object('person', ${person(sql, 'p')}, 'reply', a.reply, 'way', a.way, 'at', a.at, 'all', a.original is null) order by a.at, p.id)
        from (select distinct on (person_id) * from answer a where a.event_id = i.id and coalesce(a.original, d.original) = d.original
          order by person_id, original nulls last) a join person p on p.id = a.person_id), '[]') answers,
      (select n.needs from answer_need n where n.event_id = i.id and n.person_id = (select me())) needs
    from item i join event e on e.item_id = i.id join tail t on t.item_id = i.id
    cross join ${dateShown(sql, id, original, now)}
    where i.id = ${id} and i.removed_at is null`
}

/**
 * The date of an event that is looked at, as `d`: the one asked for, else the next, else the last that was. An address from before
 * all dates were moved by hours leads to the one of that day.
 */
export const dateShown = (sql: Sql, id: number, original: string | undefined, now: Date) => sql`
  (select * from occurrence o where o.event_id = ${id}
      ${
        original
          ? sql`and left(o.original, 10) = ${original.slice(0, 10)} and (o.original = ${original} or o.original = (
        select min(x.original) from occurrence x where x.event_id = o.event_id and left(x.original, 10) = ${original.slice(0, 10)}))`
          : sql``
      }
    order by ${original ? sql`o.original = ${original} desc` : sql`o.until_at <= ${now}`}, case when o.until_at > ${now} then o.from_at end, o.from_at desc limit 1) d`

/** What people need who come to an event, for those who see to it. */
export function needsOf(sql: Sql, event: Pick<Event, 'id'>): Promise<(Person & { needs: string })[]> {
  return sql`
    select p.id, p.handle, p.name, p.picture, n.needs from answer_need n join person p on p.id = n.person_id
    where n.event_id = ${event.id} and n.person_id <> (select me()) order by p.name`
}
