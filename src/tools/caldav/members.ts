import { localOf } from '../../platform/calendar.ts'
import type { Fragment } from '../../platform/database/connect.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import type { Reply } from '../calendar/index.ts'
import type { Looker, Viewer } from './viewer.ts'

/** An event as a member of its calendar, without what it says. */
export interface Member {
  eventId: number
  name: string
  number: number
  said: number
  answered: number
  gone: boolean
  /** Whether the viewer sees to it. */
  tends: boolean
  /** Of what the viewer's own programs keep with it. */
  own: string | null
  createdAt: Date
  changedAt: Date
}

/** With what the viewer says of it: to all of its dates, and whether to single ones; and what their programs keep with it. */
export interface Answered extends Member {
  mine: Reply | null
  apart: boolean
  alarms: string[]
  ownRest: string
}

/** From the one moment up to the other; null: without bound. */
export interface Span {
  from: Date | null
  to: Date | null
}

/** Which members are wanted. */
export interface Wanted {
  names?: string[]
  /** Changed after this number; those that are gone are told as well. */
  since?: number
  /** In order of their numbers, so many. */
  most?: number
  range?: Span
  /** Whose uid has this in it. */
  uid?: string
}

/** The number of the last change in the space's calendar. */
export async function lastNumber(ctx: Request): Promise<number> {
  const [row] = await ctx.sql<
    { number: number }[]
  >`select number from calendar_count where space_id = ${spaceOf(ctx).id}`
  return row?.number ?? 0
}

/** The members of the space's calendar, those that changed first first. One query. */
export async function membersOf(ctx: Request, viewer: Looker, wanted: Wanted = {}): Promise<Member[]> {
  return (await rowsOf<MemberRow>(ctx, viewer, wanted, ctx.sql``)).map(memberFrom)
}

/** The same with what the viewer says of each. */
export async function answeredOf(ctx: Request, viewer: Looker, wanted: Wanted = {}): Promise<Answered[]> {
  const more = ctx.sql`, coalesce(a.whole, case when e.rule is null and e.added = '{}' then a.single end), a.single is not null and (e.rule is not null or e.added <> '{}'), w.alarms, w.rest`
  return (await rowsOf<AnsweredRow>(ctx, viewer, wanted, more)).map((row) => {
    const [mine, apart, alarms, ownRest] = row.slice(MEMBER_COLUMNS) as AnsweredColumns
    return {
      ...memberFrom(row.slice(0, MEMBER_COLUMNS) as MemberRow),
      mine,
      apart: apart ?? false,
      alarms: alarms ?? [],
      ownRest: ownRest ?? '',
    }
  })
}

type MemberRow = [number, string, number, number, number, boolean, boolean, string | null, number, number]
type AnsweredColumns = [Reply | null, boolean | null, string[] | null, string | null]
type AnsweredRow = [...MemberRow, ...AnsweredColumns]
const MEMBER_COLUMNS = 10

function memberFrom([eventId, name, number, said, answered, gone, tends, own, created, changed]: MemberRow): Member {
  const [createdAt, changedAt] = [new Date(created), new Date(changed)]
  return { eventId, name, number, said, answered, gone, tends, own, createdAt, changedAt }
}

/** As one value: many rows of many columns cost more to read than to find. @param more further columns */
async function rowsOf<Row>(ctx: Request, viewer: Looker, wanted: Wanted, more: Fragment): Promise<Row[]> {
  const { sql } = ctx
  const { names, since, most, range, uid } = wanted
  const tends = sql`${viewer.writes} and (${viewer.host} or (${viewer.starts} and i.author_id = ${viewer.id})
    or exists (select from event_part p where p.event_id = m.event_id and p.part = 'host' and p.person_id = ${viewer.id}))`
  const { id } = spaceOf(ctx)
  const [found] = await sql<[{ rows: Row[] }]>`
    select coalesce(json_agg(r.said order by r.number), '[]') "rows" from (
      select m.number, json_build_array(m.event_id, m.name, m.number, m.said, m.answered, m.gone, coalesce(${tends}, false), md5(w.alarms::text || w.rest),
        (extract(epoch from coalesce(i.created_at, now())) * 1000)::bigint, (extract(epoch from coalesce(e.changed_at, now())) * 1000)::bigint ${more}) said
      from calendar_member m
      left join event e on e.item_id = m.event_id and e.space_id = m.space_id and not m.gone left join item i on i.id = e.item_id
      left join calendar_own w on w.event_id = e.item_id and w.person_id = ${viewer.id}
      left join (select x.event_id, (array_agg(x.reply) filter (where x.original is null))[1] whole,
          (array_agg(x.reply order by x.original) filter (where x.original is not null))[1] single
        from answer x where x.person_id = ${viewer.id} and x.space_id = ${id} group by x.event_id) a on a.event_id = e.item_id
      where m.space_id = ${id} and m.number > ${since ?? 0} ${since ? sql`` : sql`and not m.gone`}
        ${names ? sql`and m.name = any(${names})` : sql``}
        ${uid === undefined ? sql`` : sql`and position(lower(${uid}) in lower(e.uid)) > 0`}
        ${range ? within(ctx, range) : sql``}
      order by m.number ${most === undefined ? sql`` : sql`limit ${most}`}) r`
  return found.rows
}

/** One of its dates, as far as they are known, is within; or there may be one further on. Whole days are those of the person's zone. */
function within(ctx: Request, { from, to }: Span) {
  const { sql, timeZone } = ctx
  const first = from ? localOf(from, timeZone) : '0000'
  const end = to ? localOf(to, timeZone) : '9999'
  const [early, late] = [from ?? new Date(0), to ?? new Date('9999-01-01T00:00:00Z')]
  return sql`and ((e.known_until is not null and e.known_until < ${late}) or exists (
    select from occurrence o where o.event_id = m.event_id and case when e.zone is null
      then o.ends || 'T00:00:00' > ${first} and o.starts || 'T00:00:00' < ${end}
      else (o.until_at > ${early} or (o.until_at = o.from_at and o.from_at >= ${early})) and o.from_at < ${late} end))`
}

/** What changes with every change that the viewer sees. */
export function etagOf(
  member: Pick<Member, 'eventId' | 'said' | 'answered' | 'tends' | 'own'>,
  { key }: Viewer,
): string {
  const { eventId, said, answered, tends, own } = member
  // Who comes is not shown to those who see to it: nobody's answer stands against their changes.
  const state = tends ? `${said}t` : Math.max(said, answered)
  return `"${[eventId, state, key, ...(own ? [own.slice(0, 8)] : [])].join('-')}"`
}
