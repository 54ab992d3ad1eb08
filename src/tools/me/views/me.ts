import { type Html, html, nothing } from '../../../platform/html.ts'
import { languages, pseudo } from '../../../platform/i18n.ts'
import { SMALL_GROUP } from '../../../spine/items/read-by.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, checkbox, field, formKey, problems, select, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { face, icon } from '../../../ui/parts.ts'
import { settingsNav } from '../../../ui/settings.ts'
import { timeOf } from '../../../ui/time.ts'
import type { Own } from '../card.ts'

export function mePage(ctx: Request, own: Own, again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('ui.settings'),
    main: html`${settingsNav(ctx, 'settings')}
<div class="title"><h1>${t('ui.settings')}</h1><p class="cluster quiet"><span>${own.email}</span> ${verb('/sign-out', t('me.sign-out'), {}, 'plain')}${ctx.me?.operator ? html`<a href="/operating">${t('me.operating')}</a>` : nothing}</p></div>
${problems(ctx, again)}
<section class="stack"><h2>${t('me.introduction')}</h2><p class="quiet">${t('me.introduction.hint')}</p><p class="cluster"><a class="button second" href="/me/profile">${icon(ctx, 'pencil')} ${t('me.introduction.change')}</a> <a href="/people/${own.handle}">${t('me.introduction.see')}</a></p></section>
${cardForm(ctx, own, again)}
<section class="stack"><h2>${t('me.birthday')}</h2><p class="quiet">${t('me.birthday.hint')}</p><p><a class="button second" href="/me/birthday">${icon(ctx, 'calendar-days', true)} ${t('me.birthday.see')}</a></p></section>
<section class="stack"><h2>${t('me.keys')}</h2><p class="quiet">${t('me.keys.hint')}</p><p><a class="button second" href="/me/keys">${icon(ctx, 'key-round')} ${t('me.keys.see')}</a></p></section>
<section class="stack"><h2>${t('me.picture')}</h2><div class="cluster">${face({ ...ctx.me! })}
<form class="cluster" method="post" action="/me/picture" enctype="multipart/form-data"><div class="field"><label for="picture">${t('me.picture.choose')}</label><input id="picture" type="file" name="picture" accept="image/*"></div><button class="button second" type="submit">${t('me.picture.keep')}</button></form>
${own.picture ? verb('/me/picture', t('me.picture.remove'), { remove: 'true' }, 'plain') : nothing}</div></section>
<form class="stack" method="post" action="/me/appearance"><h2>${t('me.appearance')}</h2>${select(ctx, { name: 'theme', label: t('me.theme'), value: ctx.theme ?? 'auto', options: (['auto', 'light', 'dark'] as const).map((theme) => [theme, t(`me.theme.${theme}`)]) })}
<p><button class="button second" type="submit">${t('ui.keep')}</button></p></form>
<form class="stack" id="data-saver" method="post" action="/me/data-saver"><h2>${t('me.data-saver')}</h2>${checkbox({ name: 'saves', words: t('me.data-saver.on'), hint: t('me.data-saver.hint'), checked: own.savesData })}
<p><button class="button second" type="submit">${t('ui.keep')}</button></p></form>
<form class="stack" id="presence" method="post" action="/me/presence"><h2>${t('me.presence')}</h2>${checkbox({ name: 'shown', words: t('me.presence.show'), hint: t('me.presence.hint'), checked: own.showsPresence })}
<p><button class="button second" type="submit">${t('ui.keep')}</button></p></form>
<form class="stack" id="shown-reading" method="post" action="/me/shown-reading"><h2>${t('me.shown-reading')}</h2>${checkbox({ name: 'shown', words: t('me.shown-reading.show'), hint: t('me.shown-reading.hint', { most: SMALL_GROUP }), checked: own.showsReading })}
<p><button class="button second" type="submit">${t('ui.keep')}</button></p></form>
${careLinks(ctx, own)}`,
  })
}

/** What one reported and whom one blocked; and what was done with the account by a command on the server. */
function careLinks(ctx: Request, own: Own): Html {
  const { t } = ctx.locale
  return html`<section class="stack" id="care"><h2>${t('me.care')}</h2><p class="cluster"><a class="button second" href="/me/reports">${icon(ctx, 'flag', true)} ${t('me.care.reports')}</a> <a class="button second" href="/me/blocks">${icon(ctx, 'eye-off', true)} ${t('me.care.blocks')}</a></p></section>
${own.emergencies.length ? html`<section class="stack" id="emergencies"><h2>${t('me.emergencies')}</h2><p class="quiet">${t('me.emergencies.hint')}</p><ul class="rows" role="list">${own.emergencies.map((one) => html`<li>${icon(ctx, 'key-round')}<span class="name">${t(`me.emergency.${one.what}`)}</span><p class="quiet">${timeOf(ctx, one.at)}</p></li>`)}</ul></section>` : nothing}`
}

/** From when until when one is awake: dates are chosen so that few sit there at night. */
function awake(ctx: Request, { wakes, sleeps }: Own, again: Again): Html {
  const { t } = ctx.locale
  const hours = [...Array(24).keys()].map((hour): [string, string] => [
    String(hour),
    ctx.locale.date(new Date(Date.UTC(2026, 0, 1, hour)), 'UTC', { hour: 'numeric', minute: '2-digit' }),
  ])
  return html`<fieldset class="stack" id="awake"><legend>${t('me.awake')}</legend><p class="quiet">${t('me.awake.hint')}</p>
<div class="cluster">${select(ctx, { name: 'wakes', label: t('me.awake.from'), value: String(wakes), options: hours }, again)}${select(ctx, { name: 'sleeps', label: t('me.awake.until'), value: String(sleeps), options: hours }, again)}</div></fieldset>`
}

function cardForm(ctx: Request, own: Own, again: Again): Html {
  const { t } = ctx.locale
  const options: [string, string][] = Object.entries(languages)
  if (ctx.site.config.mode !== 'production') options.push([pseudo, 'Pseudo (test)'])
  return html`<form class="stack" method="post" action="/me">${formKey()}<h2>${t('me.card')}</h2><p class="quiet">${t('me.card.hint')}</p>
${field(ctx, { name: 'name', label: t('me.name'), value: own.name, required: true, most: 80, autocomplete: 'name' }, again)}
${field(ctx, { name: 'handle', label: t('me.handle'), value: own.handle, required: true, most: 40, hint: t('me.handle.hint') }, again)}
${select(ctx, { name: 'lang', label: t('me.lang'), value: own.lang, options }, again)}
${field(ctx, { name: 'timeZone', label: t('me.zone'), value: own.timeZone, required: true, most: 60, hint: t('me.zone.hint') }, again)}
${select(
  ctx,
  {
    name: 'weekStart',
    label: t('me.week-start'),
    value: own.weekStart ?? '',
    options: [
      ['', t('me.as-language')],
      ['monday', t('me.week-start.monday')],
      ['sunday', t('me.week-start.sunday')],
      ['saturday', t('me.week-start.saturday')],
    ],
  },
  again,
)}
${select(
  ctx,
  {
    name: 'hours',
    label: t('me.hours'),
    value: own.hours ? String(own.hours) : '',
    options: [
      ['', t('me.as-language')],
      ['24', t('me.hours.24')],
      ['12', t('me.hours.12')],
    ],
  },
  again,
)}
${awake(ctx, own, again)}
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>`
}
