import type { Sql } from '../../../platform/database/connect.ts'
import type { Reply } from '../answers.ts'
import { type Said, saidColumns } from '../events.ts'

/** What is otherwise at one date of an event, or what the asking person says to it alone. */
export interface OwnDate
  extends Partial<Pick<Said, 'description' | 'place' | 'link' | 'dialIn' | 'prepare' | 'agenda'>> {
  original: string
  starts: string
  ends: string
  moved: boolean
  cancelled: boolean
  title?: string
  reply?: Reply
}

/** An event with all that other programs are told of it. */
export interface WholeEvent extends Said {
  id: number
  slug: string
  title: string
  tags: string[]
  createdAt: Date
  changedAt: Date
  uid: string
  sequence: number
  starts: string
  ends: string
  zone: string | null
  rule: string | null
  added: string[]
  leftOut: string[]
  cancelled: boolean
  rest: string
  reply: Reply | null
  dates: OwnDate[]
}

/** So many events a file has at most, and so many single dates of one. */
const MOST = 2000
const MOST_DATES = 1000

/**
 * Events in the spaces that the transaction reads, as the asking person sees them. One query.
 * @param only some of them; else all that have a date after `since`
 */
export function wholeEvents(sql: Sql, only: { ids: number[] } | { since: Date }): Promise<WholeEvent[]> {
  return sql<WholeEvent[]>`
    select i.id, s.slug::text, i.title, i.tags, i.created_at, e.changed_at, e.uid, e.sequence, ${saidColumns(sql)},
      e.starts, e.ends, e.zone, e.rule, e.added, e.left_out, e.cancelled_at is not null cancelled, e.rest,
      (select a.reply from answer a where a.event_id = i.id and a.person_id = (select me()) and a.original is null) reply,
      coalesce((select jsonb_agg(jsonb_strip_nulls(to_jsonb(d)) order by d.original) from (
        select o.original, o.starts, o.ends, o.moved, o.cancelled, o.title, o.description, o.place, o.link, o.dial_in, o.prepare, o.agenda, a.reply
        from occurrence o left join answer a on a.event_id = o.event_id and a.original = o.original and a.person_id = (select me())
        where o.event_id = i.id and (o.moved or o.cancelled or a.reply is not null
          or coalesce(o.title, o.description, o.place, o.link, o.dial_in, o.prepare, o.agenda::text) is not null)
        order by o.original desc limit ${MOST_DATES}) d), '[]') dates
    from event e join item i on i.id = e.item_id join space s on s.id = e.space_id
    where i.removed_at is null and 'calendar' = any(s.tools) and e.space_id = any((select reads())::bigint[])
      and ${'ids' in only ? sql`e.item_id = any(${only.ids}::bigint[])` : sql`exists (select from occurrence o where o.event_id = e.item_id and o.until_at > ${only.since})`}
    order by e.item_id desc limit ${MOST}`
}
