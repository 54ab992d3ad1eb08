import { invalid, notFound } from '../../platform/http/problems.ts'
import { plainText } from '../../platform/plain-text.ts'
import { refused } from '../items/refused.ts'
import { type Ctx, meOf, spaceOf } from '../request/ctx.ts'

/** What one can report something for. Each has a text `care.kind.<kind>`, and one that explains it. */
export const reportKinds = ['hurts', 'private', 'danger', 'spam', 'untrue', 'other'] as const
export type ReportKind = (typeof reportKinds)[number]

/** What can be reported: words, a thing as a whole, or a person. */
export interface Thing {
  what: 'message' | 'item' | 'person'
  messageId: number | null
  itemId: number | null
  personId: number
  handle: string
  name: string
  /** The item it is, or is under. */
  around: number | null
  kind: string | null
  title: string
  lang: string
  number: number | null
  html: string
  /** Whether the asking person reported it already, and waits. */
  waits: boolean
}

export interface Wish {
  message?: number | undefined
  item?: number | undefined
  person?: string | undefined
}

/** What somebody wants to report. Access is the query. @throws 404; Invalid for what is one's own */
export async function thingFor(ctx: Ctx, { message, item, person }: Wish): Promise<Thing> {
  const { sql } = ctx
  const space = spaceOf(ctx).id
  const which = message
    ? sql`select 'message' what, m.id message_id, null::bigint item_id, m.author_id person_id, i.id around, i.kind, i.title, m.lang, m.number, m.html
        from message m join item i on i.id = m.item_id and i.removed_at is null where m.id = ${message} and m.space_id = ${space} and m.removed_at is null`
    : item
      ? sql`select 'item' what, null::bigint message_id, i.id item_id, i.author_id person_id, i.id around, i.kind, i.title, i.lang, null::int number, '' html
          from item i where i.id = ${item} and i.space_id = ${space} and i.removed_at is null`
      : sql`select 'person' what, null::bigint message_id, null::bigint item_id, p.id person_id, null::bigint around, null kind, '' title, p.lang, null::int number, '' html
          from person p join membership m on m.person_id = p.id and m.space_id = ${space} and m.ended_at is null where p.handle = ${person ?? ''}`
  const [row] = await sql<Thing[]>`
    select t.*, p.handle::text, p.name, exists (select from report r where r.reporter_id = (select me()) and r.space_id = ${space} and r.settled_at is null
      and r.message_id is not distinct from t.message_id and r.item_id is not distinct from t.item_id and r.person_id = t.person_id) waits
    from (${which}) t join person p on p.id = t.person_id`
  if (!row) throw notFound()
  if (row.personId === meOf(ctx).id) throw invalid('kind', 'report-own')
  return row
}

/** Who will read a report about someone: hosts here, or of the place around it; nobody yet. */
export interface Listeners {
  within: boolean | null
  space: string | null
  names: string[]
}

export async function listenersTo(ctx: Ctx, personId: number): Promise<Listeners> {
  const [row] = await ctx.sql<[{ card: Listeners }]>`select listeners_card(${spaceOf(ctx).id}, ${personId}) card`
  return row.card
}

/** Tells those who listen. Reported again before it is settled, the newer words hold. @returns its id */
export async function report(
  ctx: Ctx,
  thing: Pick<Thing, 'messageId' | 'itemId' | 'personId'>,
  kind: ReportKind,
  words: string,
): Promise<number> {
  const said = plainText(words)
  if (kind === 'other' && !said) throw invalid('words', 'needed')
  const kept = ctx.sql<[{ id: number }]>`
    insert into report (space_id, message_id, item_id, person_id, reporter_id, kind, words, at)
    values (${spaceOf(ctx).id}, ${thing.messageId}, ${thing.itemId}, ${thing.personId}, ${meOf(ctx).id}, ${kind}, ${said}, ${ctx.now})
    on conflict (reporter_id, space_id, thing) where settled_at is null do update set kind = excluded.kind, words = excluded.words returning id`
  const [row] = await refused(kept, { CP018: () => invalid('words', 'reported-often') })
  return row.id
}

/** What became of a report. */
export const outcomes = ['removed', 'closed', 'kept', 'noted', 'done'] as const
export type ReportOutcome = (typeof outcomes)[number]

/** One's own report, with what became of it. */
export interface OwnReport {
  id: number
  kind: ReportKind
  words: string
  at: Date
  what: Thing['what']
  name: string
  title: string | null
  lang: string | null
  itemKind: string | null
  itemId: number | null
  number: number | null
  slug: string | null
  space: string | null
  outcome: ReportOutcome | null
  answer: string
  settledBy: string | null
  settledAt: Date | null
}

export const OWN_PAGE = 30

/** What the asking person reported, the last first; one more than a page. What they may not read any more has no title. */
export function ownReports(ctx: Ctx, before: number | undefined): Promise<OwnReport[]> {
  return ctx.sql<OwnReport[]>`
    select r.id, r.kind, r.words, r.at, case when r.message_id is not null then 'message' when r.item_id is not null then 'item' else 'person' end what,
      p.name, i.title, i.lang, i.kind item_kind, i.id item_id, m.number, s.slug::text, s.name space, r.outcome, r.answer, b.name settled_by, r.settled_at
    from report r join person p on p.id = r.person_id left join message m on m.id = r.message_id
    left join item i on i.id = coalesce(r.item_id, m.item_id) and i.removed_at is null left join space s on s.id = coalesce(i.space_id, r.space_id) left join person b on b.id = r.settled_by
    where r.reporter_id = ${meOf(ctx).id} ${before === undefined ? ctx.sql`` : ctx.sql`and r.id < ${before}`}
    order by r.id desc limit ${OWN_PAGE + 1}`
}
