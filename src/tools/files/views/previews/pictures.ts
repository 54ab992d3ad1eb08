import { type Html, html, nothing } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import type { ShownFile } from '../../present.ts'

/** A picture as large as it may be. @param cover whether it only stands for what one cannot see: it is small then */
export function pictureView(ctx: Request, it: ShownFile, cover = false): Html {
  const { t } = ctx.locale
  const view = it.pictures.find(({ size, page }) => size === 'view' && page === 1)
  if (!view) return nothing
  const shown = html`<figure class="${cover ? 'cover' : 'picture'}"><img src="${view.url}" alt="${t('files.seen', { name: it.name })}" width="${view.width}" height="${view.height}" loading="lazy" decoding="async"></figure>`
  return it.saves ? onTap(t('files.preview.show', { size: ctx.locale.size(view.bytes) }), shown) : shown
}

/** The first pages of a document, side by side, to be gone through one after another. */
export function pagesView(ctx: Request, it: ShownFile): Html {
  const { t } = ctx.locale
  const pages = it.pictures.filter(({ size }) => size === 'view')
  if (!pages.length) return nothing
  const all = it.pageCount ?? pages.length
  const shown = html`<div class="leaves" role="region" tabindex="0" aria-label="${t('files.preview.pages', { count: pages.length, all })}"><ol role="list">${pages.map(
    (one) =>
      html`<li><figure><img src="${one.url}" alt="${t('files.preview.page.seen', { page: one.page, name: it.name })}" width="${one.width}" height="${one.height}" loading="lazy" decoding="async"><figcaption class="quiet">${t('files.preview.page', { page: one.page, all })}</figcaption></figure></li>`,
  )}</ol></div>
${all > pages.length ? html`<p class="quiet">${t('files.preview.pages.more', { count: pages.length, all })}</p>` : nothing}`
  const bytes = pages.reduce((sum, one) => sum + one.bytes, 0)
  return it.saves ? onTap(t('files.preview.show', { size: ctx.locale.size(bytes) }), shown) : shown
}

/** Shown when it is asked for: browsers fetch nothing that is folded away and comes late. */
function onTap(words: string, shown: Html): Html {
  return html`<details class="on-tap"><summary class="button second">${words}</summary>${shown}</details>`
}
