import { type Html, html, nothing } from '../../../platform/html.ts'
import { pageOf } from '../../../spine/messages/read.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { Piece } from '../../../spine/search/marks.ts'
import type { Hit, Result } from '../../../spine/search/search.ts'
import { face, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { Found } from '../find.ts'
import { addressOf } from '../wish.ts'

/** A thing that was found: where it leads is where it fits best. */
export function resultRow(ctx: Request, found: Found, result: Result): Html {
  const [first, ...others] = result.hits
  const { icon: sign, named } = ctx.site.searched[result.kind] ?? { icon: 'file-text', named: () => result.kind }
  // Where all are of one kind, it goes without saying.
  const kinds = new Set(found.results.map(({ kind }) => kind)).size
  const place = ctx.space?.slug === result.space.slug ? nothing : html` <span class="from">${result.space.name}</span>`
  return html`<li>${face(first!.author)}
<a class="name" href="${placeOf(result, first!)}">${inLanguage(ctx, result.lang, pieces(result.title))}</a>
<p class="quiet cluster"><span>${whose(ctx, first!)}, ${timeOf(ctx, first!.at, false)}</span>${place}${kinds > 1 ? html` <span class="sign">${icon(ctx, sign, true)} ${named(ctx.locale)}</span>` : nothing}</p>
<div>${first!.excerpt.length ? html`<p class="excerpt">${inLanguage(ctx, first!.lang, pieces(first!.excerpt))}</p>` : nothing}
${others.length ? html`<ul class="also-here" role="list">${others.map((hit) => html`<li><a href="${placeOf(result, hit)}">${whose(ctx, hit)}, ${timeOf(ctx, hit.at, false)}</a><p class="excerpt">${inLanguage(ctx, hit.lang, pieces(hit.excerpt))}</p></li>`)}</ul>` : nothing}
${result.count > result.hits.length && !found.asked.item ? html`<p class="quiet"><a href="${addressOf(found.path, found.asked, { item: String(result.id) })}">${ctx.locale.t('search.more-here', { count: result.count - result.hits.length })}</a></p>` : nothing}</div></li>`
}

/** Straight to the page with the message: a redirect would lose the place on it. */
function placeOf(result: Result, { number }: Hit): string {
  return number ? `${result.url}?page=${pageOf(number)}#m${number}` : result.url
}

/** "Luc Marchetti" for who began it, "Luc Marchetti replied" for what was said under it. */
function whose(ctx: Request, { number, author }: Hit): string {
  return number ? ctx.locale.t('search.replied', { name: author.name }) : author.name
}

/** A text with what was looked for marked in it. */
export function pieces(text: Piece[]): Html {
  return html`${text.map((piece) => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text))}`
}
