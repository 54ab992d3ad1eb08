import { invalid, notFound, notYours } from '../../platform/http/problems.ts'
import { audit } from '../activity/record.ts'
import { closeItem } from '../items/closure.ts'
import { messageFor, removeMessage } from '../messages/change.ts'
import { type PersonRow, personColumn } from '../people/cards.ts'
import { type Ctx, meOf, spaceOf } from '../request/ctx.ts'
import type { ReportKind, ReportOutcome } from './reports.ts'

interface Beside {
  number: number
  name: string
  html: string
  lang: string
}

/** Something that was reported, as hosts see it: all reports of one thing together. */
export interface Reported {
  id: number
  what: 'message' | 'item' | 'person'
  person: PersonRow
  reports: { kind: ReportKind; words: string; at: string; name: string; handle: string }[]
  at: Date
  /** Where it is, if the host may read there: of a circle they are not in they see what was reported, not what was said. */
  place: { slug: string; name: string } | null
  item: { id: number; kind: string; title: string; lang: string; number: number | null; closed: boolean } | null
  words: { html: string; lang: string; removed: boolean } | null
  before: Beside | null
  after: Beside | null
  /** What hosts of this space wrote to the person before. */
  warnings: number
  suspensions: number
  outcome: ReportOutcome | null
  answer: string
  settledBy: string | null
  settledAt: Date | null
}

/** How many open things the page shows, and how many that are settled. */
const MOST_OPEN = 50
const MOST_SETTLED = 20

/** What waits in the reports of the space of the address, the longest first; or what was settled, the last first. One query. */
export function reported(ctx: Ctx, open: boolean): Promise<Reported[]> {
  const { sql } = ctx
  const space = spaceOf(ctx).id
  const beside = (
    sign: '<' | '>',
  ) => sql`(select jsonb_build_object('number', x.number, 'name', xp.name, 'html', left(x.html, 2000), 'lang', x.lang)
    from message x join person xp on xp.id = x.author_id where x.item_id = m.item_id and x.removed_at is null
      and ${sign === '<' ? sql`x.number < m.number` : sql`x.number > m.number`} order by x.number ${sign === '<' ? sql`desc` : sql``} limit 1)`
  return sql<Reported[]>`
    with thing as (
      select min(r.id) id, r.space_id, r.thing, r.message_id, r.item_id, r.person_id, min(r.at) at, r.outcome, r.answer, r.settled_by, r.settled_at,
        jsonb_agg(jsonb_build_object('kind', r.kind, 'words', r.words, 'at', r.at, 'name', rp.name, 'handle', rp.handle) order by r.id) reports
      from report r join person rp on rp.id = r.reporter_id
      where r.space_id in (select tended_spaces(${space})) and r.person_id <> ${meOf(ctx).id} and listening_in(r.space_id, r.person_id) = ${space}
        and ${open ? sql`r.settled_at is null` : sql`r.settled_at is not null`}
      group by r.space_id, r.thing, r.message_id, r.item_id, r.person_id, r.outcome, r.answer, r.settled_by, r.settled_at
      order by ${open ? sql`min(r.at)` : sql`r.settled_at desc`} limit ${open ? MOST_OPEN : MOST_SETTLED})
    select t.id, case when t.message_id is not null then 'message' when t.item_id is not null then 'item' else 'person' end what,
      ${personColumn(sql, 'p')} person, t.reports, t.at,
      case when s.id is not null then jsonb_build_object('slug', s.slug, 'name', s.name) end place,
      case when i.id is not null then jsonb_build_object('id', i.id, 'kind', i.kind, 'title', i.title, 'lang', i.lang, 'number', case when t.message_id is not null then m.number end,
        'closed', exists (select from closure c where c.item_id = i.id)) end item,
      case when m.id is not null then jsonb_build_object('html', m.html, 'lang', m.lang, 'removed', m.removed_at is not null or i.removed_at is not null) end words,
      case when t.message_id is not null then ${beside('<')} end "before", case when t.message_id is not null then ${beside('>')} end "after",
      (select count(*)::int from host_note n where n.space_id = ${space} and n.person_id = t.person_id and n.kind = 'warning') warnings,
      (select count(*)::int from host_note n where n.space_id = ${space} and n.person_id = t.person_id and n.kind = 'suspension') suspensions,
      t.outcome, t.answer, b.name settled_by, t.settled_at
    from thing t join person p on p.id = t.person_id
    left join message m on m.id = t.message_id or (t.item_id is not null and m.item_id = t.item_id and m.number = 1)
    left join item i on i.id = coalesce(t.item_id, m.item_id) left join space s on s.id = coalesce(i.space_id, t.space_id)
    left join person b on b.id = t.settled_by
    order by ${open ? sql`t.at, t.id` : sql`t.settled_at desc, t.id desc`}`
}

/** What a host does about it, besides writing to the person. */
export const steps = ['removed', 'closed', 'kept', 'done'] as const
export type Step = (typeof steps)[number]

interface Open {
  id: number
  spaceId: number
  thing: string
  messageId: number | null
  itemId: number | null
  personId: number
  settled: string | null
}

/** A report that the hosts of the space look after. @throws 404 */
export async function reportFor(ctx: Ctx, id: number): Promise<Open> {
  const space = spaceOf(ctx).id
  const [row] = await ctx.sql<Open[]>`
    select r.id, r.space_id, r.thing, r.message_id, r.item_id, r.person_id, b.name settled from report r left join person b on b.id = r.settled_by
    where r.id = ${id} and r.space_id in (select tended_spaces(${space})) and r.person_id <> ${meOf(ctx).id} and listening_in(r.space_id, r.person_id) = ${space}`
  if (!row) throw notFound()
  return row
}

/**
 * Settles all reports of one thing: does what was chosen, and keeps what the reporters are told.
 * @throws Invalid when another host was quicker, or without a reason where one is needed; 404 for a step that cannot be taken
 */
export async function settle(ctx: Ctx, id: number, step: Step, said: string): Promise<void> {
  const it = await reportFor(ctx, id)
  const answer = said.replace(/\s+/g, ' ').trim()
  if ((step === 'kept' || step === 'done') && !answer) throw invalid('answer', 'needed')
  await claim(ctx, it, step, answer)
  if (step === 'removed' || step === 'closed') await act(ctx, it, step, answer)
}

/** The first host has it. @throws Invalid for the second */
export async function claim(ctx: Ctx, it: Open, outcome: ReportOutcome, answer: string): Promise<void> {
  const settled = it.settled
    ? []
    : await ctx.sql`update report set outcome = ${outcome}, answer = ${answer}, settled_by = ${meOf(ctx).id}, settled_at = ${ctx.now}
      where space_id = ${it.spaceId} and thing = ${it.thing} and settled_at is null and reporter_id <> ${it.personId} returning id`
  if (!settled.length) throw invalid('_settled', 'report-settled', { name: await settledBy(ctx, it) })
  await audit(ctx, 'report.settled', spaceOf(ctx).id)
}

async function settledBy(ctx: Ctx, it: Open): Promise<string> {
  const [row] = await ctx.sql<{ name: string }[]>`
    select p.name from report r join person p on p.id = r.settled_by where r.id = ${it.id}`
  return row?.name ?? ''
}

async function act(ctx: Ctx, it: Open, step: 'removed' | 'closed', answer: string): Promise<void> {
  if (spaceOf(ctx).closed) throw notYours('space-closed')
  const [item] = await ctx.sql<
    { id: number; spaceId: number; kind: string; authorId: number; number: number | null }[]
  >`
    select i.id, i.space_id, i.kind, i.author_id, m.number from item i left join message m on m.id = ${it.messageId}
    where i.id = coalesce(${it.itemId}::bigint, m.item_id) and i.space_id = ${spaceOf(ctx).id}`
  if (!item) throw notFound()
  if (step === 'closed')
    return closeItem(ctx, item, answer || ctx.site.localeFor(spaceOf(ctx).lang).t('care.closed-reason'))
  if (item.number !== null) return removeMessage(ctx, item, await messageFor(ctx, item, item.number))
  const remove = ctx.site.removeItem(item.kind)
  if (!remove) throw notFound()
  await remove(ctx, item.id)
}
