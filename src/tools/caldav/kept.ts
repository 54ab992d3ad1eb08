import type { CheckedWhen } from '../../platform/calendar/when.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import type { Reply } from '../calendar/index.ts'
import type { Member } from './members.ts'
import type { Viewer } from './viewer.ts'

/** One date of which something else is said than of the others, or that the viewer answered apart. */
export interface KeptDate {
  original: string
  starts: string
  ends: string
  fromAt: string
  moved: boolean
  cancelled: boolean
  title: string | null
  description: string | null
  place: string | null
  link: string | null
  mine: Reply | null
}

/** An event with all that a file says of it. */
export interface Kept {
  id: number
  uid: string
  title: string
  lang: string
  tags: string[]
  createdAt: Date
  changedAt: Date
  sequence: number
  description: string
  place: string
  link: string
  dialIn: string
  cancelled: boolean
  rest: string
  when: CheckedWhen
  dates: KeptDate[]
  hosts: { handle: string; name: string }[]
  /** What others say of all dates. */
  answers: { handle: string; name: string; reply: Reply }[]
  /** What the viewer says of all dates. */
  mine: Reply | null
  alarms: string[]
  ownRest: string
  tends: boolean
}

interface Row extends Omit<Kept, 'when' | 'tends'> {
  starts: string
  ends: string
  zone: string | null
  rule: string | null
  added: string[]
  leftOut: string[]
}

/** More who come than this are not named in a file. */
export const MOST_NAMED = 200

/**
 * What is said of members of the space's calendar, in their order. One query.
 * @param viewer whose own answers and notes are told apart; 0: nobody's
 * @param named so many who come are named
 */
export async function keptOf(
  ctx: Request,
  members: Pick<Member, 'eventId' | 'tends'>[],
  viewer: Pick<Viewer, 'id'>,
  named = MOST_NAMED,
): Promise<Kept[]> {
  const { sql } = ctx
  const ids = members.map(({ eventId }) => eventId)
  const rows = await sql<Row[]>`
    select i.id, e.uid, i.title, i.lang, i.tags, i.created_at, e.changed_at, e.sequence, e.description, e.place, e.link, e.dial_in,
      e.cancelled_at is not null cancelled, e.rest, e.starts, e.ends, e.zone, e.rule, e.added, e.left_out,
      coalesce(w.alarms, '[]') alarms, coalesce(w.rest, '') own_rest,
      (select a.reply from answer a where a.event_id = e.item_id and a.person_id = ${viewer.id} and (a.original is null or (e.rule is null and e.added = '{}'))
        order by a.original nulls last limit 1) mine,
      coalesce((select jsonb_agg(jsonb_build_object('original', o.original, 'starts', o.starts, 'ends', o.ends, 'fromAt', o.from_at, 'moved', o.moved,
          'cancelled', o.cancelled, 'title', o.title, 'description', o.description, 'place', o.place, 'link', o.link, 'mine', a.reply) order by o.original)
        from occurrence o left join answer a on a.event_id = o.event_id and a.original = o.original and a.person_id = ${viewer.id} and (e.rule is not null or e.added <> '{}')
        where o.event_id = e.item_id and (o.moved or o.cancelled or a.reply is not null or coalesce(o.title, o.description, o.place, o.link) is not null)), '[]') dates,
      coalesce((select jsonb_agg(jsonb_build_object('handle', p.handle, 'name', p.name) order by p.id) from event_part h
        join person p on p.id = h.person_id where h.event_id = e.item_id and h.part = 'host' and h.original is null), '[]') hosts,
      coalesce((select jsonb_agg(jsonb_build_object('handle', p.handle, 'name', p.name, 'reply', x.reply) order by x.at, p.id)
        from (select distinct on (a.person_id) a.person_id, a.reply, a.at from answer a where a.event_id = e.item_id and a.person_id <> ${viewer.id}
          and (a.original is null or (e.rule is null and e.added = '{}')) order by a.person_id, a.original nulls last limit ${named}) x
        join person p on p.id = x.person_id), '[]') answers
    from event e join item i on i.id = e.item_id left join calendar_own w on w.event_id = e.item_id and w.person_id = ${viewer.id}
    where e.item_id = any(${ids}) and e.space_id = ${spaceOf(ctx).id} and i.removed_at is null`
  const found = new Map(rows.map((row) => [row.id, row]))
  return members.flatMap(({ eventId, tends }) => {
    const row = found.get(eventId)
    return row ? [keptFrom(row, tends)] : []
  })
}

function keptFrom({ starts, ends, zone, rule, added, leftOut, ...row }: Row, tends: boolean): Kept {
  return { ...row, tends, when: { starts, ends, zone, rule, dates: added, except: leftOut } }
}
