import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { Waiting } from '../../../spine/waiting.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace } from '../../../ui/parts.ts'
import { waitingRow } from '../../../ui/waiting.ts'
import { newsNav } from './nav.ts'

/** All that waits for the reader, and what they look after, across their communities. */
export function waitingPage(ctx: Request, waiting: Waiting[], toLookAfter: Waiting[]): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('notifications.waiting'),
    main: html`${newsNav(ctx, 'waiting')}
<div class="title"><h1>${t('notifications.waiting')}</h1></div>
${waiting.length ? html`<ul class="rows" role="list">${waiting.map((one) => waitingRow(ctx, one, true))}</ul>` : emptyPlace(ctx, t('notifications.nothing-waits'), html`<a href="/">${t('notifications.home')}</a>`)}
${toLookAfter.length ? html`<section aria-labelledby="look-after"><h2 id="look-after">${t('notifications.to-look-after')}</h2><ul class="rows" role="list">${toLookAfter.map((one) => waitingRow(ctx, one, true))}</ul></section>` : nothing}`,
  })
}
