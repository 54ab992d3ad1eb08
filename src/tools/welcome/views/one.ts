import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { verb } from '../../../ui/form.ts'
import { icon, inLanguage } from '../../../ui/parts.ts'
import { type ComingDate, saidWhen } from '../../calendar/index.ts'
import type { Named, Offer } from '../offer.ts'
import { welcomePath } from '../steps.ts'
import { notNow } from './act.ts'

/** A date to come to, or something to help with: each done by one press, and none of them needed. */
export function oneThing(ctx: Request, { date, gap, question }: Offer): Html {
  const { t } = ctx.locale
  return html`<p class="quiet">${t('welcome.one.lead')}</p>
<ul class="rows" role="list">${date ? dateRow(ctx, date) : nothing}${gap ? gapRow(ctx, gap) : nothing}${question ? html`<li>${icon(ctx, 'messages-square')}${name(ctx, question)}<p class="quiet">${t('welcome.one.question')}</p></li>` : nothing}</ul>
<p class="cluster">${notNow(ctx)}</p>`
}

function name(ctx: Request, one: Pick<Named, 'title' | 'lang' | 'url'>): Html {
  return html`<a class="name written" href="${one.url}">${inLanguage(ctx, one.lang, one.title)}</a>`
}

function dateRow(ctx: Request, date: ComingDate): Html {
  const { t } = ctx.locale
  // Where one can come in two ways, one says in which on its page.
  const both = date.place && (date.link || date.dialIn)
  const coming = both
    ? html`<a class="button second act" href="${date.url}#answer">${t('welcome.one.answer')}</a>`
    : html`<div class="act">${verb(`${welcomePath(spaceOf(ctx).slug)}/coming`, html`${t('welcome.one.coming')}<span class="vh written">: ${date.title}</span>`, { event: date.id, date: date.original })}</div>`
  return html`<li>${icon(ctx, 'calendar-days')}${name(ctx, date)}<p class="quiet">${saidWhen(ctx.locale, date, ctx.timeZone, ctx.now)}</p>${coming}</li>`
}

function gapRow(ctx: Request, gap: Named): Html {
  const { t } = ctx.locale
  return html`<li>${icon(ctx, 'circle-dashed')}${name(ctx, gap)}<p class="quiet">${t('welcome.one.gap')}</p><div class="act">${verb(`${welcomePath(spaceOf(ctx).slug)}/helping`, html`${t('welcome.one.help')}<span class="vh written">: ${gap.title}</span>`, { gap: gap.id })}</div></li>`
}
