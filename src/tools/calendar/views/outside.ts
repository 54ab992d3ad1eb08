import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, field, formKey, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, icon } from '../../../ui/parts.ts'
import { dayOf, timeOf } from '../../../ui/time.ts'
import type { ShownOutside } from '../ics/outside-routes.ts'

/** The calendars of others whose dates are shown here; hosts add and remove them. */
export function outsidePage(ctx: Request, calendars: ShownOutside[], again: Again = {}): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const hosts = space.standing === 'host' && !space.closed
  return layout(ctx, {
    title: t('calendar.outside'),
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}
<div class="title"><h1>${t('calendar.outside')}</h1><p class="lead">${t('calendar.outside.lead')}</p></div>
${problems(ctx, again)}
${calendars.length ? html`<ul class="rows" role="list">${calendars.map((one) => row(ctx, one, hosts))}</ul>` : emptyPlace(ctx, t('calendar.outside.none'))}
${hosts ? addForm(ctx, again) : nothing}`,
  })
}

function row(ctx: Request, one: ShownOutside, hosts: boolean): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/calendar/outside`
  const state = one.answeredAt
    ? ctx.locale.rich('calendar.outside.read', { time: timeOf(ctx, one.answeredAt) })
    : t('calendar.outside.not-read')
  return html`<li id="calendar-${one.id}">${icon(ctx, 'globe')}<span class="name written">${one.name}</span>
${one.address ? html`<p class="quiet written">${one.address}</p>` : nothing}
${one.silentSince ? html`<p class="with-icon">${icon(ctx, 'triangle-alert', true)} <span>${troubleSaid(ctx, one)} ${ctx.locale.rich('calendar.outside.since', { day: dayOf(ctx, one.silentSince) })}</span></p>` : html`<p class="quiet">${state}</p>`}
${hosts ? html`<div class="act">${verb(`${here}/${one.id}/removal`, html`${t('calendar.outside.remove')}<span class="vh">: <span class="written">${one.name}</span></span>`)}</div>` : nothing}</li>`
}

/** What is wrong, and what can be done. */
export function troubleSaid(ctx: Request, { trouble }: Pick<ShownOutside, 'trouble'>): string {
  const { t } = ctx.locale
  if (trouble === 'forbidden-address' || trouble === 'not-an-address') return t('calendar.outside.forbidden')
  if (trouble === 'no-calendar' || trouble === 'unreadable') return t('calendar.outside.unreadable')
  if (trouble === 'too-large' || trouble === 'too-hard') return t('calendar.outside.too-large')
  return t('calendar.outside.silent')
}

function addForm(ctx: Request, again: Again): Html {
  const { t } = ctx.locale
  return html`<section class="panel" aria-labelledby="add"><h2 id="add">${t('calendar.outside.add')}</h2>
<form class="stack" method="post" action="/c/${spaceOf(ctx).slug}/calendar/outside">${formKey()}
${field(ctx, { name: 'address', label: t('calendar.outside.address'), hint: t('calendar.outside.address.hint'), required: true, most: 2000, inputmode: 'url' }, again)}
${field(ctx, { name: 'name', label: t('calendar.outside.name'), hint: t('calendar.outside.name.hint'), most: 120 }, again)}
<p><button class="button" type="submit">${t('calendar.outside.add.now')}</button></p></form></section>`
}
