import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { peopleNav } from '../../../spine/spaces/nav.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, emptyPlace, icon, inLanguage } from '../../../ui/parts.ts'
import { dayOf, timeOf } from '../../../ui/time.ts'
import type { Connections } from '../connections.ts'
import { hereOf } from '../here.ts'
import { kindSaid } from './kinds.ts'
import { offSaid } from './off.ts'

/** What joins a space with other systems, for all who read there; hosts find here what they can do. */
export function connectionsPage(ctx: Request, it: Connections): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const host = space.standing === 'host' && !space.closed
  const here = hereOf(ctx)
  return layout(ctx, {
    title: t('hooks.title'),
    place: 'people',
    main: html`${peopleNav(ctx)}<div class="title"><h1>${t('hooks.title')}</h1><p class="lead">${t('hooks.lead')}</p></div>
<section class="stack" aria-labelledby="incoming"><h2 id="incoming">${t('hooks.incoming')}</h2><p class="quiet">${t('hooks.incoming.lead')}</p>
${it.incoming.length ? html`<ul class="rows" role="list">${it.incoming.map((one) => incomingRow(ctx, one))}</ul>` : emptyPlace(ctx, t('hooks.incoming.none'))}
${it.rooms.length ? html`<p>${buttonLink(`${here}/incoming/new`, t('hooks.incoming.new'), 'second')}</p>` : nothing}</section>
<section class="stack" aria-labelledby="outgoing"><h2 id="outgoing">${t('hooks.outgoing')}</h2><p class="quiet">${t('hooks.outgoing.lead')}</p>
${it.outgoing.length ? html`<ul class="rows" role="list">${it.outgoing.map((one) => outgoingRow(ctx, one))}</ul>` : emptyPlace(ctx, t('hooks.outgoing.none'))}
${host ? html`<p>${buttonLink(`${here}/outgoing/new`, t('hooks.outgoing.new'), 'second')}</p>` : nothing}</section>`,
  })
}

function incomingRow(ctx: Request, one: Connections['incoming'][number]): Html {
  const { t } = ctx.locale
  const room = html`<a href="${one.room.url}">${inLanguage(ctx, one.room.lang, one.room.title)}</a>`
  return html`<li id="incoming-${one.id}">${icon(ctx, 'link')}<span class="name written">${one.name}</span>
<p class="quiet">${ctx.locale.rich('hooks.incoming.by', { room, name: html`<a href="${one.by.url}">${one.by.name}</a>`, day: dayOf(ctx, one.madeAt) })}</p>
<p class="quiet">${one.room.closed ? t('hooks.incoming.closed') : one.usedAt ? ctx.locale.rich('hooks.incoming.used', { time: timeOf(ctx, one.usedAt) }) : t('hooks.incoming.unused')}</p>
${one.mayEnd ? html`<div class="act">${verb(`${hereOf(ctx)}/incoming/${one.id}/removal`, html`${t('hooks.incoming.end')}<span class="vh written">: ${one.name}</span>`)}</div>` : nothing}</li>`
}

function outgoingRow(ctx: Request, one: Connections['outgoing'][number]): Html {
  const { t } = ctx.locale
  const host = spaceOf(ctx).standing === 'host'
  return html`<li id="outgoing-${one.id}">${icon(ctx, 'globe')}${host ? html`<a class="name written" href="${one.url}">${one.name}</a>` : html`<span class="name written">${one.name}</span>`}
<p class="quiet">${ctx.locale.rich('hooks.outgoing.by', { server: html`<span class="written">${one.server}</span>`, name: html`<a href="${one.by.url}">${one.by.name}</a>`, day: dayOf(ctx, one.madeAt) })}</p>
<p class="quiet">${ctx.locale.list(one.kinds.map((kind) => kindSaid(ctx.locale, kind)))}. ${t(one.words ? 'hooks.words.told' : 'hooks.words.not-told')}</p>
${one.offAt ? html`<p class="with-icon">${icon(ctx, 'triangle-alert', true)} <span>${offSaid(ctx, one)}</span></p>` : nothing}</li>`
}
