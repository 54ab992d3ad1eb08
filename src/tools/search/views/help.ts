import { type Html, html } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { icon } from '../../../ui/parts.ts'

const ways = ['words', 'phrase', 'without', 'in', 'from', 'tag', 'kind', 'dates', 'file'] as const

/** What else can be typed, each with an example. */
export function helpView(ctx: Request): Html {
  const { t } = ctx.locale
  return html`<details class="narrow search-help"><summary>${icon(ctx, 'message-circle-question-mark', true)} ${t('search.help')}</summary>
<dl class="facts">${ways.map((way) => html`<div><dt><code>${t(`search.help.${way}.typed`, { of: ':' })}</code></dt><dd>${t(`search.help.${way}`)}</dd></div>`)}</dl>
<p class="quiet">${t('search.help.forgiving')}</p><p class="quiet">${t('search.help.key')}</p></details>`
}
