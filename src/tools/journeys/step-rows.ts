import type { Sql } from '../../platform/database/connect.ts'
import { doneByMe } from './row.ts'
import type { StepKind } from './steps.ts'

/** Where a step leads, as far as the asking person may read it. */
export interface Led {
  id: number
  kind: string
  title: string
  lang: string
  slug: string
  tools: string[]
  removed: boolean
}

/** The date that a step leads to. */
export interface Meeting {
  original: string
  title: string | null
  starts: string
  ends: string
  zone: string | null
  from: string
  until: string
  place: string
  link: string
  dialIn: string
  cancelled: boolean
  series: boolean
  /** Of the asking person. */
  reply: string | null
}

/** A step as its journey shows it. */
export interface StepRow {
  id: number
  stage: string
  kind: StepKind
  title: string
  minutes: number | null
  /** The day it opens, of itself or counted from the beginning. */
  day: string | null
  afterDays: number | null
  must: boolean
  bring: boolean
  address: string
  removed: boolean
  /** It was to lead somewhere; what that is is gone for good. */
  lost: boolean
  led: Led | null
  meeting: Meeting | null
  done: boolean
  /** They came to its date: nothing to tick. */
  came: boolean
  wrote: boolean
}

/** The steps of a journey in order, or one of them. One query. */
export function stepRows(sql: Sql, journeyId: number, only?: number): Promise<StepRow[]> {
  return sql<StepRow[]>`
    select s.id, s.stage, s.kind, s.title, s.minutes, coalesce(s.day, j.begins_on + s.after_days)::text as day, s.after_days, s.must, s.bring, s.address,
      s.removed_at is not null removed, s.led and s.item_id is null lost,
      case when x.id is not null then jsonb_build_object('id', x.id, 'kind', x.kind, 'title', x.title, 'lang', x.lang, 'slug', p.slug, 'tools', p.tools,
        'removed', x.removed_at is not null) end led,
      case when o.event_id is not null then jsonb_build_object('original', o.original, 'title', o.title, 'starts', o.starts, 'ends', o.ends, 'zone', e.zone,
        'from', o.from_at, 'until', o.until_at, 'place', coalesce(o.place, e.place), 'link', coalesce(o.link, e.link), 'dialIn', coalesce(o.dial_in, e.dial_in),
        'cancelled', o.cancelled or e.cancelled_at is not null, 'series', e.rule is not null, 'reply', (
          select a.reply from answer a where a.event_id = e.item_id and a.person_id = (select me()) and coalesce(a.original, o.original) = o.original
          order by a.original nulls last limit 1)) end meeting,
      ${doneByMe(sql)} done,
      s.kind = 'meet' and exists (select from attendance a where a.event_id = s.item_id and a.original = coalesce(s.original, a.original) and a.person_id = (select me())) came,
      exists (select from journey_reflection r where r.step_id = s.id and r.person_id = (select me())) wrote
    from journey_step s join journey j on j.item_id = s.journey_id
    left join item x on x.id = s.item_id left join space p on p.id = x.space_id
    left join event e on e.item_id = x.id and x.removed_at is null
    left join lateral (
      select o.* from occurrence o where o.event_id = e.item_id and o.original = coalesce(s.original, o.original) order by o.from_at limit 1) o on true
    where s.journey_id = ${journeyId} and ${only === undefined ? sql`s.removed_at is null` : sql`s.id = ${only}`} order by s.place, s.id`
}
