import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { languages } from '../../../platform/i18n.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, choices, formKey, problems, select, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon, onlyPeople } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { ShownImport, ShownLine } from '../import/present.ts'
import { subNav } from './sub.ts'

/** Bringing pages in, and what was brought before. */
export function importsPage(ctx: Request, imports: ShownImport[], again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('pages.import.title'),
    place: 'library',
    main: html`${subNav(ctx, 'pages')}
<div class="title"><h1>${t('pages.import.title')}</h1><p class="lead">${t('pages.import.lead')}</p></div>
${problems(ctx, again)}
${importForm(ctx, again)}
${imports.length ? html`<section class="stack" aria-labelledby="before"><h2 id="before">${t('pages.import.before')}</h2><ul class="rows" role="list">${imports.map((one) => row(ctx, one))}</ul></section>` : nothing}`,
  })
}

function importForm(ctx: Request, again: Again): Html {
  const { t } = ctx.locale
  const error = again.errors?.files
  return html`<form class="stack" method="post" action="/c/${spaceOf(ctx).slug}/pages/imports" enctype="multipart/form-data">${formKey()}
<div class="field"><label for="files">${t('pages.import.file')}</label>
<input type="file" id="files" name="files" required accept=".zip,.xml,.gz" aria-describedby="files-hint${error ? ' files-error' : ''}">
<p class="quiet" id="files-hint">${t('pages.import.file.hint', { most: Math.round(ctx.site.config.largestImport / 1024 / 1024) })}</p>
${error ? html`<p class="error with-icon" id="files-error">${icon(ctx, 'triangle-alert', true)} ${error}</p>` : nothing}</div>
${choices(
  ctx,
  {
    name: 'there',
    legend: t('pages.import.there'),
    value: 'leave',
    options: [
      { value: 'leave', words: t('pages.import.there.leave'), hint: t('pages.import.there.leave.hint') },
      { value: 'update', words: t('pages.import.there.update'), hint: t('pages.import.there.update.hint') },
    ],
  },
  again,
)}
${select(ctx, { name: 'lang', label: t('pages.import.lang'), hint: t('pages.import.lang.hint'), value: spaceOf(ctx).lang, options: Object.entries(languages).map(([lang, name]) => [lang, name]) }, again)}
<p><button class="button" type="submit">${t('pages.import.begin')}</button></p>
${onlyPeople(ctx)}</form>`
}

function row(ctx: Request, one: ShownImport): Html {
  const { t } = ctx.locale
  return html`<li>${icon(ctx, 'archive')}<a class="name written" href="${one.url}">${one.name}</a>
<p class="quiet cluster"><span>${t(`pages.import.state.${one.state}`)}</span> <span>${one.by}</span> <span>${timeOf(ctx, one.askedAt)}</span> ${one.made ? html`<span>${t('pages.import.made', { count: one.made })}</span>` : nothing}</p></li>`
}

export interface Report {
  what: string
  lines: ShownLine[]
  next: string | null
}

/** One import: how far it is, and its report. */
export function importPage(ctx: Request, one: ShownImport, report: Report): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('pages.import.of', { name: one.name }),
    place: 'library',
    main: html`${subNav(ctx, 'pages')}
<div class="title"><nav class="crumbs quiet" aria-label="${t('pages.crumbs')}"><a href="/c/${spaceOf(ctx).slug}/pages/imports">${t('pages.import.title')}</a></nav>
<h1 class="written">${one.name}</h1><p class="quiet cluster"><span>${one.by}</span> <span>${timeOf(ctx, one.askedAt)}</span></p></div>
${state(ctx, one)}
${one.made + one.changed + one.same + one.left + one.notes ? reportPart(ctx, one, report) : nothing}`,
  })
}

function state(ctx: Request, one: ShownImport): Html {
  const { t } = ctx.locale
  if (one.state === 'waiting' || one.state === 'working' || one.state === 'undoing')
    return html`<copse-awaiting><div class="panel stack"><p role="status">${one.state === 'working' ? t('pages.import.working', { done: one.done, total: one.total }) : t(`pages.import.state.${one.state}`)}</p>
<p><progress aria-label="${t('pages.import.progress')}" max="${one.total || 1}" value="${one.state === 'undoing' ? 0 : one.done}"></progress></p>
<p class="quiet">${t('pages.import.wait')} <a href="${one.url}">${t('pages.import.look')}</a></p></div></copse-awaiting>
${one.state === 'undoing' ? nothing : verb(`${one.url}/stopping`, t('pages.import.stop'))}`
  return html`<div class="panel stack${one.state === 'failed' ? ' wrong' : ''}"><p role="status">${one.state === 'failed' ? t(`pages.import.failed.${one.failed!}`) : t(`pages.import.state.${one.state}`)}</p>
<div class="cluster">${one.again ? verb(`${one.url}/again`, t('pages.import.again')) : nothing}
${one.made + one.changed && one.state !== 'undone' ? verb(`${one.url}/undoing`, t('pages.import.undo'), {}, 'plain') : nothing}</div>
${one.made + one.changed && one.state !== 'undone' ? html`<p class="quiet">${t('pages.import.undo.hint')}</p>` : nothing}</div>`
}

const kinds = ['made', 'changed', 'same', 'left', 'note'] as const

function reportPart(ctx: Request, one: ShownImport, report: Report): Html {
  const { t } = ctx.locale
  const count = { ...one, note: one.notes }
  return html`<section class="stack" aria-labelledby="report"><h2 id="report">${t('pages.import.report')}</h2>
<nav class="filters" aria-label="${t('pages.import.report')}">${kinds
    .filter((kind) => count[kind])
    .map(
      (kind) =>
        html`<a href="${one.url}?what=${kind}"${report.what === kind ? trusted(' aria-current="page"') : nothing}>${t(`pages.import.${kind}`, { count: count[kind] })}</a> `,
    )}</nav>
<ul class="rows" role="list">${report.lines.map((line) => lineView(ctx, line))}</ul>
${report.next ? html`<p><a class="button second" rel="next" href="${report.next}">${t('pages.further')}</a></p>` : nothing}</section>`
}

function lineView(ctx: Request, { path, why, about, url, title }: ShownLine): Html {
  const { t } = ctx.locale
  return html`<li>${icon(ctx, 'file-text')}${url ? html`<a class="name written" href="${url}">${title}</a>` : html`<span class="name written">${path}</span>`}
<p class="quiet cluster">${why ? html`<span>${t(`pages.import.why.${why}`)}</span>` : nothing}${about ? html` <span class="written">${about}</span>` : nothing}${url && path !== title ? html` <span class="written">${path}</span>` : nothing}</p></li>`
}
