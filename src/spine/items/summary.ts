import { invalid, notFound, notYours } from '../../platform/http/problems.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import { record } from '../activity/record.ts'
import { nextModseq } from '../messages/change.ts'
import { plainSource, type Under } from '../messages/post.ts'
import { type Ctx, meOf, spaceOf } from '../request/ctx.ts'

/** What is kept on top of a long thread. */
export interface Summary {
  version: number
  source: string
  html: string
  lang: string
  /** It was written after this message. */
  after: number
  at: Date
  personId: number
  name: string
  removedAt: Date | null
}

/** Under what a summary is written: an item and who began it. */
export interface Summed extends Under {
  authorId: number
}

/** Its hosts and who began it keep the summary of a thread. */
export function maySum(ctx: Ctx, under: Pick<Summed, 'authorId'>): boolean {
  return spaceOf(ctx).standing === 'host' || under.authorId === meOf(ctx).id
}

/** The summary of an item, a removed one too; undefined where none was ever written. */
export async function summaryOf(ctx: Ctx, itemId: number): Promise<Summary | undefined> {
  const [row] = await ctx.sql<Summary[]>`
    select s.version, s.source, s.html, s.lang, s.after, s.at, s.person_id, p.name, s.removed_at
    from summary s join person p on p.id = s.person_id where s.item_id = ${itemId}`
  return row
}

/**
 * Writes the summary, or writes it anew. `version` is the one that was read, 0 where there was none. It names nobody: whoever
 * is mentioned in it is not told.
 * @throws 403; Invalid when it was changed meanwhile or says nothing
 */
export async function keepSummary(ctx: Ctx, under: Summed, version: number, text: string, lang: string): Promise<void> {
  if (!maySum(ctx, under)) throw notYours()
  const source = plainSource(text)
  const html = renderMarkdown(source)
  // The tail first, as with messages: whoever comes second waits here, and finds another version below.
  await nextModseq(ctx, under)
  await ctx.sql`insert into summary_revision (item_id, version, person_id, source, after, space_id, at)
    select item_id, version, person_id, source, after, space_id, at from summary where item_id = ${under.id} and version = ${version}`
  const kept = await ctx.sql`
    insert into summary as s (item_id, space_id, version, person_id, lang, source, html, after, at)
    select ${under.id}, ${under.spaceId}, 1, ${meOf(ctx).id}, ${lang}, ${source}, ${html}, t.last_number, ${ctx.now} from tail t where t.item_id = ${under.id}
    on conflict (item_id) do update set version = s.version + 1, person_id = excluded.person_id, lang = excluded.lang, source = excluded.source,
      html = excluded.html, after = excluded.after, at = excluded.at, removed_at = null, removed_by = null
    where s.version = ${version} returning version`
  if (!kept.length) throw invalid('text', 'changed-meanwhile')
  await record(ctx, 'summary.written', under.spaceId, { itemId: under.id })
}

/** Takes the summary away, or brings it back. @throws 403; 404 where there is none */
export async function setSummaryRemoved(ctx: Ctx, under: Summed, removed: boolean): Promise<void> {
  if (!maySum(ctx, under)) throw notYours()
  const changed =
    await ctx.sql`update summary set removed_at = ${removed ? ctx.now : null}, removed_by = ${removed ? meOf(ctx).id : null}
    where item_id = ${under.id} returning 1`
  if (!changed.length) throw notFound()
  await nextModseq(ctx, under)
  await record(ctx, removed ? 'summary.removed' : 'summary.restored', under.spaceId, { itemId: under.id })
}

export interface SummaryVersion {
  version: number
  source: string
  after: number
  at: Date
  name: string
}

/** What the summary said, newest first, what it says now among it; at most one more than `most`, below a version. */
export function summaryVersions(ctx: Ctx, itemId: number, below: number, most: number): Promise<SummaryVersion[]> {
  return ctx.sql<SummaryVersion[]>`
    select v.version, v.source, v.after, v.at, p.name from (
      select item_id, version, person_id, source, after, at from summary where item_id = ${itemId}
      union all select item_id, version, person_id, source, after, at from summary_revision where item_id = ${itemId}) v
    join person p on p.id = v.person_id where v.version < ${below} order by v.version desc limit ${most + 1}`
}
