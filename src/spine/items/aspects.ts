import type { Sql } from '../../platform/database/connect.ts'
import { PAGE } from '../../ui/page-size.ts'
import { type DraftRow, draftColumn, presentDraft } from '../drafts/drafts.ts'
import { lookingAt } from '../messages/looking.ts'
import { type MessageRow, messagesOf, pageOf, presentMessage } from '../messages/read.ts'
import { cardOf, type PersonRow, personColumn } from '../people/cards.ts'
import { type Ctx, mayStart, mayWrite, spaceOf } from '../request/ctx.ts'

/** What is true of any item besides what its tool keeps of it: who began it, what was said, what the reader has to do with it. */
export interface Aspects {
  modseq: number
  lastNumber: number
  count: number
  createdAt: Date
  by: PersonRow
  level: string
  saved: number[] | null
  told: boolean
  pinned: boolean
  closure: { by: string; reason: string } | null
  blocks: number[]
  draft: DraftRow | null
}

/** Its columns, for a query that has `item i` and `tail t`. */
export function aspectsOf(sql: Sql) {
  return sql`t.modseq, t.last_number, t.count, i.created_at,
    (select ${personColumn(sql, 'x')} from person x where x.id = i.author_id) by,
    coalesce((select w.level from follow w where w.item_id = i.id and w.person_id = (select me())), 'quiet') as level,
    (select array_agg(s.number) from saved s where s.item_id = i.id and s.person_id = (select me())) saved,
    exists (select from notification n where n.item_id = i.id and n.person_id = (select me()) and n.read_at is null) told,
    exists (select from pin x where x.item_id = i.id) pinned,
    (select json_build_object('by', n.name, 'reason', c.reason) from closure c join person n on n.id = c.person_id where c.item_id = i.id) closure,
    array(select b.blocked_id from block b where b.person_id = (select me()) order by 1) blocks,
    ${draftColumn(sql)}`
}

/** A page of what was said under an item. One query. */
export function saidUnder(sql: Sql, id: number, which: number): Promise<MessageRow[]> {
  return messagesOf(sql, id, (which - 1) * PAGE + 1, which * PAGE)
}

/** The page on which stands what was said last. */
export function lastPage({ lastNumber }: Pick<Aspects, 'lastNumber'>): number {
  return pageOf(lastNumber || 1)
}

export type ShownAspects = ReturnType<typeof presentAspects>

/** The same as the API and the pages show it to whoever asks. */
export function presentAspects(
  ctx: Ctx,
  row: Aspects,
  { url, rows, which }: { url: string; rows: MessageRow[]; which: number },
) {
  const looking = lookingAt(ctx, url)
  const pages = lastPage(row)
  return {
    author: cardOf(row.by),
    createdAt: row.createdAt.toISOString(),
    modseq: row.modseq,
    lastNumber: row.lastNumber,
    blocks: row.blocks,
    level: row.level,
    pinned: row.pinned,
    closure: row.closure,
    saved: row.saved ?? [],
    told: row.told,
    draft: presentDraft(row.draft),
    messageCount: row.count,
    messages: rows.map((message) => presentMessage(message, looking)),
    page: which,
    pages,
    previous: which > 1 ? `${url}?page=${which - 1}#comments` : null,
    next: which < pages ? `${url}?page=${which + 1}#comments` : null,
    mayStart: mayStart(spaceOf(ctx)),
    mayComment: mayWrite(spaceOf(ctx)),
    mayRemove: looking.host || row.by.id === ctx.me?.id,
    mayPin: looking.host,
  }
}

/** All that its page depends on, for its ETag. */
export function aspectsTag(row: Aspects): unknown[] {
  return [row.modseq, row.level, row.saved?.join(), row.told, row.pinned, row.blocks.join(), row.draft?.at]
}
