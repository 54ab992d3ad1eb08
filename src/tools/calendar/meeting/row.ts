import type { Sql } from '../../../platform/database/connect.ts'
import { dateShown, type Person, person } from '../event-row.ts'
import type { Part } from './parts.ts'

/** What hangs on one date of an event: parts, who came, minutes, words that were written down, how it was. */
export interface MeetingRow {
  parts: { part: Part; person: Person; all: boolean }[]
  buddies: { person: Person; buddy: Person }[]
  minutes: { id: number; title: string; lang: string; until: string } | null
  came: Person[]
  lookingBack: { person: Person; well: string; better: string }[]
  spoken: SpokenRow[]
  /** Words of the asking person at other dates of this event that they have not looked at. */
  unseen: string[]
}

export interface SpokenRow {
  id: number
  text: string
  at: string
  person: Person
  by: Person
  looked: boolean
  corrected: boolean
}

/** One query, of the date that `eventRow` finds for the same. No row where there is no such date. */
export function meetingRow(sql: Sql, id: number, original: string | undefined, now: Date): Promise<MeetingRow[]> {
  return sql<MeetingRow[]>`
    select coalesce((select jsonb_agg(jsonb_build_object('part', h.part, 'person', ${person(sql, 'p')}, 'all', h.original is null) order by h.original is not null, p.name)
        from event_part h join person p on p.id = h.person_id where h.event_id = d.event_id and coalesce(h.original, d.original) = d.original), '[]') parts,
      coalesce((select jsonb_agg(jsonb_build_object('person', ${person(sql, 'p')}, 'buddy', ${person(sql, 'b')}) order by p.name)
        from buddy x join person p on p.id = x.person_id join person b on b.id = x.buddy_id
        where x.event_id = d.event_id and x.original = d.original), '[]') buddies,
      (select jsonb_build_object('id', i.id, 'title', i.title, 'lang', i.lang, 'until', m.comments_until)
        from minutes m join item i on i.id = m.page_id and i.space_id = m.space_id and i.removed_at is null
        where m.event_id = d.event_id and m.original = d.original) minutes,
      coalesce((select jsonb_agg(${person(sql, 'p')} order by p.name, p.id) from attendance a join person p on p.id = a.person_id
        where a.event_id = d.event_id and a.original = d.original), '[]') came,
      coalesce((select jsonb_agg(jsonb_build_object('person', ${person(sql, 'p')}, 'well', l.well, 'better', l.better) order by l.at, p.id)
        from looking_back l join person p on p.id = l.person_id where l.event_id = d.event_id and l.original = d.original), '[]') looking_back,
      coalesce((select jsonb_agg(${spokenColumns(sql)} order by s.id)
        from spoken s join person p on p.id = s.person_id join person b on b.id = s.by_id
        where s.event_id = d.event_id and s.original = d.original), '[]') spoken,
      array(select distinct s.original::text from spoken s where s.event_id = d.event_id and s.original <> d.original
        and s.person_id = (select me()) and s.looked_at is null order by 1) unseen
    from ${dateShown(sql, id, original, now)}`
}

/** A `SpokenRow` of `spoken s`, its speaker `p` and who wrote it down, `b`. */
export const spokenColumns = (
  sql: Sql,
) => sql`jsonb_build_object('id', s.id, 'text', s.text, 'at', s.at, 'person', ${person(sql, 'p')},
  'by', ${person(sql, 'b')}, 'looked', s.looked_at is not null, 'corrected', s.corrected)`
