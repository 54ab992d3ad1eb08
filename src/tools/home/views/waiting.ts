import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { Waiting } from '../../../spine/waiting.ts'
import { verb } from '../../../ui/form.ts'
import { icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'

/** What waits for the reader: the one amber panel. Nothing waits, nothing is shown. */
export function waitingPanel(ctx: Request, waiting: Waiting[], nameCommunity: boolean): Html {
  if (!waiting.length) return nothing
  return html`<section class="panel need" aria-labelledby="needs"><h2 id="needs">${ctx.locale.t('home.waiting')}</h2>
<ul class="rows" role="list">${waiting.map((one) => row(ctx, one, nameCommunity))}</ul></section>`
}

/** For hosts: what their communities need of them. */
export function lookAfterSection(ctx: Request, toLookAfter: Waiting[], nameCommunity: boolean): Html {
  if (!toLookAfter.length) return nothing
  return html`<section aria-labelledby="look-after"><h2 id="look-after">${ctx.locale.t('home.to-look-after')}</h2>
<ul class="rows" role="list">${toLookAfter.map((one) => row(ctx, one, nameCommunity))}</ul></section>`
}

function row(ctx: Request, one: Waiting, nameCommunity: boolean): Html {
  const { t } = ctx.locale
  const values = { name: one.by ?? '', count: one.count ?? 0 }
  return html`<li>${icon(ctx, one.icon)}<a class="name" href="${one.url}">${one.lang ? inLanguage(ctx, one.lang, one.title) : one.title}</a>
<p class="quiet">${t(`waiting.${one.kind}`, values)}${nameCommunity ? html`, <span class="from">${one.space.name}</span>` : nothing}, ${timeOf(ctx, one.at)}</p>
${one.answers ? html`<div class="cluster act">${one.answers.map((each) => verb(each.address, html`${t(`waiting.answer.${each.words}`)}<span class="vh">: ${one.title}</span>`, {}, each.kind ?? 'second'))}</div>` : nothing}</li>`
}
