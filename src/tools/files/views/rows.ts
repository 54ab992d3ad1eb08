import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { ShownListed } from '../present.ts'
import { kindOf, looksLike, shelfIcon } from './look.ts'

/** Folders and files below each other. @param choosing whether they can be chosen, for tidying */
export function rows(ctx: Request, entries: readonly ShownListed[], choosing: boolean): Html {
  return html`<ul class="shelf" role="list">${entries.map((one) => row(ctx, one, choosing))}</ul>`
}

function row(ctx: Request, one: ShownListed, choosing: boolean): Html {
  const { t } = ctx.locale
  const many = one.messageCount
  return html`<li>${choosing ? html`<label class="pick"><input type="checkbox" name="entries" value="${one.id}"><span class="vh">${t('files.pick', { name: one.name })}</span></label>` : nothing}
<span class="look">${one.thumb ? html`<img src="${one.thumb}" alt="" width="44" height="44" loading="lazy" decoding="async">` : shelfIcon(ctx, looksLike(one.type))}</span>
<a class="name written" href="${one.url}">${inLanguage(ctx, one.lang, one.name)}</a>
<p class="quiet facts"><span class="size">${one.bytes === null ? t('files.things', { count: one.count ?? 0 }) : html`<span class="vh">${kindOf(ctx, one.type ?? '')}, </span>${ctx.locale.size(one.bytes)}`}</span>
<span class="when">${ctx.locale.rich('files.by', { name: one.by.name, time: timeOf(ctx, one.changedAt, false) })}</span>${one.folder ? html` <a href="${one.folder.url}">${inLanguage(ctx, one.folder.lang, t('files.in', { name: one.folder.name }))}</a>` : nothing}${many ? html` <span>${t('items.comments', { count: many })}</span>` : nothing}${one.tags.slice(0, 3).map((tag) => html` <span class="tag written">#${tag}</span>`)}</p></li>`
}
