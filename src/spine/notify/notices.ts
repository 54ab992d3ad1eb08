import type { Sql } from '../../platform/database/connect.ts'
import type { Reason } from './reasons.ts'
import type { Facts } from './sentence.ts'

export const NOTICES_PAGE = 30

/** What concerns someone about one thing: the newest of it, and how much else there is. */
export interface Notice {
  id: number
  reason: Reason
  at: Date
  itemId: number | null
  kind: string | null
  title: string
  lang: string
  /** Where it begins that is not read. */
  number: number | null
  /** The request, the invitation, the report or the note it is about. */
  subjectId: number | null
  /** Whoever looks is a host of the place: they have their own side of a note. */
  asHost: boolean
  actorId: number | null
  handle: string | null
  name: string | null
  picture: string | null
  /** How many others did the same there. */
  others: number
  unread: number
  html: string | null
  htmlLang: string | null
  spaceId: number
  slug: string
  space: string
  /** The item is gone: who began it is told by whom, and finds it no more. */
  gone: boolean
  /** What the item's tool knows besides, at the time of telling. */
  facts: Facts | null
}

interface NoticesWish {
  /** The last row of the page before. */
  before?: { at: string; id: number }
  most: number
  /** Those alone that one letter is about, and still unread. */
  mail?: number
  /** Which tool has a kind of item, where spaces may do without it: what is switched off is out of sight. */
  switched: Record<string, string>
}

/**
 * What concerns the asking person, one line an item, what was told last first. Only of spaces they may read now. The
 * strongest unread reason speaks for an item; where all is read, the last one. One query, whatever lies behind.
 * @returns the lines, and whether there is more; what is gone leaves its page shorter
 */
export async function noticesOf(
  sql: Sql,
  { before, most, mail, switched }: NoticesWish,
): Promise<{ notices: Notice[]; next: { at: string; id: number } | null }> {
  const mine = (n: string) =>
    sql`${sql(n)}.person_id = (select me()) ${mail === undefined ? sql`` : sql`and ${sql(n)}.mail_id = ${mail} and ${sql(n)}.read_at is null`}`
  const thing = (n: string) => sql`coalesce(${sql(n)}.item_id, -${sql(n)}.id)`
  // The last of each thing is found by walking what was told back in time; only then is the rest of it looked at.
  const rows = await sql<(Notice & { gathered: boolean })[]>`
    with head as materialized (
      select n.id, n.at, ${thing('n')} thing from notification n where ${mine('n')}
        ${before ? sql`and (n.at, n.id) < (${before.at}::timestamptz, ${before.id}::bigint)` : sql``}
        and not exists (select from notification x where ${mine('x')} and ${thing('x')} = ${thing('n')} and (x.at, x.id) > (n.at, n.id))
      order by n.at desc, n.id desc limit ${most + 1}),
    told as materialized (
      select h.id head, n.*, m.number from head h join notification n on ${mine('n')} and ${thing('n')} = h.thing left join message m on m.id = n.message_id
      where (n.message_id is null or m.id is not null and (m.removed_at is null or n.reason = 'tended'))
        and (n.reason <> 'thanked' or exists (select from reaction r where r.message_id = n.message_id and r.person_id = n.actor_id))),
    gathered as (
      select head, count(*) filter (where read_at is null)::int unread, min(number) filter (where read_at is null and is_said(reason)) number,
        (array_agg(id order by read_at is not null, case when read_at is null then array_position(${strongest}::text[], reason) end, at desc))[1] main
      from told group by head)
    select h.id, n.reason, h.at, n.item_id, i.kind, coalesce(called(i.space_id), i.title, v.space, s.name, cp.name) title, coalesce(i.lang, s.lang, '') lang,
      coalesce(g.number, n.number) number, n.subject_id, n.facts, coalesce(n.space_id = any((select hosts())::bigint[]), false) as_host, n.actor_id, p.handle::text, p.name, p.picture,
      (select count(distinct o.actor_id)::int from told o where o.head = h.id and o.reason = n.reason and o.actor_id <> n.actor_id
        and (o.read_at is null) = (n.read_at is null)) others,
      g.unread, left(w.html, 2000) html, w.lang html_lang, n.space_id, coalesce(s.slug::text, v.slug, cp.slug) slug, coalesce(called(s.id), s.name, v.space, cp.name) space, i.removed_at is not null gone,
      (n.item_id is null or i.id is not null and (i.removed_at is null or n.reason = 'tended' or coalesce(n.facts -> 'change' ? 'gone', false))) and (n.reason <> 'invited' or v.id is not null)
        and (n.reason not in ('knocked', 'reported') or n.space_id = any((select hosts())::bigint[]))
        and (i.kind is null or ${sql.json(switched)}::jsonb ->> i.kind is null or (${sql.json(switched)}::jsonb ->> i.kind) = any(s.tools)) gathered
    from head h left join gathered g on g.head = h.id left join told n on n.id = g.main
    left join item i on i.id = n.item_id left join person p on p.id = n.actor_id left join space s on s.id = n.space_id
    left join message w on w.id = n.message_id and w.removed_at is null and n.reason <> 'thanked'
    left join care_places(array(select space_id from told where is_care(reason))) cp on is_care(n.reason) and cp.id = n.space_id
    left join my_invitations() v on n.reason = 'invited' and v.id = n.subject_id
    order by h.at desc, h.id desc`
  const page = rows.slice(0, most)
  const last = page.at(-1)
  return {
    notices: page.filter((row) => row.reason !== null && row.gathered),
    next: rows.length > most && last ? { at: last.at.toISOString(), id: last.id } : null,
  }
}

const strongest: Reason[] = [
  'suspended',
  'warned',
  'note-answered',
  'suspension-over',
  'reported',
  'report-settled',
  'asked',
  'asked-words',
  'invited',
  'given',
  'thanked-you',
  'knocked',
  'place-free',
  'date-changed',
  'soon',
  'step-open',
  'wrote-to-you',
  'named',
  'answered',
  'accepted',
  'yours',
  'announced',
  'follows',
  'tended',
  'thanked',
]

/**
 * Marks as read what concerns the asking person: one thing; everything told up to a moment; or what there is to hear of an
 * item besides what is said there, which is read with its messages.
 * @returns how much it was, and whether anything is left, and of what was written to them
 */
export async function markNoticesRead(
  sql: Sql,
  which: { id: number } | { item: number } | { until: Date },
  now: Date,
): Promise<Signs & { read: number }> {
  const read = await sql`
    update notification set read_at = ${now} where person_id = (select me()) and read_at is null and ${those(sql, which)} returning 1`
  return { read: read.length, ...(await signsOf(sql)) }
}

/** What the signs beside one's name say. */
export interface Signs {
  news: boolean
  /** Of what was written to them. */
  written: boolean
}

/** Whether the asking person was told of anything that they have not read. */
export async function signsOf(sql: Sql): Promise<Signs> {
  const [signs] = await sql<[Signs]>`
    select exists (select from notification where person_id = (select me()) and read_at is null and reason <> 'wrote-to-you' and coalesce(held_until <= now(), true)) news,
      exists (select from notification where person_id = (select me()) and read_at is null and reason = 'wrote-to-you') written`
  return signs
}

function those(sql: Sql, which: { id: number } | { item: number } | { until: Date }) {
  if ('id' in which)
    return sql`coalesce(item_id, -id) = (select coalesce(item_id, -id) from notification where id = ${which.id})`
  if ('item' in which) return sql`item_id = ${which.item} and not is_said(reason)`
  return sql`at <= ${which.until}`
}
