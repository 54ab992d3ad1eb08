import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { mayStart, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, icon, inLanguage, onlyPeople } from '../../../ui/parts.ts'
import { type Order, orders } from '../list.ts'
import type { ShownFolder } from '../present.ts'
import { adding } from './adding.ts'
import { shelfIcon, wayNav } from './look.ts'
import { rows } from './rows.ts'
import { useLine } from './use.ts'

/** A folder, or the top of the shelf: what stands in it, and what one can do with it. */
export function folderPage(
  ctx: Request,
  it: ShownFolder,
  { order, gone, tags }: { order: Order; gone?: string | undefined; tags: string[] },
  again: Again = {},
): Html {
  const { t } = ctx.locale
  const puts = mayStart(spaceOf(ctx))
  const empty = !it.entries.length
  const title = it.name ?? t('files.title')
  return layout(ctx, {
    title,
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'files')}
${it.id === null ? nothing : wayNav(ctx, it.way)}
<div class="title"><h1>${it.lang ? html`<span class="written">${inLanguage(ctx, it.lang, title)}</span>` : title}</h1>${it.id === null && !empty ? html`<p class="lead">${t('files.lead')}</p>` : nothing}</div>
${gone ? undo(ctx, gone) : nothing}
${problems(ctx, again)}
${puts ? adding(ctx, it.id, empty, again) : nothing}
<div class="stack" data-list>${empty ? emptyPlace(ctx, t(it.id === null ? 'files.none' : 'files.folder.none')) : html`${sorting(ctx, it, order)}${tagNav(ctx, tags)}${list(ctx, it, puts)}`}
${it.next ? html`<p><a class="button second" rel="next" href="${it.next}">${t('files.further')}</a></p>` : nothing}</div>
${foot(ctx, it, puts)}`,
  })
}

/** With nothing chosen the verbs are not there: what they would be done to is said by the boxes. */
function list(ctx: Request, it: ShownFolder, puts: boolean): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/files`
  if (!puts) return rows(ctx, it.entries, false)
  return html`<form class="choosing" method="get" action="${here}/moving">${rows(ctx, it.entries, true)}
<div class="chosen panel cluster" role="group" aria-label="${t('files.chosen')}"><button class="button second" type="submit">${icon(ctx, 'arrow-right', true)} ${t('files.move')}</button>
<button class="button second" type="submit" name="copy" value="true">${icon(ctx, 'copy', true)} ${t('files.copy')}</button>
<button class="button second" type="submit" formaction="${here}/archive" data-turbo="false">${shelfIcon(ctx, 'download', true)} ${t('files.download')}</button>
<button class="button second" type="submit" formaction="${here}/removal" formmethod="post" name="back" value="${it.id ?? 0}">${icon(ctx, 'trash-2', true)} ${t('files.remove')}</button></div></form>`
}

function sorting(ctx: Request, it: ShownFolder, order: Order): Html {
  const { t } = ctx.locale
  if (it.entries.length < 6) return nothing
  return html`<nav class="filters" aria-label="${t('files.order')}">${orders.map((one) => html`<a href="${it.url}?order=${one}"${one === order ? trusted(' aria-current="true"') : nothing}>${t(`files.order.${one}`)}</a>`)}</nav>`
}

/** Files by a tag, wherever they stand. */
export function tagNav(ctx: Request, tags: readonly string[], current?: string): Html {
  const { t } = ctx.locale
  if (!tags.length) return nothing
  const here = `/c/${spaceOf(ctx).slug}/files`
  return html`<nav class="tags" aria-label="${t('files.tags')}">${tags.map((tag) => html`<a href="${here}?tag=${encodeURIComponent(tag)}"${tag === current ? trusted(' aria-current="true"') : nothing}>#${tag}</a>`)}</nav>`
}

function undo(ctx: Request, gone: string): Html {
  const { t } = ctx.locale
  return html`<div class="panel cluster" role="status"><p>${t('files.removed', { count: gone.split(',').length })}</p>
<form method="post" action="/c/${spaceOf(ctx).slug}/files/restoration" class="verb">${gone.split(',').map((id) => html`<input type="hidden" name="entries" value="${id}">`)}<button class="button second" type="submit">${t('ui.undo')}</button></form></div>`
}

function foot(ctx: Request, it: ShownFolder, puts: boolean): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/files`
  const whole = it.id === null ? `${here}/archive` : `${here}/archive?entries=${it.id}`
  return html`<footer class="stack no-print">${onlyPeople(ctx)}
${useLine(ctx, it.use)}
<p class="cluster">${it.entries.length ? html`<a href="${whole}" data-turbo="false">${t('files.archive')}</a>` : nothing}
${it.id === null && it.entries.length ? html`<a href="${here}?everywhere=true">${t('files.lately')}</a>` : nothing}
${puts ? html`<a href="${here}/trash">${t('files.trash')}</a>` : nothing}
${puts && it.id === null ? html`<a href="${here}/outside">${t('files.outside.all')}</a>` : nothing}
${it.id === null && ctx.me ? html`<a href="${here}/computer">${t('files.computer')}</a>` : nothing}
${puts && it.id !== null ? html`<a href="${it.url}/edit">${t('files.folder.rename')}</a>` : nothing}</p>
${
  it.id !== null && ctx.me
    ? html`<div class="cluster">${verb(`${it.url}/follow`, t(it.level === 'follow' ? 'items.unfollow' : 'items.follow'), { level: it.level === 'follow' ? 'quiet' : 'follow' }, 'plain')}
${puts ? html`${verb(`${it.url}/removal`, t('files.folder.remove'), {}, 'plain')}` : nothing}</div>`
    : nothing
}</footer>`
}
