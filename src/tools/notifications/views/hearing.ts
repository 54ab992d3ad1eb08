import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Hearing } from '../../../spine/notify/hearing.ts'
import { choosable, reminds, ways } from '../../../spine/notify/reasons.ts'
import { mailWorks } from '../../../spine/people/mailing.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, checkbox, field, problems, select, verb } from '../../../ui/form.ts'
import { hourField } from '../../../ui/hours.ts'
import { layout } from '../../../ui/layout.ts'
import { icon } from '../../../ui/parts.ts'
import { dayOf } from '../../../ui/time.ts'
import { newsNav } from './nav.ts'

/** How someone wants to hear, on one screen, in words. */
export function hearingPage(ctx: Request, it: Hearing, again: Again = {}): Html {
  const { t } = ctx.locale
  const way = ways.map((one): [string, string] => [one, t(`notifications.way.${one}`)])
  return layout(ctx, {
    title: t('notifications.hearing'),
    main: html`<link rel="stylesheet" href="${ctx.site.assets.settings}">${newsNav(ctx, 'hearing')}
<div class="title"><h1>${t('notifications.hearing')}</h1><p class="quiet with-icon">${icon(ctx, 'lock', true)} <span>${t('notifications.yours')}</span></p></div>
${problems(ctx, again)}
${mailWorks(ctx) ? nothing : html`<p class="panel">${t('notifications.no-mail')}</p>`}
${pause(ctx, it, again)}
<form class="stack hearing" method="post" action="/me/notifications"><input type="hidden" name="form" value="true">
<section class="stack" aria-labelledby="of-what"><h2 id="of-what">${t('notifications.of-what')}</h2><p class="quiet">${t('notifications.of-what.hint')}</p>
<div class="hear-of">${choosable.map((name) => select(ctx, { name, label: t(`notifications.of.${name}`), hint: t(`notifications.of.${name}.hint`), value: it.choices[name], options: way }, again))}
${select(ctx, { name: 'remind', label: t('notifications.remind'), hint: t('notifications.remind.hint'), value: it.remind, options: reminds.map((one): [string, string] => [one, t(`notifications.remind.when.${one}`)]) }, again)}</div>
${checkbox({ name: 'letters', words: t('notifications.letters'), hint: t('notifications.letters.hint'), checked: it.letters })}</section>
<section class="stack" aria-labelledby="weekly"><h2 id="weekly">${t('notifications.weekly')}</h2><p class="quiet">${t('notifications.weekly.hint')}</p>
${checkbox({ name: 'weekly', words: t('notifications.weekly.on'), checked: it.weekly })}
${it.communities.length ? html`<fieldset><legend>${t('notifications.weekly.from')}</legend><div class="choices">${it.communities.map((one) => community(one))}</div></fieldset>` : nothing}
<div class="hear-when">${select(ctx, { name: 'weekday', label: t('notifications.weekday'), value: String(it.weekday), options: weekdays(ctx) }, again)}
${hour(ctx, 'morning', it.morning, again)}</div></section>
<section class="stack" aria-labelledby="quiet"><h2 id="quiet">${t('notifications.quiet')}</h2><p class="quiet">${t('notifications.quiet.hint', { zone: ctx.timeZone.replaceAll('_', ' ') })}</p>
${checkbox({ name: 'quiet', words: t('notifications.quiet.on'), checked: it.quietFrom !== null })}
<div class="hear-when">${hour(ctx, 'quietFrom', it.quietFrom ?? 21, again)}${hour(ctx, 'quietTo', it.quietTo ?? 7, again)}</div></section>
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>`,
  })
}

/** Letters rest until a day: what would have been written is on the site all the same. */
function pause(ctx: Request, it: Hearing, again: Again): Html {
  const { t } = ctx.locale
  if (it.pausedUntil)
    return html`<section class="panel need cluster" aria-labelledby="pause"><p id="pause">${ctx.locale.rich('notifications.paused', { day: dayOf({ ...ctx, timeZone: 'UTC' }, `${it.pausedUntil}T00:00:00Z`) })}</p>${verb('/me/notifications/pause', t('notifications.pause.end'))}</section>`
  return html`<details class="panel"${again.errors?.until ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('notifications.pause')}</summary>
<form class="stack" method="post" action="/me/notifications/pause">${field(ctx, { name: 'until', label: t('notifications.pause.until'), type: 'date', required: true, hint: t('notifications.pause.hint') }, again)}
<p><button class="button second" type="submit">${t('notifications.pause.begin')}</button></p></form></details>`
}

function community(one: Hearing['communities'][number]): Html {
  return html`<label class="choice"><input type="checkbox" name="communities" value="${one.slug}"${one.weekly ? trusted(' checked') : nothing}> <span class="from">${one.name}</span></label>`
}

/** The days of a week by their names, from a Monday on. */
function weekdays(ctx: Request): [string, string][] {
  return [1, 2, 3, 4, 5, 6, 7].map((day) => [
    String(day),
    ctx.locale.date(new Date(Date.UTC(2024, 0, day)), 'UTC', { weekday: 'long' }),
  ])
}

function hour(ctx: Request, name: string, value: number, again: Again): Html {
  return hourField(ctx, { name, label: ctx.locale.t(`notifications.${name}`), value }, again)
}
