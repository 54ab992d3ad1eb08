import { invalid, notFound, notYours, Problem } from '../../platform/http/problems.ts'
import { record } from '../../spine/activity/record.ts'
import { plainTitle } from '../../spine/items/items.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import { type PersonRow, personColumn } from '../../spine/people/cards.ts'
import { type Ctx, mayWrite, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { mergedCleanly } from './editor/merge.ts'
import { keepFilesOf } from './files.ts'
import { mustChange } from './own.ts'
import { changePage, type Page, plainLines } from './pages.ts'

/** What somebody would like a page to say. */
export interface Suggestion {
  number: number
  author: PersonRow
  at: Date
  why: string
  /** What the page said when it was made, and what is suggested. */
  beforeTitle: string
  before: string
  title: string
  text: string
  state: 'open' | 'accepted' | 'declined' | 'withdrawn'
  settledBy: string | null
  settledAt: Date | null
  answer: string
}

/** How many suggestions are listed at once. */
export const SUGGESTIONS = 30

const OPEN = 40

/** Suggests what a page could say; those who write it are told. Guests may, too. @throws 403; Invalid where nothing is changed */
export async function suggest(
  ctx: Ctx,
  page: Page,
  { version, why = '', ...to }: { title: string; text: string; why?: string | undefined; version: number },
): Promise<{ number: number; url: string }> {
  if (!mayWrite(spaceOf(ctx))) throw notYours('space-closed')
  // Who was offered a page that is another by now suggests a change of that one: their own text is not lost.
  if (version !== page.version) throw invalid('text', 'changed-meanwhile')
  const title = plainTitle(to.title)
  const text = plainLines(to.text)
  if (title === page.title && text === page.text) throw invalid('text', 'nothing-changed')
  await nextModseq(ctx, { id: page.id })
  const [open] = await ctx.sql<
    [{ n: number }]
  >`select count(*)::int n from page_suggestion where item_id = ${page.id} and state = 'open'`
  if (open.n >= OPEN) throw invalid('text', 'many-suggestions', { most: OPEN })
  const [made] = await ctx.sql<[{ number: number }]>`
    insert into page_suggestion (item_id, number, space_id, author_id, at, before_title, before, title, text, why)
    select ${page.id}, coalesce(max(number), 0) + 1, ${page.spaceId}, ${meOf(ctx).id}, ${ctx.now}, ${page.title}, ${page.text}, ${title}, ${text}, ${why.trim()}
    from page_suggestion where item_id = ${page.id} returning number`
  await keepFilesOf(ctx, page.id, text)
  await record(ctx, 'page.suggested', page.spaceId, { itemId: page.id })
  return { number: made.number, url: `${page.url}/suggestions/${made.number}` }
}

const columns = (ctx: Ctx) => ctx.sql`
  s.number, ${personColumn(ctx.sql, 'x')} author, s.at, s.why, s.before_title, s.title,
  s.state, b.name settled_by, s.settled_at, s.answer`

/** The suggestions for a page, without their texts: those that are open first, then the newest. */
export function suggestionsFor(ctx: Ctx, id: number, after: number): Promise<Omit<Suggestion, 'text' | 'before'>[]> {
  return ctx.sql<Omit<Suggestion, 'text' | 'before'>[]>`
    select ${columns(ctx)} from page_suggestion s join person x on x.id = s.author_id left join person b on b.id = s.settled_by
    where s.item_id = ${id} order by s.state <> 'open', s.number desc limit ${SUGGESTIONS + 1} offset ${after}`
}

/** One suggestion for a page. @throws 404 */
export async function suggestionFor(ctx: Ctx, id: number, number: string): Promise<Suggestion> {
  const [row] = /^\d{1,9}$/.test(number)
    ? await ctx.sql<Suggestion[]>`
        select ${columns(ctx)}, s.before, s.text from page_suggestion s join person x on x.id = s.author_id left join person b on b.id = s.settled_by
        where s.item_id = ${id} and s.number = ${number}`
    : []
  if (!row) throw notFound()
  return row
}

/** What the page would say with it: undefined where it has changed in the same place since. */
export function withSuggestion(page: Page, one: Suggestion): { title: string; text: string } | undefined {
  const text = mergedCleanly(one.before, one.text, page.text)
  if (text === undefined) return undefined
  return { title: one.title === one.beforeTitle ? page.title : one.title, text }
}

/**
 * Takes a suggestion into the page; what changed elsewhere in the page since stays. The words are its author's in the
 * history.
 * @throws 403; 409 when it is settled already; Invalid where both changed the same place
 */
export async function accept(ctx: Ctx, page: Page, one: Suggestion, answer = ''): Promise<void> {
  mustChange(ctx, page)
  await settle(ctx, page, one, 'accepted', answer)
  const to = withSuggestion(page, one)
  if (!to) throw invalid('_', 'suggestion-overlaps')
  await changePage(ctx, page, {
    ...to,
    lang: page.lang,
    tags: page.tags,
    version: page.version,
    why: acceptedWhy(ctx, one),
    by: one.author.id,
    apart: true,
  })
}

/** Notes that a suggestion was taken in by hand, with a change of the page that has just been kept. */
export async function acceptByHand(ctx: Ctx, page: Page, one: Suggestion): Promise<void> {
  mustChange(ctx, page)
  await settle(ctx, page, one, 'accepted', '')
}

/** In the language of the community: it stands in the history for all. @param why what who takes it in says, for the author's own */
export function acceptedWhy(ctx: Ctx, one: Suggestion, why = one.why): string {
  const { t } = ctx.site.localeFor(spaceOf(ctx).lang)
  const said = why ? `${why} · ` : ''
  return (said + t('pages.suggestion.why', { name: one.author.name, by: meOf(ctx).name })).slice(0, 300)
}

/** Says that a page stays as it is, and why. @throws 403; 409 when it is settled already; Invalid without a word */
export async function decline(ctx: Ctx, page: Page, one: Suggestion, answer: string): Promise<void> {
  mustChange(ctx, page)
  if (!answer.trim()) throw invalid('answer', 'needed')
  await settle(ctx, page, one, 'declined', answer)
}

/** Takes one's own suggestion back. @throws 403; 409 when it is settled already */
export async function withdraw(ctx: Ctx, page: Page, one: Suggestion): Promise<void> {
  if (one.author.id !== meOf(ctx).id) throw notYours('not-yours')
  await settle(ctx, page, one, 'withdrawn', '')
}

/** Whoever comes second, with a double click too, changes nothing. */
async function settle(
  ctx: Ctx,
  page: Page,
  one: Suggestion,
  state: Suggestion['state'],
  answer: string,
): Promise<void> {
  await nextModseq(ctx, { id: page.id })
  const settled = await ctx.sql`
    update page_suggestion set state = ${state}, settled_by = ${meOf(ctx).id}, settled_at = ${ctx.now}, answer = ${answer.trim()}
    where item_id = ${page.id} and number = ${one.number} and state = 'open' returning number`
  if (!settled.length) throw new Problem(409, 'suggestion-settled')
}
