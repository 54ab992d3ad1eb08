import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, verb } from '../../../ui/form.ts'
import { emptyPlace, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { ShownDelivery, ShownOutgoing } from '../outgoing/present.ts'
import { hookPage } from './frame.ts'
import { offSaid } from './off.ts'
import { nameField, wishFields } from './outgoing-form.ts'
import { troubleSaid } from './trouble.ts'

type Shown = ShownOutgoing & { deliveries: ShownDelivery[] }

/** What another system is told, what it was told last, and what hosts can do. */
export function outgoingPage(ctx: Request, it: Shown, again: Again = {}): Html {
  const { t } = ctx.locale
  const writes = !spaceOf(ctx).closed
  return hookPage(
    ctx,
    it.name,
    html`<span class="written">${it.address ?? it.server}</span>`,
    html`${it.offAt ? html`<section class="panel stack"><p class="with-icon">${icon(ctx, 'triangle-alert', true)} <span>${offSaid(ctx, it)}</span></p><p>${t('hooks.off.missed')}</p>${writes ? verb(`${it.url}/state`, t('hooks.on'), { on: 'true' }) : nothing}</section>` : nothing}
<section class="stack" aria-labelledby="log"><h2 id="log">${t('hooks.log')}</h2><p class="quiet">${t('hooks.log.lead')}</p>
${it.deliveries.length ? html`<ul class="rows" role="list">${it.deliveries.map((one) => deliveryRow(ctx, it, one))}</ul>` : emptyPlace(ctx, t('hooks.log.none'))}
${writes ? verb(`${it.url}/trial`, t('hooks.trial')) : nothing}</section>
${writes ? changing(ctx, it, again) : nothing}
<section class="stack" aria-labelledby="end"><h2 id="end">${t('hooks.end')}</h2><p class="quiet">${t('hooks.outgoing.end.hint')}</p>
<div class="cluster">${writes && !it.offAt ? verb(`${it.url}/state`, t('hooks.off'), { on: 'false' }) : nothing}${verb(`${it.url}/removal`, t('hooks.outgoing.end'))}</div></section>`,
    again,
  )
}

function changing(ctx: Request, it: Shown, again: Again): Html {
  const { t } = ctx.locale
  return html`<section class="stack" aria-labelledby="change"><h2 id="change">${t('hooks.told')}</h2>
<form class="stack" method="post" action="${it.url}">${nameField(ctx, again, it.name)}${wishFields(ctx, again, it)}
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form></section>
<section class="stack" aria-labelledby="renew"><h2 id="renew">${t('hooks.outgoing.secret')}</h2><p class="quiet">${t('hooks.outgoing.renew.hint')}</p>
${verb(`${it.url}/secret`, t('hooks.outgoing.renew'))}</section>`
}

function deliveryRow(ctx: Request, it: Shown, one: ShownDelivery): Html {
  const { t } = ctx.locale
  const arrived = one.state === 'sent'
  const mark = arrived ? 'circle-check' : one.state === 'waiting' && !one.tries ? 'clock' : 'triangle-alert'
  const about =
    one.item &&
    html`: <a href="${one.number ? `${one.item.url}/messages/${one.number}` : one.item.url}">${inLanguage(ctx, one.item.lang, one.item.title)}</a>`
  return html`<li id="delivery-${one.id}">${icon(ctx, one.state === 'void' ? 'circle-dashed' : mark)}<span class="name">${one.type ? html`<code class="written">${one.type}</code>` : t('hooks.trial.one')}${about ?? nothing}</span>
<p class="quiet">${stateSaid(ctx, one)}</p>
${one.type && (arrived || one.state === 'failed') && !spaceOf(ctx).closed ? html`<div class="act">${verb(`${it.url}/deliveries/${one.id}/again`, html`${t('hooks.again')}<span class="vh">: <span class="written">${one.type}</span>${one.item ? ` ${one.item.title}` : ''}</span>`, {}, 'plain')}</div>` : nothing}</li>`
}

/** What became of it, how long that took, and what comes next. */
function stateSaid(ctx: Request, one: ShownDelivery): Html {
  const { t } = ctx.locale
  if (one.state === 'void') return html`${t('hooks.state.void')}`
  if (!one.triedAt) return html`${ctx.locale.rich('hooks.state.waiting', { time: timeOf(ctx, one.at) })}`
  const tried = ctx.locale.rich('hooks.state.tried', {
    time: timeOf(ctx, one.triedAt),
    ms: String(one.ms ?? 0),
    tries: String(one.tries),
  })
  if (one.state === 'sent') return html`${t('hooks.state.sent', { status: one.status ?? 0 })} ${tried}`
  const next = one.dueAt
    ? ctx.locale.rich('hooks.state.next', { time: timeOf(ctx, one.dueAt) })
    : t('hooks.state.failed')
  return html`${troubleSaid(ctx.locale, one)} ${tried} ${next}`
}
