import type { Rows, Sql } from '../../../platform/database/connect.ts'
import { type Aspects, aspectsOf } from '../../../spine/items/aspects.ts'
import { type Person, person } from '../event-row.ts'
import type { Asked } from './questions.ts'
import type { Suits } from './replies.ts'
import type { Every } from './series.ts'

/** All that a question's page says besides what was said under it and whose clocks there are. */
export interface QuestionRow extends Aspects, Asked {
  id: number
  spaceId: number
  version: number
  html: string
  every: Every | null
  times: number | null
  closedAt: Date | null
  closer: string | null
  why: string | null
  event: {
    id: number
    title: string
    starts: string
    ends: string
    zone: string | null
    from: string
    until: string
    dates: number
  } | null
  options: { id: number; starts: string; withdrawn: string | null }[]
  replies: { option: number; person: number; reply: Suits }[]
  /** Who answered, and who should be there. */
  people: Person[]
  wanted: number[]
}

/** A question with its options and answers. One query. */
export function questionRow(sql: Sql, id: number): Rows<QuestionRow> {
  return sql<QuestionRow[]>`
    select i.id, i.space_id, i.title, i.lang, i.version, q.about, q.html, q.minutes, q.zone, q.place, q.way, q.access, q.link, q.dial_in, q.format,
      q.answers_until::text, q.every, q.times, q.closed_at, (select p.name from person p where p.id = q.closed_by) closer, q.why, ${aspectsOf(sql)},
      (select jsonb_build_object('id', e.item_id, 'title', x.title, 'starts', o.starts, 'ends', o.ends, 'zone', e.zone, 'from', o.from_at, 'until', o.until_at,
          'dates', (select count(*) from occurrence c where c.event_id = e.item_id))
        from event e join item x on x.id = e.item_id and x.removed_at is null join occurrence o on o.event_id = e.item_id
        where e.item_id = q.event_id order by o.from_at limit 1) event,
      coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'starts', o.starts, 'withdrawn', o.withdrawn) order by o.from_at, o.id)
        from date_option o where o.item_id = i.id), '[]') options,
      coalesce((select jsonb_agg(jsonb_build_object('option', r.option_id, 'person', r.person_id, 'reply', r.reply))
        from date_reply r where r.item_id = i.id), '[]') replies,
      coalesce((select jsonb_agg(${person(sql, 'p')} order by p.name, p.id) from person p where p.id in (
        select r.person_id from date_reply r where r.item_id = i.id union select w.person_id from date_wanted w where w.item_id = i.id)), '[]') people,
      array(select w.person_id from date_wanted w where w.item_id = i.id) wanted
    from item i join date_question q on q.item_id = i.id join tail t on t.item_id = i.id
    where i.id = ${id} and i.removed_at is null`
}
