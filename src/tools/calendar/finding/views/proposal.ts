import { type Html, html, nothing } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import type { ShownQuestion } from '../present.ts'
import { hardWords, spanWords } from './words.ts'

/** Several dates, with times that turn so that nobody always sits there at night: to be looked at before they are made. */
export function proposal(ctx: Request, it: ShownQuestion): Html {
  const { t } = ctx.locale
  const { proposal: all } = it
  if (!all) return nothing
  const turns = new Set(all.picks).size > 1
  return html`<section class="panel stack wide" id="proposal" data-counted="proposal" aria-labelledby="proposed"><h2 id="proposed">${t('finding.proposal', { count: all.dates.length })}</h2>
<p>${turns ? t('finding.proposal.turns') : t('finding.proposal.same')}</p>
<table class="turns" role="table"><caption class="vh">${t('finding.proposal', { count: all.dates.length })}</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${t('calendar.fact.when')}</th><th scope="col" role="columnheader">${t('finding.proposal.whose')}</th></tr></thead>
<tbody role="rowgroup">${all.dates.map((date) => html`<tr role="row"><th scope="row" role="rowheader">${spanWords(ctx, date.span)}</th><td role="cell">${date.hard.length ? hardWords(ctx, date.hard) : html`<span class="quiet">${t('finding.hard.nobody')}</span>`}</td></tr>`)}</tbody></table>
${borne(ctx, it)}
<form method="post" action="${it.url}/taking">${all.picks.map((id) => html`<input type="hidden" name="picks" value="${id}">`)}<p><button class="button second" type="submit">${t('finding.take.all', { count: all.dates.length })}</button></p></form></section>`
}

/** What each would bear over all of them. */
function borne(ctx: Request, { proposal: all }: ShownQuestion): Html {
  const { t } = ctx.locale
  if (!all!.borne.length) return html`<p>${t('finding.borne.nobody')}</p>`
  const shown = all!.borne.slice(0, 12)
  const rest = all!.borne.length - shown.length
  return html`<p>${t('finding.borne')} ${shown.map(({ person, nights }, i) => html`${i ? ', ' : ''}<span class="written">${person.name}</span> ${nights}`)}${rest ? html` ${t('finding.others', { count: rest })}` : nothing}.</p>`
}
