import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { comments } from '../../../spine/items/comments.ts'
import { linkedRows } from '../../../spine/items/links-views.ts'
import { followButton, wholeMenu } from '../../../spine/items/menu.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, checkbox, field, formKey, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { face, icon, inLanguage } from '../../../ui/parts.ts'
import { lengthOf, timeOf } from '../../../ui/time.ts'
import type { ShownFile } from '../present.ts'
import { kindOf, shelfIcon, wayNav } from './look.ts'
import { preview } from './preview.ts'

/** A file: what can be seen of it, what is known of it, and what people say about it. */
export function filePage(ctx: Request, it: ShownFile, again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: it.name,
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'files')}${wayNav(ctx, it.way)}
<div class="title"><h1 class="filename written">${inLanguage(ctx, it.lang, it.name)}</h1></div>
${problems(ctx, again, 'reply')}
${preview(ctx, it)}
<div class="cluster no-print"><a class="button" href="${it.content}" download="${it.name}" data-turbo="false">${shelfIcon(ctx, 'download', true)} ${t('files.download.size', { size: ctx.locale.size(it.bytes) })}</a>
${it.mayStart ? html`<a class="button second" href="${it.url}/edit">${icon(ctx, 'pencil', true)} ${t('ui.edit')}</a>` : nothing}${followButton(ctx, it)}</div>
${it.html ? html`<div class="prose why" lang="${it.lang}">${trusted(it.html)}</div>` : it.mayStart ? html`<p class="quiet"><a href="${it.url}/edit">${t('files.describe')}</a></p>` : nothing}
${known(ctx, it)}
${it.mayStart ? newVersion(ctx, it, again) : nothing}
${it.leadingHere.length ? html`<section class="stack leading" aria-labelledby="leading"><h2 id="leading">${t('items.links.title')}</h2>${linkedRows(ctx, it.leadingHere)}</section>` : nothing}
${comments(ctx, it, again)}
${wholeMenu(ctx, it, it.mayStart ? html`<a class="button plain" href="/c/${spaceOf(ctx).slug}/files/moving?entries=${it.id}">${icon(ctx, 'arrow-right', true)} ${t('files.move')}</a><a class="button plain" href="/c/${spaceOf(ctx).slug}/files/moving?entries=${it.id}&amp;copy=true">${icon(ctx, 'copy', true)} ${t('files.copy')}</a><a class="button plain" href="${it.url}/outside">${icon(ctx, 'external-link', true)} ${t('files.outside')}</a>` : nothing)}`,
  })
}

/** What is known of it, as pairs of words. */
function known(ctx: Request, it: ShownFile): Html {
  const { t } = ctx.locale
  const pair = (name: string, said: Html | string | null) =>
    said ? html`<div><dt>${name}</dt><dd class="written">${said}</dd></div>` : nothing
  const brought = ctx.locale.rich(it.versions > 1 ? 'files.version-by' : 'files.brought-by', {
    number: it.version,
    name: it.by.name,
    time: timeOf(ctx, it.changedAt),
  })
  return html`<dl class="known">${pair(t('files.kind'), kindOf(ctx, it.type))}
${pair(t('files.measure'), it.width && it.height ? t('files.pixels', { width: it.width, height: it.height }) : null)}
${pair(t('files.pages'), it.pageCount ? String(it.pageCount) : null)}
${pair(t('files.length'), it.seconds ? lengthOf(it.seconds) : null)}
${pair(t('files.field.author'), it.author)}${pair(t('files.field.made-on'), it.madeOn ? dayOf(ctx, it.madeOn) : null)}${pair(t('files.field.licence'), it.licence)}
${it.lang === ctx.locale.lang ? nothing : pair(t('files.field.lang'), ctx.locale.languageName(it.lang))}
${it.tags.length ? html`<div><dt>${t('files.tags')}</dt><dd>${it.tags.map((tag) => html`<a href="/c/${spaceOf(ctx).slug}/files?tag=${encodeURIComponent(tag)}">#${tag}</a> `)}</dd></div>` : nothing}
${it.keepsPlace ? pair(t('files.place'), t('files.place.kept')) : nothing}</dl>
<p class="cluster quiet">${face(it.by, true)} <span>${it.why ? html`${ctx.locale.rich('ui.says', { name: brought })} <q class="written">${it.why}</q>` : brought}</span>
${it.versions > 1 ? html`<a href="${it.url}/versions">${t('files.versions.all', { count: it.versions })}</a>` : nothing}</p>`
}

/** A year, a month or a day, as people say it. */
function dayOf(ctx: Request, said: string): Html {
  const [year, month, day] = said.split('-')
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    ...(month && { month: 'long' }),
    ...(day && { day: 'numeric' }),
  }
  const at = new Date(`${year}-${month ?? '01'}-${day ?? '01'}T00:00:00Z`)
  return html`<time datetime="${said}">${ctx.locale.date(at, 'UTC', options)}</time>`
}

function newVersion(ctx: Request, it: ShownFile, again: Again): Html {
  const { t } = ctx.locale
  return html`<details class="more no-print"${again.errors?.why ? trusted(' open') : nothing}><summary>${shelfIcon(ctx, 'upload', true)} ${t('files.version.new')}</summary>
<form class="stack panel" method="post" action="${it.url}/versions" enctype="multipart/form-data">${formKey()}
<div class="field"><label for="upload">${t('files.version.choose')}</label><input id="upload" type="file" name="files" required></div>
${field(ctx, { name: 'why', label: t('files.field.why'), most: 500, hint: t('files.field.why.hint') }, again)}
${checkbox({ name: 'keepPlace', words: t('files.keep-place'), hint: t('files.keep-place.hint') })}
<p><button class="button" type="submit">${t('files.version.put')}</button></p></form></details>`
}
