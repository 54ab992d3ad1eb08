import type { Sql } from '../../platform/database/connect.ts'
import { type Html, trusted } from '../../platform/html.ts'
import { type Request, type Site, spaceOf } from '../../spine/request/ctx.ts'
import { type CardRow, cardsOf, withCards } from './embeds.ts'
import { type Explained, explained, type GlossaryRow, glossaryOf, glossaryRow } from './glossary.ts'

/** What a page's text is dressed with when it is shown: the words of the glossary, and cards. Nothing of it is stored in the text. */
export type Dress = [GlossaryRow[], CardRow[]]

/** What a page's text needs to be dressed. Two queries, sent at once. */
export function dressOf(site: Site, sql: Sql, slug: string, id: number): Promise<Dress> {
  return Promise.all([glossaryRow(site, sql, slug), cardsOf(site, sql, id)])
}

export interface Dressed {
  shown: Html
  terms: Explained['terms']
}

/** A page's text with its words explained and its lone links as cards, for whoever looks. */
export function dressed(
  ctx: Request,
  page: { id: number; lang: string; html: string },
  [[words], cards]: Dress,
): Dressed {
  const { slug } = spaceOf(ctx)
  const { html, terms } = explained(page.html, page.lang, page.id, slug, glossaryOf(ctx.site, slug, words!))
  return { shown: trusted(withCards(ctx, html, cards)), terms }
}

/** What of it a page depends on, for its ETag. */
export function dressTag([[words], cards]: Dress): unknown[] {
  return [words!.version, cards]
}
