import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { icon } from '../../../ui/parts.ts'

/** At the foot of the index: taking all pages along, bringing others in, what is published. */
export function carrying(ctx: Request, some: boolean): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const here = `/c/${space.slug}/pages`
  const brings = space.standing === 'host' && !space.closed
  if (!some && !brings) return nothing
  return html`<details class="more no-print"><summary>${icon(ctx, 'settings-2', true)} ${t('pages.carry')}</summary>
<div class="cluster">${some ? html`<a class="button plain" href="${here}/archive.zip" data-turbo="false">${icon(ctx, 'archive', true)} ${t('pages.archive.get')}</a>` : nothing}
${brings ? html`<a class="button plain" href="${here}/imports">${icon(ctx, 'plus', true)} ${t('pages.import.title')}</a>` : nothing}
<a class="button plain" href="${here}/published">${icon(ctx, 'globe', true)} ${t('pages.published.title')}</a></div>
${some ? html`<p class="quiet">${t('pages.archive.hint')}</p>` : nothing}</details>`
}
