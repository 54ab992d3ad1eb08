import type { PersonRow } from '../people/cards.ts'
import { type Ctx, spaceOf } from '../request/ctx.ts'

/** What the log is narrowed to: what was done to words, to people, to the place. */
export const logGroups = ['words', 'people', 'place'] as const
export type LogGroup = (typeof logGroups)[number]

/** Verbs that the log shows, by group. Each has a text `log.<verb>`. */
export type Logged = Partial<Record<LogGroup, readonly string[]>>

/** Those of the spine. A tool says its own in its manifest; what was taken away and brought back is there by itself. */
export const spineLogged: Logged = {
  words: ['message.removed', 'message.restored', 'item.closed', 'item.reopened', 'item.pinned', 'item.unpinned'],
  people: [
    'standing.host',
    'standing.member',
    'standing.guest',
    'badge.changed',
    'person.ended',
    'person.warned',
    'person.suspended',
    'suspension.ended',
    'hosting.handed-over',
    'hosting.passed-on',
    'hosting.invited',
    'request.admitted',
    'request.declined',
    'report.settled',
    'operator.link',
    'operator.token',
  ],
  place: [
    'space.changed',
    'space.tools',
    'space.door',
    'space.welcome',
    'invitation.revoked',
    'tag.described',
    'tag.renamed',
    'tag.merged',
  ],
}

export type Undo = 'restore-message' | 'restore-item' | 'reopen' | 'unpin' | 'end-suspension'

/** One thing that hosts did, as the people of the space read it: no words that were removed, nobody who reported. */
export interface LogEntry {
  id: number
  verb: string
  at: Date
  actor: PersonRow | null
  /** Whom it was done to; of a note, for its hosts and whom it is to. */
  person: PersonRow | null
  item: { id: number; kind: string; title: string; lang: string; removed: boolean } | null
  number: number | null
  /** Of a suspension, for its hosts and whom it is about. */
  note: { id: number; until: string | null; mine: boolean } | null
  /** What would undo it, as long as it is still so by this very act. */
  undo: Undo | null
}

export const LOG_PAGE = 40

/**
 * What hosts did in the space of the address, the last first; one more than a page. One query, however long it is.
 */
export function logOf(
  ctx: Ctx,
  wish: { group?: LogGroup | undefined; before?: { at: string; id: number } | undefined },
): Promise<LogEntry[]> {
  const { sql } = ctx
  const card = (p: string) =>
    sql`case when ${sql(p)}.id is not null then jsonb_build_object('id', ${sql(p)}.id, 'handle', ${sql(p)}.handle, 'name', ${sql(p)}.name, 'picture', ${sql(p)}.picture) end`
  return sql<LogEntry[]>`
    with entry as (
      select * from audit where space_id = ${spaceOf(ctx).id} ${wish.before === undefined ? sql`` : sql`and (at, id) < (${wish.before.at}::timestamptz, ${wish.before.id}::bigint)`}
        ${wish.group ? sql`and verb = any(${[...ctx.site.logged[wish.group]]})` : sql``}
      order by at desc, id desc limit ${LOG_PAGE + 1})
    select e.id, e.verb, e.at, ${card('a')} actor, ${card('p')} person, m.number,
      case when i.id is not null then jsonb_build_object('id', i.id, 'kind', i.kind, 'title', i.title, 'lang', i.lang, 'removed', i.removed_at is not null) end item,
      case when n.id is not null then jsonb_build_object('id', n.id, 'until', n.until, 'mine', n.person_id = (select me())) end note,
      case when e.verb = 'message.removed' and m.removed_at = e.at and i.removed_at is null then 'restore-message'
        when e.verb = i.kind || '.removed' and i.removed_at = e.at then 'restore-item'
        when e.verb = 'item.closed' and c.at = e.at then 'reopen'
        when e.verb = 'item.pinned' and pin.at = e.at then 'unpin'
        when e.verb = 'person.suspended' and n.ended_at is null and n.person_id <> (select me()) then 'end-suspension' end undo
    from entry e left join person a on a.id = e.actor_id left join host_note n on n.id = e.subject_id and e.verb in ('person.warned', 'person.suspended', 'suspension.ended')
    left join person p on p.id = coalesce(e.person_id, n.person_id) left join item i on i.id = e.item_id and i.space_id = e.space_id
    left join message m on m.id = e.message_id and m.space_id = e.space_id left join closure c on c.item_id = i.id left join pin on pin.item_id = i.id
    order by e.at desc, e.id desc`
}
