import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { Waiting } from '../waiting.ts'

/** What waits for the reader: the one amber panel. Nothing waits, nothing is shown. */
export function waitingPanel(ctx: Request, waiting: Waiting[], nameCommunity: boolean): Html {
  const { t } = ctx.locale
  if (!waiting.length) return nothing
  return html`<section class="panel need" aria-labelledby="needs"><h2 id="needs">${t('home.waiting')}</h2>
<ul class="rows" role="list">${waiting.map(
    (
      one,
    ) => html`<li>${icon(ctx, 'at-sign')}<a class="name" href="${one.url}">${inLanguage(ctx, one.lang, one.title)}</a>
<p class="quiet">${t('home.named-you', { name: one.by })}${nameCommunity ? html`, <span class="from">${one.space.name}</span>` : nothing}, ${timeOf(ctx, one.at)}</p></li>`,
  )}</ul></section>`
}
