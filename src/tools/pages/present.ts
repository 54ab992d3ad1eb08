import { presentDraft } from '../../spine/drafts/drafts.ts'
import { lastPage } from '../../spine/items/aspects.ts'
import { inUse, LEADING, presentLinked, type ShownLinked } from '../../spine/items/links.ts'
import { presentOrigin } from '../../spine/items/origin.ts'
import { lookingAt } from '../../spine/messages/looking.ts'
import { type Message, type MessageRow, presentMessage } from '../../spine/messages/read.ts'
import { cardOf } from '../../spine/people/cards.ts'
import { type Ctx, mayStart, mayWrite, spaceOf } from '../../spine/request/ctx.ts'
import { isOutdated } from './languages.ts'
import { mayChange } from './own.ts'
import type { PageRow } from './page-row.ts'
import { urlOf } from './pages.ts'
import { publicPath } from './publishing/publications.ts'
import type { Revision } from './revisions.ts'
import { shownText } from './shown.ts'
import type { Twig } from './tree.ts'

export interface PageParts {
  row: PageRow
  messages: MessageRow[]
  /** Which page of its comments. */
  page: number
}

export type ShownPage = ReturnType<typeof presentPage>

/** A page as the API and its page show it to whoever asks. */
export function presentPage(ctx: Ctx, parts: PageParts) {
  const { row } = parts
  const space = spaceOf(ctx)
  const url = urlOf(space.slug, row.id, row.title)
  const shown = shownText(row.html, space.slug, row.links, mayStart(space))
  const looking = lookingAt(ctx, url)
  return {
    id: row.id,
    url,
    title: row.title,
    lang: row.lang,
    tags: row.tags,
    template: row.template,
    state: row.state,
    html: shown.markup,
    headings: row.headings,
    words: row.words,
    version: row.version,
    revision: row.number,
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    changedBy: row.changedBy,
    author: { id: row.authorId },
    authors: (row.hands ?? []).map(cardOf),
    steward: row.steward && cardOf(row.steward),
    keptBy: row.owner && cardOf(row.owner),
    ownerHere: row.owner?.here ?? true,
    reviewOn: row.reviewOn,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    ...presentAround(ctx, row),
    wishes: row.wishes,
    level: row.level,
    ownLevel: row.ownLevel,
    saved: row.saved ?? [],
    told: row.told,
    readNumber: row.readNumber ?? 0,
    blocks: row.blocks,
    draft: presentDraft(row.draft),
    suggestions: row.suggestions,
    modseq: row.modseq,
    lastNumber: row.lastNumber,
    pinned: row.pinned && { ...row.pinned, at: new Date(row.pinned.at).toISOString() },
    closure: row.closure && { ...row.closure, at: new Date(row.closure.at).toISOString() },
    published: row.published && { url: publicPath(row.id, row.published.title), revision: row.published.number },
    ...presentComments(parts, url, looking),
    /** Its text; and whether they write pages here at all. */
    mayWrite: mayChange(ctx, { ownerId: row.owner?.id ?? null }),
    mayStart: mayStart(space),
    mayComment: mayWrite(space),
    mayRemove: looking.host || row.authorId === ctx.me?.id,
    host: looking.host,
  }
}

/** What stands around a page: above and below it, where it leads, what leads here, its versions in other languages. */
function presentAround(ctx: Ctx, row: PageRow) {
  const { slug } = spaceOf(ctx)
  return {
    above: row.above.map((one) => presentLink(ctx, one)),
    below: row.below.map((twig) => presentTwig(ctx, twig)),
    links: row.links.map(({ id, title, written }) => ({
      title: title ?? written,
      url: id === null ? null : urlOf(slug, id, title!),
    })),
    leadingHere: leadingHere(ctx, row),
    madeFrom: presentOrigin(ctx.site, row.origin),
    versions: row.versions.map((one) => ({
      ...presentLink(ctx, one),
      original: one.originalId === null,
      outdated: isOutdated(one),
    })),
  }
}

/** The comments of one page of them, and the way to the others. */
function presentComments({ row, messages, page }: PageParts, url: string, looking: ReturnType<typeof lookingAt>) {
  const pages = lastPage(row)
  return {
    messageCount: row.count,
    messages: messages.map((message): Message => presentMessage(message, looking)),
    page,
    pages,
    previous: page > 1 ? `${url}?page=${page - 1}#comments` : null,
    next: page < pages ? `${url}?page=${page + 1}#comments` : null,
  }
}

/** What leads to a page: pages by its title, and whatever has its address, once for each. */
function leadingHere(ctx: Ctx, row: PageRow): ShownLinked[] {
  const byTitle = row.byTitle
    .slice(0, LEADING)
    .map((one) => ({ kind: 'page', ...presentLink(ctx, one), by: null, made: false }))
  const byAddress = inUse(ctx.site, row.leading).map((one) => presentLinked(ctx.site, one))
  return [...byTitle, ...byAddress.filter(({ url }) => !byTitle.some((one) => one.url === url))]
}

export function presentLink(ctx: Ctx, { id, title, lang }: { id: number; title: string; lang: string }) {
  return { id, url: urlOf(spaceOf(ctx).slug, id, title), title, lang }
}

export function presentTwig(ctx: Ctx, twig: Twig) {
  return {
    ...presentLink(ctx, twig),
    under: twig.parentId,
    template: twig.template,
    state: twig.state,
    changedAt: new Date(twig.changedAt).toISOString(),
    below: twig.below,
  }
}

export type ShownRevision = ReturnType<typeof presentRevision>

export function presentRevision(page: { url: string }, revision: Revision) {
  const { number, authorId, handle, author, picture, beganAt, at, why, name, title, words, wordsBefore, others } =
    revision
  return {
    number,
    url: `${page.url}/revisions/${number}`,
    author: cardOf({ id: authorId, handle, name: author, picture }),
    beganAt: beganAt.toISOString(),
    at: at.toISOString(),
    why,
    name,
    title,
    words,
    wordsBefore,
    others: (others ?? []).map(cardOf),
  }
}
