import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { excerptOf } from '../../../platform/markdown/markdown.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, field, formKey, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, face, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { ShownReported } from '../queue.ts'
import { hostsNav } from './nav.ts'

/** What was reported: what waits with everything one needs to judge it, and below what was settled. */
export function queuePage(
  ctx: Request,
  all: { reports: ShownReported[]; settled: ShownReported[] },
  again: Again = {},
  of?: number,
): Html {
  const { t } = ctx.locale
  const { reports, settled } = all
  return layout(ctx, {
    title: t('care.queue'),
    place: 'people',
    main: html`${hostsNav(ctx, 'reports')}
<div class="title"><h1>${t('care.queue')}</h1><p class="lead">${t('care.queue.lead')}</p></div>
${problems(ctx, again)}
${reports.length ? reports.map((one) => waiting(ctx, one, one.id === of ? again : {})) : emptyPlace(ctx, t('care.queue.none'))}
${settled.length ? html`<section aria-labelledby="settled"><h2 id="settled">${t('care.settled')}</h2><ul class="rows" role="list">${settled.map((one) => settledRow(ctx, one))}</ul></section>` : nothing}`,
  })
}

function waiting(ctx: Request, one: ShownReported, again: Again): Html {
  const { t } = ctx.locale
  const title = t(`care.reported.${one.what}`, { name: one.person.name })
  return html`<article class="panel stack report" id="report-${one.id}" aria-labelledby="what-${one.id}">
<header class="cluster">${face(one.person)}<h2 id="what-${one.id}">${title}</h2></header>
<p class="quiet">${one.url ? html`<a href="${one.url}">${inLanguage(ctx, one.lang ?? '', one.title ?? '')}</a>` : one.what === 'person' ? nothing : t('care.elsewhere')} ${before(ctx, one)}</p>
${context(ctx, one)}
<ul class="plain-list" role="list">${one.reports.map((report) => html`<li><strong>${t(`care.kind.${report.kind}`)}</strong> <span class="quiet">${t('care.by', { name: report.name })}, ${timeOf(ctx, report.at)}</span>${report.words ? html`<p class="written">${report.words}</p>` : nothing}</li>`)}</ul>
${steps(ctx, one, again)}</article>`
}

/** What hosts here wrote to the person before: it tells a slip from a habit. */
function before(ctx: Request, { warnings, suspensions, person }: ShownReported): Html {
  const { t } = ctx.locale
  const words =
    warnings + suspensions
      ? t('care.before', { warnings, suspensions, both: warnings && suspensions ? 'yes' : 'no' })
      : t('care.before.none')
  return html`<span class="sign${warnings + suspensions ? trusted(' need') : nothing}">${t('ui.says', { name: person.name })} ${words}</span>`
}

/** The words, with what was said just before and after them. */
function context(ctx: Request, one: ShownReported): Html {
  if (one.html === null) return nothing
  const { t } = ctx.locale
  const beside = (it: ShownReported['before'], words: string) =>
    it
      ? html`<p class="quiet"><span class="vh">${words} </span>${t('ui.says', { name: `${it.name}, ${it.number}` })} <span class="written" lang="${it.lang}">${excerptOf(it.html, 140)}</span></p>`
      : nothing
  return html`<div class="reported">${beside(one.before, t('care.before-it'))}
${one.removed ? html`<p class="sign">${t('care.removed-now')}</p>` : nothing}
<blockquote lang="${one.htmlLang ?? ''}"><div class="said">${trusted(one.html)}</div></blockquote>
${beside(one.after, t('care.after-it'))}</div>`
}

/** What can be done here, in one form: whoever reported is told the same, whichever button it is. */
function steps(ctx: Request, one: ShownReported, again: Again): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}`
  const { name, handle } = one.person
  // None of them stands out: what is right is not known beforehand.
  const step = (value: string, words: string) =>
    html`<button class="button second" type="submit" name="step" value="${value}">${words}</button>`
  // What was moved away since is in other hands.
  const words = one.html !== null && one.place?.slug === spaceOf(ctx).slug && !spaceOf(ctx).closed
  const write = (kind: string, label: string) =>
    html`<a class="button plain" href="${here}/notes/new?person=${handle}&amp;kind=${kind}&amp;report=${one.id}">${label}</a>`
  return html`<form class="stack" method="post" action="${here}/reports/${one.id}/settling">${formKey()}
${field(ctx, { name: 'answer', id: `answer-${one.id}`, label: t('care.answer'), hint: t('care.answer-hint'), rows: 2, most: 500 }, again)}
<p class="cluster">${words && !one.removed ? step('removed', t('care.step.removed')) : nothing} ${words && !one.closed ? step('closed', t('care.step.closed')) : nothing} ${step('kept', t(`care.step.kept.${one.what}`))} ${step('done', t('care.step.done'))}</p></form>
<p class="cluster">${write('warning', t('care.write.warning', { name }))} ${write('suspension', t('care.write.suspension', { name }))}${one.url && one.what !== 'person' ? html` <a class="button plain" href="${one.url.replace(/\/messages\/\d+$/, '')}/moving">${t('care.move')}</a>` : nothing}</p>`
}

function settledRow(ctx: Request, one: ShownReported): Html {
  const { t } = ctx.locale
  const title = t(`care.reported.${one.what}`, { name: one.person.name })
  const mayRestore = one.outcome === 'removed' && one.removed && one.url
  return html`<li>${icon(ctx, 'circle-check')}${one.url ? html`<a class="name" href="${one.url}">${title}</a>` : html`<span class="name">${title}</span>`}
<p class="quiet">${t(`care.outcome.${one.outcome!}`, { name: one.settledBy ?? '' })} ${one.answer ? html`<span class="written">${one.answer}</span> ` : nothing}${timeOf(ctx, one.settledAt!)}, ${t('care.times', { count: one.reports.length })}</p>
${mayRestore ? html`<form class="verb act" method="post" action="${one.url!}/restoration"><button class="button plain" type="submit">${icon(ctx, 'undo-2', true)} ${t('ui.undo')}</button></form>` : nothing}</li>`
}
