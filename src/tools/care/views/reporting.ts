import { type Html, html, nothing } from '../../../platform/html.ts'
import { excerptOf } from '../../../platform/markdown/markdown.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, choices, field, formKey, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { Reporting, ShownOwnReport } from '../reporting.ts'
import { careNav } from './nav.ts'

/** To report something: what it is, who will read it, why; and the way to hear nothing more of its author at once. */
export function reportPage(ctx: Request, it: Reporting, again: Again = {}): Html {
  const { t } = ctx.locale
  const name = it.person.name
  const quoted = excerptOf(it.html, 300)
  return layout(ctx, {
    title: t(`care.report.${it.what}`),
    place: it.what === 'person' ? 'people' : 'talk',
    main: html`<div class="title"><h1>${t(`care.report.${it.what}`)}</h1>
<p class="quiet"><a href="${it.url}">${it.what === 'person' ? name : inLanguage(ctx, it.lang, it.title)}</a></p></div>
${problems(ctx, again)}
${it.waits ? html`<p class="panel good">${t('care.report.waits')}</p>` : nothing}
${quoted ? html`<figure class="reported"><figcaption class="quiet">${name}</figcaption><blockquote class="written" lang="${it.lang}">${quoted}</blockquote></figure>` : nothing}
<form class="stack" method="post" action="/c/${spaceOf(ctx).slug}/reports">${formKey()}${subject(it)}
${choices(
  ctx,
  {
    name: 'kind',
    legend: t('care.report.why'),
    options: it.kinds.map((kind) => ({
      value: kind,
      words: t(`care.kind.${kind}`),
      hint: t(`care.kind.${kind}.hint`),
    })),
  },
  again,
)}
${field(ctx, { name: 'words', label: t('care.report.words'), hint: t('care.report.words-hint'), rows: 3, most: 2000 }, again)}
<p class="readers">${icon(ctx, 'users', true)} <span>${whoReads(ctx, it)}</span></p>
<p class="cluster"><button class="button" type="submit">${icon(ctx, 'flag', true)} ${t('care.report.send')}</button> <a href="${it.url}">${t('care.not-now')}</a></p></form>
<section class="stack"><h2>${t('care.block.title', { name })}</h2><p class="quiet">${t('care.block.hint')}</p>${verb(`/people/${it.person.handle}/block`, html`${icon(ctx, 'eye-off', true)} ${t('care.block.now', { name })}`, { on: 'true' })}</section>`,
  })
}

function subject(it: Reporting): Html {
  const [name, value] =
    it.what === 'message'
      ? ['message', it.messageId]
      : it.what === 'item'
        ? ['item', it.itemId]
        : ['person', it.person.handle]
  return html`<input type="hidden" name="${name!}" value="${value!}">`
}

/** Before one writes it stands there who will read it, and that the person it is about will not. */
function whoReads(ctx: Request, { listeners, person }: Reporting): string {
  const { t } = ctx.locale
  const { name } = person
  if (listeners.within === null) return t('care.report.nobody', { name })
  const names = ctx.locale.list(listeners.names)
  const values = { name, names, count: listeners.names.length, space: listeners.space ?? '' }
  return t(listeners.within ? 'care.report.read-by' : 'care.report.read-around', values)
}

/** What one reported, and what became of it. */
export function ownReportsPage(ctx: Request, reports: ShownOwnReport[], next: string | null): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('care.own-reports'),
    main: html`${careNav(ctx, 'reports')}
<div class="title"><h1>${t('care.own-reports')}</h1><p class="lead">${t('care.own-reports.lead')}</p></div>
${reports.length ? html`<ul class="rows" role="list">${reports.map((one) => ownReport(ctx, one))}</ul>` : emptyPlace(ctx, t('care.own-reports.none'))}
${next ? html`<p><a class="button second" rel="next" href="${next}">${t('care.earlier')}</a></p>` : nothing}`,
  })
}

function ownReport(ctx: Request, one: ShownOwnReport): Html {
  const { t } = ctx.locale
  const title = t(`care.reported.${one.what}`, { name: one.name })
  return html`<li id="report-${one.id}">${icon(ctx, one.outcome ? 'circle-check' : 'clock')}${one.url ? html`<a class="name" href="${one.url}">${title}</a>` : html`<span class="name">${title}</span>`}
<p class="quiet">${t(`care.kind.${one.kind}`)}${one.space ? html`, <span class="from">${one.space.name}</span>` : nothing}, ${timeOf(ctx, one.at)}</p>
<div class="stack">${one.words ? html`<p class="written">${one.words}</p>` : nothing}
<p>${one.outcome ? html`<strong>${t(`care.outcome.${one.outcome}`, { name: one.settledBy ?? '' })}</strong>${one.answer ? html` <span class="written">${one.answer}</span>` : nothing} <span class="quiet">${timeOf(ctx, one.settledAt!)}</span>` : t('care.waits')}</p></div></li>`
}
