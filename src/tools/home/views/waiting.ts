import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { Waiting } from '../../../spine/waiting.ts'
import { waitingRow } from '../../../ui/waiting.ts'

/**
 * What waits for the reader: the one amber panel. Nothing waits, nothing is shown.
 * @param more where all of it stands, if there may be more
 */
export function waitingPanel(ctx: Request, waiting: Waiting[], nameCommunity: boolean, more = false): Html {
  if (!waiting.length) return nothing
  return html`<section class="panel need" aria-labelledby="needs"><h2 id="needs">${ctx.locale.t('home.waiting')}</h2>
<ul class="rows" role="list">${waiting.map((one) => waitingRow(ctx, one, nameCommunity))}</ul>
${more ? html`<p><a href="/waiting">${ctx.locale.t('home.all-that-waits')}</a></p>` : nothing}</section>`
}

/** For hosts: what their communities need of them. */
export function lookAfterSection(ctx: Request, toLookAfter: Waiting[], nameCommunity: boolean): Html {
  if (!toLookAfter.length) return nothing
  return html`<section aria-labelledby="look-after"><h2 id="look-after">${ctx.locale.t('home.to-look-after')}</h2>
<ul class="rows" role="list">${toLookAfter.map((one) => waitingRow(ctx, one, nameCommunity))}</ul></section>`
}
