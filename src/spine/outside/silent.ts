import { Type as T } from '@sinclair/typebox'
import { type Html, html, nothing, safeUrl } from '../../platform/html.ts'
import { icon, inLanguage } from '../../ui/parts.ts'
import { dayOf } from '../../ui/time.ts'
import { type Ctx, type Request, spaceOf } from '../request/ctx.ts'
import { nullable } from '../request/schemas.ts'
import { archiveOf, type SilentAddress } from './kept.ts'

export const SilentSchema = T.Object({
  address: T.String(),
  archive: T.String(),
  since: T.String(),
  status: nullable(T.Integer()),
  in: T.Object({ id: T.Integer(), url: T.String(), title: T.String(), lang: T.String() }),
  others: T.Integer(),
})

export type ShownSilent = ReturnType<typeof presentSilent>

/** An address without an answer, with what leads to it. */
export function presentSilent(ctx: Ctx, one: SilentAddress) {
  const { address, since, status, itemId, kind, title, lang, others } = one
  const url = `/c/${spaceOf(ctx).slug}${ctx.site.itemPath(kind, itemId, title)}`
  return {
    address,
    archive: archiveOf(address),
    since: since.toISOString(),
    status,
    in: { id: itemId, url, title, lang },
    others,
  }
}

/** Links that give no answer lately: where they are, and where to look for what they said. */
export function silentPart(ctx: Request, silent: ShownSilent[]): Html {
  const { t } = ctx.locale
  if (!silent.length) return nothing
  return html`<section class="stack" aria-labelledby="silent"><h2 id="silent">${t('outside.silent')}</h2><p class="quiet">${t('outside.silent.hint')}</p>
<ul class="rows" role="list">${silent.map(
    (one) => html`<li>${icon(ctx, 'link')}<a class="name written" href="${one.in.url}">${one.address}</a>
<p class="quiet cluster"><span>${ctx.locale.rich('outside.in', { link: html`<span class="written">${inLanguage(ctx, one.in.lang, one.in.title)}</span>`, others: one.others })}</span> <span>${ctx.locale.rich('outside.since', { day: dayOf(ctx, one.since) })}</span> <a href="${safeUrl(one.archive)}" rel="noopener nofollow">${t('outside.archive')}</a></p></li>`,
  )}</ul></section>`
}
