import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import type { Rules } from '../../../spine/spaces/welcoming.ts'
import { type Again, field, formKey, problems, select, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon } from '../../../ui/parts.ts'
import type { Choosable } from '../choosable.ts'
import { introductionView } from './asked.ts'

/** What hosts say for newcomers. */
export function settingsPage(ctx: Request, rules: Rules, offered: Choosable, again: Again = {}): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/settings`
  return layout(ctx, {
    title: t('welcome.settings'),
    place: 'people',
    main: html`<nav class="sub" aria-label="${t('welcome.settings.all')}"><a href="${here}">${t('welcome.settings.all')}</a></nav>
<div class="title"><h1>${t('welcome.settings')}</h1><p class="lead">${t('welcome.settings.lead')}</p></div>
${problems(ctx, again)}
${rulesForm(ctx, `${here}/welcome`, rules, offered, again)}
${introductionForm(ctx, `${here}/welcome/introduction`, rules, again)}`,
  })
}

function rulesForm(ctx: Request, address: string, rules: Rules, { people, places }: Choosable, again: Again): Html {
  const { t } = ctx.locale
  const nobody: [string, string] = ['', t('welcome.settings.welcomer.none')]
  const nowhere: [string, string] = ['', t('welcome.settings.hello.none')]
  return html`<form class="stack" method="post" action="${address}">${formKey()}
${field(ctx, { name: 'timeAsked', label: t('welcome.settings.time'), value: rules.timeAsked, most: 120, hint: t('welcome.settings.time.hint') }, again)}
${field(ctx, { name: 'agreements', label: t('welcome.agreements'), value: rules.agreements.join('\n'), rows: 5, most: 2600, hint: t('welcome.settings.agreements.hint') }, again)}
${select(ctx, { name: 'welcomerId', label: t('welcome.settings.welcomer'), hint: t('welcome.settings.welcomer.hint'), value: String(rules.welcomerId ?? ''), options: [nobody, ...people.map(({ id, name }): [string, string] => [String(id), name])] }, again)}
${select(ctx, { name: 'helloId', label: t('welcome.settings.hello'), hint: t('welcome.settings.hello.hint'), value: String(rules.helloId ?? ''), options: [nowhere, ...places.map(({ id, title }): [string, string] => [String(id), title])] }, again)}
${field(ctx, { name: 'helloQuestion', label: t('welcome.settings.question'), value: rules.helloQuestion, most: 200, hint: t('welcome.settings.question.hint') }, again)}
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>`
}

function introductionForm(ctx: Request, address: string, rules: Rules, again: Again): Html {
  const { t } = ctx.locale
  const { slug, lang } = spaceOf(ctx)
  const it = rules.introduction
  return html`<section class="stack" id="introduction"><h2>${t('welcome.introduction')}</h2><p class="quiet">${t('welcome.introduction.hint')}</p>
${it ? html`${introductionView(ctx, it, `/c/${slug}/door`, lang)}${verb(`${address}/removal`, t('welcome.introduction.remove'), {}, 'plain')}` : nothing}
<form class="stack" method="post" action="${address}" enctype="multipart/form-data">${formKey()}
${fileField(ctx, 'recording', t(it ? 'welcome.introduction.another' : 'welcome.introduction.file'), 'audio/*,video/*', again)}
${field(ctx, { name: 'said', label: t('welcome.introduction.said'), value: rules.said, rows: 5, most: 60_000, hint: t('welcome.introduction.said.hint') }, again)}
${fileField(ctx, 'captions', t('welcome.introduction.captions'), '.vtt,text/vtt', again)}
<p><button class="button second" type="submit">${t('ui.keep')}</button></p></form></section>`
}

function fileField(ctx: Request, name: string, label: string, accept: string, again: Again): Html {
  const error = again.errors?.[name]
  const place = `${name}-error`
  return html`<div class="field"><label for="${name}">${label}</label><input id="${name}" type="file" name="${name}" accept="${accept}"${error ? html`${trusted(' aria-invalid="true"')} aria-describedby="${place}"` : nothing}>${error ? html`<p class="error with-icon" id="${place}">${icon(ctx, 'triangle-alert', true)} ${error}</p>` : nothing}</div>`
}
