import type { Html } from '../../platform/html.ts'
import { inUse, LEADING, type Linked, presentLinked, type ShownLinked } from '../../spine/items/links.ts'
import { type Message, type MessageRow, PAGE, presentMessage } from '../../spine/messages/read.ts'
import { lookingAt } from '../../spine/messages/routes.ts'
import { cardOf } from '../../spine/people/cards.ts'
import { type Ctx, mayStart, mayWrite, spaceOf } from '../../spine/request/ctx.ts'
import { isOutdated, type Version } from './languages.ts'
import { type PageRow, urlOf } from './pages.ts'
import type { Revision } from './revisions.ts'
import { type Led, shownText } from './shown.ts'
import type { Backlink } from './titles.ts'
import type { Above, Twig } from './tree.ts'

export interface PageParts {
  row: PageRow
  above: Above[]
  below: Twig[]
  links: Led[]
  leading: Backlink[]
  /** What it was made of. */
  origin: Linked[]
  versions: Version[]
  wishes: { lang: string; count: number; mine: boolean }[]
  messages: MessageRow[]
  /** Which page of its comments. */
  page: number
}

export type ShownPage = ReturnType<typeof presentPage>

/** A page as the API and its page show it to whoever asks. */
export function presentPage(ctx: Ctx, parts: PageParts) {
  const { row, page } = parts
  const space = spaceOf(ctx)
  const url = urlOf(space.slug, row.id, row.title)
  const shown: Html = shownText(row.html, space.slug, parts.links, mayStart(space))
  const pages = Math.max(1, Math.ceil(row.lastNumber / PAGE))
  const looking = lookingAt(ctx, url)
  return {
    id: row.id,
    url,
    title: row.title,
    lang: row.lang,
    tags: row.tags,
    template: row.template,
    state: row.state,
    shown,
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
    reviewOn: row.reviewOn,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    above: parts.above.map((one) => presentLink(ctx, one)),
    below: parts.below.map((twig) => presentTwig(ctx, twig)),
    links: parts.links.map(({ id, title, written }) => ({
      title: title ?? written,
      url: id === null ? null : urlOf(space.slug, id, title!),
    })),
    leadingHere: leadingHere(ctx, parts),
    madeFrom: inUse(ctx.site, parts.origin).map((one) => presentLinked(ctx.site, one))[0] ?? null,
    versions: parts.versions.map((one) => ({
      ...presentLink(ctx, one),
      original: one.originalId === null,
      outdated: isOutdated(one),
    })),
    wishes: parts.wishes,
    level: row.level,
    ownLevel: row.ownLevel,
    saved: row.saved ?? [],
    told: row.told,
    readNumber: row.readNumber ?? 0,
    blocks: row.blocks,
    draft: row.draft,
    suggestions: row.suggestions,
    modseq: row.modseq,
    lastNumber: row.lastNumber,
    pinned: row.pinned && { ...row.pinned, at: new Date(row.pinned.at).toISOString() },
    closure: row.closure && { ...row.closure, at: new Date(row.closure.at).toISOString() },
    messageCount: row.count,
    messages: parts.messages.map((message): Message => presentMessage(message, looking)),
    page,
    pages,
    previous: page > 1 ? `${url}?page=${page - 1}#comments` : null,
    next: page < pages ? `${url}?page=${page + 1}#comments` : null,
    mayWrite: mayStart(space),
    mayComment: mayWrite(space),
    mayRemove: looking.host || row.authorId === ctx.me?.id,
    host: looking.host,
  }
}

/** What leads to a page: pages by its title, and whatever has its address, once for each. */
function leadingHere(ctx: Ctx, { leading, row }: PageParts): ShownLinked[] {
  const byTitle = leading
    .slice(0, LEADING)
    .map((one) => ({ kind: 'page', ...presentLink(ctx, one), by: null, made: false }))
  const byAddress = inUse(ctx.site, row.leading).map((one) => presentLinked(ctx.site, one))
  return [...byTitle, ...byAddress.filter(({ url }) => !byTitle.some((one) => one.url === url))]
}

export function presentLink(ctx: Ctx, { id, title, lang }: { id: number; title: string; lang: string }) {
  return { id, url: urlOf(spaceOf(ctx).slug, id, title), title, lang }
}

export type ShownTwig = ReturnType<typeof presentTwig>

export function presentTwig(ctx: Ctx, twig: Twig) {
  return {
    ...presentLink(ctx, twig),
    under: twig.parentId,
    template: twig.template,
    state: twig.state,
    changedAt: twig.changedAt.toISOString(),
    below: twig.below,
  }
}

export type ShownRevision = ReturnType<typeof presentRevision>

export function presentRevision(page: { url: string }, revision: Revision) {
  const { number, authorId, handle, author, picture, beganAt, at, why, name, title, words, wordsBefore } = revision
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
  }
}
